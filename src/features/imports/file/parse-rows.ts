// Converts the rows of an import file, CSV or NDJSON, to records.
import type { TSchema } from '@sinclair/typebox'
import { quote } from '../../../http/pointer.ts'
import type { Writes } from '../../../records/define.ts'
import { columnsOf, recordOf } from '../../../records/formats/csv.ts'
import type { RowFault } from '../../../records/import-report.ts'
import { type Json, propertiesOf } from '../importables.ts'
import { cellToValue } from './cell-values.ts'
import { readCsv } from './read-csv.ts'
import { readNdjson } from './read-ndjson.ts'

export type FileFormat = 'csv' | 'ndjson'

export interface FileRow {
  line: number
  record: Json
  faults: RowFault[]
}

/** Returns the rows of a file. `needed` are required columns. Throws RefusedFile if it cannot be imported at all. */
export function readRows(writes: Writes, format: FileFormat, bytes: Uint8Array, needed: readonly string[]): FileRow[] {
  return format === 'csv' ? csvRows(writes, bytes, needed) : jsonRows(writes, bytes)
}

function csvRows({ resource }: Writes, bytes: Uint8Array, needed: readonly string[]): FileRow[] {
  const columns = new Map(columnsOf(resource.record).map(({ header, schema }) => [header, schema]))
  const { dialect, header, rows } = readCsv(bytes, { known: [...columns.keys()], needed })
  return rows.map(({ line, cells }) => {
    const faults: RowFault[] = []
    const values = new Map<string, unknown>()
    for (const [i, column] of header.entries()) {
      // readCsv() accepts only known headers.
      const read = cellToValue(columns.get(column) as TSchema, cells[i] ?? '', dialect)
      if (read.fault) faults.push({ column, ...read.fault })
      else values.set(column, read.value)
    }
    return { line, record: recordOf(resource.record, values) as Json, faults }
  })
}

function jsonRows(writes: Writes, bytes: Uint8Array): FileRow[] {
  const known = new Set(propertiesOf(writes))
  return readNdjson(bytes).map(({ line, record }) => {
    const unknown = Object.keys(record).filter((name) => !known.has(name))
    const faults = unknown.slice(0, 20).map((name) => ({
      column: null,
      code: 'unknown_property',
      detail: { pl: `Nieznane pole ${quote(name)}.`, en: `Unknown property ${quote(name)}.` }
    }))
    return { line, record, faults }
  })
}
