import type { Static } from '@sinclair/typebox'
import { endsUnknown, type Node, roleNode } from '../../records/formats/linked-data.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { organisationNode } from '../nodes.ts'
import type { Membership } from './schemas.ts'

/** What the registry calls the Konwent; null when it has no record of it. */
export type Konwent = { id: string; name: string } | null

/** That somebody is or was a member of the Konwent, in which tier and over which days. A candidate is none yet. */
export function memberOf(base: string, konwent: Konwent, memberships: Static<typeof Membership>[]): Node[] {
  const node = organisationNode(base, konwent)
  if (!node) return []
  return memberships
    .filter(({ status, ended }) => status !== 'candidate' && !endsUnknown(ended))
    .map(({ tier, joined, ended }) => roleNode('memberOf', node, membershipTier.terms[tier].pl, joined, ended))
}
