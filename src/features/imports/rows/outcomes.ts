// Small decisions about the rows of an import: their outcome, and whether there is anything to write.
import type { Fault } from '../../../http/errors.ts'
import type { ReportRow } from '../../../records/import-report.ts'
import type { Json } from '../importables.ts'
import type { RowWrite } from './row-plan.ts'

export function outcomeOf(before: Json | null, changed: boolean): ReportRow['outcome'] {
  if (before === null) return 'create'
  return changed ? 'update' : 'unchanged'
}

/** Returns a fault with a pointer that begins with the number of the row as a fault of the row. */
export function ofRow({ pointer = '', ...fault }: Fault): { row: number; fault: Fault } {
  const [, row = '', rest = ''] = /^\/(\d+)(.*)$/.exec(pointer) ?? []
  return { row: Number(row), fault: { ...fault, pointer: rest } }
}

export const isUnchanged = ({ before, body, row }: Pick<RowWrite, 'before' | 'body' | 'row'>): boolean =>
  before !== null && row.faults.length === 0 && Object.keys(body).length === 0
export const withoutNulls = (columns: Json): Json =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null))
