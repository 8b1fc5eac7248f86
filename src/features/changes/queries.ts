import { type ExpressionBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { DB } from '../../db/types.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Resource, Sql } from '../../records/define.ts'
import { ResourceQuery, selectPage, today } from '../../records/read/query.ts'
import { isOneOf } from '../../records/sql.ts'
import { cursorExpired, type Position } from './cursor.ts'

/** Number of changes that one page searches at most. A filter that matches few changes must not make a request slow. */
const MAX_CHANGES_SEARCHED = 10_000

/** A row of the change log. */
export interface ChangeRow {
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

export interface ChangeBatch {
  rows: ChangeRow[]
  /** Position from which the next batch starts: after the last row, or after changes that the filter excluded. */
  end: Position
}

/**
 * Returns at most `limit` changes after a position and up to `head`. `types` filters by type of record (`organisation`)
 * or by kind of change (`organisation.merged`). Without it, all changes are returned.
 */
export async function selectChanges(
  db: Db,
  at: Position,
  head: number,
  { limit, types }: { limit: number; types?: string[] | undefined }
): Promise<ChangeBatch> {
  const last = Math.min(head, at.seq + MAX_CHANGES_SEARCHED)
  const isRequestedType = (eb: ExpressionBuilder<DB, 'change'>, column: 'subject_type' | 'type') =>
    eb(column, '=', eb.fn.any(sql<string[]>`${types}::text[]`))
  const rows = await db
    .selectFrom('change')
    .select(['seq', 'id', 'type', 'op', 'subject_type', 'subject_id', 'subject_version as version', 'fields'])
    .select([columnsOf('change', 'change').moment('occurred_at').$castTo<string>().as('occurred_at')])
    .select(['request_id', 'successor_id'])
    .where('seq', '>', at.seq)
    .where('seq', '<=', last)
    .$if(types !== undefined, (query) =>
      query.where((eb) => eb.or([isRequestedType(eb, 'subject_type'), isRequestedType(eb, 'type')]))
    )
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

/** Returns the public records of one type with these ids (or codes) as JSON, by id. It uses one query. */
export async function findRecords(db: Db, resource: Resource, ids: string[]): Promise<Map<string, string>> {
  const { id, code } = resource.columns as { id?: Sql; code?: Sql }
  const key = sql`(${id ?? code})::text`
  const filtered: Resource = { ...resource, id: { expression: key, type: 'text' }, where: () => [isOneOf(key, ids)] }
  const { rows } = await selectPage(
    db,
    new ResourceQuery(filtered),
    { filters: {}, sort: resource.defaultSort },
    { limit: ids.length + 1 }
  )
  return new Map(rows.map(({ json, position }) => [position.at(-1) as string, json]))
}

/**
 * Removes changes older than `days` days of 24 hours from the change log. The newest change stays, because cursors are
 * compared with it. It removes up to the first change that is recent enough, so that the numbers stay without gaps.
 * Returns the number of removed changes and the last of them.
 */
export async function pruneChanges(tx: Tx, days: number): Promise<{ removed: number; upTo: Position | undefined }> {
  const { removed, seq, id } = await tx
    .with('pruned', (pruning) =>
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
    .selectFrom('pruned')
    .select(({ fn }) => [fn.countAll<number>().as('removed'), fn.max<number | null>('seq').as('seq')])
    .select(({ fn }) => [sql<string | null>`(${fn.agg('array_agg', ['id']).orderBy('seq', 'desc')})[1]`.as('id')])
    .executeTakeFirstOrThrow()
  if (seq === null || id === null) return { removed, upTo: undefined }
  await sql`select record_audit('change.pruned', 'change', ${[id]}, '{}')`.execute(tx)
  return { removed, upTo: { seq, id } }
}

/**
 * Enters a `withdrawn` change for each contact whose `withdrawn_on` has come: it stopped being public without an edit,
 * because its holder has left the post. A contact is entered only once. Returns the number of contacts entered.
 */
export async function announceWithdrawals(tx: Tx): Promise<number> {
  const contactId = sql<string>`${columnsOf('contact', 'c')('id')}::text`
  const announced = await tx
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
  return announced.length
}
