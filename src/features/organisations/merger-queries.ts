import type { Tx } from '../../db/connect.ts'
import type { DB } from '../../db/types.ts'
import { anyOf } from '../../records/columns.ts'
import { deleteNamesOf, deleteOwnNames, otherNames } from './name-queries.ts'

/**
 * Groups of columns that the remaining record of a merger takes from the duplicate if it has no value in the group.
 * The kind and the names are never taken.
 */
export const columnsFromDuplicate = {
  organisation: [
    ['status'],
    ['territory_code'],
    ['seat'],
    ['website'],
    ['nip'],
    ['regon'],
    ['krs'],
    ['e_delivery'],
    ['bip'],
    ['wikidata'],
    ['legal_form'],
    ['street', 'postal_code', 'locality'],
    ['latitude', 'longitude', 'coordinates_basis'],
    ['established_on', 'established_not_before', 'established_not_after'],
    ['closed_on', 'closed_not_before', 'closed_not_after']
  ],
  organisation_lineage: [
    ['predecessor_id'],
    ['predecessor_kind'],
    ['legal_basis'],
    ['happened_on', 'happened_not_before', 'happened_not_after']
  ],
  post: [['role']]
} satisfies { [T in keyof DB]?: (keyof DB[T])[][] }

/** Returns whether one of the two organisations is a part of the other or its predecessor. */
export async function areRelated(tx: Tx, one: string, other: string): Promise<boolean> {
  const isEither = anyOf([one, other])
  const part = tx.selectFrom('organisation').where('id', '=', isEither).where('part_of_id', '=', isEither)
  const successor = tx
    .selectFrom('organisation_lineage')
    .where('organisation_id', '=', isEither)
    .where('predecessor_id', '=', isEither)
  const { related } = await tx
    .selectNoFrom((eb) =>
      eb
        .or([eb.exists(part), eb.exists(successor)])
        .$castTo<boolean>()
        .as('related')
    )
    .executeTakeFirstOrThrow()
  return related
}

/**
 * Adds the names of the duplicate `from` to the other names of `to` before a merger, so that search and name matching
 * still find the organisation by them.
 */
export async function copyNames(tx: Tx, from: string, to: string): Promise<void> {
  const { name, short_name } = await tx
    .selectFrom('organisation')
    .select(['name', 'short_name'])
    .where('id', '=', from)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('organisation_name')
    .values(otherNames(to, 'variant', [name, short_name]))
    .onConflict((oc) => oc.constraint('organisation_name_name_key').doNothing())
    .execute()
  await deleteNamesOf(tx, from, to)
  await deleteOwnNames(tx, to)
}
