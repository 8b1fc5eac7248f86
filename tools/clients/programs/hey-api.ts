import { getOrganisation, listOrganisations, updateOrganisation } from '../generated/hey-api'
import { client } from '../generated/hey-api/client.gen'
import { service } from './service'
import { run, SLUG } from './steps'

client.setConfig({ baseUrl: service.url, auth: () => service.key })
const path = { organisation: SLUG }

run({
  async list() {
    const { data, response } = await listOrganisations({ query: { kind: ['cus', 'gops'], limit: 500 } })
    return { status: response?.status ?? 0, slugs: data?.data.map(({ slug }) => slug) ?? [] }
  },
  async record(etag) {
    const { data, response } = await getOrganisation({
      path,
      headers: etag === undefined ? {} : { 'If-None-Match': etag }
    })
    return {
      status: response?.status ?? 0,
      etag: response?.headers.get('etag') ?? null,
      ...(data && { slug: data.slug })
    }
  },
  async change(etag, website) {
    const { data, response } = await updateOrganisation({ path, headers: { 'If-Match': etag }, body: { website } })
    return { status: response?.status ?? 0, ...(data && { website: data.website }) }
  },
  async problem() {
    const { error, response } = await listOrganisations({ query: { powiat: ['opolski'] } })
    return {
      status: response?.status ?? 0,
      ...(error && { code: error.code, candidates: error.candidates.map(({ value }) => value) })
    }
  }
})
