// One page of the change feed. The state of the feed, the changes and their records are read in one transaction with a
// single snapshot.
import type { FastifyInstance } from 'fastify'
import type { Db } from '../../db/connect.ts'
import type { Resource } from '../../records/define.ts'
import { feedCursors, getFeedState } from './cursor.ts'
import { type ChangeRow, findRecords, selectChanges } from './queries.ts'
import type { Change } from './schemas.ts'

/** The parameters of a request for a page. */
export interface PageRequest {
  after?: string | undefined
  limit: number
  types?: string[] | undefined
  /** Whether each change includes its record. */
  data: boolean
}

export interface Page {
  entries: { cursor: string; json: string }[]
  /** Cursor after the page. */
  next: string
  /** Number of the change that `next` follows. */
  seq: number
  /** Number of the newest change at the time of the read. */
  head: number
}

export const hasMore = ({ seq, head }: Page): boolean => seq < head

/** Reads one page. Throws 410 for a cursor from which the feed cannot continue. */
export async function readPage(app: FastifyInstance, { after, limit, types, data }: PageRequest): Promise<Page> {
  // Read before the transaction, because it may need a second connection.
  const key = await app.cursorKey()
  const transaction = app.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return transaction.execute(async (tx) => {
    const { epoch, head, at } = await getFeedState(tx, key, after)
    const { rows, end } = await selectChanges(tx, at, head, { limit, types })
    const { resources } = app.registry
    const records = data ? await recordsOf(tx, resources, rows) : undefined
    const cursorAfter = feedCursors(key, epoch)
    const entries = rows.map((row) => {
      const cursor = cursorAfter(row)
      return {
        cursor,
        json: entryOf(
          row,
          cursor,
          hrefs(resources, app.baseUrl, row.subject_type),
          records?.get(row.subject_type)?.get(row.subject_id)
        )
      }
    })
    return { entries, next: cursorAfter(end), seq: end.seq, head }
  })
}

/** Returns the records of all changes by type and id, with one query per type. */
async function recordsOf(
  tx: Db,
  resources: ReadonlyMap<string, Resource>,
  rows: ChangeRow[]
): Promise<Map<string, Map<string, string>>> {
  const ids = new Map<string, Set<string>>()
  for (const { subject_type, subject_id } of rows)
    ids.set(subject_type, (ids.get(subject_type) ?? new Set()).add(subject_id))
  const records = new Map<string, Map<string, string>>()
  for (const [type, idsOfType] of ids) {
    const resource = resources.get(type)
    if (resource) records.set(type, await findRecords(tx, resource, [...idsOfType]))
  }
  return records
}

/** Returns a function that builds the address of a record of the type from its id. */
export const hrefs =
  (resources: ReadonlyMap<string, Resource>, base: string, type: string) =>
  (subject: string): string =>
    `${base}/v1/${resources.get(type)?.path}/${subject}`

/** Returns the entry as JSON. The record is inserted as PostgreSQL printed it. */
function entryOf(
  { seq, id, type, op, subject_type, subject_id, successor_id, ...row }: ChangeRow,
  cursor: string,
  href: (subject: string) => string,
  data = 'null'
): string {
  const entry: Omit<Change, 'data'> = {
    seq,
    id,
    cursor,
    type,
    op,
    subject: { type: subject_type, id: subject_id, href: href(subject_id) },
    ...row,
    successor: successor_id === null ? null : { id: successor_id, href: href(successor_id) }
  }
  return `${JSON.stringify(entry).slice(0, -1)},"data":${data}}`
}
