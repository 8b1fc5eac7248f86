// Finds units of the territorial division by the names that people write.
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { GminaKind } from '../../db/types.ts'
import { anyOf, columnsOf } from '../../records/columns.ts'
import { fold } from '../../records/polish.ts'
import { fit, type Level, type PrintedUnit, readUnit } from './printed-unit.ts'

export interface Unit {
  code: string
  /** Name of the unit with its kind, powiat and voivodeship. */
  label: string
}

export const levels: Record<Level, { length: number; pl: string; example: string }> = {
  voivodeship: { length: 2, pl: 'województwo', example: '06' },
  powiat: { length: 4, pl: 'powiat', example: '0612' },
  gmina: { length: 6, pl: 'gmina', example: '061205' }
}

const [t, p, v] = [columnsOf('territory', 't'), columnsOf('territory', 'p'), columnsOf('territory', 'v')]
const n = columnsOf('territory_name', 'n')

const hasName = (column: Expression<string>, name: string) => sql<boolean>`fold(${column}) = fold(${name})`

/** Returns a query of the units of a level `t` with their powiats `p` and voivodeships `v`. */
const unitsOf = (db: Db, level: Level) =>
  db
    .selectFrom('territory as t')
    .leftJoin('territory as p', (join) => join.on(sql<boolean>`${p('code')} = left(${t('code')}, 4)`))
    .leftJoin('territory as v', (join) => join.on(sql<boolean>`${v('code')} = left(${t('code')}, 2)`))
    .where(({ eb, fn }) => eb(fn<number>('length', ['t.code']), '=', levels[level].length))

/** Selects the code and the label of the units of a level. */
function labelledUnits(db: Db, level: Level) {
  const kind = sql`case ${t('gmina_kind')}
    when 'urban' then '(gmina miejska)'
    when 'rural' then '(gmina wiejska)'
    when 'urban_rural' then '(gmina miejsko-wiejska)' end`
  const label = sql<string>`concat_ws(', ', concat_ws(' ', ${levels[level].pl}::text, ${t('name')}, ${kind}),
    case when length(${t('code')}) > 4 then 'powiat ' || ${p('name')} end,
    case when length(${t('code')}) > 2 then 'województwo ' || ${v('name')} end)`
  return unitsOf(db, level).select(['t.code', label.as('label')])
}

/**
 * Returns the units of a level that a text means: those with exactly this present or former name, ignoring case and
 * diacritics; otherwise those with the name in another grammatical case, or with words for the kind or the level.
 */
export async function findUnitsByName(db: Db, text: string, level: Level): Promise<Unit[]> {
  const exact = await labelledUnits(db, level)
    .where('t.code', 'in', (eb) =>
      eb
        .selectFrom('territory as u')
        .select('u.code')
        .where(({ ref }) => hasName(ref('u.name'), text))
        .union(
          eb
            .selectFrom('territory_name as n')
            .select('n.territory_code as code')
            .where(({ ref }) => hasName(ref('n.name'), text))
        )
    )
    .orderBy('t.code')
    .execute()
  if (exact.length > 0) return exact
  for (const printed of readUnit(text)) {
    if (printed.level !== undefined && printed.level !== level) continue
    const codes = bestFits(printed, await findUnitsByInitial(db, printed.name.charAt(0), level))
    if (codes.length > 0) return labelledUnits(db, level).where('t.code', '=', anyOf(codes)).orderBy('t.code').execute()
  }
  return []
}

interface NamedUnit {
  code: string
  names: string[]
  gmina_kind: GminaKind | null
  is_city: boolean
  powiat: string | null
  voivodeship: string | null
}

/** Returns the units of a level that have a name with this first letter. All grammatical cases of a name share it. */
function findUnitsByInitial(db: Db, initial: string, level: Level): Promise<NamedUnit[]> {
  const former = sql`select ${n('name')} from ${n.table} where ${n('territory_code')} = ${t('code')}`
  const isRenamed = sql`exists (${former})`
  return unitsOf(db, level)
    .select(['t.code', 't.gmina_kind', 'p.name as powiat', 'v.name as voivodeship'])
    .select([
      sql<string[]>`array_append(array(${former}), ${t('name')})`.as('names'),
      sql<boolean>`${t('level')} = 'city_county'`.as('is_city')
    ])
    .where(sql<SqlBool>`(${t('search_text')} like ${` ${initial}%`} or ${isRenamed})`)
    .execute()
}

/** Returns the codes of the units that fit the printed one best. */
function bestFits(printed: PrintedUnit, units: NamedUnit[]): string[] {
  const { kinds, town, powiat, voivodeship } = printed
  const isIn = (container: string | undefined, name: string | null) =>
    container === undefined || (name !== null && fit({ name: container, locative: false }, name) > 0)
  const fits = units.flatMap((unit) => {
    const score = Math.max(...unit.names.map((name) => fit(printed, name)))
    const isAllowed = unit.gmina_kind === null ? !town || unit.is_city : !kinds || kinds.includes(unit.gmina_kind)
    const isMeant = isAllowed && isIn(powiat, unit.powiat) && isIn(voivodeship, unit.voivodeship)
    return score > 0 && isMeant ? [{ code: unit.code, score }] : []
  })
  const best = Math.max(...fits.map(({ score }) => score))
  return fits.filter(({ score }) => score === best).map(({ code }) => code)
}

const MAX_SIMILAR = 5
/** Least share of common trigrams of two similar names. */
const SIMILAR = 0.4

/** Returns the units of a level that contain a unit named `text`, and those with a similar name, best first. */
export function findSimilarUnits(db: Db, text: string, level: Level): Promise<Unit[]> {
  const name = readUnit(text).at(-1)?.name ?? fold(text)
  const similarity = sql<number>`similarity(fold(${t('name')}), ${name})`
  const contains = sql<boolean>`exists (select from territory u
    where ${hasName(sql`u.name`, name)} and left(u.code, ${levels[level].length}) = ${t('code')})`
  return labelledUnits(db, level)
    .where(sql<boolean>`(${similarity} >= ${SIMILAR} or ${contains})`)
    .orderBy(contains, 'desc')
    .orderBy(similarity, 'desc')
    .orderBy('t.code')
    .limit(MAX_SIMILAR)
    .execute()
}
