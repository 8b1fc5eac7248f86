// Simulates Excel with Polish settings opening and saving a CSV file.
import type { TSchema } from '@sinclair/typebox'
import { readCsv } from '../src/features/imports/file/read-csv.ts'
import { columnsOf } from '../src/records/formats/csv.ts'

/** Returns a cell as Excel with Polish settings saves it after it has opened the file. */
function excel(cell: string, days: 'iso' | 'dotted'): string {
  const plain = cell.trim()
  if (/^(true|prawda)$/i.test(plain)) return 'PRAWDA'
  if (/^(false|fałsz)$/i.test(plain)) return 'FAŁSZ'
  if (/^[+-]?\d+(,\d+)?(e[+-]?\d{1,2})?%?$/i.test(plain)) {
    const value = Number(plain.replace(',', '.').replace('%', ''))
    if (plain.endsWith('%')) return `${Math.round(value)}%`
    // The number format General has at most eleven characters.
    if (Math.abs(value) < 1e11 && !/e/i.test(plain))
      return String(Number.isInteger(value) ? value : Number(value.toPrecision(10))).replace('.', ',')
    const [mantissa, exponent = ''] = value.toExponential(5).split('e') as [string, string]
    return `${String(Number(mantissa)).replace('.', ',')}E${exponent.replace(/(?<=[+-])(\d)$/, '0$1')}`
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(plain)) return days === 'iso' ? plain : plain.split('-').reverse().join('.')
  if (/^\d{1,2}[-/. ](\d{1,2}|\d{4})([-/. ](\d{1,2}|\d{4}))?$/.test(plain)) return '12.paź'
  if (/^\d{1,2}:\d{1,2}(:\d{1,2})?$/.test(plain)) return '00:12:00'
  if (/^(\d{1,2} )?maj[a]? \d{2,4}$/i.test(plain)) return '01.maj'
  if (/^=/.test(plain)) return '#NAZWA?'
  if (/^[+@-]/.test(plain)) return '#ARG!'
  return cell
}

/** Returns a file as Excel saves it: UTF-8 with a byte order mark, semicolons, quotes if necessary. */
export async function throughExcel(schema: TSchema, bytes: Buffer, days: 'iso' | 'dotted'): Promise<Buffer> {
  const { header, rows } = await readCsv(bytes, { known: columnsOf(schema).map(({ header }) => header) })
  const saved = (cell: string) => (/[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const lines = [header, ...rows.map(({ cells }) => cells.map((cell) => excel(cell, days)))].map((cells) =>
    cells.map(saved).join(';')
  )
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`)
}
