import { type ExpressionBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { DB } from '../../db/types.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Resource, Sql } from '../../records/define.ts'
import { ResourceQuery, selectPage, today } from '../../records/read/query.ts'
import { isOneOf } from '../../records/sql.ts'
import { cursorExpired, type Position } from './cursor.ts'

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
  const isOneOf = (eb: ExpressionBuilder<DB, 'change'>, column: 'subject_type' | 'type') =>
    eb(column, '=', eb.fn.any(sql<string[]>`${types}::text[]`))
  const rows = await db
    .selectFrom('change')
    .select(['seq', 'id', 'type', 'op', 'subject_type', 'subject_id', 'subject_version as version', 'fields'])
    .select([columnsOf('change', 'change').moment('occurred_at').$castTo<string>().as('occurred_at')])
    .select(['request_id', 'successor_id'])
    .where('seq', '>', at.seq)
    .where('seq', '<=', last)
    .$if(types !== undefined, (query) => query.where((eb) => eb.or([isOneOf(eb, 'subject_type'), isOneOf(eb, 'type')])))
    .orderBy('seq')
    .limit(limit)
    .execute()
  const newest = rows.at(-1)
  const isWhole = newest !== undefined && (rows.length === limit || newest.seq === last)
  const atHead = last === at.seq ? at : undefined
  const end = isWhole ? newest : (atHead ?? (await findPosition(db, last)))
  // Numbers have no gaps, unless somebody has deleted rows. A copy cannot go on over a gap.
  const counted = types === undefined ? rows.length : await countChanges(db, at.seq, end?.seq ?? last)
  if (end === undefined || counted !== end.seq - at.seq) throw cursorExpired()
  return { rows, end }
}

async function findPosition(db: Db, seq: number): Promise<Position | undefined> {
  return db.selectFrom('change').select(['seq', 'id']).where('seq', '=', seq).executeTakeFirst()
}

async function countChanges(db: Db, after: number, upTo: number): Promise<number> {
  const { count } = await db
    .selectFrom('change')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .executeTakeFirstOrThrow()
  return count
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
  const { removed, seq, id } = await tx
    .with('gone', (pruning) =>
      pruning
        .deleteFrom('change')
        .where('seq', '<', (eb) =>
          eb.fn<number>('least', [
            eb
              .selectFrom('change')
              .select(({ fn }) => fn.min('seq').as('seq'))
              .where('occurred_at', '>=', sql<Date>`now() - make_interval(hours => ${days * 24})`),
            eb.selectFrom('feed_head').select('seq')
          ])
        )
        .returning(['seq', 'id'])
    )
    .selectFrom('gone')
    .select(({ fn }) => [fn.countAll<number>().as('removed'), fn.max<number | null>('seq').as('seq')])
    .select(({ fn }) => [sql<string | null>`(${fn.agg('array_agg', ['id']).orderBy('seq', 'desc')})[1]`.as('id')])
    .executeTakeFirstOrThrow()
  if (seq === null || id === null) return { removed, upTo: undefined }
  await sql`select record_audit('change.pruned', 'change', ${[id]}, '{}')`.execute(tx)
  return { removed, upTo: { seq, id } }
}

/**
 * Tells the journal of contacts that stopped being public with the day, without anybody having changed them: whoever was printed for them has left the
 * post. Each is told of once; returns how many now.
 */
export async function announceWithdrawals(tx: Tx): Promise<number> {
  const contactId = sql<string>`${columnsOf('contact', 'c')('id')}::text`
  const told = await tx
    .selectFrom('contact as c')
    .select(sql`mark_change('contact', ${contactId}, 'withdrawn', 'redact')`.as('marked'))
    .where('c.withdrawn_on', '<=', today.$castTo<string>())
    .where(sql<boolean>`is_public('contact', to_jsonb(c) - 'withdrawn_on')`)
    .where((eb) =>
      eb(
        eb
          .selectFrom('change')
          .select('op')
          .where('subject_type', '=', sql.lit('contact'))
          .where('subject_id', '=', contactId)
          .orderBy('seq', 'desc')
          .limit(sql.lit(1)),
        'is distinct from',
        sql.lit<'redact'>('redact')
      )
    )
    .execute()
  return told.length
}
