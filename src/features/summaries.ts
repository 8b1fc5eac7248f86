// The short forms in which a record appears inside other records.

import { sql } from 'kysely'
import { NullableRef, Ref, record } from '../contract/components.ts'
import { Id, Slug, Str, UncertainDate } from '../contract/schemas.ts'
import { columnsOf } from '../records/columns.ts'
import type { Sql } from '../records/define.ts'
import { object } from '../records/sql.ts'
import { term } from '../records/vocabulary.ts'
import { organisationKind } from './organisations/vocabularies.ts'

export const OrganisationSummary = record('OrganisationSummary', 'An organisation in short.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'cus-belzyce'),
  name: Str('Official name.', 'Centrum Usług Społecznych w Bełżycach'),
  short_name: Str('Short name.', 'CUS Bełżyce'),
  kind: term(organisationKind, 'What the organisation is.', 'cus')
})

export const PersonSummary = record('PersonSummary', 'A person, in the short form.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'anna-ostasz'),
  display_name: Str('Academic title and names.', 'Anna Ostasz')
})

export const EventSummary = record('EventSummary', 'An event, in the short form.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'konferencja-2022-11-21'),
  title: Str('Title.', 'Zjazd wyborczy'),
  date: Ref(UncertainDate)
})

export const DeclarationSummary = record('DeclarationSummary', 'A declaration in short.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'deklaracja-2021-09-16'),
  title: Str('Title.', 'Deklaracja założycielska')
})

export const organisationSummary = (alias: string): Sql => {
  const o = columnsOf('organisation', alias)
  return o.unlessNull('id', object(o.pick('id', 'slug', 'name', 'short_name', 'kind')))
}

/** Whether the data of a person is only kept (art. 18 RODO) and the caller is none of the few who see it all the same. */
const isHidden = (alias: string): Sql =>
  sql`(${columnsOf('person', alias)('restricted_at')} is not null and not shows_restricted())`
/** What the folded names or the order of a person are for the caller: nothing of one whose data is only kept. */
export const unlessHidden = (alias: string, value: Sql): Sql => sql`case when not ${isHidden(alias)} then ${value} end`
export const personSummary = (alias: string): Sql => {
  const p = columnsOf('person', alias)
  const hidden = isHidden(alias)
  return p.unlessNull(
    'id',
    object({
      id: p('id'),
      slug: sql`case when ${hidden} then ${p('id')}::text else ${p('slug')} end`,
      display_name: sql`case when ${hidden} then 'dane ograniczone' else ${p('display_name')} end`
    })
  )
}

export const declarationSummary = (alias: string): Sql => {
  const d = columnsOf('declaration', alias)
  return d.unlessNull('id', object(d.pick('id', 'slug', 'title')))
}

export const eventSummary = (alias: string): Sql => {
  const e = columnsOf('event', alias)
  return e.unlessNull('id', object({ ...e.pick('id', 'slug', 'title'), date: e.uncertain('date') }))
}

export const nullableOrganisation = (description: string) => NullableRef(OrganisationSummary, description)
export const nullablePerson = (description: string) => NullableRef(PersonSummary, description)
