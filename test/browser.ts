// A real browser for the tests of pages. Without one, they are skipped.
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import type { Test } from 'tap'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** The reason to skip the tests that need a browser; false if there is one. */
export const noBrowser = existsSync(executablePath)
  ? false
  : `no browser at ${executablePath}; install chromium or set CHROMIUM_PATH`

/** Starts a browser that sends nothing of its own accord. It ends with the test. */
export async function launchBrowser(t: Test): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync'
    ]
  })
  t.teardown(() => browser.close())
  return browser
}
