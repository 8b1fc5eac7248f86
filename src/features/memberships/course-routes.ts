import type { FastifyInstance } from 'fastify'
import { mountAction } from '../../records/write/actions.ts'
import { annulEnd, changeTier, endMembership, resumeMembership, suspendMembership } from './course/operations.ts'
import { MembershipEnd, MembershipPause, MembershipTierChange } from './course/schemas.ts'
import { memberships } from './queries.ts'

export function membershipOperations(app: FastifyInstance): void {
  const shared = { scope: 'registry:write' as const, include: ['course'] }
  // The scope for maintaining records is not enough to make or end a membership.
  const decided = { ...shared, alsoNeeds: 'declarations:decide' as const }
  mountAction(app, memberships, {
    ...shared,
    name: 'suspension',
    operationId: 'suspend_membership',
    summary: 'Suspend a membership',
    description: 'Suspends an active membership from a day on. Returns the membership.',
    body: MembershipPause,
    act: suspendMembership
  })
  mountAction(app, memberships, {
    ...shared,
    name: 'resumption',
    operationId: 'resume_membership',
    summary: 'Resume a membership',
    description: 'Makes a suspended membership active again from a day on. Returns the membership.',
    body: MembershipPause,
    act: resumeMembership
  })
  mountAction(app, memberships, {
    ...decided,
    name: 'tier-change',
    operationId: 'change_membership_tier',
    summary: 'Change the tier of a member',
    description:
      'Ends the membership on a day and begins one of another tier on the same day. Returns the new membership; ' +
      'its `continues` is the id of the former one. `override` is required unless the tier is known to be open to ' +
      'the member.',
    body: MembershipTierChange,
    act: changeTier
  })
  mountAction(app, memberships, {
    ...decided,
    name: 'end',
    operationId: 'end_membership',
    summary: 'End a membership',
    description:
      'Ends a membership. `ended` is the first day without the membership, as far as it is known. It may be up to ' +
      'one year ahead: the membership then keeps its status until that day, and `end-annulment` takes the end back. ' +
      'A membership ends only in this way, by a change of tier, or by a declaration of withdrawal.',
    body: MembershipEnd,
    act: endMembership
  })
  mountAction(app, memberships, {
    ...decided,
    name: 'end-annulment',
    operationId: 'annul_membership_end',
    summary: 'Annul the end of a membership',
    description:
      'Annuls an end that was recorded by mistake, or that has not come yet. The membership runs as if it had ' +
      'never ended; the course has both steps. `effective_on` is the day of the annulment. To correct only the day ' +
      'or the basis of an end, change `ended` or `end_basis` of an ended membership; its course then changes too.',
    body: MembershipPause,
    act: annulEnd
  })
}
