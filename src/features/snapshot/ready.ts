// The snapshot as files. It is read once per state of the registry, and its files are sent to every client until the
// state changes.
import { pipeline } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { publicState } from '../../cache/public-state.ts'
import { Slots } from '../../db/slots.ts'
import { type Coding, encoders } from '../../http/codings.ts'
import type { Resource } from '../../records/define.ts'
import { openExport } from '../../records/read/export.ts'
import { ResponseBuffer } from '../../records/read/response-buffer.ts'
import { cursorAt } from '../changes/cursor.ts'
import type { Meta } from './files/about.ts'
import { snapshotDatabase } from './files/sqlite.ts'
import { snapshotWorkbook } from './files/workbook.ts'
import { countAll, entriesOf, getMoment } from './queries.ts'

/** A format of the snapshot. Only the titles in a workbook have a language. */
export type SnapshotFile = 'ndjson' | 'sqlite' | 'xlsx pl' | 'xlsx en'

/** A file and its content coding. */
export interface Wanted {
  file: SnapshotFile
  coding: Coding | undefined
}

/** Earlier editions that stay open for their readers. Downloads of older editions are cut off. */
const MAX_EARLIER_EDITIONS = 2
/** Time for which a request may wait while other files are made. */
const ENCODING_TIMEOUT_MS = 15 * 60_000
/** Attempts to serve a request whose edition is closed while it is encoded. */
const MAX_ATTEMPTS = 3

/** Makes a file from the lines of a snapshot. */
type MakeFile = (file: Exclude<SnapshotFile, 'ndjson'>, lines: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>

/** The snapshot of one state, in each file and content coding that was requested. */
class Edition {
  readonly meta: Meta
  readonly state: string
  /** Start of the build, as performance.now(). */
  readonly begunAt: number
  /** SHA-256 of the lines, before content coding. */
  readonly digest: Buffer
  readonly #lines: ResponseBuffer
  readonly #make: MakeFile
  readonly #files = new Map<string, Promise<ResponseBuffer>>()
  #references = 1

  constructor(
    meta: Meta,
    lines: ResponseBuffer,
    { state, begunAt, make }: { state: string; begunAt: number; make: MakeFile }
  ) {
    this.meta = meta
    this.state = state
    this.begunAt = begunAt
    this.digest = lines.digest
    this.#lines = lines
    this.#make = make
    this.#files.set(nameOf({ file: 'ndjson', coding: undefined }), Promise.resolve(lines))
  }

  get closed(): boolean {
    return this.#lines.closed
  }

  /** Returns a file if a request has caused it to be made before. */
  find(wanted: Wanted): Promise<ResponseBuffer> | undefined {
    return this.#files.get(nameOf(wanted))
  }

  /** Returns a file. Makes it first if necessary, when a slot is free. */
  get(wanted: Wanted, slots: Slots): Promise<ResponseBuffer> {
    const known = this.find(wanted)
    if (known) return known
    const name = nameOf(wanted)
    const made = this.#fill(wanted, slots)
    this.#files.set(name, made)
    made.catch(() => this.#files.delete(name))
    return made
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
    for (const made of this.#files.values()) made.then((buffer) => buffer.close({ force: true })).catch(() => {})
  }

  async #fill({ file, coding }: Wanted, slots: Slots): Promise<ResponseBuffer> {
    // The file comes first, so that no slot is held while it waits for another one.
    const source = coding && (await this.get({ file, coding: undefined }, slots))
    return slots.use(async () => {
      if (this.closed) throw new Error('the edition was cut off')
      if (source && coding) return filled(pipeline(source.read(), encoders[coding](), () => {}))
      return filled(this.#make(file as Exclude<SnapshotFile, 'ndjson'>, this.#lines.read()))
    })
  }
}

const nameOf = ({ file, coding }: Wanted): string => `${file} ${coding ?? ''}`

/** Returns a buffer with the chunks. */
async function filled(chunks: AsyncIterable<Buffer>): Promise<ResponseBuffer> {
  const buffer = new ResponseBuffer()
  try {
    for await (const chunk of chunks) await buffer.write(chunk)
    return buffer
  } catch (error) {
    buffer.close()
    throw error
  }
}

/** A file of an edition. The caller must release the edition. */
export interface Served {
  edition: Edition
  buffer: ResponseBuffer
}

/** The newest edition, and earlier ones that are still being read. */
export class ReadySnapshot {
  readonly #app: FastifyInstance
  readonly #slots = new Slots(1, ENCODING_TIMEOUT_MS)
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

  /** Returns a file of the edition from get(). */
  async serve(wanted: Wanted): Promise<Served> {
    for (let attempt = 1; ; attempt++) {
      const edition = await this.get()
      try {
        const buffer = await edition.get(wanted, this.#slots)
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
      this.#publish(new Edition(meta, lines, { state, begunAt, make: this.#make(meta) }))
    } catch (error) {
      lines.close()
      throw error
    } finally {
      await exported.close()
    }
  }

  /** Returns how the files of an edition are made. */
  #make(meta: Meta): MakeFile {
    const { baseUrl: base, registry } = this.#app
    const { snapshotResources: resources, tags } = registry
    return (file, lines) => {
      if (file === 'sqlite') return snapshotDatabase({ lines, meta, resources, base })
      const language = file === 'xlsx en' ? 'en' : 'pl'
      const titleOf = ({ path }: Resource) => tags.find(({ name }) => name === path)?.title[language] ?? path
      return snapshotWorkbook({ lines, meta, resources, titleOf, language, base })
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
