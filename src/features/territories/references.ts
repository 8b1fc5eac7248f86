// Filters by territory: a TERYT code or a name.
import { Type } from '@sinclair/typebox'
import { type Expression, sql } from 'kysely'
import { NOT_BLANK } from '../../contract/schemas.ts'
import type { Db } from '../../db/connect.ts'
import { type Fault, invalidParameters } from '../../http/errors.ts'
import { anyOf, columnsOf } from '../../records/columns.ts'
import type { Filter, Resolve, Sql } from '../../records/define.ts'
import { severalOf, unknownReference } from '../../records/references.ts'
import { isOneOf } from '../../records/sql.ts'

type Level = 'voivodeship' | 'powiat' | 'gmina'
const levels: Record<Level, { length: number; pl: string; example: string }> = {
  voivodeship: { length: 2, pl: 'województwo', example: '06' },
  powiat: { length: 4, pl: 'powiat', example: '0612' },
  gmina: { length: 6, pl: 'gmina', example: '061205' }
}

/**
 * Filter by territory: a TERYT code, or a name that only one unit of the level bears (former names too).
 * Resolves to codes; throws 400 that lists the units when the name is borne by several.
 */
export function territory(level: Level): Filter {
  const { length, example } = levels[level]
  const resolve: Resolve = async (db, parameter, values, found = new Set()) => {
    const codes: string[] = []
    const faults: Fault[] = []
    const known = await knownCodes(db, values, length, found)
    for (const value of values) {
      if (known.has(value)) {
        codes.push(value)
        continue
      }
      const rows = await unitsCalled(db, value, levels[level])
      if (rows.length === 1) codes.push((rows[0] as Unit).code)
      else if (rows.length === 0) faults.push(unknownReference(parameter, value))
      else {
        faults.push({
          parameter,
          code: 'ambiguous_value',
          detail: {
            pl: `Parametr «${parameter}»: nazwa «${value}» oznacza więcej niż jedną jednostkę; należy podać kod TERYT jednej z nich.`,
            en: `The parameter «${parameter}»: more than one unit is called «${value}»; give the TERYT code of the one meant.`
          },
          candidates: rows.map(({ code, label }) => ({ value: code, label }))
        })
      }
    }
    if (faults.length > 0) throw invalidParameters(faults)
    return codes
  }
  const item = Type.String({
    minLength: 1,
    maxLength: 100,
    pattern: NOT_BLANK,
    description: 'TERYT code or name.',
    examples: [example]
  })
  return {
    reads: ['territory'],
    schema: severalOf(
      item,
      `Territory by TERYT code, or by a name that only one ${level} bears. Several, separated by commas, mean any of them.`,
      [example]
    ),
    resolve
  }
}

interface Unit {
  code: string
  /** Its name with the units that it lies in. */
  label: string
}

const [t, p, v] = [columnsOf('territory', 't'), columnsOf('territory', 'p'), columnsOf('territory', 'v')]

/** The units of a level that bear a name, or bore it once. */
async function unitsCalled(db: Db, name: string, { length, pl }: { length: number; pl: string }): Promise<Unit[]> {
  const kind = sql`case ${t('gmina_kind')}
    when 'urban' then '(gmina miejska)'
    when 'rural' then '(gmina wiejska)'
    when 'urban_rural' then '(gmina miejsko-wiejska)' end`
  const label = sql<string>`concat_ws(', ', concat_ws(' ', ${pl}::text, ${t('name')}, ${kind}),
    case when length(${t('code')}) > 4 then 'powiat ' || ${p('name')} end,
    case when length(${t('code')}) > 2 then 'województwo ' || ${v('name')} end)`
  const isCalled = (column: Expression<string>) => sql<boolean>`fold(${column}) = fold(${name})`
  return db
    .selectFrom('territory as t')
    .leftJoin('territory as p', (join) => join.on(sql<boolean>`${p('code')} = left(${t('code')}, 4)`))
    .leftJoin('territory as v', (join) => join.on(sql<boolean>`${v('code')} = left(${t('code')}, 2)`))
    .select(['t.code', label.as('label')])
    .where(({ eb, fn }) => eb(fn<number>('length', ['t.code']), '=', length))
    .where('t.code', 'in', (eb) =>
      eb
        .selectFrom('territory as u')
        .select('u.code')
        .where(({ ref }) => isCalled(ref('u.name')))
        .union(
          eb
            .selectFrom('territory_name as n')
            .select('n.territory_code as code')
            .where(({ ref }) => isCalled(ref('n.name')))
        )
    )
    .orderBy('t.code')
    .execute()
}

/** Those of the values that are codes of so many digits, which is what most clients send. A unit stays in the registry. */
async function knownCodes(db: Db, values: string[], length: number, found: Set<string>): Promise<Set<string>> {
  const codes = values.filter((value) => /^[0-9]+$/.test(value) && value.length === length)
  const unknown = codes.filter((code) => !found.has(code))
  if (unknown.length > 0) {
    const rows = await db.selectFrom('territory').select('code').where('code', '=', anyOf(unknown)).execute()
    for (const { code } of rows) found.add(code)
  }
  return new Set(codes.filter((code) => found.has(code)))
}

/** Condition that a territory lies in one of the territories: TERYT codes begin with those of the units that they lie in. */
export const within = (column: Sql, codes: string[] | undefined): Sql | undefined =>
  codes?.every((code) => code.length === levels.voivodeship.length)
    ? isOneOf(sql`left(${column}, 2)`, codes)
    : codes && startsWith(column, codes)

const startsWith = (column: Sql, codes: string[]): Sql =>
  sql`(${sql.join(
    codes.map((code) => sql`${column} like ${`${code}%`}`),
    sql` or `
  )})`
