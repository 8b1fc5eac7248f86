// Lists of any length straight out of PostgreSQL: COPY … TO STDOUT gives each record as a line of bytes, which nobody has to decode.
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import { type CopyToStreamQuery, to as copyTo } from 'pg-copy-streams'
import { type Database, type Db, kyselyClient } from '../../db/connect.ts'
import { withLiterals } from '../../db/literals.ts'
import type { Slots } from '../../db/slots.ts'
import type { DB } from '../../db/types.ts'
import { ApiError } from '../../http/errors.ts'

/** Milliseconds without a word from the database after which it is away: for what should take no time, and for the rows of a list that may have to be sorted. */
const SILENCE = 3_000
const SORTING = 60_000

/**
 * Each row of the query as a line. Its one column is JSON on one line, in which neither of the signs can stand that CSV is told to use for quotes
 * and between columns (RFC 8259 7); the text format of COPY would double the backslashes.
 */
const copyStatement = (query: RawBuilder<unknown>) =>
  `copy (${withLiterals(query)}) to stdout (format csv, quote e'\\x01', delimiter e'\\x02')`

/** A connection for one export. */
export interface Export {
  /** Runs its queries on the connection. */
  db: Db
  /** Begins a transaction that sees one snapshot and changes nothing. */
  begin: () => Promise<void>
  /** The rows of the query, which has one column of JSON, as lines. */
  copy: (query: RawBuilder<unknown>) => AsyncGenerator<Buffer>
  /** Asks for leave to wait for the client meanwhile; throws 503 when too many do. */
  stream: () => Promise<void>
  /** Gives the connection back, whatever is under way on it. */
  close: () => Promise<void>
}

/** Takes a connection for an export, which has to be closed. Throws 503 when too many are under way; a `reserved` one has no others to wait for. */
export async function openExport(db: Database, { reserved = false } = {}): Promise<Export> {
  const pool = db.exports
  const turns: (() => void)[] = []
  const giveUp = () => {
    for (const over of turns.splice(0)) over()
  }
  if (!reserved) turns.push(await takeTurn(pool.lists))
  const client = await pool.connect().catch((error) => {
    giveUp()
    throw error
  })
  let copying: CopyToStreamQuery | undefined
  let closed: Promise<void> | undefined
  /** Process of the server behind the connection, also behind a pooler: only the server itself knows it. */
  let backend: number | undefined

  const breakOff = () => {
    if (backend !== undefined) void cancel(db, backend).catch(() => {})
    client.breakOff()
  }
  const heard = async <T>(promise: Promise<T>, patience = SILENCE): Promise<T> => {
    const timer = setTimeout(breakOff, patience)
    return promise.finally(() => clearTimeout(timer))
  }
  const query = (text: string, values: readonly unknown[] = []) => heard(client.query(text, [...values]))
  const lent = kyselyClient(query, () => {})
  const own = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: { options: pool.options, connect: async () => lent, end: async () => {} } })
  })

  async function* copy(rows: RawBuilder<unknown>): AsyncGenerator<Buffer> {
    const stream = copyTo(copyStatement(rows))
    // Also while nobody listens.
    Object.assign(stream, { handleError: (error: Error) => void stream.destroy(error) }).on('error', () => {})
    copying = stream
    client.query(stream)
    const chunks = stream[Symbol.asyncIterator]()
    for (;;) {
      const { done, value } = await heard(chunks.next(), SORTING)
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
    giveUp()
  }

  return {
    db: own,
    begin: async () => {
      await query('begin transaction isolation level repeatable read, read only')
      backend = (await query('select pg_backend_pid() as pid')).rows[0]?.pid
    },
    copy,
    stream: async () => {
      turns.push(await takeTurn(pool.streams))
      if (closed) giveUp()
    },
    close: () => {
      closed ??= close()
      return closed
    }
  }
}

/** Waits for one of the slots; resolves with how to give it back. */
async function takeTurn(slots: Slots): Promise<() => void> {
  return new Promise((resolve, reject) => {
    slots.use(() => new Promise<void>((over) => resolve(over))).catch((cause) => reject(tooMany(cause)))
  })
}

const tooMany = (cause: unknown) =>
  new ApiError(
    'too_many_exports',
    {
      pl: 'Zbyt wiele całych list jest właśnie pobieranych. Proszę spróbować za chwilę albo pobrać listę stronami.',
      en: 'Too many whole lists are being sent now. Please try again in a moment, or get the list in pages.'
    },
    { headers: { 'retry-after': '10' }, cause }
  )

/**
 * Cancels the query of a server process. PostgreSQL notices a closed socket only when it sends the next row.
 * The role is given up, because konwent_app may not cancel the query of a login with more rights.
 */
const cancel = (db: Db, backend: number) =>
  db.transaction().execute(async (tx) => {
    await sql`set local role none`.execute(tx)
    await sql`select pg_cancel_backend(${backend})`.execute(tx)
  })
