// `konwent restore`: a backup into an empty database. The service can connect only when everything is done.
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Config } from '../../config.ts'
import { enableAppLogin } from '../../db/app-login.ts'
import { type Connection, connect, type Db } from '../../db/connect.ts'
import { migrate, unknownMigrations } from '../../db/migrate.ts'
import { verifyAudit } from '../../features/audit/verification.ts'
import type { Erasure } from '../../features/privacy/erasure/queries.ts'
import { type Replayed, replayErasures } from '../../features/privacy/erasure/replay.ts'
import { DUMP, joinLedgers, LEDGER, type Manifest, readBackup, readLedgerFile } from './manifest.ts'
import { checkProgram, OLDEST_MAJOR, runProgram } from './programs.ts'
import { closeDatabase, createRoles, readRights, restoreRights } from './rights.ts'
import { countRows } from './take-backup.ts'

export interface RestoreOptions {
  /** With the login's own rights, which must be those of the database owner or of a superuser. */
  connection: Connection
  url: string
  /** Folder of the backup. */
  folder: string
  /** Files of erasure ledgers, the newest included. */
  ledgers: string[]
  /** Password for the login konwent_app; null to set none. */
  appPassword: Config['DATABASE_APP_PASSWORD']
  /** Aborted if the restore shall stop. */
  signal: AbortSignal
}

export interface Restored {
  manifest: Manifest
  /** Applied migrations and functions that are newer than the backup. */
  applied: string[]
  replayed: Replayed
  /** Statements and tasks for an administrator of the server. */
  left: string[]
}

/**
 * Restores a backup into an empty database, migrates it, repeats the erasures of the ledgers and of the backup, and
 * begins a new epoch. Throws before it changes anything if the backup is damaged or does not fit, or if the database
 * has tables. If it throws later, the service cannot connect to the database, and the error says what to do.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { connection, folder, ledgers, appPassword } = options
  const { db } = connection
  const manifest = await readBackup(folder)
  const entries = await Promise.all([join(folder, LEDGER), ...ledgers].map(readLedgerFile))
  await requireFit(db, manifest)
  const created = await createRoles(db, manifest.rights)
  await loadDump(options)
  try {
    await requireEqual(db, manifest)
    const applied = await migrate(connection)
    if (appPassword !== null) await enableAppLogin(db, appPassword)
    const replayed = await replay(options.url, joinLedgers(entries.flat()))
    options.signal.throwIfAborted()
    const left = await restoreRights(db, manifest.rights, created)
    return { manifest, applied, replayed, left: [...left, ...(await findLeft(options, manifest, created))] }
  } catch (error) {
    const remedy = 'The service cannot connect to this database. Drop it, and repeat the restore into a new one.'
    throw new Error(`the restore is not complete: ${(error as Error).message}\n${remedy}`, { cause: error })
  }
}

interface Target {
  major: number
  encoding: string
  may: boolean
  table: string | null
  database: string
}

/** Throws if programs, server, login or database are not suitable for the backup. */
async function requireFit(db: Db, manifest: Manifest): Promise<void> {
  await checkProgram('pg_restore', Math.max(OLDEST_MAJOR, manifest.pg_dump))
  const newer = await unknownMigrations(manifest.migrations)
  if (newer.length > 0)
    throw new Error(`the backup is from the newer version ${manifest.version} of the registry: install that version`)
  const { rows } = await sql<Target>`
    select current_setting('server_version_num')::int / 10000 as major, pg_encoding_to_char(encoding) as encoding,
      datname as database,
      pg_has_role(datdba, 'usage') and (select rolsuper or rolcreaterole from pg_roles where rolname = current_user)
        as may,
      (select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = relnamespace
        where nspname !~ '^pg_' and nspname <> 'information_schema' and not exists (select from pg_depend
          where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
        limit 1) as table
    from pg_database where datname = current_database()`.execute(db)
  const { major, encoding, may, table, database } = rows[0] as Target
  const oldest = Math.max(OLDEST_MAJOR, manifest.postgresql)
  if (major < oldest) throw new Error(`the backup needs PostgreSQL ${oldest} or newer; the server is version ${major}`)
  if (encoding !== 'UTF8') throw new Error(`the database ${database} must have the encoding UTF8, not ${encoding}`)
  if (!may)
    throw new Error(`the login must own the database ${database} and be allowed to create roles, or be a superuser`)
  if (table !== null)
    throw new Error(`the database ${database} is not empty (${table}): create a new one and restore into it`)
}

/** Restores the dump as a whole or not at all, and closes the database to everybody else before. */
async function loadDump({ connection: { db }, url, folder, signal }: RestoreOptions): Promise<void> {
  try {
    await closeDatabase(db)
    // The new owner of the tables must be allowed to create them, unless the login is a superuser.
    await sql`grant usage, create on schema public to konwent_owner`.execute(db)
    const parameters = ['--exit-on-error', '--single-transaction', '--no-tablespaces', join(folder, DUMP)]
    await runProgram('pg_restore', url, parameters, signal)
  } catch (error) {
    throw new Error(`nothing was restored: ${(error as Error).message}`, { cause: error })
  }
}

/** Throws if the restored database differs from the one that was saved. */
async function requireEqual(db: Db, { rows, audit, epoch }: Manifest): Promise<void> {
  const counts = await countRows(db)
  const tables = new Set([...Object.keys(rows), ...Object.keys(counts)])
  const different = [...tables].filter((table) => rows[table] !== counts[table])
  if (different.length > 0) throw new Error(`tables have other numbers of rows than at the backup: ${different.join()}`)
  const now = await verifyAudit(db)
  if (!isDeepStrictEqual(now, audit))
    throw new Error(
      'the chain of the audit differs from that at the backup ' +
        `(now ${now.last_seq}:${now.last_hash}, first broken entry ${now.first_broken ?? 'none'}; ` +
        `then ${audit.last_seq}:${audit.last_hash}, first broken entry ${audit.first_broken ?? 'none'}). ` +
        'A newer PostgreSQL may print entries differently: restore into the version of the backup.'
    )
  const { rows: present } = await sql<{ epoch: string }>`select epoch from instance`.execute(db)
  if (present[0]?.epoch !== epoch) throw new Error('the epoch differs from that at the backup')
}

/** Repeats erasures with the rights of the service. */
async function replay(url: string, erasures: Erasure[]): Promise<Replayed> {
  const { db, close } = connect(url, { max: 1, noTimeouts: true, role: 'konwent_app' })
  return replayErasures(db, erasures).finally(close)
}

/** Returns the tasks that the login cannot do, or for which the backup has no data. */
async function findLeft(
  { connection: { db }, appPassword }: RestoreOptions,
  { rights }: Manifest,
  created: string[]
): Promise<string[]> {
  const { rows } = await sql<{ samples: boolean }>`
    select has_table_privilege('konwent_app', 'pg_catalog.pg_statistic', 'maintain') as samples`.execute(db)
  const logins = rights.roles.filter(({ name, login }) => login && created.includes(name)).map(({ name }) => name)
  const open = logins.filter((name) => name !== 'konwent_app' || appPassword === null)
  const { locale: present } = await readRights(db)
  const { provider, locale, collate } = rights.locale
  return [
    ...(isDeepStrictEqual(present, rights.locale)
      ? []
      : [`the collation was ${locale ?? collate} (provider ${provider}): if this was not intended, restore again`]),
    ...open.map((name) => `set the password of ${name}, which a backup does not contain`),
    ...(rows[0]?.samples ? [] : ['grant maintain on pg_catalog.pg_statistic to konwent_app (a superuser)'])
  ]
}
