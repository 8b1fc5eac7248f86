import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Id, Int, List, Slug, Str, stamps, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { appointmentCapacity } from '../appointments/vocabularies.ts'
import { statements } from '../eligibility/schemas.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { EventSummary, nullableOrganisation, nullablePerson } from '../summaries.ts'
import { declarationKind, declarationStatus, signatoryRole } from './vocabularies.ts'

const Signatory = record(
  'Signatory',
  'A signature under a declaration: the signatory, the organisation, and the post at that time.',
  {
    no: Int('Position among all signatures, from 1.', 1, { minimum: 1 }),
    role: term(signatoryRole, 'List in which the signature appears.', 'founding_ordinary'),
    list_no: Int('Position within that list, from 1.', 1, { minimum: 1, maximum: 32_767 }),
    organisation: nullableOrganisation(
      'Organisation on whose behalf the declaration was signed. Null if a person signed in person.'
    ),
    person: nullablePerson('Person who signed. Null if unknown.'),
    printed_post: Nullable(
      Str('Post at that time, as printed beside the signature. Null if none is printed.', 'Dyrektor')
    ),
    capacity: term(appointmentCapacity, 'Capacity of the post at that time.', 'substantive')
  }
)

export const Declaration = record(
  'Declaration',
  'A declaration by which organisations or people found, join or leave the Konwent, with its signatories in order.',
  {
    id: Id(),
    slug: Slug('Readable name of the declaration in URLs.', 'deklaracja-2021-09-16'),
    kind: term(declarationKind, 'Kind of the declaration: founding, accession or withdrawal.', 'founding'),
    status: term(declarationStatus, 'Status of the declaration.', 'accepted'),
    title: Str('Title of the declaration.', 'Deklaracja założycielska'),
    tier: Nullable(
      term(membershipTier, 'Tier for which the signatories apply. Null if the declaration names none.', 'ordinary')
    ),
    statements,
    signed: Ref(UncertainDate),
    place: Nullable(Str('Place of signing as printed. Null if none is printed.', 'Lublin, Obserwatorium CUS')),
    event: NullableRef(EventSummary, 'Event at which the declaration was signed. Null if unknown.'),
    signatories: List(Ref(Signatory), 'Signatures under the declaration, in their order.', { maxItems: 1000 }),
    ...stamps
  }
)
