// Deprecation of a route: one declaration gives the headers of its responses and the marks in the contract.
import type { FastifyInstance } from 'fastify'

/** Days are YYYY-MM-DD and begin at midnight, UTC. */
export interface Deprecation {
  /** Day since when the operation is deprecated. */
  since: string
  /** First day on which the operation may be gone. Absent if it is not decided. */
  sunset?: string
  /** Path of the operation to use instead, such as `/v1/organisations`. */
  successor?: string
}

declare module 'fastify' {
  interface FastifyContextConfig {
    deprecated?: Deprecation
  }
}

/** Page about versions and deprecations. */
const POLICY = '/docs'

const midnight = (day: string): Date => {
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) throw new Error(`${day} is no day`)
  return date
}

/** Returns the fields of each response: Deprecation (RFC 9745), Sunset (RFC 8594), and the links of both (RFC 8288). */
export function deprecationFields({ since, sunset, successor }: Deprecation, baseUrl: string) {
  const links = [
    `<${baseUrl}${POLICY}>; rel="deprecation"; type="text/html"`,
    ...(successor ? [`<${baseUrl}${successor}>; rel="successor-version"`] : [])
  ]
  return {
    deprecation: `@${midnight(since).getTime() / 1000}`,
    ...(sunset && { sunset: midnight(sunset).toUTCString() }),
    link: links.join(', ')
  }
}

const field = (description: string, example: string, pattern: string) => ({
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern,
  description,
  example
})

/** The headers in the contract. `Link` may hold the next page as well. */
const declared = ({ since, sunset }: Deprecation) => ({
  Link: field(
    'Links to the documentation and to the successor, and to the next page if there is one (RFC 8288).',
    `<${POLICY}>; rel="deprecation"; type="text/html"`,
    '^<.+$'
  ),
  Deprecation: field(
    'Time since when the operation is deprecated (RFC 9745).',
    `@${midnight(since).getTime() / 1000}`,
    '^@[0-9]+$'
  ),
  ...(sunset && {
    Sunset: field('Time from which the operation may be gone (RFC 8594).', midnight(sunset).toUTCString(), '^.+ GMT$')
  })
})

interface DescribedRoute {
  deprecated?: boolean
  description?: string
  response?: Record<string, { headers?: object }>
}

/**
 * Installs the hooks for routes with `config.deprecated`: their contract says `deprecated: true` and what to use, and
 * all of their responses have the fields, those of errors too.
 */
export function announceDeprecations(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const deprecated = route.config?.deprecated
    const schema = route.schema as DescribedRoute | undefined
    if (!deprecated || !schema || schema.deprecated) return
    const { since, sunset, successor } = deprecated
    const until = sunset ? ` It may be gone from ${sunset}.` : ''
    const instead = successor ? ` Use \`${successor}\` instead.` : ''
    route.schema = {
      ...schema,
      deprecated: true,
      description: `${schema.description ?? ''} Deprecated since ${since}.${until}${instead}`.trim(),
      response: Object.fromEntries(
        Object.entries(schema.response ?? {}).map(([status, response]) => [
          status,
          { ...response, headers: { ...response.headers, ...declared(deprecated) } }
        ])
      )
    } as never
  })
  app.addHook('onSend', async (request, reply) => {
    const deprecated = request.routeOptions.config?.deprecated
    if (!deprecated) return
    const { link, ...fields } = deprecationFields(deprecated, request.server.baseUrl)
    const present = reply.getHeader('link')
    reply.headers({ ...fields, link: present === undefined ? link : `${present}, ${link}` })
  })
}
