import { readFile } from 'node:fs/promises'
import { StaticFile } from '../http/static-file.ts'
import { servers } from './info.ts'
import { inPolish } from './polish.ts'

/**
 * Returns the committed documents by path. A test compares them with what the code generates; generating them here
 * would block for seconds. With PUBLIC_BASE_URL, their server has this address.
 */
export function committedDocuments(baseUrl: string): Record<string, StaticFile> {
  const [{ url }] = servers
  const committed = async (name: string) => {
    const text = await readFile(new URL(`../../openapi/${name}`, import.meta.url), 'utf8')
    return baseUrl === '' ? text : text.replace(`"url": "${url}"`, () => `"url": "${baseUrl}${url}"`)
  }
  const file = (read: () => Promise<string>) =>
    new StaticFile(async () => Buffer.from(await read()), {
      type: 'application/json; charset=utf-8',
      cacheControl: 'no-cache'
    })
  return {
    '/openapi.json': file(() => committed('openapi.json')),
    '/openapi/public.json': file(() => committed('public.json')),
    '/openapi/pl.json': file(async () => inPolish(await committed('openapi.json')))
  }
}
