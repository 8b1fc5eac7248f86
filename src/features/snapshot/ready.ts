// The snapshot as a file, made once for each state of the registry, and sent to whoever asks while that is the state.
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

/** Earlier editions that are kept for those who are still reading them; whoever reads one before these is cut off. */
const EARLIER = 2
/** Milliseconds that a request may wait for the codings that others have requested. */
const PATIENCE = 15 * 60_000
/** Times that one is tried to be served an edition before it is cut off. */
const ATTEMPTS = 3

/** The snapshot of one state, in each content coding that was requested. */
class Edition {
  readonly meta: Meta
  readonly state: string
  /** When its making began, by performance.now(). */
  readonly begun: number
  /** SHA-256 of its lines, from which every coding follows. */
  readonly digest: Buffer
  readonly #lines: ResponseBuffer
  readonly #forms = new Map<Coding | undefined, Promise<ResponseBuffer>>()
  #holders = 1

  constructor(meta: Meta, lines: ResponseBuffer, { state, begun }: { state: string; begun: number }) {
    this.meta = meta
    this.state = state
    this.begun = begun
    this.digest = lines.digest
    this.#lines = lines
    this.#forms.set(undefined, Promise.resolve(lines))
  }

  get closed(): boolean {
    return this.#lines.closed
  }

  /** The lines in the coding, if they were requested in it before. */
  find(coding: Coding | undefined): Promise<ResponseBuffer> | undefined {
    return this.#forms.get(coding)
  }

  /** The lines in the coding; encodes them in its turn when nobody has requested it before. */
  form(coding: Coding | undefined, turns: Slots): Promise<ResponseBuffer> {
    const known = this.find(coding)
    if (known || !coding) return known as Promise<ResponseBuffer>
    const made = turns.use(() => this.#encode(coding))
    this.#forms.set(coding, made)
    made.catch(() => this.#forms.delete(coding))
    return made
  }

  /** Keeps its files until the release. */
  hold(): this {
    this.#holders++
    return this
  }

  release(): void {
    this.#holders--
    if (this.#holders === 0) this.close()
  }

  /** Frees the disk, and cuts off whoever still reads. */
  close(): void {
    for (const form of this.#forms.values()) form.then((buffer) => buffer.close({ force: true })).catch(() => {})
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

/** An edition in one coding. The caller has to release the edition. */
export interface Served {
  edition: Edition
  buffer: ResponseBuffer
}

/** The newest edition, and what is left of those before it. */
export class ReadySnapshot {
  readonly #app: FastifyInstance
  readonly #turns = new Slots(1, PATIENCE)
  #newest: Edition | undefined
  #building: Promise<void> | undefined
  #earlier: Edition[] = []

  constructor(app: FastifyInstance) {
    this.#app = app
  }

  /** The edition of the registry as it is now, if it is there already; it is held for the caller. */
  async find(): Promise<Edition | undefined> {
    const state = await publicState(this.#app.db)
    return this.#newest?.state === state ? this.#newest.hold() : undefined
  }

  /** The edition of the registry as it is now, or was after this call; it is held for the caller. One is made for all who ask meanwhile. */
  async get(): Promise<Edition> {
    const asked = performance.now()
    const state = await publicState(this.#app.db)
    for (;;) {
      const newest = this.#newest
      if (newest && (newest.state === state || newest.begun >= asked)) return newest.hold()
      this.#building ??= this.#build().finally(() => {
        this.#building = undefined
      })
      await this.#building
    }
  }

  /** The edition as get() returns it, in the coding. */
  async serve(coding: Coding | undefined): Promise<Served> {
    for (let attempt = 1; ; attempt++) {
      const edition = await this.get()
      try {
        const buffer = await edition.form(coding, this.#turns)
        if (!buffer.closed) return { edition, buffer }
        throw new Error('the edition was cut off')
      } catch (error) {
        edition.release()
        if (!edition.closed || attempt === ATTEMPTS) throw error
      }
    }
  }

  close(): void {
    for (const edition of [...this.#earlier, this.#newest]) edition?.close()
    this.#newest = undefined
  }

  async #build(): Promise<void> {
    const begun = performance.now()
    // Outside of the transaction: it may need a connection of its own.
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
      this.#publish(new Edition(meta, lines, { state, begun }))
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
    for (const old of this.#earlier.splice(0, Math.max(0, this.#earlier.length - EARLIER))) old.close()
  }
}
