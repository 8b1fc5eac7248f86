// Information about the service: index, liveness, readiness and problem types.
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Ref, record, StringEnum } from '../../contract/components.ts'
import { DESCRIPTION, info, NAME } from '../../contract/info.ts'
import { dataHeaders, problems } from '../../contract/problems.ts'
import { Int, List, Str } from '../../contract/schemas.ts'
import { probing } from '../../db/transaction.ts'
import { NO_CHANGE, sendJson, sendRepresentation } from '../../http/representation.ts'
import { notModified, ok } from '../../records/read/contract.ts'
import { oldestJobLate } from '../jobs/queries.ts'

const json = 'application/json; charset=utf-8'
// Liveness and readiness are never cached, so they have no ETag.
const { ETag: _etag, ...unvalidated } = dataHeaders
export const noParameters = Type.Object({}, { additionalProperties: false })

const ServiceLink = record('ServiceLink', 'A link to a part of the service.', {
  rel: Str('Link relation (RFC 8288).', 'item', { maxLength: 100 }),
  href: Str('Address of the target.', '/v1/organisations'),
  title: Str('Name of the link target.', 'organisations')
})

const ServiceIndex = record('ServiceIndex', 'The service with links to its lists and its documentation.', {
  name: Str('Name of the service.', 'Rejestr Konwentu Centrów Usług Społecznych'),
  description: Str('Description of the service.', 'Membership registry of the Konwent of social service centres.'),
  version: Str('Version of the contract.', '0.1.0', { maxLength: 40 }),
  links: List(Ref(ServiceLink), 'The lists, the contract and its documentation.', { maxItems: 1000 })
})

const Health = record('Health', 'State of the service.', {
  status: StringEnum(['ok'], {
    description: 'Always `ok`. A service that is not ok returns a problem instead.',
    examples: ['ok']
  })
})

const Readiness = record('Readiness', 'State of the service and of its database.', {
  status: StringEnum(['ok'], {
    description: 'Always `ok`. A service that is not ok returns a problem instead.',
    examples: ['ok']
  }),
  oldest_job_late_s: Int(
    'Number of seconds for which the oldest job has been due without a worker; 0 if there is none. A value of ' +
      'several minutes means that no worker is running.',
    0
  )
})

/** Time for which readiness waits for the database. */
const DATABASE_TIMEOUT_MS = 1_500

const LOCK_NOT_AVAILABLE = '55P03'

/**
 * Makes the check of readiness: lists can be answered, since the database and its tables are there. Requests at the
 * same time share one query. While somebody locks the jobs, the last known delay counts.
 */
function sharedProbe(app: FastifyInstance): () => Promise<number> {
  let underWay: Promise<number> | undefined
  let lastKnown = 0
  const read = async () => {
    await app.checkReadiness()
    try {
      lastKnown = await probing(app.db, oldestJobLate)
    } catch (error) {
      if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error
    }
    return lastKnown
  }
  return () => {
    underWay ??= read().finally(() => {
      underWay = undefined
    })
    return underWay
  }
}

/** Resolves with the result of the work. Rejects with the error of an unavailable database if the work takes longer. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timeout = Object.assign(new Error('the database did not respond in time'), { code: '57014' })
    const timer = setTimeout(() => reject(timeout), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

export function healthRoutes(app: FastifyInstance): void {
  const probe = sharedProbe(app)
  const lists = [...app.registry.resources.values()].filter(({ texts, access }) => texts && access === undefined)
  const index = async (request: FastifyRequest, reply: FastifyReply) => {
    const { baseUrl } = app
    const link = (rel: string, path: string, title: string) => ({ rel, href: `${baseUrl}${path}`, title })
    const links = [
      link('service-desc', '/openapi.json', 'OpenAPI'),
      link('service-desc', '/openapi/public.json', 'OpenAPI of reading without a key'),
      link('service-doc', '/docs', 'Documentation'),
      link('status', '/readyz', 'Readiness'),
      link('related', '/.well-known/jwks.json', 'Public keys'),
      ...lists.map(({ path }) => link('item', `/v1/${path}`, path))
    ]
    const header = [...links.slice(0, 4), link('api-catalog', '/.well-known/api-catalog', 'Catalogue')]
      .map(({ rel, href }) => `<${href}>; rel="${rel}"`)
      .join(', ')
    return sendJson(
      request,
      reply,
      { name: NAME, description: DESCRIPTION, version: info.version, links },
      { headers: { link: header }, dependsOn: NO_CHANGE }
    )
  }
  const alive = async (_request: FastifyRequest, reply: FastifyReply) =>
    reply.header('cache-control', 'no-store').type(json).send('{"status":"ok"}')
  const ready = async (_request: FastifyRequest, reply: FastifyReply) => {
    const late = await within(DATABASE_TIMEOUT_MS, probe())
    return reply
      .header('cache-control', 'no-store')
      .type(json)
      .send(JSON.stringify({ status: 'ok', oldest_job_late_s: late }))
  }

  const config = { access: 'public' } as const
  const hidden = { config, schema: { hide: true } }
  app.get('/', { ...hidden }, index)
  const watched = { access: 'public', unlimited: true } as const
  app.get('/livez', { ...hidden, config: watched }, alive)
  app.get('/readyz', { ...hidden, config: watched }, ready)
  app.get('/.well-known/api-catalog', { ...hidden }, (request, reply) => {
    const href = (path: string) => ({ href: `${app.baseUrl}${path}` })
    const linkset = [
      {
        anchor: `${app.baseUrl}/v1`,
        'service-desc': ['/openapi.json', '/openapi/public.json'].map((path) => ({
          ...href(path),
          type: 'application/vnd.oai.openapi+json;version=3.1'
        })),
        'service-doc': [{ ...href('/docs'), type: 'text/html' }],
        status: [href('/readyz')],
        related: [{ ...href('/.well-known/jwks.json'), type: 'application/jwk-set+json' }]
      }
    ]
    return sendRepresentation(request, reply, {
      type: 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
      body: JSON.stringify({ linkset }),
      dependsOn: NO_CHANGE
    })
  })

  const tags = ['service']
  app.get('/v1', { ...hidden }, index)
  app.get('/v1/index', {
    config,
    schema: {
      tags,
      operationId: 'get_index',
      summary: 'Get the index of the service',
      security: [{}],
      description: 'Returns the name of the service and links to its lists, its contract and its documentation.',
      querystring: noParameters,
      response: { 200: ok(Ref(ServiceIndex), 'The index of the service.'), 304: notModified, ...problems(400, 406) }
    },
    handler: index
  })
  app.get('/v1/livez', {
    config: watched,
    schema: {
      tags,
      operationId: 'get_liveness',
      summary: 'Check liveness',
      security: [{}],
      description: 'Returns 200 as long as the process works, regardless of the database.',
      querystring: noParameters,
      response: { 200: { ...ok(Ref(Health), 'The service is alive.'), headers: unvalidated }, ...problems(400) }
    },
    handler: alive
  })
  app.get('/v1/readyz', {
    config: watched,
    schema: {
      tags,
      operationId: 'get_readiness',
      summary: 'Check readiness',
      security: [{}],
      description: 'Returns 200 if the service can serve requests, and 503 within two seconds if the database is down.',
      querystring: noParameters,
      response: { 200: { ...ok(Ref(Readiness), 'The service is ready.'), headers: unvalidated }, ...problems(400) }
    },
    handler: ready
  })
}
