// Reads the entries of a snapshot from its lines, type by type.
import { completeLines } from '../../../records/read/lines.ts'

export interface Entry {
  type: string
  data: unknown
}

/** The entries of a snapshot. The records of a type are consecutive, in the order of the snapshot. */
export class Entries {
  readonly #lines: AsyncGenerator<string[]>
  #read: Entry[] = []
  #isFirst = true

  /** `lines` are those of the snapshot: the first is about the snapshot itself. */
  constructor(lines: AsyncIterable<Buffer>) {
    this.#lines = completeLines(lines)
  }

  /** Yields the records of a type in batches. The types must be read in the order of the snapshot. */
  async *ofType(type: string): AsyncGenerator<unknown[]> {
    for (;;) {
      if (this.#read.length === 0 && !(await this.#readMore())) return
      const other = this.#read.findIndex((entry) => entry.type !== type)
      const batch = this.#read.splice(0, other === -1 ? this.#read.length : other)
      if (batch.length > 0) yield batch.map(({ data }) => data)
      if (other !== -1) return
    }
  }

  async #readMore(): Promise<boolean> {
    const { value, done } = await this.#lines.next()
    if (done || value === undefined) return false
    this.#read = value.slice(this.#isFirst ? 1 : 0).map((line): Entry => JSON.parse(line))
    this.#isFirst = false
    return this.#read.length > 0 || this.#readMore()
  }
}
