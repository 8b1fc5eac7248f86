// Connections that prepare the statements that come again: PostgreSQL parses and plans them once for each connection, which for a
// short read is most of its work.
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import pg from 'pg'

/** Statements that one connection prepares at most. Each costs the server some hundred kilobytes. */
export const MAX_PREPARED = 100
/**
 * pg has no way to give a prepared statement up. A connection that is full and has sent so many statements unprepared that it would have prepared
 * is replaced when it is released, so that what is prepared follows what is asked for.
 */
export const MAX_UNPREPARED = 1_000

// Most statements never come again, and cost more to prepare than to run. Only a text that was seen before is prepared. In characters.
const REMEMBERED_LENGTH = 2_000_000
const MAX_TEXT_LENGTH = 32_000
/** Names by text, empty until the text is seen again. The same text has the same name on every connection, also behind a pooler. */
const names = new LRUCache<string, string>({
  maxSize: REMEMBERED_LENGTH,
  maxEntrySize: MAX_TEXT_LENGTH,
  sizeCalculation: (_, text) => text.length
})

// One statement of those that a plan can be kept for.
const PREPARABLE = /^\s*(select|insert|update|delete|with)\b[^;]*$/i
// After a change of the schema or behind a pooler: cached plan must not change result type; no such statement; a statement of that name is there.
const STALE = new Set(['0A000', '26000', '42P05'])

/**
 * A connection that prepares the statements that come again. What is to be planned anew for each value must stand in the text as a literal:
 * the plan of a prepared statement does not know its parameters (plan_cache_mode).
 */
export class PreparingClient extends pg.Client {
  /** Names of the prepared statements, by text. */
  readonly #prepared = new Map<string, string>()
  /** Names that were used, those given up among them. */
  readonly #used = new Set<string>()
  #unprepared = 0

  /** Whether the connection should be replaced. */
  get isWorn(): boolean {
    return this.#unprepared >= MAX_UNPREPARED
  }

  /** Runs a statement, prepared if it came before. */
  async run<R extends pg.QueryResultRow>(text: string, values: readonly unknown[]): Promise<pg.QueryResult<R>> {
    const name = this.#nameFor(text)
    if (name === undefined) return this.query<R>(text, [...values])
    try {
      return await this.query<R>({ name, text, values: [...values] })
    } catch (error) {
      if (!STALE.has((error as { code?: string }).code ?? '')) throw error
      this.#prepared.delete(text)
      // In a transaction, which the error has ended, this fails too. Then the first error tells why.
      return this.query<R>(text, [...values]).catch(() => Promise.reject(error))
    }
  }

  /** A name that was given up is never used again: the server may still have a statement under it. */
  #nameFor(text: string): string | undefined {
    const known = this.#prepared.get(text)
    if (known !== undefined) return known
    const name = nameOf(text)
    if (name === undefined) return undefined
    if (this.#used.size >= MAX_PREPARED) {
      this.#unprepared++
      return undefined
    }
    const own = this.#used.has(name) ? `${name}_${this.#used.size}` : name
    this.#used.add(own)
    this.#prepared.set(text, own)
    return own
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (known === undefined && !PREPARABLE.test(text)) return undefined
  const name = known === undefined ? '' : createHash('sha256').update(text).digest('base64url').slice(0, 22)
  names.set(text, name)
  return name || undefined
}
