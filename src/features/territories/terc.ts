// Reads and validates the file of the TERC register of GUS (WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA).
import type { TSchema } from '@sinclair/typebox'
import { Day, Str } from '../../contract/schemas.ts'
import type { GminaKind, TerritoryLevel } from '../../db/types.ts'
import type { FileFault } from '../../records/import-report.ts'
import { type CsvFile, type CsvRow, readCsv } from '../imports/file/read-csv.ts'
import { RefusedFile } from '../imports/file/refused-file.ts'
import { type CellReader, cellReader } from '../imports/values/cell-values.ts'

export interface TercUnit {
  line: number
  code: string
  level: TerritoryLevel
  name: string
  gmina_kind: GminaKind | null
}

export interface TercFile {
  /** STAN_NA: the day of the state in the file, as YYYY-MM-DD. */
  statedOn: string
  units: TercUnit[]
  /**
   * Number of rows for towns and rural areas within gminas, districts and delegations. They are validated but not
   * stored, because they are not units of self-government.
   */
  parts: number
}

const symbol = (example: string) => Str('Symbol of the unit.', example, { pattern: '^[0-9]{2}$', maxLength: 2 })
const columns = {
  WOJ: symbol('06'),
  POW: symbol('09'),
  GMI: symbol('01'),
  RODZ: Str('Kind of the unit.', '3', { pattern: '^[1234589]$', maxLength: 1 }),
  NAZWA: Str('Name of the unit.', 'Bełżyce', { maxLength: 100 }),
  NAZWA_DOD: Str('Description of the kind.', 'gmina miejsko-wiejska', { maxLength: 50 }),
  STAN_NA: Day('Day of the state.', '2026-01-01')
}
type TercColumn = keyof typeof columns
const headers = Object.keys(columns) as TercColumn[]
const readers = Object.fromEntries(headers.map((name) => [name, cellReader(columns[name])])) as Record<
  TercColumn,
  CellReader
>

type TercRow = Record<TercColumn, string> & { line: number }

/**
 * First words of NAZWA_DOD by kind. The register adds more words for some units, such as "gmina miejska, miasto
 * stołeczne".
 */
const descriptionByKind: Record<string, string> = {
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
 * Reads a full TERC file in the form of the eTERYT website. Throws RefusedFile with the lines of all errors: invalid
 * rows, repeated units, units without their parent unit, and units without the parts that they consist of.
 */
export async function readTerc(bytes: Uint8Array): Promise<TercFile> {
  const file = await readCsv(bytes, { known: headers, needed: headers })
  const faults: FileFault[] = []
  const rows = file.rows.flatMap((row) => readRow(file, row, faults))
  const first = rows[0]
  if (faults.length > 0 || !first) throw new RefusedFile(faults)
  const units = new Map<string, TercRow>()
  const parents = new Set<string>()
  for (const row of rows) {
    const earlier = units.get(keyOf(row))
    if (earlier)
      faults.push(
        fault(
          row,
          'GMI',
          'repeated_unit',
          `Tę jednostkę podano już w wierszu ${earlier.line}.`,
          `Line ${earlier.line} already contains this unit.`
        )
      )
    if (row.STAN_NA !== first.STAN_NA)
      faults.push(
        fault(
          row,
          'STAN_NA',
          'mixed_dates',
          `Stan jest na inny dzień niż w wierszu ${first.line}.`,
          `The day differs from the day in line ${first.line}.`
        )
      )
    units.set(keyOf(row), earlier ?? row)
    parents.add(parentOf(row))
  }
  for (const row of rows) faults.push(...placeFaults(row, units, parents))
  if (faults.length > 0) throw new RefusedFile(faults.sort((a, b) => a.line - b.line))
  const stored = rows.flatMap(unitOf)
  return { statedOn: first.STAN_NA, units: stored, parts: rows.length - stored.length }
}

const bare = (value: unknown): string => String(value ?? '').replace(/\s/g, '')

/** Returns the row by its columns, in an array. If a cell is invalid, returns an empty array and adds to `faults`. */
function readRow({ header, dialect }: CsvFile, { line, cells }: CsvRow, faults: FileFault[]): TercRow[] {
  const row = { line } as TercRow
  const before = faults.length
  for (const [index, name] of (header as TercColumn[]).entries()) {
    const schema: TSchema = columns[name]
    const read = readers[name](cells[index] ?? '', dialect)
    if (read.fault) {
      faults.push({ line, position: index + 1, column: name, ...read.fault })
      continue
    }
    // A register has no superfluous spaces, so a text with some is not its own.
    const hasSpaces = read.exact !== undefined && read.exact !== read.value && bare(read.exact) === bare(read.value)
    row[name] = String((hasSpaces ? read.exact : read.value) ?? '')
    const required = !['POW', 'GMI', 'RODZ'].includes(name)
    if (row[name] === '' ? required : !isValid(schema, row[name]))
      faults.push({
        ...fault(
          row,
          name,
          'invalid_value',
          `Wartość kolumny ${name} nie występuje w rejestrze TERC.`,
          `The value of the column ${name} does not occur in the TERC register.`
        ),
        position: index + 1
      })
  }
  return faults.length === before ? [row] : []
}

function isValid(schema: TSchema, text: string): boolean {
  if (schema.format === 'date') return !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
  return text.length <= schema.maxLength && new RegExp(schema.pattern, 'u').test(text)
}

// The kind of a gmina is no part of its key, because a gmina has one kind at a time. Its town and its rural area have
// the same code.
const keyOf = ({ WOJ, POW, GMI, RODZ }: TercRow): string => `${WOJ}${POW}${GMI}${RODZ in gminaKinds ? '' : RODZ}`
/** Returns the code of the parent unit. The parent of a district or delegation is the powiat of its city. */
function parentOf({ WOJ, POW, GMI, RODZ }: TercRow): string {
  if (/[45]/.test(RODZ)) return WOJ + POW + GMI
  if (GMI !== '') return WOJ + POW
  return POW !== '' ? WOJ : ''
}

/** Returns undefined if the description of the kind contradicts the symbol. */
function levelOf({ POW, GMI, RODZ, NAZWA_DOD }: TercRow): TerritoryLevel | 'part' | undefined {
  const isDescribedAs = (words: string) => NAZWA_DOD === words || NAZWA_DOD.startsWith(`${words},`)
  if (GMI !== '') {
    if (POW === '' || !isDescribedAs(descriptionByKind[RODZ] ?? '-')) return undefined
    return RODZ in gminaKinds ? 'gmina' : 'part'
  }
  if (RODZ !== '') return undefined
  if (POW === '') return isDescribedAs('województwo') ? 'voivodeship' : undefined
  if (isDescribedAs('powiat')) return 'powiat'
  return /^miasto (stołeczne, )?na prawach powiatu$/.test(NAZWA_DOD) ? 'city_county' : undefined
}

/** Returns the errors of a row in relation to the others. `parents` are the codes of all parent units. */
function placeFaults(row: TercRow, units: Map<string, TercRow>, parents: Set<string>): FileFault[] {
  const level = levelOf(row)
  const parent = parentOf(row)
  if (level === undefined)
    return [
      fault(
        row,
        'NAZWA_DOD',
        'kind_mismatch',
        'Określenie rodzaju jednostki nie zgadza się z jej symbolem.',
        'The description of the kind does not agree with the symbol of the unit.'
      )
    ]
  if (level !== 'voivodeship' && !mayContain(units.get(parent), row))
    return [
      fault(
        row,
        'GMI',
        'unit_without_parent',
        `W pliku nie ma jednostki nadrzędnej ${parent}.`,
        `The file lacks the parent unit ${parent}.`
      )
    ]
  if (!isComplete(row, units, parents))
    return [
      fault(
        row,
        'GMI',
        'incomplete_unit',
        'W pliku brakuje części, z których składa się ta jednostka.',
        'The file lacks the parts of which this unit consists.'
      )
    ]
  return []
}

/**
 * Only urban-rural gminas contain towns and rural areas. Only cities with powiat rights contain districts and
 * delegations.
 */
function mayContain(parent: TercRow | undefined, { RODZ }: TercRow): boolean {
  if (!parent) return false
  if (/[45]/.test(RODZ)) return parent.RODZ === '3'
  return !/[89]/.test(RODZ) || levelOf(parent) === 'city_county'
}

function isComplete(row: TercRow, units: Map<string, TercRow>, parents: Set<string>): boolean {
  if (row.GMI === '') return parents.has(keyOf(row))
  return row.RODZ !== '3' || (units.has(`${keyOf(row)}4`) && units.has(`${keyOf(row)}5`))
}

function unitOf(row: TercRow): TercUnit[] {
  const { line, WOJ, POW, GMI, RODZ, NAZWA } = row
  const level = levelOf(row)
  if (level === undefined || level === 'part') return []
  // The register prints voivodeships in capitals. As adjectives, they are written in lower case.
  const name = level === 'voivodeship' ? NAZWA.toLocaleLowerCase('pl') : NAZWA
  return [{ line, code: WOJ + POW + GMI, level, name: name.normalize('NFC'), gmina_kind: gminaKinds[RODZ] ?? null }]
}

const fault = ({ line }: { line: number }, column: TercColumn, code: string, pl: string, en: string): FileFault => ({
  line,
  column,
  code,
  detail: { pl, en }
})
