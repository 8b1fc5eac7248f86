// Migrations: forward-only files with a checksum, and SQL functions that are applied again when their text changes
// (docs/decisions/0034-one-baseline.md).
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Db, Tx } from './connect.ts'
import { type MigrationFile, upgradeFormerVersion } from './former-version.ts'
import { repairRoleDefaults } from './role-defaults.ts'
import { lockTables } from './table-locks.ts'
import { attempt } from './transaction.ts'

const FOLDER = new URL('../../migrations/', import.meta.url)

/** Key of the advisory lock that makes runs on one database wait for each other. */
const LOCK_KEY = 20_261_130

interface Files {
  baseline: MigrationFile
  /** All migrations in order, the baseline included. */
  migrations: MigrationFile[]
  functions: MigrationFile[]
}

/**
 * Applies pending migrations and changed functions in one transaction. Several processes may do so at once. The login
 * must be a superuser, or own the database and be allowed to create roles. Returns the applied files.
 *
 * The order is: the baseline, changed functions, later migrations, and then functions that depend on later migrations.
 * Throws if PostgreSQL is older than 18, if an applied migration was edited, if the database belongs to a version that
 * this one cannot upgrade, if a file fails, or if the tables are in use for too long. The whole run is then rolled back.
 * `onBusy` is called whenever the tables could not be locked at once.
 */
export async function migrate(
  { db }: { db: Db },
  { folder = FOLDER, onBusy = () => {} }: { folder?: URL; onBusy?: () => void } = {}
): Promise<string[]> {
  const { rows } = await sql<{ version: number }>`
    select current_setting('server_version_num')::int as version`.execute(db)
  const version = rows[0]?.version ?? 0
  if (version < 180000) {
    throw new Error(`PostgreSQL 18 or newer is required; this is version ${Math.floor(version / 10000)}`)
  }
  const files = await readFiles(folder)
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true)`.execute(tx)
    await sql`select pg_advisory_xact_lock(${LOCK_KEY})`.execute(tx)
    const applied = await applyPending(tx, files, () => readFolder(folder, 'upgrade/'), onBusy)
    await sql`set local role none`.execute(tx)
    await repairDatabaseRights(tx)
    await repairRoleDefaults(tx)
    await openPlannerSamples(tx)
    return applied
  })
}

/**
 * Lets the service rewrite the samples of the planner after an erasure, because they contain values of the tables. Only
 * a superuser can grant this. Otherwise an operator rewrites them (docs/operations.md).
 */
async function openPlannerSamples(tx: Tx): Promise<void> {
  const { rows } = await sql<{ missing: boolean }>`
    select rolsuper and not has_table_privilege('konwent_app', 'pg_catalog.pg_statistic', 'maintain') as missing
    from pg_roles where rolname = current_user`.execute(tx)
  if (rows[0]?.missing) await sql`grant maintain on pg_catalog.pg_statistic to konwent_app`.execute(tx)
}

/** How the database compares with this version of the service. */
export interface SchemaState {
  /**
   * `pending`: files of this version have not been applied. `current`: all have. `newer`: a newer version has migrated
   * the database, and this version can still serve it. `broken`: this version cannot serve it any more.
   */
  state: 'pending' | 'current' | 'newer' | 'broken'
  /** Applied migrations that this version does not know. */
  unknown: string[]
}

/** Compares the database with the files of this version. The rights of konwent_app are sufficient. */
export async function readSchemaState(db: Db, folder = FOLDER): Promise<SchemaState> {
  const { rows } = await sql<{ readable: boolean | null }>`
    select has_table_privilege(to_regclass('public.migration'), 'select') as readable`.execute(db)
  if (!rows[0]?.readable) return { state: 'pending', unknown: [] }
  const { migrations, functions } = await readFiles(folder)
  const applied = await checksums(db)
  const isApplied = ({ file, checksum }: MigrationFile) => applied.get(file) === checksum
  const unknown = unknownOf(migrations, applied)
  // A newer version has its own functions. Only its migrations say whether they still serve this version.
  const isCurrent = (unknown.length > 0 ? migrations : [...migrations, ...functions]).every(isApplied)
  if (unknown.length === 0) return { state: isCurrent ? 'current' : 'pending', unknown }
  return { state: isCurrent && !(await breaksOlder(db, unknown)) ? 'newer' : 'broken', unknown }
}

/** Returns whether this version can serve the database. */
export async function isCurrent(db: Db, folder = FOLDER): Promise<boolean> {
  const { state } = await readSchemaState(db, folder)
  return state === 'current' || state === 'newer'
}

/** Makes the check whether a migration that this version does not know breaks it. It is one small query. */
export async function brokenSchemaCheck(folder = FOLDER): Promise<(db: Db) => Promise<boolean>> {
  const known = (await readFiles(folder)).migrations.map(({ file }) => file)
  return async (db) => {
    const { rows } = await sql<{ broken: boolean }>`
      select exists (select from migration m where m.file !~ '/' and m.file <> all(${known}::text[])
        and ${breaks}) as broken`.execute(db)
    return rows[0]?.broken ?? false
  }
}

/** Condition for a row of `migration m`. The column is missing before its own migration. */
const breaks = sql<boolean>`coalesce((to_jsonb(m) ->> 'breaks_older')::boolean, false)`

async function breaksOlder(db: Db, files: string[]): Promise<boolean> {
  const { rows } = await sql<{ broken: boolean }>`
    select exists (select from migration m where m.file = any(${files}::text[]) and ${breaks}) as broken`.execute(db)
  return rows[0]?.broken ?? false
}

/** A newer version has migrated the database. */
export class NewerDatabaseError extends Error {
  constructor(file: string) {
    const found = `The database has the migration ${file}, which this version does not know`
    super(`${found}: a newer version has migrated it, and this version is older. Install that version.`)
  }
}

/** A migration that breaks older versions has a comment that begins like this, and gives the reason. */
const BREAKS_OLDER = /^-- Breaks older versions: \S/m

/** Returns the migrations, of the given file names, that this version does not know. */
export async function unknownMigrations(applied: string[], folder = FOLDER): Promise<string[]> {
  const { migrations } = await readFiles(folder)
  return unknownOf(migrations, new Map(applied.map((file) => [file, ''])))
}

/** Returns the applied migrations that this version does not know. */
function unknownOf(migrations: MigrationFile[], applied: Map<string, string>): string[] {
  const names = new Set(migrations.map(({ file }) => file))
  return [...applied.keys()].filter((file) => !file.includes('/') && !names.has(file)).sort()
}

/**
 * Grants the rights on the database itself: they are neither in a dump without `--create` nor in a clone. Returns the
 * statements that the login may not run, because it does not own the database.
 */
export async function repairDatabaseRights(db: Db): Promise<string[]> {
  const { rows } = await sql<{ statements: string[]; may: boolean }>`
    select array_remove(array[
        case when not has_database_privilege('konwent_owner', oid, 'create')
          then format('grant create on database %I to konwent_owner', datname) end,
        case when exists (select from aclexplode(coalesce(datacl, acldefault('d', datdba)))
            where grantee = 0 and privilege_type = 'TEMPORARY')
          then format('revoke temporary on database %I from public', datname) end
      ], null) as statements,
      pg_has_role(datdba, 'usage') as may
    from pg_database where datname = current_database()`.execute(db)
  const { statements = [], may = false } = rows[0] ?? {}
  if (!may) return statements
  for (const statement of statements) await sql.raw(statement).execute(db)
  return []
}

/** Returns whether the login may migrate: it is a member of konwent_owner, or may create that role if it is missing. */
export async function mayMigrate(db: Db): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select case when to_regrole('konwent_owner') is null then rolsuper or rolcreaterole
      else pg_has_role('konwent_owner', 'set') end as may
    from pg_roles where rolname = current_user`.execute(db)
  return rows[0]?.may ?? false
}

async function readFiles(folder: URL): Promise<Files> {
  const [migrations, functions] = await Promise.all([readFolder(folder, ''), readFolder(folder, 'functions/')])
  const [baseline] = migrations
  if (!baseline) throw new Error('the folder migrations is empty')
  return { baseline, migrations, functions }
}

async function readFolder(folder: URL, path: '' | 'functions/' | 'upgrade/'): Promise<MigrationFile[]> {
  const names = (await readdir(new URL(path, folder))).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      // A checkout on Windows may have CRLF, which must not change the checksum.
      const text = (await readFile(new URL(path + name, folder), 'utf8')).replaceAll('\r\n', '\n')
      return { file: path + name, text, checksum: createHash('sha256').update(text).digest('hex') }
    })
  )
}

/** Returns the checksums of the applied files. */
async function checksums(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ file: string; checksum: string }>`select file, checksum from migration`.execute(db)
  return new Map(rows.map(({ file, checksum }) => [file, checksum]))
}

type ReadUpgrades = () => Promise<MigrationFile[]>

async function applyPending(tx: Tx, files: Files, readUpgrades: ReadUpgrades, onBusy: () => void): Promise<string[]> {
  const { baseline, migrations, functions } = files
  const done: string[] = []
  if (!(await hasHistory(tx))) {
    const upgrades = await upgradeFormerVersion(tx, readUpgrades)
    done.push(...upgrades)
    if (upgrades.length === 0) {
      await sql.raw(baseline.text).execute(tx)
      done.push(baseline.file)
    }
    await record(tx, baseline)
  } else {
    await sql`set local role konwent_owner`.execute(tx)
  }
  const applied = await checksums(tx)
  const pending = pendingOf(migrations, applied)
  let changed = functions.filter(({ file, checksum }) => applied.get(file) !== checksum)
  done.push(...changed.map(({ file }) => file))
  if (pending.length + changed.length > 0)
    await lockTables(tx, pending.length > 0 ? 'access exclusive' : 'share row exclusive', onBusy)
  for (const migration of pending) {
    changed = await applyFunctions(tx, changed)
    await sql.raw(migration.text).execute(tx)
    await record(tx, migration)
    done.push(migration.file)
  }
  const [failing] = await applyFunctions(tx, changed)
  // Applied again without a savepoint, so that its error is thrown.
  if (failing) await sql.raw(failing.text).execute(tx)
  return done
}

/** Returns the migrations to apply. Throws if the applied migrations differ from those in the folder. */
function pendingOf(migrations: MigrationFile[], applied: Map<string, string>): MigrationFile[] {
  const [unknown] = unknownOf(migrations, applied)
  if (unknown !== undefined) throw new NewerDatabaseError(unknown)
  const edited = migrations.find(({ file, checksum }) => applied.has(file) && applied.get(file) !== checksum)
  if (edited) {
    const found = `migrations/${edited.file} was edited after it had been applied to this database.`
    throw new Error(`${found} Restore the file and put the change into a new migration.`)
  }
  const pending = migrations.filter(({ file }) => !applied.has(file))
  const last = migrations.findLast(({ file }) => applied.has(file))
  const late = pending.find(({ file }) => last && file < last.file)
  if (late) {
    const found = `migrations/${late.file} comes before ${last?.file}, which has been applied.`
    throw new Error(`${found} Give the new migration a later name.`)
  }
  return pending
}

/** SQLSTATE of a missing table, column, type or function. */
const UNDEFINED_OBJECT_CODES = new Set(['42P01', '42703', '42704', '42883'])

/** Applies functions in the order of their dependencies. Returns those that depend on something missing. */
async function applyFunctions(tx: Tx, functions: MigrationFile[]): Promise<MigrationFile[]> {
  const waiting: MigrationFile[] = []
  for (const each of functions) {
    try {
      await attempt(tx, async () => {
        await sql.raw(each.text).execute(tx)
        await record(tx, each)
      })
    } catch (error) {
      if (!UNDEFINED_OBJECT_CODES.has((error as { code?: string }).code ?? '')) throw error
      waiting.push(each)
    }
  }
  return waiting.length < functions.length ? applyFunctions(tx, waiting) : waiting
}

async function record(tx: Tx, { file, text, checksum }: MigrationFile): Promise<void> {
  await sql`insert into migration (file, checksum) values (${file}, ${checksum})
    on conflict on constraint migration_pkey do update set checksum = excluded.checksum, applied_at = now()`.execute(tx)
  if (BREAKS_OLDER.test(text)) await sql`update migration set breaks_older = true where file = ${file}`.execute(tx)
}

/** Returns whether the database has the table of applied files. */
async function hasHistory(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ exists: boolean }>`
    select to_regclass('public.migration') is not null as exists`.execute(tx)
  return rows[0]?.exists ?? false
}
