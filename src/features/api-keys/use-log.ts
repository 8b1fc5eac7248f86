// When each key was last used: kept in memory and written now and then, so that no request waits for it.
import type { FastifyInstance } from 'fastify'
import { recordUses } from './queries.ts'

const INTERVAL = 30_000

/** Notes uses of keys and writes them every half minute and when the service closes; what cannot be written is tried again. */
export function useLog(app: FastifyInstance): (id: string) => void {
  let uses = new Map<string, Date>()
  const flush = async () => {
    if (uses.size === 0) return
    const batch = uses
    uses = new Map()
    try {
      await recordUses(app.db, batch)
    } catch (err) {
      uses = new Map([...batch, ...uses])
      app.log.warn({ err }, 'the last use of keys could not be noted')
    }
  }
  const timer = setInterval(flush, INTERVAL).unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await flush()
  })
  return (id) => void uses.set(id, new Date())
}
