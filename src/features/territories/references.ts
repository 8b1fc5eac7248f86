// Filters by territory: a TERYT code or a name.
import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { NOT_BLANK } from '../../contract/schemas.ts'
import type { Db } from '../../db/connect.ts'
import { type Fault, invalidParameters } from '../../http/errors.ts'
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
  const { length, pl, example } = levels[level]
  const resolve: Resolve = async (db, parameter, values, found = new Set()) => {
    const codes: string[] = []
    const faults: Fault[] = []
    const known = await knownCodes(db, values, length, found)
    for (const value of values) {
      if (known.has(value)) {
        codes.push(value)
        continue
      }
      const { rows } = await sql<{ code: string; label: string }>`
        select t.code, concat_ws(', ', concat_ws(' ', ${pl}::text, t.name, case t.gmina_kind when 'urban' then '(gmina miejska)' when 'rural' then '(gmina wiejska)' when 'urban_rural' then '(gmina miejsko-wiejska)' end),
          case when length(t.code) > 4 then 'powiat ' || p.name end, case when length(t.code) > 2 then 'województwo ' || v.name end) as label
        from territory t
          left join territory p on p.code = left(t.code, 4)
          left join territory v on v.code = left(t.code, 2)
        where length(t.code) = ${length} and t.code in (
          select code from territory where fold(name) = fold(${value}) union select territory_code from territory_name where fold(name) = fold(${value}))
        order by t.code`.execute(db)
      if (rows.length === 1) codes.push((rows[0] as { code: string }).code)
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

/** Those of the values that are codes of so many digits, which is what most clients send. A unit stays in the registry. */
async function knownCodes(db: Db, values: string[], length: number, found: Set<string>): Promise<Set<string>> {
  const codes = values.filter((value) => /^[0-9]+$/.test(value) && value.length === length)
  const unknown = codes.filter((code) => !found.has(code))
  if (unknown.length > 0) {
    const { rows } = await sql<{ code: string }>`select code from territory where code = any(${unknown})`.execute(db)
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
