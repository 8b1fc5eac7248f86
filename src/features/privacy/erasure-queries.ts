// The statements of an erasure, table by table.
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { Json } from '../../db/types.ts'
import { UUID_PATTERN } from '../../http/uuid.ts'
import { columnsOf } from '../../records/columns.ts'
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

/** Erasures of a person so far, or of everybody, oldest first. */
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

/** Lets the transaction change what belongs to people whose data is frozen or erased. */
export async function beginErasing(tx: Tx): Promise<void> {
  await sql`select set_config('konwent.erasing', 'on', true)`.execute(tx)
}

const p = columnsOf('person', 'p')
const c = columnsOf('contact', 'c')
const a = columnsOf('appointment', 'a')
const b = columnsOf('appointment', 'b')
const endOf = (appointment: typeof a) => sql`coalesce(upper(${appointment('possible_period')}), 'infinity')`

/**
 * Condition that `contact c` is a way to reach the person `p`: it was printed for the person, or leads to a post that the person holds alone or was
 * the last to hold, and was printed for nobody else.
 */
export const reaches = sql<boolean>`(${c('printed_holder_id')} = ${p('id')}
  or (${c('printed_holder_id')} is null and exists (
    select from ${a.table} where ${a('post_id')} = ${c('post_id')} and ${a('person_id')} = ${p('id')} and not exists (
      select from ${b.table} where ${b('post_id')} = ${a('post_id')} and ${b('person_id')} <> ${p('id')}
        and ${endOf(b)} >= ${endOf(a)}))))`

/** Contacts by which the person is reached. */
export async function listContacts(db: Db, person: string): Promise<ContactValues[]> {
  return db
    .selectFrom(['contact as c', 'person as p'])
    .select(['c.id', 'c.email', 'c.phone', 'c.phone_printed'])
    .where('p.id', '=', person)
    .where(reaches)
    .orderBy('c.id')
    .execute()
}

/** Slugs that lead to the person beside the present one. */
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

/** The same for a number in whatever notation. */
const numberIn = (text: Expression<unknown>) => sql`right(regexp_replace(${text}, '[^0-9]', '', 'g'), 9)`

/** Those of the values of contacts that no other contact has. */
export async function listOwnValues(
  db: Db,
  contacts: ContactValues[]
): Promise<{ emails: string[]; phones: string[] }> {
  const ids = contacts.map(({ id }) => id)
  const value = sql.ref('own.value')
  const orphaned = async (values: (string | null)[], known: Expression<SqlBool>) => {
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
    emails: await orphaned(
      contacts.map(({ email }) => email),
      sql`lower(${c('email')}) = lower(${value})`
    ),
    phones: await orphaned(
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

/** Takes e-mail addresses that are to be erased from any contact; those that reach nothing without it are deleted. */
export async function removeAddresses(tx: Tx, patterns: Patterns): Promise<void> {
  await tx
    .deleteFrom('contact')
    .where(({ ref }) => isErased(ref('email'), patterns))
    .where(({ eb, fn, lit }) => eb(fn<number>('num_nonnulls', ['phone', 'street', 'locality']), '=', lit(0)))
    .execute()
  await tx
    .updateTable('contact')
    .set({ email: null })
    .where(({ ref }) => isErased(ref('email'), patterns))
    .execute()
}

/** Deletes the former names of a person. */
export async function deleteFormerNames(tx: Tx, person: string): Promise<void> {
  await tx.deleteFrom('person_former_name').where('person_id', '=', person).execute()
}

/** Puts a name that says nothing in the place of the name, and lifts a restriction: nothing is left to be restricted. */
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
  const holds = (text: Expression<unknown>) => [
    isErased(text, patterns),
    ...cells.map(([given, family]) => sql<boolean>`(${text} ~* ${given} and ${text} ~* ${family})`)
  ]
  // The files first: work on one that goes on meanwhile either enters its rows before they are looked for, or finds the file gone.
  await tx
    .deleteFrom('import_file')
    .where(({ or, ref }) => or(holds(ref('content'))))
    .execute()
  await tx
    .deleteFrom('import_row')
    .where(({ eb, fn, or, val }) =>
      or([
        eb('subject_id', '=', fn.any(val(records))),
        ...holds(fn('concat_ws', [sql.lit(' '), 'key', 'diff', 'errors']))
      ])
    )
    .execute()
}

/** Deletes the former slugs of a person, and those of other records that hold what is to be erased. */
export async function deleteRedirects(tx: Tx, person: string, patterns: Patterns): Promise<void> {
  await tx
    .deleteFrom('redirect')
    .where(({ and, eb, or, ref }) =>
      or([
        and([eb('subject_type', '=', 'person'), eb('target_id', '=', person), eb('identifier', '!~', UUID_PATTERN)]),
        and([eb('subject_type', '<>', 'person'), isErased(ref('identifier'), patterns)])
      ])
    )
    .execute()
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
 * Clears away what PostgreSQL itself keeps of erased rows for a while: their old versions, their entries in indexes, and samples of values for the
 * planner. Best after the commit; it fails without harm, since autovacuum does the same later.
 */
export async function sweep(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege(oid, 'maintain')
    order by 1`.execute(db)
  await sql`vacuum (analyze) ${sql.join(rows.map(({ name }) => sql.table(name)))}`.execute(db)
}

/** Begins a new history of the registry, which tells copies to start afresh. */
export async function renewEpoch(tx: Tx): Promise<void> {
  await tx.updateTable('instance').set({ epoch: sql<string>`uuidv7()` }).execute()
}
