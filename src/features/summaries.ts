// The short forms in which a record appears inside other records, and the sources that a record rests on.

import { sql } from 'kysely'
import { Nullable, NullableRef, Ref, record } from '../contract/components.ts'
import { Id, List, Slug, Str } from '../contract/schemas.ts'
import type { Include, Sql } from '../records/define.ts'
import { arrayOf, object, uncertain, unlessNull } from '../records/sql.ts'
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
  date: Ref({ $id: 'UncertainDate' } as never)
})

export const DeclarationSummary = record('DeclarationSummary', 'A declaration in short.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'deklaracja-2021-09-16'),
  title: Str('Title.', 'Deklaracja założycielska')
})

export const Citation = record('Citation', 'A source that a record, or one of its properties, rests on.', {
  source: Slug('Slug of the source, see /sources.', 's000'),
  title: Nullable(Str('Title of the source; null when none is printed.', 'Konwent Centrów Usług Społecznych')),
  url: Nullable(Str('Address of the source; null when not known.', 'https://cusy.pl/konwent-cus/')),
  locator: Nullable(Str('Where in the source: a line number; null for the whole.', '11')),
  field: Nullable(Str('Property, or what several properties tell together, that the citation is for; null for the record as a whole.', 'website')),
  certainty: Nullable(term('source_certainty', "How sure the fact is, for facts from outside the Konwent's own documents; null for printed facts.", 'high')),
  note: Nullable(Str('Remark on what the source says.', 'Only gmina of that name.'))
})

const column = (alias: string, name: string) => sql.ref(`${alias}.${name}`)
const pick = (alias: string, names: string[]): Sql => object(Object.fromEntries(names.map((name) => [name, column(alias, name)])))

export const organisationSummary = (alias: string): Sql => unlessNull(`${alias}.id`, pick(alias, ['id', 'slug', 'name', 'short_name', 'kind']))
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
export const declarationSummary = (alias: string): Sql => unlessNull(`${alias}.id`, pick(alias, ['id', 'slug', 'title']))
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

/** `include=sources`: the documents that a record rests on, by the column of `citation` that refers to it. */
export function sourcesOf(citationColumn: string, key: Sql): Include {
  return {
    schema: List(Ref(Citation), 'Sources that the record rests on.'),
    expression: () =>
      arrayOf(
        {
          source: sql`s.slug`,
          title: sql`s.title`,
          url: sql`s.url`,
          locator: sql`nullif(ci.locator, '')`,
          field: sql`nullif(ci.field, '')`,
          certainty: sql`ci.certainty`,
          note: sql`ci.note`
        },
        sql`from citation ci join source s on s.id = ci.source_id where ${sql.ref(`ci.${citationColumn}`)} = ${key}
          order by ci.field, s.slug, length(ci.locator), ci.locator`
      )
  }
}
