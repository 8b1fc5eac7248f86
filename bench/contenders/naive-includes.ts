// The memberships, appointments and contacts of a page of organisations: one more query each.
import type { Kysely } from 'kysely'
import type { DB } from '../../src/db/types.ts'
import type { OrganisationRow } from './naive-queries.ts'

const memberships = (db: Kysely<DB>, ids: string[]) =>
  db
    .selectFrom('membership as m')
    .leftJoin('person as p', 'p.id', 'm.person_id')
    .leftJoin('person as r', 'r.id', 'm.representative_id')
    .leftJoin('declaration as d', 'd.id', 'm.declaration_id')
    .selectAll('m')
    .select([
      'p.slug as person_slug',
      'p.display_name as person_name',
      'r.slug as representative_slug',
      'r.display_name as representative_name',
      'd.slug as declaration_slug',
      'd.title as declaration_title'
    ])
    .where('m.organisation_id', 'in', ids)
    .orderBy('m.id')
    .execute()

const appointments = (db: Kysely<DB>, ids: string[]) =>
  db
    .selectFrom('appointment as a')
    .innerJoin('post as t', 't.id', 'a.post_id')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .leftJoin('organisation as b', 'b.id', 'a.appointed_by_id')
    .selectAll('a')
    .select([
      't.organisation_id as of_id',
      't.role as post_role',
      't.title as post_title',
      'p.slug as person_slug',
      'p.display_name as person_name',
      'b.slug as by_slug',
      'b.name as by_name'
    ])
    .where('t.organisation_id', 'in', ids)
    .where('p.restricted_at', 'is', null)
    .orderBy('a.id')
    .execute()

const contacts = (db: Kysely<DB>, ids: string[]) =>
  db
    .selectFrom('contact as c')
    .leftJoin('post as t', 't.id', 'c.post_id')
    .leftJoin('person as p', 'p.id', 'c.printed_holder_id')
    .selectAll('c')
    .select((eb) => [
      eb.fn.coalesce('c.organisation_id', 't.organisation_id').as('of_id'),
      't.role as post_role',
      't.title as post_title',
      'p.slug as holder_slug',
      'p.display_name as holder_name'
    ])
    .where((eb) => eb.or([eb('c.organisation_id', 'in', ids), eb('t.organisation_id', 'in', ids)]))
    .where((eb) =>
      eb.or([
        eb('c.email_visibility', '=', 'public'),
        eb('c.phone_visibility', '=', 'public'),
        eb('c.address_visibility', '=', 'public')
      ])
    )
    .where('c.withdrawn_on', 'is', null)
    .orderBy('c.id')
    .execute()

const summary = ({ id, slug, name, short_name, kind }: OrganisationRow) => ({ id, slug, name, short_name, kind })
const person = (id: string | null, slug: string | null, display_name: string | null) =>
  id === null ? null : { id, slug, display_name }
const days = (on: string | null, not_before: string | null, not_after: string | null) => ({ on, not_before, not_after })

type Membership = Awaited<ReturnType<typeof memberships>>[number]
type Appointment = Awaited<ReturnType<typeof appointments>>[number]
type Contact = Awaited<ReturnType<typeof contacts>>[number]

const shapeOfMembership = (organisation: OrganisationRow, row: Membership) => ({
  ...row,
  organisation: summary(organisation),
  person: person(row.person_id, row.person_slug, row.person_name),
  representative: person(row.representative_id, row.representative_slug, row.representative_name),
  joined: days(row.joined_on, row.joined_not_before, row.joined_not_after),
  ended: days(row.ended_on, row.ended_not_before, row.ended_not_after),
  declaration: row.declaration_id && {
    id: row.declaration_id,
    slug: row.declaration_slug,
    title: row.declaration_title
  },
  updated_at: row.updated_at.toISOString()
})

const shapeOfAppointment = (organisation: OrganisationRow, row: Appointment) => ({
  ...row,
  organisation: summary(organisation),
  person: person(row.person_id, row.person_slug, row.person_name),
  post: { id: row.post_id, role: row.post_role, title: row.post_title },
  appointed_by: row.appointed_by_id && { id: row.appointed_by_id, slug: row.by_slug, name: row.by_name },
  started: days(row.started_on, row.started_not_before, row.started_not_after),
  ended: days(row.ended_on, row.ended_not_before, row.ended_not_after),
  updated_at: row.updated_at.toISOString()
})

function shapeOfContact(organisation: OrganisationRow, row: Contact) {
  const isPublic = (part: 'email' | 'phone' | 'address') => row[`${part}_visibility`] === 'public'
  return {
    ...row,
    organisation: summary(organisation),
    post: row.post_id && { id: row.post_id, role: row.post_role, title: row.post_title },
    printed_holder: person(row.printed_holder_id, row.holder_slug, row.holder_name),
    email: isPublic('email') ? row.email : null,
    phone: isPublic('phone') ? row.phone : null,
    phone_printed: isPublic('phone') ? row.phone_printed : null,
    street: isPublic('address') ? row.street : null,
    postal_code: isPublic('address') ? row.postal_code : null,
    locality: isPublic('address') ? row.locality : null,
    updated_at: row.updated_at.toISOString()
  }
}

/** Returns the included records of each organisation, in the order of the organisations. */
export async function includedRecords(db: Kysely<DB>, organisations: OrganisationRow[]) {
  const ids = organisations.map(({ id }) => id)
  if (ids.length === 0) return []
  const [allMemberships, allAppointments, allContacts] = await Promise.all([
    memberships(db, ids),
    appointments(db, ids),
    contacts(db, ids)
  ])
  const membershipsOf = Map.groupBy(allMemberships, ({ organisation_id }) => organisation_id)
  const appointmentsOf = Map.groupBy(allAppointments, ({ of_id }) => of_id)
  const contactsOf = Map.groupBy(allContacts, ({ of_id }) => of_id)
  return organisations.map((one) => ({
    memberships: (membershipsOf.get(one.id) ?? []).map((row) => shapeOfMembership(one, row)),
    appointments: (appointmentsOf.get(one.id) ?? []).map((row) => shapeOfAppointment(one, row)),
    contacts: (contactsOf.get(one.id) ?? []).map((row) => shapeOfContact(one, row))
  }))
}
