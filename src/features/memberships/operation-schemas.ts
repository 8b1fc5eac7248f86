// Bodies of the operations on a membership.
import { type TSchema, Type } from '@sinclair/typebox'
import { Ref, record } from '../../contract/components.ts'
import { Day } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { identityOf, uncertainDatePrototype } from '../../records/write/define.ts'
import { declarations } from '../declarations/queries.ts'
import { Override, statements } from '../eligibility/schemas.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { basis } from './schemas.ts'

const closed = ($id: string, description: string, example: object, properties: Record<string, TSchema>) =>
  Object.assign(record($id, description, properties), { additionalProperties: false, examples: [example] })
const effectiveOn = Day('Day from which it holds; not in the future, not before the last step.', '2026-11-20')
const declaration = Type.Optional(identityOf(declarations))
const example = { effective_on: '2026-11-20', basis: 'Uchwała nr 7/2026 Rady Konwentu' }

export const MembershipPause = closed(
  'MembershipPause',
  'Since when a membership is suspended or resumed, and on what basis.',
  example,
  {
    effective_on: effectiveOn,
    basis,
    declaration
  }
)

export const MembershipTierChange = closed(
  'MembershipTierChange',
  'To which tier a member goes over, since when and on what basis.',
  { ...example, tier: 'supporting', statements: ['other_in_social_services'] },
  {
    effective_on: effectiveOn,
    tier: term(membershipTier, 'The new tier.', 'supporting'),
    basis,
    declaration,
    statements: Type.Optional(statements),
    override: Type.Optional(Ref(Override))
  }
)

export const MembershipEnd = closed(
  'MembershipEnd',
  'When a membership ends, as far as it is known, and on what basis.',
  { ended: { on: '2026-11-20' }, basis: example.basis },
  { ended: uncertainDatePrototype(), basis, declaration }
)
