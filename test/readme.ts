// The README's command lines and what it says that they print. `node test/readme.ts` writes into the README what they print now.
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { buildApp } from '../src/app.ts'
import { connect } from '../src/db/connect.ts'
import { scopes } from '../src/http/access.ts'
import { startCluster, TEMPLATE, withDatabase } from './cluster.ts'
import { makeKey, unlimited } from './helper.ts'
import { quiet, runJobs } from './jobs.ts'

const root = resolve(import.meta.dirname, '..')
const file = join(root, 'README.md')
const printedBase = 'http://127.0.0.1:3000'

export interface Step {
  line: number
  command: string
  /** What the README says is printed; `…` stands for anything within a line. */
  printed: string
}

export const readReadme = (): string => readFileSync(file, 'utf8')

/** Every line after `$ ` in the README's console blocks, a line that ends in a backslash or within quotes with the next, and what stands below it. */
export function stepsOf(readme: string): Step[] {
  const steps: Step[] = []
  let inside = false
  for (const [index, text] of readme.split('\n').entries()) {
    if (text.startsWith('```')) inside = !inside && text === '```console'
    else if (!inside) continue
    else if (text.startsWith('$ ')) steps.push({ line: index + 1, command: text.slice(2), printed: '' })
    else {
      const step = steps.at(-1) as Step
      if (step.command.endsWith('\\') || isOpen(step.command)) step.command += `\n${text}`
      else step.printed += `${text}\n`
    }
  }
  return steps
}

/** Whether a quotation goes on in the next line. */
const isOpen = (command: string): boolean => command.split("'").length % 2 === 0

/** TypeScript blocks of the README, by the file name in their first line. */
export function snippetsOf(readme: string): Map<string, string> {
  return new Map(
    [...readme.matchAll(/^```ts\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)].map(([, name = '', text = '']) => [name, text])
  )
}

/** Whether a command needs nothing but the service: these are run, the others are shown to work elsewhere. */
export const isRunnable = ({ command }: Step): boolean => /^(curl|sleep|node \w+\.ts$)/.test(command)

/** Whether something was printed as the README says. */
export function agrees({ printed }: Step, output: string): boolean {
  const pattern = printed
    .split('…')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('[^\\n]*?')
  return new RegExp(`^${pattern}$`).test(output)
}

/** A folder in which the README's commands run: its snippets are there as files, the client's types beside them, and the key that it speaks of. */
export function prepareFolder(readme: string, base: string, key: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'konwent-readme-'))
  for (const [name, text] of snippetsOf(readme)) writeFileSync(join(folder, name), text.replaceAll(printedBase, base))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'klucz.txt'), `Authorization: Bearer ${key}\n`)
  cpSync(join(root, 'test/client/registry.d.ts'), join(folder, 'registry.d.ts'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Runs a command as a reader would, against the service at `base`; returns what it prints, the line ends of CSV as Markdown can hold them. */
export function runStep({ command }: Step, base: string, folder: string): Promise<string> {
  const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`, LC_ALL: 'C.UTF-8' }
  return new Promise((fulfil, reject) => {
    execFile(
      'bash',
      ['-c', command.replaceAll(printedBase, base)],
      { cwd: folder, env, timeout: 30_000 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${command}: ${stderr || error.message}`))
        else
          fulfil(
            `${stdout}${stderr}`
              .replaceAll('\r\n', '\n')
              .replaceAll(base, printedBase)
              .replace(/(?<=.)\n*$/, '\n')
          )
      }
    )
  })
}

if (import.meta.main) {
  const cluster = await startCluster()
  const url = withDatabase(cluster.url, TEMPLATE)
  const { db, close } = connect(url, { max: 4 })
  const jobs = runJobs(url, { ...quiet, warn: console.warn, error: console.error })
  const app = await buildApp({
    db,
    logger: pino({ level: 'silent' }),
    publicBaseUrl: null,
    rateLimits: unlimited,
    trustProxy: false
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const readme = readReadme()
  const { folder, remove } = prepareFolder(readme, base, await makeKey(db, [...scopes]))
  const lines = readme.split('\n')
  // From the last to the first, so that the line numbers stay right; run from the first to the last.
  const outputs: [Step, string][] = []
  for (const step of stepsOf(readme).filter(isRunnable)) outputs.push([step, await runStep(step, base, folder)])
  for (const [step, output] of outputs.reverse()) {
    if (agrees(step, output)) continue
    console.log(`line ${step.line}: ${step.command}`)
    const first = step.line + step.command.split('\n').length - 1
    lines.splice(first, step.printed.split('\n').length - 1, ...output.split('\n').slice(0, -1))
  }
  writeFileSync(file, lines.join('\n'))
  remove()
  await jobs.stop()
  await app.close()
  await close()
  await cluster.stop()
}
