// The documentation pages. OpenAPI Explorer renders the contract, one operation at a time. This service serves all assets.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type {} from '@fastify/swagger' // types schema.hide
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { StringEnum } from '../../contract/components.ts'
import { type Language, languageOf } from '../../http/language.ts'
import { StaticFile } from '../../http/static-file.ts'
import { documentationPage } from './page.ts'

/** `npm ci` puts this file there (viewer/bundle.js). */
const VIEWER = new URL('../../../viewer/package/dist/browser/openapi-explorer.min.js', import.meta.url)

// The viewer writes <style> elements and draws its icons as data URIs. It sends requests to this service alone.
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

const page = (language: Language, read: () => Promise<string>, vary?: string) =>
  new StaticFile(async () => Buffer.from(await read()), {
    type: 'text/html; charset=utf-8',
    cacheControl: 'no-cache',
    ...(vary && { vary }),
    headers: { 'content-language': language, 'content-security-policy': PAGE_POLICY }
  })

const documentation = (language: Language) => page(language, () => documentationPage(language), 'Accept-Language')

const viewer = () =>
  new StaticFile(() => readFile(VIEWER), {
    type: 'text/javascript; charset=utf-8',
    cacheControl: 'public, max-age=3600'
  })

/** Mounts the pages. Throws if the installation lacks the viewer, for example after `npm ci --ignore-scripts`. */
export function docsRoutes(app: FastifyInstance): void {
  if (!existsSync(VIEWER))
    throw new Error('the viewer of the documentation page is not installed; run `npm run prepare`')
  const config = { access: 'public' } as const
  const pages: Record<Language, StaticFile> = { pl: documentation('pl'), en: documentation('en') }
  const querystring = Type.Object({ lang: Type.Optional(StringEnum(['pl', 'en'])) }, { additionalProperties: false })
  app.get<{ Querystring: { lang?: Language } }>(
    '/docs',
    { schema: { hide: true, querystring }, config },
    (request, reply) => pages[request.query.lang ?? languageOf(request.headers)].send(request, reply)
  )
  const files = {
    '/docs/pl': page('pl', () => readFile(new URL('start-pl.html', import.meta.url), 'utf8')),
    '/docs/openapi-explorer.min.js': viewer()
  }
  for (const [path, file] of Object.entries(files))
    app.get(path, { schema: { hide: true }, config }, (request, reply) => file.send(request, reply))
}
