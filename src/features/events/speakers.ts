// The speakers of an event with their posts on its days.
import { sql } from 'kysely'
import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Int, List, Str } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Include } from '../../records/define.ts'
import { arrayOf, object } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { HeldPost, heldPost, readsOfHeldPost } from '../appointments/held-post.ts'
import { nullableOrganisation, organisationSummary, PersonSummary, personSummary } from '../summaries.ts'
import { lastDayOf } from './days.ts'
import { eventRole, programmeItemKind } from './vocabularies.ts'

const ProgrammeItemSummary = record('ProgrammeItemSummary', 'Summary of an item of the programme of an event.', {
  no: Int('Position of the item in the programme, from 1.', 4, { minimum: 1 }),
  kind: term(programmeItemKind, 'Kind of the programme item.', 'panel'),
  title: Nullable(Str('Title of the item. Null if none is printed.', 'Model Usług Społecznych w Gminie Bełżyce'))
})

const EventSpeaker = record('EventSpeaker', 'A speaker of an event with the post held on its days.', {
  item: Ref(ProgrammeItemSummary),
  no: Int('Position of the speaker in the item, from 1.', 1, { minimum: 1 }),
  role: term(eventRole, 'Role of the person in the item.', 'panellist'),
  person: Ref(PersonSummary),
  organisation: nullableOrganisation('Organisation that the person represents in the item. Null if unknown.'),
  held_post: NullableRef(
    HeldPost,
    'Post of the person on the days of the event: in the represented organisation, or in any if none is known. Null ' +
      'if none is on record, or if the days of the event are unknown.'
  ),
  present: Nullable(Bool('Whether the person was present. Null if unknown.'))
})

const e = columnsOf('event', 'e')
const [s, i] = [columnsOf('programme_speaker', 's'), columnsOf('programme_item', 'i')]
const [sp, so] = [columnsOf('person', 'sp'), columnsOf('organisation', 'so')]

/** Days that the event takes, or possibly takes; null if nothing is known of them. */
const days = sql`case when ${e('date_on')} is not null or ${e('date_not_before')} is not null
    or ${e('date_not_after')} is not null
  then daterange(coalesce(${e('date_on')}, ${e('date_not_before')}), coalesce(${lastDayOf('e')}, ${e('date_not_after')}),
    '[]') end`

export const speakers: Include = {
  schema: List(
    Ref(EventSpeaker),
    'Speakers of the programme in its order, each with the post that the person held on the days of the event.',
    { maxItems: 10_000 }
  ),
  reads: readsOfHeldPost,
  expression: () =>
    arrayOf(
      {
        item: object(i.pick('no', 'kind', 'title')),
        ...s.pick('no', 'role'),
        person: personSummary('sp'),
        organisation: organisationSummary('so'),
        held_post: heldPost({ person: s('person_id'), organisation: s('organisation_id'), days }),
        present: s('present')
      },
      sql`from ${s.table}
        join ${i.table} on ${i('event_id')} = ${s('event_id')} and ${i('no')} = ${s('item_no')}
        join ${sp.table} on ${sp('id')} = ${s('person_id')}
        left join ${so.table} on ${so('id')} = ${s('organisation_id')}
        where ${s('event_id')} = ${e('id')} order by ${i('no')}, ${s('no')}`
    )
}
