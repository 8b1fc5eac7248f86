import { Nullable, NullableRef, Ref, record } from '../../lib/oas.ts'
import { Id, Int, List, Slug, Str, stamps, UncertainDate } from '../../lib/schemas.ts'
import { EventSummary, nullableOrganisation, nullablePerson } from '../summaries.ts'
import { term } from '../vocabularies/terms.ts'

const Signatory = record('Signatory', 'A signature under a declaration: who signed, for whom, in which post at that time.', {
  no: Int('Place in the whole order of signatures.', 1, { minimum: 1 }),
  role: term('signatory_role', 'In which list the signature stands.', 'founding_ordinary'),
  list_no: Int('Place within that list.', 1, { minimum: 1 }),
  organisation: nullableOrganisation('Organisation in whose name it was signed; null for a person signing for themselves.'),
  person: nullablePerson('Who signed; null when not told.'),
  printed_post: Nullable(Str('Post as printed beside the signature, at that time; null when none is printed.', 'Dyrektor')),
  capacity: term('appointment_capacity', 'Capacity at that time.', 'substantive')
})

export const Declaration = record(
  'Declaration',
  'A declaration by which organisations or people found, join or leave the Konwent, with its signatories in order.',
  {
    id: Id(),
    slug: Slug('Short name for URLs.', 'deklaracja-2021-09-16'),
    kind: term('declaration_kind', 'Founding, accession or withdrawal.', 'founding'),
    status: term('declaration_status', 'State of the proceedings.', 'accepted'),
    title: Str('Name of the document.', 'Deklaracja założycielska'),
    signed: Ref(UncertainDate),
    place: Nullable(Str('Place of signing as printed; null when not printed.', 'Lublin, Obserwatorium CUS')),
    event: NullableRef(EventSummary, 'Event at which it was signed; null when not known.'),
    signatories: List(Ref(Signatory), 'Signatures in their order.', { maxItems: 1000 }),
    ...stamps
  }
)
