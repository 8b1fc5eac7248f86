import type { FastifyInstance } from 'fastify'
import { ApiError } from './errors.ts'

/** A known path with another method is 405 with Allow (RFC 9110 15.5.6), not 404. OPTIONS returns the same list. */
export function refuseOtherMethods(app: FastifyInstance, urls: Map<string, Set<string>>): void {
  for (const [url, methods] of [...urls]) {
    if (url === '*') continue
    const allow = [...methods, ...(methods.has('GET') ? ['HEAD'] : []), 'OPTIONS'].filter(
      (method, i, all) => all.indexOf(method) === i
    )
    app.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !methods.has(method)) as ['POST'],
      url,
      config: { access: 'public' },
      schema: { hide: true },
      // In onRequest, before the body is parsed, so that the response does not depend on the body.
      onRequest: async () => {
        const list = allow.join(', ')
        throw new ApiError(
          'method_not_allowed',
          { pl: `Ten zasób przyjmuje: ${list}.`, en: `This resource allows: ${list}.` },
          { headers: { allow: list } }
        )
      },
      handler: async () => null
    })
    app.options(url, { config: { access: 'public' }, schema: { hide: true } }, (_request, reply) =>
      reply.code(204).header('allow', allow.join(', ')).send()
    )
  }
}
