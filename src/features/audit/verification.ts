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
  const end = await db
    .selectFrom('audit_head')
    .select(({ ref }) => [
      'seq',
      sql<string>`encode(${ref('hash')}, 'hex')`.as('hash'),
      sql<string>`encode(sha256('konwent audit'), 'hex')`.as('first')
    ])
    .executeTakeFirst()
  if (!end) throw new Error('the audit has lost the record of its end')
  return end
}

async function isThere(db: Db, { seq, hash }: KnownEntry): Promise<boolean> {
  const found = await db
    .selectFrom('audit')
    .select('seq')
    .where('seq', '=', seq)
    .where('hash', '=', sql<Buffer>`decode(${hash}, 'hex')`)
    .executeTakeFirst()
  return found !== undefined
}

interface Part {
  entries: number
  /** First entry that does not fit the one before it. */
  broken: number | null
  /** The last entry of the part; null when there is none. */
  seq: number | null
  hash: string | null
}

// In the order in which audit_text() takes them.
const hashed = [
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

function followChain(db: Db, after: KnownEntry): Promise<Part> {
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
          fn<Buffer>('audit_text', hashed).as('text')
        ])
        .where('seq', '>', after.seq)
        .orderBy('seq')
        .limit(AT_A_TIME)
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
