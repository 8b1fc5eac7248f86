// The documentation page. Redoc renders /openapi.json. All files of the page come from this service.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type {} from '@fastify/swagger' // types schema.hide
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { matches } from '../../http/preconditions.ts'

// Allows only what Redoc 2.5 needs: styled-components writes <style> elements, icons are data URIs, and the search runs
// in a worker created from a blob.
const csp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "connect-src 'self'",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

// The only address on another host that Redoc loads: the logo beside "API docs by Redocly". It is replaced with an
// empty image, which fails to load; Redoc then removes the image and keeps the text.
const redoclyLogo = 'https://cdn.redoc.ly/redoc/logo-mini.svg'

interface Asset {
  body: Buffer
  etag: string
}

// The strong ETag is the hash of the bytes that are sent, so each content coding has its own (RFC 9110, 8.8.3.3).
const toAsset = (body: Buffer): Asset => ({ body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` })

const readAsset = async (name: string) => toAsset(await readFile(new URL(name, import.meta.url)))

const loadRedoc = async () => {
  const source = await readFile(new URL(import.meta.resolve('redoc/bundles/redoc.standalone.js')), 'utf8')
  const body = Buffer.from(source.replaceAll(redoclyLogo, 'data:,'))
  return { identity: toAsset(body), gzip: toAsset(await promisify(gzip)(body, { level: 9 })) }
}

const send = (request: FastifyRequest, reply: FastifyReply, { body, etag }: Asset) => {
  reply.header('etag', etag)
  return matches(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(body)
}

const publicRoute = { schema: { hide: true }, config: { access: 'public' } } as const

const routes: FastifyPluginAsync = async (app) => {
  const [page, init] = await Promise.all([readAsset('page.html'), readAsset('init.js')])
  let redoc: ReturnType<typeof loadRedoc> | undefined // loaded on first use, because it takes 1 MB

  app.get('/docs', publicRoute, (request, reply) => {
    reply.type('text/html; charset=utf-8').headers({ 'cache-control': 'no-cache', 'content-security-policy': csp })
    return send(request, reply, page)
  })

  app.get('/docs/init.js', publicRoute, (request, reply) => {
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'public, max-age=3600')
    return send(request, reply, init)
  })

  app.get('/docs/redoc.standalone.js', publicRoute, async (request, reply) => {
    redoc ??= loadRedoc()
    const encodings = await redoc
    reply
      .type('text/javascript; charset=utf-8')
      .headers({ 'cache-control': 'public, max-age=3600', vary: 'Accept-Encoding' })
    if (new Negotiator(request.raw).encoding(['gzip', 'identity']) !== 'gzip')
      return send(request, reply, encodings.identity)
    return send(request, reply.header('content-encoding', 'gzip'), encodings.gzip)
  })
}

export default routes
