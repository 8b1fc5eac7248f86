// Reads for a client: with the permissions of its key, in one snapshot, and audited before non-public data is sent.
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { POSITION_HEADER } from '../../cache/server.ts'
import type { Database, Db } from '../../db/connect.ts'
import { ApiError } from '../../http/errors.ts'
import { authorOf, write } from '../write/transaction.ts'
import { auditDisclosures, fullRights, grantRights, rightsOfCaller, seesMore, takeDisclosures } from './visibility.ts'

interface ReadOptions {
  /** Whether all queries of a public read need one snapshot. */
  snapshot?: boolean
  /** The connection for the read. Default: any. */
  on?: Db
  /**
   * Whether the read may run on the standby, if the request has no key. It must read only what the change log covers, and
   * may run twice.
   */
  standby?: boolean
}

/**
 * Runs a read with the permissions of the caller and enters the non-public values that it read into the audit. Throws
 * 503 if the entry into the audit fails.
 */
export async function auditedRead<T>(
  db: Database,
  request: FastifyRequest,
  work: (db: Db) => Promise<T>,
  { snapshot = false, on = db, standby = false }: ReadOptions = {}
): Promise<T> {
  const { caller, headers, server } = request
  const rights = rightsOfCaller(server.registry.rights, caller)
  const transaction = (at: Db) => at.transaction().setIsolationLevel('repeatable read')
  if (!seesMore(rights)) {
    const read = (at: Db) => (snapshot ? transaction(at).setAccessMode('read only').execute(work) : work(at))
    return standby && server.standby && caller === null
      ? server.standby.read(read, on, headers[POSITION_HEADER])
      : read(on)
  }
  const { result, disclosed } = await transaction(on).execute(async (tx) => {
    await grantRights(tx, rights)
    const result = await work(tx)
    return { result, disclosed: await takeDisclosures(tx, rights) }
  })
  // A separate transaction: the next entry must follow the newest one, which this snapshot may not contain.
  if (disclosed) await write(db, authorOf(request), (tx) => auditDisclosures(tx, disclosed)).catch(refuse)
  return result
}

/** Runs a read of all data about one record and enters it into the audit. Throws 503 if the entry fails. */
export async function auditedFullRead<T>(
  db: Database,
  request: FastifyRequest,
  action: string,
  work: (db: Db) => Promise<{ subject: [type: string, id: string]; result: T }>
): Promise<T> {
  const rights = fullRights(request.server.registry.rights)
  const { subject, result } = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await grantRights(tx, rights)
      const found = await work(tx)
      // The single entry below covers everything that was read.
      await takeDisclosures(tx, rights)
      return found
    })
  const [type, id] = subject
  await write(db, authorOf(request), (tx) =>
    sql`select record_audit(${action}, ${type}, ${[id]}, '{}')`.execute(tx)
  ).catch(refuse)
  return result
}

function refuse(cause: unknown): never {
  throw new ApiError(
    'audit_unavailable',
    {
      pl:
        'Odczytu danych niepublicznych nie można teraz odnotować w dzienniku audytu, dlatego dane nie zostały ' +
        'udostępnione. Proszę spróbować ponownie za chwilę.',
      en:
        'Reading non-public data must be recorded in the audit, which is not possible now. The data was not sent. ' +
        'Please try again in a moment.'
    },
    { headers: { 'retry-after': '5' }, cause }
  )
}
