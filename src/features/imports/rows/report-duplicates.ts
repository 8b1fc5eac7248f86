// Reports rows of an import that may create a record which the registry or another row of the file already has.
import type { Tx } from '../../../db/connect.ts'
import type { Matching } from '../../../records/define-imports.ts'
import type { Writes } from '../../../records/define-writes.ts'
import type { ReportRow } from '../../../records/import-report.ts'
import { findDuplicates } from '../../../records/write/duplicates.ts'
import type { FileRow } from '../file/parse-rows.ts'
import { duplicateFault, sameFileFault } from './row-faults.ts'

/**
 * Adds possible duplicates to the report of new records, which are stored in the transaction. A row with the value that
 * identifies its record gets a warning. A row without it is an error if the registry has a similar record, because the
 * same file, imported again, would create all its records again.
 */
export async function reportDuplicates(
  tx: Tx,
  { writes, matching }: { writes: Writes; matching: Matching },
  report: Map<FileRow, ReportRow>
): Promise<void> {
  const created = new Map<string, [FileRow, ReportRow]>()
  for (const [row, reported] of report)
    if (reported.outcome === 'create' && reported.subject !== null) created.set(reported.subject, [row, reported])
  const found = await findDuplicates(tx, writes, [...created.keys()])
  const column = writes.duplicates?.pointer.slice(1) ?? ''
  for (const [id, records] of found) {
    const [row, reported] = created.get(id) as [FileRow, ReportRow]
    const lines = records.flatMap((record) => created.get(record.id)?.[1].line ?? []).sort((a, b) => a - b)
    const stored = records.filter((record) => !created.has(record.id))
    const isKeyed = reported.key !== null
    const faults = stored.length > 0 ? [duplicateFault(column, matching, stored, isKeyed)] : []
    const warnings = lines.length > 0 ? [sameFileFault(column, lines)] : []
    report.set(
      row,
      isKeyed || faults.length === 0
        ? { ...reported, warnings: [...faults, ...warnings] }
        : { ...reported, outcome: 'error', subject: null, diff: [], errors: faults, warnings }
    )
  }
}
