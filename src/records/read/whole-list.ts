// Whole lists in one consistent snapshot: short ones as finished answers, long ones as they come out of the database, in constant memory.
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
import { view } from './audited-read.ts'
import { type Export, openExport } from './export.ts'
import { type Selection, wholeList } from './query.ts'
import { IN_MEMORY, ResponseBuffer } from './response-buffer.ts'
import { rightsOfCaller, seesMore } from './visibility.ts'

/** Milliseconds after which a client that takes nothing is left. */
const IDLE = 60_000
const LINE_FEED = 10

/** A list with the format that the request chose. */
interface WholeList {
  format: Exclude<Format, 'json'>
  type: string
  headers: Record<string, string>
  source: Resource
  writer: () => ListWriter
  /** Reads the query of the request with its names resolved; throws 400 and 404. */
  wanted: (db: Db) => Promise<{ selection: Selection; dependsOn: Dependencies }>
}

/** The list in its format. */
function write({ format, source, writer }: WholeList, exported: Export, selection: Selection): AsyncGenerator<Buffer> {
  const rows = exported.copy(wholeList(source, selection))
  return format === 'ndjson' ? rows : written(rows, writer())
}

/** Sends a list as a whole. Throws before anything of the answer has left, and breaks the connection afterwards. */
export async function sendExport(request: FastifyRequest, reply: FastifyReply, list: WholeList): Promise<FastifyReply> {
  const { db } = request.server
  const exported = await openExport(db)
  // A client that hangs up ends the query too.
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

/** For everybody's eyes: while it is read from the database. */
async function sendPublic(
  request: FastifyRequest,
  reply: FastifyReply,
  list: WholeList,
  exported: Export
): Promise<FastifyReply> {
  const { type, headers } = list
  await exported.begin()
  const { selection, dependsOn } = await list.wanted(exported.db)
  const coding = codingOf(request.headers['accept-encoding'])
  const etag = tagOf([await publicState(exported.db), request.url, request.server.baseUrl, type], coding)
  reply.headers(publicHeaders)
  const condition = request.headers['if-none-match']
  // `*` is for any ETag, and that of a short list is another one.
  if (condition !== '*' && matches(condition, etag)) return reply.code(304).header('etag', etag).send()
  const rest = write(list, exported, selection)
  const beginning = await take(rest, IN_MEMORY)
  if (beginning.done) {
    await exported.close()
    return sendRepresentation(request, reply, {
      type,
      headers,
      body: Buffer.concat(beginning.chunks).toString(),
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
  if (request.method === 'HEAD') return reply.send(unread())
  leaveIdle(reply)
  const whole = async function* () {
    yield* beginning.chunks
    yield* rest
    await exported.close()
  }
  return reply.send(encoded(Readable.from(whole(), { objectMode: false }), coding))
}

/** For the eyes of a key: nothing leaves before the audit knows what was read, so all of it is read first. */
async function sendAudited(
  request: FastifyRequest,
  reply: FastifyReply,
  list: WholeList,
  exported: Export
): Promise<FastifyReply> {
  const { type, headers } = list
  const buffer = new ResponseBuffer()
  reply.raw.once('close', () => buffer.close())
  const read = async (db: Db) => {
    const { selection } = await list.wanted(db)
    if (request.method !== 'HEAD') for await (const chunk of write(list, exported, selection)) await buffer.write(chunk)
  }
  await view(request.server.db, request, read, { snapshot: true, on: exported.db })
  await exported.close()
  if (request.method === 'HEAD') return reply.code(200).type(type).headers(headers).send(unread())
  if (buffer.bytes) return sendRepresentation(request, reply, { type, headers, body: buffer.bytes.toString() })
  const coding = codingOf(request.headers['accept-encoding'])
  const etag = tagOf([buffer.digest.toString('hex'), type], coding)
  reply.headers({ ...publicHeaders, ...headers, etag })
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
  reply.code(200).type(type)
  if (coding) reply.header('content-encoding', coding)
  else reply.header('content-length', buffer.size)
  leaveIdle(reply)
  return reply.send(encoded(buffer.read(), coding))
}

/** The lines of JSON as the format has them. */
async function* written(lines: AsyncIterable<Buffer>, { begin, record, end }: ListWriter): AsyncGenerator<Buffer> {
  yield Buffer.from(begin)
  let broken: Buffer[] = []
  for await (const chunk of lines) {
    const cut = chunk.lastIndexOf(LINE_FEED) + 1
    if (cut > 0) {
      const whole = Buffer.concat([...broken, chunk.subarray(0, cut - 1)]).toString()
      broken = []
      let text = ''
      for (const json of whole.split('\n')) text += record(json)
      yield Buffer.from(text)
    }
    if (cut < chunk.length) broken.push(chunk.subarray(cut))
  }
  yield Buffer.from(end())
}

/** What comes first, until it is more than so many bytes, and whether that was all. */
async function take(source: AsyncGenerator<Buffer>, most: number): Promise<{ chunks: Buffer[]; done: boolean }> {
  const chunks: Buffer[] = []
  for (let size = 0; size <= most; ) {
    const { value, done } = await source.next()
    if (done) return { chunks, done: true }
    chunks.push(value)
    size += value.length
  }
  return { chunks, done: false }
}

/** A strong ETag made of all that tells one representation from another. */
function tagOf(parts: string[], coding: Coding | undefined): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)
  return coding ? `"${hash}-${coding}"` : `"${hash}"`
}

/** The bytes in the content coding; a failure on one side ends both. */
export function encoded(source: Readable, coding: Coding | undefined): Readable {
  if (!coding) return source
  const encoder = encoders[coding]()
  pipeline(source, encoder, () => {})
  return encoder
}

/** The body of an answer to HEAD whose length nobody knows; without one Fastify would say that it is 0. */
export const unread = (): Readable => Readable.from([])

/** From now on a client that takes nothing for a minute is left, so that nothing waits for it for ever. */
export function leaveIdle(reply: FastifyReply): void {
  reply.raw.setTimeout(IDLE, () => void reply.raw.destroy())
}
