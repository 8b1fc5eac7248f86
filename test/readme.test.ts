// The README cannot rot: its command lines are run and print what it says, and its tables and names are those of the code.
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { settingsHelp } from '../src/config.ts'
import { scopes } from '../src/http/access.ts'
import { setup } from './helper.ts'
import { runJobs } from './jobs.ts'
import { agrees, isRunnable, prepareFolder, readReadme, runStep, stepsOf } from './readme.ts'

const root = resolve(import.meta.dirname, '..')
const readme = readReadme()
const steps = stepsOf(readme)
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

// Command lines that need more than the service, and what shows that they work.
const provenElsewhere = new Map([
  ['npm ci && npm start', 'start.test.ts, .ci/run'],
  ['npm ci && npm test', '.ci/run'],
  ['npm run check', '.ci/run'],
  ['npm run contract', 'openapi.test.ts compares what it writes'],
  ['npm run konwent -- migrate', 'start.test.ts'],
  ['npm run konwent -- seed', 'start.test.ts'],
  ['npm run konwent -- openapi', 'openapi.test.ts'],
  ["npm run konwent --silent -- keys create --bootstrap --owner 'Obserwatorium CUS'", 'api-keys.test.ts'],
  [
    `echo "Authorization: Bearer $(npm run konwent --silent -- keys create --bootstrap --owner 'Obserwatorium CUS')" > klucz.txt`,
    'api-keys.test.ts'
  ],
  ['npm run konwent --silent -- keys list', 'api-keys.test.ts'],
  ['npm run konwent --silent -- audit verify', 'audit.test.ts'],
  ['npm run konwent --silent -- import organisations organizacje.csv --dry-run', 'imports.test.ts'],
  ['npm run konwent --silent -- privacy ledger', 'privacy.test.ts'],
  ['npm run konwent --silent -- changes prune --older-than 730', 'changes.test.ts'],
  ['npm run konwent --silent -- signing-keys rotate', 'membership-checks.test.ts'],
  ['DATABASE_URL=postgres://konwent_app:… npm run konwent -- privacy replay erasures.ndjson', 'privacy.test.ts'],
  ['npm ci --omit=dev', 'tools/production-check.ts'],
  ['DATABASE_URL=postgres://… DATABASE_APP_PASSWORD=… npm run konwent -- migrate', 'tools/production-check.ts'],
  ['DATABASE_URL=postgres://konwent_app:… npm run konwent -- seed', 'tools/production-check.ts'],
  ['DATABASE_URL=postgres://konwent_app:… HOST=0.0.0.0 npm start', 'start.test.ts'],
  ['POSTGRES_PASSWORD=… DATABASE_APP_PASSWORD=… docker compose up --build', 'start.test.ts runs what the files name'],
  ['npm install openapi-fetch openapi-typescript', 'client.test.ts'],
  ['npx openapi-typescript http://127.0.0.1:3000/openapi.json -o registry.d.ts', 'npm run judge']
])

// --write-out '%header{…}' came with 7.84.
const version = /^curl (\d+)\.(\d+)/.exec(spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout ?? '')
const curl = version && Number(version[1]) * 1000 + Number(version[2]) >= 7084

t.test(
  'the command lines of the README print what it says',
  { skip: curl ? false : 'there is no curl from 7.84' },
  async (t) => {
    const { app, url, key } = await setup(t)
    t.teardown(runJobs(url).stop)
    await app.listen({ host: '127.0.0.1', port: 0 })
    const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
    const { folder, remove } = prepareFolder(readme, base, await key([...scopes]))
    t.teardown(remove)
    const runnable = steps.filter(isRunnable)
    t.ok(runnable.length >= 15, 'there are some')
    for (const step of runnable) {
      const output = await runStep(step, base, folder)
      if (agrees(step, output)) t.pass(step.command)
      else t.equal(output, step.printed, `README.md:${step.line} ${step.command}`)
    }

    await t.test('the typed snippets are right by the types of the contract', async (t) => {
      const options =
        '--noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --skipLibCheck --allowImportingTsExtensions --target esnext --module nodenext --types node'
      const snippets = steps.flatMap(({ command }) => /^node (\w+\.ts)$/.exec(command)?.[1] ?? [])
      t.ok(snippets.length > 0, 'there are some')
      const tsc = join(root, 'node_modules/typescript/bin/tsc')
      const compile = () =>
        promisify(execFile)(process.execPath, [tsc, ...options.split(' '), ...snippets], { cwd: folder }).then(
          () => '',
          ({ stdout }) => stdout
        )
      t.equal(await compile(), '')
    })
  }
)

t.test('every other command line is known to work', async (t) => {
  for (const { command } of steps.filter((step) => !isRunnable(step))) t.ok(provenElsewhere.has(command), command)
  for (const command of provenElsewhere.keys())
    t.ok(
      steps.some((step) => step.command === command),
      `${command} is in the README`
    )
})

t.test('every npm script, file and folder that the README names exists', async (t) => {
  for (const [, name = ''] of readme.matchAll(/npm run ([\w:-]+)/g))
    t.ok(name in packageJson.scripts, `npm run ${name}`)
  const paths = [...readme.matchAll(/(?:\]\(|`)((?:\.?[\w-]+\/)*[\w.-]*)(?:\)|`)/g)].map(([, path = '']) => path)
  const named = new Set(
    paths.filter((path) =>
      /^(src|test|docs|data|migrations|openapi|tools|\.ci)\/|^[A-Z]\w+\.md$|^Dockerfile$|^docker-compose\.yml$/.test(
        path
      )
    )
  )
  t.ok(named.size > 5, 'there are some')
  for (const path of named) t.ok(existsSync(join(root, path)), path)
})

t.test('the table of settings is that of config.ts', async (t) => {
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (.*) \| (.*) \|$/gm)].map(([, name, fallback, help]) => ({
    name,
    fallback,
    help
  }))
  t.strictSame(
    rows,
    settingsHelp.map(({ name, fallback, help }) => ({ name, fallback: fallback && `\`${fallback}\``, help }))
  )
})

t.test('a wrong answer is seen', async (t) => {
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
})
