// Upgrades databases of version 0.1.0, whose 31 migrations became one baseline.
import { sql } from 'kysely'
import type { Tx } from './connect.ts'

/** A file in the folder `migrations`. */
export interface MigrationFile {
  /** Path within the folder, such as `0001_baseline.sql` or `functions/settle.sql`. */
  file: string
  text: string
  /** SHA-256 of the text, hexadecimal. */
  checksum: string
}

/** The states that can be upgraded: last migration, number of migrations, and first file of migrations/upgrade. */
const states = [
  { last: '202611220330_refreshed', count: 26, from: 'upgrade/1_former_26_to_31.sql' },
  { last: '202611300450_bulk_changes', count: 31, from: 'upgrade/2_former_31_to_baseline.sql' }
]

/**
 * Upgrades a database with the former migrations to the state of the baseline. Returns the applied files; none for an
 * empty database. Throws if the database is in another state of the former migrations.
 */
export async function upgradeFormerVersion(tx: Tx, readUpgrades: () => Promise<MigrationFile[]>): Promise<string[]> {
  const { rows: tables } = await sql<{ exists: boolean }>`
    select to_regclass('public.kysely_migration') is not null as exists`.execute(tx)
  if (!tables[0]?.exists) return []
  const { rows } = await sql<{ last: string | null; count: number }>`
    select max(name) as last, count(*)::int as count from public.kysely_migration`.execute(tx)
  const { last, count } = rows[0] ?? { last: null, count: 0 }
  if (last === null) {
    // A failed first run of version 0.1.0 leaves only these tables.
    await sql`drop table public.kysely_migration, public.kysely_migration_lock`.execute(tx)
    return []
  }
  const state = states.find((each) => each.last === last && each.count === count)
  if (!state) {
    throw new Error(
      `This database is at the migration ${last} of version 0.1.0, which this version cannot upgrade. ` +
        'Install version 0.1.0 at its last commit, run `konwent migrate` there, and then run it here again. ' +
        'Nothing was changed.'
    )
  }
  await sql`set local role konwent_owner`.execute(tx)
  const upgrades = (await readUpgrades()).filter(({ file }) => file >= state.from)
  for (const { text } of upgrades) await sql.raw(text).execute(tx)
  return upgrades.map(({ file }) => file)
}
