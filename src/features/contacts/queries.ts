import { sql } from 'kysely'
import { Day } from '../../contract/schemas.ts'
import type { Tx } from '../../db/connect.ts'
import type { ContactVisibility, Contact as Table } from '../../db/types.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Sql, texts } from '../../records/define.ts'
import { idOrSlug, reference } from '../../records/references.ts'
import { type Audited, auditedColumns, isOneOf, object } from '../../records/sql.ts'
import {
  VERIFIER_ADDED,
  type VerificationFilters,
  verificationColumns,
  verificationConditions,
  verificationFilters
} from '../../records/verification.ts'
import { type MemberFilters, memberConditions, memberFilters } from '../memberships/member-filters.ts'
import { sourcesOf } from '../sources/citations.ts'
import { organisationSummary, personSummary } from '../summaries.ts'
import { byVoivodeship, territory, within } from '../territories/references.ts'
import { contactCard } from './card.ts'
import { Contact } from './schemas.ts'

/** Returns the SQL of a post summary, for the table under the given alias. */
export const postSummary = (alias: string): Sql => {
  const po = columnsOf('post', alias)
  return po.unlessNull('id', object(po.pick('id', 'role', 'title')))
}

interface ContactFilters extends MemberFilters, VerificationFilters {
  organisation?: string[]
  review_by?: string
  voivodeship?: string[]
}

const c = columnsOf('contact', 'c')
const cp = columnsOf('post', 'cp')
const co = columnsOf('organisation', 'co')
const ch = columnsOf('person', 'ch')

// These expressions are the only place that enforces the visibility of contact data. They return null for everything
// that the caller may not see.
type Group = 'email' | 'phone' | 'address'
const visibilityOf = (group: Group): Sql => sql`visibility_now(${c(`${group}_visibility`)}, ${c('withdrawn_on')})`
const maySee = (group: Group): Sql => sql`may_see(${visibilityOf(group)})`
/** Condition on `contact c`: the caller may see the e-mail address. */
export const maySeeEmail = maySee('email')
const inGroup = (group: Group, column: keyof Table): Audited => ({
  value: c(column),
  isPublic: sql`${visibilityOf(group)} = 'public' and ${ch('restricted_at')} is null`,
  maySee: maySee(group)
})
/** Visible to staff only, each read audited: the legal basis, the origin and the review date. */
const staffOnly = (column: keyof Table): Audited => ({ value: c(column), maySee: sql`may_see('staff')` })
const nullUnlessStaff = (value: Sql): Sql => sql`case when may_see('staff') then ${value} end`

const { audited, columns: read } = auditedColumns(c('id'), {
  email: inGroup('email', 'email'),
  phone: inGroup('phone', 'phone'),
  phone_printed: inGroup('phone', 'phone_printed'),
  phone_kind: inGroup('phone', 'phone_kind'),
  street: inGroup('address', 'street'),
  postal_code: inGroup('address', 'postal_code'),
  locality: inGroup('address', 'locality'),
  basis: staffOnly('basis'),
  basis_source: staffOnly('basis_source'),
  review_on: staffOnly('review_on')
})

const hasVisibleData = sql`((${maySee('email')} and ${c('email')} is not null)
  or (${maySee('phone')} and ${c('phone')} is not null)
  or (${maySee('address')} and (${c('street')} is not null or ${c('locality')} is not null)))`
const isNotRestricted = sql`(${ch('restricted_at')} is null or shows_restricted())`

export const contacts = defineResource({
  name: 'contact',
  path: 'contacts',
  label: { pl: 'dane kontaktowe', en: 'contact' },
  texts: texts(
    'Contacts',
    'Contact',
    'Returns the contacts of organisations and posts that are visible to the caller.',
    'Returns one contact by its id or slug.'
  ),
  record: Contact,
  parameter: 'contact',
  identifier: idOrSlug('The id or slug of the contact.', 'kontakt-przewodniczacej'),
  ...c.keys('slug'),
  from: sql`${c.table}
    left join ${cp.table} on ${cp('id')} = ${c('post_id')}
    join ${co.table} on ${co('id')} = coalesce(${c('organisation_id')}, ${cp('organisation_id')})
    left join ${ch.table} on ${ch('id')} = ${c('printed_holder_id')}`,
  reads: ['post', 'organisation', 'person'],
  visible: sql`${hasVisibleData} and ${isNotRestricted}`,
  visibleToWriters: isNotRestricted,
  keyAdds:
    'With the scope `contacts:read`, a partner key also returns data with the visibility `partner`. A staff key ' +
    'returns all data, with its legal basis and review date. Every such read is entered into the audit. ' +
    VERIFIER_ADDED,
  audited,
  columns: {
    ...c.standard(),
    ...c.pick('heading', 'withdrawn_on'),
    organisation: organisationSummary('co'),
    post: postSummary('cp'),
    printed_holder: personSummary('ch'),
    email: read.email,
    email_visibility: nullUnlessStaff(c('email_visibility')),
    phone: read.phone,
    phone_printed: read.phone_printed,
    phone_kind: read.phone_kind,
    phone_visibility: nullUnlessStaff(c('phone_visibility')),
    street: read.street,
    postal_code: read.postal_code,
    locality: read.locality,
    address_visibility: nullUnlessStaff(c('address_visibility')),
    basis: read.basis,
    basis_source: read.basis_source,
    review_on: read.review_on,
    ...verificationColumns(c)
  },
  sorts: {
    organisation: co.alphabetical('name'),
    voivodeship: byVoivodeship(co('territory_code'), 'organisation'),
    updated_at: c.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'organisation',
  filters: {
    organisation: reference(
      'organisation',
      'Organisation of the contact, or the organisation to which its post belongs.',
      'rada-konwentu'
    ),
    ...memberFilters('the organisation'),
    voivodeship: territory('voivodeship'),
    review_by: {
      schema: Day('Returns only contacts whose `review_on` is this day or earlier.', '2026-12-31'),
      needs: 'contacts:read'
    },
    ...verificationFilters
  },
  where: (q: ContactFilters, day) => [
    isOneOf(co('id'), q.organisation, 'uuid'),
    ...memberConditions(q, co('id'), day),
    within(co('territory_code'), q.voivodeship),
    q.review_by === undefined ? undefined : sql`${c('review_on')} <= ${q.review_by}::date`,
    ...verificationConditions(c, q)
  ],
  includes: { sources: sourcesOf('contact_id', c('id')) },
  card: { write: contactCard }
})

const [k, kp] = [columnsOf('contact', 'k'), columnsOf('post', 'kp')]

/**
 * The ids of the contacts of the organisation and of its posts, found with indexes. A comparison with the organisation
 * of a contact, which is one of two columns, would read all contacts for each organisation.
 */
export const contactsOf = (organisation: Sql): Sql => sql`(
  select ${k('id')} from ${k.table} where ${k('organisation_id')} = ${organisation}
  union all select ${k('id')} from ${kp.table} join ${k.table} on ${k('post_id')} = ${kp('id')}
    where ${kp('organisation_id')} = ${organisation})`

const columnsByGroup: [Group, (keyof Table)[]][] = [
  ['email', ['email']],
  ['phone', ['phone', 'phone_printed', 'phone_kind']],
  ['address', ['street', 'postal_code', 'locality']]
]

/** Returns whether a body would lift the withdrawal of a contact, which makes its public data public again. */
export async function liftsWithdrawal(tx: Tx, id: string, body: Record<string, unknown>): Promise<boolean> {
  if (body.withdrawn_on !== null) return false
  const found = await tx
    .selectFrom('contact')
    .select('id')
    .where('id', '=', id)
    .where('withdrawn_on', 'is not', null)
    .executeTakeFirst()
  return found !== undefined
}

/**
 * Returns whether a body would widen the visibility of a group of values without containing all values of that group.
 * Stored values that the caller may not see would then become visible.
 */
export async function exposesStoredValues(tx: Tx, id: string, body: Record<string, unknown>): Promise<boolean> {
  for (const [group, columns] of columnsByGroup) {
    // The schema of the body admits no other values.
    const visibility = body[`${group}_visibility`] as ContactVisibility | undefined
    const missing = columns.filter((column) => !(column in body))
    if (visibility === undefined || missing.length === 0) continue
    const found = await tx
      .selectFrom('contact')
      .select('id')
      .where('id', '=', id)
      .where(`${group}_visibility`, '>', visibility)
      .where(({ eb, fn }) => eb(fn<number>('num_nonnulls', missing), '>', eb.lit(0)))
      .executeTakeFirst()
    if (found) return true
  }
  return false
}
