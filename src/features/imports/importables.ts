// What can be imported, and by what a row is held to be one of a record that is there.
import { type RawBuilder, sql } from 'kysely'
import { components } from '../../contract/components.ts'
import { idsAmong } from '../../records/references.ts'
import type { Writable } from '../../records/write/define.ts'
import { writableAppointments } from '../appointments/writable.ts'
import { writableContacts } from '../contacts/writable.ts'
import { writableEvents } from '../events/writable.ts'
import { writableMemberships } from '../memberships/writable.ts'
import { writableOrganisations } from '../organisations/writable.ts'
import { writablePeople } from '../people/writable.ts'

export type Json = Record<string, unknown>

export const importedResources = ['organisations', 'people', 'appointments', 'contacts', 'memberships', 'events', 'territories'] as const
export type ImportedResource = (typeof importedResources)[number]
export const matches = ['slug', 'nip', 'regon', 'teryt', 'id'] as const
export type MatchOn = (typeof matches)[number]

/** A way to find the record that a row is of. */
export interface Matching {
  /** Columns that a file cannot be without. */
  needed: string[]
  /** Column to point at when the value is missing or names nothing. */
  column: string
  /** The value of a row; undefined when the row lacks a part of it. */
  keyOf: (row: Json) => string | undefined
  /** Rows `key`, `id` of all records with one of the keys. */
  find: (keys: string[]) => RawBuilder<{ key: string; id: string }>
  /** Whether a row whose value no record has makes one; the ids of records are the registry's to give. */
  creates: boolean
}

export interface Importable {
  writable: Writable
  matchings: Partial<Record<MatchOn, Matching>>
}

const textAt = (row: Json, ...path: string[]): string | undefined => {
  const value = path.reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? (value as Json)[name] : undefined), row)
  return typeof value === 'string' && value !== '' ? value : undefined
}

const byId = (table: string): Matching => ({
  needed: ['id'],
  column: 'id',
  keyOf: (row) => textAt(row, 'id'),
  find: (keys) => sql`select id::text as key, id::text as id from ${sql.table(table)} where id = any(${idsAmong(keys)}::uuid[])`,
  creates: false
})

const byColumn = (table: string, column: string): Matching => ({
  needed: [column],
  column,
  keyOf: (row) => textAt(row, column),
  find: (keys) => sql`select ${sql.ref(column)} as key, id::text as id from ${sql.table(table)} where ${sql.ref(column)} = any(${keys})`,
  creates: true
})

/** Slugs of a table by the id that they lead to, former ones too. */
const slugs = (table: string) => sql`(select slug as name, id from ${sql.table(table)} union all
  select identifier, target_id from redirect where subject_type = ${sql.lit(table)})`

const bySlug = (table: string): Matching => ({
  ...byColumn(table, 'slug'),
  find: (keys) => sql`select s.name as key, s.id::text as id from ${slugs(table)} s where s.name = any(${keys})`
})

/** The code of a gmina and the kind of the organisation: a gmina may have several organisations. */
const byTeryt: Matching = {
  needed: ['territory_code', 'kind'],
  column: 'territory_code',
  keyOf: (row) => {
    const [code, kind] = [textAt(row, 'territory', 'code'), textAt(row, 'kind')]
    return code !== undefined && kind !== undefined ? `${code} ${kind}` : undefined
  },
  find: (keys) => sql`select territory_code || ' ' || kind as key, id::text as id from organisation where territory_code || ' ' || kind = any(${keys})`,
  creates: true
}

/** Memberships have no slug: the member's names one that is its only membership. */
const byMember: Matching = {
  needed: [],
  column: 'organisation_slug',
  keyOf: (row) => {
    const [organisation, person] = [textAt(row, 'organisation', 'slug'), textAt(row, 'person', 'slug')]
    return organisation !== undefined ? `organisation ${organisation}` : person !== undefined ? `person ${person}` : undefined
  },
  find: (keys) => sql`
    select 'organisation ' || s.name as key, m.id::text as id from membership m join ${slugs('organisation')} s on s.id = m.organisation_id
      where 'organisation ' || s.name = any(${keys})
    union all select 'person ' || s.name, m.id::text from membership m join ${slugs('person')} s on s.id = m.person_id where 'person ' || s.name = any(${keys})`,
  creates: true
}

/** Nor have appointments: the person's slug and the id of the post name one. */
const byHolder: Matching = {
  needed: ['person_slug', 'post_id'],
  column: 'person_slug',
  keyOf: (row) => {
    const [person, post] = [textAt(row, 'person', 'slug'), textAt(row, 'post', 'id')]
    return person !== undefined && post !== undefined ? `${person} ${post}` : undefined
  },
  find: (keys) => sql`select s.name || ' ' || a.post_id as key, a.id::text as id from appointment a join ${slugs('person')} s on s.id = a.person_id
    where s.name || ' ' || a.post_id = any(${keys})`,
  creates: true
}

/** Territories by their code, as the register TERC has them. */
export const byCode: Matching = {
  needed: [],
  column: 'NAZWA',
  keyOf: (row) => textAt(row, 'code'),
  find: (keys) => sql`select code as key, code as id from territory where code = any(${keys})`,
  creates: true
}

export const importables: Record<Exclude<ImportedResource, 'territories'>, Importable> = {
  organisations: {
    writable: writableOrganisations,
    matchings: {
      slug: bySlug('organisation'),
      nip: byColumn('organisation', 'nip'),
      regon: byColumn('organisation', 'regon'),
      teryt: byTeryt,
      id: byId('organisation')
    }
  },
  people: { writable: writablePeople, matchings: { slug: bySlug('person'), id: byId('person') } },
  appointments: { writable: writableAppointments, matchings: { slug: byHolder, id: byId('appointment') } },
  contacts: { writable: writableContacts, matchings: { slug: bySlug('contact'), id: byId('contact') } },
  memberships: { writable: writableMemberships, matchings: { slug: byMember, id: byId('membership') } },
  events: { writable: writableEvents, matchings: { slug: bySlug('event'), id: byId('event') } }
}

/** By what rows of a resource can be matched, the usual way first. */
export const matchingsOf = (resource: ImportedResource): MatchOn[] =>
  resource === 'territories' ? ['teryt'] : (Object.keys(importables[resource].matchings) as MatchOn[])

/** Lists that a row may give though the record shows them only on demand, such as its sources. */
export const listsOnDemand = ({ resource, properties }: Writable): string[] =>
  Object.keys(properties).filter((name) => !(name in resource.record.properties) && name in (resource.includes ?? {}))

/** Properties that a row of NDJSON may have: those of the record. */
export const propertiesOf = ({ resource }: Writable): string[] =>
  Object.keys((components.get(resource.record.$id as string) as { properties?: object } | undefined)?.properties ?? {})
