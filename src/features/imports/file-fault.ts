import type { FileFault } from '../../records/import-report.ts'

/** A file that cannot be taken as a whole, with at most a hundred of its faults: more help nobody. */
export class RefusedFile extends Error {
  readonly faults: FileFault[]

  constructor(faults: FileFault[]) {
    super(faults[0]?.detail.en ?? 'The file cannot be taken.')
    this.faults = faults.slice(0, 100)
  }
}
