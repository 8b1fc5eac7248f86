import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { exampleOf } from '../../contract/components.ts'
import { dataHeaders, header, linkHeader, problems } from '../../contract/problems.ts'
import { Enum } from '../../contract/schemas.ts'
import { codingOf } from '../../http/codings.ts'
import type { Language } from '../../http/language.ts'
import { matches } from '../../http/preconditions.ts'
import { chooseType } from '../../http/representation.ts'
import { WHOLE_LIST_COST } from '../../http/request-cost.ts'
import { mediaTypes } from '../../records/formats/formats.ts'
import { binary, notModified, workbook } from '../../records/read/contract.ts'
import { refuseParameters } from '../../records/read/parameters.ts'
import type { ResponseBuffer } from '../../records/read/response-buffer.ts'
import { destroyWhenIdle, emptyBody } from '../../records/read/whole-list.ts'
import { exampleCursor } from '../changes/schemas.ts'
import { type Meta, next } from './files/about.ts'
import { ReadySnapshot, type SnapshotFile, type Wanted } from './ready.ts'
import { SnapshotEntry, SnapshotMeta } from './schemas.ts'

const NDJSON = 'application/x-ndjson'
/** Media types of the formats, the default first. */
const types = { ndjson: mediaTypes.ndjson, xlsx: mediaTypes.xlsx, sqlite: 'application/vnd.sqlite3' } as const
type SnapshotFormat = keyof typeof types
const formats = Object.keys(types) as SnapshotFormat[]

const DESCRIPTION = `All public records as of one moment, to start a copy of the registry. Records come after the \
records to which they refer; otherwise their order is not defined. To update the copy, continue with the change feed \
from \`cursor\` (or the Link header). No change in between is lost or repeated.

- The first line is \`{"snapshot": {"cursor", "count", "taken_at"}}\`. Each further line is a record: \`{"type", \
"id", "data"}\`. A file with fewer than \`count\` records was cut off.
- As \`xlsx\`, it is a workbook for people: a sheet \`meta\` with the cursor, and one sheet per type with the columns of \
CSV. As \`sqlite\`, it is a database: a table \`meta\`, and one table per type with the same columns.
- It is sent as zstd, br or gzip according to Accept-Encoding, except a workbook, which is compressed already. Repr-Digest (RFC 9530) covers the bytes in that coding.
- The same file is sent until the registry changes. If-None-Match with its ETag then returns 304.
- A key makes no difference: the snapshot has only public data.`

const text = (description: string, value: string) => ({
  schema: Type.String({ minLength: 0, maxLength: 2_147_483_647, description, examples: [value] }),
  examples: { example: { summary: description, value } }
})

const ok = () => {
  const lines = [{ snapshot: exampleOf(SnapshotMeta) }, exampleOf(SnapshotEntry)]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('')
  return {
    description: 'The snapshot of the present state of the registry.',
    headers: {
      ...dataHeaders,
      Link: {
        ...linkHeader.Link,
        description: 'Address at which the change feed continues after the snapshot, `rel="next"` (RFC 8288).',
        example: `<${next(exampleCursor)}>; rel="next"`
      },
      'Repr-Digest': header(
        'SHA-256 of the bytes of the snapshot in the content coding of the response (RFC 9530).',
        'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
        '^sha-256=:[A-Za-z0-9+/]{43}=:$'
      )
    },
    content: {
      [NDJSON]: text('The snapshot with one record on each line.', lines),
      [types.xlsx]: workbook('The snapshot as a workbook with one sheet per type of records.'),
      [types.sqlite]: binary(
        types.sqlite,
        'The snapshot as an SQLite 3 database with one table per type.',
        'SQLite format 3'
      )
    }
  }
}

interface Query {
  format?: SnapshotFormat
  lang?: Language
}

export function snapshotRoutes(app: FastifyInstance): void {
  const ready = new ReadySnapshot(app)
  app.addHook('onClose', async () => ready.close())
  app.get<{ Querystring: Query }>('/snapshot', {
    // A file is made once per state of the registry, but the state may change between any two requests.
    config: { access: 'public', cost: WHOLE_LIST_COST },
    schema: {
      tags: ['changes'],
      operationId: 'get_snapshot',
      summary: 'Get a snapshot of the registry',
      description: DESCRIPTION,
      security: [{}],
      querystring: Type.Object(
        {
          format: Type.Optional(Enum(formats, 'Format of the response. Takes precedence over `Accept`.', 'ndjson')),
          lang: Type.Optional(Enum(['pl', 'en'], 'Language of the titles in a workbook. Default: `pl`.', 'pl'))
        },
        { additionalProperties: false }
      ),
      response: { 200: ok(), 304: notModified, ...problems(400, 406) }
    },
    handler: async (request, reply) => {
      const wanted = wantedBy(request)
      // Other requests need not wait for this response: they share the build of the edition.
      app.responses?.release(request)
      // HEAD describes the present file, if there is one. It never starts a build.
      if (request.method === 'HEAD') {
        const edition = await ready.find()
        setHeaders(
          reply,
          wanted,
          edition && { meta: edition.meta, etag: etagOf(edition.digest, wanted), base: app.baseUrl }
        )
        const buffer = await edition?.find(wanted)
        if (buffer) setSizeAndDigest(reply, buffer)
        edition?.release()
        return reply.send(emptyBody())
      }
      const { edition, buffer } = await ready.serve(wanted)
      reply.raw.once('close', () => edition.release())
      const etag = etagOf(edition.digest, wanted)
      setHeaders(reply, wanted, { meta: edition.meta, etag, base: app.baseUrl })
      if (matches(request.headers['if-none-match'], etag))
        return reply.code(304).removeHeader('content-encoding').removeHeader('content-type').send()
      setSizeAndDigest(reply, buffer)
      destroyWhenIdle(reply)
      return reply.send(buffer.bytes ?? buffer.read())
    }
  })
}

/** Returns the file that a request chooses. Throws 400 and 406. */
function wantedBy(request: FastifyRequest<{ Querystring: Query }>): Wanted {
  const { lang } = request.query
  const chosen = request.query.format ?? formatOf(chooseType(request, Object.values(types)))
  if (lang && chosen !== 'xlsx')
    refuseParameters([
      {
        parameter: 'lang',
        code: 'conflicting_parameter',
        detail: {
          pl: 'Parametr «lang» dotyczy tylko formatu xlsx.',
          en: 'The parameter «lang» is for the format xlsx only.'
        }
      }
    ])
  if (chosen === 'xlsx') return { file: `xlsx ${lang ?? 'pl'}`, coding: undefined }
  return { file: chosen, coding: codingOf(request.headers['accept-encoding']) }
}

const formatOf = (type: string): SnapshotFormat => formats.find((format) => types[format] === type) ?? 'ndjson'
const formatOfFile = (file: SnapshotFile): SnapshotFormat => file.split(' ')[0] as SnapshotFormat

/** A strong ETag: the lines, the file and the coding of this process determine the bytes. */
function etagOf(digest: Buffer, { file, coding }: Wanted): string {
  const name = file.replace(' ', '-')
  return `"${digest.toString('base64url').slice(0, 27)}-${coding ? `${name}-${coding}` : name}"`
}

function setHeaders(
  reply: FastifyReply,
  { file, coding }: Wanted,
  known?: { meta: Meta; etag: string; base: string }
): void {
  // Caches must revalidate each time, so that no cache delivers data after an erasure.
  const format = formatOfFile(file)
  reply.type(types[format]).headers({ 'cache-control': 'public, no-cache', vary: 'Accept, Accept-Encoding' })
  reply.header('content-disposition', `inline; filename="snapshot.${format}"`)
  if (coding) reply.header('content-encoding', coding)
  if (known) reply.headers({ etag: known.etag, link: `<${known.base}${next(known.meta.cursor)}>; rel="next"` })
}

function setSizeAndDigest(reply: FastifyReply, buffer: ResponseBuffer): void {
  reply.headers({ 'content-length': buffer.size, 'repr-digest': `sha-256=:${buffer.digest.toString('base64')}:` })
}
