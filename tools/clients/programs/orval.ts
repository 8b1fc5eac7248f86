import {
  getOrganisation,
  listOrganisations,
  type OrganisationCollection,
  updateOrganisation
} from '../generated/orval/registry'
import { service } from './service'
import { run, SLUG } from './steps'

const authorised = { headers: { Authorization: `Bearer ${service.key}` } }

run({
  async list() {
    const { status, data } = await listOrganisations({ kind: ['cus', 'gops'], limit: 500 })
    return { status, slugs: (data as OrganisationCollection).data.map(({ slug }) => slug) }
  },
  async record(etag) {
    const { status, data, headers } = await getOrganisation(SLUG, undefined, {
      headers: etag === undefined ? {} : { 'If-None-Match': etag }
    })
    return {
      status,
      etag: headers.get('etag'),
      ...(status === 200 && 'slug' in data && typeof data.slug === 'string' && { slug: data.slug })
    }
  },
  async change(etag, website) {
    const response = await updateOrganisation(
      SLUG,
      { website },
      { headers: { ...authorised.headers, 'If-Match': etag } }
    )
    return { status: response.status, ...(response.status === 200 && { website: response.data.website }) }
  },
  async problem() {
    const response = await listOrganisations({ powiat: ['opolski'] })
    if (response.status !== 400) return { status: response.status }
    const { code, candidates } = response.data
    return { status: response.status, code, candidates: candidates.map(({ value }) => value) }
  }
})
