// Filters by territory. A value is a TERYT code or a name.
import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { NOT_BLANK } from '../../contract/schemas.ts'
import type { Db } from '../../db/connect.ts'
import { type Fault, invalidParameters, type Text } from '../../http/errors.ts'
import { anyOf, columnsOf } from '../../records/columns.ts'
import type { Filter, Resolve, SortKey, Sql } from '../../records/define.ts'
import { severalOf, unknownReference } from '../../records/references.ts'
import { isOneOf } from '../../records/sql.ts'
import { territoriesOn } from './as-of.ts'
import type { Level } from './printed-unit.ts'
import { findSimilarUnits, findUnitsByName, levels, type Unit } from './unit-names.ts'

/**
 * Returns a filter by territory. A value is a TERYT code, or a text that means only one unit of the level: a present or
 * former name, also in another grammatical case or with words for the kind. The filter resolves to codes. It throws 400
 * for an unknown value; for a name of several units, the error lists them.
 */
export function territory(level: Level): Filter {
  const { length, example } = levels[level]
  const resolve: Resolve = async (db, parameter, values, { found, asOf }) => {
    const codes: string[] = []
    const faults: Fault[] = []
    const existing = await findExistingCodes(db, values, length, found)
    for (const value of values) {
      if (existing.has(value)) {
        codes.push(value)
        continue
      }
      if (level === 'gmina' && isSymbol(value)) {
        const gmina = await findGmina(db, value, asOf)
        if (gmina?.kinds.includes(value.slice(6))) codes.push(gmina.code)
        else faults.push(unknownSymbol(parameter, value, gmina))
        continue
      }
      const rows = await findUnitsByName(db, value, level)
      if (rows.length === 1) codes.push((rows[0] as Unit).code)
      else if (rows.length === 0) faults.push(await unknownUnit(db, parameter, value, level))
      else {
        faults.push({
          parameter,
          code: 'ambiguous_value',
          detail: {
            pl:
              `Parametr «${parameter}»: nazwa «${value}» oznacza więcej niż jedną jednostkę. ` +
              'Należy podać kod TERYT jednej z nich.',
            en:
              `The parameter «${parameter}»: more than one unit has the name «${value}». ` +
              'State the TERYT code of one of them.'
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
    description:
      level === 'gmina'
        ? 'TERYT code of 6 digits, or of 7 with the kind on the day `as_of` or today, or name of the unit.'
        : 'TERYT code or name of the unit.',
    examples: [example]
  })
  return {
    reads: ['territory'],
    schema: severalOf(
      item,
      `Territory by TERYT code, or by a name that only one ${level} has, in any grammatical case. Several values, ` +
        'separated by commas, match any of them.',
      [example]
    ),
    resolve
  }
}

/** Returns the fault of a value that names no unit. It lists units with a similar name or a place of this name. */
async function unknownUnit(db: Db, parameter: string, value: string, level: Level): Promise<Fault> {
  const fault = unknownReference(parameter, value)
  const units = await findSimilarUnits(db, value, level)
  if (units.length === 0) return fault
  const list = units.map(({ code, label }) => `${label} (${code})`).join('; ')
  return {
    ...fault,
    detail: {
      pl: `${fault.detail.pl} Czy chodzi o: ${list}?`,
      en: `${fault.detail.en} Did you mean: ${list}?`
    },
    candidates: units.map(({ code, label }) => ({ value: code, label }))
  }
}

/** Returns whether the value looks like a seven-digit TERC symbol: the code of a gmina and a digit for its kind. */
const isSymbol = (value: string): boolean => /^[0-9]{7}$/.test(value)

/** Digits of the kinds of gminas in TERC, in the order of the vocabulary. */
const kindDigits = sql`'{urban,rural,urban_rural}'::gmina_kind[]`

interface Gmina {
  code: string
  name: string
  /** Digits of the kinds that it possibly had on the day. */
  kinds: string[]
  asOf: string | undefined
}

/** Returns the gmina whose code a seven-digit symbol begins with, as it was on the day, or as it is now. */
async function findGmina(db: Db, symbol: string, asOf?: string): Promise<Gmina | undefined> {
  const [kinds, from] =
    asOf === undefined
      ? [sql`array[${t('gmina_kind')}]`, t.table]
      : [sql`t.possible_kinds`, territoriesOn('t', sql`${asOf}::date`)]
  const { rows } = await sql<Gmina>`
    select ${t('code')}, ${t('name')},
      array(select array_position(${kindDigits}, kind)::text from unnest(${kinds}) as kind order by 1) as kinds
    from ${from} where ${t('code')} = ${symbol.slice(0, 6)}`.execute(db)
  return rows[0] && { ...rows[0], asOf }
}

/** Returns the reason why a seven-digit symbol names no gmina; undefined if nothing more is known. */
export async function explainSymbol(db: Db, value: string): Promise<Text | undefined> {
  return isSymbol(value) ? reasonOf(value, await findGmina(db, value)) : undefined
}

function reasonOf(symbol: string, gmina: Gmina | undefined): Text | undefined {
  if (!gmina) return undefined
  const { code, name, kinds, asOf } = gmina
  const right = kinds.map((digit) => code + digit)
  const digit = symbol.slice(6)
  if (digit === '4' || digit === '5')
    return {
      pl:
        `Symbol ${symbol} oznacza ${digit === '4' ? 'miasto' : 'obszar wiejski'} w gminie miejsko-wiejskiej, a nie ` +
        `gminę. Gmina «${name}» ma symbol ${right.join(' albo ')}.`,
      en:
        `The symbol ${symbol} means the ${digit === '4' ? 'town' : 'rural area'} in an urban-rural gmina, not the ` +
        `gmina. The gmina «${name}» has the symbol ${right.join(' or ')}.`
    }
  const day = asOf === undefined ? { pl: '', en: '' } : { pl: ` w dniu ${asOf}`, en: ` on ${asOf}` }
  return {
    pl: `Ostatnia cyfra oznacza rodzaj gminy. Gmina «${name}»${day.pl} ma symbol ${right.join(' albo ')}.`,
    en: `The last digit is the kind of the gmina. The gmina «${name}»${day.en} has the symbol ${right.join(' or ')}.`
  }
}

/** Returns the fault of a seven-digit symbol that names no gmina on the day. */
function unknownSymbol(parameter: string, symbol: string, gmina: Gmina | undefined): Fault {
  const fault = unknownReference(parameter, symbol)
  const reason = reasonOf(symbol, gmina)
  if (!gmina || !reason) return fault
  return {
    ...fault,
    detail: { pl: `${fault.detail.pl} ${reason.pl}`, en: `${fault.detail.en} ${reason.en}` },
    candidates: gmina.kinds.map((digit) => ({ value: gmina.code + digit, label: gmina.name }))
  }
}

const t = columnsOf('territory', 't')

/**
 * Returns those of the values that are existing codes with `length` digits. Most clients send codes, so `found`
 * caches those that exist. It needs no invalidation, because units are never deleted.
 */
async function findExistingCodes(db: Db, values: string[], length: number, found: Set<string>): Promise<Set<string>> {
  const codes = values.filter((value) => /^[0-9]+$/.test(value) && value.length === length)
  const uncached = codes.filter((code) => !found.has(code))
  if (uncached.length > 0) {
    const rows = await db.selectFrom('territory').select('code').where('code', '=', anyOf(uncached)).execute()
    for (const { code } of rows) found.add(code)
  }
  return new Set(codes.filter((code) => found.has(code)))
}

/**
 * Condition: a territory is in one of the territories. A TERYT code begins with the codes of the units that contain
 * it.
 */
export const within = (column: Sql, codes: string[] | undefined): Sql | undefined =>
  codes?.every((code) => code.length === levels.voivodeship.length)
    ? isOneOf(sql`left(${column}, 2)`, codes)
    : codes && startsWith(column, codes)

/**
 * Sort key by voivodeship, and then by the sort key `then`. TERYT numbers the voivodeships in the order of the Polish
 * alphabet.
 */
export const byVoivodeship = (code: Sql, then: string): SortKey => ({
  expression: sql`left(${code}, 2)::integer`,
  type: 'integer',
  nullable: true,
  then
})

const startsWith = (column: Sql, codes: string[]): Sql =>
  sql`(${sql.join(
    codes.map((code) => sql`${column} like ${`${code}%`}`),
    sql` or `
  )})`
