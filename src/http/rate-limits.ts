// Rate limits: the units that requests cost are counted in buckets, and each response names the state of its bucket.
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ApiError } from './errors.ts'

/**
 * Units per minute: of an address without a key, and of one key. `badKeys`: requests with invalid keys per minute from
 * an address. An ordinary request costs one unit (request-cost.ts).
 */
export interface RateLimits {
  address: number
  key: number
  badKeys: number
}

/** Length of the window in which requests are counted, in seconds. */
export const RATE_WINDOW_S = 60
/** Makes a counter that allows `points` units per window. */
export const limiterOf = (points: number) => new RateLimiterMemory({ points, duration: RATE_WINDOW_S })

/** State of a bucket after a request, with the headers for the client (draft-ietf-httpapi-ratelimit-headers). */
export interface Count {
  limit: number
  /** Units that the request costs. */
  cost: number
  /** Whether the request is refused, because it costs more than remains. */
  exceeded: boolean
  remaining: number
  /** Seconds until the window ends. */
  seconds: number
  headers: { 'ratelimit-policy': string; ratelimit: string }
}

/** Counts a request from an IP address. Default of `cost`: one unit. */
export type AddressCount = (ip: string | undefined, cost?: number) => Promise<Count>

/**
 * The limit of a /48 of IPv6 is so many times that of a /64. Providers give a /48 to one customer, who could otherwise
 * use 65,536 limits; some let many customers share one.
 */
const SITE_FACTOR = 8

/** Makes a counter of requests per IP address, and in IPv6 also per /48. A refused request consumes nothing. */
export function countAddresses(limit: number): AddressCount {
  const [limiter, sites] = [limiterOf(limit), limiterOf(limit * SITE_FACTOR)]
  const countSite = async (own: Count, bucket: string, site: string): Promise<Count> => {
    if (own.exceeded) return own
    const shared = await consume(sites, site, own.cost)
    if (shared.exceeded) await limiter.reward(bucket, own.cost)
    // The client needs the state of the limit that it reaches first.
    return shared.exceeded || shared.remaining < own.remaining ? shared : own
  }
  // Stored responses pass here too, so IPv4 waits for one promise only.
  return (ip, units) => {
    const bucket = bucketOf(ip)
    const site = siteOf(bucket)
    const own = consume(limiter, bucket, units)
    return site === undefined ? own : own.then((count) => countSite(count, bucket, site))
  }
}

/** Counts invalid keys per IP address, and in IPv6 also per /48. */
export interface BadKeyCount {
  /** Returns the exceeded state of an address that has sent too many invalid keys; undefined if it may send keys. */
  exceeded: (ip: string | undefined) => Promise<Count | undefined>
  add: (ip: string | undefined) => Promise<void>
}

export function countBadKeys(limit: number): BadKeyCount {
  const [limiter, sites] = [limiterOf(limit), limiterOf(limit * SITE_FACTOR)]
  const bucketsOf = (ip: string | undefined): [RateLimiterMemory, string][] => {
    const bucket = bucketOf(ip)
    const site = siteOf(bucket)
    return [[limiter, bucket], ...(site === undefined ? [] : [[sites, site] as [RateLimiterMemory, string]])]
  }
  return {
    exceeded: async (ip) => {
      for (const [each, bucket] of bucketsOf(ip)) {
        const attempts = await each.get(bucket)
        if (attempts && attempts.consumedPoints >= each.points) return countOf(each, attempts)
      }
      return undefined
    },
    add: async (ip) => {
      for (const [each, bucket] of bucketsOf(ip)) await each.penalty(bucket)
    }
  }
}

/** Returns a 429 error for a request that costs more than remains. */
export const tooMany = ({ limit, cost, remaining, seconds }: Count) =>
  new ApiError(
    'rate_limited',
    {
      pl:
        `Przekroczono limit ${limit} ${limit === 1 ? 'jednostki' : 'jednostek'} na minutę: to żądanie kosztuje ` +
        `${cost}, a pozostało ${remaining}. Proszę spróbować za ${seconds} s.`,
      en:
        `The limit of ${limit} ${limit === 1 ? 'unit' : 'units'} per minute is exceeded: this request costs ${cost}, ` +
        `and ${remaining} remain. Please try again in ${seconds} s.`
    },
    { headers: { 'retry-after': String(seconds) } }
  )

/** Returns a 429 error after too many invalid keys from an address. */
export const tooManyBadKeys = (seconds: number) =>
  new ApiError(
    'rate_limited',
    {
      pl: `Z tego adresu przesłano zbyt wiele nieważnych kluczy. Proszę spróbować za ${seconds} s.`,
      en: `This address has sent too many invalid keys. Please try again in ${seconds} s.`
    },
    { headers: { 'retry-after': String(seconds) } }
  )

/**
 * Counts a request. It costs at most the whole limit, so that every request is possible once per window. If it costs
 * more than remains, it is refused and consumes nothing: other requests can use what remains.
 */
export async function consume(limiter: RateLimiterMemory, bucket: string, units = 1): Promise<Count> {
  const cost = Math.min(units, limiter.points)
  try {
    return countOf(limiter, await limiter.consume(bucket, cost), { cost, exceeded: false })
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return countOf(limiter, await limiter.reward(bucket, cost), { cost, exceeded: true })
  }
}

/** Returns the state of a bucket. Default: after a refused request. */
function countOf(
  { points: limit }: RateLimiterMemory,
  { msBeforeNext, remainingPoints }: RateLimiterRes,
  { cost, exceeded } = { cost: 1, exceeded: true }
): Count {
  const [seconds, remaining] = [Math.ceil(msBeforeNext / 1000), Math.max(0, remainingPoints)]
  const headers = {
    'ratelimit-policy': `"minute";q=${limit};w=${RATE_WINDOW_S}`,
    ratelimit: `"minute";r=${remaining};t=${seconds}`
  }
  return { limit, cost, exceeded, remaining, seconds, headers }
}

const MAX_BUCKETS = 10_000
const buckets = new LRUCache<string, string>({ max: MAX_BUCKETS })

/**
 * Returns the bucket of a client: the IPv4 address, or the /64 prefix of the IPv6 address, which one site shares. The
 * types of Fastify and Node do not say that the address of a connection that is already closed is undefined.
 */
export function bucketOf(ip: string | undefined): string {
  if (ip === undefined) return ''
  const known = buckets.get(ip)
  if (known !== undefined) return known
  const bucket = readBucket(ip)
  buckets.set(ip, bucket)
  return bucket
}

/** Returns the bucket of the /48 of an IPv6 address by its own bucket; undefined for IPv4. */
export const siteOf = (bucket: string): string | undefined =>
  bucket.includes(':') ? bucket.slice(0, bucket.lastIndexOf(':')) : undefined

function readBucket(ip: string): string {
  if (isIP(ip) === 0) return ip
  const address = ipaddr.process(ip)
  return address.kind() === 'ipv4' ? address.toString() : (address as ipaddr.IPv6).parts.slice(0, 4).join(':')
}
