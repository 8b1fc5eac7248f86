import type { Static } from '@sinclair/typebox'
import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Day, Id, Int, List, Moment, Slug, Str, stamps, UncertainDate, Url } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { factBasis } from '../sources/vocabularies.ts'
import { DeclarationSummary, nullableOrganisation, nullablePerson, PersonSummary } from '../summaries.ts'
import {
  eventForm,
  eventKind,
  eventLinkKind,
  eventRole,
  eventStatus,
  participationMode,
  programmeItemKind
} from './vocabularies.ts'

const no = Int('Position in the list, from 1.', 1, { minimum: 1 })

const EventTitle = record('EventTitle', 'Another title under which the event is printed.', {
  no,
  title: Str(
    'Title of the event as printed.',
    'Centra Usług Społecznych jako zintegrowany system usługowy na poziomie lokalnym. Prezentacja wyników pilotażu'
  ),
  printed_where: Str('Place where this title is printed, in Polish.', 'ekran powitalny')
})

const EventParticipant = record(
  'EventParticipant',
  'A participant of an event, such as an organiser, host, attendee or reporter.',
  {
    no,
    role: term(eventRole, 'Role of the participant.', 'organiser'),
    person: nullablePerson('Person who takes part. Null for an organisation or a group.'),
    organisation: nullableOrganisation('Organisation that takes part, or that the person represents. Null if unknown.'),
    group_name: Nullable(
      Str('Group as printed. Null if a person or an organisation is named.', 'przedstawiciele Uczelni Wyższych')
    ),
    printed_post: Nullable(
      Str('Post as printed beside the person. Null if none is printed.', 'Marszałek Województwa Lubelskiego')
    ),
    mode: Nullable(term(participationMode, 'Participation on site or online. Null if unknown.', 'on_site')),
    mode_basis: Nullable(
      term(factBasis, 'Whether the mode is printed or inferred. Null if the mode is null.', 'printed')
    )
  }
)

const Speaker = record('Speaker', 'A person who speaks in a programme item, or whose letter is read out.', {
  no,
  role: term(eventRole, 'Role of the person in the item.', 'lecturer'),
  person: Ref(PersonSummary),
  organisation: nullableOrganisation('Organisation that the person represents in this item. Null if unknown.'),
  present: Nullable(Bool('Whether the person was present. Null if unknown.'))
})

const ProgrammeItem = record('ProgrammeItem', 'An item of the programme of an event.', {
  no,
  kind: term(programmeItemKind, 'Kind of the programme item.', 'presentation'),
  title: Nullable(Str('Title of the item. Null if none is printed.', 'Model Usług Społecznych w Gminie Bełżyce')),
  subject: Nullable(
    Str(
      'Subject in the words of the registry. Null if the title says it, or if no source names it.',
      'Model usług społecznych w gminie'
    )
  ),
  about: nullableOrganisation('Organisation that is presented. Null if the item presents none.'),
  speakers: List(Ref(Speaker), 'Speakers of the item, in order.', { maxItems: 1000 })
})

const EventLink = record(
  'EventLink',
  'A web page about the event. The registry stores the link and facts about the page, not its text.',
  {
    no,
    title: Str('Title of the linked page.', 'Relacja z konferencji CUS w Lublinie'),
    kind: term(eventLinkKind, 'Kind of page.', 'report'),
    url: Nullable(
      Url(
        'Address of the page. Null if no source prints it.',
        'https://niepelnosprawnilublin.pl/relacja-z-konferencji-cus-w-lublinie/'
      )
    ),
    author: nullablePerson('Author of the text and photographs. Null if unknown.'),
    publisher: nullableOrganisation('Publisher of the page. Null if unknown.'),
    rights: Nullable(
      Str(
        'Rights statement of the page, in Polish. Null if none is printed.',
        'Teksty i zdjęcia wolno kopiować tylko za zgodą redakcji.'
      )
    ),
    rights_en: Nullable(
      Str(
        'The rights statement in English. Null if it was not translated.',
        'Texts and photographs may be copied only with the consent of the editors.'
      )
    )
  }
)

export const Event = record(
  // A type with the name Event would hide the one that every browser has.
  'KonwentEvent',
  'A conference, inauguration, congress or other gathering, with its programme and participants.',
  {
    id: Id(),
    slug: Slug('Readable name of the event in URLs.', 'konferencja-2022-11-21'),
    title: Str(
      'Title of the event as printed.',
      'Centrum Usług Społecznych jako zintegrowany system usługowy na poziomie lokalnym. Prezentacja wyników pilotażu'
    ),
    titles: List(Ref(EventTitle), 'Other titles under which the event is printed.', { maxItems: 100 }),
    kind: term(eventKind, 'Kind of the event.', 'conference'),
    form: Nullable(term(eventForm, 'On site, online or hybrid. Null if unknown.', 'hybrid')),
    status: Nullable(term(eventStatus, 'Planned, held or cancelled. Null if no source states it.', 'held')),
    date: Ref(UncertainDate),
    ends_on: Nullable(
      Day(
        'Last day, inclusive, of an event that takes several days and has no hours. Null for one day, if the last ' +
          'day is unknown, and if the event has hours (`starts_at`).',
        '2027-05-21'
      ),
      { examples: [null] }
    ),
    starts_at: Nullable(
      Moment(
        'Exact start in UTC, in the years 1900 to 2199. Null if the time is unknown.',
        '2021-09-16T09:00:00.000000Z'
      )
    ),
    ends_at: Nullable(
      Moment('Exact end in UTC, in the years 1900 to 2199. Null if unknown.', '2021-09-16T13:00:00.000000Z')
    ),
    place: Nullable(Str('Town in the nominative. Null if none is printed.', 'Lublin')),
    venue: nullableOrganisation('Organisation that provides the venue. Null if unknown.'),
    address: Nullable(Str('Address of the venue as printed. Null if none is printed.', 'ul. Frezerów 3')),
    occasion: Nullable(
      Str('Occasion of the event as printed. Null if none is printed.', 'Dzień Pracownika Socjalnego')
    ),
    participants: List(Ref(EventParticipant), 'Participants of the event, in order.', { maxItems: 10_000 }),
    programme: List(Ref(ProgrammeItem), 'Items of the programme, in order.', { maxItems: 1000 }),
    links: List(Ref(EventLink), 'Pages about the event.', { maxItems: 100 }),
    declaration: NullableRef(DeclarationSummary, 'Declaration that was signed at the event. Null if there is none.'),
    ...stamps
  }
)
export type Event = Static<typeof Event>
