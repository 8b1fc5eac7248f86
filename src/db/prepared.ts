// Connections that prepare repeated statements. PostgreSQL then parses and plans them once per connection, which is
// most of the work of a short read.
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import pg from 'pg'

/** Limit of prepared statements per connection. Each takes some hundred kilobytes of the server's memory. */
export const MAX_PREPARED = 100
/**
 * Limit of statements that a full connection sends unprepared although they are repeated. After that it is replaced
 * when it is released, because pg cannot deallocate prepared statements.
 */
export const MAX_UNPREPARED = 1_000

// Most statements occur once, and preparing them would cost more than running them. Only a text that has been seen
// before is prepared. The limits are in characters.
const MAX_REMEMBERED_LENGTH = 2_000_000
const MAX_TEXT_LENGTH = 32_000
/**
 * Names by text; empty until the text is seen again. A stale statement gets another name, on all connections: behind a
 * connection pooler, they share the sessions that have it.
 */
const names = new LRUCache<string, string>({
  maxSize: MAX_REMEMBERED_LENGTH,
  maxEntrySize: MAX_TEXT_LENGTH,
  sizeCalculation: (_, text) => text.length
})

// A single statement for which PostgreSQL caches a plan.
const PREPARABLE = /^\s*(select|insert|update|delete|with)\b[^;]*$/i
// Errors after a schema change or behind a pooler: cached plan must not change result type (0A000), unknown statement
// (26000), duplicate statement (42P05).
const STALE_STATEMENT_CODES = new Set(['0A000', '26000', '42P05'])

interface Statement {
  name: string
  /** The text to send. */
  text: string
}

/**
 * A connection that prepares repeated statements. Values that need their own plan must be literals in the text, because
 * the generic plan of a prepared statement ignores the parameters (plan_cache_mode).
 */
export class PreparingClient extends pg.Client {
  /** When the connection was begun, on the clock of `performance.now()`. */
  readonly begunAt = performance.now()
  /** The prepared statements, by text. */
  readonly #prepared = new Map<string, Statement>()
  /** All names that were used, stale ones included. */
  readonly #used = new Set<string>()
  #unprepared = 0

  /** Whether the connection should be replaced. */
  get isWorn(): boolean {
    return this.#unprepared >= MAX_UNPREPARED
  }

  constructor(config: pg.ClientConfig) {
    super({ ...config, pipeline: true })
  }

  /** Runs a statement; prepared if it has been seen before. Statements of one turn of the event loop share a packet. */
  async run<R extends pg.QueryResultRow>(text: string, values: readonly unknown[]): Promise<pg.QueryResult<R>> {
    const { stream } = this.connection
    stream.cork()
    process.nextTick(() => stream.uncork())
    const statement = this.#statementFor(text)
    if (statement === undefined) return this.query<R>(text, [...values])
    try {
      return await this.query<R>({ ...statement, values: [...values] })
    } catch (error) {
      if (!STALE_STATEMENT_CODES.has((error as { code?: string }).code ?? '')) throw error
      this.#prepared.delete(text)
      if (names.get(text) === statement.name) names.set(text, nameAfter(statement.name))
      // In a transaction the retry fails too, because the first error has aborted it. Then the first error is thrown.
      return this.query<R>(text, [...values]).catch(() => Promise.reject(error))
    }
  }

  /** Returns the statement for a text. A stale name is never reused: the server may still have that statement. */
  #statementFor(text: string): Statement | undefined {
    const prepared = this.#prepared.get(text)
    if (prepared !== undefined) return prepared
    let name = nameOf(text)
    if (name === undefined) return undefined
    if (this.#used.size >= MAX_PREPARED) {
      this.#unprepared++
      return undefined
    }
    while (this.#used.has(name)) name = nameAfter(name)
    this.#used.add(name)
    const statement = { name, text: textUnder(name, text) }
    this.#prepared.set(text, statement)
    return statement
  }
}

/** Returns the next name for the same text: `name`, `name.1`, `name.2`. */
function nameAfter(name: string): string {
  const [first, count = '0'] = name.split('.')
  return `${first}.${Number(count) + 1}`
}

/**
 * Returns the text to send under a name. It differs from that of a stale statement, because a connection pooler prepares
 * equal texts only once.
 */
function textUnder(name: string, text: string): string {
  const [, count] = name.split('.')
  return count === undefined ? text : `/* ${count} */ ${text}`
}

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (known === undefined && !PREPARABLE.test(text)) return undefined
  const name = known === undefined ? '' : createHash('sha256').update(text).digest('base64url').slice(0, 22)
  names.set(text, name)
  return name || undefined
}
