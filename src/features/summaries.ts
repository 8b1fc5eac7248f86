// Summaries of records, for use inside other records: their schemas and SQL.
import { sql } from 'kysely'
import { NullableRef, Ref, record } from '../contract/components.ts'
import { Id, Slug, Str, UncertainDate } from '../contract/schemas.ts'
import { columnsOf } from '../records/columns.ts'
import type { Sql } from '../records/define.ts'
import { object } from '../records/sql.ts'
import { term } from '../records/vocabulary.ts'
import { organisationKind } from './organisations/vocabularies.ts'

export const OrganisationSummary = record('OrganisationSummary', 'Summary of an organisation.', {
  id: Id(),
  slug: Slug('Readable name of the organisation in URLs.', 'cus-belzyce'),
  name: Str('Official name of the organisation.', 'Centrum Usług Społecznych w Bełżycach'),
  short_name: Str('Short name of the organisation.', 'CUS Bełżyce'),
  kind: term(organisationKind, 'Kind of the organisation.', 'cus')
})

export const PersonSummary = record('PersonSummary', 'Summary of a person.', {
  id: Id(),
  slug: Slug('Readable name of the person in URLs.', 'anna-ostasz'),
  display_name: Str('Academic title and names as one text for display.', 'Anna Ostasz')
})

export const EventSummary = record('EventSummary', 'Summary of an event.', {
  id: Id(),
  slug: Slug('Readable name of the event in URLs.', 'konferencja-2022-11-21'),
  title: Str('Title of the event as printed.', 'Zjazd wyborczy'),
  date: Ref(UncertainDate)
})

export const DeclarationSummary = record('DeclarationSummary', 'Summary of a declaration.', {
  id: Id(),
  slug: Slug('Readable name of the declaration in URLs.', 'deklaracja-2021-09-16'),
  title: Str('Title of the declaration.', 'Deklaracja założycielska')
})

export const organisationSummary = (alias: string): Sql => {
  const o = columnsOf('organisation', alias)
  return o.unlessNull('id', object(o.pick('id', 'slug', 'name', 'short_name', 'kind')))
}

/** Condition: processing of the person is restricted (art. 18 GDPR), and the caller may not see restricted people. */
const isHidden = (alias: string): Sql =>
  sql`(${columnsOf('person', alias)('restricted_at')} is not null and not shows_restricted())`
/** Returns SQL for a value of a person that is null if the person is hidden from the caller. */
export const unlessHidden = (alias: string, value: Sql): Sql => sql`case when not ${isHidden(alias)} then ${value} end`

/** Returns the SQL of a person summary. The name and slug of a hidden person are replaced. */
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
