// Creates databases with the migrations of version 0.1.0.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Db } from '../src/db/connect.ts'

const folder = join(import.meta.dirname, 'fixtures/former-migrations')

/** Migrates an empty database like version 0.1.0, up to and including the migration `last`. */
export async function migrateFormerly(db: Db, last = '202611300450_bulk_changes'): Promise<void> {
  const { error } = await new Migrator({ db, provider: { getMigrations: readMigrations } }).migrateTo(last)
  if (error) throw error
}

async function readMigrations() {
  const migrations = readdirSync(folder).map((name) => {
    const up = async (tx: Db) => {
      await sql`select set_config('role', 'konwent_owner', true) from pg_class
        where oid = to_regclass('public.kysely_migration') and relowner = to_regrole('konwent_owner')`.execute(tx)
      await sql.raw(readFileSync(join(folder, name), 'utf8')).execute(tx)
    }
    return [name.replace(/\.sql$/, ''), { up }] as const
  })
  return Object.fromEntries(migrations)
}
