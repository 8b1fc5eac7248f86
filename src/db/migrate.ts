import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Db } from './connect.ts'

const folder = new URL('../../migrations/', import.meta.url)

/**
 * Brings the database up to the newest migration; several processes may do so at once. Returns the names applied now.
 * Throws when PostgreSQL is older than 18 or a migration fails; then nothing of that run is kept.
 */
export async function migrate(db: Db): Promise<string[]> {
  const { rows } = await sql<{ version: number }>`select current_setting('server_version_num')::int as version`.execute(db)
  const version = rows[0]?.version ?? 0
  if (version < 180000) throw new Error(`PostgreSQL 18 or newer is needed, this one is ${Math.floor(version / 10000)}`)
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).map((result) => result.migrationName)
}

async function readMigrations() {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql'))
  const migrations = names.map(async (name) => {
    const text = await readFile(new URL(name, folder), 'utf8')
    return [name.replace(/\.sql$/, ''), { up: async (db: Db) => void (await sql.raw(text).execute(db)) }] as const
  })
  return Object.fromEntries(await Promise.all(migrations))
}
