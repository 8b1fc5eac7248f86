// Whether the chain of the audit is whole: each entry fits the one before it, and the last one is where the chain is known to end.
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { AuditVerification } from './schemas.ts'

/** An entry whose hash, in hexadecimal, was written down elsewhere. */
export interface KnownEntry {
  seq: number
  hash: string
}

// About a quarter of a second for the database.
const AT_A_TIME = 20_000

/**
 * Follows the chain from its beginning to its end, as of one moment. Whoever may write to the tables themselves can make a new chain
 * together with its end: only an entry known from elsewhere tells that.
 */
export function verifyAudit(db: Db, known?: KnownEntry): Promise<AuditVerification> {
  const transaction = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return transaction.execute(async (tx) => {
    const end = await readEnd(tx)
    let entries = 0
    let last = { seq: 0, hash: end.first }
    let broken: number | null = null
    for (let more = true; more; ) {
      const part = await followChain(tx, last)
      more = part.entries === AT_A_TIME
      entries += part.entries
      broken ??= part.broken
      if (part.seq !== null && part.hash !== null) last = { seq: part.seq, hash: part.hash }
    }
    // Entries taken away from the end, or put there, fit each other.
    if (last.seq !== end.seq) broken ??= Math.min(last.seq, end.seq) + 1
    else if (last.hash !== end.hash) broken ??= Math.max(last.seq, 1)
    if (known && !(await isThere(tx, known))) broken ??= Math.min(known.seq, last.seq + 1)
    return { intact: broken === null, entries, first_broken: broken, last_seq: last.seq, last_hash: last.hash }
  })
}

/** Where the chain is known to end, and the hash that it begins with. */
async function readEnd(db: Db): Promise<KnownEntry & { first: string }> {
  const { rows } = await sql<KnownEntry & { first: string }>`
    select seq, encode(hash, 'hex') as hash, encode(sha256('konwent audit'), 'hex') as first from audit_head`.execute(
    db
  )
  if (!rows[0]) throw new Error('the audit has lost the record of its end')
  return rows[0]
}

async function isThere(db: Db, { seq, hash }: KnownEntry): Promise<boolean> {
  const { rows } = await sql`select 1 from audit where seq = ${seq} and hash = decode(${hash}, 'hex')`.execute(db)
  return rows.length > 0
}

interface Part {
  entries: number
  /** First entry that does not fit the one before it. */
  broken: number | null
  /** The last entry of the part; null when there is none. */
  seq: number | null
  hash: string | null
}

async function followChain(db: Db, after: KnownEntry): Promise<Part> {
  const { rows } = await sql<Part>`
    with part as (
      select seq, hash, lag(hash, 1, decode(${after.hash}, 'hex')) over (order by seq) as before, lag(seq, 1, ${after.seq}::bigint) over (order by seq) as previous,
        audit_text(seq, id, occurred_at, actor, key_id, action, subject_type, subject_ids, subject_version, fields, request_id) as text
      from audit where seq > ${after.seq} order by seq limit ${AT_A_TIME}
    )
    select count(*) as entries, min(seq) filter (where hash <> sha256(before || text) or seq <> previous + 1) as broken,
      max(seq) as seq, encode((array_agg(hash order by seq desc))[1], 'hex') as hash from part`.execute(db)
  return rows[0] as Part
}
