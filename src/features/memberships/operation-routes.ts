import type { FastifyInstance } from 'fastify'
import { mountAction } from '../../records/write/actions.ts'
import { MembershipEnd, MembershipPause, MembershipTierChange } from './operation-schemas.ts'
import { changeTier, end, resume, suspend } from './operations.ts'
import { memberships } from './queries.ts'

export function membershipOperations(app: FastifyInstance): void {
  const shared = { scope: 'registry:write' as const, include: ['course'] }
  mountAction(app, memberships, {
    ...shared,
    name: 'suspension',
    operationId: 'suspend_membership',
    summary: 'Suspend a membership',
    description: 'Suspends an active membership from a day on.',
    body: MembershipPause,
    act: suspend
  })
  mountAction(app, memberships, {
    ...shared,
    name: 'resumption',
    operationId: 'resume_membership',
    summary: 'Resume a membership',
    description: 'Makes a suspended membership active again from a day on.',
    body: MembershipPause,
    act: resume
  })
  mountAction(app, memberships, {
    ...shared,
    name: 'tier-change',
    operationId: 'change_membership_tier',
    summary: 'Change the tier of a member',
    description:
      'Ends the membership on a day and begins one of another tier on the same day, which `continues` it and with which it answers. A tier that is not known to be open to the member needs `override`.',
    body: MembershipTierChange,
    act: changeTier
  })
  mountAction(app, memberships, {
    ...shared,
    name: 'end',
    operationId: 'end_membership',
    summary: 'End a membership',
    description: 'Ends an active or suspended membership; the first day without it is told as far as it is known.',
    body: MembershipEnd,
    act: end
  })
}
