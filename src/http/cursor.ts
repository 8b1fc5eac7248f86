// Cursors: opaque positions in a list. A cursor contains the sort keys of the last row. Its signature covers everything
// that defines the list, so a damaged cursor, or one of another list, is detected.
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { Db } from '../db/connect.ts'
import { ApiError } from './errors.ts'

const SIGNATURE_BYTES = 12

const sign = (key: KeyObject, scope: string, payload: string) =>
  createHmac('sha256', key).update(scope).update('\0').update(payload).digest().subarray(0, SIGNATURE_BYTES)

/** Returns a function that reads the key of cursors from the database once. After a failure it tries again. */
export function cachedCursorKey(db: Db): () => Promise<KeyObject> {
  let cached: Promise<KeyObject> | undefined
  return async () => {
    cached ??= db
      .selectFrom('instance')
      .select('cursor_key')
      .executeTakeFirstOrThrow()
      .then(({ cursor_key }) => createSecretKey(cursor_key))
    try {
      return await cached
    } catch (error) {
      cached = undefined
      throw error
    }
  }
}

/** Makes the cursor after a row. `scope` identifies the list: path, filters and order. */
export function encodeCursor(key: KeyObject, scope: string, position: string[]): string {
  const payload = JSON.stringify(position)
  return Buffer.concat([sign(key, scope, payload), Buffer.from(payload)]).toString('base64url')
}

/** Returns the position in a cursor. Throws ApiError invalid_cursor (400) unless it was made for this list. */
export function decodeCursor(key: KeyObject, scope: string, cursor: string): string[] {
  const bytes = Buffer.from(cursor, 'base64url')
  const payload = bytes.subarray(SIGNATURE_BYTES).toString()
  const isValid =
    bytes.length > SIGNATURE_BYTES &&
    bytes.toString('base64url') === cursor &&
    timingSafeEqual(bytes.subarray(0, SIGNATURE_BYTES), sign(key, scope, payload))
  if (!isValid) {
    const detail = {
      pl:
        'Kursor jest uszkodzony albo pochodzi z innej listy: należy użyć go z tymi samymi filtrami i tym samym ' +
        'sortowaniem.',
      en: 'The cursor is damaged or belongs to another list: use it with the same filters and the same order.'
    }
    throw new ApiError('invalid_cursor', detail, { faults: [{ parameter: 'cursor', code: 'invalid_cursor', detail }] })
  }
  return JSON.parse(payload) as string[]
}

/** Returns the URL of the same list at another position: the request URL with these parameters replaced. */
export function nextUrl(url: string, position: Record<string, string | number>): string {
  // A second question mark is part of the query (RFC 3986 3.4).
  const [path, ...search] = url.split('?')
  const parameters = new URLSearchParams(search.join('?'))
  for (const [name, value] of Object.entries(position)) parameters.set(name, String(value))
  return `${path}?${parameters.toString().replaceAll('%2C', ',')}`
}
