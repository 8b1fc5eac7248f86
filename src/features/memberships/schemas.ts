import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Certainty, Id, Str, stamps, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { DeclarationSummary, nullableOrganisation, nullablePerson } from '../summaries.ts'
import { membershipEventKind, membershipStatus, memberType, tierBasis } from './vocabularies.ts'

export const Membership = record('Membership', 'The membership of one organisation or person in the Konwent.', {
  id: Id(),
  member_type: term(memberType, 'Whether the member is an organisation or a person.', 'organisation'),
  organisation: nullableOrganisation('The member; null when it is a person.'),
  person: nullablePerson('The member; null when it is an organisation.'),
  tier: term(membershipTier, 'Tier of membership.', 'ordinary'),
  tier_basis: term(tierBasis, 'What the tier rests on.', 'inferred'),
  tier_basis_note: Nullable(
    Str(
      'What an inferred or decided tier rests on; null when the tier is printed.',
      'Listed among the founding members.'
    )
  ),
  founder: Bool('Whether the member is one of the founders.'),
  founding_signatory: Bool('Whether the founding declaration was signed in the name of the member.'),
  status: term(membershipStatus, 'State of the membership as last recorded.', 'active'),
  joined: Ref(UncertainDate),
  ended: Ref(UncertainDate),
  declaration: NullableRef(DeclarationSummary, 'The declaration that admitted the member; null when not known.'),
  representative: nullablePerson('Who represented the member on joining, as listed; null when not known.'),
  continues: Nullable(
    Id(
      'Id of the membership, in another tier or of the predecessor, that this one continues without a break; null when it continues none.'
    )
  ),
  certainty: Certainty,
  ...stamps
})

export const basis = Str('What it rests on, such as the number of a resolution.', 'Uchwała nr 7/2026 Rady Konwentu')

export const MembershipEvent = record('MembershipEvent', 'A step in the course of a membership after it began.', {
  id: Id(),
  kind: term(membershipEventKind, 'What happened.', 'suspended'),
  effective: Ref(UncertainDate),
  tier: Nullable(term(membershipTier, 'The new tier; null unless the tier changed.', 'supporting')),
  basis,
  declaration: NullableRef(DeclarationSummary, 'Declaration that led to it; null when there is none.'),
  override_reason: Nullable(
    Str(
      'Why the tier changed although the rules of eligibility do not say so; for those who decide, null for everybody else.',
      'Decyzja Rady.'
    )
  )
})
