// `konwent backup` and its programs: versions, addresses and passwords, interruption, old backups. Programs of this
// test stand in for pg_dump.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import t from 'tap'
import { addressOf } from '../src/cli/backup/programs.ts'
import { deleteOld } from '../src/cli/backup/take-backup.ts'
import { connect } from '../src/db/connect.ts'
import { konwent, type Outcome, run } from './backups.ts'
import { database, emptyDatabase } from './helper.ts'
import { noClients } from './postgres-clients.ts'

const posix = process.platform === 'win32' ? 'programs of this test are shell scripts' : false
const folder = mkdtempSync(join(tmpdir(), 'konwent-programs-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))

/** Makes a folder with a program `pg_dump`, and returns the PATH. */
function pathWith(name: string, script: string): string {
  const bin = join(folder, name)
  mkdirSync(bin)
  writeFileSync(join(bin, 'pg_dump'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(bin, 'pg_dump'), 0o755)
  return `${bin}:/usr/bin:/bin`
}

t.test('konwent backup needs pg_dump 18, and says what to install', { skip: posix }, async (t) => {
  const url = await database(t)
  const backups = join(folder, 'none')
  const backup = (path: string): Promise<Outcome> => run({ PATH: path, DATABASE_URL: url }, 'backup', backups)
  const remedy = /Install the client programs of PostgreSQL 18 or newer \(Debian: postgresql-client-18 /
  const old = await backup(pathWith('old', 'echo "pg_dump (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)"'))
  t.match(old, { code: 1, err: /pg_dump on the PATH is version 15; 18 is required\./ })
  t.match(old.err, remedy)
  const failing = await backup(pathWith('failing', 'echo "libpq is missing" >&2; exit 127'))
  t.match(failing, { code: 1, err: /pg_dump does not start/ })
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  const missing = await backup(empty)
  t.match(missing, { code: 1, err: /pg_dump is not on the PATH\./ })
  t.match(missing.err, remedy)
  t.notOk(existsSync(backups))
})

t.test(
  'konwent backup passes the password in the environment, and removes what a failure leaves',
  { skip: posix },
  async (t) => {
    const url = new URL(await database(t))
    const log = join(folder, 'log')
    const backups = join(folder, 'failed')
    const script = `[ "$1" = --version ] && echo "pg_dump (PostgreSQL) 18.1" && exit
printf '%s\\n' "$PGPASSWORD" "$@" > '${log}'
echo 'pg_dump: error: Dumping the contents of table "contact" failed' >&2
echo 'DETAIL: row with (anna@example.org)' >&2
exit 1`
    const { code, out, err } = await run(
      { PATH: pathWith('broken', script), DATABASE_URL: url.href },
      'backup',
      backups
    )
    t.strictSame([code, out], [1, ''])
    t.match(err, /pg_dump failed: pg_dump: error: Dumping the contents of table "contact" failed/)
    t.notMatch(err, /anna@example.org/, 'no values of rows')
    const [given, ...parameters] = readFileSync(log, 'utf8').trimEnd().split('\n')
    t.equal(given, decodeURIComponent(url.password))
    t.notMatch(parameters.join(), url.password)
    t.match(parameters[0], `--dbname=postgres://postgres@127.0.0.1:${url.port}/`)
    t.strictSame(readdirSync(backups), [])
  }
)

t.test('konwent backup, interrupted, ends pg_dump and leaves nothing', { skip: posix }, async (t) => {
  const backups = join(folder, 'interrupted')
  const started = join(folder, 'started')
  const script = `[ "$1" = --version ] && echo "pg_dump (PostgreSQL) 18.1" && exit
echo $$ > '${started}.new' && mv '${started}.new' '${started}'
exec sleep 600`
  const env = { PATH: pathWith('slow', script), DATABASE_URL: await database(t) }
  const child = spawn(process.execPath, ['src/cli/konwent.ts', 'backup', backups], { env, stdio: 'pipe' })
  const err = child.stderr.setEncoding('utf8').toArray()
  const exit = once(child, 'exit')
  while (!existsSync(started)) await new Promise((resolve) => setTimeout(resolve, 20))
  t.equal(readdirSync(backups).length, 1)
  child.kill('SIGTERM')
  t.strictSame(await exit, [1, null])
  t.match((await err).join(''), /pg_dump was interrupted/)
  t.strictSame(readdirSync(backups), [])
  const pid = Number(readFileSync(started, 'utf8'))
  const isAlive = () => {
    try {
      // A zombie, which nobody may collect in a container, has no command line.
      return process.kill(pid, 0) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
    } catch {
      return false
    }
  }
  while (isAlive()) await new Promise((resolve) => setTimeout(resolve, 20))
})

t.test('konwent restore brings back what konwent backup saved, with a new epoch', { skip: noClients }, async (t) => {
  const backups = join(folder, 'real')
  const ledger = join(folder, 'erasures.ndjson')
  writeFileSync(ledger, '')
  const [from, to] = [await database(t), await emptyDatabase(t)]
  const taken = await konwent({ DATABASE_URL: from, ERASURE_LEDGER: ledger }, 'backup', backups)
  t.equal(taken.code, 0, taken.err)
  const backup = taken.out.trim()
  t.strictSame(readdirSync(backups), [basename(backup)])
  const restore = () => konwent({ DATABASE_URL: to }, 'restore', backup, '--ledger', ledger)
  const restored = await restore()
  t.equal(restored.code, 0, restored.err)
  t.match(restored.out, /^Restored: \d+ tables with \d+ rows/)
  t.match(await restore(), { code: 1, err: /is not empty/ })
  const epochs = await Promise.all(
    [from, to].map(async (url) => {
      const { db, close } = connect(url, { max: 1, role: 'konwent_app', timeoutFactor: 15 })
      const { epoch } = await db.selectFrom('instance').select('epoch').executeTakeFirstOrThrow().finally(close)
      return epoch
    })
  )
  t.equal(new Set(epochs).size, 2)
})

t.test('konwent backup --keep-days deletes older backups, and nothing else', async (t) => {
  const backups = join(folder, 'expiring')
  const names = [
    'konwent-20261025T044000Z',
    'konwent-20261026T044001Z.unfinished',
    'konwent-20261027T044000Z',
    'konwent-20261130T044000Z',
    'konwent-2026',
    'konwent-20261025T044000Z.copy',
    'another'
  ]
  for (const name of names) mkdirSync(join(backups, name), { recursive: true })
  const deleted = await deleteOld(backups, 35, new Date('2026-12-01T04:40:00Z'))
  t.strictSame(deleted, ['konwent-20261025T044000Z', 'konwent-20261026T044001Z.unfinished'])
  t.strictSame(readdirSync(backups).sort(), names.filter((name) => !deleted.includes(name)).sort())
})

t.test('addressOf(): the URL for libpq, as strict about TLS as the service', async (t) => {
  const cases: [url: string, address: string, password?: string][] = [
    ['postgres://a:b%40c@db:5433/registry', 'postgres://a@db:5433/registry', 'b@c'],
    ['postgres://a@db/registry?password=p%26q', 'postgres://a@db/registry', 'p&q'],
    ['postgres:///r?host=/run/postgresql&user=a', 'postgres:///r?host=%2Frun%2Fpostgresql&user=a'],
    ['postgres://a@db/r?ssl=true&max=5', 'postgres://a@db/r?sslmode=verify-full&sslrootcert=system'],
    ['postgres://a@db/r?sslmode=require', 'postgres://a@db/r?sslmode=verify-full&sslrootcert=system'],
    ['postgres://a@db/r?sslmode=require&uselibpqcompat=true', 'postgres://a@db/r?sslmode=require'],
    ['postgres://a@db/r?sslmode=no-verify', 'postgres://a@db/r?sslmode=require'],
    ['postgres://a@db/r?sslmode=disable', 'postgres://a@db/r?sslmode=disable'],
    [
      'postgres://a@db/r?sslmode=verify-full&sslrootcert=/etc/konwent/ca.pem',
      'postgres://a@db/r?sslrootcert=%2Fetc%2Fkonwent%2Fca.pem&sslmode=verify-full'
    ],
    ['postgres://a@db/r?options=-c+a=b', 'postgres://a@db/r?options=-c%20a%3Db']
  ]
  for (const [url, address, password] of cases) t.strictSame(addressOf(url), { address, password }, url)
})
