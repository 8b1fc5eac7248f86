// Relates the rows of a report to the cells of the file: texts that the record has exactly, and the cells of faults.
import type { ReportRow, RowFault } from '../../../records/import-report.ts'
import type { FileRow } from '../file/parse-rows.ts'
import type { Json } from '../importables.ts'

/** Columns in which a record has the very text of the cell, so that the cell is not read as another text. */
export const sameAsStored = ({ exact }: FileRow, before: Json): string[] =>
  exact.filter(({ path, text }) => at(before, path) === text).map(({ column }) => column)

const at = (record: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (value as Json | null | undefined)?.[name], record)

/** Returns the record of a row with the texts of these columns as they stand in the cells. */
export function withExactTexts({ record, exact }: FileRow, columns: readonly string[]): Json {
  const copy = columns.length > 0 ? structuredClone(record) : record
  for (const { column, path, text } of exact) {
    if (!columns.includes(column)) continue
    const owner = at(copy, path.slice(0, -1)) as Json | null | undefined
    if (owner) owner[path.at(-1) as string] = text
  }
  return copy
}

/** Adds to a reported row its cells: those of the faults, and those that were read in another form. */
export function withCells(row: FileRow, reported: ReportRow, exact: readonly string[] = []): ReportRow {
  const withCell = (fault: RowFault): RowFault => ({ ...fault, ...row.cellOf(fault.column) })
  return {
    ...reported,
    errors: reported.errors.map(withCell),
    ...(reported.warnings && { warnings: reported.warnings.map(withCell) }),
    readings: row.readings.filter(({ column }) => !exact.includes(column))
  }
}
