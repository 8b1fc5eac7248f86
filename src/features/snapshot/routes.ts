import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { exampleOf, StringEnum } from '../../contract/components.ts'
import { dataHeaders, header, linkHeader, problems } from '../../contract/problems.ts'
import { type Coding, codingOf } from '../../http/codings.ts'
import { matches } from '../../http/preconditions.ts'
import { chooseType } from '../../http/representation.ts'
import { mediaTypes } from '../../records/formats/formats.ts'
import { notModified } from '../../records/read/contract.ts'
import type { ResponseBuffer } from '../../records/read/response-buffer.ts'
import { destroyWhenIdle, emptyBody } from '../../records/read/whole-list.ts'
import { exampleCursor } from '../changes/schemas.ts'
import { type Meta, ReadySnapshot } from './ready.ts'
import { SnapshotEntry, SnapshotMeta } from './schemas.ts'

const NDJSON = 'application/x-ndjson'

const DESCRIPTION = `All public records as of one moment, to start a copy of the registry. Records come after the \
records to which they refer; otherwise their order is not defined. To update the copy, continue with the change feed \
from \`cursor\` (or the Link header). No change in between is lost or repeated.

- The first line is \`{"snapshot": {"cursor", "count", "taken_at"}}\`. Each further line is a record: \`{"type", \
"id", "data"}\`. A file with fewer than \`count\` records was cut off.
- It is sent as zstd, br or gzip according to Accept-Encoding. Repr-Digest (RFC 9530) covers the bytes in that coding.
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
    content: { [NDJSON]: text('The snapshot with one record on each line.', lines) }
  }
}

const next = (cursor: string) => `/v1/changes?after=${cursor}`

export function snapshotRoutes(app: FastifyInstance): void {
  const ready = new ReadySnapshot(app)
  app.addHook('onClose', async () => ready.close())
  app.get<{ Querystring: { format?: 'ndjson' } }>('/snapshot', {
    config: { access: 'public' },
    schema: {
      tags: ['changes'],
      operationId: 'get_snapshot',
      summary: 'Get a snapshot of the registry',
      description: DESCRIPTION,
      security: [{}],
      querystring: Type.Object(
        {
          format: Type.Optional(
            StringEnum(['ndjson'], {
              description: 'The only format. If it is provided, the Accept header is ignored.',
              examples: ['ndjson']
            })
          )
        },
        { additionalProperties: false }
      ),
      response: { 200: ok(), 304: notModified, ...problems(400, 406) }
    },
    handler: async (request, reply) => {
      if (request.query.format === undefined) chooseType(request, [NDJSON])
      const coding = codingOf(request.headers['accept-encoding'])
      // Other requests need not wait for this response: they share the build of the edition.
      app.responses?.release(request)
      // HEAD describes the present file, if there is one. It never starts a build.
      if (request.method === 'HEAD') {
        const edition = await ready.find()
        setHeaders(
          reply,
          coding,
          edition && { meta: edition.meta, etag: etagOf(edition.digest, coding), base: app.baseUrl }
        )
        const buffer = await edition?.find(coding)
        if (buffer) setSizeAndDigest(reply, buffer)
        edition?.release()
        return reply.send(emptyBody())
      }
      const { edition, buffer } = await ready.serve(coding)
      reply.raw.once('close', () => edition.release())
      const etag = etagOf(edition.digest, coding)
      setHeaders(reply, coding, { meta: edition.meta, etag, base: app.baseUrl })
      if (matches(request.headers['if-none-match'], etag))
        return reply.code(304).removeHeader('content-encoding').removeHeader('content-type').send()
      setSizeAndDigest(reply, buffer)
      destroyWhenIdle(reply)
      return reply.send(buffer.bytes ?? buffer.read())
    }
  })
}

/** A strong ETag: the lines and the coding of this process determine the bytes. */
function etagOf(digest: Buffer, coding: Coding | undefined): string {
  return `"${digest.toString('base64url').slice(0, 27)}-${coding ? `ndjson-${coding}` : 'ndjson'}"`
}

function setHeaders(
  reply: FastifyReply,
  coding: Coding | undefined,
  known?: { meta: Meta; etag: string; base: string }
): void {
  // Caches must revalidate each time, so that no cache delivers data after an erasure.
  reply.type(mediaTypes.ndjson).headers({ 'cache-control': 'public, no-cache', vary: 'Accept, Accept-Encoding' })
  reply.header('content-disposition', 'inline; filename="snapshot.ndjson"')
  if (coding) reply.header('content-encoding', coding)
  if (known) reply.headers({ etag: known.etag, link: `<${known.base}${next(known.meta.cursor)}>; rel="next"` })
}

function setSizeAndDigest(reply: FastifyReply, buffer: ResponseBuffer): void {
  reply.headers({ 'content-length': buffer.size, 'repr-digest': `sha-256=:${buffer.digest.toString('base64')}:` })
}
