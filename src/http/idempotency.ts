// Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a repeated POST is executed only once.
import { createHash, createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Tx } from '../db/connect.ts'
import { ApiError } from './errors.ts'

/** The outcome of a POST: the status of its response and the record in the response. */
export interface Outcome {
  status: number
  type: string
  id: string
}

/** Keys that were used before this time have expired. */
const EXPIRED = sql<Date>`now() - interval '24 hours'`
const LOCK_NOT_AVAILABLE = '55P03'
const EXPIRED_KEYS_PER_REQUEST = 20

/**
 * Runs the work of a POST, or returns the outcome if it has already run. The key is stored in the transaction of the
 * work, so a failed request leaves no key. Throws 422 if the key was used with another body, and 409 while the first
 * request is running.
 */
export async function once(
  tx: Tx,
  request: FastifyRequest,
  work: () => Promise<Outcome>
): Promise<Outcome & { replayed: boolean }> {
  const key = readKey(request)
  if (key === undefined) return { ...(await work()), replayed: false }
  // Read in this transaction: another connection may not be free, because all may be in transactions like this one.
  const { cursor_key: secret } = await tx.selectFrom('instance').select('cursor_key').executeTakeFirstOrThrow()
  const digest = (...parts: string[]) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest()
  // A rotation of the key between two attempts changes nothing.
  const sender = request.caller ? await request.server.firstKeyOf(tx, request.caller.id) : request.ip
  const name = digest('idempotency', sender, request.method, request.url, key)
  const fingerprint = digest('body', textOf(request.body))
  if (await claim(tx, name, fingerprint)) {
    const outcome = await work()
    const { status, type, id } = outcome
    await tx
      .updateTable('idempotency')
      .set({ status, subject_type: type, subject_id: id })
      .where('request', '=', name)
      .execute()
    return { ...outcome, replayed: false }
  }
  // If the record was merged meanwhile, the redirect leads to the record that stayed.
  const first = await tx
    .selectFrom('idempotency as i')
    .leftJoin('redirect as r', (join) =>
      join.onRef('r.subject_type', '=', 'i.subject_type').onRef('r.identifier', '=', 'i.subject_id')
    )
    .select(['i.fingerprint', 'i.status', 'i.subject_type', 'i.subject_id', 'r.target_id'])
    .where('i.request', '=', name)
    .executeTakeFirstOrThrow()
  if (!first.fingerprint.equals(fingerprint)) {
    throw new ApiError('idempotency_key_reused', {
      pl: 'Tego klucza idempotencji użyto już do żądania o innej treści.',
      en: 'This idempotency key was already used for a request with another body.'
    })
  }
  const { status, subject_type: type, subject_id: id, target_id } = first
  if (status === null || type === null || id === null)
    throw new Error('an idempotency key was stored without an outcome')
  return { status, type, id: target_id ?? id, replayed: true }
}

/** Returns a text that is equal for equal bodies. */
const textOf = (body: unknown): string =>
  body instanceof Uint8Array
    ? createHash('sha256').update(body).digest('hex')
    : JSON.stringify(body ?? null, withSortedMembers)

/** JSON replacer that sorts members, because their order has no meaning (RFC 8259 4). */
const withSortedMembers = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort())
    : value

function readKey(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key']
  if (header === undefined) return undefined
  if (typeof header === 'string' && /^[!-~]{1,255}$/.test(header)) return header
  throw new ApiError('invalid_request', {
    pl: 'Nagłówek Idempotency-Key musi mieć od 1 do 255 znaków ASCII bez odstępów.',
    en: 'The Idempotency-Key header must have 1 to 255 ASCII characters without spaces.'
  })
}

/**
 * Stores the key. Returns false if an earlier request used it. Waits for a running request with the same key, and
 * throws 409 if that takes too long. Also deletes a few expired keys.
 */
async function claim(tx: Tx, name: Buffer, fingerprint: Buffer): Promise<boolean> {
  try {
    const expired = tx
      .selectFrom('idempotency')
      .select('request')
      .where('created_at', '<', EXPIRED)
      .orderBy('created_at')
      .limit(EXPIRED_KEYS_PER_REQUEST)
      .forUpdate()
      .skipLocked()
    await tx.deleteFrom('idempotency').where('request', 'in', expired).execute()
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('idempotency')
      .values({ request: name, fingerprint })
      .onConflict((conflict) =>
        conflict
          .constraint('idempotency_pkey')
          .doUpdateSet({ fingerprint: (eb) => eb.ref('excluded.fingerprint'), status: null, created_at: sql`now()` })
          .where('idempotency.created_at', '<', EXPIRED)
      )
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 1n
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error
    throw new ApiError(
      'request_in_flight',
      {
        pl: 'Żądanie z tym kluczem idempotencji jest właśnie wykonywane.',
        en: 'A request with this idempotency key is being processed.'
      },
      // If the network has cut the first request off, PostgreSQL ends its transaction within this time.
      { headers: { 'retry-after': '5' } }
    )
  }
}
