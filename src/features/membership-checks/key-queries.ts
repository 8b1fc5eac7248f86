// The keys that sign receipts. One signs; those before it verify what they signed, unless they were revoked.
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import { generateKey, type PrivateKey, type PublicKey } from './signing.ts'

export interface KeyRow extends PublicKey {
  created_at: Date
  retired_at: Date | null
  revoked_at: Date | null
}

/** All keys, the newest first. */
export const listSigningKeys = (db: Db): Promise<KeyRow[]> =>
  db
    .selectFrom('signing_key')
    .select(['kid', 'public_key', 'created_at', 'retired_at', 'revoked_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** The public keys whose receipts count, the newest first. */
export const listPublicKeys = (db: Db): Promise<PublicKey[]> =>
  db
    .selectFrom('signing_key')
    .select(['kid', 'public_key'])
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** The key that signs; undefined before the first receipt. */
export async function findSigningKey(db: Db): Promise<PrivateKey | undefined> {
  const row = await db
    .selectFrom('signing_key')
    .select(['kid', 'public_key', 'private_key'])
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  return row as PrivateKey | undefined
}

/** The key that signs, made now when there is none yet; however many ask at once, there is one. */
export async function provideSigningKey(tx: Tx): Promise<PrivateKey> {
  await lockSigningKeys(tx)
  return (await findSigningKey(tx)) ?? insertSigningKey(tx)
}

/** Has a new key sign from now on, and forgets the private part of the one before it. */
export async function rotateSigningKey(tx: Tx): Promise<PrivateKey> {
  await lockSigningKeys(tx)
  const retired = await tx
    .updateTable('signing_key')
    .set({ private_key: null, retired_at: sql<Date>`now()` })
    .where('retired_at', 'is', null)
    .returning('id')
    .execute()
  for (const { id } of retired) await nameChange(tx, id, 'retired')
  return insertSigningKey(tx)
}

/** Has no receipt of a key count any more, because others may have had it; one that signs is replaced. Returns false when there is no such key. */
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
  await nameChange(tx, key.id, 'revoked')
  if (!key.retired_at) await insertSigningKey(tx)
  return true
}

/** What the audit calls a change. */
const nameChange = (tx: Tx, id: string, verb: 'retired' | 'revoked') =>
  sql`select mark_change('signing_key', ${id}, ${verb}, 'upsert')`.execute(tx)

async function insertSigningKey(tx: Tx): Promise<PrivateKey> {
  const key = await generateKey()
  await tx.insertInto('signing_key').values(key).execute()
  return key
}

/** Has nobody else make or retire keys until the transaction ends. */
const lockSigningKeys = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('konwent.signing_key'))`.execute(tx)
