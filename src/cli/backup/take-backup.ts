// `konwent backup`: dump, facts and erasure ledger of one moment, in a folder that appears only when it is complete.
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import { verifyAuditAsOf } from '../../features/audit/verification.ts'
import { lineOf } from '../../features/privacy/erasure/ledger.ts'
import { listErasures } from '../../features/privacy/erasure/queries.ts'
import { DUMP, joinLedgers, LEDGER, type Manifest, readLedgerFile, seal, syncFolder, writeSynced } from './manifest.ts'
import { checkProgram, OLDEST_MAJOR, runProgram } from './programs.ts'
import { readRights } from './rights.ts'

const UNFINISHED = '.unfinished'
const NAME = /^konwent-(\d{8})T(\d\d)(\d\d)(\d\d)Z(\.unfinished)?$/
/** Leaves out a right that only a superuser can restore. `konwent migrate` grants it if the login may. */
const WITHOUT_SUPERUSER = ['--exclude-table=pg_catalog.pg_statistic']
const DAY_MS = 24 * 60 * 60 * 1000

export interface BackupOptions {
  db: Db
  url: string
  /** Folder of the backups. */
  parent: string
  /** File of the erasure ledger; null for none. */
  ledger: string | null
  /** Version of the registry. */
  version: string
  /** Aborted if the backup shall stop. */
  signal: AbortSignal
}

/**
 * Writes a backup into a new folder in `parent`. Nothing is overwritten, and only the user can read it. Everything in
 * it is of one moment, except that the ledger may have later erasures. Returns the path of the folder and its manifest.
 * Throws, and leaves nothing, if a program is missing or old, if the login cannot read every table, or if anything else
 * fails.
 */
export async function takeBackup(options: BackupOptions): Promise<{ folder: string; manifest: Manifest }> {
  const { db, parent, ledger, signal } = options
  const entries = ledger === null ? [] : await readLedgerFile(ledger)
  const server = await readServer(db)
  const pg_dump = await checkProgram('pg_dump', Math.max(OLDEST_MAJOR, server.major))
  await requireRights(db)
  await mkdir(parent, { recursive: true, mode: 0o700 })
  const folder = join(parent, `konwent-${server.now.replace(/[-:]/g, '')}`)
  if (existsSync(folder)) throw new Error(`${folder} exists already`)
  const draft = `${folder}${UNFINISHED}`
  await mkdir(draft, { mode: 0o700 })
  try {
    const facts = { version: options.version, taken_at: server.now, postgresql: server.major, pg_dump }
    const manifest = { format: 1 as const, ...facts, ...(await dump(options, draft)) }
    const erasures = joinLedgers([...entries, ...(await listErasures(db))])
    await writeSynced(join(draft, LEDGER), erasures.map(lineOf).join(''))
    await seal(draft, manifest)
    await syncFolder(draft)
    signal.throwIfAborted()
    // The name is free: its draft was created here, and no backup of this second existed.
    await rename(draft, folder)
    await syncFolder(parent)
    return { folder, manifest }
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

/** Writes the dump, and returns the facts about the same snapshot of the database. */
function dump({ db, url, signal }: BackupOptions, draft: string) {
  const transaction = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return transaction.execute(async (tx) => {
    // The transaction waits for pg_dump, which reads the same snapshot.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx)
    const { rows: exported } = await sql<{ snapshot: string }>`select pg_export_snapshot() as snapshot`.execute(tx)
    const file = join(draft, DUMP)
    // pg_dump keeps the mode of a file that exists.
    await (await open(file, 'wx', 0o600)).close()
    const parameters = ['--format=custom', `--file=${file}`, `--snapshot=${exported[0]?.snapshot}`, '--no-tablespaces']
    await runProgram('pg_dump', url, [...parameters, ...WITHOUT_SUPERUSER], signal)
    return readFacts(tx)
  })
}

/** Returns what a restore compares. */
async function readFacts(tx: Tx) {
  const { rows } = await sql<Pick<Manifest, 'epoch' | 'position' | 'migrations'>>`
    select epoch, seq as position,
      (select array_agg(file order by file) from migration where file !~ '/') as migrations
    from instance, feed_head`.execute(tx)
  return {
    ...(rows[0] as Pick<Manifest, 'epoch' | 'position' | 'migrations'>),
    audit: await verifyAuditAsOf(tx),
    rows: await countRows(tx),
    rights: await readRights(tx)
  }
}

/** Returns the number of rows of each table. */
export async function countRows(db: Db): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    order by relname`.execute(db)
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(db)
    counts[name] = Number(rows[0]?.count)
  }
  return counts
}

async function readServer(db: Db): Promise<{ now: string; major: number }> {
  const { rows } = await sql<{ now: string; major: number }>`
    select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now,
      current_setting('server_version_num')::int / 10000 as major`.execute(db)
  return rows[0] as { now: string; major: number }
}

/** Throws if the login cannot read every table. The login of the service cannot. */
async function requireRights(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string; login: string }>`
    select relname as name, current_user as login from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and not has_table_privilege(oid, 'select')
    limit 1`.execute(db)
  const [closed] = rows
  if (closed)
    throw new Error(
      `the login ${closed.login} may not read every table (${closed.name}): a backup needs the login of the owner`
    )
}

/** Deletes backups, and remains of interrupted ones, that are older than a number of days. Returns their names. */
export async function deleteOld(parent: string, days: number, now: Date): Promise<string[]> {
  const names = (await readdir(parent)).filter((name) => {
    const [, day, hour, minute, second] = NAME.exec(name) ?? []
    if (day === undefined) return false
    const taken = Date.parse(`${day.replace(/(..)(..)$/, '-$1-$2')}T${hour}:${minute}:${second}Z`)
    return now.getTime() - taken > days * DAY_MS
  })
  for (const name of names) await rm(join(parent, name), { recursive: true })
  return names.sort()
}
