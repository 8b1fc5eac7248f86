// Keeps README.md and docs/ up to date: runs their commands and compares the output, and checks their tables, links
// and names.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import t from 'tap'
import { scopes } from '../src/http/access.ts'
import {
  addPackages,
  agrees,
  isRunnable,
  needsJq,
  openShell,
  readPages,
  root,
  runStep,
  SETTINGS_PAGE,
  SETTINGS_ROWS,
  settingsTable,
  snippetsOf,
  stepsOf
} from './docs-commands.ts'
import { setup } from './helper.ts'
import { runJobs } from './jobs.ts'
import { compile } from './tsc.ts'

const pages = readPages()
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const steps = pages.flatMap((page) => stepsOf(page).map((step) => ({ page, ...step })))

// Commands that need more than the service, and the test that covers each.
const provenElsewhere = new Map([
  ['npm ci && npm start', 'start.test.ts, .ci/run'],
  ['npm ci && npm test', '.ci/run'],
  ['npm run check', '.ci/run runs its parts'],
  ['npm run contract', 'openapi.test.ts compares what it writes'],
  ['npm run examples', 'openapi.test.ts checks what it writes'],
  ['npm run db:types', 'migrations.test.ts compares what it writes'],
  ['npm run docs', 'this test, which runs the same commands'],
  ['npm run docs -- docs/portals.md', 'this test, which runs the same commands'],
  ['npm run production-check', '.ci/run'],
  ['npm run bench', 'bench.test.ts'],
  ['npm run bench -- --quick', 'bench.test.ts'],
  ['npm run bench -- --floors', 'bench.test.ts'],
  ['npm run bench -- --large', 'bench.test.ts'],
  ['npm run endurance -- --minutes 30', 'a longer run of what slow/rolling-restart.test.ts and slow/backup.test.ts do'],
  ['npx node test/changes.test.ts', 'changes.test.ts itself'],
  ['npm test -- test/changes.test.ts', '.ci/run runs the same script'],
  ['TAP_ONLY=1 npx node test/changes.test.ts', 'changes.test.ts itself'],
  [
    'npm test -- test/features.test.ts test/records/constraints.test.ts test/openapi.test.ts',
    '.ci/run runs the same script'
  ],
  ['cp openapi/openapi.json openapi/released.json', 'npm run judge compares the two'],
  ['npm run konwent -- migrate', 'start.test.ts'],
  ['npm run konwent -- seed', 'start.test.ts'],
  ['npm run konwent -- openapi', 'openapi.test.ts'],
  ["npm run konwent --silent -- keys create --bootstrap --owner 'Obserwatorium CUS'", 'api-keys.test.ts'],
  [
    'echo "Authorization: Bearer $(npm run konwent --silent -- ' +
      `keys create --bootstrap --owner 'Obserwatorium CUS')" > klucz.txt`,
    'api-keys.test.ts'
  ],
  [
    'echo "Authorization: Bearer $(npm run konwent --silent -- ' +
      `keys create --owner 'Portal' --audience partner --scopes webhooks)" > key.txt`,
    'api-keys.test.ts'
  ],
  ['npm run konwent --silent -- keys list', 'api-keys.test.ts'],
  ['npm run konwent --silent -- audit verify', 'audit.test.ts'],
  ['npm run konwent --silent -- import organisations organizacje.csv --dry-run', 'imports.test.ts'],
  ['npm run konwent --silent -- privacy ledger', 'privacy.test.ts'],
  ['npm run konwent --silent -- changes prune --older-than 730', 'changes.test.ts'],
  ['npm run konwent --silent -- signing-keys rotate', 'membership-checks.test.ts'],
  ['npm run konwent --silent -- backup /var/backups/konwent --keep-days 35', 'slow/backup.test.ts'],
  ['npm run konwent --silent -- restore /var/backups/konwent/konwent-20261201T034000Z', 'slow/backup.test.ts'],
  ['npm run konwent --silent -- privacy rewrite', 'erased-bytes.test.ts'],
  ['npm ci --omit=dev', 'tools/production-check.ts'],
  ['DATABASE_URL=postgres://… DATABASE_APP_PASSWORD=… npm run konwent -- migrate', 'tools/production-check.ts'],
  ['DATABASE_URL=postgres://konwent_app:… npm run konwent -- seed', 'tools/production-check.ts'],
  ['DATABASE_URL=postgres://konwent_app:… HOST=0.0.0.0 npm start', 'start.test.ts'],
  ['POSTGRES_PASSWORD=… DATABASE_APP_PASSWORD=… docker compose up --build', 'start.test.ts runs what the files name'],
  ['npm install openapi-fetch openapi-typescript', 'client.test.ts'],
  ['npx openapi-typescript http://127.0.0.1:3000/openapi.json -o registry.d.ts', 'npm run judge'],
  ['npm install', 'portal-sync.test.ts'],
  ['npm run build', 'client-package.test.ts'],
  ['npm test -- test/client-package.test.ts', '.ci/run runs the same script'],
  ['npm pack', 'client-package.test.ts'],
  ['npm pack ./clients/typescript', 'client-package.test.ts'],
  ['npm install ./konwent-registry-client-*.tgz', 'client-package.test.ts'],
  ['npm run clients', '.ci/run'],
  ['npm start', 'portal-sync.test.ts']
])

// curl has --write-out '%header{…}' since 7.84.
const version = /^curl (\d+)\.(\d+)/.exec(spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout ?? '')
const curl = version && Number(version[1]) * 1000 + Number(version[2]) >= 7084
const jq = spawnSync('jq', ['--version']).status === 0

for (const page of pages) {
  const runnable = stepsOf(page).filter(isRunnable)
  if (runnable.length === 0) continue
  t.test(
    `${page.path}: the commands print the documented output`,
    { skip: curl ? false : 'no curl from 7.84' },
    async (t) => {
      const { app, url, key } = await setup(t)
      t.teardown(runJobs(url).stop)
      await app.listen({ host: '127.0.0.1', port: 0 })
      const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
      const shell = await openShell(page, base, await key([...scopes]))
      t.teardown(shell.remove)
      let skip: string | false = false
      for (const step of runnable) {
        const name = `${page.path}:${step.line} ${step.command}`
        // Commands depend on earlier ones, so nothing runs after the first one that cannot run.
        if (!jq && needsJq(step)) skip = 'no jq'
        if (skip) {
          t.pass(name, { skip })
          continue
        }
        const output = await runStep(step, shell)
        if (agrees(step, output)) t.pass(name)
        else t.equal(output, step.printed, name)
      }
    }
  )
}

t.test('Pages: TypeScript snippets compile with the types of the contract', async (t) => {
  const parent = mkdtempSync(join(tmpdir(), 'konwent-snippets-'))
  t.teardown(() => rmSync(parent, { recursive: true }))
  const folder = join(parent, 'work')
  mkdirSync(folder)
  const snippets = pages.flatMap((page) => [...snippetsOf(page)])
  t.ok(snippets.length >= 3, 'there are several snippets')
  t.equal(new Set(snippets.map(([name]) => name)).size, snippets.length, 'each has a name of its own')
  for (const [name, text] of snippets) writeFileSync(join(folder, name), text)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  await addPackages(parent, folder, snippets.join())
  const options = [
    '--noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --skipLibCheck',
    '--allowImportingTsExtensions --target esnext --module nodenext --types node'
  ]
  const files = snippets.map(([name]) => name)
  const errors = await compile([...options.join(' ').split(' '), ...files], folder)
  t.equal(errors, '')
})

t.test('Pages: every other command is covered by a test', async (t) => {
  for (const step of steps.filter((step) => !isRunnable(step)))
    t.ok(provenElsewhere.has(step.command), `${step.page.path}:${step.line} ${step.command}`)
  for (const command of provenElsewhere.keys())
    t.ok(
      steps.some((step) => step.command === command),
      `${command} occurs in a page`
    )
})

t.test('Pages: every npm script, file and folder that they name exists', async (t) => {
  for (const { path, text } of pages.filter(({ path }) => !/^(clients|examples)\//.test(path))) {
    for (const [, name = ''] of text.matchAll(/npm run ([\w:-]+)/g))
      t.ok(name in packageJson.scripts, `${path}: npm run ${name}`)
    // The changelog also names removed files.
    if (path === 'CHANGELOG.md') continue
    const named = [
      ...text.matchAll(/`((?:src|test|docs|ops|data|migrations|openapi|tools|bench|clients|examples|\.ci)\/[\w./-]*)`/g)
    ]
    // Files that the reader creates in the page about new resources.
    for (const [, file = ''] of named)
      if (!/training/.test(file)) t.ok(existsSync(join(root, file)), `${path}: ${file}`)
  }
})

t.test('Pages: every internal link leads to a file and a heading', async (t) => {
  for (const { path, text } of pages) {
    for (const [, target = ''] of withoutCode(text).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
      const [file = '', fragment] = target.split('#')
      const found = file === '' ? path : join(dirname(path), file)
      t.ok(existsSync(join(root, found)), `${path}: ${target}`)
      if (fragment !== undefined && existsSync(join(root, found)))
        t.ok(anchorsOf(readFileSync(join(root, found), 'utf8')).includes(fragment), `${path}: ${target}`)
    }
  }
})

t.test('Pages: the table of settings matches config.ts', async (t) => {
  const page = pages.find(({ path }) => path === SETTINGS_PAGE)
  t.equal(SETTINGS_ROWS.exec(page?.text ?? '')?.[0], settingsTable())
})

t.test('Pages: the operations pages have the same headings, code and settings in both languages', async (t) => {
  const [polish, english] = ['docs/eksploatacja.md', SETTINGS_PAGE].map((path) => {
    const { text = '' } = pages.find((page) => page.path === path) ?? {}
    const headings = withoutCode(text).match(/^#+(?= )/gm)
    // The descriptions of systemd units are in the language of the page.
    const code = text.replace(/^Description=.*$/gm, '').match(/^```[\s\S]*?^```$/gm)
    const settings = SETTINGS_ROWS.exec(text)?.[0].match(/^\| `[A-Z_]+` \| [^|]* \|/gm)
    return { headings, code, settings }
  })
  t.ok(polish?.settings)
  t.strictSame(polish, english)
})

t.test('Pages: the README is short, and lines have at most 120 columns', async (t) => {
  const readme = pages.find(({ path }) => path === 'README.md')
  t.ok((readme?.text.split('\n').length ?? 0) <= 151, 'at most 150 lines')
  for (const { path, text } of pages) {
    // Lists written by the benchmark have lines of any length.
    const prose = withoutCode(text).replace(/<!-- (\w+): begin -->[\s\S]*?<!-- \1: end -->/g, (all) =>
      all.replace(/./g, '')
    )
    const long = prose
      .split('\n')
      .map((line, index) => ({ line, index }))
      .filter(({ line }) => line.length > 120 && !line.startsWith('|') && !/https?:\/\/\S{60}/.test(line))
    t.strictSame(
      long.map(({ index }) => `${path}:${index + 1}`),
      [],
      `${path}: at most 120 columns`
    )
  }
})

t.test('agrees(): detects wrong output', async (t) => {
  const step = { line: 1, command: 'curl', printed: '{"a":1,…,"z":[2]}\n' }
  t.ok(agrees(step, '{"a":1,"b":[{}],"z":[2]}\n'))
  for (const output of [
    '{"a":1,"b":[{}],"z":[3]}\n',
    '{"a":1,"z":[2]}',
    '',
    'x{"a":1,"b":1,"z":[2]}\n',
    '{"a":1,\n,"z":[2]}\n'
  ])
    t.notOk(agrees(step, output), output)
  const long = { line: 1, command: 'curl', printed: '{\n…\n  "z": 2\n}\n' }
  t.ok(agrees(long, '{\n  "a": 1,\n  "b": 1,\n  "z": 2\n}\n'))
  t.notOk(agrees(long, '{\n  "a": 1,\n  "b": 1,\n  "z": 3\n}\n'))
  t.ok(agrees({ line: 1, command: 'curl', printed: '' }, ''))
  t.notOk(agrees({ line: 1, command: 'curl', printed: '' }, 'something\n'))
})

/** Returns the text with empty code blocks. Line numbers stay. */
function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, (block) => block.replace(/[^\n]/g, ''))
}

/** Returns the fragments of the headings of a page, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-')
  )
}
