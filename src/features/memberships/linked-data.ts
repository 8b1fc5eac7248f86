import type { Static } from '@sinclair/typebox'
import { endsUnknown, type Node, roleNode } from '../../records/formats/linked-data.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { organisationNode } from '../nodes.ts'
import type { Membership } from './schemas.ts'

/** Id and name of the Konwent; null if the registry has no record of it. */
export type Konwent = { id: string; name: string } | null

/**
 * Returns the memberships in the Konwent as role nodes, with their tier and days. Candidates and memberships
 * that have not begun are left out.
 */
export function memberOf(base: string, konwent: Konwent, memberships: Static<typeof Membership>[]): Node[] {
  const node = organisationNode(base, konwent)
  if (!node) return []
  return memberships
    .filter(({ status, ended }) => status !== 'candidate' && status !== 'upcoming' && !endsUnknown(ended))
    .map(({ tier, joined, ended }) => roleNode('memberOf', node, membershipTier.terms[tier].pl, joined, ended))
}
