// The snapshot as a file. It is built once per state of the registry and sent to every client until the state changes.
import { pipeline } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { publicState } from '../../cache/public-state.ts'
import { Slots } from '../../db/slots.ts'
import { type Coding, encoders } from '../../http/codings.ts'
import { openExport } from '../../records/read/export.ts'
import { ResponseBuffer } from '../../records/read/response-buffer.ts'
import { cursorAt } from '../changes/cursor.ts'
import { countAll, entriesOf, getMoment } from './queries.ts'

export interface Meta {
  cursor: string
  count: number
  taken_at: string
}

/** Earlier editions that stay open for their readers. Downloads of older editions are cut off. */
const MAX_EARLIER_EDITIONS = 2
/** Time for which a request may wait while other codings are encoded. */
const ENCODING_TIMEOUT_MS = 15 * 60_000
/** Attempts to serve a request whose edition is closed while it is encoded. */
const MAX_ATTEMPTS = 3

/** The snapshot of one state, in each content coding that was requested. */
class Edition {
  readonly meta: Meta
  readonly state: string
  /** Start of the build, as performance.now(). */
  readonly begunAt: number
  /** SHA-256 of the lines, before content coding. */
  readonly digest: Buffer
  readonly #lines: ResponseBuffer
  readonly #encoded = new Map<Coding | undefined, Promise<ResponseBuffer>>()
  #references = 1

  constructor(meta: Meta, lines: ResponseBuffer, { state, begunAt }: { state: string; begunAt: number }) {
    this.meta = meta
    this.state = state
    this.begunAt = begunAt
    this.digest = lines.digest
    this.#lines = lines
    this.#encoded.set(undefined, Promise.resolve(lines))
  }

  get closed(): boolean {
    return this.#lines.closed
  }

  /** Returns the lines in the coding if a request has caused them to be encoded before. */
  find(coding: Coding | undefined): Promise<ResponseBuffer> | undefined {
    return this.#encoded.get(coding)
  }

  /** Returns the lines in the coding. Encodes them first if necessary, when a slot is free. */
  get(coding: Coding | undefined, slots: Slots): Promise<ResponseBuffer> {
    const known = this.find(coding)
    if (known || !coding) return known as Promise<ResponseBuffer>
    const encoding = slots.use(() => this.#encode(coding))
    this.#encoded.set(coding, encoding)
    encoding.catch(() => this.#encoded.delete(coding))
    return encoding
  }

  /** Holds the files until `release()`. */
  hold(): this {
    this.#references++
    return this
  }

  release(): void {
    this.#references--
    if (this.#references === 0) this.close()
  }

  /** Frees the disk space. Downloads under way are cut off. */
  close(): void {
    for (const encoded of this.#encoded.values())
      encoded.then((buffer) => buffer.close({ force: true })).catch(() => {})
  }

  async #encode(coding: Coding): Promise<ResponseBuffer> {
    const buffer = new ResponseBuffer()
    try {
      for await (const chunk of pipeline(this.#lines.read(), encoders[coding](), () => {})) await buffer.write(chunk)
      return buffer
    } catch (error) {
      buffer.close()
      throw error
    }
  }
}

/** An edition in one coding. The caller must release the edition. */
export interface Served {
  edition: Edition
  buffer: ResponseBuffer
}

/** The newest edition, and earlier ones that are still being read. */
export class ReadySnapshot {
  readonly #app: FastifyInstance
  readonly #encodingSlots = new Slots(1, ENCODING_TIMEOUT_MS)
  #newest: Edition | undefined
  #building: Promise<void> | undefined
  #earlier: Edition[] = []

  constructor(app: FastifyInstance) {
    this.#app = app
  }

  /** Returns the edition of the present state if it has been built. The edition is held for the caller. */
  async find(): Promise<Edition | undefined> {
    const state = await publicState(this.#app.db)
    return this.#newest?.state === state ? this.#newest.hold() : undefined
  }

  /**
   * Returns an edition of the present state, or of a state after this call. The edition is held for the caller.
   * Concurrent calls share one build.
   */
  async get(): Promise<Edition> {
    const calledAt = performance.now()
    const state = await publicState(this.#app.db)
    for (;;) {
      const newest = this.#newest
      if (newest && (newest.state === state || newest.begunAt >= calledAt)) return newest.hold()
      this.#building ??= this.#build().finally(() => {
        this.#building = undefined
      })
      await this.#building
    }
  }

  /** Returns the edition from get(), in the coding. */
  async serve(coding: Coding | undefined): Promise<Served> {
    for (let attempt = 1; ; attempt++) {
      const edition = await this.get()
      try {
        const buffer = await edition.get(coding, this.#encodingSlots)
        if (!buffer.closed) return { edition, buffer }
        throw new Error('the edition was cut off')
      } catch (error) {
        edition.release()
        if (!edition.closed || attempt === MAX_ATTEMPTS) throw error
      }
    }
  }

  close(): void {
    for (const edition of [...this.#earlier, this.#newest]) edition?.close()
    this.#newest = undefined
  }

  async #build(): Promise<void> {
    const begunAt = performance.now()
    // Read before the transaction, because it may need a second connection.
    const key = await this.#app.cursorKey()
    const exported = await openExport(this.#app.db, { reserved: true })
    const lines = new ResponseBuffer()
    try {
      await exported.begin()
      const { db } = exported
      const { snapshotResources } = this.#app.registry
      const state = await publicState(db)
      const { cursor } = await cursorAt(db, key)
      const meta: Meta = { cursor, count: await countAll(db, snapshotResources), taken_at: await getMoment(db) }
      await lines.write(Buffer.from(`${JSON.stringify({ snapshot: meta })}\n`))
      for (const resource of snapshotResources)
        for await (const chunk of exported.copy(entriesOf(resource))) await lines.write(chunk)
      this.#publish(new Edition(meta, lines, { state, begunAt }))
    } catch (error) {
      lines.close()
      throw error
    } finally {
      await exported.close()
    }
  }

  #publish(edition: Edition): void {
    if (this.#newest) {
      this.#earlier.push(this.#newest)
      this.#newest.release()
    }
    this.#newest = edition
    for (const old of this.#earlier.splice(0, Math.max(0, this.#earlier.length - MAX_EARLIER_EDITIONS))) old.close()
  }
}
