// Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a POST that is sent again is carried out once and answered alike.
import { createHash, createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Tx } from '../db/connect.ts'
import { ApiError } from './errors.ts'

/** What came of a POST: the status of its answer and the record that the answer shows. */
export interface Outcome {
  status: number
  type: string
  id: string
}

/** Keys from before this moment are forgotten. */
const EXPIRED = sql<Date>`now() - interval '24 hours'`
const LOCKED = '55P03'

/**
 * Carries out the work of a POST, or finds out what came of it when it was carried out before. The key is claimed in the transaction of the work itself:
 * a failure leaves no trace, and what was committed is known. Throws 422 when the key was used for another body, 409 while the first request is under way.
 */
export async function once(
  tx: Tx,
  request: FastifyRequest,
  work: () => Promise<Outcome>
): Promise<Outcome & { replayed: boolean }> {
  const key = readKey(request)
  if (key === undefined) return { ...(await work()), replayed: false }
  // Not through the pool: every connection of it may be waiting in a transaction like this one.
  const { cursor_key: secret } = await tx.selectFrom('instance').select('cursor_key').executeTakeFirstOrThrow()
  const digest = (...parts: string[]) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest()
  const name = digest('idempotency', request.caller?.id ?? request.ip, request.method, request.url, key)
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
  // A record that was merged since is the one that it was merged into.
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
    throw new Error('an idempotency key was claimed without an outcome')
  return { status, type, id: target_id ?? id, replayed: true }
}

/** A body as text that is equal when the body is. */
const textOf = (body: unknown): string =>
  body instanceof Uint8Array ? createHash('sha256').update(body).digest('hex') : JSON.stringify(body ?? null, inOrder)

/** Members in alphabetical order: in which order they come says nothing (RFC 8259 4). */
const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort())
    : value

function readKey(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key']
  if (header === undefined) return undefined
  if (typeof header === 'string' && /^[!-~]{1,255}$/.test(header)) return header
  throw new ApiError('invalid_request', {
    pl: 'Nagłówek Idempotency-Key musi mieć od 1 do 255 znaków ASCII bez odstępów.',
    en: 'Idempotency-Key must be 1 to 255 ASCII characters without blanks.'
  })
}

/** Whether the key is ours to use; waits for a request under way with the same key. */
async function claim(tx: Tx, name: Buffer, fingerprint: Buffer): Promise<boolean> {
  try {
    const expired = tx
      .selectFrom('idempotency')
      .select('request')
      .where('created_at', '<', EXPIRED)
      .orderBy('created_at')
      .limit(20)
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
    if ((error as { code?: string }).code !== LOCKED) throw error
    throw new ApiError(
      'request_in_flight',
      {
        pl: 'Żądanie z tym kluczem idempotencji jest właśnie wykonywane.',
        en: 'A request with this idempotency key is being carried out.'
      },
      { headers: { 'retry-after': '1' } }
    )
  }
}
