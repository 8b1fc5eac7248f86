// A real PgBouncer in front of a PostgreSQL, with the example of docs/operations.md as its configuration.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Test } from 'tap'
import { freePort } from '../src/db/embedded/free-port.ts'

const root = join(import.meta.dirname, '..')
const programs = [join(root, '.programs', 'bin', 'pgbouncer'), '/usr/sbin/pgbouncer', '/usr/bin/pgbouncer']
  .filter(existsSync)
  .map((path) => ({ path, version: versionOf(path) }))

/** Returns the version as a number, such as 1.026 for 1.26.1, so that versions compare. */
function versionOf(path: string): number {
  const [, major, minor] = /PgBouncer (\d+)\.(\d+)/.exec(execFileSync(path, ['--version'], { encoding: 'utf8' })) ?? []
  return Number(major) + Number(minor) / 1000
}

/** From 1.21, PgBouncer supports prepared statements in transaction mode. */
const PREPARES = 1.021
const current = programs.find(({ version }) => version >= PREPARES)?.path
const former = programs.find(({ version }) => version < PREPARES)?.path

/** Reasons to skip a test: no such PgBouncer is installed. False if it is. */
export const noPgbouncer = current ? false : 'PgBouncer 1.21 or newer is not installed (tools/newer-programs.sh)'
export const noFormerPgbouncer = former ? false : 'PgBouncer before 1.21 is not installed (Debian 12: pgbouncer)'

/** Returns the configuration in the documentation. */
function documented(): string {
  const page = readFileSync(join(root, 'docs', 'operations.md'), 'utf8')
  const [, block] = /```ini\n(\[databases\]\n[^`]*)```/.exec(page) ?? []
  if (block === undefined) throw new Error('docs/operations.md has no configuration of PgBouncer')
  return block
}

export interface Pgbouncer {
  /** URL of the database through PgBouncer, for a login of the server. */
  url: string
  /** Kills PgBouncer and its connections. */
  kill: () => Promise<void>
  /** Starts it again on the same port. */
  start: () => Promise<void>
  /** Replaces its connections to PostgreSQL by new ones. */
  reconnect: () => Promise<void>
}

export interface Options {
  /** Use a version without prepared statements. */
  isFormer?: boolean
  /** Default: a free port. */
  port?: number
  /** Settings in addition to those of the documentation, or instead of them; undefined removes one. */
  settings?: Record<string, string | number | undefined>
}

/**
 * Starts PgBouncer in front of the database of the URL, which has user and password. It ends with the test. Started by
 * root, it runs as the user `postgres`, because it refuses to run as root.
 */
export async function startPgbouncer(
  t: Test,
  url: string,
  { isFormer = false, port: wantedPort, settings = {} }: Options = {}
): Promise<Pgbouncer> {
  const program = (isFormer ? former : current) as string
  const folder = mkdtempSync(join(tmpdir(), 'konwent-pgbouncer-'))
  const server = new URL(url)
  const port = wantedPort ?? (await freePort())
  const users = join(folder, 'userlist.txt')
  const file = join(folder, 'pgbouncer.ini')
  const values: Options['settings'] = {
    ...(isFormer && { max_prepared_statements: undefined }),
    listen_port: port,
    auth_file: users,
    unix_socket_dir: '',
    server_login_retry: 1,
    admin_users: server.username,
    ...settings
  }
  const names = new RegExp(`^(${Object.keys(values).join('|')}) *=.*\n`, 'gm')
  const target = `host=${server.hostname} port=${server.port} dbname=${server.pathname.slice(1)}`
  const text = documented()
    .replace(/host=.*$/m, target)
    .replace(names, '')
  const lines = Object.entries(values).filter(([, value]) => value !== undefined)
  writeFileSync(file, text + lines.map(([name, value]) => `${name} = ${value}\n`).join(''))
  writeFileSync(users, `"${server.username}" "${server.password}"\n`, { mode: 0o600 })
  const account = process.getuid?.() === 0 ? accountOf('postgres') : undefined
  if (account) for (const path of [folder, file, users]) chownSync(path, account.uid, account.gid)

  let stop = async () => {}
  const start = async () => {
    const child = spawn(program, [file], { ...account, stdio: ['ignore', 'ignore', 'pipe'] })
    let log = ''
    child.stderr.setEncoding('utf8').on('data', (line: string) => {
      log += line
    })
    const ended = once(child, 'exit')
    stop = async () => {
      child.kill('SIGKILL')
      await ended
    }
    while (!(await accepts(port))) {
      // A slow machine takes its time; a PgBouncer that has ended never listens.
      if (child.exitCode !== null) throw new Error(`PgBouncer did not start: ${log}`)
      await sleep(20)
    }
  }
  await start()
  t.teardown(async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const through = (database: string) =>
    Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port), pathname: `/${database}` }).href
  const reconnect = async () => {
    const console = new pg.Client(through('pgbouncer'))
    await console.connect()
    await console.query('reconnect')
    await console.end()
  }
  return { url: through('konwent'), start, kill: () => stop(), reconnect }
}

function accountOf(user: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
