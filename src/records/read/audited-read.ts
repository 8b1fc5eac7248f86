// Every read for a client: with the eyes of its key, of one snapshot, and audited before anything that is not public leaves.
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Database, Db } from '../../db/connect.ts'
import { ApiError } from '../../http/errors.ts'
import { authorOf, write } from '../write/transaction.ts'
import { auditDisclosures, fullRights, grantRights, rightsOfCaller, seesMore, takeDisclosures } from './visibility.ts'

/**
 * Carries out a read as the caller may see it. For everybody's eyes that is the work itself, in a transaction only when it needs one `snapshot` for
 * several queries, and `on` another connection where one is given. Throws 503 when contact data was read that is not public and the audit cannot say so.
 */
export async function view<T>(
  db: Database,
  request: FastifyRequest,
  work: (db: Db) => Promise<T>,
  { snapshot = false, on = db }: { snapshot?: boolean; on?: Db } = {}
): Promise<T> {
  const rights = rightsOfCaller(request.server.registry.rights, request.caller)
  const transaction = () => on.transaction().setIsolationLevel('repeatable read')
  if (!seesMore(rights)) return snapshot ? transaction().setAccessMode('read only').execute(work) : work(on)
  const { answer, disclosed } = await transaction().execute(async (tx) => {
    await grantRights(tx, rights)
    const answer = await work(tx)
    return { answer, disclosed: await takeDisclosures(tx, rights) }
  })
  // Not in the snapshot: the audit goes on meanwhile, and its next entry has to follow the newest one.
  if (disclosed) await write(db, authorOf(request), (tx) => auditDisclosures(tx, disclosed)).catch(refuse)
  return answer
}

/** Carries out a read of everything there is about one record and enters that into the audit; throws 503 when it cannot be entered. */
export async function viewAll<T>(
  db: Database,
  request: FastifyRequest,
  action: string,
  work: (db: Db) => Promise<{ subject: [type: string, id: string]; answer: T }>
): Promise<T> {
  const rights = fullRights(request.server.registry.rights)
  const { subject, answer } = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await grantRights(tx, rights)
      const found = await work(tx)
      // What was seen on the way is told by the one entry.
      await takeDisclosures(tx, rights)
      return found
    })
  const [type, id] = subject
  await write(db, authorOf(request), (tx) =>
    sql`select record_audit(${action}, ${type}, ${[id]}, '{}')`.execute(tx)
  ).catch(refuse)
  return answer
}

function refuse(cause: unknown): never {
  throw new ApiError(
    'audit_unavailable',
    {
      pl: 'Odczytu danych, które nie są publiczne, nie można teraz odnotować w rejestrze audytu, dlatego dane nie zostały wydane.',
      en: 'The reading of data that is not public cannot be entered into the audit now, so the data is not given out.'
    },
    { headers: { 'retry-after': '5' }, cause }
  )
}
