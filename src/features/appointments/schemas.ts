import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Certainty, Day, Enum, Id, Int, List, Str, stamps, UncertainDate } from '../../contract/schemas.ts'
import { verificationProperties } from '../../records/verification.ts'
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
    shared: Bool(
      'Whether the post is held together with others, as by joint heads. A post that leads an organisation (such as ' +
        'head, chair, mayor) can have several substantive holders on one day only if at most one of these ' +
        'appointments is not shared; otherwise the response is 409.',
      false
    ),
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
    note: Nullable(
      Str(
        'Remark of the maintainers of the registry, in Polish. Null if there is none.',
        'Źródło nie podaje dokładnego stanowiska.'
      )
    ),
    note_en: Nullable(Str('The remark in English. Null if it was not translated.', 'Exact post not printed.')),
    ...verificationProperties(),
    certainty: Certainty,
    ...stamps
  }
)

export const CurrentHead = record(
  'CurrentHead',
  'The person who leads an organisation on the day `as_of`, or today without it.',
  {
    appointment: Id('Id of the appointment.'),
    person: Ref(PersonSummary),
    post: Ref(PostSummary),
    capacity: term(appointmentCapacity, 'Capacity in which the post is held. Never `deputy`.', 'substantive'),
    certainty: Enum(
      ['certain', 'possible'],
      'Whether the person certainly or only possibly holds the post.',
      'possible'
    ),
    alternatives: Int(
      'Number of other appointments that may make somebody the head on that day, such as joint heads. ' +
        '`/appointments` with `organisation` and `as_of` lists them.',
      0
    )
  }
)
