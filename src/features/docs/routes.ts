// The documentation pages. OpenAPI Explorer renders /openapi.json, one operation at a time. This service serves all assets.
import { readFile } from 'node:fs/promises'
import type {} from '@fastify/swagger' // types schema.hide
import type { FastifyInstance } from 'fastify'
import { StaticFile } from '../../http/static-file.ts'

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

const page = (name: string) =>
  new StaticFile(() => readFile(new URL(name, import.meta.url)), {
    type: 'text/html; charset=utf-8',
    cacheControl: 'no-cache',
    headers: { 'content-security-policy': PAGE_POLICY }
  })

const viewer = () =>
  new StaticFile(
    () => readFile(new URL(import.meta.resolve('openapi-explorer/dist/browser/openapi-explorer.min.js'))),
    { type: 'text/javascript; charset=utf-8', cacheControl: 'public, max-age=3600' }
  )

export function docsRoutes(app: FastifyInstance): void {
  const files = {
    '/docs': page('page.html'),
    '/docs/pl': page('start-pl.html'),
    '/docs/openapi-explorer.min.js': viewer()
  }
  for (const [path, file] of Object.entries(files))
    app.get(path, { schema: { hide: true }, config: { access: 'public' } }, (request, reply) =>
      file.send(request, reply)
    )
}
