import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Certainty, Id, Str, stamps, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { DeclarationSummary, nullableOrganisation, nullablePerson } from '../summaries.ts'
import { membershipEventKind, membershipStatus, memberType, tierBasis } from './vocabularies.ts'

export const Membership = record('Membership', 'The membership of one organisation or person in the Konwent.', {
  id: Id(),
  member_type: term(memberType, 'Whether the member is an organisation or a person.', 'organisation'),
  organisation: nullableOrganisation('Organisation that is the member. Null if the member is a person.'),
  person: nullablePerson('Person who is the member. Null if the member is an organisation.'),
  tier: term(membershipTier, 'Tier of the membership.', 'ordinary'),
  tier_basis: term(tierBasis, 'Basis of the tier.', 'inferred'),
  tier_basis_note: Nullable(
    Str(
      'Reason for an inferred or decided tier, in Polish. Null if the tier is printed.',
      'Na liście członków założycieli.'
    )
  ),
  tier_basis_note_en: Nullable(
    Str('The reason in English. Null if it was not translated.', 'Listed among the founding members.')
  ),
  founder: Bool('Whether the member is one of the founders.'),
  founding_signatory: Bool('Whether the founding declaration was signed on behalf of the member.'),
  status: term(
    membershipStatus,
    'Status of the membership today, or on the day `as_of`: `upcoming` before a beginning in the future, and its ' +
      'former status until an end in the future. Operations such as `/memberships/{membership}/end` change it; a ' +
      'PATCH or an import can only make a candidate active.',
    'active'
  ),
  joined: Ref(UncertainDate),
  ended: Ref(UncertainDate),
  end_basis: Nullable(
    Str(
      'Basis of the end, such as the number of a resolution. Required for a new membership with the status `ended`. ' +
        'The course has it too. Null while the membership runs, or if the basis is unknown.',
      'Uchwała nr 7/2026 Rady Konwentu'
    ),
    { examples: [null] }
  ),
  declaration: NullableRef(DeclarationSummary, 'Declaration on which the member was admitted. Null if unknown.'),
  representative: nullablePerson('Person who represented the member on joining, as listed. Null if unknown.'),
  continues: Nullable(
    Id(
      'Id of the membership that this one continues without a break: one in another tier, or one of the predecessor. ' +
        'Null if it continues none.'
    )
  ),
  certainty: Certainty,
  ...stamps
})

export const basis = Str('Basis of the step, such as the number of a resolution.', 'Uchwała nr 7/2026 Rady Konwentu')

export const MembershipEvent = record('MembershipEvent', 'A step in the course of a membership after its beginning.', {
  id: Id(),
  kind: term(membershipEventKind, 'Kind of the step.', 'suspended'),
  effective: Ref(UncertainDate),
  tier: Nullable(term(membershipTier, 'New tier. Null unless the tier changed.', 'supporting')),
  basis,
  declaration: NullableRef(DeclarationSummary, 'Declaration on which the step rests. Null if there is none.'),
  override_reason: Nullable(
    Str(
      'Reason why the tier changed although the eligibility rules do not open it to the member. Null if no rule was ' +
        'overridden, and for readers who may not decide on declarations.',
      'Decyzja Rady.'
    )
  )
})
