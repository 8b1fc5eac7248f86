// Reads the rows of a worksheet, and what a reader of the report should know of them: formulas, hidden and merged cells.
import { lettersOf } from '../../../../records/formats/workbook/sheet.ts'
import type { FileFault } from '../../../../records/import-report.ts'
import { RefusedFile } from '../refused-file.ts'
import { isBlank, type SheetRow } from '../sheet.ts'
import { type CellContext, type RawCell, textOfCell } from './cells.ts'
import { RichText } from './parts.ts'
import { damagedWorkbook, workbookTooLarge } from './refusals.ts'
import { type Attributes, isTrue, parseXml } from './xml.ts'

/** Number of columns that are read. Cells beyond them are refused. */
const MAX_COLUMNS = 1_000
/** Rows with text that are read: those of an import, its header and titles above it. */
const MAX_ROWS = 21_000
/** Cells of all rows, empty ones within a row included. */
const MAX_CELLS = 3_000_000
/** Last row of a sheet. */
const LAST_ROW = 1_048_576
const MAX_MERGES = 100_000
const MAX_FAULTS = 100
/** Formulas as which LibreOffice saves booleans. */
const CONSTANT = /^(TRUE|FALSE)\(\)$/
const LETTERS = 26
const LETTER_BEFORE_A = 64

export interface Worksheet {
  /** Rows with at least one cell that has text. All have the same number of cells. */
  rows: SheetRow[]
  /** Addresses of cells whose value is the stored result of a formula. */
  formulas: string[]
  hiddenRows: number[]
  /** Letters of hidden columns with text. */
  hiddenColumns: string[]
}

interface Range {
  first: { line: number; column: number }
  last: { line: number; column: number }
}

/** Returns the rows of a worksheet. Throws RefusedFile for a sheet that could not be imported without a guess. */
export async function readWorksheet(chunks: AsyncIterable<Buffer>, context: CellContext): Promise<Worksheet> {
  const reader = new WorksheetReader(context)
  await parseXml(chunks, {
    open: (name, attributes) => reader.open(name, attributes),
    text: (text) => reader.text(text),
    close: (name) => reader.close(name)
  })
  return reader.finish()
}

class WorksheetReader {
  readonly #context: CellContext
  readonly #rows: SheetRow[] = []
  readonly #formulas: string[] = []
  readonly #hiddenRows: number[] = []
  readonly #hiddenRanges: [first: number, last: number][] = []
  readonly #usedColumns = new Set<number>()
  readonly #merges: Range[] = []
  readonly #faults: FileFault[] = []
  readonly #inline = new RichText()
  #line = 0
  #column = -1
  #isHidden = false
  #cells: string[] = []
  #cell: RawCell | undefined
  /** Text of the formula of the cell; undefined if it has none. */
  #formula: string | undefined
  #inFormula = false
  #inValue = false

  constructor(context: CellContext) {
    this.#context = context
  }

  open(name: string, attributes: Attributes): void {
    this.#inValue = name === 'v' && this.#cell !== undefined
    if (this.#inValue && this.#cell) this.#cell.value = ''
    else if (name === 'c') this.#beginCell(attributes)
    else if (name === 'row') this.#beginRow(attributes)
    else if (name === 'f') this.#beginFormula()
    else if (name === 'col' && isTrue(attributes.hidden))
      this.#hiddenRanges.push([Number(attributes.min) - 1, Number(attributes.max) - 1])
    else if (name === 'mergeCell') this.#addMerge(attributes.ref ?? '')
    else if (this.#cell) this.#inline.open(name)
  }

  text(text: string): void {
    if (this.#inValue && this.#cell) this.#cell.value += text
    else if (this.#inFormula) this.#formula += text
    else if (this.#cell) this.#inline.add(text)
  }

  close(name: string): void {
    this.#inValue = false
    this.#inFormula = false
    if (name === 'c') this.#endCell()
    else if (name === 'row') this.#endRow()
    else if (this.#cell) this.#inline.close(name)
  }

  finish(): Worksheet {
    const faults = [...this.#faults, ...this.#merges.flatMap((range) => this.#mergeFault(range))]
    if (faults.length > 0) throw new RefusedFile(faults)
    const width = Math.max(0, ...this.#rows.map(({ cells }) => cells.length))
    if (width * this.#rows.length > MAX_CELLS) throw workbookTooLarge()
    for (const { cells } of this.#rows) while (cells.length < width) cells.push('')
    const isHidden = (column: number) => this.#hiddenRanges.some(([first, last]) => column >= first && column <= last)
    return {
      rows: this.#rows,
      formulas: this.#formulas,
      hiddenRows: this.#hiddenRows,
      hiddenColumns: [...this.#usedColumns]
        .filter(isHidden)
        .sort((a, b) => a - b)
        .map(lettersOf)
    }
  }

  #beginRow({ r, hidden }: Attributes): void {
    const line = r === undefined ? this.#line + 1 : Number(r)
    if (!(Number.isInteger(line) && line > this.#line && line <= LAST_ROW)) throw damagedWorkbook()
    this.#line = line
    this.#column = -1
    this.#isHidden = isTrue(hidden)
    this.#cells = []
  }

  #endRow(): void {
    if (this.#cells.every(isBlank)) return
    if (this.#rows.length === MAX_ROWS) throw workbookTooLarge()
    if (this.#isHidden) this.#hiddenRows.push(this.#line)
    this.#rows.push({ line: this.#line, cells: this.#cells })
  }

  #beginCell({ r, t = 'n', s = '0' }: Attributes): void {
    const address = r === undefined ? { line: this.#line, column: this.#column + 1 } : parseAddress(r)
    if (address.line !== this.#line || address.column <= this.#column) throw damagedWorkbook()
    this.#column = address.column
    this.#cell = { type: t, format: Number(s), value: undefined, inline: '' }
    this.#formula = undefined
  }

  #beginFormula(): void {
    this.#formula = ''
    this.#inFormula = true
  }

  #endCell(): void {
    const cell = this.#cell
    this.#cell = undefined
    if (!cell) return
    cell.inline = this.#inline.take()
    const address = `${lettersOf(this.#column)}${this.#line}`
    if (this.#formula !== undefined && cell.value === undefined)
      this.#addFault('formula_without_value', address, NO_VALUE)
    const text = textOfCell(cell, this.#context)
    if (text.includes('\0') || !text.isWellFormed()) this.#addFault('invalid_character', address, NO_TEXT)
    if (text === '') return
    if (this.#column >= MAX_COLUMNS) throw workbookTooLarge()
    while (this.#cells.length < this.#column) this.#cells.push('')
    this.#cells.push(text)
    this.#usedColumns.add(this.#column)
    if (this.#formula !== undefined && !CONSTANT.test(this.#formula)) this.#formulas.push(address)
  }

  #addMerge(ref: string): void {
    const [first, last] = ref.split(':').map(parseAddress)
    if (!first || !last || this.#merges.length === MAX_MERGES) throw damagedWorkbook()
    if (first.line !== last.line) this.#merges.push({ first, last })
  }

  /**
   * The fault of cells that are merged over several rows, if a lower one of these rows has other cells with text. Its
   * own cell is empty, but readers see the value of the first row in it.
   */
  #mergeFault({ first, last }: Range): FileFault[] {
    const has = ({ line, cells }: SheetRow) =>
      line > first.line &&
      line <= last.line &&
      cells.some((cell, column) => (column < first.column || column > last.column) && !isBlank(cell))
    const range = `${lettersOf(first.column)}${first.line}:${lettersOf(last.column)}${last.line}`
    return this.#rows.some(has) ? [faultAt(first, 'merged_cells', MERGED(range))] : []
  }

  #addFault(code: string, address: string, detail: (address: string) => FileFault['detail']): void {
    if (this.#faults.length < MAX_FAULTS)
      this.#faults.push(faultAt({ line: this.#line, column: this.#column }, code, detail(address)))
  }
}

const faultAt = (at: { line: number; column: number }, code: string, detail: FileFault['detail']): FileFault => ({
  line: at.line,
  position: at.column + 1,
  code,
  detail
})

/** Returns row and column (from 0) of an address such as B12. Throws RefusedFile if it is none. */
function parseAddress(text: string): { line: number; column: number } {
  const [, letters = '', digits = ''] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(text) ?? []
  if (letters === '') throw damagedWorkbook()
  const column = [...letters].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - LETTER_BEFORE_A, 0) - 1
  return { line: Number(digits), column }
}

const NO_VALUE = (address: string) => ({
  pl: `Formuła w komórce ${address} nie ma zapisanego wyniku. Należy otworzyć i zapisać skoroszyt w arkuszu kalkulacyjnym.`,
  en: `The formula in cell ${address} has no stored result. Open and save the workbook in a spreadsheet program.`
})
const NO_TEXT = (address: string) => ({
  pl: `Komórka ${address} zawiera znak, którego nie może być w tekście.`,
  en: `Cell ${address} contains a character that a text cannot have.`
})
const MERGED = (range: string) => ({
  pl: `Scalone komórki ${range} obejmują kilka wierszy. Należy je rozdzielić i wpisać wartość w każdym wierszu.`,
  en: `The merged cells ${range} span several rows. Unmerge them and enter the value in each row.`
})
