// One page of the feed, read in one snapshot: where the feed stands, the changes, and the records that they are about.
import type { FastifyInstance } from 'fastify'
import type { Db } from '../../db/connect.ts'
import type { Resource } from '../../records/define.ts'
import { feedCursor, findStanding } from './cursor.ts'
import { findRecords, type JournalRow, selectChanges } from './queries.ts'
import type { Change } from './schemas.ts'

/** What a client asked for. */
export interface Asked {
  after?: string | undefined
  limit: number
  types?: string[] | undefined
  data: boolean
}

export interface Page {
  entries: { type: string; cursor: string; json: string }[]
  /** Cursor after the page. */
  next: string
  /** Number of the change that `next` stands after, and of the newest there was. */
  seq: number
  head: number
}

export const hasMore = ({ seq, head }: Page): boolean => seq < head

/** Reads one page; throws 410 for a cursor that the feed cannot go on from. */
export async function readPage(app: FastifyInstance, { after, limit, types, data }: Asked): Promise<Page> {
  // Outside of the transaction: it may need a connection of its own.
  const key = await app.cursorKey()
  const transaction = app.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return transaction.execute(async (tx) => {
    const { epoch, head, at } = await findStanding(tx, key, after)
    const { rows, end } = await selectChanges(tx, at, head, { limit, types })
    const { resources } = app.registry
    const records = data ? await recordsOf(tx, resources, rows) : undefined
    const entries = rows.map((row) => {
      const cursor = feedCursor(key, epoch, row)
      return {
        type: row.type,
        cursor,
        json: entryOf(
          row,
          cursor,
          hrefs(resources, app.baseUrl, row.subject_type),
          records?.get(row.subject_type)?.get(row.subject_id)
        )
      }
    })
    return { entries, next: feedCursor(key, epoch, end), seq: end.seq, head }
  })
}

/** The records of all the changes by type and id, with one query for each type. */
async function recordsOf(
  tx: Db,
  resources: ReadonlyMap<string, Resource>,
  rows: JournalRow[]
): Promise<Map<string, Map<string, string>>> {
  const ids = new Map<string, Set<string>>()
  for (const { subject_type, subject_id } of rows)
    ids.set(subject_type, (ids.get(subject_type) ?? new Set()).add(subject_id))
  const records = new Map<string, Map<string, string>>()
  for (const [type, wanted] of ids) {
    const resource = resources.get(type)
    if (resource) records.set(type, await findRecords(tx, resource, [...wanted]))
  }
  return records
}

/** Makes the addresses of records of a type. */
export const hrefs =
  (resources: ReadonlyMap<string, Resource>, base: string, type: string) =>
  (subject: string): string =>
    `${base}/v1/${resources.get(type)?.path}/${subject}`

/** The entry as JSON; the record goes in as PostgreSQL printed it. */
function entryOf(
  { seq, id, type, op, subject_type, subject_id, successor_id, ...row }: JournalRow,
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
