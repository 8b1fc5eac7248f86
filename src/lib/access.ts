// Who may call a route, and how often. A route that does not say so is refused at start.
import { isIP } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ApiError } from './errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** public: everybody, no key needed. */
    access?: 'public'
    /** Counted, but never refused: whoever watches the service must not be told that it is down because it is busy. */
    unlimited?: true
  }
}

const WINDOW = 60

/** Refuses routes without an access rule, and keys that are not valid; counts requests by address. */
export function guardAccess(app: FastifyInstance, limit: number): void {
  app.addHook('onRoute', (route) => {
    if (route.method !== 'OPTIONS' && !route.config?.access) throw new Error(`${String(route.method)} ${route.url} declares no access rule`)
  })
  const limiter = new RateLimiterMemory({ points: limit, duration: WINDOW })
  app.addHook('onRequest', async (request, reply) => {
    await countRequest(limiter, limit, request, reply)
    refuseKeys(request)
  })
}

// There are no keys yet. One that is sent is refused, not overlooked: its sender expects it to mean something.
function refuseKeys(request: FastifyRequest): void {
  if (request.headers.authorization === undefined) return
  throw new ApiError(
    'invalid_key',
    { pl: 'Przesłany klucz nie jest ważny. Dane publiczne są dostępne bez klucza.', en: 'The key that was sent is not valid. Public data needs no key.' },
    { headers: { 'www-authenticate': 'Bearer realm="konwent", error="invalid_token"' } }
  )
}

async function countRequest(limiter: RateLimiterMemory, limit: number, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const result = await limiter.consume(bucketOf(request.ip)).catch((refusal: unknown) => {
    if (refusal instanceof RateLimiterRes) return refusal
    throw refusal
  })
  const seconds = Math.ceil(result.msBeforeNext / 1000)
  reply.headers({ 'ratelimit-policy': `"minute";q=${limit};w=${WINDOW}`, ratelimit: `"minute";r=${Math.max(0, result.remainingPoints)};t=${seconds}` })
  // Who tries keys is refused everywhere.
  const exempt = request.routeOptions.config.unlimited && request.headers.authorization === undefined
  if (result.consumedPoints > limit && !exempt) {
    throw new ApiError(
      'rate_limited',
      {
        pl: `Przekroczono ${limit} żądań na minutę. Proszę spróbować za ${seconds} s.`,
        en: `More than ${limit} requests a minute. Please try again in ${seconds} s.`
      },
      { headers: { 'retry-after': String(seconds) } }
    )
  }
}

/** One household or office: an IPv4 address, or the /64 of an IPv6 address. */
export function bucketOf(ip: string): string {
  if (isIP(ip) === 0) return ip
  const address = ipaddr.process(ip)
  return address.kind() === 'ipv4' ? address.toString() : (address as ipaddr.IPv6).parts.slice(0, 4).join(':')
}
