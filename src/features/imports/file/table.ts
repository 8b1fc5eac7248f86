// Finds the table in a sheet: the header, the columns and the rows of data. Officials put titles above it, number its
// rows and columns, and add columns of their own; what is not read is named in a message.
import type { Text } from '../../../http/errors.ts'
import { quote } from '../../../http/pointer.ts'
import type { FileFault, ImportMessage } from '../../../records/import-report.ts'
import { fold } from '../../../records/polish.ts'
import type { Headings } from './headings.ts'
import { RefusedFile } from './refused-file.ts'
import { HEADER_ROWS, headingsIn, isBlank, MAX_ROWS, type Sheet, type SheetRow } from './sheet.ts'

export interface TableColumn {
  /** Index of the cell in a row. */
  index: number
  /** Heading as written in the file. */
  heading: string
  /** Header of the column that it means. */
  column: string
}

export interface Table {
  columns: TableColumn[]
  rows: SheetRow[]
  messages: ImportMessage[]
}

const MAX_MESSAGES = 100
/** Headings of a column that numbers the rows. */
const ORDINALS = new Set(['lp', 'l p', 'poz', 'pozycja', 'nr', 'numer porzadkowy', 'no'])
const isOrdinal = (heading: string): boolean => ORDINALS.has(fold(heading)) || /^\s*#\s*$/.test(heading)

/** Returns the table of a sheet. `needed` are required columns. Throws RefusedFile with all faults found. */
export function findTable(sheet: Sheet, headings: Headings, needed: readonly string[] = []): Table {
  const { columnOf } = headings
  const at = headerIndex(sheet.rows, columnOf)
  const header = sheet.rows[at]
  if (!header) throw refused(1, 'no_header', { pl: 'Plik nie ma nagłówka.', en: 'The file has no header.' })
  const below = sheet.rows.slice(at + 1)
  const { columns, faults, messages } = readHeader(header, below, headings, needed)
  faults.push(...below.flatMap((row) => raggedFault(row, header.cells.length)))
  if (faults.length > 0) throw new RefusedFile(faults)
  const { rows, skipped } = dataRows(below, columns)
  if (rows.length === 0)
    throw refused(1, 'no_rows', { pl: 'Plik nie ma żadnego wiersza z danymi.', en: 'The file has no data rows.' })
  if (rows.length > MAX_ROWS)
    throw refused(rows[MAX_ROWS]?.line ?? 1, 'too_many_rows', {
      pl: `Plik ma więcej niż ${MAX_ROWS} wierszy. Należy go podzielić.`,
      en: `The file has more than ${MAX_ROWS} rows. Split it.`
    })
  const above = sheet.rows.slice(0, at)
  return {
    columns,
    rows,
    messages: [
      ...sheet.messages,
      ...about(above, ROWS_ABOVE),
      ...messages.slice(0, MAX_MESSAGES),
      ...about(skipped, ROWS_SKIPPED),
      ...about(
        rows.filter(({ cells }) => cells.length < widthOf(columns)),
        ROWS_CUT
      )
    ]
  }
}

/** Returns the index of the row with the most known headings. One heading counts only in the first row. */
function headerIndex(rows: readonly SheetRow[], columnOf: Headings['columnOf']): number {
  const counts = rows.slice(0, HEADER_ROWS).map((row) => headingsIn(row, columnOf))
  const most = Math.max(0, ...counts)
  return most < 2 ? 0 : counts.indexOf(most)
}

const widthOf = (columns: readonly TableColumn[]): number => Math.max(0, ...columns.map(({ index }) => index + 1))

interface Header {
  columns: TableColumn[]
  faults: FileFault[]
  messages: ImportMessage[]
}

function readHeader(
  { line, cells }: SheetRow,
  rows: readonly SheetRow[],
  headings: Headings,
  needed: readonly string[]
): Header {
  const columns: TableColumn[] = []
  const faults: FileFault[] = []
  const messages: ImportMessage[] = []
  const isBlankColumn = (index: number) => rows.every(({ cells }) => isBlank(cells[index]))
  let anyRead = false
  for (const [index, cell] of cells.entries()) {
    const heading = cell.trim()
    const position = index + 1
    const column = headings.columnOf(heading)
    if (column !== undefined) {
      anyRead = true
      const earlier = columns.find((each) => each.column === column)
      if (earlier) faults.push({ line, position, column: shorten(heading), ...repeated(earlier, heading, position) })
      else columns.push({ index, heading, column })
    } else if (isBlankColumn(index)) continue
    else if (heading === '' && numbersRows(rows, index))
      messages.push({ line, position, ...notRead(String(position), NUMBERS_ROWS) })
    else if (heading === '') faults.push({ line, position, ...unnamed(position) })
    else {
      const place = { line, position, column: shorten(heading) }
      const reason = isOrdinal(heading) ? NUMBERS_ROWS : headings.notRead(heading)
      const similar = reason ? undefined : headings.similarTo(heading)
      if (similar !== undefined) faults.push({ ...place, ...misspelt(heading, similar) })
      else messages.push({ ...place, ...notRead(heading, reason) })
    }
  }
  if (!anyRead) return { columns, messages: [], faults: [unknownHeader(line, cells, headings), ...faults] }
  const missing = needed.filter((name) => !columns.some(({ column }) => column === name))
  faults.push(...missing.map((column) => ({ line, column, ...missingColumn(column) })))
  return { columns, faults, messages }
}

/** Splits the rows below the header into data and rows that repeat the header, number the columns or are not read. */
function dataRows(
  below: readonly SheetRow[],
  columns: readonly TableColumn[]
): { rows: SheetRow[]; skipped: SheetRow[] } {
  const isHeader = ({ cells }: SheetRow) =>
    columns.length > 1 && columns.every(({ index, heading }) => cells[index]?.trim() === heading)
  const isData = (row: SheetRow, i: number) =>
    columns.some(({ index }) => !isBlank(row.cells[index])) && !isHeader(row) && !(i === 0 && numbersColumns(row))
  const rows: SheetRow[] = []
  const skipped: SheetRow[] = []
  for (const [i, row] of below.entries()) (isData(row, i) ? rows : skipped).push(row)
  return { rows, skipped }
}

/** Whether a row has the numbers of at least four columns: 1, 2, 3, 4. */
const numbersColumns = ({ cells }: SheetRow): boolean =>
  cells.length > 3 && cells.every((cell, i) => cell.trim().replace(/\.$/, '') === String(i + 1))

/** Whether a column numbers the rows from 1. */
function numbersRows(rows: readonly SheetRow[], index: number): boolean {
  const numbers = rows.map(({ cells }) => cells[index]?.trim() ?? '').filter((cell) => cell !== '')
  return numbers.every((cell, i) => cell.replace(/\.$/, '') === String(i + 1))
}

/** The fault of a row with text beyond the header. A row that is shorter has empty cells at its end. */
function raggedFault({ line, cells }: SheetRow, width: number): FileFault[] {
  if (cells.length <= width || cells.slice(width).every(isBlank)) return []
  const detail = {
    pl:
      `Liczba komórek w wierszu: ${cells.length}, a w nagłówku: ${width}. Komórkę ze znakiem rozdzielającym kolumny ` +
      'należy ująć w cudzysłów.',
    en:
      `The row has ${cells.length} cells, but the header has ${width}. Enclose a cell that contains the separator in ` +
      'quotes.'
  }
  return [{ line, position: width + 1, code: 'ragged_row', detail }]
}

type Remark = Pick<FileFault, 'code' | 'detail'>

const unnamed = (position: number): Remark => ({
  code: 'empty_header',
  detail: {
    pl: `Kolumna ${position} nie ma nazwy w nagłówku. Nagłówek musi zajmować jeden wiersz, bez scalonych komórek.`,
    en: `Column ${position} has no name in the header. The header must take one row, without merged cells.`
  }
})

function repeated(earlier: TableColumn, heading: string, position: number): Remark {
  const [first, second] = [shorten(earlier.heading), shorten(heading)]
  const both = first === second ? `«${second}»` : `«${first}», «${second}»`
  return {
    code: 'repeated_header',
    detail: {
      pl: `Kolumny ${earlier.index + 1} i ${position} oznaczają to samo (${both}).`,
      en: `Columns ${earlier.index + 1} and ${position} mean the same (${both}).`
    }
  }
}

const misspelt = (heading: string, similar: string): Remark => ({
  code: 'unknown_header',
  detail: {
    pl: `Nieznana kolumna «${shorten(heading)}». Może chodzi o «${similar}»? Jeśli nie, nazwę należy zmienić.`,
    en: `Unknown column «${shorten(heading)}». Is it «${similar}»? If not, change its name.`
  }
})

const NUMBERS_ROWS: Text = { pl: 'Numeruje tylko wiersze.', en: 'It only numbers the rows.' }

const notRead = (heading: string, reason: Text | undefined): Remark => ({
  code: 'column_not_read',
  detail: {
    pl: `Kolumna «${shorten(heading)}» nie jest czytana.${reason ? ` ${reason.pl}` : ''}`,
    en: `The column «${shorten(heading)}» is not read.${reason ? ` ${reason.en}` : ''}`
  }
})

function unknownHeader(line: number, cells: string[], { columns }: Headings): FileFault {
  const known = [...columns.values()].map(({ header, declared: { headings = [] } }) =>
    headings[0] === undefined ? header : `${header} (${headings[0]})`
  )
  const found = cells.filter((cell) => !isBlank(cell)).map((cell) => quote(cell.trim()))
  const shown = `${found.slice(0, 5).join(', ')}${found.length > 5 ? ', …' : ''}`
  return {
    line,
    code: 'unknown_header',
    detail: {
      pl: `Nie znaleziono wiersza z nazwami kolumn (jest: ${shown}). Dostępne: ${known.join(', ')}.`,
      en: `There is no row with names of columns (found: ${shown}). Available: ${known.join(', ')}.`
    }
  }
}

const missingColumn = (column: string): Remark => ({
  code: 'missing_header',
  detail: { pl: `Brakuje kolumny «${column}».`, en: `The column «${column}» is missing.` }
})

const ROWS_ABOVE = {
  code: 'rows_above_header',
  pl: 'Wiersze nad nagłówkiem nie są czytane',
  en: 'Rows above the header are not read'
}
const ROWS_SKIPPED = {
  code: 'rows_skipped',
  pl: 'Wiersze bez danych (numery kolumn, powtórzony nagłówek, podpisy) nie są czytane',
  en: 'Rows without data (numbers of columns, a repeated header, notes) are not read'
}
const ROWS_CUT = {
  code: 'rows_cut',
  pl: 'W wierszach brakuje komórek na końcu; są czytane jako puste',
  en: 'Rows lack cells at their end, which are read as empty'
}

/** Returns a message about rows, with their lines; none for no rows. */
function about(rows: readonly SheetRow[], { code, pl, en }: { code: string } & Text): ImportMessage[] {
  const [first] = rows
  if (!first) return []
  const lines = rangesOf(rows.map(({ line }) => line))
  return [{ line: first.line, code, detail: { pl: `${pl}: ${lines}.`, en: `${en}: ${lines}.` } }]
}

const MAX_RANGES = 20

/** Returns the lines as text, such as `2, 5–9`. */
function rangesOf(lines: readonly number[]): string {
  const ranges: [first: number, last: number][] = []
  for (const line of lines) {
    const last = ranges.at(-1)
    if (last && line === last[1] + 1) last[1] = line
    else ranges.push([line, line])
  }
  const texts = ranges.slice(0, MAX_RANGES).map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`))
  return texts.join(', ') + (ranges.length > MAX_RANGES ? ', …' : '')
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text)
const refused = (line: number, code: string, detail: Text): RefusedFile => new RefusedFile([{ line, code, detail }])
