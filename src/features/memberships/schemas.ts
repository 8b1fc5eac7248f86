import { type TSchema, Type } from '@sinclair/typebox'
import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Certainty, Day, Id, Str, stamps, UncertainDate } from '../../contract/schemas.ts'
import { identityOf, uncertainDatePrototype } from '../../records/write/define.ts'
import { Override, statements } from '../eligibility/schemas.ts'
import { DeclarationSummary, nullableOrganisation, nullablePerson } from '../summaries.ts'
import { term } from '../vocabularies/terms.ts'

export const Membership = record('Membership', 'The membership of one organisation or person in the Konwent.', {
  id: Id(),
  member_type: term('member_type', 'Whether the member is an organisation or a person.', 'organisation'),
  organisation: nullableOrganisation('The member; null when it is a person.'),
  person: nullablePerson('The member; null when it is an organisation.'),
  tier: term('membership_tier', 'Tier of membership.', 'ordinary'),
  tier_basis: term('tier_basis', 'What the tier rests on.', 'inferred'),
  tier_basis_note: Nullable(Str('What an inferred or decided tier rests on; null when the tier is printed.', 'Listed among the founding members.')),
  founder: Bool('Whether the member is one of the founders.'),
  founding_signatory: Bool('Whether the founding declaration was signed in the name of the member.'),
  status: term('membership_status', 'State of the membership as last recorded.', 'active'),
  joined: Ref(UncertainDate),
  ended: Ref(UncertainDate),
  declaration: NullableRef(DeclarationSummary, 'The declaration that admitted the member; null when not known.'),
  representative: nullablePerson('Who represented the member on joining, as listed; null when not known.'),
  continues: Nullable(Id('Id of the membership, in another tier or of the predecessor, that this one continues without a break; null when it continues none.')),
  certainty: Certainty,
  ...stamps
})

const basis = Str('What it rests on, such as the number of a resolution.', 'Uchwała nr 7/2026 Rady Konwentu')

export const MembershipEvent = record('MembershipEvent', 'A step in the course of a membership after it began.', {
  id: Id(),
  kind: term('membership_event_kind', 'What happened.', 'suspended'),
  effective: Ref(UncertainDate),
  tier: Nullable(term('membership_tier', 'The new tier; null unless the tier changed.', 'supporting')),
  basis,
  declaration: NullableRef(DeclarationSummary, 'Declaration that led to it; null when there is none.'),
  override_reason: Nullable(
    Str('Why the tier changed although the rules of eligibility do not say so; for those who decide, null for everybody else.', 'Decyzja Rady.')
  )
})

const closed = ($id: string, description: string, example: object, properties: Record<string, TSchema>) =>
  Object.assign(record($id, description, properties), { additionalProperties: false, examples: [example] })
const effectiveOn = Day('Day from which it holds; not in the future, not before the last step.', '2026-11-20')
const declaration = Type.Optional(identityOf('declaration'))
const example = { effective_on: '2026-11-20', basis: 'Uchwała nr 7/2026 Rady Konwentu' }

export const MembershipPause = closed('MembershipPause', 'Since when a membership is suspended or resumed, and on what basis.', example, {
  effective_on: effectiveOn,
  basis,
  declaration
})

export const MembershipTierChange = closed(
  'MembershipTierChange',
  'To which tier a member goes over, since when and on what basis.',
  { ...example, tier: 'supporting', statements: ['other_in_social_services'] },
  {
    effective_on: effectiveOn,
    tier: term('membership_tier', 'The new tier.', 'supporting'),
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
