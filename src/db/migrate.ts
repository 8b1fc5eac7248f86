import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Connection, Db } from './connect.ts'

const folder = new URL('../../migrations/', import.meta.url)

/**
 * Brings the database up to the newest migration; several processes may do so at once. The login must be a superuser, or own the
 * database and be allowed to create roles. Returns the names applied now.
 * Throws when PostgreSQL is older than 18 or a migration fails; then nothing of that run is kept.
 */
export async function migrate({ db }: Pick<Connection, 'db'>): Promise<string[]> {
  const { rows } = await sql<{ version: number }>`select current_setting('server_version_num')::int as version`.execute(db)
  const version = rows[0]?.version ?? 0
  if (version < 180000) throw new Error(`PostgreSQL 18 or newer is needed, this one is ${Math.floor(version / 10000)}`)
  const { error, results } = await migrator(db).migrateToLatest()
  if (error) throw error
  return (results ?? []).map((result) => result.migrationName)
}

/** Whether every migration has been applied; needs no more than the rights of konwent_app. */
export async function isCurrent(db: Db): Promise<boolean> {
  // The table is there before the first migration, which opens it, has committed.
  const { rows } = await sql<{ readable: boolean | null }>`select has_table_privilege(to_regclass('public.kysely_migration'), 'select') as readable`.execute(db)
  if (!rows[0]?.readable) return false
  const migrations = await migrator(db).getMigrations()
  return migrations.every(({ executedAt }) => executedAt !== undefined)
}

/** Whether the login may migrate: as a member of the owner, or by making the owner where there is none. */
export async function mayMigrate(db: Db): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select case when to_regrole('konwent_owner') is null then rolsuper or rolcreaterole else pg_has_role('konwent_owner', 'set') end as may
    from pg_roles where rolname = current_user`.execute(db)
  return rows[0]?.may ?? false
}

const migrator = (db: Db) => new Migrator({ db, provider: { getMigrations: readMigrations } })

async function readMigrations() {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql'))
  const migrations = names.map((name) => {
    const up = async (tx: Db) => {
      await becomeOwner(tx)
      await sql.raw(await readFile(new URL(name, folder), 'utf8')).execute(tx)
    }
    return [name.replace(/\.sql$/, ''), { up }] as const
  })
  return Object.fromEntries(migrations)
}

/** Once the migration of the roles has given everything to konwent_owner, it makes what is new, too. */
async function becomeOwner(tx: Db): Promise<void> {
  await sql`select set_config('role', 'konwent_owner', true) from pg_class
    where oid = to_regclass('public.kysely_migration') and relowner = to_regrole('konwent_owner')`.execute(tx)
}
