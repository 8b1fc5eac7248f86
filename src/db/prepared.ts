// Statements that come again are prepared: PostgreSQL parses and plans them once for each connection, which for a short read is most of its work.
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type pg from 'pg'

/** How many statements one connection keeps prepared; those used least lately make room. Each costs the server some hundred kilobytes. */
export const MOST_PREPARED = 100

// Many a statement never comes again, and costs more to prepare than to carry out: only what has been seen before is prepared. In characters.
const REMEMBERED = 2_000_000
const LONGEST = 32_000
/** Names by text, empty until the text is seen again. The same text has the same name on every connection. */
const names = new LRUCache<string, string>({ maxSize: REMEMBERED, maxEntrySize: LONGEST, sizeCalculation: (_, text) => text.length })

// One statement of those that a plan can be kept for.
const PREPARABLE = /^\s*(select|insert|update|delete|with)\b[^;]*$/i
// After a change of the schema or behind a pooler: cached plan must not change result type; no such statement; a statement of that name is there.
const STALE = new Set(['0A000', '26000', '42P05'])

/** The parts of pg's client that prepared statements live in; pg offers no way to give one up. */
interface Wire {
  connection: {
    close: (message: { type: 'S'; name: string }) => void
    parsedStatements: Record<string, string>
  }
}

/**
 * Has a connection prepare the statements that come again. What is to be planned anew for each value must stand in the text as a literal:
 * the plan of a prepared statement does not know its parameters (plan_cache_mode).
 */
export function prepareRepeated(client: pg.PoolClient): void {
  const { connection } = client as unknown as Wire
  const query = client.query.bind(client) as unknown as (...args: unknown[]) => Promise<pg.QueryResult>
  const forget = (name: string) => {
    // Sent ahead of the next statement, so it costs no round trip; allowed even in a failed transaction.
    connection.close({ type: 'S', name })
    delete connection.parsedStatements[name]
  }
  const prepared = new LRUCache<string, true>({ max: MOST_PREPARED, dispose: (_, name) => forget(name) })
  client.query = ((...args: unknown[]) => {
    const [text, values] = args
    const name = args.length <= 2 && typeof text === 'string' && typeof values !== 'function' ? nameOf(text) : undefined
    if (!name) return query(...args)
    prepared.set(name, true)
    return query({ name, text, values }).catch((error: { code?: string }) => {
      if (!STALE.has(error.code ?? '')) throw error
      prepared.delete(name)
      // In a transaction, which the error has ended, this fails too; then it is the first error that tells why.
      return query(text, values).catch(() => Promise.reject(error))
    })
  }) as typeof client.query
}

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (known === undefined && !PREPARABLE.test(text)) return undefined
  const name = known === undefined ? '' : createHash('sha256').update(text).digest('base64url').slice(0, 22)
  names.set(text, name)
  return name
}
