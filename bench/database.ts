// The benchmark's own PostgreSQL, durable as in production. It has a database for the service, and a copy without most
// triggers for the other contenders.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../src/db/connect.ts'
import { startEmbedded } from '../src/db/embedded/server.ts'
import { migrate } from '../src/db/migrate.ts'
import { seed } from '../src/features/seed/seed.ts'
import { declared } from '../test/declared.ts'

export interface Databases {
  /** URL of the database of the service. */
  ours: string
  /** URL of the same tables and rows without change log, audit and other triggers that only the service needs. */
  plain: string
}

export interface Cluster {
  /** Process id of the server; its child processes are the connections. */
  pid: number
  version: string
  country: Databases
  /** Adds `size` organisations to copies of both databases. */
  makeMillion: (size: number, log: (line: string) => void) => Promise<Databases>
  stop: () => Promise<void>
}

/** Organisations per INSERT. */
const CHUNK = 50_000
const readSql = (name: string) => readFileSync(new URL(`data/${name}.sql`, import.meta.url), 'utf8')

/** Starts PostgreSQL in a temporary folder and fills it with the country. */
export async function startCluster(): Promise<Cluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'konwent-bench-'))
  const server = await startEmbedded({ dataDir })
  const stop = async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
  const url = (database: string) => Object.assign(new URL(server.url), { pathname: `/${database}` }).href
  try {
    await run(server.url, async (query) => void (await query('create database country')))
    const connection = connect(url('country'), { max: 1, noTimeouts: true })
    await migrate(connection)
    await seed(connection.db, declared.datasets)
    await connection.close()
    await run(url('country'), (query) => withoutTracking(query, () => query(readSql('country'))))
    const plain = (database: string, from: string) => makePlain(server.url, url(database), database, from)
    await plain('country_plain', 'country')
    const version = await run(server.url, async (query) =>
      String((await query('show server_version'))[0]?.server_version)
    )
    const makeMillion = async (size: number, log: (line: string) => void): Promise<Databases> => {
      await run(server.url, async (query) => void (await query('create database million template country')))
      const insert = readSql('million')
      const chunks = Array.from({ length: size / CHUNK }, (_, i) => i * CHUNK + 1)
      const fill = () =>
        run(url('million'), async (query) => {
          for (let first = chunks.shift(); first !== undefined; first = chunks.shift())
            await query(insert, [first, first + CHUNK - 1])
        })
      await run(url('million'), (query) => withoutTracking(query, () => Promise.all([fill(), fill()])))
      log(`PostgreSQL is filled with ${size} more organisations`)
      await plain('million_plain', 'million')
      return { ours: url('million'), plain: url('million_plain') }
    }
    return {
      pid: server.pid,
      version,
      country: { ours: url('country'), plain: url('country_plain') },
      makeMillion,
      stop
    }
  } catch (error) {
    await stop()
    throw error
  }
}

type Query = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>

/** Runs work on one connection, as the superuser and without time limits. */
export async function run<T>(url: string, work: (query: Query) => Promise<T>): Promise<T> {
  const { pool, close } = connect(url, { max: 1, noTimeouts: true })
  try {
    return await work(async (text, values) => (await pool.query(text, values)).rows)
  } finally {
    await close()
  }
}

/** Fills tables without entries in change log and audit, like rows of a baseline. Derived columns are computed. */
async function withoutTracking(query: Query, work: () => Promise<unknown>): Promise<void> {
  const triggers = await query(
    `select format('alter table %s %%s trigger %I', tgrelid::regclass, tgname) as command from pg_trigger
    where not tgisinternal and tgfoid::regproc::text ~ '^track_'`
  )
  const alterTriggers = async (action: 'enable' | 'disable') => {
    for (const { command } of triggers) await query(String(command).replace('%s', action))
  }
  await alterTriggers('disable')
  await work()
  await alterTriggers('enable')
  await query('vacuum analyze')
}

/** Copies a database and drops all triggers except the one that fills the search text. */
async function makePlain(server: string, url: string, database: string, from: string): Promise<void> {
  await run(server, async (query) => void (await query(`create database ${database} template ${from}`)))
  await run(url, async (query) => {
    const triggers = await query(
      `select format('drop trigger %I on %s', tgname, tgrelid::regclass) as command from pg_trigger
      where not tgisinternal and tgname <> 'organisation_derive'`
    )
    for (const { command } of triggers) await query(String(command))
    await query('vacuum analyze')
  })
}
