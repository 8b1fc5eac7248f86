// An import file as it was sent: held against its resource before anything is kept, and again when it is worked on.
import type { FileFault } from './file-fault.ts'
import { RefusedFile } from './file-fault.ts'
import { type ImportedResource, importables, type Matching, type MatchOn } from './importables.ts'
import { type FileFormat, type FileRow, readRows } from './rows.ts'
import { readTerc, type TercFile } from './terc.ts'

export interface SentFile {
  resource: ImportedResource
  matchOn: MatchOn
  format: FileFormat
  bytes: Uint8Array
}

export type ReadFile = { rows: FileRow[]; terc?: undefined } | { terc: TercFile }

/** Reads a file; throws RefusedFile when it cannot be taken as a whole. */
export function readFile({ resource, matchOn, format, bytes }: SentFile): ReadFile {
  if (resource !== 'territories') {
    const { writable, matchings } = importables[resource]
    return { rows: readRows(writable, format, bytes, (matchings[matchOn] as Matching).needed) }
  }
  if (format === 'csv') return { terc: readTerc(bytes) }
  const fault: FileFault = {
    line: 1,
    code: 'csv_needed',
    detail: { pl: 'Rejestr TERC przyjmuje się w pliku CSV, w postaci z serwisu eTERYT.', en: 'The register TERC is taken as CSV, as the eTERYT site gives it.' }
  }
  throw new RefusedFile([fault])
}

export const countRows = (file: ReadFile): number => file.terc?.units.length ?? (file as { rows: FileRow[] }).rows.length
