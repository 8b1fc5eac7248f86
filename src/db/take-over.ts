// Databases of version 0.1.0, whose 31 migrations became one baseline.
import { sql } from 'kysely'
import type { Tx } from './connect.ts'

/** A file of the folder migrations. */
export interface MigrationFile {
  /** Path below the folder, such as `0001_baseline.sql` or `functions/settle.sql`. */
  file: string
  text: string
  /** SHA-256 of the text, hexadecimal. */
  checksum: string
}

/** Last migrations of the states that can be taken over, with their number and the first file of migrations/upgrade. */
const states = [
  { last: '202611220330_refreshed', count: 26, from: 'upgrade/1_former_26_to_31.sql' },
  { last: '202611300450_bulk_changes', count: 31, from: 'upgrade/2_former_31_to_baseline.sql' }
]

/**
 * Brings a database that the former migrations made to the state of the baseline. Returns the files that were applied;
 * none for an empty database. Throws when the database stands at another of the former migrations.
 */
export async function takeOver(tx: Tx, readUpgrades: () => Promise<MigrationFile[]>): Promise<string[]> {
  const { rows: tables } = await sql<{
    there: boolean
  }>`select to_regclass('public.kysely_migration') is not null as there`.execute(tx)
  if (!tables[0]?.there) return []
  const { rows } = await sql<{ last: string | null; count: number }>`
    select max(name) as last, count(*)::int as count from public.kysely_migration`.execute(tx)
  const { last, count } = rows[0] ?? { last: null, count: 0 }
  if (last === null) {
    // A first run of version 0.1.0 that failed leaves these tables and nothing else.
    await sql`drop table public.kysely_migration, public.kysely_migration_lock`.execute(tx)
    return []
  }
  const state = states.find((each) => each.last === last && each.count === count)
  if (!state) {
    throw new Error(
      `This database stands at the migration ${last} of version 0.1.0, which this version cannot take over. ` +
        'Install version 0.1.0 at its last commit, run `konwent migrate` there, and then run it here again. ' +
        'Nothing was changed.'
    )
  }
  await sql`set local role konwent_owner`.execute(tx)
  const upgrades = (await readUpgrades()).filter(({ file }) => file >= state.from)
  for (const { text } of upgrades) await sql.raw(text).execute(tx)
  return upgrades.map(({ file }) => file)
}
