// The short forms in which a record appears inside other records.

import { sql } from 'kysely'
import { NamedRef, NullableRef, record } from '../contract/components.ts'
import { Id, Slug, Str } from '../contract/schemas.ts'
import type { Sql } from '../records/define.ts'
import { object, uncertain, unlessNull } from '../records/sql.ts'
import { term } from './vocabularies/terms.ts'

export const OrganisationSummary = record('OrganisationSummary', 'An organisation in short.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'cus-belzyce'),
  name: Str('Official name.', 'Centrum Usług Społecznych w Bełżycach'),
  short_name: Str('Short name.', 'CUS Bełżyce'),
  kind: term('organisation_kind', 'What the organisation is.', 'cus')
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
  date: NamedRef('UncertainDate')
})

export const DeclarationSummary = record('DeclarationSummary', 'A declaration in short.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'deklaracja-2021-09-16'),
  title: Str('Title.', 'Deklaracja założycielska')
})

const column = (alias: string, name: string) => sql.ref(`${alias}.${name}`)
const pick = (alias: string, names: string[]): Sql =>
  object(Object.fromEntries(names.map((name) => [name, column(alias, name)])))

export const organisationSummary = (alias: string): Sql =>
  unlessNull(`${alias}.id`, pick(alias, ['id', 'slug', 'name', 'short_name', 'kind']))
/** Whether the data of a person is only kept (art. 18 RODO) and the caller is none of the few who see it all the same. */
const isHidden = (alias: string): Sql => sql`(${column(alias, 'restricted_at')} is not null and not shows_restricted())`
/** What the folded names or the order of a person are for the caller: nothing of one whose data is only kept. */
export const unlessHidden = (alias: string, value: Sql): Sql => sql`case when not ${isHidden(alias)} then ${value} end`
export const personSummary = (alias: string): Sql =>
  unlessNull(
    `${alias}.id`,
    object({
      id: column(alias, 'id'),
      slug: sql`case when ${isHidden(alias)} then ${column(alias, 'id')}::text else ${column(alias, 'slug')} end`,
      display_name: sql`case when ${isHidden(alias)} then 'dane ograniczone' else ${column(alias, 'display_name')} end`
    })
  )
export const declarationSummary = (alias: string): Sql =>
  unlessNull(`${alias}.id`, pick(alias, ['id', 'slug', 'title']))
export const eventSummary = (alias: string): Sql =>
  unlessNull(
    `${alias}.id`,
    object({
      id: column(alias, 'id'),
      slug: column(alias, 'slug'),
      title: column(alias, 'title'),
      date: uncertain(`${alias}.date`)
    })
  )

export const nullableOrganisation = (description: string) => NullableRef(OrganisationSummary, description)
export const nullablePerson = (description: string) => NullableRef(PersonSummary, description)
