import type { Static } from '@sinclair/typebox'
import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Id, Int, List, Moment, Slug, Str, stamps, UncertainDate, Url } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { factBasis } from '../sources/vocabularies.ts'
import { DeclarationSummary, nullableOrganisation, nullablePerson, PersonSummary } from '../summaries.ts'
import { eventForm, eventKind, eventRole, eventStatus, participationMode, programmeItemKind } from './vocabularies.ts'

const no = Int('Place in the order, from 1.', 1, { minimum: 1 })

const EventTitle = record('EventTitle', 'Another title under which the event is printed.', {
  no,
  title: Str(
    'The title.',
    'Centra Usług Społecznych jako zintegrowany system usługowy na poziomie lokalnym. Prezentacja wyników pilotażu'
  ),
  printed_where: Str('Where it stands.', 'welcome screen')
})

const EventParticipant = record('EventParticipant', 'Who organises, hosts, attends or reports an event.', {
  no,
  role: term(eventRole, 'What the participant does.', 'organiser'),
  person: nullablePerson('The person; null for an organisation or a group.'),
  organisation: nullableOrganisation('The organisation, or the one that the person stands for; null when not told.'),
  group_name: Nullable(
    Str('A group as printed, when neither a person nor one organisation is named.', 'przedstawiciele Uczelni Wyższych')
  ),
  printed_post: Nullable(
    Str('Post as printed beside the person; null when none is printed.', 'Marszałek Województwa Lubelskiego')
  ),
  mode: Nullable(term(participationMode, 'In the hall or online; null when not told.', 'on_site')),
  mode_basis: Nullable(term(factBasis, 'Whether the mode is printed or inferred.', 'printed'))
})

const Speaker = record('Speaker', 'Who speaks in a programme item, or whose letter is read.', {
  no,
  role: term(eventRole, 'What the person does.', 'lecturer'),
  person: Ref(PersonSummary),
  organisation: nullableOrganisation('Organisation that the person stands for here; null when not told.'),
  present: Nullable(Bool('Whether the person was there; null when not told.'))
})

const ProgrammeItem = record('ProgrammeItem', 'An item of the programme.', {
  no,
  kind: term(programmeItemKind, 'Kind of item.', 'presentation'),
  title: Nullable(Str('Title; null when none is printed.', 'Model Usług Społecznych w Gminie Bełżyce')),
  about: nullableOrganisation('Organisation that is presented; null when the item presents none.'),
  speakers: List(Ref(Speaker), 'Who speaks, in order.', { maxItems: 1000 })
})

const EventLink = record('EventLink', 'A page about the event: facts and a link, never its text.', {
  no,
  title: Str('What the link leads to.', 'Relacja z konferencji CUS w Lublinie'),
  url: Url('Address.', 'https://niepelnosprawnilublin.pl/relacja-z-konferencji-cus-w-lublinie/'),
  author: nullablePerson('Author of the text and photographs; null when not told.'),
  publisher: nullableOrganisation('Publisher; null when not told.'),
  rights: Nullable(
    Str(
      'Reservation of rights; null when none is printed.',
      'Texts and photographs may be copied only with the consent of the editors.'
    )
  )
})

export const Event = record(
  'Event',
  'A conference, inauguration, congress or other gathering, with its programme and participants.',
  {
    id: Id(),
    slug: Slug('Short name for URLs.', 'konferencja-2022-11-21'),
    title: Str(
      'Title as printed.',
      'Centrum Usług Społecznych jako zintegrowany system usługowy na poziomie lokalnym. Prezentacja wyników pilotażu'
    ),
    titles: List(Ref(EventTitle), 'Other titles under which it is printed.', { maxItems: 100 }),
    kind: term(eventKind, 'Kind of event.', 'conference'),
    form: Nullable(term(eventForm, 'On site, online or hybrid; null when not told.', 'hybrid')),
    status: Nullable(term(eventStatus, 'Planned, held or cancelled; null when no source tells.', 'held')),
    date: Ref(UncertainDate),
    starts_at: Nullable(
      Moment('Exact start, UTC, in the years 1900 to 2199; null when no hour is known.', '2021-09-16T09:00:00.000000Z')
    ),
    ends_at: Nullable(
      Moment('Exact end, UTC, in the years 1900 to 2199; null when not known.', '2021-09-16T13:00:00.000000Z')
    ),
    place: Nullable(Str('Town in the nominative; null when not printed.', 'Lublin')),
    venue: nullableOrganisation('At whose place it is held; null when not told.'),
    address: Nullable(Str('Address of the venue as printed; null when not printed.', 'ul. Frezerów 3')),
    occasion: Nullable(Str('Occasion as printed; null when none is printed.', 'Dzień Pracownika Socjalnego')),
    participants: List(Ref(EventParticipant), 'Who takes part, in order.', { maxItems: 10_000 }),
    programme: List(Ref(ProgrammeItem), 'Items of the programme, in order.', { maxItems: 1000 }),
    links: List(Ref(EventLink), 'Pages about the event.', { maxItems: 100 }),
    declaration: NullableRef(DeclarationSummary, 'Declaration that was signed at the event; null when none was.'),
    ...stamps
  }
)
export type Event = Static<typeof Event>
