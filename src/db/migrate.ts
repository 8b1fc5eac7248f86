// Migrations: forward-only files with a checksum, and SQL functions that are applied again when their text changes.
// docs/decisions/0034-one-baseline.md
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Db, Tx } from './connect.ts'
import { type MigrationFile, takeOver } from './take-over.ts'

const FOLDER = new URL('../../migrations/', import.meta.url)

/** Key of the advisory lock that a run holds: runs on one database wait for each other. */
const LOCK = 20_261_130

interface Files {
  baseline: MigrationFile
  /** In the order in which they are applied. */
  migrations: MigrationFile[]
  functions: MigrationFile[]
}

/**
 * Brings the database up to the newest migration and the present text of the functions, in one transaction. Several
 * processes may do so at once. The login must be a superuser, or own the database and be allowed to create roles.
 * Returns the files that were applied.
 *
 * Order: the baseline, changed functions, later migrations, and then the functions that name something which only a
 * later migration makes. Throws when PostgreSQL is older than 18, when an applied migration was edited, when the
 * database belongs to a version that this one cannot continue, or when a file fails. Nothing of the run remains then.
 */
export async function migrate({ db }: { db: Db }, folder = FOLDER): Promise<string[]> {
  const { rows } = await sql<{
    version: number
  }>`select current_setting('server_version_num')::int as version`.execute(db)
  const version = rows[0]?.version ?? 0
  if (version < 180000) {
    throw new Error(`PostgreSQL 18 or newer is needed, this one is ${Math.floor(version / 10000)}`)
  }
  const files = await readFiles(folder)
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true)`.execute(tx)
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
    return applyPending(tx, files, () => readFolder(folder, 'upgrade/'))
  })
}

/** Whether every file has been applied as it is now. Needs no more than the rights of konwent_app. */
export async function isCurrent(db: Db, folder = FOLDER): Promise<boolean> {
  const { rows } = await sql<{
    readable: boolean | null
  }>`select has_table_privilege(to_regclass('public.migration'), 'select') as readable`.execute(db)
  if (!rows[0]?.readable) return false
  const applied = await checksums(db)
  const { migrations, functions } = await readFiles(folder)
  return [...migrations, ...functions].every(({ file, checksum }) => applied.get(file) === checksum)
}

/** Whether the login may migrate: as a member of the owner, or by making the owner where there is none. */
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
      // A checkout on Windows may have other line ends.
      const text = (await readFile(new URL(path + name, folder), 'utf8')).replaceAll('\r\n', '\n')
      return { file: path + name, text, checksum: createHash('sha256').update(text).digest('hex') }
    })
  )
}

/** Checksums of the applied files. */
async function checksums(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ file: string; checksum: string }>`select file, checksum from migration`.execute(db)
  return new Map(rows.map(({ file, checksum }) => [file, checksum]))
}

type ReadUpgrades = () => Promise<MigrationFile[]>

async function applyPending(tx: Tx, files: Files, readUpgrades: ReadUpgrades): Promise<string[]> {
  const { baseline, migrations, functions } = files
  const done: string[] = []
  if (!(await hasHistory(tx))) {
    const taken = await takeOver(tx, readUpgrades)
    done.push(...taken)
    if (taken.length === 0) {
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
  const [stuck] = await applyFunctions(tx, changed)
  if (stuck) await sql.raw(stuck.text).execute(tx)
  return done
}

/** Migrations to apply. Throws when what was applied is not what the folder has. */
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

/** Codes of PostgreSQL for a table, column, type or function that is not there. */
const UNDEFINED = new Set(['42P01', '42703', '42704', '42883'])

/** Applies functions in the order in which they need each other. Returns those that name something missing. */
async function applyFunctions(tx: Tx, functions: MigrationFile[]): Promise<MigrationFile[]> {
  const waiting: MigrationFile[] = []
  for (const each of functions) {
    await sql`savepoint before_function`.execute(tx)
    try {
      await sql.raw(each.text).execute(tx)
      await record(tx, each)
      await sql`release savepoint before_function`.execute(tx)
    } catch (error) {
      if (!UNDEFINED.has((error as { code?: string }).code ?? '')) throw error
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

/** Whether the database has the table of applied files. */
async function hasHistory(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{
    there: boolean
  }>`select to_regclass('public.migration') is not null as there`.execute(tx)
  return rows[0]?.there ?? false
}
