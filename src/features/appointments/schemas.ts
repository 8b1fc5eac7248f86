import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Certainty, Day, Id, List, Str, stamps, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { PostSummary } from '../contacts/schemas.ts'
import { EventSummary, nullableOrganisation, OrganisationSummary, PersonSummary } from '../summaries.ts'
import { appointmentCapacity } from './vocabularies.ts'

const EarlierAppointment = record('EarlierAppointment', 'An earlier appointment to the same post, in short.', {
  id: Id(),
  person: Ref(PersonSummary),
  capacity: term(appointmentCapacity, 'In what capacity.', 'acting'),
  printed_post: Nullable(Str('The post as printed.', 'p.o. Dyrektora')),
  last_attested_on: Nullable(Day('Last day on which a dated source shows the person in the post.'))
})

export const Appointment = record(
  'Appointment',
  'A person in a post of an organisation, over a period that may be uncertain.',
  {
    id: Id(),
    person: Ref(PersonSummary),
    organisation: Ref(OrganisationSummary),
    post: Ref(PostSummary),
    capacity: term(appointmentCapacity, 'In what capacity the post is held.', 'substantive'),
    printed_post: Nullable(Str('The post as printed beside the name; null when none is printed.', 'Dyrektor')),
    attested_on: List(
      Day('A day on which a source shows the person in the post.'),
      'Days on which dated sources show the person in the post, in order; empty when the sources are undated.',
      { maxItems: 1000 }
    ),
    appointed_by: nullableOrganisation('Organisation that entrusted the post; null when not told.'),
    appointed_by_printed: Nullable(
      Str(
        'Who entrusted the post, as printed; null when not told.',
        'Zarząd Fundacji Konwent Klubów i Centrów Integracji Społecznej'
      )
    ),
    predecessor: NullableRef(
      EarlierAppointment,
      'The appointment that this one followed in the same post; null when not known. The change lies between its last and the own first attested day.'
    ),
    until_event: NullableRef(EventSummary, 'Event until which the post was entrusted; null when not told.'),
    started: Ref(UncertainDate),
    ended: Ref(UncertainDate),
    note: Nullable(Str('Remark of the keepers of the registry.', 'Exact post not printed.')),
    certainty: Certainty,
    ...stamps
  }
)
