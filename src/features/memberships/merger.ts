// Rule for mergers of two records that have memberships.
import type { Tx } from '../../db/connect.ts'
import { ApiError } from '../../http/errors.ts'
import { anyOf } from '../../records/columns.ts'
import type { Term } from '../../records/vocabulary.ts'
import { atInto } from '../../records/write/merger-routes.ts'
import type { memberType } from './vocabularies.ts'

/**
 * Throws 409 if both records have a membership that has not ended. A member can have only one, even if its beginning
 * is unknown.
 */
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
    pl:
      'Oba rekordy mają trwające członkostwo. Najpierw należy usunąć jedno z nich (DELETE ' +
      '/v1/memberships/{membership}) albo zakończyć je z dniem, który już nadszedł (POST ' +
      '/v1/memberships/{membership}/end).',
    en:
      'Both records have a running membership. Delete one of the two (DELETE /v1/memberships/{membership}), or end ' +
      'it on a day that has come (POST /v1/memberships/{membership}/end).'
  }
  throw new ApiError('already_exists', detail, { faults: [atInto('membership_once_at_a_time', detail)] })
}
