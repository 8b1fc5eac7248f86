// Parts that come from elsewhere: packages, the viewer of the documentation page, and the files that GitHub, Renovate
// and editors read.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'

/** Largest number of packages in a production installation (decision 62). */
const MAX_PACKAGES = 110
const root = resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
// biome-ignore lint/suspicious/noExplicitAny: these files have many shapes
const json = (file: string): any => JSON.parse(read(file))
const run = (...[file = '', ...args]: string[]) => spawnSync(file, args, { cwd: root, encoding: 'utf8' })
const packageJson = json('package.json')

t.test('A production installation has few packages, and no script of them runs', async (t) => {
  const packages: [string, { dev?: boolean; hasInstallScript?: boolean }][] = Object.entries(
    json('package-lock.json').packages
  )
  const production = packages.filter(([path, { dev }]) => path !== '' && !dev)
  t.ok(production.length > 50 && production.length <= MAX_PACKAGES, `${production.length} packages`)
  t.strictSame(
    production.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path),
    []
  )
})

t.test('The viewer is the version of its lockfile, with its licence', async (t) => {
  const { version, integrity } = json('viewer/package-lock.json').packages['node_modules/openapi-explorer']
  t.match(integrity, /^sha512-/)
  t.equal(json('viewer/package/package.json').version, version, 'otherwise: npm run prepare')
  t.ok(read('viewer/package/dist/browser/openapi-explorer.min.js').startsWith(`/*! OpenAPI Explorer ${version} `))
  t.match(read('viewer/package/LICENSE'), 'Apache License')
})

t.test('Workflows: few permissions, pinned actions, and commands that exist', async (t) => {
  const files = globSync('.github/workflows/*.yml', { cwd: root })
  t.ok(files.length >= 2)
  for (const file of files) {
    const text = read(file)
    const { permissions, jobs } = parse(text)
    t.notMatch(JSON.stringify(permissions), 'write', `${file}: only a job may write`)
    for (const [, action = ''] of text.matchAll(/uses: (\S+(?: # \S+)?)/g)) {
      if (action.startsWith('./')) t.ok(existsSync(join(root, action)), `${file}: ${action}`)
      else t.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, `${file}: pinned by its commit`)
    }
    for (const [name, job] of Object.entries<{ uses?: string; steps?: { run?: string }[] }>(jobs)) {
      t.ok(job.uses || job.steps?.some(({ run }) => run), `${file}: ${name} runs something`)
      for (const { run: script = '' } of job.steps ?? []) {
        const { status, stderr } = run('bash', '-n', '-c', script)
        t.equal(status, 0, `${file}: ${name}: ${stderr}`)
        for (const [, command = ''] of script.matchAll(/(?<=^|\s)(\.ci\/[\w-]+)/g))
          accessSync(join(root, command), constants.X_OK)
        for (const [, service = ''] of script.matchAll(/docker compose exec -T (\w+)/g))
          t.ok(service in parse(read('docker-compose.yml'), { merge: true }).services, `${file}: ${service}`)
      }
    }
  }
})

t.test('.ci/release-notes prints the section of the version in package.json', async (t) => {
  const { version } = packageJson
  const notes = run('.ci/release-notes', version)
  t.equal(notes.status, 0, notes.stderr)
  t.match(notes.stdout, /^- /m)
  t.notMatch(notes.stdout, /^## /m)
  const [before, after] = read('CHANGELOG.md').split(notes.stdout.trim())
  t.match(
    before?.trimEnd(),
    new RegExp(`\\n## \\[${version.replaceAll('.', '\\.')}\\] .*$`),
    'it begins below its heading'
  )
  t.match(after?.trimStart(), /^## /, 'and ends before the next one')
  const other = run('.ci/release-notes', '0.0.9')
  t.equal(other.status, 1)
  t.match(other.stderr, 'another version')
})

t.test('renovate.json names files and packages that exist', async (t) => {
  const known = new Set(['postgres', 'node'])
  for (const file of ['package.json', ...globSync('{viewer,bench,tools/*}/package.json', { cwd: root })])
    for (const section of ['dependencies', 'devDependencies'])
      for (const name of Object.keys(json(file)[section] ?? {})) known.add(name)
  const rules: { matchFileNames?: string[]; matchPackageNames: string[] }[] = json('renovate.json').packageRules
  for (const { matchFileNames = [], matchPackageNames } of rules) {
    for (const file of matchFileNames) t.ok(existsSync(join(root, file)), file)
    for (const name of matchPackageNames) t.ok(known.has(name), name)
  }
})

t.test('.editorconfig agrees with biome.json', async (t) => {
  const { formatter } = json('biome.json')
  const lines = read('.editorconfig').split('\n')
  t.ok(lines.includes(`indent_style = ${formatter.indentStyle}`))
  t.ok(lines.includes(`indent_size = ${formatter.indentWidth}`))
  t.ok(lines.includes(`max_line_length = ${formatter.lineWidth}`))
})
