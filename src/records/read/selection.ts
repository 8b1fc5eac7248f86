// The query of a list or record: validated parameters, and the names in its filters resolved to ids and codes.
import type { FastifyRequest } from 'fastify'
import type { Database, Db } from '../../db/connect.ts'
import { MAX_FAULTS } from '../../http/body-validation.ts'
import { ApiError, type Fault, invalidParameters } from '../../http/errors.ts'
import { InvalidParameters } from '../../http/validation.ts'
import type { Filter, ResolveContext } from '../define.ts'
import type { ListQuery } from '../formats/format.ts'
import { propertiesFor } from '../formats/table.ts'
import { auditedRead } from './audited-read.ts'
import { refuseParameters } from './parameters.ts'
import type { ResourceQuery, Selection } from './query.ts'

/**
 * Returns the query of a request to a route with `attachValidation`: the parameters without faults, and the faults.
 * Throws 400 for an invalid path.
 */
export function sentQuery({ query, validationError }: FastifyRequest): { query: ListQuery; faults: Fault[] } {
  if (!validationError) return { query: query as ListQuery, faults: [] }
  const error: Error = validationError
  if (!(error instanceof InvalidParameters) || validationError.validationContext !== 'querystring') throw error
  return { query: error.sound, faults: error.faults }
}

/** Returns the error for a query with these faults, and with the names in its filters that the registry does not have. */
export async function refusedQuery(
  db: Database,
  { resource, found }: ResourceQuery,
  request: FastifyRequest,
  query: ListQuery,
  faults: Fault[]
): Promise<ApiError> {
  if (faults.length >= MAX_FAULTS) return invalidParameters(faults)
  const { faults: unknown } = await auditedRead(db, request, (readDb) =>
    resolveFilters(readDb, resource.filters, query, found)
  )
  return invalidParameters([...faults, ...unknown].slice(0, MAX_FAULTS))
}

/** Converts the query of a request to a selection: resolves names to ids and codes, and fills in defaults. */
export async function select(
  db: Db,
  { resource, found }: ResourceQuery,
  query: ListQuery,
  preset: Record<string, unknown>
): Promise<Selection> {
  const { filters, faults } = await resolveFilters(db, resource.filters, query, found)
  refuseParameters(faults)
  const { as_of, certainty, q, updated_since } = query
  const properties = propertiesFor(resource, query)
  const present = Object.entries({ as_of, certainty, q, updated_since, ...properties }).filter(
    ([, value]) => value !== undefined
  )
  return {
    filters: { ...preset, ...filters },
    sort: query.sort?.join(',') ?? resource.defaultSort,
    ...Object.fromEntries(present)
  }
}

/** Resolves the names in the filters of a query to ids and codes. Returns the faults of all filters, at most 20. */
export async function resolveFilters(
  db: Db,
  declared: Record<string, Filter> = {},
  query: ListQuery,
  found: ResolveContext['found']
): Promise<{ filters: Record<string, unknown>; faults: Fault[] }> {
  const filters: Record<string, unknown> = {}
  const faults: Fault[] = []
  const context = { found, ...(query.as_of !== undefined && { asOf: query.as_of }) }
  for (const [name, { resolve }] of Object.entries(declared)) {
    const value = query[name]
    if (value === undefined) continue
    try {
      filters[name] = resolve ? await resolve(db, name, Array.isArray(value) ? value : [value], context) : value
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'invalid_parameter')) throw error
      faults.push(...error.faults)
    }
  }
  return { filters, faults: faults.slice(0, MAX_FAULTS) }
}
