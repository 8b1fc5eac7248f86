// Opaque positions in a list. A cursor holds the sort keys of the last row and is signed together with everything that defines the list,
// so one that was cut, changed, or taken from another list is told from a real one.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { ApiError } from './errors.ts'

const SIGNATURE = 12

const sign = (key: Buffer, scope: string, payload: string) =>
  createHmac('sha256', key).update(scope).update('\0').update(payload).digest().subarray(0, SIGNATURE)

/** Makes the cursor after a row; `scope` says which list it belongs to: path, filters and sort. */
export function encodeCursor(key: Buffer, scope: string, position: string[]): string {
  const payload = JSON.stringify(position)
  return Buffer.concat([sign(key, scope, payload), Buffer.from(payload)]).toString('base64url')
}

/** Reads a cursor back; throws ApiError invalid_cursor (400) unless it was made for this very list. */
export function decodeCursor(key: Buffer, scope: string, cursor: string): string[] {
  const bytes = Buffer.from(cursor, 'base64url')
  const payload = bytes.subarray(SIGNATURE).toString()
  const genuine =
    bytes.length > SIGNATURE &&
    bytes.toString('base64url') === cursor &&
    timingSafeEqual(bytes.subarray(0, SIGNATURE), sign(key, scope, payload))
  if (!genuine) {
    const detail = {
      pl: 'Kursor jest uszkodzony albo pochodzi z innej listy: należy użyć go z tymi samymi filtrami i tym samym sortowaniem.',
      en: 'The cursor is damaged or belongs to another list: use it with the same filters and the same sorting.'
    }
    throw new ApiError('invalid_cursor', detail, { faults: [{ parameter: 'cursor', code: 'invalid_cursor', detail }] })
  }
  return JSON.parse(payload) as string[]
}

/** Address of the same list at another position: the request's own, with these parameters instead of its own ones. */
export function nextUrl(url: string, position: Record<string, string | number>): string {
  // A second question mark is part of the query (RFC 3986 3.4).
  const [path, ...search] = url.split('?')
  const parameters = new URLSearchParams(search.join('?'))
  for (const [name, value] of Object.entries(position)) parameters.set(name, String(value))
  return `${path}?${parameters.toString().replaceAll('%2C', ',')}`
}
