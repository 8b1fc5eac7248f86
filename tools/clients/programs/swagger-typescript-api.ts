import { Api, type HttpResponse, type Problem } from '../generated/swagger-typescript-api/registry'
import { service } from './service'
import { run, SLUG } from './steps'

const registry = new Api<string>({
  baseUrl: service.url,
  securityWorker: (key) => ({ headers: { Authorization: `Bearer ${key}` } })
})
registry.setSecurityData(service.key)

/** The client throws the response of every status but 2xx. */
const responseOf = async <T, E>(request: Promise<HttpResponse<T, E>>): Promise<HttpResponse<T, Problem>> =>
  request.catch((thrown) => thrown)

run({
  async list() {
    const { status, data } = await responseOf(
      registry.organisations.listOrganisations({ kind: ['cus', 'gops'], limit: 500 })
    )
    return { status, slugs: data.data.map(({ slug }) => slug) }
  },
  async record(etag) {
    const { status, data, headers } = await responseOf(
      registry.organisations.getOrganisation(
        SLUG,
        undefined,
        etag === undefined ? {} : { headers: { 'If-None-Match': etag } }
      )
    )
    return { status, etag: headers.get('etag'), ...(status === 200 && { slug: data.slug }) }
  },
  async change(etag, website) {
    const { status, data } = await responseOf(
      registry.organisations.updateOrganisation(SLUG, { website }, { headers: { 'If-Match': etag } })
    )
    return { status, ...(status === 200 && { website: data.website }) }
  },
  async problem() {
    const { status, error } = await responseOf(registry.organisations.listOrganisations({ powiat: ['opolski'] }))
    return { status, code: error.code, candidates: error.candidates.map(({ value }) => value) }
  }
})
