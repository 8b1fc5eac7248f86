// Cursors of the change feed. A cursor holds the number and the id of the last change read, and is signed with the
// epoch. After a restore from a backup the number belongs to another change, or the epoch differs. The cursor is then
// rejected, so that a client never continues in another history.
import { hash, type KeyObject, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { ApiError } from '../../http/errors.ts'

/** A position in the change log. `seq` 0 is the position before the first change. */
export interface Position {
  seq: number
  id: string
}

export const SNAPSHOT_PATH = '/v1/snapshot'

const SEQ_BYTES = 6
const ID_BYTES = 16
const POSITION_BYTES = SEQ_BYTES + ID_BYTES
const SIGNATURE_BYTES = 14
/** Pattern of a cursor: base64url text of a fixed length. */
export const CURSOR_PATTERN = `^[A-Za-z0-9_-]{${((POSITION_BYTES + SIGNATURE_BYTES) / 3) * 4}}$`

const ZERO_ID = '00000000-0000-0000-0000-000000000000'

const HMAC_BLOCK_BYTES = 64
const HASH_BYTES = 32

const sha256 = (bytes: Buffer): Buffer => hash('sha256', bytes, 'buffer')

/**
 * Returns a function that signs positions: HMAC-SHA256 (RFC 2104) over the epoch and the position. A page has up to 501
 * cursors, so both messages are prepared once, and only the position and the inner hash are replaced.
 */
function signer(key: KeyObject, epoch: string): (position: Buffer) => Buffer {
  const padded = Buffer.alloc(HMAC_BLOCK_BYTES)
  const bytes = key.export()
  const short = bytes.length > HMAC_BLOCK_BYTES ? sha256(bytes) : bytes
  short.copy(padded)
  const prefix = Buffer.concat([padded.map((byte) => byte ^ 0x36), Buffer.from(`changes\0${epoch}`)])
  const inner = Buffer.concat([prefix, Buffer.alloc(POSITION_BYTES)])
  const outer = Buffer.concat([padded.map((byte) => byte ^ 0x5c), Buffer.alloc(HASH_BYTES)])
  return (position) => {
    inner.set(position, prefix.length)
    outer.set(sha256(inner), HMAC_BLOCK_BYTES)
    return sha256(outer).subarray(0, SIGNATURE_BYTES)
  }
}

/**
 * Returns a function that makes the cursor after a change. `key` is the signing key of the installation, see
 * `app.cursorKey`.
 */
export function feedCursors(key: KeyObject, epoch: string): (position: Position) => string {
  const sign = signer(key, epoch)
  const cursor = Buffer.alloc(POSITION_BYTES + SIGNATURE_BYTES)
  const position = cursor.subarray(0, POSITION_BYTES)
  return ({ seq, id }) => {
    cursor.writeUIntBE(seq, 0, SEQ_BYTES)
    cursor.write(id.replaceAll('-', ''), SEQ_BYTES, 'hex')
    cursor.set(sign(position), POSITION_BYTES)
    return cursor.toString('base64url')
  }
}

/** Returns the cursor of the newest change visible to this transaction. A snapshot is continued from there. */
export async function cursorAt(db: Db, key: KeyObject): Promise<{ cursor: string; seq: number }> {
  const { epoch, seq, id } = await db
    .selectFrom('instance as i')
    .crossJoin('feed_head as h')
    .leftJoin('change as c', 'c.seq', 'h.seq')
    .select((eb) => ['i.epoch', 'h.seq', eb.fn.coalesce('c.id', sql<string>`${ZERO_ID}::uuid`).as('id')])
    .executeTakeFirstOrThrow()
  return { cursor: feedCursors(key, epoch)({ seq, id }), seq }
}

/** The state of the feed that is visible to this transaction. */
export interface FeedState {
  epoch: string
  /** Number of the newest change; 0 before the first. */
  head: number
  /** The position of the cursor. Without a cursor: the position before the oldest stored change. */
  at: Position
}

/**
 * Returns the state of the feed for a cursor that matches CURSOR_PATTERN. Throws 410 if the feed cannot continue there
 * without a gap: after a restore, after the change was removed from the change log, or if the change never existed.
 */
export async function getFeedState(db: Db, key: KeyObject, cursor?: string): Promise<FeedState> {
  const bytes = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url')
  const seq = bytes?.readUIntBE(0, SEQ_BYTES)
  const requestedSeq = sql<number>`${seq ?? null}::bigint`
  const { epoch, head, first, id } = await db
    .selectFrom('instance as i')
    .crossJoin('feed_head as h')
    .leftJoinLateral(
      (eb) => eb.selectFrom('change').select('seq').orderBy('seq').limit(sql.lit(1)).as('f'),
      (join) => join.onTrue()
    )
    .leftJoin('change as c', (join) => join.on('c.seq', '=', requestedSeq))
    .select((eb) => {
      const first = eb.fn.coalesce('f.seq', eb.lit(1))
      // The place before the first change, or that of a newest change which somebody has deleted (see `cursorAt`).
      const isPlace = sql<boolean>`(${requestedSeq} = h.seq or exists (select from change n where n.seq = ${requestedSeq} + 1))`
      const idOfStart = sql<string | null>`case when ${isPlace} then ${ZERO_ID}::uuid end`
      return ['i.epoch', 'h.seq as head', first.as('first'), eb.fn.coalesce('c.id', idOfStart).as('id')]
    })
    .executeTakeFirstOrThrow()
  if (bytes === undefined || seq === undefined) return { epoch, head, at: { seq: first - 1, id: ZERO_ID } }
  const genuine = timingSafeEqual(bytes.subarray(POSITION_BYTES), signer(key, epoch)(bytes.subarray(0, POSITION_BYTES)))
  if (!genuine || id === null || id.replaceAll('-', '') !== bytes.toString('hex', SEQ_BYTES, POSITION_BYTES))
    throw cursorExpired()
  return { epoch, head, at: { seq, id } }
}

/** Returns the number of the change that a cursor follows. Throws 410 as getFeedState does. */
export const getSeq = async (db: Db, key: KeyObject, cursor: string): Promise<number> =>
  (await getFeedState(db, key, cursor)).at.seq

export const cursorExpired = () =>
  new ApiError(
    'cursor_expired',
    {
      pl:
        'Od tego kursora nie można kontynuować: pochodzi sprzed odtworzenia rejestru z kopii zapasowej albo ' +
        `sprzed najstarszej przechowywanej zmiany. Kopię należy zbudować od nowa, zaczynając od ${SNAPSHOT_PATH}.`,
      en:
        'The change feed cannot continue from this cursor: the cursor is from before the registry was restored from ' +
        `a backup, or it is older than the oldest stored change. Rebuild the copy from ${SNAPSHOT_PATH}.`
    },
    { headers: { link: `<${SNAPSHOT_PATH}>; rel="alternate"` } }
  )
