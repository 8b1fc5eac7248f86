import { Nullable, NullableRef, Ref, record } from '../../lib/oas.ts'
import { Bool, Certainty, Id, Str, stamps, UncertainDate } from '../../lib/schemas.ts'
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
  certainty: Certainty,
  ...stamps
})
