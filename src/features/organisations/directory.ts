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
    directory: Directories
  }
}

/** What printed names are compared with, made anew only when the change log has moved on: making it costs more than all the rest. */
export interface Directories {
  /** The directory as it is now. */
  current: (db: Db) => Promise<Directory>
  /** The directory as a transaction sees it, which must see one snapshot. */
  within: (tx: Db) => Promise<Directory>
}

export function rememberDirectory(): Directories {
  let known: Directory | undefined
  const within = async (tx: Db) => {
    const seq = await headOf(tx)
    if (known?.seq !== seq) known = await readDirectory(tx, seq)
    return known
  }
  return {
    within,
    current: async (db) => {
      if (known?.seq === (await headOf(db))) return known
      return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(within)
    }
  }
}

/** Position of the change log. */
const headOf = async (db: Db): Promise<number> =>
  Number((await db.selectFrom('feed_head').select('seq').executeTakeFirstOrThrow()).seq)

/** Needs a transaction that sees one snapshot. */
async function readDirectory(tx: Db, seq: number): Promise<Directory> {
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
    seq,
    targets: prepareTargets(rows),
    homonyms: new Set(names.rows.map(({ name }) => name)),
    summaries: new Map(rows.map(({ id, summary }) => [id, summary]))
  }
}
