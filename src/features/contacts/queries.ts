import { sql } from 'kysely'
import { idOrSlug, named, reference } from '../../lib/references.ts'
import { defineResource, isOneOf, moment, object, type Sql, unlessNull } from '../../lib/resource.ts'
import { organisationSummary, personSummary, sourcesOf } from '../summaries.ts'
import { Contact } from './schemas.ts'

/** A post in short, by the alias of its table. */
export const postSummary = (alias: string): Sql =>
  unlessNull(`${alias}.id`, object({ id: sql.ref(`${alias}.id`), role: sql.ref(`${alias}.role`), title: sql.ref(`${alias}.title`) }))

// The one place where the visibility of contact data is enforced: what is not public never leaves these expressions.
const whenPublic = (group: string, column: string): Sql => sql`case when ${sql.ref(`c.${group}_visibility`)} = 'public' then ${sql.ref(`c.${column}`)} end`
const somethingPublic = sql`((c.email_visibility = 'public' and c.email is not null) or (c.phone_visibility = 'public' and c.phone is not null)
  or (c.address_visibility = 'public' and (c.street is not null or c.locality is not null)))`

export const contacts = defineResource({
  name: 'contact',
  path: 'contacts',
  label: { pl: 'dane kontaktowe', en: 'contact' },
  record: Contact,
  parameter: 'contact',
  identifier: idOrSlug('Id or slug of the contact.', 'kontakt-przewodniczacej'),
  identifiedBy: named('c'),
  from: sql`contact c
    left join post cp on cp.id = c.post_id
    join organisation co on co.id = coalesce(c.organisation_id, cp.organisation_id)
    left join person ch on ch.id = c.printed_holder_id`,
  visible: somethingPublic,
  columns: {
    id: sql`c.id`,
    slug: sql`c.slug`,
    organisation: organisationSummary('co'),
    post: postSummary('cp'),
    heading: sql`c.heading`,
    printed_holder: personSummary('ch'),
    email: whenPublic('email', 'email'),
    phone: whenPublic('phone', 'phone'),
    phone_printed: whenPublic('phone', 'phone_printed'),
    phone_kind: whenPublic('phone', 'phone_kind'),
    street: whenPublic('address', 'street'),
    postal_code: whenPublic('address', 'postal_code'),
    locality: whenPublic('address', 'locality'),
    version: sql`c.version`,
    updated_at: moment('c.updated_at')
  },
  id: { expression: sql`c.id`, type: 'uuid' },
  sorts: {
    organisation: { expression: sql`co.name collate "pl-x-icu"`, type: 'text' },
    updated_at: { expression: sql`c.updated_at`, type: 'timestamptz' }
  },
  defaultSort: 'organisation',
  filters: { organisation: reference('organisation', 'Organisation that is reached, or that the post is in.', 'rada-konwentu') },
  where: (q: { organisation?: string[] }) => [isOneOf(sql`co.id`, q.organisation, 'uuid')],
  updatedAt: sql`c.updated_at`,
  parts: ['sources'],
  includes: { sources: sourcesOf('contact_id', sql`c.id`) }
})
