// Reads a sheet from the text of a CSV file. The separator is the one that gives the header the most known headings.
import { pipeline } from 'node:stream/promises'
import { parse as parser } from 'csv-parse'
import { CsvError, parse } from 'csv-parse/sync'
import type { Text } from '../../../http/errors.ts'
import { takeTurns } from '../../../workers/turns.ts'
import { RefusedFile } from './refused-file.ts'
import { HEADER_ROWS, headingsIn, isBlank, MAX_ROWS, type Sheet, type SheetRow } from './sheet.ts'

/** Longest row in bytes. */
const MAX_ROW_SIZE = 1_000_000
/** Separators; of equally good ones the first is taken. */
const DELIMITERS = [';', ',', '\t']
/** Characters at the beginning of the file that are read to find the separator. */
const SAMPLE_LENGTH = 65_536
/** Characters that are read at once. Other requests may have their turn between two slices. */
const SLICE_LENGTH = 8_192
/** First line by which Excel is told the separator. */
const STATED_DELIMITER = /^"?sep=([;,\t|])"?[;,\t]*(\r\n|\r|\n|$)/i

/**
 * Reads the rows of a CSV file that are not blank, at most MAX_ROWS and a header. `columnOf` returns the column of a
 * heading. Throws RefusedFile for a row that cannot be read.
 */
export async function readCsvSheet(text: string, columnOf: (heading: string) => string | undefined): Promise<Sheet> {
  const [first = '', stated] = STATED_DELIMITER.exec(text) ?? []
  const rest = text.slice(first.length)
  const delimiter = stated ?? delimiterOf(rest, columnOf)
  const dialect = delimiter === ',' ? 'rfc4180' : 'excel-pl'
  return { dialect, rows: await split(rest, delimiter, first === '' ? 1 : 2), messages: [] }
}

function delimiterOf(text: string, columnOf: (heading: string) => string | undefined): string {
  const sample = text.slice(0, SAMPLE_LENGTH)
  const counted = DELIMITERS.map((delimiter): [string, number] => {
    const counts = sampleRows(sample, delimiter).map((row) => headingsIn(row, columnOf))
    return [delimiter, Math.max(0, ...counts)]
  })
  const [best, count] = counted.reduce((best, each) => (each[1] > best[1] ? each : best))
  if (count > 0 && counted.filter(([, each]) => each === count).length < DELIMITERS.length) return best
  // Nothing is known, or the file has one column.
  const line = /[^\r\n]*[^\s][^\r\n]*/.exec(sample)?.[0] ?? ''
  return DELIMITERS.find((delimiter) => line.includes(delimiter)) ?? ','
}

/** Returns the first rows of a text, as far as they can be read with this separator. */
function sampleRows(text: string, delimiter: string): SheetRow[] {
  const rows: SheetRow[] = []
  try {
    parse(text, {
      ...OPTIONS,
      delimiter,
      to: HEADER_ROWS,
      on_record: (cells: string[]) => void rows.push({ line: 1, cells })
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
  }
  return rows
}

const OPTIONS = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  max_record_size: MAX_ROW_SIZE
}

/** The text in slices, which do not divide a character. */
async function* slicesOf(text: string): AsyncGenerator<string> {
  const nextTurn = takeTurns()
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = start + SLICE_LENGTH
    if (/[\ud800-\udbff]/.test(text[end - 1] ?? '')) end++
    yield text.slice(start, end)
    await nextTurn()
  }
}

async function split(text: string, delimiter: string, firstLine: number): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  let line = firstLine
  const rowsOfText = parser({
    ...OPTIONS,
    delimiter,
    on_record: (cells: string[]) => {
      // More rows are not needed to refuse the file.
      if (!cells.every(isBlank) && rows.length <= MAX_ROWS + HEADER_ROWS) rows.push({ line, cells })
      for (const cell of cells) line += cell.match(/\r\n|\r|\n/g)?.length ?? 0
      line++
      return null
    }
  })
  try {
    await pipeline(slicesOf(text), rowsOfText.resume())
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
