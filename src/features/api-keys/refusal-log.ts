// Enters refusals of valid keys into the audit: which key lacked which scopes for which operation. No request waits for
// an entry. There is one entry per hour for the same key, operation and scopes, so that nobody can fill the audit with
// refused requests, also through several processes. Requests without a valid key are only in the log: their sender is
// not known.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Scope } from '../../http/access.ts'
import { write } from '../../records/write/transaction.ts'
import { enterRefusal, type Refusal } from './queries.ts'

/** Time after which entries that failed are tried again. */
const RETRY_MS = 30_000
const HOUR_MS = 3_600_000
/** Limit of the refusals that this process remembers, and of those that wait for the database. */
const MAX_REMEMBERED = 10_000
const MAX_WAITING = 1_000

/** Returns a function that enters a refused request. It returns at once and never throws. */
export function recordRefusals(app: FastifyInstance): (request: FastifyRequest, missing: readonly Scope[]) => void {
  /** Time of the last entry of each key, operation and scopes. */
  const remembered = new Map<string, number>()
  const waiting = new Map<string, Refusal & { requestId: string }>()
  let entering: Promise<void> | undefined

  const enterAll = async () => {
    try {
      for (const [id, { requestId, ...refusal }] of waiting) {
        await write(app.db, { keyId: refusal.keyId, requestId }, (tx) => enterRefusal(tx, refusal))
        waiting.delete(id)
      }
    } catch (err) {
      app.log.warn({ err }, 'refused requests could not be entered into the audit')
    }
  }
  const flush = (): Promise<void> => {
    entering ??= enterAll().finally(() => {
      entering = undefined
    })
    return entering
  }
  const timer = setInterval(() => waiting.size > 0 && flush(), RETRY_MS).unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    // One under way may have failed, or may not have seen the last refusal.
    await entering
    await flush()
  })

  return ({ caller, id: requestId, method, routeOptions }, missing) => {
    if (!caller) return
    const operation = `${method} ${(routeOptions.url ?? '').replace(/:(\w+)/g, '{$1}')}`
    const id = JSON.stringify([caller.id, operation, missing])
    const now = performance.now()
    const isRecent = now - (remembered.get(id) ?? Number.NEGATIVE_INFINITY) < HOUR_MS
    if (isRecent || waiting.size >= MAX_WAITING) return
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(id, now)
    waiting.set(id, { keyId: caller.id, operation, missing, requestId })
    void flush()
  }
}
