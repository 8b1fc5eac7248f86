// What printed names are compared with: the names and places of all organisations, kept in memory.
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { organisationSummary } from '../summaries.ts'
import { type PreparedTargets, prepareTargets } from './match-rules.ts'

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
  const rows = await tx
    .selectFrom('organisation as o')
    .leftJoin('territory as t', 't.code', 'o.territory_code')
    .select(['o.id', 'o.slug', 'o.name', 'o.short_name', 'o.kind'])
    .select((eb) => {
      const otherNames = eb
        .selectFrom('organisation_name as n')
        .select('n.name')
        .whereRef('n.organisation_id', '=', 'o.id')
        .union(
          eb
            .selectFrom('organisation_lineage as l')
            .select('l.predecessor_name as name')
            .whereRef('l.organisation_id', '=', 'o.id')
            .where('l.predecessor_id', 'is', null)
        )
        .orderBy('name')
      const gmina = eb.case().when('t.level', '=', 'gmina').then(eb.ref('t.name')).end()
      const formerNames = eb
        .selectFrom('territory_name as n')
        .select('n.name')
        .whereRef('n.territory_code', '=', 't.code')
      const places = sql`array[${gmina}] || array${formerNames} || array[${eb.ref('o.seat')}]`
      return [
        sql<string>`coalesce(${eb.ref('o.kind_family')}::text, '')`.as('kind_family'),
        organisationSummary('o').$castTo<object>().as('summary'),
        sql<string[]>`array${otherNames}`.as('other_names'),
        sql<string[]>`array_remove(${places}, null)`.as('places')
      ]
    })
    .execute()
  const gminaNames = tx
    .selectFrom('territory')
    .select(['code', 'name'])
    .where('level', '=', 'gmina')
    .union(
      tx
        .selectFrom('territory_name as n')
        .innerJoin('territory as t', 't.code', 'n.territory_code')
        .select(['n.territory_code as code', 'n.name'])
        .where('t.level', '=', 'gmina')
    )
  const names = await tx
    .selectFrom(gminaNames.as('g'))
    .select(({ fn }) => fn<string>('fold', ['g.name']).as('name'))
    .groupBy(({ fn }) => fn('fold', ['g.name']))
    .having(({ fn }) => fn.count('g.code').distinct(), '>', 1)
    .execute()
  return {
    seq,
    targets: prepareTargets(rows),
    homonyms: new Set(names.map(({ name }) => name)),
    summaries: new Map(rows.map(({ id, summary }) => [id, summary]))
  }
}
