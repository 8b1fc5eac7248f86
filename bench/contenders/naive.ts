// A good developer's afternoon with Fastify and Kysely: the same responses, one query each, no cache.
import { createHash } from 'node:crypto'
import compress from '@fastify/compress'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from '../../src/db/types.ts'
import { setting } from './environment.ts'
import { includedRecords } from './naive-includes.ts'
import { findOrganisation, type ListQuery, listOrganisations } from './naive-queries.ts'
import { acceptanceSchema, listSchema, membershipSchema, organisationSchema, shapeOf } from './naive-schemas.ts'
import { acceptDeclaration, changeOrganisation, createMembership, type NewMembership } from './naive-writes.ts'

// Dates as text and numerics as numbers, as in the service.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

const db = new Kysely<DB>({
  dialect: new PostgresDialect({
    pool: new pg.Pool({
      connectionString: setting('DATABASE_URL'),
      max: Number(setting('DATABASE_POOL')),
      options: '-c timezone=UTC'
    })
  })
})
const app = fastify({ logger: { level: 'warn' }, disableRequestLogging: true })

app.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
  if (request.method !== 'GET' || typeof payload !== 'string') return payload
  const etag = `"${createHash('sha256').update(payload).digest('base64url')}"`
  reply.headers({ etag, 'cache-control': 'public, max-age=60', vary: 'Accept-Encoding' })
  if (request.headers['if-none-match'] !== etag) return payload
  reply.code(304)
  return ''
})
await app.register(compress, { global: false })

const list = async (request: FastifyRequest<{ Querystring: ListQuery }>) => {
  const limit = request.query.limit ?? 50
  const rows = await listOrganisations(db, { ...request.query, limit: limit + 1 })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const cursor = last && Buffer.from(JSON.stringify([last.name, last.id])).toString('base64url')
  const page = rows.slice(0, limit)
  const included = request.query.include === undefined ? [] : await includedRecords(db, page)
  return { data: page.map((row, i) => ({ ...shapeOf(row), ...included[i] })), meta: { next_cursor: cursor ?? null } }
}
app.get('/v1/organisations', { schema: listSchema }, list)
const compressed = { schema: listSchema, compress: { threshold: 1024 } }
app.get('/compressed/v1/organisations', compressed, list)

app.get<{ Params: { organisation: string } }>(
  '/v1/organisations/:organisation',
  { schema: organisationSchema },
  async (request, reply) => {
    const row = await findOrganisation(db, request.params.organisation)
    return row ? shapeOf(row) : reply.code(404).send({ message: 'There is no such organisation.' })
  }
)

app.patch<{ Params: { organisation: string }; Body: { website: string } }>(
  '/v1/organisations/:organisation',
  {
    schema: {
      ...organisationSchema,
      body: { type: 'object', required: ['website'], properties: { website: { type: 'string' } } }
    }
  },
  async (request, reply) => {
    const row = await changeOrganisation(db, request.params.organisation, request.body.website)
    return row ? shapeOf(row) : reply.code(404).send({ message: 'There is no such organisation.' })
  }
)

app.post<{ Body: NewMembership }>('/v1/memberships', { schema: membershipSchema }, async (request, reply) => {
  const membership = await createMembership(db, request.body)
  return membership ? reply.code(201).send(membership) : reply.code(422).send({ message: 'Unknown organisation.' })
})

app.post<{ Params: { declaration: string }; Body: { decided_on: string } }>(
  '/v1/declarations/:declaration/acceptance',
  { schema: acceptanceSchema },
  async (request, reply) => {
    const accepted = await acceptDeclaration(db, request.params.declaration, request.body.decided_on)
    return accepted ?? reply.code(404).send({ message: 'There is no such submitted declaration.' })
  }
)

await app.listen({ host: '127.0.0.1', port: Number(setting('PORT')) })
