// Different URLs of the same request get one form before anything reads them, so that cache, cursors and links agree.

import type { TSchema } from '@sinclair/typebox'

/** Names of the query parameters that take several values in every operation that has them. */
export type ArrayParameters = ReadonlySet<string>

/** Collects the names of array parameters from the query schemas of the routes. */
export class ArrayParameterNames {
  readonly #arrays = new Set<string>()
  readonly #others = new Set<string>()

  get names(): ArrayParameters {
    return this.#arrays
  }

  add(query: unknown): void {
    for (const [name, schema] of Object.entries((query as TSchema | undefined)?.properties ?? {})) {
      if ((schema as TSchema).type !== 'array') this.#others.add(name)
      if (this.#others.has(name)) this.#arrays.delete(name)
      else this.#arrays.add(name)
    }
  }
}

/** Parameters that mail programs, social networks and advertisers append to links. */
const TRACKING =
  /^(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|igshid|li_fat_id|mc_[ce]id|_g[al])$/i
/** Formats that programs read. Nobody shares links to them, so an unknown parameter is a mistake there. */
const PROGRAM_FORMATS = new Set(['json', 'ndjson'])

/**
 * Returns a URL in which a repeated array parameter occurs once, `kind=cus&kind=gops` as `kind=cus,gops`. In a shared
 * link, which is a read without a key in a format for people, tracking parameters are removed.
 */
export function canonicalUrl(url: string, arrays: ArrayParameters, isPublicRead: boolean): string {
  const start = url.indexOf('?')
  if (start < 0) return url
  const given = url.slice(start + 1).split('&')
  const fields = isPublicRead ? withoutTracking(url.slice(0, start), given) : given
  const joined = joinRepeated(fields, arrays)
  if (joined.length === given.length) return url
  return joined.length === 0 ? url.slice(0, start) : `${url.slice(0, start)}?${joined.join('&')}`
}

const nameOf = (field: string): string => field.split('=', 1)[0] as string

function withoutTracking(path: string, fields: string[]): string[] {
  if (!fields.some((field) => TRACKING.test(nameOf(field)))) return fields
  const format = fields.find((field) => field.startsWith('format='))?.slice('format='.length)
  const isForPrograms = path.startsWith('/v1/') && (format === undefined || PROGRAM_FORMATS.has(format))
  return isForPrograms ? fields : fields.filter((field) => !TRACKING.test(nameOf(field)))
}

function joinRepeated(fields: string[], arrays: ArrayParameters): string[] {
  if (fields.length < 2) return fields
  const places = new Map<string, number>()
  const joined: string[] = []
  for (const field of fields) {
    const name = nameOf(field)
    const place = arrays.has(name) && field.length > name.length ? places.get(name) : undefined
    if (place === undefined) {
      if (field.length > name.length) places.set(name, joined.length)
      joined.push(field)
    } else joined[place] += `,${field.slice(name.length + 1)}`
  }
  return joined
}
