// The queue of deliveries: what is due is leased for the time of an attempt, so that any number of processes may work at it and none has to be trusted to live.
import { type ExpressionBuilder, sql } from 'kysely'
import { jsonBuildObject } from 'kysely/helpers/postgres'
import type { Db, Tx } from '../../db/connect.ts'
import type { DB } from '../../db/types.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { WebhookChange } from './event.ts'
import { ATTEMPT, type Failure } from './send.ts'
import type { webhookDisabling } from './vocabularies.ts'

/** Milliseconds after which an attempt that nobody ended is held to be lost. */
const LEASE = ATTEMPT + 5_000
/** Attempts that one process makes at an endpoint at once, and at one where the last failed. */
const EACH = 4
const EACH_IN_TROUBLE = 1
// In hours: a day of the session's zone may have 23 or 25 of them.
const HOPELESS = sql`interval '120 hours'`
const KEPT = sql`interval '-720 hours'`
const PRUNED = 5_000

const now = sql<Date>`now()`
const inMs = (ms: number) => sql<Date>`now() + ${ms} * interval '1 ms'`
// Constants of conditions stand in the text, so that the plan of a prepared statement knows them.
const pending = sql.lit<'pending'>('pending')
const active = sql.lit<'active'>('active')

export interface Delivery {
  id: string
  /** Tells this attempt from every other at the same delivery. */
  lease: string
  endpoint: string
  url: string
  event: string
  created_at: string
  attempts: number
  /** The change; null for an event that tests the endpoint, and when the journal has it no more. */
  change: WebhookChange | null
  is_test: boolean
  secrets: Buffer[]
  /** What the feed's cursors are made with. */
  epoch: string
  cursor_key: Buffer
}

/** Active endpoints, with the number of attempts that may begin at each beside those that are under way. */
function withRoom(db: Db, busy: ReadonlyMap<string, number>) {
  const underWay = sql<{ id: string; count: number }>`unnest(${[...busy.keys()]}::uuid[], ${[...busy.values()]}::int[])`
  return db
    .selectFrom('webhook_endpoint as e')
    .leftJoin('webhook_trouble as t', 't.endpoint_id', 'e.id')
    .leftJoin(underWay.as<'b'>(sql`b (id, count)`), 'b.id', 'e.id')
    .select((eb) => [
      'e.id',
      sql<number>`case when ${eb.ref('t.endpoint_id')} is null then ${EACH}::int else ${EACH_IN_TROUBLE}::int end
        - coalesce(${eb.ref('b.count')}, 0)`.as('room')
    ])
    .where('e.status', '=', active)
    .where((eb) => eb.fn.coalesce(eb('t.resting_until', '<=', now), eb.lit(true)))
}

/** Due deliveries, at most `room`, the endpoints by turns; their rows are locked. */
const dueDeliveries = (db: Db, busy: ReadonlyMap<string, number>, room: number) =>
  db
    .selectFrom(withRoom(db, busy).as('e'))
    .crossJoinLateral((eb) =>
      eb
        .selectFrom('webhook_delivery')
        .select(['id', 'due_at'])
        .whereRef('endpoint_id', '=', 'e.id')
        .where('status', '=', pending)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('id')
        .limit(eb.fn<number>('greatest', ['e.room', eb.lit(0)]))
        .forUpdate()
        .skipLocked()
        .as('d')
    )
    .select('d.id')
    .orderBy((eb) =>
      eb.fn.agg<number>('row_number').over((over) => over.partitionBy('e.id').orderBy('d.due_at').orderBy('d.id'))
    )
    .limit(room)

const c = columnsOf('change', 'c')

const changeAsJson = jsonBuildObject({
  ...c.pick('seq', 'type', 'op', 'subject_type', 'subject_id', 'fields', 'successor_id'),
  version: c('subject_version'),
  occurred_at: c.moment('occurred_at')
} satisfies Record<keyof WebhookChange, Sql>).$castTo<WebhookChange>()

/**
 * Leases what is due, at most `room`, the endpoints by turns and none with more attempts at once than it may have; `busy` are those under way in this
 * process, by endpoint.
 */
export function leaseDeliveries(db: Db, busy: ReadonlyMap<string, number>, room: number): Promise<Delivery[]> {
  return db
    .with('due', () => dueDeliveries(db, busy, room))
    .with('leased', (leasing) =>
      leasing
        .updateTable('webhook_delivery as d')
        .from('due')
        .set({ due_at: inMs(LEASE) })
        .whereRef('d.id', '=', 'due.id')
        .returning(['d.id', 'd.endpoint_id', 'd.event_id', 'd.change_seq', 'd.attempts', 'd.created_at'])
        .returning((eb) => eb.cast<string>('d.due_at', 'text').as('lease'))
    )
    .selectFrom('leased as l')
    .crossJoin('instance as i')
    .innerJoin('webhook_endpoint as e', 'e.id', 'l.endpoint_id')
    .leftJoin('change as c', 'c.seq', 'l.change_seq')
    .select(['l.id', 'l.lease', 'l.endpoint_id as endpoint', 'e.url', 'l.event_id as event', 'l.attempts'])
    .select(['i.epoch', 'i.cursor_key'])
    .select((eb) => [
      columnsOf('webhook_delivery', 'l').moment('created_at').$castTo<string>().as('created_at'),
      eb('l.change_seq', 'is', null).$castTo<boolean>().as('is_test'),
      eb.case().when('c.seq', 'is not', null).then(changeAsJson).end().as('change'),
      eb
        .selectFrom('webhook_secret as s')
        .select(({ fn }) => fn.agg<Buffer[]>('array_agg', ['s.secret']).orderBy('s.id', 'desc').as('secrets'))
        .whereRef('s.endpoint_id', '=', 'e.id')
        .where((eb) => eb.fn.coalesce(eb('s.expires_at', '>', now), eb.lit(true)))
        .$asScalar()
        // The secret in force never expires.
        .$notNull()
        .as('secrets')
    ])
    .orderBy('l.id')
    .execute()
}

/** Condition for a delivery whose lease this attempt still has. */
const underWay =
  ({ id, lease }: Delivery) =>
  (eb: ExpressionBuilder<DB, 'webhook_delivery'>) =>
    eb.and([eb('id', '=', id), eb('status', '=', pending), eb('due_at', '=', sql<Date>`${lease}::timestamptz`)])

/** Notes that the receiver has taken the event; an attempt that lost its lease changes nothing. */
export async function settleDelivered(db: Db, delivery: Delivery, status: number): Promise<void> {
  await db
    .with('done', (settling) =>
      settling
        .updateTable('webhook_delivery')
        .set((eb) => ({ status: 'delivered', ...attempted(eb), response_status: status, failure: null }))
        .where(underWay(delivery))
        .returning('endpoint_id')
    )
    .deleteFrom('webhook_trouble as t')
    .using('done')
    .whereRef('t.endpoint_id', '=', 'done.endpoint_id')
    .execute()
}

const attempted = (eb: ExpressionBuilder<DB, 'webhook_delivery'>) => ({
  attempts: eb('attempts', '+', 1),
  attempted_at: now
})

interface FailedAttempt {
  failure: Failure
  status: number | null
  /** Milliseconds until the next attempt; undefined when there is to be none. */
  wait: number | undefined
  /** Milliseconds in which the receiver wants to be left alone. */
  rest: number
}

/** Notes that an attempt has failed. Tells whether the endpoint has taken nothing for so long that it is to be given up. */
export async function settleFailed(
  db: Db,
  delivery: Delivery,
  { failure, status, wait, rest }: FailedAttempt
): Promise<boolean> {
  const trouble = await db
    .with('done', (settling) =>
      settling
        .updateTable('webhook_delivery')
        .set((eb) => ({
          status: wait === undefined ? 'failed' : 'pending',
          ...attempted(eb),
          due_at: inMs(wait ?? 0),
          response_status: status,
          failure
        }))
        .where(underWay(delivery))
        .returning('endpoint_id')
    )
    .insertInto('webhook_trouble')
    .columns(['endpoint_id', 'since', 'resting_until'])
    .expression((eb) =>
      eb
        .selectFrom('done')
        .select(['endpoint_id', now.as('since'), (rest > 0 ? inMs(rest) : sql<Date | null>`null`).as('resting_until')])
    )
    .onConflict((conflict) =>
      conflict.constraint('webhook_trouble_pkey').doUpdateSet((eb) => ({
        resting_until: eb.fn<Date>('greatest', ['webhook_trouble.resting_until', 'excluded.resting_until'])
      }))
    )
    .returning((eb) => eb('since', '<', sql<Date>`now() - ${HOPELESS}`).$castTo<boolean>().as('hopeless'))
    .executeTakeFirst()
  return trouble?.hopeless ?? false
}

/** Gives a delivery up of which the journal has no change any more. */
export async function settleExpired(db: Db, delivery: Delivery): Promise<void> {
  await db
    .updateTable('webhook_delivery')
    .set({ status: 'failed', failure: 'expired' })
    .where(underWay(delivery))
    .execute()
}

/** Gives a lease back, as if there had been no attempt. */
export async function returnLease(db: Db, delivery: Delivery): Promise<void> {
  await db.updateTable('webhook_delivery').set({ due_at: now }).where(underWay(delivery)).execute()
}

/** Disables an endpoint that is active. */
export async function disableEndpoint(tx: Tx, id: string, reason: Term<typeof webhookDisabling>): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('webhook_endpoint')
    .set({ status: 'disabled', disabled_because: reason })
    .where('id', '=', id)
    .where('status', '=', active)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) await sql`select mark_change('webhook_endpoint', ${id}, 'disabled', 'upsert')`.execute(tx)
}

/**
 * Deletes some of what is older than 30 days, and secrets that sign no more. What waits for an endpoint that is active stays. Tells whether there may be
 * more to delete.
 */
export async function pruneDeliveries(db: Db): Promise<boolean> {
  await db.deleteFrom('webhook_secret').where('expires_at', '<=', now).execute()
  const old = db
    .selectFrom('webhook_delivery as d')
    .innerJoin('webhook_endpoint as e', 'e.id', 'd.endpoint_id')
    .select('d.id')
    .where('d.id', '<', sql<string>`uuidv7(${KEPT})`)
    .where((eb) => eb.or([eb('d.status', '<>', pending), eb('e.status', '<>', active)]))
    .limit(PRUNED)
    .forUpdate('d')
    .skipLocked()
  const { numDeletedRows } = await db.deleteFrom('webhook_delivery').where('id', 'in', old).executeTakeFirst()
  return numDeletedRows === BigInt(PRUNED)
}
