// The SQL statements of an erasure, table by table.
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '../../../db/connect.ts'
import type { Json } from '../../../db/types.ts'
import { UUID_PATTERN } from '../../../http/uuid.ts'
import { columnsOf } from '../../../records/columns.ts'
import type { Reference } from '../search/mentions.ts'
import type { Patterns } from '../search/patterns.ts'
import { reachesPerson } from '../search/reach.ts'
import { containsErasable } from '../search/text-queries.ts'

// Redirects from the ids of merged records stay, because they lead to the erased person, which responds with 410.

export interface PersonRow {
  id: string
  slug: string
  given_name: string
  family_name: string
  erased_at: Date | null
}

export interface ContactValues {
  id: string
  email: string | null
  phone: string | null
  phone_printed: string | null
}

export interface Erasure {
  person: string
  pseudonymised: boolean
  erased_at: string
}

export interface KnownErasure extends Erasure {
  left_open: Reference[]
}

/** Locks and returns a person; undefined if there is none. */
export async function lockPerson(tx: Tx, id: string): Promise<PersonRow | undefined> {
  return tx
    .selectFrom('person')
    .select(['id', 'slug', 'given_name', 'family_name', 'erased_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

const erasure = columnsOf('erasure', 'erasure')
const erasureColumns = [
  'person_id as person',
  'pseudonymised',
  erasure.moment('erased_at').$castTo<string>().as('erased_at')
] as const

/** Returns the erasures of a person, or of all people, oldest first. */
export async function listErasures(db: Db, person?: string): Promise<KnownErasure[]> {
  const everybody = db
    .selectFrom('erasure')
    .select(({ ref }) => [...erasureColumns, ref('left_open').$castTo<Reference[]>().as('left_open')])
    .orderBy('no')
  return (person === undefined ? everybody : everybody.where('person_id', '=', person)).execute()
}

/** Counts the people whom the database still has although an entry of the ledger says that they were erased. */
export async function countForgotten(db: Db, ledger: Erasure[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct p.id)::int as count
    from unnest(${ledger.map(({ person }) => person)}::uuid[], ${ledger.map((entry) => entry.pseudonymised)}::bool[])
        as entry (person, pseudonymised)
      join person p on p.id = entry.person
    where p.erased_at is null or not exists (
      select from erasure e where e.person_id = p.id and (e.pseudonymised or not entry.pseudonymised))`.execute(db)
  return rows[0]?.count ?? 0
}

/** Allows the transaction to change records of people whose data is restricted or erased. */
export async function allowErasing(tx: Tx): Promise<void> {
  await sql`select set_config('konwent.erasing', 'on', true)`.execute(tx)
}

const c = columnsOf('contact', 'c')

/** Returns the contacts that reach the person. */
export async function listContacts(db: Db, person: string): Promise<ContactValues[]> {
  return db
    .selectFrom(['contact as c', 'person as p'])
    .select(['c.id', 'c.email', 'c.phone', 'c.phone_printed'])
    .where('p.id', '=', person)
    .where(reachesPerson)
    .orderBy('c.id')
    .execute()
}

/** Returns the former slugs of the person. */
export async function listFormerSlugs(db: Db, person: string): Promise<string[]> {
  const rows = await db
    .selectFrom('redirect')
    .select('identifier')
    .where('subject_type', '=', 'person')
    .where('target_id', '=', person)
    .where('identifier', '!~', UUID_PATTERN)
    .orderBy('identifier')
    .execute()
  return rows.map(({ identifier }) => identifier)
}

/** The last nine digits of a phone number, which do not depend on its notation. */
const numberIn = (text: Expression<unknown>) => sql`right(regexp_replace(${text}, '[^0-9]', '', 'g'), 9)`

/** Returns the e-mail addresses and phone numbers of the contacts that no other contact has. */
export async function listOwnValues(
  db: Db,
  contacts: ContactValues[]
): Promise<{ emails: string[]; phones: string[] }> {
  const ids = contacts.map(({ id }) => id)
  const value = sql.ref('own.value')
  const unshared = async (values: (string | null)[], known: Expression<SqlBool>) => {
    const rows = await db
      .selectFrom(sql<{ value: string }>`unnest(${values}::text[])`.as<'own'>(sql`own (value)`))
      .select('value')
      .distinct()
      .where('value', 'is not', null)
      .where(({ exists, not, selectFrom }) =>
        not(exists(selectFrom('contact as c').where(known).where('c.id', '<>', sql<string>`all(${ids}::uuid[])`)))
      )
      .orderBy('value')
      .execute()
    return rows.map((row) => row.value)
  }
  return {
    emails: await unshared(
      contacts.map(({ email }) => email),
      sql`lower(${c('email')}) = lower(${value})`
    ),
    phones: await unshared(
      contacts.flatMap(({ phone, phone_printed }) => [phone, phone_printed]),
      sql`${numberIn(value)} in (${numberIn(c('phone'))}, ${numberIn(c('phone_printed'))})`
    )
  }
}

export async function deleteContacts(tx: Tx, contacts: ContactValues[]): Promise<void> {
  const ids = contacts.map(({ id }) => id)
  await tx
    .deleteFrom('contact')
    .where(({ eb, fn, val }) => eb('id', '=', fn.any(val(ids))))
    .execute()
}

/** Removes the e-mail addresses to be erased from all contacts. Contacts that have no other data are deleted. */
export async function removeAddresses(tx: Tx, patterns: Patterns): Promise<void> {
  await tx
    .deleteFrom('contact')
    .where(({ ref }) => containsErasable(ref('email'), patterns))
    .where(({ eb, fn, lit }) => eb(fn<number>('num_nonnulls', ['phone', 'street', 'locality']), '=', lit(0)))
    .execute()
  await tx
    .updateTable('contact')
    .set({ email: null })
    .where(({ ref }) => containsErasable(ref('email'), patterns))
    .execute()
}

/** Deletes the former names of a person. */
export async function deleteFormerNames(tx: Tx, person: string): Promise<void> {
  await tx.deleteFrom('person_former_name').where('person_id', '=', person).execute()
}

/** Marks a person as erased, and replaces the name if `pseudonymise`. Lifts a restriction, because the data is gone. */
export async function markErased(tx: Tx, id: string, pseudonymise: boolean): Promise<void> {
  const anonymous = {
    given_name: 'Osoba',
    family_name: 'usunięta',
    academic_title: null,
    slug: sql<string>`'osoba-' || encode(substr(uuid_send(gen_random_uuid()), 1, 6), 'hex')`
  }
  await tx
    .updateTable('person')
    .set(({ fn }) => ({
      erased_at: fn.coalesce('erased_at', sql<Date>`now()`),
      restricted_at: null,
      restriction_reason: null,
      ...(pseudonymise && anonymous)
    }))
    .where('id', '=', id)
    .execute()
}

/** Deletes the former slugs of a person, and former slugs of other records that contain something to be erased. */
export async function deleteRedirects(tx: Tx, person: string, patterns: Patterns): Promise<void> {
  await tx
    .deleteFrom('redirect')
    .where(({ and, eb, or, ref }) =>
      or([
        and([eb('subject_type', '=', 'person'), eb('target_id', '=', person), eb('identifier', '!~', UUID_PATTERN)]),
        and([eb('subject_type', '<>', 'person'), containsErasable(ref('identifier'), patterns)])
      ])
    )
    .execute()
}

/** Enters an erasure into the change log, before the change itself: so copies get it even if the person was hidden. */
export async function announceErasure(tx: Tx, id: string): Promise<void> {
  await sql`select mark_change('person', ${id}, 'erased', 'redact')`.execute(tx)
}

/**
 * Stores an erasure, and one for each record merged into the person, because an older backup may still have those
 * records. The first of the returned erasures is that of the person and has the places that were left.
 */
export async function addErasures(
  tx: Tx,
  id: string,
  pseudonymised: boolean,
  requestId: string | null,
  left: Reference[]
): Promise<Erasure[]> {
  const merged = tx
    .selectFrom('redirect')
    .select(({ cast }) => [cast<string>('identifier', 'uuid').as('person'), sql<number>`2`.as('no')])
    .where('subject_type', '=', 'person')
    .where('target_id', '=', id)
    .where('identifier', '~', UUID_PATTERN)
  const own = tx.selectNoFrom([sql<string>`${id}::uuid`.as('person'), sql<number>`1`.as('no')]).unionAll(merged)
  return tx
    .insertInto('erasure')
    .columns(['person_id', 'pseudonymised', 'request_id', 'left_open'])
    .expression(({ selectFrom }) =>
      selectFrom(own.as('own'))
        .select(({ ref, val }) => [
          'person',
          val(pseudonymised).as('pseudonymised'),
          val(requestId).as('request_id'),
          sql<Json>`case ${ref('no')} when 1 then ${JSON.stringify(left)}::jsonb else '[]' end`.as('left_open')
        ])
        .orderBy('no')
        .orderBy('person')
    )
    .returning(erasureColumns)
    .execute()
}

/**
 * Removes the traces of erased rows inside PostgreSQL: old row versions, index entries and statistics for the planner.
 * Run it after the commit. A failure is harmless, because autovacuum does the same later.
 */
export async function vacuum(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege(oid, 'maintain')
    order by 1`.execute(db)
  await sql`vacuum (analyze) ${sql.join(rows.map(({ name }) => sql.table(name)))}`.execute(db)
}

/** Starts a new epoch of the registry, so that all cursors expire and copies start again from a snapshot. */
export async function renewEpoch(tx: Tx): Promise<void> {
  await tx.updateTable('instance').set({ epoch: sql<string>`uuidv7()` }).execute()
}
