// Reads and runs the commands of README.md and the pages in docs/, and compares their output with the pages.
// `npm run docs` writes the present output and the table of settings into the pages.
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
import { settingsHelp } from '../src/config.ts'
import { connect } from '../src/db/connect.ts'
import { scopes } from '../src/http/access.ts'
import { installClient } from './client-package.ts'
import { startCluster, TEMPLATE, withDatabase } from './cluster.ts'
import { makeKey, testApp } from './helper.ts'
import { quiet, runJobs } from './jobs.ts'

export const root = resolve(import.meta.dirname, '..')
const printedBase = 'http://127.0.0.1:3000'
/** Time limit of one command, for commands that hang. */
const TIMEOUT_MS = 300_000

export interface Page {
  /** Path from the root of the repository. */
  path: string
  text: string
}

export interface Step {
  line: number
  command: string
  /** Expected output: `…` matches any text within a line, and alone on a line any number of lines. */
  printed: string
}

/** State of the commands of one page: the folder in which they run, and the file with the variables that they set. */
export interface Shell {
  base: string
  folder: string
  variables: string
  remove: () => void
}

/** Reads every page with commands. Decisions describe a past state and are left out. */
export const readPages = (): Page[] =>
  [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'SECURITY.md',
    ...globSync(['docs/*.md', 'clients/*/README.md', 'examples/*/README.md'], { cwd: root }).sort()
  ].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

/**
 * Returns the commands (`$ `) in the console blocks of a page, with the output below each. A line that ends with a
 * backslash or inside quotes continues on the next line.
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

/** Whether a quotation continues on the next line. */
const isOpen = (command: string): boolean => command.split("'").length % 2 === 0

/** Returns the TypeScript blocks of a page by the file name in their first line. */
export function snippetsOf({ text }: Page): Map<string, string> {
  return new Map(
    [...text.matchAll(/^```ts\n\/\/ (\S+\.ts)\n([\s\S]*?)^```$/gm)].map(([, name = '', text = '']) => [name, text])
  )
}

/** Whether a command needs only the service. Only these run; the test lists what covers the others. */
export const isRunnable = ({ command }: Step): boolean =>
  /^(\w+=\$\()?(curl|until curl|jq|head|sed|cat|echo|node \w+\.ts$)\b/.test(command) && !command.includes('npm run')

export const needsJq = ({ command }: Step): boolean => /\bjq\b/.test(command)

/** Whether the output matches the page. */
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

/** Creates the folder of a page: its snippets as files, the packages that they use, and the key in two files. */
export async function openShell(page: Page, base: string, key: string): Promise<Shell> {
  const parent = mkdtempSync(join(tmpdir(), 'konwent-docs-'))
  const folder = join(parent, 'work')
  mkdirSync(folder)
  for (const [name, text] of snippetsOf(page)) writeFileSync(join(folder, name), text.replaceAll(printedBase, base))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  for (const name of ['key.txt', 'klucz.txt']) writeFileSync(join(folder, name), `Authorization: Bearer ${key}\n`)
  await addPackages(parent, folder, page.text)
  return { base, folder, variables: join(parent, 'variables'), remove: () => rmSync(parent, { recursive: true }) }
}

/**
 * Adds what the snippets in a text import: the types of the contract, the package of clients/typescript, the other
 * packages.
 */
export async function addPackages(parent: string, folder: string, text: string): Promise<void> {
  cpSync(join(root, 'clients/typescript/src/registry.d.ts'), join(folder, 'registry.d.ts'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  if (text.includes("from 'konwent-registry-client")) await installClient(parent)
}

/**
 * Runs a command with the variables of the commands before it. Returns its output with the line ends of Markdown.
 * Rejects if the command fails.
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

/** The page with the table of settings that `npm run docs` writes. */
export const SETTINGS_PAGE = 'docs/operations.md'

/** Returns the rows of the table of settings. */
export const settingsTable = (): string =>
  settingsHelp
    .map(({ name, fallback, help }) => `| \`${name}\` | ${fallback && `\`${fallback}\``} | ${help} |`)
    .join('\n')

/** The rows of the table of settings in a page, as one text. */
export const SETTINGS_ROWS = /^\| `[A-Z_]+` \| .* \|(\n\| `[A-Z_]+` \| .* \|)*$/m

/** Runs the commands of a page against a service with its own database. Returns the page with the present output. */
async function refreshed(page: Page, clusterUrl: string): Promise<string> {
  const name = page.path.replace(/\W/g, '_').toLowerCase()
  const admin = connect(clusterUrl, { max: 1 })
  await admin.pool.query(`create database ${name} template ${TEMPLATE}`)
  await admin.close()
  const url = withDatabase(clusterUrl, name)
  const { db, close } = connect(url, { max: 4, timeoutFactor: 15 })
  const jobs = runJobs(url, { ...quiet, warn: console.warn, error: console.error })
  const app = await testApp({ db })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const shell = await openShell(page, base, await makeKey(db, [...scopes]))
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
  const paths = process.argv.slice(2)
  for (const page of readPages()) {
    if (paths.length > 0 && !paths.includes(page.path)) continue
    const runs = stepsOf(page).some(isRunnable)
    const text = runs ? await refreshed(page, cluster.url) : page.text
    writeFileSync(
      join(root, page.path),
      page.path === SETTINGS_PAGE ? text.replace(SETTINGS_ROWS, () => settingsTable()) : text
    )
  }
  await cluster.stop()
}
