import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { letOthersGo } from '../../cache/server.ts'
import { exampleOf, Ref, StringEnum } from '../../contract/components.ts'
import { dataHeaders, header, linkHeader, problems } from '../../contract/problems.ts'
import { type Coding, codingOf } from '../../http/codings.ts'
import { matches } from '../../http/preconditions.ts'
import { chooseType, JSON_TYPE } from '../../http/representation.ts'
import { mediaTypes } from '../../records/formats/formats.ts'
import { notModified } from '../../records/read/contract.ts'
import type { Spool } from '../../records/read/response-buffer.ts'
import { leaveIdle, unread } from '../../records/read/whole-list.ts'
import { exampleCursor } from '../changes/schemas.ts'
import { type Format, type Meta, ReadySnapshot } from './ready.ts'
import { Snapshot, SnapshotEntry, SnapshotMeta } from './schemas.ts'

const NDJSON = 'application/x-ndjson'

const DESCRIPTION = `The whole public registry at one moment, for whoever begins a copy: every record as everybody sees it, in no other order than that those which others refer to \
come before them. Follow the change feed from \`cursor\` (or the Link header) to keep the copy right; nothing is lost or comes twice in between, whatever is written meanwhile.

- NDJSON begins with a line \`{"snapshot": {"cursor", "count", "taken_at"}}\`; each further line is a record. A file with fewer than \`count\` records was cut off.
- One JSON text has the records in \`data\` and the same three in \`meta\`.
- Both come as zstd, br or gzip by Accept-Encoding. Repr-Digest (RFC 9530) covers the bytes in that coding.
- While nothing changes the same file is sent again: If-None-Match with its ETag gives 304.
- A key adds nothing: a copy is of what everybody sees.`

const text = (description: string, value: string) => ({
  schema: Type.String({ minLength: 0, maxLength: 2_147_483_647, pattern: '^[\\s\\S]*$', description, examples: [value] }),
  examples: { example: { summary: description, value } }
})

const ok = () => {
  const lines = [{ snapshot: exampleOf(SnapshotMeta) }, exampleOf(SnapshotEntry)].map((line) => `${JSON.stringify(line)}\n`).join('')
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
    content: {
      [JSON_TYPE]: { schema: Ref(Snapshot), examples: { example: { summary: 'A snapshot as one JSON text', value: exampleOf(Snapshot) } } },
      [NDJSON]: text('The snapshot with one record on each line.', lines)
    }
  }
}

const next = (cursor: string) => `/v1/changes?after=${cursor}`

export function snapshotRoutes(app: FastifyInstance): void {
  const ready = new ReadySnapshot(app)
  app.addHook('onClose', async () => ready.close())
  app.get<{ Querystring: { format?: Format } }>('/snapshot', {
    config: { access: 'public' },
    schema: {
      tags: ['changes'],
      operationId: 'get_snapshot',
      summary: 'Get a snapshot of the registry',
      description: DESCRIPTION,
      security: [{}],
      querystring: Type.Object(
        { format: Type.Optional(StringEnum(['json', 'ndjson'], { description: 'Representation; wins over the Accept header.', examples: ['ndjson'] })) },
        { additionalProperties: false }
      ),
      response: { 200: ok(), 304: notModified, ...problems(400, 406) }
    },
    handler: async (request, reply) => {
      const format = request.query.format ?? (chooseType(request, [JSON_TYPE, NDJSON]) === NDJSON ? 'ndjson' : 'json')
      const coding = codingOf(request.headers['accept-encoding'])
      // Others who ask for it find each other in making it.
      letOthersGo(request)
      // HEAD tells about the file that is there, and has none made.
      if (request.method === 'HEAD') {
        const edition = await ready.find()
        describe(reply, format, coding, edition && { meta: edition.meta, etag: etagOf(edition.digest, format, coding), base: app.baseUrl })
        const spool = await edition?.find(format, coding)
        if (spool) measure(reply, spool)
        edition?.release()
        return reply.send(unread())
      }
      const { edition, spool } = await ready.serve(format, coding)
      reply.raw.once('close', () => edition.release())
      const etag = etagOf(edition.digest, format, coding)
      describe(reply, format, coding, { meta: edition.meta, etag, base: app.baseUrl })
      if (matches(request.headers['if-none-match'], etag)) return reply.code(304).removeHeader('content-encoding').removeHeader('content-type').send()
      measure(reply, spool)
      leaveIdle(reply)
      return reply.send(spool.bytes ?? spool.read())
    }
  })
}

/** Strong, since every form follows from the lines, and from how this process writes it. */
function etagOf(digest: Buffer, format: Format, coding: Coding | undefined): string {
  return `"${digest.toString('base64url').slice(0, 27)}-${coding ? `${format}-${coding}` : format}"`
}

function describe(reply: FastifyReply, format: Format, coding: Coding | undefined, known?: { meta: Meta; etag: string; base: string }): void {
  // Whoever keeps it has to ask each time: what was erased must not be had from anywhere any more.
  reply.type(mediaTypes[format]).headers({ 'cache-control': 'public, no-cache', vary: 'Accept, Accept-Encoding' })
  reply.header('content-disposition', `inline; filename="snapshot.${format}"`)
  if (coding) reply.header('content-encoding', coding)
  if (known) reply.headers({ etag: known.etag, link: `<${known.base}${next(known.meta.cursor)}>; rel="next"` })
}

function measure(reply: FastifyReply, spool: Spool): void {
  reply.headers({ 'content-length': spool.size, 'repr-digest': `sha-256=:${spool.digest.toString('base64')}:` })
}
