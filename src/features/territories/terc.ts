// The file of the GUS register TERC (WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA), read and held against its own rules.
import type { TSchema } from '@sinclair/typebox'
import { Day, Str } from '../../contract/schemas.ts'
import type { GminaKind, TerritoryLevel } from '../../db/types.ts'
import type { FileFault } from '../../records/import-report.ts'
import { cellToValue } from '../imports/file/cell-values.ts'
import { type CsvFile, type CsvRow, readCsv } from '../imports/file/read-csv.ts'
import { RefusedFile } from '../imports/file/refused-file.ts'

export interface TercUnit {
  line: number
  code: string
  level: TerritoryLevel
  name: string
  gmina_kind: GminaKind | null
}

export interface TercFile {
  /** STAN_NA: the day whose state the file gives. */
  statedOn: string
  units: TercUnit[]
  /** Rows of towns and rural areas within gminas, districts and delegations: seen to be right, and not kept, for they are no units of self-government. */
  parts: number
}

const symbol = (example: string) => Str('Symbol.', example, { pattern: '^[0-9]{2}$', maxLength: 2 })
const columns = {
  WOJ: symbol('06'),
  POW: symbol('09'),
  GMI: symbol('01'),
  RODZ: Str('Kind.', '3', { pattern: '^[1234589]$', maxLength: 1 }),
  NAZWA: Str('Name.', 'Bełżyce', { maxLength: 100 }),
  NAZWA_DOD: Str('What it is.', 'gmina miejsko-wiejska', { maxLength: 50 }),
  STAN_NA: Day('State as of.', '2026-01-01')
}
type TercColumn = keyof typeof columns
const headers = Object.keys(columns) as TercColumn[]

type TercRow = Record<TercColumn, string> & { line: number }

/** How the register calls the kinds: the first words, for it says more of some units, such as "gmina miejska, miasto stołeczne". */
const calledByKind: Record<string, string> = {
  '1': 'gmina miejska',
  '2': 'gmina wiejska',
  '3': 'gmina miejsko-wiejska',
  '4': 'miasto',
  '5': 'obszar wiejski',
  '8': 'dzielnica',
  '9': 'delegatura'
}
const gminaKinds: Record<string, GminaKind> = { '1': 'urban', '2': 'rural', '3': 'urban_rural' }

/**
 * Reads a full file of TERC, as the eTERYT site gives it. Throws RefusedFile, with the lines, for rows that are wrong in themselves, that come twice,
 * or that lie in a unit which the file does not have, and for units of which it does not have what lies in them.
 */
export function readTerc(bytes: Uint8Array): TercFile {
  const file = readCsv(bytes, { known: headers, needed: headers })
  const faults: FileFault[] = []
  const rows = file.rows.flatMap((row) => readRow(file, row, faults))
  const first = rows[0]
  if (faults.length > 0 || !first) throw new RefusedFile(faults)
  const units = new Map<string, TercRow>()
  const filled = new Set<string>()
  for (const row of rows) {
    const earlier = units.get(keyOf(row))
    if (earlier)
      faults.push(
        fault(
          row,
          'GMI',
          'repeated_unit',
          `Jednostkę podano już w wierszu ${earlier.line}.`,
          `The unit is in line ${earlier.line} already.`
        )
      )
    if (row.STAN_NA !== first.STAN_NA)
      faults.push(
        fault(
          row,
          'STAN_NA',
          'mixed_dates',
          `Stan jest na inny dzień niż w wierszu ${first.line}.`,
          `The day is not the one of line ${first.line}.`
        )
      )
    units.set(keyOf(row), earlier ?? row)
    filled.add(parentOf(row))
  }
  for (const row of rows) faults.push(...placeFaults(row, units, filled))
  if (faults.length > 0) throw new RefusedFile(faults.sort((a, b) => a.line - b.line))
  const kept = rows.flatMap(unitOf)
  return { statedOn: first.STAN_NA, units: kept, parts: rows.length - kept.length }
}

/** The row by its columns, or none and what is wrong with its cells. */
function readRow({ header, dialect }: CsvFile, { line, cells }: CsvRow, faults: FileFault[]): TercRow[] {
  const row = { line } as TercRow
  const before = faults.length
  for (const [i, name] of (header as TercColumn[]).entries()) {
    const schema: TSchema = columns[name]
    const read = cellToValue(schema, cells[i] ?? '', dialect)
    if (read.fault) {
      faults.push({ line, position: i + 1, column: name, ...read.fault })
      continue
    }
    row[name] = String(read.value ?? '')
    const needed = !['POW', 'GMI', 'RODZ'].includes(name)
    if (row[name] === '' ? needed : !fits(schema, row[name]))
      faults.push({
        ...fault(
          row,
          name,
          'invalid_value',
          `Takiej wartości rejestr TERC nie zna: ${name}.`,
          `The register has no such value: ${name}.`
        ),
        position: i + 1
      })
  }
  return faults.length === before ? [row] : []
}

function fits(schema: TSchema, text: string): boolean {
  if (schema.format === 'date') return !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
  return text.length <= schema.maxLength && new RegExp(schema.pattern, 'u').test(text)
}

// A gmina has one kind at a time; its town and its rural area bear its code too.
const keyOf = ({ WOJ, POW, GMI, RODZ }: TercRow): string => `${WOJ}${POW}${GMI}${RODZ in gminaKinds ? '' : RODZ}`
// Districts and delegations have symbols beside that of their city, within its powiat.
const parentOf = ({ WOJ, POW, GMI, RODZ }: TercRow): string =>
  /[45]/.test(RODZ) ? WOJ + POW + GMI : GMI !== '' ? WOJ + POW : POW !== '' ? WOJ : ''

function levelOf({ POW, GMI, RODZ, NAZWA_DOD }: TercRow): TerritoryLevel | 'part' | undefined {
  const called = (words: string) => NAZWA_DOD === words || NAZWA_DOD.startsWith(`${words},`)
  if (GMI !== '') {
    if (POW === '' || !called(calledByKind[RODZ] ?? '-')) return undefined
    return RODZ in gminaKinds ? 'gmina' : 'part'
  }
  if (RODZ !== '') return undefined
  if (POW === '') return called('województwo') ? 'voivodeship' : undefined
  if (called('powiat')) return 'powiat'
  return /^miasto (stołeczne, )?na prawach powiatu$/.test(NAZWA_DOD) ? 'city_county' : undefined
}

/** What is wrong with the row's place among the others. `filled` are the units that another lies in. */
function placeFaults(row: TercRow, units: Map<string, TercRow>, filled: Set<string>): FileFault[] {
  const level = levelOf(row)
  const parent = parentOf(row)
  if (level === undefined)
    return [
      fault(
        row,
        'NAZWA_DOD',
        'kind_mismatch',
        'Określenie jednostki nie zgadza się z jej symbolem.',
        'It is called what its symbol does not say.'
      )
    ]
  if (level !== 'voivodeship' && !mayHold(units.get(parent), row))
    return [
      fault(
        row,
        'GMI',
        'unit_without_parent',
        `W pliku nie ma jednostki nadrzędnej ${parent}.`,
        `The file lacks the unit ${parent}, in which it lies.`
      )
    ]
  if (!isWhole(row, units, filled))
    return [
      fault(
        row,
        'GMI',
        'incomplete_unit',
        'W pliku brakuje części, z których składa się ta jednostka.',
        'The file lacks the parts that it consists of.'
      )
    ]
  return []
}

/** Towns and rural areas make up urban-rural gminas; districts and delegations are those of cities with powiat rights. */
function mayHold(parent: TercRow | undefined, { RODZ }: TercRow): boolean {
  if (!parent) return false
  if (/[45]/.test(RODZ)) return parent.RODZ === '3'
  return !/[89]/.test(RODZ) || levelOf(parent) === 'city_county'
}

function isWhole(row: TercRow, units: Map<string, TercRow>, filled: Set<string>): boolean {
  if (row.GMI === '') return filled.has(keyOf(row))
  return row.RODZ !== '3' || (units.has(`${keyOf(row)}4`) && units.has(`${keyOf(row)}5`))
}

function unitOf(row: TercRow): TercUnit[] {
  const { line, WOJ, POW, GMI, RODZ, NAZWA } = row
  const level = levelOf(row)
  if (level === undefined || level === 'part') return []
  // Voivodeships are in capitals; as adjectives they have small letters.
  const name = level === 'voivodeship' ? NAZWA.toLocaleLowerCase('pl') : NAZWA
  return [{ line, code: WOJ + POW + GMI, level, name: name.normalize('NFC'), gmina_kind: gminaKinds[RODZ] ?? null }]
}

const fault = ({ line }: { line: number }, column: TercColumn, code: string, pl: string, en: string): FileFault => ({
  line,
  column,
  code,
  detail: { pl, en }
})
