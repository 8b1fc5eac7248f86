// Bytes that may be too many for memory, kept in a file without a name: nobody else can open it, and nothing is left of it whatever happens.
import { createHash } from 'node:crypto'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'

/** Bytes of a list that are kept in memory; what is longer is streamed, or goes into a file. */
export const IN_MEMORY = 4 * 1024 * 1024
/** Bytes read from a file at once. */
const BUFFER = 256 * 1024

async function openUnnamed(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'konwent-'))
  try {
    return await open(join(folder, 'spool'), 'wx+', 0o600)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(BUFFER), 0, BUFFER, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/** Written once, then read by as many as like. */
export class ResponseBuffer {
  size = 0
  #memory: Buffer[] = []
  #file: FileHandle | undefined
  readonly #inMemory: number
  readonly #hash = createHash('sha256')
  #digest: Buffer | undefined
  readonly #readers = new Set<Readable>()
  #closing = false

  /** So many bytes stay in memory; when there are more, all of them go into the file. */
  constructor(inMemory = IN_MEMORY) {
    this.#inMemory = inMemory
  }

  async write(chunk: Buffer): Promise<void> {
    this.#hash.update(chunk)
    this.size += chunk.length
    if (!this.#file) {
      this.#memory.push(chunk)
      if (this.size <= this.#inMemory) return
      this.#file = await openUnnamed()
    }
    const waiting = this.#memory.splice(0)
    for (const bytes of waiting.length > 0 ? waiting : [chunk]) await this.#file.writeFile(bytes)
  }

  /** SHA-256 of what was written; nothing can be written after that. */
  get digest(): Buffer {
    this.#digest ??= this.#hash.digest()
    return this.#digest
  }

  /** All of it, when it is little enough to be in memory. */
  get bytes(): Buffer | undefined {
    if (this.#file) return undefined
    if (this.#memory.length !== 1) this.#memory = [Buffer.concat(this.#memory)]
    return this.#memory[0]
  }

  /** Whether it is gone, or goes as soon as nobody reads it. */
  get closed(): boolean {
    return this.#closing
  }

  /** Reads it from its beginning, independently of others who read it. */
  read(): Readable {
    if (this.#closing) throw new Error('the buffer is closed')
    if (!this.#file) return Readable.from(this.#memory, { objectMode: false })
    const reader = Readable.from(chunksOf(this.#file), { objectMode: false, highWaterMark: BUFFER })
    this.#readers.add(reader)
    reader.once('close', () => {
      this.#readers.delete(reader)
      void this.#end()
    })
    return reader
  }

  /** Frees the disk, as soon as nobody reads any more; with `force` those who still read are cut off. */
  close({ force = false } = {}): void {
    this.#closing = true
    this.#memory = []
    if (force) for (const reader of this.#readers) reader.destroy(new Error('the buffer is closed'))
    void this.#end()
  }

  async #end(): Promise<void> {
    if (!this.#closing || this.#readers.size > 0) return
    const file = this.#file
    this.#file = undefined
    await file?.close()
  }
}
