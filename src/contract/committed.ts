import { readFile } from 'node:fs/promises'
import { StaticFile } from '../http/static-file.ts'
import { servers } from './info.ts'

/**
 * Returns the committed documents by path. A test compares them with what the code generates; generating them here
 * would block for seconds. With PUBLIC_BASE_URL, their server has this address.
 */
export function committedDocuments(baseUrl: string): Record<string, StaticFile> {
  const [{ url }] = servers
  const file = (name: string) =>
    new StaticFile(
      async () => {
        const committed = await readFile(new URL(`../../openapi/${name}`, import.meta.url))
        if (baseUrl === '') return committed
        return Buffer.from(committed.toString().replace(`"url": "${url}"`, () => `"url": "${baseUrl}${url}"`))
      },
      { type: 'application/json; charset=utf-8', cacheControl: 'no-cache' }
    )
  return { '/openapi.json': file('openapi.json'), '/openapi/public.json': file('public.json') }
}
