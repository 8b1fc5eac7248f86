// Every write: one transaction in the name of its author, tried again after a deadlock; a rule of the database that it breaks becomes an answer.
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Tx, WritableDb } from '../../db/connect.ts'
import { invalidKey } from '../../http/access.ts'
import { ApiError, BrokenConstraint, databaseAway, type Fault, problemTypes } from '../../http/errors.ts'
import type { Sql } from '../define.ts'
import {
  auditDisclosures,
  type Rights,
  rightsOfCaller,
  rightsSettings,
  seesMore,
  takeDisclosures
} from '../read/visibility.ts'

/** In whose name something is written or read: a key, or the command line on the host when there is none. */
export interface Author {
  keyId: string | null
  requestId: string | null
  /**
   * Condition that the key of the request is still valid. Work that a request left for later, such as an import, has none:
   * it continues after the key has ended.
   */
  valid?: Sql
  /** Rights of the response to the write; none by default. */
  rights?: Rights
}

export const authorOf = (request: FastifyRequest): Author => ({
  keyId: request.caller?.id ?? null,
  requestId: request.id,
  ...(request.caller && { valid: request.server.keyIsValid(request.caller.id) }),
  rights: rightsOfCaller(request.server.registry.rights, request.caller)
})
/** The command line on the host. */
export const command: Author = { keyId: null, requestId: null }

const ATTEMPTS = 4
/** Milliseconds that a request waits for others, in the queue of writers and for a lock together. */
const PATIENCE = 2_000
const DEADLOCK = /^(40P01|40001)$/
/** What passes when it is tried again: a deadlock, or a statement that was prepared before a migration changed what it reads. */
const PASSING = /^(40P01|40001|0A000|26000)$/

/**
 * Carries out the work in one transaction; the database journals and audits what it changes, in the name of the author.
 * What passes, such as a deadlock, is tried again. Throws BrokenConstraint for a rule of the database that the work broke, and 503 for a lock held elsewhere.
 */
export async function write<T>(db: WritableDb, author: Author, work: (tx: Tx) => Promise<T>): Promise<T> {
  const begun = performance.now()
  const done = await db.writers.use(async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await db.transaction().execute(async (tx) => {
          await introduce(tx, author, Math.max(100, Math.round(PATIENCE - (performance.now() - begun))))
          const done = await work(tx)
          const disclosed = author.rights && (await takeDisclosures(tx, author.rights))
          if (disclosed) await auditDisclosures(tx, disclosed)
          return done
        })
      } catch (error) {
        if (attempt === ATTEMPTS || !PASSING.test(codeOf(error))) throw refusalOf(error)
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt))
      }
    }
  })
  // Whoever wrote must not read from memory how it was before.
  await db.afterWrite()
  return done
}

/**
 * Tells the database who acts in this transaction. Throws 401 for a key that is not valid any more: it was when the request began, but
 * the body of a request may come long after its headers.
 */
async function introduce(tx: Tx, { keyId, requestId, valid, rights }: Author, patience: number): Promise<void> {
  const { rows } = await sql<{ may: boolean }>`
    select set_config('konwent.actor', ${keyId ? 'key' : 'command'}, true), set_config('konwent.key_id', ${keyId ?? ''}, true),
      set_config('konwent.request_id', ${requestId ?? ''}, true),
      ${valid ? sql`set_config('lock_timeout', ${`${patience}ms`}, true),` : sql``}
      ${rights && seesMore(rights) ? sql`${rightsSettings(rights)},` : sql``}
      ${valid ?? sql`true`} as may`.execute(tx)
  if (!rows[0]?.may) throw invalidKey()
}

const codeOf = (error: unknown): string => String((error as { code?: unknown })?.code ?? '')

/** What the database refused, as an ApiError or a BrokenConstraint; the error itself if it is not the client's. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof ApiError || error instanceof BrokenConstraint) return error
  const code = codeOf(error)
  const constraint = (error as { constraint?: string }).constraint ?? ''
  if (code === '23505' || code === '23P01') return new BrokenConstraint(constraint, true, error)
  if (code === '23514' || code === '23503' || code === '23502') return new BrokenConstraint(constraint, false, error)
  if (DEADLOCK.test(code)) return databaseAway(Object.assign(new Error('deadlock'), { code: '55P03', cause: error }))
  // Data exceptions that no schema could foresee, such as a date that PostgreSQL does not have.
  if (/^22...$/.test(code))
    return new ApiError(
      'invalid_request',
      { pl: 'Wartość nie może być zapisana w rejestrze.', en: 'A value cannot be stored in the registry.' },
      { cause: error }
    )
  return error
}

/** 422 for rules that the code itself checks; the detail is that of the first fault. */
export function ruleBroken(...faults: Fault[]): ApiError {
  return new ApiError('rule_broken', faults[0]?.detail ?? problemTypes.rule_broken.title, { faults })
}
