import type { ImportMessage } from '../../../records/import-report.ts'

/** Thrown for a file that cannot be imported at all. It has at most 100 faults, since more would not help. */
export class RefusedFile extends Error {
  readonly faults: ImportMessage[]
  /** Whether the file has a format that no import takes. */
  readonly unsupported: boolean

  constructor(faults: ImportMessage[], { unsupported = false } = {}) {
    super(faults[0]?.detail.en ?? 'The file cannot be imported.')
    this.faults = faults.slice(0, 100)
    this.unsupported = unsupported
  }
}
