import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { Caller } from '../../http/access.ts'
import { ownedBy } from './resources.ts'
import type { Status } from './rules.ts'

/** Lets one transaction at a time count the endpoints of holders; returns how many this one has. */
export async function countOwnEndpoints(tx: Tx, { owner, audience }: Caller): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('konwent.webhook_endpoint'))`.execute(tx)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from webhook_endpoint e join api_key k on k.id = e.api_key_id
    where k.owner = ${owner} and k.audience = ${audience}`.execute(tx)
  return rows[0]?.count ?? 0
}

export interface EndpointFields {
  url: string
  description: string | null
  types: string[] | null
}

/** Adds an endpoint with its secret; returns its id. */
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

/** Locks an endpoint that the caller sees, without holding up changes that are written down for it. */
export async function lockEndpoint(tx: Tx, id: string, caller: Caller): Promise<LockedEndpoint | undefined> {
  const { rows } = await sql<LockedEndpoint>`
    select e.id, e.version, e.status from webhook_endpoint e join api_key k on k.id = e.api_key_id
    where e.id = ${id}::uuid and ${ownedBy(caller)} for no key update of e`.execute(tx)
  return rows[0]
}

/** Changes an endpoint; `verb`, such as paused, says in the audit what was done where it is more than an update. */
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

/** Forgets that an endpoint failed, so that it is tried again as if it never had. */
export async function forgetTrouble(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('webhook_trouble').where('endpoint_id', '=', id).execute()
}

export async function deleteEndpoint(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('webhook_endpoint').where('id', '=', id).execute()
}

/** Replaces the secret; the one before signs as well for so many seconds, and any older one no more. */
export async function rotateSecret(tx: Tx, id: string, secret: Buffer, graceSeconds: number): Promise<void> {
  const until = graceSeconds === 0 ? sql`null::timestamptz` : sql`now() + make_interval(secs => ${graceSeconds})`
  await sql`delete from webhook_secret where endpoint_id = ${id} and (expires_at is not null or ${graceSeconds} = 0)`.execute(
    tx
  )
  await sql`update webhook_secret set expires_at = ${until} where endpoint_id = ${id}`.execute(tx)
  await tx.insertInto('webhook_secret').values({ endpoint_id: id, secret }).execute()
  await sql`update webhook_endpoint set secret_rotated_at = now(), previous_secret_until = ${until} where id = ${id}`.execute(
    tx
  )
  await sql`select mark_change('webhook_endpoint', ${id}, 'rotated', 'upsert')`.execute(tx)
}

/** Writes down an event that only tests the endpoint; returns the id of the delivery. */
export async function insertTest(tx: Tx, endpoint: string): Promise<string> {
  const { id } = await tx
    .insertInto('webhook_delivery')
    .values({ endpoint_id: endpoint })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Endpoint of a delivery that the caller sees. */
export async function findEndpointOf(tx: Tx, delivery: string, caller: Caller): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select e.id from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id join api_key k on k.id = e.api_key_id
    where d.id = ${delivery}::uuid and ${ownedBy(caller)}`.execute(tx)
  return rows[0]?.id
}

const anew = sql`status = 'pending', attempts = 0, due_at = now(), failure = null`

/** Has an event sent again, whatever came of it; what waits is sent at once. */
export async function redeliver(tx: Tx, delivery: string): Promise<void> {
  await sql`update webhook_delivery set ${anew} where id = ${delivery}`.execute(tx)
}

/** Has all changes after a number that the endpoint wants sent, also those that were sent before; undefined, and nothing done, when they are more than `most`. */
export async function replay(tx: Tx, endpoint: string, after: number, most: number): Promise<number | undefined> {
  const wanted = sql`from change c join webhook_endpoint e on e.id = ${endpoint} and type_wanted(e.types, c.type) where c.seq > ${after}`
  const { rows } = await sql<{
    count: number
  }>`select count(*) as count from (select ${wanted} limit ${most + 1}) as wanted`.execute(tx)
  const count = rows[0]?.count ?? 0
  if (count > most) return undefined
  await sql`
    insert into webhook_delivery as d (endpoint_id, event_id, change_seq) select e.id, c.id, c.seq ${wanted} order by c.seq
    on conflict on constraint webhook_delivery_event_key do update set ${anew} where d.status <> 'pending'`.execute(tx)
  return count
}
