// Verifies the hash chain of the audit: each entry must match the one before it, and the last entry must match the
// stored end of the chain.
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { AuditVerification } from './schemas.ts'

/** An entry that was stored outside the database. `hash` is hexadecimal. */
export interface KnownEntry {
  seq: number
  hash: string
}

/** Entries per query: about a quarter of a second of database time. */
const BATCH_SIZE = 20_000

/**
 * Verifies the whole chain as of one moment. Someone with write access to the tables could replace the chain together
 * with its stored end. Only a `known` entry from outside the database reveals that.
 */
export function verifyAudit(db: Db, known?: KnownEntry): Promise<AuditVerification> {
  const transaction = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return transaction.execute((tx) => verifyAuditAsOf(tx, known))
}

/** Verifies the chain as `verifyAudit` does, in a transaction of the caller with the isolation `repeatable read`. */
export async function verifyAuditAsOf(tx: Tx, known?: KnownEntry): Promise<AuditVerification> {
  const end = await readEnd(tx)
  let entries = 0
  let last = { seq: 0, hash: end.first }
  let broken: number | null = null
  for (let more = true; more; ) {
    const part = await verifyPart(tx, last)
    more = part.entries === BATCH_SIZE
    entries += part.entries
    broken ??= part.broken
    if (part.seq !== null && part.hash !== null) last = { seq: part.seq, hash: part.hash }
  }
  // Entries that were removed from or added to the end of the chain still match each other.
  if (last.seq !== end.seq) broken ??= Math.min(last.seq, end.seq) + 1
  else if (last.hash !== end.hash) broken ??= Math.max(last.seq, 1)
  if (known && !(await exists(tx, known))) broken ??= Math.min(known.seq, last.seq + 1)
  return { intact: broken === null, entries, first_broken: broken, last_seq: last.seq, last_hash: last.hash }
}

/** Returns the stored end of the chain, and the hash with which the chain begins. */
async function readEnd(db: Db): Promise<KnownEntry & { first: string }> {
  const end = await db
    .selectFrom('audit_head')
    .select(({ ref }) => [
      'seq',
      sql<string>`encode(${ref('hash')}, 'hex')`.as('hash'),
      sql<string>`encode(sha256('konwent audit'), 'hex')`.as('first')
    ])
    .executeTakeFirst()
  if (!end) throw new Error('the audit has no stored end (table audit_head)')
  return end
}

async function exists(db: Db, { seq, hash }: KnownEntry): Promise<boolean> {
  const found = await db
    .selectFrom('audit')
    .select('seq')
    .where('seq', '=', seq)
    .where('hash', '=', sql<Buffer>`decode(${hash}, 'hex')`)
    .executeTakeFirst()
  return found !== undefined
}

interface ChainPart {
  entries: number
  /** Number of the first entry that does not match the one before it. */
  broken: number | null
  /** Number and hash of the last entry of the part; null if the part is empty. */
  seq: number | null
  hash: string | null
}

/** Columns of an entry in the order of the parameters of audit_text(). */
const HASHED_COLUMNS = [
  'seq',
  'id',
  'occurred_at',
  'actor',
  'key_id',
  'action',
  'subject_type',
  'subject_ids',
  'subject_version',
  'fields',
  'request_id'
] as const

function verifyPart(db: Db, after: KnownEntry): Promise<ChainPart> {
  const one = sql.lit(1)
  return db
    .with('part', (part) =>
      part
        .selectFrom('audit')
        .select(({ fn }) => [
          'seq',
          'hash',
          fn
            .agg<Buffer>('lag', ['hash', one, sql`decode(${after.hash}, 'hex')`])
            .over((window) => window.orderBy('seq'))
            .as('before'),
          fn
            .agg<number>('lag', ['seq', one, sql`${after.seq}::bigint`])
            .over((window) => window.orderBy('seq'))
            .as('previous'),
          fn<Buffer>('audit_text', HASHED_COLUMNS).as('text')
        ])
        .where('seq', '>', after.seq)
        .orderBy('seq')
        .limit(BATCH_SIZE)
    )
    .selectFrom('part')
    .select(({ fn, ref }) => [
      fn.countAll<number>().as('entries'),
      fn
        .min<number | null>('seq')
        .filterWhere(({ eb, or }) =>
          or([
            eb('hash', '<>', sql<Buffer>`sha256(${ref('before')} || ${ref('text')})`),
            eb('seq', '<>', eb('previous', '+', eb.lit(1)))
          ])
        )
        .as('broken'),
      fn.max<number | null>('seq').as('seq'),
      sql<string | null>`encode((array_agg(${ref('hash')} order by ${ref('seq')} desc))[1], 'hex')`.as('hash')
    ])
    .executeTakeFirstOrThrow()
}
