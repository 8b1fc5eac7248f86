// The cost of requests in units of the rate limit. It follows from the request alone, so that a client can plan, and so
// that a request is refused before it causes any work.
import type { FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Units of the rate limit that a request costs, whether it is valid or not. Default: 1. */
    cost?: number | ((request: FastifyRequest) => number)
  }
  interface FastifyRequest {
    /** Units of the rate limit that the request costs. */
    cost: number
  }
}

/** Records of a list that one unit pays for, without related records. */
export const RECORDS_PER_UNIT = 100
/** Records as which a whole list counts, because its length is not known before it is read. */
export const WHOLE_LIST_RECORDS = 2_000
/** Units for a whole list without related records. */
export const WHOLE_LIST_COST = costOfList(WHOLE_LIST_RECORDS)
/** Units for counting all memberships as of a day. */
export const STATISTICS_COST = 5

/** Returns the units for a list of at most `records` records. Each addition costs as much as the records themselves. */
export function costOfList(records: number, additions = 0): number {
  return Math.ceil(records / RECORDS_PER_UNIT) * (1 + additions)
}

/** Returns the number of records in a parameter `limit` as it was sent. Invalid values count as the default. */
export function sentLimit(limit: unknown, { fallback, max }: { fallback: number; max: number }): number {
  const records = Number(limit ?? fallback)
  return records >= 1 && records <= max ? records : fallback
}

/** Returns the names in a parameter as it was sent: separated by commas, or repeated. */
export const sentNames = (value: unknown): string[] => (value === undefined ? [] : [value].flat().join().split(','))

/** Returns the units that a request costs, before its parameters are validated. */
export function costOf(request: FastifyRequest): number {
  const { cost = 1 } = request.routeOptions.config
  return typeof cost === 'number' ? cost : cost(request)
}
