// Runs every write: one transaction with its author, retried after a deadlock. Constraint violations become API errors.
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Tx, WritableDb } from '../../db/connect.ts'
import { ConnectError } from '../../db/connect-error.ts'
import { DURABLE_COMMIT } from '../../db/session.ts'
import { pipelined } from '../../db/transaction.ts'
import { invalidKey } from '../../http/access.ts'
import { ApiError, BrokenConstraint, type Fault, problemTypes } from '../../http/errors.ts'
import type { Sql } from '../define.ts'
import { auditOwnDisclosures, type Rights, rightsOfCaller, rightsSettings, seesMore } from '../read/visibility.ts'

/** The author of a write or read, for the audit: a key, or the command line on the host if `keyId` is null. */
export interface Author {
  keyId: string | null
  requestId: string | null
  /** Condition: the key is still valid. Absent for background work such as imports, which may outlive the key. */
  valid?: Sql
  /** Rights of the response to the write. Default: none. */
  rights?: Rights
}

export const authorOf = (request: FastifyRequest): Author => ({
  keyId: request.caller?.id ?? null,
  requestId: request.id,
  ...(request.caller && { valid: request.server.keyIsValid(request.caller.id) }),
  rights: rightsOfCaller(request.server.registry.rights, request.caller)
})
/** The author of commands on the host. */
export const command: Author = { keyId: null, requestId: null }

const MAX_ATTEMPTS = 4
/** Time that a request may wait for other writes: in the queue of writers, and then for locks. */
const MAX_WAIT_MS = 2_000
const MIN_LOCK_TIMEOUT_MS = 100
/** Upper bound of the random delay before the second attempt; it grows with each attempt. */
const RETRY_DELAY_MS = 20
/** Errors worth a retry: deadlocks, and statements that were prepared before a migration changed their tables. */
const RETRYABLE = /^(40P01|40001|0A000|26000)$/

/**
 * Runs the work in one transaction. The database writes the change log and the audit with this author. Deadlocks are
 * retried. Throws BrokenConstraint for a constraint violation, 503 for a lock that is held too long, and 401 for a key
 * that is no longer valid.
 */
export async function write<T>(db: WritableDb, author: Author, work: Work<T>): Promise<T> {
  const [result] = await writeAndRead(db, author, work, async () => {})
  return result
}

/**
 * Registers a statement that nobody waits for until the transaction has ended. It must fail by an error of the database
 * only, because such an error makes PostgreSQL roll back.
 */
export type Later = (statement: Promise<unknown>) => void
type Work<T> = (tx: Tx, later: Later) => Promise<T>

/** Runs the work as `write` does, and then the read of the response, which is one statement, sent with the commit. */
export async function writeAndRead<T, R>(
  db: WritableDb,
  author: Author,
  work: Work<T>,
  read: (tx: Tx, result: T) => Promise<R>
): Promise<[result: T, response: R]> {
  const start = performance.now()
  const result = await db.writers.use(async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        const waited = performance.now() - start
        const lockTimeoutMs = Math.max(MIN_LOCK_TIMEOUT_MS, Math.round(MAX_WAIT_MS - waited))
        return await transact(db, author, lockTimeoutMs, work, read)
      } catch (error) {
        const refused = error instanceof RefusedWrite ? error : undefined
        if (attempt === MAX_ATTEMPTS || !RETRYABLE.test(codeOf(refused?.cause ?? error)))
          throw refusalOf(refused ? await explanationOf(db, author, refused) : error)
        await new Promise((resolve) => setTimeout(resolve, Math.random() * RETRY_DELAY_MS * attempt))
      }
    }
  })
  // Invalidate cached responses before the response to the write: the writer must not read the former state.
  await db.afterWrite()
  return result
}

/** Runs one transaction. Statements whose results decide nothing are sent with the next ones. */
async function transact<T, R>(
  db: WritableDb,
  author: Author,
  lockTimeoutMs: number,
  work: Work<T>,
  read: (tx: Tx, result: T) => Promise<R>
): Promise<[T, R]> {
  const statements: Promise<unknown>[] = []
  const later: Later = (statement) => {
    statement.catch(() => {})
    statements.push(statement)
  }
  const committed = pipelined(db, async (tx) => {
    const authorised = setAuthor(tx, author, lockTimeoutMs)
    authorised.catch(() => {})
    // Without a valid key, nothing is committed, and no other reason counts.
    const result = await work(tx, later).finally(() => authorised)
    const response = read(tx, result)
    later(response)
    if (author.rights) later(auditOwnDisclosures(tx, author.rights))
    return { result, response }
  })
  await committed.catch(() => {})
  // After the error of a statement, PostgreSQL refuses the next ones and rolls back. The first error is the reason.
  for (const statement of statements) await statement
  const { result, response } = await committed
  return [result, await response]
}

/**
 * A change that the database refused. `explain` returns the error that names the reason. It reads in a transaction of
 * its own, because the refused one can only be rolled back: a savepoint would cost every write two statements.
 */
export class RefusedWrite extends Error {
  readonly explain: (tx: Tx) => Promise<unknown>
  constructor(cause: unknown, explain: (tx: Tx) => Promise<unknown>) {
    super('the database refused the change', { cause })
    this.explain = explain
  }
}

const explanationOf = (db: WritableDb, author: Author, { explain }: RefusedWrite): Promise<unknown> =>
  db.transaction().execute(async (tx) => {
    await setAuthor(tx, author, MIN_LOCK_TIMEOUT_MS)
    return explain(tx)
  })

/**
 * Sets author, durability, lock timeout and rights of the transaction. Behind a pooler, the settings of a new session
 * are not enough. Throws 401 for a key that is no longer valid: it was checked
 * when the headers arrived, and the body may have come much later.
 */
async function setAuthor(tx: Tx, { keyId, requestId, valid, rights }: Author, lockTimeoutMs: number): Promise<void> {
  const { rows } = await sql<{ is_valid: boolean }>`
    select set_config('konwent.actor', ${keyId ? 'key' : 'command'}, true),
      set_config('konwent.key_id', ${keyId ?? ''}, true),
      set_config('konwent.request_id', ${requestId ?? ''}, true),
      set_config('synchronous_commit', ${sql.raw(DURABLE_COMMIT)}, true),
      set_config('plan_cache_mode', 'force_generic_plan', true),
      ${valid ? sql`set_config('lock_timeout', ${`${lockTimeoutMs}ms`}, true),` : sql``}
      ${rights && seesMore(rights) ? sql`${rightsSettings(rights)},` : sql``}
      ${valid ?? sql`true`} as is_valid`.execute(tx)
  if (!rows[0]?.is_valid) throw invalidKey()
}

const codeOf = (error: unknown): string => String((error as { code?: unknown })?.code ?? '')

/** Converts a database error to an ApiError or a BrokenConstraint. Other errors are returned unchanged. */
export function refusalOf(error: unknown): unknown {
  // The SQLSTATE of a refused connection says nothing about the values.
  if (error instanceof ApiError || error instanceof BrokenConstraint || error instanceof ConnectError) return error
  const code = codeOf(error)
  const constraint = (error as { constraint?: string }).constraint ?? ''
  if (code === '23505' || code === '23P01') return new BrokenConstraint(constraint, true, error)
  if (code === '23514' || code === '23503' || code === '23502') return new BrokenConstraint(constraint, false, error)
  // Data exceptions that no schema can exclude, such as a date that PostgreSQL does not support.
  if (/^22...$/.test(code))
    return new ApiError(
      'invalid_request',
      {
        pl: 'Jednej z wartości nie można zapisać w rejestrze.',
        en: 'One of the values cannot be stored in the registry.'
      },
      { cause: error }
    )
  return error
}

/** Returns a 422 error for rules that the code checks. Its detail is that of the first fault. */
export function ruleBroken(...faults: Fault[]): ApiError {
  return new ApiError('rule_broken', faults[0]?.detail ?? problemTypes.rule_broken.title, { faults })
}
