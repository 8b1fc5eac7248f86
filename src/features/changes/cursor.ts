// Positions in the change feed. A cursor names the change that was read last by its number and its id, and is signed with the epoch: a registry with
// another history, restored from a backup, has another change at that number or another epoch, and tells so instead of going on wrongly.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { ApiError } from '../../http/errors.ts'

/** A change in the journal; `seq` 0 is the place before the first. */
export interface Position {
  seq: number
  id: string
}

export const SNAPSHOT_PATH = '/v1/snapshot'

const SEQ = 6
const UUID = 16
const SIGNATURE = 14
/** A cursor as text: nothing but base64url of always the same length. */
export const CURSOR_PATTERN = `^[A-Za-z0-9_-]{${((SEQ + UUID + SIGNATURE) / 3) * 4}}$`

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

const sign = (key: Buffer, epoch: string, position: Buffer) =>
  createHmac('sha256', key).update('changes\0').update(epoch).update(position).digest().subarray(0, SIGNATURE)

/** Cursor after a change. `key` is the installation's, see `app.cursorKey`. */
export function feedCursor(key: Buffer, epoch: string, { seq, id }: Position): string {
  const position = Buffer.alloc(SEQ + UUID)
  position.writeUIntBE(seq, 0, SEQ)
  position.write(id.replaceAll('-', ''), SEQ, 'hex')
  return Buffer.concat([position, sign(key, epoch, position)]).toString('base64url')
}

/** Cursor of the newest change that this reader sees: in a snapshot, the place from which the feed goes on after it. */
export async function cursorAt(db: Db, key: Buffer): Promise<{ cursor: string; seq: number }> {
  const { epoch, seq, id } = await db
    .selectFrom('instance as i')
    .crossJoin('feed_head as h')
    .leftJoin('change as c', 'c.seq', 'h.seq')
    .select((eb) => ['i.epoch', 'h.seq', eb.fn.coalesce('c.id', sql<string>`${BEFORE_ALL}::uuid`).as('id')])
    .executeTakeFirstOrThrow()
  return { cursor: feedCursor(key, epoch, { seq, id }), seq }
}

/** Where the feed stands, as this reader sees it. */
export interface Standing {
  epoch: string
  /** Number of the newest change; 0 before the first. */
  head: number
  /** The position asked for, or without a cursor the place before the oldest change that is kept. */
  at: Position
}

/**
 * Takes a cursor that CURSOR_PATTERN lets pass. Throws 410 when the feed cannot go on from there without a gap: after a restore, after the change was
 * removed from the journal, or when this registry has never come that far.
 */
export async function findStanding(db: Db, key: Buffer, cursor?: string): Promise<Standing> {
  const bytes = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url')
  const seq = bytes?.readUIntBE(0, SEQ)
  const wanted = sql<number>`${seq ?? null}::bigint`
  const { epoch, head, first, id } = await db
    .selectFrom('instance as i')
    .crossJoin('feed_head as h')
    .leftJoinLateral(
      (eb) => eb.selectFrom('change').select('seq').orderBy('seq').limit(sql.lit(1)).as('f'),
      (join) => join.onTrue()
    )
    .leftJoin('change as c', (join) => join.on('c.seq', '=', wanted))
    .select((eb) => {
      const first = eb.fn.coalesce('f.seq', eb.lit(1))
      // The place before the first change, or that of a newest change which somebody has deleted (see `cursorAt`).
      const isPlace = sql<boolean>`(${wanted} = h.seq or exists (select from change n where n.seq = ${wanted} + 1))`
      const beforeAll = sql<string | null>`case when ${isPlace} then ${BEFORE_ALL}::uuid end`
      return ['i.epoch', 'h.seq as head', first.as('first'), eb.fn.coalesce('c.id', beforeAll).as('id')]
    })
    .executeTakeFirstOrThrow()
  if (bytes === undefined || seq === undefined) return { epoch, head, at: { seq: first - 1, id: BEFORE_ALL } }
  const genuine = timingSafeEqual(bytes.subarray(SEQ + UUID), sign(key, epoch, bytes.subarray(0, SEQ + UUID)))
  if (!genuine || id === null || id.replaceAll('-', '') !== bytes.toString('hex', SEQ, SEQ + UUID))
    throw cursorExpired()
  return { epoch, head, at: { seq, id } }
}

/** Number of the change that a cursor stands after; throws as findStanding does. */
export const seqOf = async (db: Db, key: Buffer, cursor: string): Promise<number> =>
  (await findStanding(db, key, cursor)).at.seq

export const cursorExpired = () =>
  new ApiError(
    'cursor_expired',
    {
      pl:
        'Od tego kursora nie można kontynuować: pochodzi sprzed odtworzenia rejestru z kopii zapasowej albo ' +
        `sprzed najstarszej przechowywanej zmiany. Kopię należy zacząć od nowa od ${SNAPSHOT_PATH}.`,
      en:
        'The feed cannot go on from this cursor: it is from before the registry was restored from a backup, or ' +
        `older than the oldest change that is kept. Begin the copy anew with ${SNAPSHOT_PATH}.`
    },
    { headers: { link: `<${SNAPSHOT_PATH}>; rel="alternate"` } }
  )
