// Queries for the keys that sign receipts. One key is active. Former keys still verify their receipts, unless they
// were revoked.
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import { generateKey, type PrivateKey, type PublicKey } from './signing.ts'

export interface KeyRow extends PublicKey {
  created_at: Date
  retired_at: Date | null
  revoked_at: Date | null
}

/** Returns all keys, the newest first. */
export const listSigningKeys = (db: Db): Promise<KeyRow[]> =>
  db
    .selectFrom('signing_key')
    .select(['kid', 'public_key', 'created_at', 'retired_at', 'revoked_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** Returns the public keys whose receipts are valid, the newest first. */
export const listPublicKeys = (db: Db): Promise<PublicKey[]> =>
  db
    .selectFrom('signing_key')
    .select(['kid', 'public_key'])
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** Returns the active key, or undefined before the first receipt. */
export async function findSigningKey(db: Db): Promise<PrivateKey | undefined> {
  const row = await db
    .selectFrom('signing_key')
    .select(['kid', 'public_key', 'private_key'])
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  return row as PrivateKey | undefined
}

/** Returns the active key and creates it if there is none. Concurrent calls create only one. */
export async function getOrCreateSigningKey(tx: Tx): Promise<PrivateKey> {
  await lockSigningKeys(tx)
  return (await findSigningKey(tx)) ?? insertSigningKey(tx)
}

/** Creates a new active key and deletes the private part of the former one. */
export async function rotateSigningKey(tx: Tx): Promise<PrivateKey> {
  await lockSigningKeys(tx)
  const retired = await tx
    .updateTable('signing_key')
    .set({ private_key: null, retired_at: sql<Date>`now()` })
    .where('retired_at', 'is', null)
    .returning('id')
    .execute()
  for (const { id } of retired) await markKeyChange(tx, id, 'retired')
  return insertSigningKey(tx)
}

/**
 * Revokes a key that others may have obtained: its receipts are no longer valid. An active key is replaced. Returns
 * false if there is no such key.
 */
export async function revokeSigningKey(tx: Tx, kid: string): Promise<boolean> {
  await lockSigningKeys(tx)
  const key = await tx
    .selectFrom('signing_key')
    .select(['id', 'retired_at', 'revoked_at'])
    .where('kid', '=', kid)
    .executeTakeFirst()
  if (!key) return false
  if (key.revoked_at) return true
  await tx
    .updateTable('signing_key')
    .set((eb) => ({
      private_key: null,
      retired_at: eb.fn.coalesce('retired_at', sql<Date>`now()`),
      revoked_at: sql<Date>`now()`
    }))
    .where('id', '=', key.id)
    .execute()
  await markKeyChange(tx, key.id, 'revoked')
  if (!key.retired_at) await insertSigningKey(tx)
  return true
}

/** Sets the name of the change in the audit. */
const markKeyChange = (tx: Tx, id: string, verb: 'retired' | 'revoked') =>
  sql`select mark_change('signing_key', ${id}, ${verb}, 'upsert')`.execute(tx)

async function insertSigningKey(tx: Tx): Promise<PrivateKey> {
  const key = await generateKey()
  await tx.insertInto('signing_key').values(key).execute()
  return key
}

/** Prevents other transactions from creating or retiring keys until this one ends. */
const lockSigningKeys = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('konwent.signing_key'))`.execute(tx)
