import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { Fault } from '../../http/errors.ts'
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

/**
 * Returns the fault of a change that would come before the last stored one: states follow each other in the order in
 * which they are reported. An unknown day counts as today.
 */
export async function orderFaults(
  tx: Tx,
  organisation: string,
  { on, not_after }: UncertainDay,
  day: string
): Promise<Fault[]> {
  const { last } = await tx
    .selectFrom('organisation_state')
    .select(({ fn }) => fn.max(fn.coalesce('until_on', 'until_not_after')).as('last'))
    .where('organisation_id', '=', organisation)
    .executeTakeFirstOrThrow()
  if (last === null || (on ?? not_after ?? day) >= last) return []
  return [
    {
      pointer: '/happened',
      code: 'before_last_change',
      detail: {
        pl:
          `W rejestrze jest już późniejsza zmiana nazwy albo rodzaju tej organizacji (${last}). Wcześniejsze stany ` +
          'poprawia się przez PATCH w polu «former_states».',
        en:
          `The registry already has a later change of the name or kind of this organisation (${last}). To correct ` +
          'earlier states, use PATCH with «former_states».'
      }
    }
  ]
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
