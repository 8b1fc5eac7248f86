// Request bodies of the operations on a membership.
import { type TSchema, Type } from '@sinclair/typebox'
import { Ref, record } from '../../../contract/components.ts'
import { Day } from '../../../contract/schemas.ts'
import { term } from '../../../records/vocabulary.ts'
import { identityOf, uncertainDatePrototype } from '../../../records/write/define.ts'
import { declarations } from '../../declarations/queries.ts'
import { Override, statements } from '../../eligibility/schemas.ts'
import { membershipTier } from '../../membership-tiers/vocabularies.ts'
import { basis } from '../schemas.ts'

const closedRecord = ($id: string, description: string, example: object, properties: Record<string, TSchema>) =>
  Object.assign(record($id, description, properties), { additionalProperties: false, examples: [example] })
const effectiveOn = Day(
  'First day on which the change holds. It must not be in the future or before the last step of the membership.',
  '2026-11-20'
)
const declaration = Type.Optional(identityOf(declarations))
const example = { effective_on: '2026-11-20', basis: 'Uchwała nr 7/2026 Rady Konwentu' }

export const MembershipPause = closedRecord(
  'MembershipPause',
  'The suspension or resumption of a membership, or the annulment of its end: its first day and its basis.',
  example,
  {
    effective_on: effectiveOn,
    basis,
    declaration
  }
)

export const MembershipTierChange = closedRecord(
  'MembershipTierChange',
  'The change of a member to another tier: the new tier, its first day and its basis.',
  { ...example, tier: 'supporting', statements: ['other_in_social_services'] },
  {
    effective_on: effectiveOn,
    tier: term(membershipTier, 'New tier of the member.', 'supporting'),
    basis,
    declaration,
    statements: Type.Optional(statements),
    override: Type.Optional(Ref(Override))
  }
)

export const MembershipEnd = closedRecord(
  'MembershipEnd',
  'The end of a membership: its day, as far as it is known, and its basis.',
  { ended: { on: '2026-11-20' }, basis: example.basis },
  { ended: uncertainDatePrototype(), basis, declaration }
)
