import type { Tx } from '../../db/connect.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { organisationNameKind } from './vocabularies.ts'

/** Returns rows for `organisation_name`, without duplicates. */
export const otherNames = (organisation_id: string, kind: Term<typeof organisationNameKind>, names: string[]) =>
  [...new Set(names)].map((name) => ({ organisation_id, name, kind }))

/** Deletes the other names that equal the official or short name of the organisation. */
export const deleteOwnNames = (tx: Tx, id: string): Promise<void> => deleteNamesOf(tx, id, id)

/** Deletes those other names of the organisation `from` that are the official or short name of `to`. */
export async function deleteNamesOf(tx: Tx, from: string, to: string): Promise<void> {
  await tx
    .deleteFrom('organisation_name as n')
    .using('organisation as o')
    .where('n.organisation_id', '=', from)
    .where('o.id', '=', to)
    .where(({ eb, ref }) => eb('n.name', 'in', [ref('o.name'), ref('o.short_name')]))
    .execute()
}
