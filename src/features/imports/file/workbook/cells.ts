// Converts the cells of a worksheet to texts as CSV would have them: numbers in digits, dates as YYYY-MM-DD.

import { digitsOf } from '../../../../records/formats/csv.ts'
import { isDamaged } from '../../../../records/formats/spreadsheet.ts'
import { dayOfNumber } from '../../../../records/formats/workbook/days.ts'
import { damagedWorkbook } from './refusals.ts'

/** A cell as it is written in the worksheet. */
export interface RawCell {
  /** Attribute `t`; `n` for a number. */
  type: string
  /** Number of the cell format, attribute `s`. */
  format: number
  /** Content of `v`; undefined if there is none. */
  value: string | undefined
  /** Text of `is`. */
  inline: string
}

/** Parts of the workbook to which cells refer. */
export interface CellContext {
  sharedTexts: readonly string[]
  dateFormats: readonly boolean[]
  epoch1904: boolean
}

/** From this number on, a spreadsheet has replaced digits by zeros. */
const FIRST_INEXACT = 1e15
/** Text of a cell that has lost its value, for an error that is not in the list of known ones. */
const LOST = '#N/A'

/** Returns the text of a cell; empty if it has none. Throws RefusedFile for a cell that no program writes. */
export function textOfCell({ type, format, value, inline }: RawCell, context: CellContext): string {
  if (type === 'inlineStr') return inline
  if (value === undefined) return ''
  switch (type) {
    case 's':
      return sharedText(value, context)
    case 'str':
      return value
    case 'b':
      return value.trim() === '1' || value.trim() === 'true' ? 'true' : 'false'
    case 'e':
      return isDamaged(value) ? value : LOST
    case 'd':
      return value.replace(/T00:00:00(\.0+)?Z?$/, '')
    case 'n':
      return value.trim() === '' ? '' : numberText(value, context.dateFormats[format] ?? false, context.epoch1904)
    default:
      throw damagedWorkbook()
  }
}

function sharedText(value: string, { sharedTexts }: CellContext): string {
  const text = /^\d+$/.test(value.trim()) ? sharedTexts[Number(value)] : undefined
  if (text === undefined) throw damagedWorkbook()
  return text
}

function numberText(value: string, isDate: boolean, epoch1904: boolean): string {
  const number = Number(value)
  if (!Number.isFinite(number)) throw damagedWorkbook()
  // With an exponent, the import recognises a number that has lost digits.
  if (Math.abs(number) >= FIRST_INEXACT)
    return number
      .toExponential()
      .replace('e', 'E')
      .replace('.', ',')
      .replace(/E([+-])(\d)$/, 'E$10$2')
  const day = isDate ? dayOfNumber(number, epoch1904) : undefined
  return day ?? digitsOf(number).replace('.', ',')
}
