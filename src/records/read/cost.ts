// The cost of a list in units of the rate limit.
import type { FastifyRequest } from 'fastify'
import { costOfList, sentLimit, sentNames, WHOLE_LIST_COST } from '../../http/request-cost.ts'
import type { Resource } from '../define.ts'
import { formatsOf, preferredFormat } from '../formats/formats.ts'
import { headOf } from '../formats/table.ts'
import { DEFAULT_LIMIT, MAX_LIMIT } from './parameters.ts'

/**
 * Returns the function that computes the cost of a list. Every include counts, and so does `as_of`, because the state on
 * a day is computed from the history of the records.
 */
export function costOfLists(resource: Resource): (request: FastifyRequest) => number {
  const formats = formatsOf(resource)
  const includes = new Set(Object.keys(resource.includes ?? {}))
  return (request) => {
    const { limit, cursor, include, fields, as_of } = request.query as Record<string, unknown>
    const names = new Set([...sentNames(include), ...sentNames(fields).map(headOf)])
    const additions = names.intersection(includes).size + (as_of === undefined ? 0 : 1)
    const isWhole = limit === undefined && cursor === undefined && preferredFormat(request, formats) !== 'json'
    if (isWhole) return WHOLE_LIST_COST * (1 + additions)
    return costOfList(sentLimit(limit, { fallback: DEFAULT_LIMIT, max: MAX_LIMIT }), additions)
  }
}
