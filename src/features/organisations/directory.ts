// What printed names are compared with: the names and places of all organisations, kept in memory.
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { organisationSummary } from '../summaries.ts'
import { type MatchTarget, type PreparedTargets, prepareTargets } from './match-rules.ts'

export interface Directory {
  seq: number
  targets: PreparedTargets
  homonyms: Set<string>
  /** The organisations in short, by id. */
  summaries: Map<string, object>
}

declare module 'fastify' {
  interface FastifyInstance {
    directory: Look
  }
}

/** Gives the directory as it is for `db`, a transaction's snapshot too. */
export type Look = (db: Db) => Promise<Directory>

/** What printed names are compared with, made anew only when the journal has moved on: making it costs more than all the rest. */
export function rememberDirectory(): Look {
  let known: Directory | undefined
  return async (db) => {
    const { seq } = await db.selectFrom('feed_head').select('seq').executeTakeFirstOrThrow()
    if (known?.seq === Number(seq)) return known
    known = db.isTransaction
      ? await readDirectory(db)
      : await db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(readDirectory)
    return known
  }
}

/** Needs a transaction that sees one snapshot. */
async function readDirectory(tx: Db): Promise<Directory> {
  const { seq } = await tx.selectFrom('feed_head').select('seq').executeTakeFirstOrThrow()
  const { rows } = await sql<MatchTarget & { summary: object }>`
    select o.id, o.slug, o.name, o.short_name, o.kind, coalesce(o.kind_family::text, '') as kind_family, ${organisationSummary('o')} as summary,
      array(select n.name from organisation_name n where n.organisation_id = o.id
        union select l.predecessor_name from organisation_lineage l where l.organisation_id = o.id and l.predecessor_id is null order by 1) as other_names,
      array_remove(array[case when t.level = 'gmina' then t.name end]
        || array(select n.name from territory_name n where n.territory_code = t.code) || array[o.seat], null) as places
    from organisation o left join territory t on t.code = o.territory_code`.execute(tx)
  const names = await sql<{ name: string }>`
    select fold(name) as name from (
      select code, name from territory where level = 'gmina'
      union select n.territory_code, n.name from territory_name n join territory t on t.code = n.territory_code where t.level = 'gmina'
    ) as g group by fold(name) having count(distinct code) > 1`.execute(tx)
  return {
    seq: Number(seq),
    targets: prepareTargets(rows),
    homonyms: new Set(names.rows.map(({ name }) => name)),
    summaries: new Map(rows.map(({ id, summary }) => [id, summary]))
  }
}
