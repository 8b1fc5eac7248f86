import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { Resource, Sql } from '../../records/define.ts'
import { ResourceQuery, selectPage, today } from '../../records/read/query.ts'
import { isOneOf, moment } from '../../records/sql.ts'
import type { Position } from './cursor.ts'

/** Numbers that are looked through for one page: a filter that keeps few of the changes must not make a request long. */
const WINDOW = 10_000

/** A change as the journal has it. */
export interface JournalRow {
  seq: number
  id: string
  type: string
  op: 'upsert' | 'delete' | 'merge' | 'redact'
  subject_type: string
  subject_id: string
  version: number | null
  fields: string[]
  occurred_at: string
  request_id: string | null
  successor_id: string | null
}

export interface Part {
  rows: JournalRow[]
  /** Where the next part begins: after the last row, or after what the filter left out. */
  end: Position
}

/** At most `limit` changes after a position and up to the head, those of all types when none are named: `organisation` or `organisation.merged`. */
export async function selectChanges(
  db: Db,
  at: Position,
  head: number,
  { limit, types }: { limit: number; types?: string[] | undefined }
): Promise<Part> {
  const last = Math.min(head, at.seq + WINDOW)
  const kept = types ? sql`(subject_type = any(${types}::text[]) or type = any(${types}::text[]))` : sql`true`
  const { rows } = await sql<JournalRow>`
    select seq, id, type, op, subject_type, subject_id, subject_version as version, fields, ${moment('occurred_at')} as occurred_at, request_id, successor_id
    from change where seq > ${at.seq} and seq <= ${last} and ${kept} order by seq limit ${limit}`.execute(db)
  const newest = rows.at(-1)
  if (newest && (rows.length === limit || newest.seq === last)) return { rows, end: newest }
  return { rows, end: last === at.seq ? at : await getPosition(db, last) }
}

async function getPosition(db: Db, seq: number): Promise<Position> {
  return db.selectFrom('change').select(['seq', 'id']).where('seq', '=', seq).executeTakeFirstOrThrow()
}

/** The records of one kind that the journal names by these ids, or codes, as JSON; only those that everybody sees. One query, however many they are. */
export async function findRecords(db: Db, resource: Resource, ids: string[]): Promise<Map<string, string>> {
  const { id, code } = resource.columns as { id?: Sql; code?: Sql }
  const key = sql`(${id ?? code})::text`
  const named: Resource = { ...resource, id: { expression: key, type: 'text' }, where: () => [isOneOf(key, ids)] }
  const { rows } = await selectPage(
    db,
    new ResourceQuery(named),
    { filters: {}, sort: resource.defaultSort },
    { limit: ids.length + 1 }
  )
  return new Map(rows.map(({ json, position }) => [position.at(-1) as string, json]))
}

/**
 * Removes from the journal what is older than so many days of 24 hours, but for the newest change, which cursors are measured by. What began later stays with
 * everything after it, so that the numbers stay gapless. Returns how many changes are gone, and the last of them.
 */
export async function pruneChanges(tx: Tx, days: number): Promise<{ removed: number; upTo: Position | undefined }> {
  const { rows } = await sql<{ removed: number; seq: number | null; id: string | null }>`
    with gone as (
      delete from change where seq < (select least(
        (select min(seq) from change where occurred_at >= now() - make_interval(hours => ${days * 24})), (select seq from feed_head))) returning seq, id)
    select count(*) as removed, max(seq) as seq, (array_agg(id order by seq desc))[1] as id from gone`.execute(tx)
  const { removed, seq, id } = rows[0] as (typeof rows)[number]
  if (seq === null || id === null) return { removed, upTo: undefined }
  await sql`select record_audit('change.pruned', 'change', ${[id]}, '{}')`.execute(tx)
  return { removed, upTo: { seq, id } }
}

/**
 * Tells the journal of contacts that stopped being public with the day, without anybody having changed them: whoever was printed for them has left the
 * post. Each is told of once; returns how many now.
 */
export async function announceWithdrawals(tx: Tx): Promise<number> {
  const { rows } = await sql`
    select mark_change('contact', c.id::text, 'withdrawn', 'redact') from contact c
    where c.withdrawn_on <= ${today} and is_public('contact', to_jsonb(c) - 'withdrawn_on')
      and (select op from change where subject_type = 'contact' and subject_id = c.id::text order by seq desc limit 1) is distinct from 'redact'`.execute(
    tx
  )
  return rows.length
}
