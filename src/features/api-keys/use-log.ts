// Records when each key was last used. Uses are collected in memory and stored in batches, so that no request waits.
import type { FastifyInstance } from 'fastify'
import { recordUses } from './queries.ts'

const FLUSH_INTERVAL_MS = 30_000

/**
 * Returns a function that records a use of a key. Uses are stored every 30 seconds and when the service closes. A
 * failed batch is retried with the next one.
 */
export function recordKeyUses(app: FastifyInstance): (id: string) => void {
  let uses = new Map<string, Date>()
  const flush = async () => {
    if (uses.size === 0) return
    const batch = uses
    uses = new Map()
    try {
      await recordUses(app.db, batch)
    } catch (err) {
      uses = new Map([...batch, ...uses])
      app.log.warn({ err }, 'the last use of keys could not be stored')
    }
  }
  const timer = setInterval(flush, FLUSH_INTERVAL_MS).unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await flush()
  })
  return (id) => void uses.set(id, new Date())
}
