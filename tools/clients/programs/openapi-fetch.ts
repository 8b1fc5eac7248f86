import createClient from 'openapi-fetch'
import type { paths } from '../generated/openapi-fetch/registry'
import { service } from './service'
import { run, SLUG } from './steps'

const registry = createClient<paths, 'application/json' | 'application/problem+json'>({
  baseUrl: service.url,
  headers: { Authorization: `Bearer ${service.key}` }
})
const path = { organisation: SLUG }

run({
  async list() {
    const { data, response } = await registry.GET('/organisations', {
      params: { query: { kind: ['cus', 'gops'], limit: 500 } }
    })
    return { status: response.status, slugs: data?.data.map(({ slug }) => slug) ?? [] }
  },
  async record(etag) {
    const { data, response } = await registry.GET('/organisations/{organisation}', {
      params: { path },
      headers: etag === undefined ? {} : { 'If-None-Match': etag }
    })
    return { status: response.status, etag: response.headers.get('etag'), ...(data && { slug: data.slug }) }
  },
  async change(etag, website) {
    const { data, response } = await registry.PATCH('/organisations/{organisation}', {
      params: { path, header: { 'If-Match': etag } },
      body: { website }
    })
    return { status: response.status, ...(data && { website: data.website }) }
  },
  async problem() {
    const { error, response } = await registry.GET('/organisations', { params: { query: { powiat: ['opolski'] } } })
    return {
      status: response.status,
      ...(error && { code: error.code, candidates: error.candidates.map(({ value }) => value) })
    }
  }
})
