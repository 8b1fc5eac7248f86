// The queue of deliveries: what is due is leased for the time of an attempt, so that any number of processes may work at it and none has to be trusted to live.
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import { moment } from '../../records/sql.ts'
import type { Term } from '../vocabularies/terms.ts'
import type { JournaledChange } from './event.ts'
import { ATTEMPT, type Failure } from './send.ts'

/** Milliseconds after which an attempt that nobody ended is held to be lost. */
const LEASE = ATTEMPT + 5_000
/** Attempts that one process makes at an endpoint at once, and at one where the last failed. */
const EACH = 4
const EACH_IN_TROUBLE = 1
// In hours: a day of the session's zone may have 23 or 25 of them.
const HOPELESS = sql`interval '120 hours'`
const KEPT = sql`interval '-720 hours'`
const PRUNED = 5_000

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
  change: JournaledChange | null
  is_test: boolean
  secrets: Buffer[]
  /** What the feed's cursors are made with. */
  epoch: string
  cursor_key: Buffer
}

/**
 * Leases what is due, at most `room`, the endpoints by turns and none with more attempts at once than it may have; `busy` are those under way in this
 * process, by endpoint.
 */
export async function leaseDeliveries(db: Db, busy: ReadonlyMap<string, number>, room: number): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    with due as (
      select d.id from (
        select e.id, case when t.endpoint_id is null then ${EACH}::int else ${EACH_IN_TROUBLE}::int end - coalesce(b.count, 0) as room
        from webhook_endpoint e
          left join webhook_trouble t on t.endpoint_id = e.id
          left join unnest(${[...busy.keys()]}::uuid[], ${[...busy.values()]}::int[]) as b (id, count) on b.id = e.id
        where e.status = 'active' and coalesce(t.resting_until <= now(), true)
      ) as e cross join lateral (
        select id, due_at from webhook_delivery where endpoint_id = e.id and status = 'pending' and due_at <= now()
        order by due_at, id limit greatest(e.room, 0) for update skip locked
      ) as d
      order by row_number() over (partition by e.id order by d.due_at, d.id) limit ${room}
    ), leased as (
      update webhook_delivery d set due_at = now() + ${LEASE} * interval '1 ms' from due where d.id = due.id
      returning d.id, d.due_at::text as lease, d.endpoint_id, d.event_id, d.change_seq, d.attempts, d.created_at
    )
    select l.id, l.lease, l.endpoint_id as endpoint, e.url, l.event_id as event, ${moment('l.created_at')} as created_at, l.attempts,
      l.change_seq is null as is_test, i.epoch, i.cursor_key,
      case when c.seq is not null then json_build_object('seq', c.seq, 'type', c.type, 'op', c.op, 'subject_type', c.subject_type, 'subject_id', c.subject_id,
        'version', c.subject_version, 'fields', c.fields, 'occurred_at', ${moment('c.occurred_at')}, 'successor_id', c.successor_id) end as change,
      (select array_agg(s.secret order by s.id desc) from webhook_secret s where s.endpoint_id = e.id and coalesce(s.expires_at > now(), true)) as secrets
    from leased l cross join instance i join webhook_endpoint e on e.id = l.endpoint_id left join change c on c.seq = l.change_seq order by l.id`.execute(
    db
  )
  return rows
}

const underWay = ({ id, lease }: Delivery) => sql`id = ${id} and status = 'pending' and due_at = ${lease}::timestamptz`

/** Notes that the receiver has taken the event; an attempt that lost its lease changes nothing. */
export async function settleDelivered(db: Db, delivery: Delivery, status: number): Promise<void> {
  await sql`
    with done as (
      update webhook_delivery set status = 'delivered', attempts = attempts + 1, attempted_at = now(), response_status = ${status}, failure = null
      where ${underWay(delivery)} returning endpoint_id)
    delete from webhook_trouble t using done where t.endpoint_id = done.endpoint_id`.execute(db)
}

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
  const { rows } = await sql<{ hopeless: boolean }>`
    with done as (
      update webhook_delivery set status = ${wait === undefined ? 'failed' : 'pending'}, attempts = attempts + 1, attempted_at = now(),
        due_at = now() + ${wait ?? 0} * interval '1 ms', response_status = ${status}, failure = ${failure}
      where ${underWay(delivery)} returning endpoint_id)
    insert into webhook_trouble as t (endpoint_id, since, resting_until) select endpoint_id, now(), ${rest > 0 ? sql`now() + ${rest} * interval '1 ms'` : sql`null`} from done
    on conflict on constraint webhook_trouble_pkey do update set resting_until = greatest(t.resting_until, excluded.resting_until)
    returning since < now() - ${HOPELESS} as hopeless`.execute(db)
  return rows[0]?.hopeless ?? false
}

/** Gives a delivery up of which the journal has no change any more. */
export async function settleExpired(db: Db, delivery: Delivery): Promise<void> {
  await sql`update webhook_delivery set status = 'failed', failure = 'expired' where ${underWay(delivery)}`.execute(db)
}

/** Gives a lease back, as if there had been no attempt. */
export async function returnLease(db: Db, delivery: Delivery): Promise<void> {
  await sql`update webhook_delivery set due_at = now() where ${underWay(delivery)}`.execute(db)
}

/** Disables an endpoint that is active. */
export async function disableEndpoint(tx: Tx, id: string, reason: Term<'webhook_disabling'>): Promise<void> {
  const { numAffectedRows } = await sql`
    update webhook_endpoint set status = 'disabled', disabled_because = ${reason} where id = ${id} and status = 'active'`.execute(
    tx
  )
  if (numAffectedRows === 1n) await sql`select mark_change('webhook_endpoint', ${id}, 'disabled', 'upsert')`.execute(tx)
}

/**
 * Deletes some of what is older than 30 days, and secrets that sign no more. What waits for an endpoint that is active stays. Tells whether there may be
 * more to delete.
 */
export async function pruneDeliveries(db: Db): Promise<boolean> {
  await sql`delete from webhook_secret where expires_at <= now()`.execute(db)
  const { numAffectedRows } = await sql`
    delete from webhook_delivery where id in (
      select d.id from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id
      where d.id < uuidv7(${KEPT}) and (d.status <> 'pending' or e.status <> 'active') limit ${PRUNED} for update of d skip locked)`.execute(
    db
  )
  return numAffectedRows === BigInt(PRUNED)
}
