// Rate limits: requests are counted in buckets, and each response names the state of its bucket.
import { isIP } from 'node:net'
import type { FastifyReply } from 'fastify'
import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ApiError } from './errors.ts'

/** Allowed requests per minute: from an address without a key, with one key, and from an address with invalid keys. */
export interface RateLimits {
  address: number
  key: number
  badKeys: number
}

/** Length of the window in which requests are counted, in seconds. */
export const RATE_WINDOW_S = 60
/** Makes a counter that allows `points` requests per window. */
export const limiterOf = (points: number) => new RateLimiterMemory({ points, duration: RATE_WINDOW_S })

/** State of a bucket, with the headers for the client (draft-ietf-httpapi-ratelimit-headers). */
export interface Count {
  exceeded: boolean
  seconds: number
  headers: { 'ratelimit-policy': string; ratelimit: string }
}

/** Counts a request from an IP address. */
export type AddressCount = (ip: string) => Promise<Count>

/** Makes a counter of requests per IP address. */
export function countAddresses(limit: number): AddressCount {
  const limiter = limiterOf(limit)
  return async (ip) => countOf(limit, await consume(limiter, bucketOf(ip)))
}

/** Returns a 429 error. */
export const tooMany = (limit: number, seconds: number) =>
  new ApiError(
    'rate_limited',
    {
      pl: `Przekroczono ${limit} żądań na minutę. Proszę spróbować za ${seconds} s.`,
      en: `The limit of ${limit} requests per minute is exceeded. Please try again in ${seconds} s.`
    },
    { headers: { 'retry-after': String(seconds) } }
  )

/** Counts a request, also beyond the limit. */
export async function consume(limiter: RateLimiterMemory, bucket: string): Promise<RateLimiterRes> {
  return limiter.consume(bucket).catch((refusal: unknown) => {
    if (refusal instanceof RateLimiterRes) return refusal
    throw refusal
  })
}

function countOf(limit: number, { msBeforeNext, remainingPoints, consumedPoints }: RateLimiterRes): Count {
  const seconds = Math.ceil(msBeforeNext / 1000)
  const headers = {
    'ratelimit-policy': `"minute";q=${limit};w=${RATE_WINDOW_S}`,
    ratelimit: `"minute";r=${Math.max(0, remainingPoints)};t=${seconds}`
  }
  return { exceeded: consumedPoints > limit, seconds, headers }
}

/** Adds the headers with the state of a bucket to the response. */
export function addCountHeaders(reply: FastifyReply, limit: number, state: RateLimiterRes): Count {
  const count = countOf(limit, state)
  reply.headers(count.headers)
  return count
}

const MAX_BUCKETS = 10_000
const buckets = new LRUCache<string, string>({ max: MAX_BUCKETS })

/** Returns the bucket of a client: the IPv4 address, or the /64 prefix of the IPv6 address, which one site shares. */
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
