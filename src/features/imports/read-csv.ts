// An import file in CSV: header and rows with the lines they begin in. What the cells mean is cell-values.ts.
import { CsvError, parse } from 'csv-parse/sync'
import type { Text } from '../../http/errors.ts'
import type { Dialect } from '../../records/formats/spreadsheet.ts'
import type { FileFault } from '../../records/import-report.ts'
import { decodeText } from './decode.ts'
import { RefusedFile } from './file-fault.ts'

export interface CsvRow {
  /** Line of the file that the row begins in, from 1: a cell may hold line breaks. */
  line: number
  cells: string[]
}

export interface CsvFile {
  /** Told by the separator: a semicolon is what Excel with Polish settings saves. */
  dialect: Dialect
  header: string[]
  rows: CsvRow[]
}

export const MOST_ROWS = 20_000
const LARGEST_ROW = 1_000_000

/**
 * Reads a CSV file in UTF-8, with or without a byte order mark, separated by commas or semicolons, of at most 20,000 rows.
 * `known` are the headers that there may be, `needed` those that there must be. Rows without any text, which spreadsheets leave behind, are passed over.
 * Throws RefusedFile with every fault found.
 */
export function readCsv(
  bytes: Uint8Array,
  { known, needed = [] }: { known: readonly string[]; needed?: readonly string[] }
): CsvFile {
  const text = decodeText(bytes)
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  if (first.includes('\t') && !/[,;]/.test(first))
    throw refused('tab_separated', {
      pl: 'Kolumny są rozdzielone tabulatorami; należy je rozdzielić średnikami albo przecinkami.',
      en: 'The columns are separated by tabs; separate them by semicolons or commas.'
    })
  const dialect = first.includes(';') ? 'excel-pl' : 'rfc4180'
  const [head, ...rows] = split(text, dialect === 'excel-pl' ? ';' : ',')
  if (!head || head.cells.every((cell) => cell.trim() === ''))
    throw refused('no_header', { pl: 'Plik nie ma nagłówka.', en: 'The file has no header.' })
  const faults = [...headerFaults(head, known, needed), ...rows.flatMap((row) => raggedFault(row, head.cells.length))]
  if (faults.length > 0) throw new RefusedFile(faults)
  if (rows.length === 0)
    throw refused('no_rows', { pl: 'Plik nie ma żadnego wiersza z danymi.', en: 'The file has no row of data.' })
  if (rows.length > MOST_ROWS) {
    const detail = {
      pl: `Plik ma więcej niż ${MOST_ROWS} wierszy; należy go podzielić.`,
      en: `The file has more than ${MOST_ROWS} rows; split it.`
    }
    throw new RefusedFile([{ line: rows[MOST_ROWS]?.line ?? 1, code: 'too_many_rows', detail }])
  }
  return { dialect, header: head.cells.map((cell) => cell.trim()), rows }
}

function split(text: string, delimiter: string): CsvRow[] {
  const rows: CsvRow[] = []
  let line = 1
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: LARGEST_ROW,
      on_record: (cells: string[]) => {
        if (cells.some((cell) => cell !== '') && rows.length <= MOST_ROWS + 1) rows.push({ line, cells })
        for (const cell of cells) line += cell.match(/\r\n|\r|\n/g)?.length ?? 0
        line++
        return null
      }
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // The record that could not be read is the one after the last that was.
    throw new RefusedFile([{ line, ...(CSV_FAULTS[error.code] ?? UNREADABLE) }])
  }
  return rows
}

const stray = {
  code: 'stray_quote',
  detail: {
    pl: 'Cudzysłów stoi w środku komórki; cała komórka musi być w cudzysłowie, a cudzysłów w niej podwojony.',
    en: 'A quote stands inside a cell; the whole cell must be in quotes, and a quote in it doubled.'
  }
}
const CSV_FAULTS: Record<string, { code: string; detail: Text }> = {
  INVALID_OPENING_QUOTE: stray,
  CSV_INVALID_CLOSING_QUOTE: stray,
  CSV_QUOTE_NOT_CLOSED: {
    code: 'quote_not_closed',
    detail: {
      pl: 'Cudzysłów otwarty w tym wierszu nie jest zamknięty.',
      en: 'The quote opened in this row is not closed.'
    }
  },
  CSV_MAX_RECORD_SIZE: {
    code: 'row_too_large',
    detail: {
      pl: 'Wiersz jest zbyt długi; być może brakuje w nim zamykającego cudzysłowu.',
      en: 'The row is too long; a closing quote may be missing in it.'
    }
  }
}
const UNREADABLE = {
  code: 'unreadable_row',
  detail: { pl: 'Tego wiersza nie da się odczytać.', en: 'This row cannot be read.' }
}

function headerFaults({ line, cells }: CsvRow, known: readonly string[], needed: readonly string[]): FileFault[] {
  const seen = new Map<string, number>()
  // Said once, at the first column that is none of them.
  let list: Text | undefined = { pl: ` Dostępne: ${known.join(', ')}.`, en: ` There are: ${known.join(', ')}.` }
  const faults = cells.flatMap((cell, i): FileFault[] => {
    const name = cell.trim()
    const position = i + 1
    const earlier = seen.get(name)
    if (!seen.has(name)) seen.set(name, position)
    if (name === '') {
      const detail = {
        pl: `Kolumna ${position} nie ma nazwy w nagłówku.`,
        en: `Column ${position} has no name in the header.`
      }
      return [{ line, position, code: 'empty_header', detail }]
    }
    const shown = shorten(name)
    if (earlier) {
      const detail = {
        pl: `Kolumny ${earlier} i ${position} mają tę samą nazwę «${shown}».`,
        en: `Columns ${earlier} and ${position} have the same name «${shown}».`
      }
      return [{ line, position, column: shown, code: 'repeated_header', detail }]
    }
    if (known.includes(name)) return []
    const detail = {
      pl: `Nieznana kolumna ${position}: «${shown}».${list?.pl ?? ''}`,
      en: `Unknown column ${position}: «${shown}».${list?.en ?? ''}`
    }
    list = undefined
    return [{ line, position, column: shown, code: 'unknown_header', detail }]
  })
  const missing = needed
    .filter((name) => !seen.has(name))
    .map((column) => ({
      line,
      column,
      code: 'missing_header',
      detail: { pl: `Brakuje kolumny «${column}».`, en: `The column «${column}» is missing.` }
    }))
  return [...faults, ...missing]
}

function raggedFault({ line, cells }: CsvRow, columns: number): FileFault[] {
  if (cells.length === columns) return []
  const detail = {
    pl: `Wiersz ma ${cells.length} komórek, a nagłówek ${columns}.`,
    en: `The row has ${cells.length} cells, the header ${columns}.`
  }
  return [{ line, position: Math.min(cells.length, columns) + 1, code: 'ragged_row', detail }]
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text)
const refused = (code: string, detail: Text): RefusedFile => new RefusedFile([{ line: 1, code, detail }])
