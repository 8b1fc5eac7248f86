// Writes a sheet of a workbook row by row. Cells have types, so that no program converts or runs their content.
import { ApiError } from '../../../http/errors.ts'
import { type Column, textOf } from '../csv.ts'
import { unguard } from '../spreadsheet.ts'
import { numberOfDay } from './days.ts'
import { CELL_FORMATS, SHEET_END, sheetBegin } from './parts.ts'
import { escaped } from './text.ts'

/** Rows of a sheet below its header. */
export const MAX_RECORDS = 1_048_575
/** Characters of a cell. */
const MAX_CELL_LENGTH = 32_767
const LETTERS = 26
const FIRST_LETTER = 65
const [MIN_WIDTH, MAX_WIDTH] = [12, 40]

/** 406: there are more records than a sheet has rows. */
export const sheetTooShort = (): ApiError =>
  new ApiError('not_acceptable', {
    pl: `Arkusz mieści ${MAX_RECORDS} rekordów, a jest ich więcej. Wszystkie są dostępne w formacie ndjson.`,
    en: `A sheet has room for ${MAX_RECORDS} records, but there are more. All of them are available as ndjson.`
  })

export interface SheetColumn {
  header: string
  kind: 'text' | 'date' | 'number' | 'boolean'
}

/** Writes the XML of a sheet: a header row, then one row at a time. */
export interface SheetWriter {
  begin: string
  row: (values: readonly unknown[]) => string
  end: string
}

const kinds: Record<string, SheetColumn['kind']> = { boolean: 'boolean', integer: 'number', number: 'number' }

/** Returns the column of a sheet for a column of CSV. */
export function sheetColumn({ header, schema }: Column): SheetColumn {
  if (schema.format === 'date') return { header, kind: 'date' }
  return { header, kind: kinds[String([schema.type].flat()[0])] ?? 'text' }
}

/** Returns the letters of a column, from 0: A, B, …, Z, AA. */
export const lettersOf = (index: number): string =>
  (index < LETTERS ? '' : lettersOf(Math.floor(index / LETTERS) - 1)) +
  String.fromCharCode(FIRST_LETTER + (index % LETTERS))

/** Returns a writer of a sheet. Throws 406 for a row beyond the end of a sheet. */
export function sheetWriter(columns: readonly SheetColumn[]): SheetWriter {
  const letters = columns.map((_, i) => lettersOf(i))
  const formats = columns.map(({ kind }) => formatOf(kind))
  let no = 1
  const header = columns.map(({ header }, i) => inline(`${letters[i]}1`, CELL_FORMATS.header, header))
  return {
    begin: `${sheetBegin(columns.map(columnXml).join(''))}<row r="1">${header.join('')}</row>`,
    row: (values) => {
      if (no > MAX_RECORDS) throw sheetTooShort()
      no++
      const cells = columns.map((_, i) => cellOf(`${letters[i]}${no}`, values[i], columns[i], formats[i] as number))
      return `<row r="${no}">${cells.join('')}</row>`
    },
    end: SHEET_END
  }
}

const formatOf = (kind: SheetColumn['kind']): number => {
  if (kind === 'date') return CELL_FORMATS.date
  return kind === 'text' ? CELL_FORMATS.text : CELL_FORMATS.general
}

/** The format of the column applies to cells that are typed below the last row. */
function columnXml({ header, kind }: SheetColumn, index: number): string {
  const width = Math.min(Math.max(header.length + 2, MIN_WIDTH), MAX_WIDTH)
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${formatOf(kind)}" customWidth="1"/>`
}

const inline = (address: string, format: number, text: string): string =>
  `<c r="${address}" s="${format}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`

function cellOf(address: string, value: unknown, column: SheetColumn | undefined, format: number): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return `<c r="${address}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'number') return `<c r="${address}"><v>${value}</v></c>`
  const day = column?.kind === 'date' && typeof value === 'string' ? numberOfDay(value) : undefined
  if (day !== undefined) return `<c r="${address}" s="${format}"><v>${day}</v></c>`
  const text = textOf(value)
  if (text === '') return ''
  // A text that is too long becomes an error, which an import refuses. Cut off, it would look complete.
  if (text.length > MAX_CELL_LENGTH) return `<c r="${address}" t="e"><v>#VALUE!</v></c>`
  // An import takes one apostrophe away in front of what a program would convert.
  return inline(address, format, unguard(text, 'excel-pl') === text ? text : `'${text}`)
}
