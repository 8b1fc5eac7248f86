// Exports lists of any length with COPY … TO STDOUT. PostgreSQL sends each record as a line of bytes, which need no
// decoding.
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import { type CopyToStreamQuery, to as copyTo } from 'pg-copy-streams'
import type { Database, Db } from '../../db/connect.ts'
import { kyselyClient } from '../../db/healthy-pool.ts'
import { withLiterals } from '../../db/literals.ts'
import { limitsOfTransaction } from '../../db/session.ts'
import type { Slots } from '../../db/slots.ts'
import type { DB } from '../../db/types.ts'
import { ApiError } from '../../http/errors.ts'

/** Time limit of a short statement, after which the database counts as unavailable. */
const STATEMENT_TIMEOUT_MS = 3_000
/** Time limit of the next rows of an export, which may have to wait for a sort. */
const ROWS_TIMEOUT_MS = 60_000
/**
 * Limits of the transaction of an export. It takes long, and at least as long as its client needs to read it. They are
 * set in the transaction, because a session behind a connection pooler has the limits of other requests.
 */
const LIMITS = limitsOfTransaction({ statementMs: 15 * 60_000, idleMs: 30_000 })

/**
 * COPY that writes each row of the query as a line. The only column is JSON on one line. It cannot contain the control
 * characters that serve as quote and delimiter (RFC 8259 7). The text format of COPY would double the backslashes.
 */
const copyStatement = (query: RawBuilder<unknown>) =>
  `copy (${withLiterals(query)}) to stdout (format csv, quote e'\\x01', delimiter e'\\x02')`

/** A connection for one export. */
export interface Export {
  /** Runs its queries on the connection. */
  db: Db
  /** Begins a read-only transaction with one snapshot. */
  begin: () => Promise<void>
  /** Runs a query with one JSON column and yields its rows as lines. */
  copy: (query: RawBuilder<unknown>) => AsyncGenerator<Buffer>
  /** Takes a slot for streaming, because a slow client can block the connection. Throws 503 if none becomes free. */
  stream: () => Promise<void>
  /** Returns the connection to the pool, and cancels a running query. */
  close: () => Promise<void>
}

/**
 * Opens a connection for an export; the caller must close it. Throws 503 if too many exports are running. A `reserved`
 * export needs no slot.
 */
export async function openExport(db: Database, { reserved = false } = {}): Promise<Export> {
  const pool = db.exports
  const releases: (() => void)[] = []
  const releaseSlots = () => {
    for (const release of releases.splice(0)) release()
  }
  if (!reserved) releases.push(await takeSlot(pool.lists))
  const client = await pool.connect().catch((error) => {
    releaseSlots()
    throw error
  })
  let copying: CopyToStreamQuery | undefined
  let closed: Promise<void> | undefined
  /** Server process of the transaction. It is read with SQL: behind a pooler, the connection does not know it. */
  let backend: number | undefined

  const breakOff = () => {
    if (backend !== undefined) void cancel(db, backend).catch(() => {})
    client.breakOff()
  }
  const withTimeout = async <T>(promise: Promise<T>, timeoutMs = STATEMENT_TIMEOUT_MS): Promise<T> => {
    const timer = setTimeout(breakOff, timeoutMs)
    return promise.finally(() => clearTimeout(timer))
  }
  const query = (text: string, values: readonly unknown[] = []) => withTimeout(client.query(text, [...values]))
  const sharedClient = kyselyClient(query, () => {})
  const own = new Kysely<DB>({
    dialect: new PostgresDialect({
      pool: { options: pool.options, connect: async () => sharedClient, end: async () => {} }
    })
  })

  async function* copy(rows: RawBuilder<unknown>): AsyncGenerator<Buffer> {
    const stream = copyTo(copyStatement(rows))
    // An error must not be unhandled while the consumer is not reading.
    Object.assign(stream, { handleError: (error: Error) => void stream.destroy(error) }).on('error', () => {})
    copying = stream
    client.query(stream)
    const chunks = stream[Symbol.asyncIterator]()
    for (;;) {
      const { done, value } = await withTimeout(chunks.next(), ROWS_TIMEOUT_MS)
      if (done) break
      yield value
    }
    copying = undefined
  }

  const close = async () => {
    try {
      if (copying) {
        breakOff()
        copying.destroy()
        client.release(true)
      } else {
        await query('rollback')
        client.release()
      }
    } catch {
      client.release(true)
    }
    releaseSlots()
  }

  return {
    db: own,
    begin: async () => {
      await query('begin transaction isolation level repeatable read, read only')
      backend = (await query(`select pg_backend_pid() as pid, ${LIMITS}`)).rows[0]?.pid
    },
    copy,
    stream: async () => {
      releases.push(await takeSlot(pool.streams))
      if (closed) releaseSlots()
    },
    close: () => {
      closed ??= close()
      return closed
    }
  }
}

/** Waits for a slot and returns the function that releases it. */
async function takeSlot(slots: Slots): Promise<() => void> {
  return new Promise((resolve, reject) => {
    slots.use(() => new Promise<void>((release) => resolve(release))).catch((cause) => reject(tooMany(cause)))
  })
}

const tooMany = (cause: unknown) =>
  new ApiError(
    'too_many_exports',
    {
      pl:
        'Zbyt wiele całych list jest właśnie pobieranych. ' +
        'Proszę spróbować ponownie za chwilę albo pobrać listę stronami.',
      en: 'Too many whole lists are being sent at the moment. Please try again shortly, or get the list page by page.'
    },
    { headers: { 'retry-after': '10' }, cause }
  )

/**
 * Cancels the query of a server process. Closing the socket is not enough: PostgreSQL notices that only when it sends
 * the next row. The role is reset, because konwent_app may not cancel the query of a login with more rights.
 */
const cancel = (db: Db, backend: number) =>
  db.transaction().execute(async (tx) => {
    await sql`set local role none`.execute(tx)
    await sql`select pg_cancel_backend(${backend})`.execute(tx)
  })
