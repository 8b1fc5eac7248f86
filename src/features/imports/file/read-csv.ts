// Reads an import file in CSV: the header, and rows with their line numbers. cell-values.ts converts the cells.
import { CsvError, parse } from 'csv-parse/sync'
import type { Text } from '../../../http/errors.ts'
import type { Dialect } from '../../../records/formats/spreadsheet.ts'
import type { FileFault } from '../../../records/import-report.ts'
import { decodeText } from './decode.ts'
import { RefusedFile } from './refused-file.ts'

export interface CsvRow {
  /** Line of the file in which the row begins, from 1. A cell can contain line breaks. */
  line: number
  cells: string[]
}

export interface CsvFile {
  /** Recognised by the separator: Excel with Polish settings saves semicolons. */
  dialect: Dialect
  header: string[]
  rows: CsvRow[]
}

export const MAX_ROWS = 20_000
/** Longest row in bytes. */
const MAX_ROW_SIZE = 1_000_000

/**
 * Reads a CSV file in UTF-8 with commas or semicolons and at most MAX_ROWS rows. A byte order mark is allowed. `known`
 * are the allowed headers, `needed` the required ones. Rows without any text, which spreadsheets leave behind, are
 * skipped. Throws RefusedFile with all faults found.
 */
export function readCsv(
  bytes: Uint8Array,
  { known, needed = [] }: { known: readonly string[]; needed?: readonly string[] }
): CsvFile {
  const text = decodeText(bytes)
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  if (first.includes('\t') && !/[,;]/.test(first))
    throw refused('tab_separated', {
      pl: 'Kolumny są rozdzielone tabulatorami. Należy je rozdzielić średnikami albo przecinkami.',
      en: 'The columns are separated by tabs. Separate them by semicolons or commas.'
    })
  const dialect = first.includes(';') ? 'excel-pl' : 'rfc4180'
  return tableOf(dialect, split(text, dialect === 'excel-pl' ? ';' : ','), { known, needed })
}

/** Returns the rows of a sheet below its header, which is the first row. Throws RefusedFile with all faults found. */
export function tableOf(
  dialect: Dialect,
  [head, ...rows]: CsvRow[],
  { known, needed }: { known: readonly string[]; needed: readonly string[] }
): CsvFile {
  if (!head || head.cells.every((cell) => cell.trim() === ''))
    throw refused('no_header', { pl: 'Plik nie ma nagłówka.', en: 'The file has no header.' })
  const faults = [...headerFaults(head, known, needed), ...rows.flatMap((row) => raggedFault(row, head.cells.length))]
  if (faults.length > 0) throw new RefusedFile(faults)
  if (rows.length === 0)
    throw refused('no_rows', { pl: 'Plik nie ma żadnego wiersza z danymi.', en: 'The file has no data rows.' })
  if (rows.length > MAX_ROWS) {
    const detail = {
      pl: `Plik ma więcej niż ${MAX_ROWS} wierszy. Należy go podzielić.`,
      en: `The file has more than ${MAX_ROWS} rows. Split it.`
    }
    throw new RefusedFile([{ line: rows[MAX_ROWS]?.line ?? 1, code: 'too_many_rows', detail }])
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
      max_record_size: MAX_ROW_SIZE,
      on_record: (cells: string[]) => {
        if (cells.some((cell) => cell !== '') && rows.length <= MAX_ROWS + 1) rows.push({ line, cells })
        for (const cell of cells) line += cell.match(/\r\n|\r|\n/g)?.length ?? 0
        line++
        return null
      }
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // `line` is where the first unreadable record begins, because it counts the records that were read.
    throw new RefusedFile([{ line, ...(CSV_FAULTS[error.code] ?? UNREADABLE) }])
  }
  return rows
}

const STRAY_QUOTE = {
  code: 'stray_quote',
  detail: {
    pl:
      'W komórce jest pojedynczy cudzysłów. Całą komórkę należy ująć w cudzysłów, a każdy cudzysłów wewnątrz ' +
      'podwoić.',
    en: 'The cell contains a single quote character. Enclose the whole cell in quotes and double each quote in it.'
  }
}
const CSV_FAULTS: Record<string, { code: string; detail: Text }> = {
  INVALID_OPENING_QUOTE: STRAY_QUOTE,
  CSV_INVALID_CLOSING_QUOTE: STRAY_QUOTE,
  CSV_QUOTE_NOT_CLOSED: {
    code: 'quote_not_closed',
    detail: {
      pl: 'Cudzysłów otwarty w tym wierszu nie jest zamknięty.',
      en: 'A quote that is opened in this row is not closed.'
    }
  },
  CSV_MAX_RECORD_SIZE: {
    code: 'row_too_large',
    detail: {
      pl: 'Wiersz jest zbyt długi. Być może brakuje w nim zamykającego cudzysłowu.',
      en: 'The row is too long. A closing quote may be missing.'
    }
  }
}
const UNREADABLE = {
  code: 'unreadable_row',
  detail: { pl: 'Tego wiersza nie da się odczytać.', en: 'This row cannot be read.' }
}

function headerFaults({ line, cells }: CsvRow, known: readonly string[], needed: readonly string[]): FileFault[] {
  const seen = new Map<string, number>()
  // Only the fault of the first unknown column lists the known ones.
  let list: Text | undefined = { pl: ` Dostępne: ${known.join(', ')}.`, en: ` Available: ${known.join(', ')}.` }
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
    pl: `Liczba komórek w wierszu: ${cells.length}, a w nagłówku: ${columns}. Muszą być równe.`,
    en: `The row has ${cells.length} cells, but the header has ${columns}.`
  }
  return [{ line, position: Math.min(cells.length, columns) + 1, code: 'ragged_row', detail }]
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text)
const refused = (code: string, detail: Text): RefusedFile => new RefusedFile([{ line: 1, code, detail }])
