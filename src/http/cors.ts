// Pages of any origin may read the registry (CORS).
import cors, { type FastifyCorsOptions } from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import { isPreflight } from './access.ts'

const options: FastifyCorsOptions = {
  origin: '*',
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  exposedHeaders: [
    'Content-Disposition',
    'Deprecation',
    'ETag',
    'Idempotent-Replayed',
    'Last-Modified',
    'Link',
    'Location',
    'RateLimit',
    'RateLimit-Policy',
    'Registry-Position',
    'Repr-Digest',
    'Request-Id',
    'Retry-After',
    'Sunset',
    'WWW-Authenticate'
  ],
  maxAge: 86_400
}

/** Lets pages of other origins send requests and read the responses with their headers. */
export async function allowOtherOrigins(app: FastifyInstance): Promise<void> {
  // Only a preflight is answered for every path. Otherwise the page could not read the 404 that follows.
  await app.register(cors, {
    delegator: (request, done) => done(null, { ...options, preflight: isPreflight(request) })
  })
}
