// The command lines of README.md and of the pages in docs/, and what the pages say that they print.
// `npm run docs` writes what they print now into the pages, and the table of settings.
import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { buildApp } from '../src/app.ts'
import { settingsHelp } from '../src/config.ts'
import { connect } from '../src/db/connect.ts'
import { scopes } from '../src/http/access.ts'
import { startCluster, TEMPLATE, withDatabase } from './cluster.ts'
import { makeKey, unlimited } from './helper.ts'
import { quiet, runJobs } from './jobs.ts'

export const root = resolve(import.meta.dirname, '..')
const printedBase = 'http://127.0.0.1:3000'
/** Milliseconds that one command may take; a limit for commands that hang. */
const TIMEOUT_MS = 300_000

export interface Page {
  /** Path from the root of the repository. */
  path: string
  text: string
}

export interface Step {
  line: number
  command: string
  /** Expected output: `…` stands for anything within a line, and alone on a line for any number of lines. */
  printed: string
}

/** A shell in which the commands of one page run: its folder, and the variables that its commands have set. */
export interface Shell {
  base: string
  folder: string
  variables: string
  remove: () => void
}

/** Every page that may hold commands. The decisions are records of their time and are left out. */
export const readPages = (): Page[] =>
  [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...globSync(['docs/*.md', 'examples/*/README.md'], { cwd: root }).sort()
  ].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

/**
 * Every line after `$ ` in the console blocks of a page, with the output below it. A line that ends in a backslash or
 * within quotes goes on in the next.
 */
export function stepsOf({ text }: Page): Step[] {
  const steps: Step[] = []
  let inside = false
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('```')) inside = !inside && line === '```console'
    else if (!inside) continue
    else if (line.startsWith('$ ')) steps.push({ line: index + 1, command: line.slice(2), printed: '' })
    else {
      const step = steps.at(-1) as Step
      if (step.command.endsWith('\\') || isOpen(step.command)) step.command += `\n${line}`
      else step.printed += `${line}\n`
    }
  }
  return steps
}

/** Whether a quotation goes on in the next line. */
const isOpen = (command: string): boolean => command.split("'").length % 2 === 0

/** TypeScript blocks of a page, by the file name in their first line. */
export function snippetsOf({ text }: Page): Map<string, string> {
  return new Map(
    [...text.matchAll(/^```ts\n\/\/ (\S+\.ts)\n([\s\S]*?)^```$/gm)].map(([, name = '', text = '']) => [name, text])
  )
}

/** Whether a command needs nothing but the service: these are run. What shows that the others work is listed in the test. */
export const isRunnable = ({ command }: Step): boolean =>
  /^(\w+=\$\()?(curl|until curl|jq|head|sed|cat|echo|node \w+\.ts$)\b/.test(command) && !command.includes('npm run')

export const needsJq = ({ command }: Step): boolean => /\bjq\b/.test(command)

/** Whether the output is what the page says. */
export function agrees({ printed }: Step, output: string): boolean {
  const lines = printed.split('\n').map((line) =>
    line === '…'
      ? '(?:.*\\n)*?'
      : `${line
          .split('…')
          .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
          .join('[^\\n]*?')}\n`
  )
  return new RegExp(`^${lines.join('').replace(/\n$/, '')}$`).test(output)
}

/** Opens a shell for a page: its snippets are there as files, the client's types beside them, and the key in two files. */
export function openShell(page: Page, base: string, key: string): Shell {
  const parent = mkdtempSync(join(tmpdir(), 'konwent-docs-'))
  const folder = join(parent, 'work')
  mkdirSync(folder)
  for (const [name, text] of snippetsOf(page)) writeFileSync(join(folder, name), text.replaceAll(printedBase, base))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  for (const name of ['key.txt', 'klucz.txt']) writeFileSync(join(folder, name), `Authorization: Bearer ${key}\n`)
  cpSync(join(root, 'test/client/registry.d.ts'), join(folder, 'registry.d.ts'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return { base, folder, variables: join(parent, 'variables'), remove: () => rmSync(parent, { recursive: true }) }
}

/**
 * Runs a command as a reader would, with the variables of the commands before it. Returns what it prints, with the line
 * ends that Markdown can hold. Rejects if the command fails.
 */
export function runStep({ command }: Step, { base, folder, variables }: Shell): Promise<string> {
  const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`, LC_ALL: 'C.UTF-8' }
  const known = existsSync(variables) ? `. '${variables}'\n` : ''
  const script = `${known}set -a\n${command.replaceAll(printedBase, base)}\ncode=$?\nexport -p > '${variables}'\nexit $code`
  return new Promise((fulfil, reject) => {
    execFile('bash', ['-c', script], { cwd: folder, env, timeout: TIMEOUT_MS }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command}: ${stderr || stdout || error.message}`))
      else
        fulfil(
          `${stdout}${stderr}`
            .replaceAll('\r\n', '\n')
            .replaceAll(base, printedBase)
            .replace(/(?<=.)\n*$/, '\n')
        )
    })
  })
}

/** The table of settings, as the page about operations has it. */
export const settingsTable = (): string =>
  settingsHelp
    .map(({ name, fallback, help }) => `| \`${name}\` | ${fallback && `\`${fallback}\``} | ${help} |`)
    .join('\n')

/** The rows of the table of settings in a page, as one text. */
export const SETTINGS_ROWS = /^\| `[A-Z_]+` \| .* \|(\n\| `[A-Z_]+` \| .* \|)*$/m

/** Serves a database of its own, runs the commands of the page there, and returns the page with their present output. */
async function refreshed(page: Page, clusterUrl: string): Promise<string> {
  const name = page.path.replace(/\W/g, '_').toLowerCase()
  const admin = connect(clusterUrl, { max: 1 })
  await admin.pool.query(`create database ${name} template ${TEMPLATE}`)
  await admin.close()
  const url = withDatabase(clusterUrl, name)
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
  const shell = openShell(page, base, await makeKey(db, [...scopes]))
  const lines = page.text.split('\n')
  const outputs: [Step, string][] = []
  for (const step of stepsOf(page).filter(isRunnable)) outputs.push([step, await runStep(step, shell)])
  // From the last to the first, so that the line numbers stay right.
  for (const [step, output] of outputs.reverse()) {
    if (agrees(step, output)) continue
    console.log(`${page.path}:${step.line}: ${step.command}`)
    const first = step.line + step.command.split('\n').length - 1
    lines.splice(first, step.printed.split('\n').length - 1, ...output.split('\n').slice(0, -1))
  }
  shell.remove()
  await jobs.stop()
  await app.close()
  await close()
  return lines.join('\n')
}

if (import.meta.main) {
  const cluster = await startCluster()
  const wanted = process.argv.slice(2)
  for (const page of readPages()) {
    if (wanted.length > 0 && !wanted.includes(page.path)) continue
    const runs = stepsOf(page).some(isRunnable)
    const text = runs ? await refreshed(page, cluster.url) : page.text
    writeFileSync(
      join(root, page.path),
      text.replace(SETTINGS_ROWS, () => settingsTable())
    )
  }
  await cluster.stop()
}
