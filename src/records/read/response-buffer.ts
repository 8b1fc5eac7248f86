// A buffer for responses that may be too large for memory. It moves to an unlinked temporary file, which no other
// process can open and which disappears even after a crash.
import { createHash } from 'node:crypto'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'

/** Bytes of a list that stay in memory. A longer list is streamed or moved to a file. */
export const MAX_BYTES_IN_MEMORY = 4 * 1024 * 1024
/** Bytes that are read from a file at once. */
const CHUNK_BYTES = 256 * 1024

async function openUnnamed(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'konwent-'))
  try {
    return await open(join(folder, 'response'), 'wx+', 0o600)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(CHUNK_BYTES), 0, CHUNK_BYTES, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/** Is written once and can then be read any number of times, also concurrently. */
export class ResponseBuffer {
  size = 0
  #memory: Buffer[] = []
  #file: FileHandle | undefined
  readonly #maxBytesInMemory: number
  readonly #hash = createHash('sha256')
  #digest: Buffer | undefined
  readonly #readers = new Set<Readable>()
  #closing = false

  /** If the content exceeds `maxBytesInMemory`, all of it moves to a file. */
  constructor(maxBytesInMemory = MAX_BYTES_IN_MEMORY) {
    this.#maxBytesInMemory = maxBytesInMemory
  }

  async write(chunk: Buffer): Promise<void> {
    this.#hash.update(chunk)
    this.size += chunk.length
    if (!this.#file) {
      this.#memory.push(chunk)
      if (this.size <= this.#maxBytesInMemory) return
      this.#file = await openUnnamed()
    }
    const waiting = this.#memory.splice(0)
    for (const bytes of waiting.length > 0 ? waiting : [chunk]) await this.#file.writeFile(bytes)
  }

  /** SHA-256 of the content. Nothing can be written afterwards. */
  get digest(): Buffer {
    this.#digest ??= this.#hash.digest()
    return this.#digest
  }

  /** The content, if it is in memory. */
  get bytes(): Buffer | undefined {
    if (this.#file) return undefined
    if (this.#memory.length !== 1) this.#memory = [Buffer.concat(this.#memory)]
    return this.#memory[0]
  }

  /** Whether the buffer is closed, or closes after its last reader. */
  get closed(): boolean {
    return this.#closing
  }

  /** Returns a stream of the content from its beginning. Throws if the buffer is closed. */
  read(): Readable {
    if (this.#closing) throw new Error('the buffer is closed')
    if (!this.#file) return Readable.from(this.#memory, { objectMode: false })
    const reader = Readable.from(chunksOf(this.#file), { objectMode: false, highWaterMark: CHUNK_BYTES })
    this.#readers.add(reader)
    reader.once('close', () => {
      this.#readers.delete(reader)
      void this.#end()
    })
    return reader
  }

  /** Frees memory and disk after the last reader has ended. With `force`, it aborts the readers. */
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
