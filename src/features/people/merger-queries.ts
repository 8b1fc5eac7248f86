import type { Tx } from '../../db/connect.ts'

/** Whether the data of one of the people is only kept (art. 18 RODO), and whether that of one was erased (art. 17). */
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

/** Makes the name of the person `from` a former name of `to`, unless both are called the same. Its own former names follow by their foreign key. */
export async function passNameOn(tx: Tx, from: string, to: string): Promise<void> {
  await tx
    .insertInto('person_former_name')
    .columns(['person_id', 'given_name', 'family_name'])
    .expression(({ selectFrom }) =>
      selectFrom(['person as l', 'person as k'])
        .select(['k.id', 'l.given_name', 'l.family_name'])
        .where('l.id', '=', from)
        .where('k.id', '=', to)
        .where(({ eb, refTuple }) =>
          eb(refTuple('l.given_name', 'l.family_name'), '<>', refTuple('k.given_name', 'k.family_name'))
        )
    )
    .onConflict((oc) => oc.doNothing())
    .execute()
}
