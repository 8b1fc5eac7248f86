// Sends whole lists from one consistent snapshot. Short lists are sent as complete responses; long lists are streamed
// from the database in constant memory.
import { createHash } from 'node:crypto'
import { pipeline, Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { publicState } from '../../cache/public-state.ts'
import type { Db } from '../../db/connect.ts'
import { type Coding, codingOf, encoders } from '../../http/codings.ts'
import { matches } from '../../http/preconditions.ts'
import { type Dependencies, publicHeaders, sendRepresentation } from '../../http/representation.ts'
import type { Resource } from '../define.ts'
import type { Format, ListWriter } from '../formats/format.ts'
import type { Pack } from '../formats/formats.ts'
import { MAX_RECORDS, sheetTooShort } from '../formats/workbook/sheet.ts'
import { auditedRead } from './audited-read.ts'
import { type Export, openExport } from './export.ts'
import { completeLines } from './lines.ts'
import { countRecords, ResourceQuery, type Selection, wholeList } from './query.ts'
import { MAX_BYTES_IN_MEMORY, ResponseBuffer } from './response-buffer.ts'
import { rightsOfCaller, seesMore } from './visibility.ts'

/** Time after which the connection to a client that reads nothing is destroyed. */
const IDLE_TIMEOUT_MS = 60_000

/** A list with the format that the request chose. */
interface WholeList {
  format: Exclude<Format, 'json'>
  type: string
  headers: Record<string, string>
  source: Resource
  writer: () => ListWriter
  pack: Pack | undefined
  /** Resolves the names in the query of the request. Throws 400 and 404. */
  resolve: (db: Db) => Promise<{ selection: Selection; dependsOn: Dependencies }>
}

/** Yields the list in its format. */
async function* write(
  { format, source, writer, pack }: WholeList,
  exported: Export,
  selection: Selection
): AsyncGenerator<Buffer> {
  if (format === 'xlsx') await checkLength(exported.db, source, selection)
  const rows = exported.copy(wholeList(source, selection))
  const texts = format === 'ndjson' ? rows : convertLines(rows, writer())
  yield* pack ? pack(texts) : texts
}

/** Throws 406 if a sheet has fewer rows than the list has records. It is counted in the snapshot of the export. */
async function checkLength(db: Db, source: Resource, selection: Selection): Promise<void> {
  if ((await countRecords(db, new ResourceQuery(source), selection)) > MAX_RECORDS) throw sheetTooShort()
}

/** Sends a whole list. Throws before the response has begun; a later failure breaks the connection. */
export async function sendExport(request: FastifyRequest, reply: FastifyReply, list: WholeList): Promise<FastifyReply> {
  const { db } = request.server
  const exported = await openExport(db)
  // If the client disconnects, the query is cancelled.
  reply.raw.once('close', () => void exported.close())
  try {
    const rights = rightsOfCaller(request.server.registry.rights, request.caller)
    return await (seesMore(rights) ? sendAudited : sendPublic)(request, reply, list, exported)
  } catch (error) {
    await exported.close()
    if (!request.raw.socket.destroyed) throw error
    return reply.hijack()
  }
}

/** Sends a public list while it is read from the database. */
async function sendPublic(
  request: FastifyRequest,
  reply: FastifyReply,
  list: WholeList,
  exported: Export
): Promise<FastifyReply> {
  const { type, headers, pack } = list
  await exported.begin()
  const { selection, dependsOn } = await list.resolve(exported.db)
  const coding = pack ? undefined : codingOf(request.headers['accept-encoding'])
  const etag = tagOf([await publicState(exported.db), request.url, request.server.baseUrl, type], coding)
  reply.headers(publicHeaders)
  const condition = request.headers['if-none-match']
  // Not for `*`: it is decided later, because a short list has a different ETag.
  if (condition !== '*' && matches(condition, etag)) return reply.code(304).header('etag', etag).send()
  const rest = write(list, exported, selection)
  const beginning = await take(rest, MAX_BYTES_IN_MEMORY)
  if (beginning.done) {
    await exported.close()
    return sendRepresentation(request, reply, {
      type,
      headers,
      body: Buffer.concat(beginning.chunks),
      packed: pack !== undefined,
      dependsOn
    })
  }
  request.server.responses?.release(request)
  if (matches(condition, etag)) return reply.code(304).header('etag', etag).send()
  if (request.method === 'HEAD') await exported.close()
  else await exported.stream()
  reply
    .code(200)
    .type(type)
    .headers({ ...headers, etag })
  if (coding) reply.header('content-encoding', coding)
  if (request.method === 'HEAD') return reply.send(emptyBody())
  destroyWhenIdle(reply)
  const whole = async function* () {
    yield* beginning.chunks
    yield* rest
    await exported.close()
  }
  return reply.send(encoded(Readable.from(whole(), { objectMode: false }), coding))
}

/** Sends a list with non-public data. It is read to its end first: the audit entry must precede the response. */
async function sendAudited(
  request: FastifyRequest,
  reply: FastifyReply,
  list: WholeList,
  exported: Export
): Promise<FastifyReply> {
  const { type, headers, pack } = list
  const buffer = new ResponseBuffer()
  reply.raw.once('close', () => buffer.close())
  const read = async (db: Db) => {
    const { selection } = await list.resolve(db)
    if (request.method !== 'HEAD') for await (const chunk of write(list, exported, selection)) await buffer.write(chunk)
  }
  await auditedRead(request.server.db, request, read, { snapshot: true, on: exported.db })
  await exported.close()
  if (request.method === 'HEAD') return reply.code(200).type(type).headers(headers).send(emptyBody())
  const packed = pack !== undefined
  if (buffer.bytes) return sendRepresentation(request, reply, { type, headers, body: buffer.bytes, packed })
  const coding = packed ? undefined : codingOf(request.headers['accept-encoding'])
  const etag = tagOf([buffer.digest.toString('hex'), type], coding)
  reply.headers({ ...publicHeaders, ...headers, etag })
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
  reply.code(200).type(type)
  if (coding) reply.header('content-encoding', coding)
  else reply.header('content-length', buffer.size)
  destroyWhenIdle(reply)
  return reply.send(encoded(buffer.read(), coding))
}

/** Converts lines of JSON to the format. */
async function* convertLines(lines: AsyncIterable<Buffer>, { begin, record, end }: ListWriter): AsyncGenerator<Buffer> {
  yield Buffer.from(begin)
  for await (const complete of completeLines(lines)) {
    let text = ''
    for (const json of complete) text += record(json)
    yield Buffer.from(text)
  }
  yield Buffer.from(end())
}

/** Reads the source until it ends or exceeds `maxBytes`. `done`: whether it ended. */
async function take(source: AsyncGenerator<Buffer>, maxBytes: number): Promise<{ chunks: Buffer[]; done: boolean }> {
  const chunks: Buffer[] = []
  for (let size = 0; size <= maxBytes; ) {
    const { value, done } = await source.next()
    if (done) return { chunks, done: true }
    chunks.push(value)
    size += value.length
  }
  return { chunks, done: false }
}

/** Returns a strong ETag from the parts that distinguish one representation from another. */
function tagOf(parts: string[], coding: Coding | undefined): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)
  return coding ? `"${hash}-${coding}"` : `"${hash}"`
}

/** Returns the stream in the content coding. A failure of either stream destroys both. */
export function encoded(source: Readable, coding: Coding | undefined): Readable {
  if (!coding) return source
  const encoder = encoders[coding]()
  pipeline(source, encoder, () => {})
  return encoder
}

/** Body of a response to HEAD whose length is unknown. Without a body, Fastify would send `content-length: 0`. */
export const emptyBody = (): Readable => Readable.from([])

/** Destroys the connection once the client has read nothing for a minute. Otherwise the response could wait forever. */
export function destroyWhenIdle(reply: FastifyReply): void {
  reply.raw.setTimeout(IDLE_TIMEOUT_MS, () => void reply.raw.destroy())
}
