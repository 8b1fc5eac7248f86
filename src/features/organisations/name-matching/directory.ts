// In-memory index of the names and places of all organisations, against which printed names are matched.
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../../../db/connect.ts'
import type { Sql } from '../../../records/define.ts'
import { organisationSummary } from '../../summaries.ts'
import { type MatchTarget, type PreparedTargets, prepareTargets } from './match-rules.ts'

export interface Directory {
  /** Position of the change log at which the directory was read. */
  seq: number
  targets: PreparedTargets
  /** Folded names that more than one gmina has. */
  homonyms: Set<string>
  /** Time of the last change of a territory, on which the homonyms depend. */
  territoriesChangedAt: string | null
  /** Organisation summaries by id. */
  summaries: Map<string, object>
}

declare module 'fastify' {
  interface FastifyInstance {
    directory: DirectoryCache
  }
}

/** Caches the directory until the change log moves, because reading it costs more than the matching itself. */
export interface DirectoryCache {
  /** Returns the directory of the current state. */
  current: (db: Db) => Promise<Directory>
  /** Returns the directory as the transaction sees it. The transaction needs a stable snapshot (repeatable read). */
  within: (tx: Db) => Promise<Directory>
}

export function createDirectoryCache(): DirectoryCache {
  let cached: Directory | undefined
  const within = async (tx: Db) => {
    const seq = await readPosition(tx)
    if (cached?.seq !== seq) cached = await readDirectory(tx, seq, cached)
    return cached
  }
  return {
    within,
    current: async (db) => {
      if (cached?.seq === (await readPosition(db))) return cached
      return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(within)
    }
  }
}

/** Returns the position of the change log. */
const readPosition = async (db: Db): Promise<number> =>
  Number((await db.selectFrom('feed_head').select('seq').executeTakeFirstOrThrow()).seq)

/**
 * Reads all organisations. The homonyms are those of the previous directory if no territory has changed. The transaction
 * needs a stable snapshot, because this runs several queries.
 */
async function readDirectory(tx: Db, seq: number, previous?: Directory): Promise<Directory> {
  const rows = await readTargets(tx)
  const { territoriesChangedAt } = await tx
    .selectFrom('territory as t')
    .select(({ fn }) => sql<string | null>`${fn.max('t.updated_at')}::text`.as('territoriesChangedAt'))
    .executeTakeFirstOrThrow()
  const isSame = previous?.territoriesChangedAt === territoriesChangedAt
  return {
    seq,
    targets: prepareTargets(rows),
    homonyms: previous && isSame ? previous.homonyms : await readHomonyms(tx),
    territoriesChangedAt,
    summaries: new Map(rows.map(({ id, summary }) => [id, summary]))
  }
}

/** Reads organisations with their names and places. `condition` is on `organisation o`. Default: all of them. */
export function readTargets(tx: Db, condition: Sql = sql`true`): Promise<(MatchTarget & { summary: object })[]> {
  return tx
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
      const gminaName = eb.case().when('t.level', '=', 'gmina').then(eb.ref('t.name')).end()
      const formerNames = eb
        .selectFrom('territory_name as n')
        .select('n.name')
        .whereRef('n.territory_code', '=', 't.code')
      const places = sql`array[${gminaName}] || array${formerNames} || array[${eb.ref('o.seat')}]`
      return [
        sql<string>`coalesce(${eb.ref('o.kind_family')}::text, '')`.as('kind_family'),
        organisationSummary('o').$castTo<object>().as('summary'),
        sql<string[]>`array${otherNames}`.as('other_names'),
        sql<string[]>`array_remove(${places}, null)`.as('places')
      ]
    })
    .where(condition as RawBuilder<SqlBool>)
    .execute()
}

/** Returns the folded names that more than one gmina has. */
async function readHomonyms(tx: Db): Promise<Set<string>> {
  const allGminaNames = tx
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
  const sharedNames = await tx
    .selectFrom(allGminaNames.as('g'))
    .select(({ fn }) => fn<string>('fold', ['g.name']).as('name'))
    .groupBy(({ fn }) => fn('fold', ['g.name']))
    .having(({ fn }) => fn.count('g.code').distinct(), '>', 1)
    .execute()
  return new Set(sharedNames.map(({ name }) => name))
}
