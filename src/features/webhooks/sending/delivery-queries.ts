// The queue of deliveries. A due delivery is leased for the time of an attempt. Any number of processes can work on the
// queue, and any of them may die.
import { type ExpressionBuilder, sql } from 'kysely'
import { jsonBuildObject } from 'kysely/helpers/postgres'
import type { Db, Tx } from '../../../db/connect.ts'
import type { DB } from '../../../db/types.ts'
import { columnsOf } from '../../../records/columns.ts'
import type { Sql } from '../../../records/define.ts'
import type { Term } from '../../../records/vocabulary.ts'
import type { webhookDisabling } from '../vocabularies.ts'
import type { ApplicationEvent, WebhookChange } from './event.ts'
import { ATTEMPT_TIMEOUT_MS, type Failure } from './send.ts'

/** Time after which an attempt without an outcome counts as lost. */
const LEASE_MS = ATTEMPT_TIMEOUT_MS + 5_000
/** Concurrent attempts of one process at one endpoint. */
const MAX_ATTEMPTS = 4
/** The same for an endpoint whose last attempt failed. */
const MAX_ATTEMPTS_WHEN_FAILING = 1
// Intervals are in hours, because a day in the time zone of the session can have 23 or 25 hours.
const GIVE_UP_AFTER = sql`interval '120 hours'`
const RETENTION = sql`interval '-720 hours'`
const PRUNE_BATCH_SIZE = 5_000

const now = sql<Date>`now()`
const inMs = (ms: number) => sql<Date>`now() + ${ms} * interval '1 ms'`
// Constants in conditions are literals in the SQL text, so that the plan of a prepared statement can use them.
const pending = sql.lit<'pending'>('pending')
const active = sql.lit<'active'>('active')

export interface Delivery {
  id: string
  /** Token of this attempt, which differs for every attempt at the delivery. */
  lease: string
  endpoint: string
  url: string
  event: string
  created_at: string
  attempts: number
  /** The change. Null for a test event, and if the change was removed from the change log. */
  change: WebhookChange | null
  /** The application and its new state; null for any other event. */
  application: ApplicationEvent | null
  is_test: boolean
  /** The request that made the change; null for other events and for commands. */
  request_id: string | null
  secrets: Buffer[]
  /** Epoch and key for the cursors of the change feed. */
  epoch: string
  cursor_key: Buffer
}

/** Selects active endpoints with `capacity`: the number of further attempts that may start. `busy` is under way. */
function endpointsWithCapacity(db: Db, busy: ReadonlyMap<string, number>) {
  const underWay = sql<{ id: string; count: number }>`unnest(${[...busy.keys()]}::uuid[], ${[...busy.values()]}::int[])`
  return db
    .selectFrom('webhook_endpoint as e')
    .leftJoin('webhook_trouble as t', 't.endpoint_id', 'e.id')
    .leftJoin(underWay.as<'b'>(sql`b (id, count)`), 'b.id', 'e.id')
    .select((eb) => [
      'e.id',
      sql<number>`case when ${eb.ref('t.endpoint_id')} is null
        then ${MAX_ATTEMPTS}::int else ${MAX_ATTEMPTS_WHEN_FAILING}::int end
        - coalesce(${eb.ref('b.count')}, 0)`.as('capacity')
    ])
    .where('e.status', '=', active)
    .where((eb) => eb.fn.coalesce(eb('t.resting_until', '<=', now), eb.lit(true)))
}

/** Selects and locks at most `limit` due deliveries, alternating between endpoints. */
const dueDeliveries = (db: Db, busy: ReadonlyMap<string, number>, limit: number) =>
  db
    .selectFrom(endpointsWithCapacity(db, busy).as('e'))
    .crossJoinLateral((eb) =>
      eb
        .selectFrom('webhook_delivery')
        .select(['id', 'due_at'])
        .whereRef('endpoint_id', '=', 'e.id')
        .where('status', '=', pending)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('id')
        .limit(eb.fn<number>('greatest', ['e.capacity', eb.lit(0)]))
        .forUpdate()
        .skipLocked()
        .as('d')
    )
    .select('d.id')
    .orderBy((eb) =>
      eb.fn.agg<number>('row_number').over((over) => over.partitionBy('e.id').orderBy('d.due_at').orderBy('d.id'))
    )
    .limit(limit)

const c = columnsOf('change', 'c')

const changeAsJson = jsonBuildObject({
  ...c.pick('seq', 'type', 'op', 'subject_type', 'subject_id', 'fields', 'successor_id'),
  version: c('subject_version'),
  occurred_at: c.moment('occurred_at')
} satisfies Record<keyof WebhookChange, Sql>).$castTo<WebhookChange>()

const applicationAsJson = jsonBuildObject({
  id: sql.ref('l.application_id'),
  state: sql.ref('l.application_state')
} satisfies Record<keyof ApplicationEvent, Sql>).$castTo<ApplicationEvent>()

/**
 * Leases at most `limit` due deliveries. It alternates between endpoints and respects the number of concurrent attempts
 * per endpoint. `busy` is the number of attempts under way in this process, by endpoint.
 */
export function leaseDeliveries(db: Db, busy: ReadonlyMap<string, number>, limit: number): Promise<Delivery[]> {
  return db
    .with('due', () => dueDeliveries(db, busy, limit))
    .with('leased', (leasing) =>
      leasing
        .updateTable('webhook_delivery as d')
        .from('due')
        .set({ due_at: inMs(LEASE_MS) })
        .whereRef('d.id', '=', 'due.id')
        .returning(['d.id', 'd.endpoint_id', 'd.event_id', 'd.change_seq', 'd.attempts', 'd.created_at'])
        .returning(['d.application_id', 'd.application_state'])
        .returning((eb) => eb.cast<string>('d.due_at', 'text').as('lease'))
    )
    .selectFrom('leased as l')
    .crossJoin('instance as i')
    .innerJoin('webhook_endpoint as e', 'e.id', 'l.endpoint_id')
    .leftJoin('change as c', 'c.seq', 'l.change_seq')
    .select(['l.id', 'l.lease', 'l.endpoint_id as endpoint', 'e.url', 'l.event_id as event', 'l.attempts'])
    .select(['i.epoch', 'i.cursor_key', 'c.request_id'])
    .select((eb) => [
      columnsOf('webhook_delivery', 'l').moment('created_at').$castTo<string>().as('created_at'),
      sql<boolean>`num_nonnulls(${eb.ref('l.change_seq')}, ${eb.ref('l.application_id')}) = 0`.as('is_test'),
      eb.case().when('l.application_id', 'is not', null).then(applicationAsJson).end().as('application'),
      eb.case().when('c.seq', 'is not', null).then(changeAsJson).end().as('change'),
      eb
        .selectFrom('webhook_secret as s')
        .select(({ fn }) => fn.agg<Buffer[]>('array_agg', ['s.secret']).orderBy('s.id', 'desc').as('secrets'))
        .whereRef('s.endpoint_id', '=', 'e.id')
        .where((eb) => eb.fn.coalesce(eb('s.expires_at', '>', now), eb.lit(true)))
        .$asScalar()
        // Not null: the present secret never expires.
        .$notNull()
        .as('secrets')
    ])
    .orderBy('l.id')
    .execute()
}

/** Condition that this attempt still has the lease of the delivery. */
const underWay =
  ({ id, lease }: Delivery) =>
  (eb: ExpressionBuilder<DB, 'webhook_delivery'>) =>
    eb.and([eb('id', '=', id), eb('status', '=', pending), eb('due_at', '=', sql<Date>`${lease}::timestamptz`)])

/** Stores that the receiver accepted the event. Does nothing if the attempt has lost its lease. */
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
  /** Milliseconds until the next attempt; undefined if there is none. */
  retryInMs: number | undefined
  /** Milliseconds for which the receiver asked to get no requests. */
  pauseMs: number
}

/** Stores that an attempt failed. Returns whether the endpoint has failed for so long that it must be disabled. */
export async function settleFailed(
  db: Db,
  delivery: Delivery,
  { failure, status, retryInMs, pauseMs }: FailedAttempt
): Promise<boolean> {
  const trouble = await db
    .with('done', (settling) =>
      settling
        .updateTable('webhook_delivery')
        .set((eb) => ({
          status: retryInMs === undefined ? 'failed' : 'pending',
          ...attempted(eb),
          due_at: inMs(retryInMs ?? 0),
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
        .select(['endpoint_id', now.as('since')])
        .select([(pauseMs > 0 ? inMs(pauseMs) : sql<Date | null>`null`).as('resting_until')])
    )
    .onConflict((conflict) =>
      conflict.constraint('webhook_trouble_pkey').doUpdateSet((eb) => ({
        resting_until: eb.fn<Date>('greatest', ['webhook_trouble.resting_until', 'excluded.resting_until'])
      }))
    )
    .returning((eb) => eb('since', '<', sql<Date>`now() - ${GIVE_UP_AFTER}`).$castTo<boolean>().as('isGivenUp'))
    .executeTakeFirst()
  return trouble?.isGivenUp ?? false
}

/** Gives up a delivery whose change was removed from the change log. */
export async function settleExpired(db: Db, delivery: Delivery): Promise<void> {
  await db
    .updateTable('webhook_delivery')
    .set({ status: 'failed', failure: 'expired' })
    .where(underWay(delivery))
    .execute()
}

/** Returns a lease. The attempt does not count. */
export async function returnLease(db: Db, delivery: Delivery): Promise<void> {
  await db.updateTable('webhook_delivery').set({ due_at: now }).where(underWay(delivery)).execute()
}

/** Disables an active endpoint. Does nothing in any other state. */
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
 * Deletes a batch of deliveries older than 30 days, and expired secrets. Pending deliveries of active endpoints stay.
 * Returns whether there may be more to delete.
 */
export async function pruneDeliveries(db: Db): Promise<boolean> {
  await db.deleteFrom('webhook_secret').where('expires_at', '<=', now).execute()
  const old = db
    .selectFrom('webhook_delivery as d')
    .innerJoin('webhook_endpoint as e', 'e.id', 'd.endpoint_id')
    .select('d.id')
    .where('d.id', '<', sql<string>`uuidv7(${RETENTION})`)
    .where((eb) => eb.or([eb('d.status', '<>', pending), eb('e.status', '<>', active)]))
    .limit(PRUNE_BATCH_SIZE)
    .forUpdate('d')
    .skipLocked()
  const { numDeletedRows } = await db.deleteFrom('webhook_delivery').where('id', 'in', old).executeTakeFirst()
  return numDeletedRows === BigInt(PRUNE_BATCH_SIZE)
}
