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

const DESCRIPTION = `The whole public registry at one moment, for whoever begins a copy: every record as everybody \
sees it, in no other order than that those which others refer to come before them. Follow the change feed from \
\`cursor\` (or the Link header) to keep the copy right; nothing is lost or comes twice in between, whatever is \
written meanwhile.

- It begins with a line \`{"snapshot": {"cursor", "count", "taken_at"}}\`; each further line is a record, \`{"type", \
"id", "data"}\`. A file with fewer than \`count\` records was cut off.
- It comes as zstd, br or gzip by Accept-Encoding. Repr-Digest (RFC 9530) covers the bytes in that coding.
- While nothing changes the same file is sent again: If-None-Match with its ETag gives 304.
- A key adds nothing: a copy is of what everybody sees.`

const text = (description: string, value: string) => ({
  schema: Type.String({ minLength: 0, maxLength: 2_147_483_647, description, examples: [value] }),
  examples: { example: { summary: description, value } }
})

const ok = () => {
  const lines = [{ snapshot: exampleOf(SnapshotMeta) }, exampleOf(SnapshotEntry)]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('')
  return {
    description: 'The snapshot, as it was made for the present state of the registry.',
    headers: {
      ...dataHeaders,
      Link: {
        ...linkHeader.Link,
        description: 'Where the change feed goes on after the snapshot, `rel="next"` (RFC 8288).',
        example: `<${next(exampleCursor)}>; rel="next"`
      },
      'Repr-Digest': header(
        'SHA-256 of the snapshot in the content coding in which it is sent (RFC 9530).',
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
              description: 'The only representation. With it the Accept header is not read.',
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
      // Others who ask for it find each other in making it.
      app.responses?.release(request)
      // HEAD tells about the file that is there, and has none made.
      if (request.method === 'HEAD') {
        const edition = await ready.find()
        describe(
          reply,
          coding,
          edition && { meta: edition.meta, etag: etagOf(edition.digest, coding), base: app.baseUrl }
        )
        const buffer = await edition?.find(coding)
        if (buffer) measure(reply, buffer)
        edition?.release()
        return reply.send(emptyBody())
      }
      const { edition, buffer } = await ready.serve(coding)
      reply.raw.once('close', () => edition.release())
      const etag = etagOf(edition.digest, coding)
      describe(reply, coding, { meta: edition.meta, etag, base: app.baseUrl })
      if (matches(request.headers['if-none-match'], etag))
        return reply.code(304).removeHeader('content-encoding').removeHeader('content-type').send()
      measure(reply, buffer)
      destroyWhenIdle(reply)
      return reply.send(buffer.bytes ?? buffer.read())
    }
  })
}

/** Strong, since every coding follows from the lines, and from how this process writes it. */
function etagOf(digest: Buffer, coding: Coding | undefined): string {
  return `"${digest.toString('base64url').slice(0, 27)}-${coding ? `ndjson-${coding}` : 'ndjson'}"`
}

function describe(
  reply: FastifyReply,
  coding: Coding | undefined,
  known?: { meta: Meta; etag: string; base: string }
): void {
  // Whoever keeps it has to ask each time: what was erased must not be had from anywhere any more.
  reply.type(mediaTypes.ndjson).headers({ 'cache-control': 'public, no-cache', vary: 'Accept, Accept-Encoding' })
  reply.header('content-disposition', 'inline; filename="snapshot.ndjson"')
  if (coding) reply.header('content-encoding', coding)
  if (known) reply.headers({ etag: known.etag, link: `<${known.base}${next(known.meta.cursor)}>; rel="next"` })
}

function measure(reply: FastifyReply, buffer: ResponseBuffer): void {
  reply.headers({ 'content-length': buffer.size, 'repr-digest': `sha-256=:${buffer.digest.toString('base64')}:` })
}
