import type { Tx } from '../../db/connect.ts'
import { atInto } from '../../records/write/merger-routes.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import { refuseTwoRunningMemberships } from '../memberships/merger.ts'
import { areRelated, copyNames } from './merger-queries.ts'

/**
 * Prepares the merger of the duplicate `from` into `to`: copies its names. Throws 409 if both have a running
 * membership, and 422 if the registry knows that they are different organisations.
 */
export async function prepareMerger(tx: Tx, from: string, to: string): Promise<void> {
  await refuseTwoRunningMemberships(tx, 'organisation', from, to)
  if (await areRelated(tx, from, to)) {
    throw ruleBroken(
      atInto('related_organisations', {
        pl: 'Jedna z organizacji jest częścią drugiej albo jej poprzedniczką. Nie są więc tą samą organizacją.',
        en: 'One of the organisations is a part of the other or its predecessor. They are not the same organisation.'
      })
    )
  }
  await copyNames(tx, from, to)
}
