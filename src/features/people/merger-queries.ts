import type { Tx } from '../../db/connect.ts'

/** Returns whether one of the people is restricted (art. 18 GDPR), and whether one was erased (art. 17 GDPR). */
export async function findProtection(tx: Tx, ids: string[]): Promise<{ restricted: boolean; erased: boolean }> {
  return tx
    .selectFrom('person')
    .select(({ eb, fn }) => [
      eb(fn.count('restricted_at'), '>', eb.lit(0)).$castTo<boolean>().as('restricted'),
      eb(fn.count('erased_at'), '>', eb.lit(0)).$castTo<boolean>().as('erased')
    ])
    .where(({ eb, fn }) => eb('id', '=', fn.any(eb.val(ids))))
    .executeTakeFirstOrThrow()
}

/**
 * Adds the name of the person `from` to the former names of `to`, unless both have the same name. The former names of
 * `from` move with the foreign key.
 */
export async function addFormerName(tx: Tx, from: string, to: string): Promise<void> {
  await tx
    .insertInto('person_former_name')
    .columns(['person_id', 'given_name', 'family_name'])
    .expression(({ selectFrom }) =>
      selectFrom(['person as duplicate', 'person as remaining'])
        .select(['remaining.id', 'duplicate.given_name', 'duplicate.family_name'])
        .where('duplicate.id', '=', from)
        .where('remaining.id', '=', to)
        .where(({ eb, refTuple }) =>
          eb(
            refTuple('duplicate.given_name', 'duplicate.family_name'),
            '<>',
            refTuple('remaining.given_name', 'remaining.family_name')
          )
        )
    )
    .onConflict((oc) => oc.doNothing())
    .execute()
}
