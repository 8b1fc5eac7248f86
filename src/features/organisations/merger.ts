import type { Tx } from '../../db/connect.ts'
import { atInto } from '../../records/write/merger-routes.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import { refuseTwoMemberships } from '../memberships/merger.ts'
import { areRelated, keepNames } from './lifecycle-queries.ts'

/** Makes the names of a duplicate those of the record that stays; throws 422 for two that are known to be different organisations. */
export async function prepareMerger(tx: Tx, from: string, to: string): Promise<void> {
  await refuseTwoMemberships(tx, 'organisation', from, to)
  if (await areRelated(tx, from, to)) {
    throw ruleBroken(
      atInto('related_organisations', {
        pl: 'Jedna z organizacji jest częścią drugiej albo jej poprzedniczką, nie są więc tą samą organizacją.',
        en: 'One of the organisations is a part of the other or its predecessor, so they are not the same.'
      })
    )
  }
  await keepNames(tx, from, to)
}
