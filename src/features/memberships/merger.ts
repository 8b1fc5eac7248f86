// What a merger of two records means for their memberships.
import type { Tx } from '../../db/connect.ts'
import { ApiError } from '../../http/errors.ts'
import { anyOf } from '../../records/columns.ts'
import type { Term } from '../../records/vocabulary.ts'
import { atInto } from '../../records/write/merger-routes.ts'
import type { memberType } from './vocabularies.ts'

/** Throws 409 if both have a membership that has not ended: a member can have only one, even if its beginning is not known. */
export async function refuseTwoRunningMemberships(
  tx: Tx,
  type: Term<typeof memberType>,
  from: string,
  to: string
): Promise<void> {
  const found = await tx
    .selectFrom('membership')
    .select((eb) => eb.fn.count<number>('member_id').distinct().as('members'))
    .where('member_id', '=', anyOf([from, to]))
    .where('status', '<>', 'ended')
    .where('member_type', '=', type)
    .executeTakeFirstOrThrow()
  if (found.members < 2) return
  const detail = {
    pl: 'Oba rekordy mają trwające członkostwo. Najpierw należy usunąć albo zakończyć jedno z nich.',
    en: 'Both records have a membership that runs. Delete or end one of them first.'
  }
  throw new ApiError('already_exists', detail, { faults: [atInto('membership_once_at_a_time', detail)] })
}
