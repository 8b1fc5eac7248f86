// Who may call a route, and how often. A route that does not say so is refused at start.
import { isIP } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import ipaddr from 'ipaddr.js'
import type { RawBuilder } from 'kysely'
import { LRUCache } from 'lru-cache'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { hashOf, readAuthorization } from './api-key.ts'
import { ApiError } from './errors.ts'

/** What a key may be allowed to do, in the order in which it is shown. */
export const scopes = [
  'registry:write',
  'declarations:decide',
  'contacts:read',
  'imports',
  'webhooks',
  'keys:admin',
  'privacy:admin',
  'audit:read'
] as const
export type Scope = (typeof scopes)[number]

/** public: everybody; key: whoever has a valid key; a scope: whoever has a key with it. */
export type Access = 'public' | 'key' | Scope

/** Whose valid key came with the request. */
export interface Caller {
  /** Id of the key. */
  id: string
  owner: string
  audience: 'partner' | 'staff'
  scopes: Scope[]
  expires_at: Date
}

/** Requests in a minute: from one address without a key, with one key, and with keys that are not valid from one address. */
export interface RateLimits {
  address: number
  key: number
  badKeys: number
}

/** How the guard asks about keys. */
export interface Keys {
  /** The holder of the key with this SHA-256; undefined when no key that is valid now has it. */
  find: (hash: Buffer) => Promise<Caller | undefined>
  /** Hears of every use of a valid key; must not wait. */
  used: (id: string) => void
  /** Condition that the key with this id is valid at the moment of the query. */
  isValid: (id: string) => RawBuilder<unknown>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** Counted, but never refused: whoever watches the service must not be told that it is down because it is busy. */
    unlimited?: true
  }
  interface FastifyRequest {
    /** Null when no key was sent; a key that is not valid never gets as far as a route. */
    caller: Caller | null
  }
  interface FastifyInstance {
    rateLimits: RateLimits
    keyIsValid: Keys['isValid']
  }
}

/** Seconds in which requests are counted. */
export const WINDOW = 60
/**
 * What every response varies by: a cache between us and a client neither gives to a key what is everybody's, nor an older response to a reader
 * that names the position of its own write.
 */
export const CALLER_VARY = 'Authorization, Registry-Position'
const REALM = 'Bearer realm="konwent"'

type Security = Record<string, string[]>[]

/** Security of an operation in the contract: of a keyed one, and of a public one that tells more to whoever has a key. */
export const keyed: Security = [{ apiKey: [] }]
export const publicOrKeyed: Security = [{}, { apiKey: [] }]
export const securityOf = (access: Access, widened = false): Security =>
  access !== 'public' ? keyed : widened ? publicOrKeyed : [{}]

/** Refuses routes without an access rule, and requests that break theirs or come too often; tells routes who calls. */
export function guardAccess(app: FastifyInstance, limits: RateLimits, addresses: AddressCount, keys: Keys): void {
  app.decorateRequest('caller', null)
  app.decorate('rateLimits', limits)
  app.decorate('keyIsValid', keys.isValid)
  app.addHook('onRoute', checkRule)
  const identify = identifier(limits, addresses, keys)
  app.addHook('onRequest', async (request, reply) => {
    request.caller = await identify(request, reply)
    if (request.caller) keys.used(request.caller.id)
    admit(request)
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.caller) reply.header('cache-control', 'private, no-store')
    const vary = reply.getHeader('vary')
    if (vary === undefined) reply.header('vary', CALLER_VARY)
    else if (!String(vary).includes(CALLER_VARY)) reply.header('vary', `${vary}, ${CALLER_VARY}`)
  })
}

/** Throws unless the route declares who may call it, and its contract says the same. */
function checkRule({ method, url, config, schema }: RouteOptions): void {
  if (method === 'OPTIONS') return
  const access = config?.access
  const name = `${String(method)} ${url}`
  if (access === undefined) throw new Error(`${name} declares no access rule`)
  if (access !== 'public' && access !== 'key' && !scopes.includes(access))
    throw new Error(`${name} declares an access rule that does not exist: ${access}`)
  const { hide, security } = (schema ?? {}) as { hide?: boolean; security?: object[] }
  if (hide) return
  const open = security?.some((requirement) => Object.keys(requirement).length === 0) ?? true
  if (open !== (access === 'public'))
    throw new Error(`${name}: its contract says another security than its access rule, ${access}`)
}

/** Tells who calls and counts the request: by the key where there is a valid one, by the address otherwise. Throws 401 and 429. */
function identifier(limits: RateLimits, addresses: AddressCount, keys: Keys) {
  const [perKey, badKeys] = [limiterOf(limits.key), limiterOf(limits.badKeys)]

  return async (request: FastifyRequest, reply: FastifyReply): Promise<Caller | null> => {
    const { authorization } = request.headers
    const bucket = bucketOf(request.ip)
    const countAddress = async () => {
      const count = await addresses(request.ip)
      reply.headers(count.headers)
      if (count.exceeded && !(request.routeOptions.config.unlimited && authorization === undefined))
        throw tooMany(limits.address, count.seconds)
    }
    if (authorization === undefined) {
      await countAddress()
      return null
    }
    // Who tries keys is refused everywhere, and costs no query.
    const tried = await badKeys.get(bucket)
    if (tried && tried.consumedPoints >= limits.badKeys)
      throw tooManyBadKeys(tell(reply, limits.badKeys, tried).seconds)
    const key = readAuthorization(authorization)
    const caller =
      key &&
      (await keys.find(hashOf(key)).catch(async (error: unknown) => {
        await countAddress()
        throw error
      }))
    if (!caller) {
      await countAddress()
      await badKeys.penalty(bucket)
      throw invalidKey()
    }
    const count = tell(reply, limits.key, await consume(perKey, caller.id))
    if (count.exceeded) throw tooMany(limits.key, count.seconds)
    return caller
  }
}

function admit({ caller, routeOptions }: FastifyRequest): void {
  const { access } = routeOptions.config
  // A path that no route has declares nothing, and is answered 404.
  if (access === undefined || access === 'public') return
  if (!caller) throw keyRequired()
  if (access !== 'key') requireScope(caller, access)
}

/** Throws 403 unless the caller's key has the scope. */
export function requireScope(caller: Caller | null, scope: Scope): void {
  if (!caller) throw keyRequired()
  if (!caller.scopes.includes(scope)) throw insufficientScope([scope])
}

/** 403 for the scopes that the caller's key lacks (RFC 6750 3.1). */
export function insufficientScope(missing: readonly Scope[]): ApiError {
  const list = missing.join(', ')
  return new ApiError(
    'insufficient_scope',
    { pl: `Przesłany klucz nie ma uprawnień: ${list}.`, en: `The key that was sent lacks the scopes: ${list}.` },
    { headers: { 'www-authenticate': `${REALM}, error="insufficient_scope", scope="${missing.join(' ')}"` } }
  )
}

const limiterOf = (points: number) => new RateLimiterMemory({ points, duration: WINDOW })

/** State of a bucket, and the headers that tell the client of it (draft-ietf-httpapi-ratelimit-headers). */
interface Count {
  exceeded: boolean
  seconds: number
  headers: { 'ratelimit-policy': string; ratelimit: string }
}

/** Counts a request from an address. */
export type AddressCount = (ip: string) => Promise<Count>

/** Counts requests by the address that they come from. */
export function countAddresses(limit: number): AddressCount {
  const limiter = limiterOf(limit)
  return async (ip) => countOf(limit, await consume(limiter, bucketOf(ip)))
}

const keyRequired = () =>
  new ApiError(
    'key_required',
    {
      pl: 'Ta operacja wymaga klucza w nagłówku Authorization: Bearer.',
      en: 'This operation needs a key in the header Authorization: Bearer.'
    },
    { headers: { 'www-authenticate': REALM } }
  )

// The same whatever is wrong with the key: unknown, expired, revoked or not yet valid.
export const invalidKey = () =>
  new ApiError(
    'invalid_key',
    {
      pl: 'Przesłany klucz nie jest ważny. Dane publiczne są dostępne bez klucza.',
      en: 'The key that was sent is not valid. Public data needs no key.'
    },
    { headers: { 'www-authenticate': `${REALM}, error="invalid_token"` } }
  )

const tooMany = (limit: number, seconds: number) =>
  new ApiError(
    'rate_limited',
    {
      pl: `Przekroczono ${limit} żądań na minutę. Proszę spróbować za ${seconds} s.`,
      en: `More than ${limit} requests a minute. Please try again in ${seconds} s.`
    },
    { headers: { 'retry-after': String(seconds) } }
  )

const tooManyBadKeys = (seconds: number) =>
  new ApiError(
    'rate_limited',
    {
      pl: `Z tego adresu przesłano zbyt wiele nieważnych kluczy. Proszę spróbować za ${seconds} s.`,
      en: `Too many keys that are not valid came from this address. Please try again in ${seconds} s.`
    },
    { headers: { 'retry-after': String(seconds) } }
  )

async function consume(limiter: RateLimiterMemory, bucket: string): Promise<RateLimiterRes> {
  return limiter.consume(bucket).catch((refusal: unknown) => {
    if (refusal instanceof RateLimiterRes) return refusal
    throw refusal
  })
}

function countOf(limit: number, { msBeforeNext, remainingPoints, consumedPoints }: RateLimiterRes): Count {
  const seconds = Math.ceil(msBeforeNext / 1000)
  const headers = {
    'ratelimit-policy': `"minute";q=${limit};w=${WINDOW}`,
    ratelimit: `"minute";r=${Math.max(0, remainingPoints)};t=${seconds}`
  }
  return { exceeded: consumedPoints > limit, seconds, headers }
}

/** Writes the state of a bucket into the answer. */
function tell(reply: FastifyReply, limit: number, state: RateLimiterRes): Count {
  const count = countOf(limit, state)
  reply.headers(count.headers)
  return count
}

const buckets = new LRUCache<string, string>({ max: 10_000 })

/** One household or office: an IPv4 address, or the /64 of an IPv6 address. */
export function bucketOf(ip: string): string {
  const known = buckets.get(ip)
  if (known !== undefined) return known
  const bucket = readBucket(ip)
  buckets.set(ip, bucket)
  return bucket
}

function readBucket(ip: string): string {
  if (isIP(ip) === 0) return ip
  const address = ipaddr.process(ip)
  return address.kind() === 'ipv4' ? address.toString() : (address as ipaddr.IPv6).parts.slice(0, 4).join(':')
}
