import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { Caller } from '../../http/access.ts'
import { ownedBy } from './resources.ts'
import type { Status } from './rules.ts'

/** Returns the number of endpoints of the caller's owner. Locks, so that only one transaction at a time counts. */
export async function countOwnEndpoints(tx: Tx, { owner, audience }: Caller): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('konwent.webhook_endpoint'))`.execute(tx)
  const { count } = await tx
    .selectFrom('webhook_endpoint as e')
    .innerJoin('api_key as k', 'k.id', 'e.api_key_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('k.owner', '=', owner)
    .where('k.audience', '=', audience)
    .executeTakeFirstOrThrow()
  return count
}

export interface EndpointFields {
  url: string
  description: string | null
  types: string[] | null
}

/** Inserts an endpoint with its secret and returns its id. */
export async function insertEndpoint(tx: Tx, keyId: string, fields: EndpointFields, secret: Buffer): Promise<string> {
  const { id } = await tx
    .insertInto('webhook_endpoint')
    .values({ api_key_id: keyId, ...fields })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('webhook_secret').values({ endpoint_id: id, secret }).execute()
  return id
}

export interface LockedEndpoint {
  id: string
  version: number
  status: Status
}

/** Locks an endpoint of the caller. The lock does not block writes that add deliveries for the endpoint. */
export function lockEndpoint(tx: Tx, id: string, caller: Caller): Promise<LockedEndpoint | undefined> {
  return tx
    .selectFrom('webhook_endpoint as e')
    .innerJoin('api_key as k', 'k.id', 'e.api_key_id')
    .select(['e.id', 'e.version', 'e.status'])
    .where('e.id', '=', id)
    .where(ownedBy(caller))
    .forNoKeyUpdate('e')
    .executeTakeFirst()
}

/** Changes an endpoint. `verb`, such as `paused`, is entered into the audit as well if it is more than an update. */
export async function updateEndpoint(
  tx: Tx,
  id: string,
  change: Partial<EndpointFields> & { status?: 'active' | 'paused' },
  verb?: string
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await tx
    .updateTable('webhook_endpoint')
    .set({ ...change, ...(change.status && { disabled_because: null }) })
    .where('id', '=', id)
    .execute()
  if (verb) await sql`select mark_change('webhook_endpoint', ${id}, ${verb}, 'upsert')`.execute(tx)
}

/** Removes the failure state of an endpoint, so that it is treated like one that never failed. */
export async function clearFailures(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('webhook_trouble').where('endpoint_id', '=', id).execute()
}

export async function deleteEndpoint(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('webhook_endpoint').where('id', '=', id).execute()
}

/** Replaces the secret. The previous secret also signs for `graceSeconds`. Any older secret is removed. */
export async function rotateSecret(tx: Tx, id: string, secret: Buffer, graceSeconds: number): Promise<void> {
  const until = graceSeconds === 0 ? null : sql<Date>`now() + make_interval(secs => ${graceSeconds})`
  await tx
    .deleteFrom('webhook_secret')
    .where('endpoint_id', '=', id)
    .$if(graceSeconds > 0, (query) => query.where('expires_at', 'is not', null))
    .execute()
  await tx.updateTable('webhook_secret').set({ expires_at: until }).where('endpoint_id', '=', id).execute()
  await tx.insertInto('webhook_secret').values({ endpoint_id: id, secret }).execute()
  await tx
    .updateTable('webhook_endpoint')
    .set({ secret_rotated_at: sql<Date>`now()`, previous_secret_until: until })
    .where('id', '=', id)
    .execute()
  await sql`select mark_change('webhook_endpoint', ${id}, 'rotated', 'upsert')`.execute(tx)
}

/** Inserts the delivery of a test event and returns its id. */
export async function insertTest(tx: Tx, endpoint: string): Promise<string> {
  const { id } = await tx
    .insertInto('webhook_delivery')
    .values({ endpoint_id: endpoint })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Inserts the deliveries of an event about an application, to the endpoints of the holder that sent it. */
export async function insertApplicationEvent(tx: Tx, application: string): Promise<void> {
  await tx
    .insertInto('webhook_delivery')
    .columns(['endpoint_id', 'application_id', 'application_state'])
    .expression((eb) =>
      eb
        .selectFrom('application as a')
        .innerJoin('api_key as sender', 'sender.id', 'a.api_key_id')
        .innerJoin('api_key as k', (join) =>
          join.onRef('k.owner', '=', 'sender.owner').onRef('k.audience', '=', 'sender.audience')
        )
        .innerJoin('webhook_endpoint as e', 'e.api_key_id', 'k.id')
        .select(['e.id as endpoint_id', 'a.id as application_id', 'a.state as application_state'])
        .where('a.id', '=', application)
        .where('e.status', '<>', 'disabled')
        .where(sql<boolean>`type_wanted(e.types, 'application.' || a.state)`)
    )
    .execute()
}

/** Returns the endpoint id of a delivery, or undefined if the delivery is not the caller's. */
export async function findEndpointOf(tx: Tx, delivery: string, caller: Caller): Promise<string | undefined> {
  const found = await tx
    .selectFrom('webhook_delivery as d')
    .innerJoin('webhook_endpoint as e', 'e.id', 'd.endpoint_id')
    .innerJoin('api_key as k', 'k.id', 'e.api_key_id')
    .select('e.id')
    .where('d.id', '=', delivery)
    .where(ownedBy(caller))
    .executeTakeFirst()
  return found?.id
}

const PENDING_AGAIN = { status: 'pending', attempts: 0, due_at: sql<Date>`now()`, failure: null } as const

/** Makes a delivery due now, whatever its status. */
export async function redeliver(tx: Tx, delivery: string): Promise<void> {
  await tx.updateTable('webhook_delivery').set(PENDING_AGAIN).where('id', '=', delivery).execute()
}

/**
 * Adds deliveries for all changes after the number `after` that match the types of the endpoint, even if they were sent
 * before. Returns their count. Does nothing and returns undefined if there are more than `limit`.
 */
export async function replay(tx: Tx, endpoint: string, after: number, limit: number): Promise<number | undefined> {
  const wanted = tx
    .selectFrom('change as c')
    .innerJoin('webhook_endpoint as e', (join) =>
      join.on('e.id', '=', endpoint).on((eb) => eb.fn<boolean>('type_wanted', ['e.types', 'c.type']))
    )
    .where('c.seq', '>', after)
  const { count } = await tx
    .selectFrom(wanted.limit(limit + 1).as('wanted'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (count > limit) return undefined
  await tx
    .insertInto('webhook_delivery')
    .columns(['endpoint_id', 'event_id', 'change_seq'])
    .expression(wanted.select(['e.id as endpoint_id', 'c.id as event_id', 'c.seq as change_seq']).orderBy('c.seq'))
    .onConflict((conflict) =>
      conflict
        .constraint('webhook_delivery_event_key')
        .doUpdateSet(PENDING_AGAIN)
        .where('webhook_delivery.status', '<>', sql.lit<'pending'>('pending'))
    )
    .execute()
  return count
}
