import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import { today } from '../../records/read/query.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import { deleteOwnNames, otherNames } from './name-queries.ts'

interface Named {
  id: string
  name: string
  short_name: string
}

/**
 * Stores the present names and kind of an organisation as a former state that ended on the day. A change that is
 * reported today has happened by today, so an unknown day is bounded.
 */
export async function addFormerState(
  tx: Tx,
  { id }: Named,
  { on, not_before, not_after }: UncertainDay
): Promise<void> {
  await tx
    .insertInto('organisation_state')
    .columns(['organisation_id', 'name', 'short_name', 'kind', 'until_on', 'until_not_before', 'until_not_after'])
    .expression((eb) =>
      eb
        .selectFrom('organisation')
        .select(['id', 'name', 'short_name', 'kind'])
        .select([
          sql<string | null>`${on}::date`.as('until_on'),
          sql<string | null>`${not_before}::date`.as('until_not_before'),
          on === null
            ? sql<string | null>`coalesce(${not_after}::date, ${today})`.as('until_not_after')
            : sql<string | null>`null::date`.as('until_not_after')
        ])
        .where('id', '=', id)
    )
    .execute()
}

/** Adds the names to the other names of the organisation, as former ones, unless they are its present names. */
export async function keepFormerNames(tx: Tx, { id, name, short_name }: Named): Promise<void> {
  await tx
    .insertInto('organisation_name')
    .values(otherNames(id, 'former', [name, short_name]))
    .onConflict((oc) =>
      oc.constraint('organisation_name_name_key').doUpdateSet((eb) => ({ kind: eb.ref('excluded.kind') }))
    )
    .execute()
  await deleteOwnNames(tx, id)
}

/** Changes the names of an organisation. Its present state becomes a former one, which ended on the day. */
export async function renameOrganisation(
  tx: Tx,
  organisation: Named,
  names: Partial<Pick<Named, 'name' | 'short_name'>> & { slug?: string },
  happened: UncertainDay
): Promise<void> {
  await addFormerState(tx, organisation, happened)
  await tx.updateTable('organisation').set(names).where('id', '=', organisation.id).execute()
  await keepFormerNames(tx, organisation)
  await sql`select mark_change('organisation', ${organisation.id}, 'renamed', 'upsert')`.execute(tx)
}
