import type { Text } from '../../http/errors.ts'

/** What is wrong with a file and where. `line` and `position` (of the column) count from 1; `column` is the column's header. */
export interface FileFault {
  line: number
  position?: number
  column?: string
  code: string
  detail: Text
}

/** A file that cannot be taken as a whole, with at most a hundred of its faults: more help nobody. */
export class RefusedFile extends Error {
  readonly faults: FileFault[]

  constructor(faults: FileFault[]) {
    super(faults[0]?.detail.en ?? 'The file cannot be taken.')
    this.faults = faults.slice(0, 100)
  }
}
