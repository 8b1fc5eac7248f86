import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Certainty, Day, Id, List, Str, stamps, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { PostSummary } from '../contacts/schemas.ts'
import { EventSummary, nullableOrganisation, OrganisationSummary, PersonSummary } from '../summaries.ts'
import { appointmentCapacity } from './vocabularies.ts'

const EarlierAppointment = record('EarlierAppointment', 'Summary of an earlier appointment to the same post.', {
  id: Id(),
  person: Ref(PersonSummary),
  capacity: term(appointmentCapacity, 'Capacity in which the post was held.', 'acting'),
  printed_post: Nullable(Str('Post as printed beside the name. Null if none is printed.', 'p.o. Dyrektora')),
  last_attested_on: Nullable(
    Day('Last day on which a dated source shows the person in the post. Null if no source is dated.')
  )
})

export const Appointment = record(
  'Appointment',
  'A person holds a post in an organisation for a period, whose days may be uncertain.',
  {
    id: Id(),
    person: Ref(PersonSummary),
    organisation: Ref(OrganisationSummary),
    post: Ref(PostSummary),
    capacity: term(appointmentCapacity, 'Capacity in which the post is held.', 'substantive'),
    printed_post: Nullable(Str('Post as printed beside the name. Null if none is printed.', 'Dyrektor')),
    attested_on: List(
      Day('A day on which a source shows the person in the post.'),
      'Days on which dated sources show the person in the post, in ascending order. Empty if no source is dated.',
      { maxItems: 1000 }
    ),
    appointed_by: nullableOrganisation('Organisation that appointed the person. Null if unknown.'),
    appointed_by_printed: Nullable(
      Str(
        'Name of the body that appointed the person, as printed. Null if unknown.',
        'Zarząd Fundacji Konwent Klubów i Centrów Integracji Społecznej'
      )
    ),
    predecessor: NullableRef(
      EarlierAppointment,
      'Previous appointment to the same post. Null if unknown. The change took place between the last attested day ' +
        'of that appointment and the first attested day of this one.'
    ),
    until_event: NullableRef(EventSummary, 'Event until which the person was appointed. Null if unknown.'),
    started: Ref(UncertainDate),
    ended: Ref(UncertainDate),
    note: Nullable(Str('Remark of the maintainers of the registry. Null if there is none.', 'Exact post not printed.')),
    certainty: Certainty,
    ...stamps
  }
)
