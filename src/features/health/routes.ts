// The service about itself: its index, whether it lives and is ready, and what its problem types mean.
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { OpenEnum, Ref, record, StringEnum } from '../../contract/components.ts'
import { DESCRIPTION, info, NAME } from '../../contract/info.ts'
import { dataHeaders, problems } from '../../contract/problems.ts'
import { Int, List, Str } from '../../contract/schemas.ts'
import { type ProblemCode, problemTypes } from '../../http/errors.ts'
import { NO_CHANGE, sendJson, sendRepresentation } from '../../http/representation.ts'
import { notModified, ok } from '../../records/read/contract.ts'
import { oldestJobLate } from '../jobs/queries.ts'

const json = 'application/json; charset=utf-8'
// How things are now is asked anew each time, so there is nothing to validate.
const { ETag: _etag, ...unvalidated } = dataHeaders
const noParameters = Type.Object({}, { additionalProperties: false })

const ServiceLink = record('ServiceLink', 'Where something is found.', {
  rel: Str('What is found there (RFC 8288).', 'item', { maxLength: 100 }),
  href: Str('Address.', '/v1/organisations'),
  title: Str('Name.', 'organisations')
})

const ServiceIndex = record('ServiceIndex', 'What this service is and where everything is.', {
  name: Str('Name of the service.', 'Rejestr Konwentu Centrów Usług Społecznych'),
  description: Str('What it is.', 'Membership registry of the Konwent of social service centres.'),
  version: Str('Version of the contract.', '0.1.0', { maxLength: 40 }),
  links: List(Ref(ServiceLink), 'The lists, the contract and its documentation.', { maxItems: 1000 })
})

const Health = record('Health', 'State of the service.', {
  status: StringEnum(['ok'], {
    description: 'Always ok; a service that is not answers with a problem.',
    examples: ['ok']
  })
})

const Readiness = record('Readiness', 'State of the service and of its database.', {
  status: StringEnum(['ok'], {
    description: 'Always ok; a service that is not answers with a problem.',
    examples: ['ok']
  }),
  oldest_job_late_s: Int(
    'Seconds since the oldest job became due that no worker has taken; 0 when there is none. Minutes mean that ' +
      'no worker runs.',
    0
  )
})

const ProblemType = record('ProblemType', 'A type of problem that an answer may name.', {
  code: OpenEnum(Object.keys(problemTypes) as ProblemCode[], {
    description: 'Code of the type. Types may be added.',
    examples: ['not_found']
  }),
  status: Int('HTTP status.', 404, { minimum: 300, maximum: 599 }),
  title_pl: Str('Polish title.', 'Nie znaleziono'),
  title_en: Str('English title.', 'Not found')
})

/** How long readiness waits for the database. */
const READY_MS = 1_500

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
      lastKnown = await oldestJobLate(app.db.probe)
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

/** The outcome of the work, or a failure like that of a database that is away when it takes longer. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const away = Object.assign(new Error('the database did not answer in time'), { code: '57014' })
    const timer = setTimeout(() => reject(away), ms)
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
      link('service-doc', '/docs', 'Documentation'),
      link('status', '/readyz', 'Readiness'),
      link('related', '/.well-known/jwks.json', 'Public keys'),
      ...lists.map(({ path }) => link('item', `/v1/${path}`, path))
    ]
    const header = [...links.slice(0, 3), link('api-catalog', '/.well-known/api-catalog', 'Catalogue')]
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
    const late = await within(READY_MS, probe())
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
        'service-desc': [{ ...href('/openapi.json'), type: 'application/vnd.oai.openapi+json;version=3.1' }],
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
      summary: 'See what there is',
      security: [{}],
      description: 'Names the service and links everything in it.',
      querystring: noParameters,
      response: { 200: ok(Ref(ServiceIndex), 'What there is, with links.'), 304: notModified, ...problems(400, 406) }
    },
    handler: index
  })
  app.get('/v1/livez', {
    config: watched,
    schema: {
      tags,
      operationId: 'get_liveness',
      summary: 'Ask whether the service lives',
      security: [{}],
      description: 'Answers as long as the process works, whatever the state of the database.',
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
      summary: 'Ask whether the service is ready',
      security: [{}],
      description: 'Answers with 503 within two seconds while the database is away.',
      querystring: noParameters,
      response: { 200: { ...ok(Ref(Readiness), 'The service is ready.'), headers: unvalidated }, ...problems(400) }
    },
    handler: ready
  })
  app.get('/v1/problems/:code', {
    config,
    schema: {
      tags,
      operationId: 'get_problem',
      summary: 'Explain a type of problem',
      security: [{}],
      description: 'What the `type` of a problem leads to.',
      params: Type.Object({
        code: StringEnum(Object.keys(problemTypes) as ProblemCode[], {
          description: 'Code of the problem.',
          examples: ['not_found']
        })
      }),
      querystring: noParameters,
      response: { 200: ok(Ref(ProblemType), 'The type of problem.'), 304: notModified, ...problems(400, 406) }
    },
    handler: (request, reply) => {
      const { code } = request.params as { code: ProblemCode }
      const { status, title } = problemTypes[code]
      return sendJson(
        request,
        reply,
        { code, status, title_pl: title.pl, title_en: title.en },
        { dependsOn: NO_CHANGE }
      )
    }
  })
}
