// Migrations: forward-only files with a checksum, and SQL functions that are applied again when their text changes
// (docs/decisions/0034-one-baseline.md).
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Db, Tx } from './connect.ts'
import { type MigrationFile, upgradeFormerVersion } from './former-version.ts'

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
 * this one cannot upgrade, or if a file fails. The whole run is then rolled back.
 */
export async function migrate({ db }: { db: Db }, folder = FOLDER): Promise<string[]> {
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
    return applyPending(tx, files, () => readFolder(folder, 'upgrade/'))
  })
}

/** Returns whether all files have been applied in their present version. The rights of konwent_app are sufficient. */
export async function isCurrent(db: Db, folder = FOLDER): Promise<boolean> {
  const { rows } = await sql<{ readable: boolean | null }>`
    select has_table_privilege(to_regclass('public.migration'), 'select') as readable`.execute(db)
  if (!rows[0]?.readable) return false
  const applied = await checksums(db)
  const { migrations, functions } = await readFiles(folder)
  return [...migrations, ...functions].every(({ file, checksum }) => applied.get(file) === checksum)
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

async function applyPending(tx: Tx, files: Files, readUpgrades: ReadUpgrades): Promise<string[]> {
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
  const names = new Set(migrations.map(({ file }) => file))
  const foreign = [...applied.keys()].find((file) => !file.includes('/') && !names.has(file))
  if (foreign) {
    const found = `The database has the migration ${foreign}, which this version does not know`
    throw new Error(`${found}: a newer version has migrated it. Install that version.`)
  }
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
    await sql`savepoint before_function`.execute(tx)
    try {
      await sql.raw(each.text).execute(tx)
      await record(tx, each)
      await sql`release savepoint before_function`.execute(tx)
    } catch (error) {
      if (!UNDEFINED_OBJECT_CODES.has((error as { code?: string }).code ?? '')) throw error
      await sql`rollback to savepoint before_function`.execute(tx)
      waiting.push(each)
    }
  }
  return waiting.length < functions.length ? applyFunctions(tx, waiting) : waiting
}

async function record(tx: Tx, { file, checksum }: MigrationFile): Promise<void> {
  await sql`insert into migration (file, checksum) values (${file}, ${checksum})
    on conflict on constraint migration_pkey do update set checksum = excluded.checksum, applied_at = now()`.execute(tx)
}

/** Returns whether the database has the table of applied files. */
async function hasHistory(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ exists: boolean }>`
    select to_regclass('public.migration') is not null as exists`.execute(tx)
  return rows[0]?.exists ?? false
}
