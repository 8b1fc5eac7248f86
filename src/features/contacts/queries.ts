import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { ContactVisibility, Contact as Table } from '../../db/types.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Sql, texts } from '../../records/define.ts'
import { idOrSlug, reference } from '../../records/references.ts'
import { type Audited, auditedColumns, isOneOf, object } from '../../records/sql.ts'
import { sourcesOf } from '../sources/citations.ts'
import { organisationSummary, personSummary } from '../summaries.ts'
import { contactCard } from './card.ts'
import { Contact } from './schemas.ts'

/** A post in short, by the alias of its table. */
export const postSummary = (alias: string): Sql => {
  const po = columnsOf('post', alias)
  return po.unlessNull('id', object(po.pick('id', 'role', 'title')))
}

const c = columnsOf('contact', 'c')
const cp = columnsOf('post', 'cp')
const co = columnsOf('organisation', 'co')
const ch = columnsOf('person', 'ch')

// The one place where the visibility of contact data is enforced: what the caller may not see never leaves these expressions.
type Group = 'email' | 'phone' | 'address'
const visibilityOf = (group: Group): Sql => sql`visibility_now(${c(`${group}_visibility`)}, ${c('withdrawn_on')})`
const maySee = (group: Group): Sql => sql`may_see(${visibilityOf(group)})`
const inGroup = (group: Group, column: keyof Table): Audited => ({
  value: c(column),
  isPublic: sql`${visibilityOf(group)} = 'public' and ${ch('restricted_at')} is null`,
  maySee: maySee(group)
})
/** Behind the data: for staff alone. */
const behind = (column: keyof Table): Audited => ({ value: c(column), maySee: sql`may_see('staff')` })
const whenStaff = (value: Sql): Sql => sql`case when may_see('staff') then ${value} end`

const { audited, columns: read } = auditedColumns(c('id'), {
  email: inGroup('email', 'email'),
  phone: inGroup('phone', 'phone'),
  phone_printed: inGroup('phone', 'phone_printed'),
  phone_kind: inGroup('phone', 'phone_kind'),
  street: inGroup('address', 'street'),
  postal_code: inGroup('address', 'postal_code'),
  locality: inGroup('address', 'locality'),
  basis: behind('basis'),
  basis_source: behind('basis_source'),
  review_on: behind('review_on')
})

const somethingSeen = sql`((${maySee('email')} and ${c('email')} is not null)
  or (${maySee('phone')} and ${c('phone')} is not null)
  or (${maySee('address')} and (${c('street')} is not null or ${c('locality')} is not null)))`
const processed = sql`(${ch('restricted_at')} is null or shows_restricted())`

export const contacts = defineResource({
  name: 'contact',
  path: 'contacts',
  label: { pl: 'dane kontaktowe', en: 'contact' },
  texts: texts(
    'Contacts',
    'Contact',
    'Contacts of organisations and of posts, as far as the caller may see them.',
    'One contact by its id or slug.'
  ),
  record: Contact,
  parameter: 'contact',
  identifier: idOrSlug('Id or slug of the contact.', 'kontakt-przewodniczacej'),
  ...c.keys('slug'),
  from: sql`${c.table}
    left join ${cp.table} on ${cp('id')} = ${c('post_id')}
    join ${co.table} on ${co('id')} = coalesce(${c('organisation_id')}, ${cp('organisation_id')})
    left join ${ch.table} on ${ch('id')} = ${c('printed_holder_id')}`,
  reads: ['post', 'organisation', 'person'],
  visible: sql`${somethingSeen} and ${processed}`,
  visibleToWriters: processed,
  keyAdds:
    'A key with the scope `contacts:read` adds what is for partners or, of staff, everything with its basis and date of review; every such read is entered into the audit.',
  audited,
  columns: {
    ...c.standard(),
    ...c.pick('heading', 'withdrawn_on'),
    organisation: organisationSummary('co'),
    post: postSummary('cp'),
    printed_holder: personSummary('ch'),
    email: read.email,
    email_visibility: whenStaff(c('email_visibility')),
    phone: read.phone,
    phone_printed: read.phone_printed,
    phone_kind: read.phone_kind,
    phone_visibility: whenStaff(c('phone_visibility')),
    street: read.street,
    postal_code: read.postal_code,
    locality: read.locality,
    address_visibility: whenStaff(c('address_visibility')),
    basis: read.basis,
    basis_source: read.basis_source,
    review_on: read.review_on
  },
  sorts: {
    organisation: co.alphabetical('name'),
    updated_at: c.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'organisation',
  filters: {
    organisation: reference('organisation', 'Organisation that is reached, or that the post is in.', 'rada-konwentu')
  },
  where: (q: { organisation?: string[] }) => [isOneOf(co('id'), q.organisation, 'uuid')],
  includes: { sources: sourcesOf('contact_id', c('id')) },
  card: { write: contactCard }
})

const groups: [Group, (keyof Table)[]][] = [
  ['email', ['email']],
  ['phone', ['phone', 'phone_printed', 'phone_kind']],
  ['address', ['street', 'postal_code', 'locality']]
]

/** Whether a body would lift the withdrawal of a contact, which shows its data to everybody again. */
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

/** Whether a body would show more people a group of values of which it does not itself give all. */
export async function opensUnseen(tx: Tx, id: string, body: Record<string, unknown>): Promise<boolean> {
  for (const [group, columns] of groups) {
    // The contract lets no other values pass.
    const wanted = body[`${group}_visibility`] as ContactVisibility | undefined
    const unseen = columns.filter((column) => !(column in body))
    if (wanted === undefined || unseen.length === 0) continue
    const found = await tx
      .selectFrom('contact')
      .select('id')
      .where('id', '=', id)
      .where(`${group}_visibility`, '>', wanted)
      .where(({ eb, fn }) => eb(fn<number>('num_nonnulls', unseen), '>', eb.lit(0)))
      .executeTakeFirst()
    if (found) return true
  }
  return false
}
