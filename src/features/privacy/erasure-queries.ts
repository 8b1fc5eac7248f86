// The statements of an erasure, table by table.
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import { UUID_PATTERN } from '../../http/uuid.ts'
import type { Sql } from '../../records/define.ts'
import { moment } from '../../records/sql.ts'
import type { Reference } from './mentions.ts'
import { isErased } from './text-queries.ts'
import type { Patterns } from './traces.ts'

// Ids of records merged into another stay: they lead to where the erasure is told.

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

/** The person, locked against everybody else; undefined when there is none. */
export async function lockPerson(tx: Tx, id: string): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`
    select id::text as id, slug, given_name, family_name, erased_at from person where id = ${id}::uuid for update`.execute(
    tx
  )
  return rows[0]
}

/** Erasures of a person so far, or of everybody, oldest first. */
export async function listErasures(db: Db, person?: string): Promise<KnownErasure[]> {
  const { rows } = await sql<KnownErasure>`
    select person_id::text as person, pseudonymised, ${moment('erased_at')} as erased_at, left_open
    from erasure where ${person === undefined ? sql`true` : sql`person_id = ${person}::uuid`} order by no`.execute(db)
  return rows
}

/** Lets the transaction change what belongs to people whose data is frozen or erased. */
export async function beginErasing(tx: Tx): Promise<void> {
  await sql`select set_config('konwent.erasing', 'on', true)`.execute(tx)
}

/**
 * Condition that `contact c` is a way to reach the person `p`: it was printed for the person, or leads to a post that the person holds alone or was
 * the last to hold, and was printed for nobody else.
 */
export const reaches = sql`(c.printed_holder_id = p.id or (c.printed_holder_id is null and exists (
  select from appointment a where a.post_id = c.post_id and a.person_id = p.id and not exists (
    select from appointment b where b.post_id = a.post_id and b.person_id <> p.id
      and coalesce(upper(b.possible_period), 'infinity') >= coalesce(upper(a.possible_period), 'infinity')))))`

/** Contacts by which the person is reached. */
export async function listContacts(db: Db, person: string): Promise<ContactValues[]> {
  const { rows } = await sql<ContactValues>`
    select c.id::text as id, c.email, c.phone, c.phone_printed from contact c, person p where p.id = ${person}::uuid and ${reaches} order by c.id`.execute(
    db
  )
  return rows
}

/** Slugs that lead to the person beside the present one. */
export async function listFormerSlugs(db: Db, person: string): Promise<string[]> {
  const { rows } = await sql<{ identifier: string }>`
    select identifier from redirect where subject_type = 'person' and target_id = ${person}::uuid
      and identifier !~ ${UUID_PATTERN} order by 1`.execute(db)
  return rows.map(({ identifier }) => identifier)
}

/** The same for a number in whatever notation. */
const numberIn = (column: string) => sql`right(regexp_replace(${sql.ref(column)}, '[^0-9]', '', 'g'), 9)`

/** Those of the values of contacts that no other contact has. */
export async function listOwnValues(
  db: Db,
  contacts: ContactValues[]
): Promise<{ emails: string[]; phones: string[] }> {
  const ids = contacts.map(({ id }) => id)
  const orphaned = async (values: (string | null)[], known: ReturnType<typeof sql>) => {
    const { rows } = await sql<{ value: string }>`
      select distinct value from unnest(${values}::text[]) as own (value)
      where value is not null and not exists (select from contact c where ${known} and c.id <> all(${ids}::uuid[])) order by value`.execute(
      db
    )
    return rows.map(({ value }) => value)
  }
  return {
    emails: await orphaned(
      contacts.map(({ email }) => email),
      sql`lower(c.email) = lower(own.value)`
    ),
    phones: await orphaned(
      contacts.flatMap(({ phone, phone_printed }) => [phone, phone_printed]),
      sql`${numberIn('own.value')} in (${numberIn('c.phone')}, ${numberIn('c.phone_printed')})`
    )
  }
}

export async function deleteContacts(tx: Tx, contacts: ContactValues[]): Promise<void> {
  await sql`delete from contact where id = any(${contacts.map(({ id }) => id)}::uuid[])`.execute(tx)
}

/** Takes e-mail addresses that are to be erased from any contact; those that reach nothing without it are deleted. */
export async function removeAddresses(tx: Tx, patterns: Patterns): Promise<void> {
  const found = isErased(sql`email`, patterns)
  await sql`delete from contact where ${found} and num_nonnulls(phone, street, locality) = 0`.execute(tx)
  await sql`update contact set email = null where ${found}`.execute(tx)
}

/** Deletes the former names of a person. */
export async function deleteFormerNames(tx: Tx, person: string): Promise<void> {
  await sql`delete from person_former_name where person_id = ${person}::uuid`.execute(tx)
}

/** Puts a name that says nothing in the place of the name, and lifts a restriction: nothing is left to be restricted. */
export async function markErased(tx: Tx, id: string, pseudonymise: boolean): Promise<void> {
  const anonymous = sql`, given_name = 'Osoba', family_name = 'usunięta', academic_title = null,
    slug = 'osoba-' || encode(substr(uuid_send(gen_random_uuid()), 1, 6), 'hex')`
  await sql`update person set erased_at = coalesce(erased_at, now()), restricted_at = null, restriction_reason = null ${pseudonymise ? anonymous : sql``}
    where id = ${id}::uuid`.execute(tx)
}

/**
 * Takes away files that wait to be imported and rows of reports, as far as they are about the records, hold what is
 * to be erased, or hold both cells of a name.
 */
export async function forgetImports(
  tx: Tx,
  records: string[],
  patterns: Patterns,
  cells: [string, string][]
): Promise<void> {
  const holds = (text: Sql) =>
    sql.join(
      [
        isErased(text, patterns),
        ...cells.map(([given, family]) => sql`(${text} ~* ${given} and ${text} ~* ${family})`)
      ],
      sql` or `
    )
  // The files first: work on one that goes on meanwhile either enters its rows before they are looked for, or finds the file gone.
  await sql`delete from import_file where ${holds(sql`content`)}`.execute(tx)
  await sql`delete from import_row where subject_id = any(${records}) or ${holds(sql`concat_ws(' ', key, diff, errors)`)}`.execute(
    tx
  )
}

/** Deletes the former slugs of a person, and those of other records that hold what is to be erased. */
export async function deleteRedirects(tx: Tx, person: string, patterns: Patterns): Promise<void> {
  await sql`delete from redirect where (subject_type = 'person' and target_id = ${person}::uuid and identifier !~ ${UUID_PATTERN})
    or (subject_type <> 'person' and ${isErased(sql`identifier`, patterns)})`.execute(tx)
}

/** Journals an erasure; before the change itself, so that copies hear of it even when the person was not public any more. */
export async function announceErasure(tx: Tx, id: string): Promise<void> {
  await sql`select mark_change('person', ${id}, 'erased', 'redact')`.execute(tx)
}

/**
 * Enters an erasure into the ledger, with the records merged into the person, which an older backup still has by
 * themselves. The first is the
 * person's and has the places that were left.
 */
export async function addErasures(
  tx: Tx,
  id: string,
  pseudonymised: boolean,
  requestId: string | null,
  left: Reference[]
): Promise<Erasure[]> {
  const { rows } = await sql<Erasure>`
    insert into erasure (person_id, pseudonymised, request_id, left_open)
    select person, ${pseudonymised}, ${requestId}, case no when 1 then ${JSON.stringify(left)}::jsonb else '[]' end from (
      select ${id}::uuid as person, 1 as no
      union all select identifier::uuid, 2 from redirect where subject_type = 'person' and target_id = ${id}::uuid and identifier ~ ${UUID_PATTERN}) as own order by no, person
    returning person_id::text as person, pseudonymised, ${moment('erased_at')} as erased_at`.execute(tx)
  return rows
}

/**
 * Clears away what PostgreSQL itself keeps of erased rows for a while: their old versions, their entries in indexes, and samples of values for the
 * planner. Best after the commit; it fails without harm, since autovacuum does the same later.
 */
export async function sweep(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege(oid, 'maintain') order by 1`.execute(
    db
  )
  await sql`vacuum (analyze) ${sql.join(rows.map(({ name }) => sql.table(name)))}`.execute(db)
}

/** Begins a new history of the registry, which tells copies to start afresh. */
export async function renewEpoch(tx: Tx): Promise<void> {
  await sql`update instance set epoch = uuidv7()`.execute(tx)
}
