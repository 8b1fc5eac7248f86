import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { ApiKey as Table } from '../../db/types.ts'
import type { Caller, Scope } from '../../http/access.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Moment } from './rules.ts'

export type ApiKeyRow = Omit<Selectable<Table>, 'scopes' | 'secret_hash'> & { scopes: Scope[] }

// The hash is never selected. It is used only to find a key.
const columns = [
  'id',
  'owner',
  'label',
  'audience',
  'scopes',
  'hint',
  'not_before',
  'expires_at',
  'revoked_at',
  'replaced_by_id',
  'last_used_at',
  'created_by_id',
  'version',
  'created_at',
  'updated_at'
] as const

const k = columnsOf('api_key', 'api_key')

/** Condition on `api_key` that the key is valid now. */
const validKey = sql<boolean>`(${k('revoked_at')} is null and ${k('not_before')} <= clock_timestamp()
  and ${k('expires_at')} > clock_timestamp())`

/** Condition that the key with this id is valid now. */
export const isValidKey = (id: string) =>
  sql<boolean>`exists (select from api_key where ${k('id')} = ${id}::uuid and ${validKey})`

const callers = (db: Db) =>
  db.selectFrom('api_key').select(['id', 'owner', 'audience', 'scopes', 'expires_at']).where(validKey)
const toCaller = (row: Omit<Caller, 'scopes'> & { scopes: string[] }): Caller => ({
  ...row,
  scopes: row.scopes as Scope[]
})

/** Returns the caller whose key has this SHA-256, or undefined if no valid key has it. */
export async function findCaller(db: Db, hash: Buffer): Promise<Caller | undefined> {
  const row = await callers(db).where('secret_hash', '=', hash).executeTakeFirst()
  return row && toCaller(row)
}

/** Returns the caller with this key id, or undefined if the key is not valid now. */
export async function findHolder(tx: Tx, id: string): Promise<Caller | undefined> {
  const row = await callers(tx).where('id', '=', id).executeTakeFirst()
  return row && toCaller(row)
}

/** Returns the id of the first key of the rotations that led to this key; the id itself if it was never rotated. */
export async function findFirstKey(tx: Tx, id: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with recursive line (id, step) as (
      select ${id}::uuid, 0
      union all
      select ${k('id')}, step + 1 from api_key join line on ${k('replaced_by_id')} = line.id
    )
    select id from line order by step desc limit 1`.execute(tx)
  return rows[0]?.id ?? id
}

/**
 * Locks all keys until the transaction ends, so that only one transaction at a time decides about keys. Returns the
 * time of the database, because the database decides whether a key is valid.
 */
export async function lockApiKeys(tx: Tx): Promise<Date> {
  await sql`select pg_advisory_xact_lock(hashtext('konwent.api_key'))`.execute(tx)
  const { now } = await tx.selectNoFrom(sql<Date>`clock_timestamp()`.as('now')).executeTakeFirstOrThrow()
  return now
}

export async function findApiKey(tx: Tx, id: string): Promise<ApiKeyRow | undefined> {
  const row = await tx.selectFrom('api_key').select(columns).where('id', '=', id).executeTakeFirst()
  return row && { ...row, scopes: row.scopes as Scope[] }
}

/** Returns a key with the properties that its holder may see. */
export function findOwnKey(db: Db, id: string) {
  return db
    .selectFrom('api_key')
    .select(['id', 'owner', 'label', 'audience', 'scopes', 'hint', 'not_before', 'expires_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** Returns all keys, newest first. */
export async function listApiKeys(db: Db): Promise<ApiKeyRow[]> {
  const rows = await db.selectFrom('api_key').select(columns).orderBy('id', 'desc').execute()
  return rows.map((row) => ({ ...row, scopes: row.scopes as Scope[] }))
}

/** Returns whether a key with `keys:admin` is valid now, other than the key `except` if provided. */
export async function adminKeyExists(db: Db, except?: string): Promise<boolean> {
  const row = await db
    .selectFrom('api_key')
    .select('id')
    .where(validKey)
    .where(({ ref }) => sql<boolean>`'keys:admin' = any(${ref('scopes')})`)
    .$if(except !== undefined, (query) => query.where('id', '<>', except as string))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export interface NewApiKey {
  owner: string
  label: string | null
  audience: 'partner' | 'staff'
  scopes: Scope[]
  secret_hash: Buffer
  hint: string
  not_before: Moment
  expires_at: Moment
  created_by_id: string | null
}

/** Inserts a key and returns its id. */
export async function insertApiKey(tx: Tx, key: NewApiKey): Promise<string> {
  const { id } = await tx.insertInto('api_key').values(key).returning('id').executeTakeFirstOrThrow()
  return id
}

export type ApiKeyChange = Partial<
  Pick<ApiKeyRow, 'owner' | 'label' | 'scopes' | 'revoked_at' | 'replaced_by_id'> & { expires_at: Moment }
>

/** Changes a key. `verb`, such as `revoked`, is entered into the audit as well if the change is more than an update. */
export async function updateApiKey(tx: Tx, id: string, change: ApiKeyChange, verb?: string): Promise<void> {
  if (Object.keys(change).length === 0) return
  await tx.updateTable('api_key').set(change).where('id', '=', id).execute()
  if (verb) await sql`select mark_change('api_key', ${id}, ${verb}, 'upsert')`.execute(tx)
}

/** Stores when keys were last used. This does not count as a change: the version stays and the audit has no entry. */
export async function recordUses(db: Db, uses: Map<string, Date>): Promise<void> {
  const used = sql<{ id: string; at: Date }>`unnest(${[...uses.keys()]}::uuid[], ${[...uses.values()]}::timestamptz[])`
  await db
    .updateTable('api_key as k')
    .from(used.as<'u'>(sql`u (id, at)`))
    .set(({ ref }) => ({ last_used_at: ref('u.at') }))
    .whereRef('k.id', '=', 'u.id')
    .where(({ eb, fn }) => eb('k.last_used_at', 'is distinct from', fn<Date>('greatest', ['k.last_used_at', 'u.at'])))
    .execute()
}

/** A request of a valid key that was refused, because the key lacks scopes. */
export interface Refusal {
  keyId: string
  /** Method and route, with the names of parameters instead of their values. */
  operation: string
  missing: readonly Scope[]
}

/**
 * Enters a refusal into the audit, unless any process has entered the same one within the last hour. The hour is a
 * minute short, because the entry of a process is later than its refusal.
 */
export async function enterRefusal(tx: Tx, { keyId, operation, missing }: Refusal): Promise<void> {
  const a = columnsOf('audit', 'a')
  const fields = [operation, ...missing].sort()
  // The entry of another process may not be committed yet.
  await sql`select pg_advisory_xact_lock(hashtext('konwent refusal'), hashtext(${keyId}))`.execute(tx)
  await sql`select record_audit('api_key.refused', 'api_key', ${[keyId]}, ${fields})
    where not exists (select from ${a.table} where ${a('key_id')} = ${keyId}::uuid
      and ${a('action')} = 'api_key.refused' and ${a('fields')} = ${fields}::text[]
      and ${a('occurred_at')} > now() - interval '59 minutes')`.execute(tx)
}
