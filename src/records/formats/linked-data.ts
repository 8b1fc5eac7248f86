// JSON-LD 1.1 with the words of schema.org, as search engines and portals read it. What is not known is absent.

export type Node = { '@type'?: string; '@id'?: string } & Record<string, unknown>

export const CONTEXT = 'https://schema.org'

/** The node without what is not known: null, undefined and empty lists. */
export const known = (node: Record<string, unknown>): Node =>
  Object.fromEntries(
    Object.entries(node).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)
    )
  )

/** Address of a record, which is its name too: by id, since a slug may change. */
export const iri = (base: string, path: string, id: string): string => `${base}/v1/${path}/${id}`

interface Uncertain {
  on: string | null
  not_before: string | null
  not_after: string | null
}

/** Whether it has come to an end on a day that nobody knows: schema.org has no word for that, and without an end it would read as going on. */
export const endsUnknown = ({ on, not_after }: Uncertain): boolean => on === null && not_after !== null

/**
 * That a node is `property` (memberOf, affiliation) of an organisation, from when to when and as what: the pattern of roles of schema.org, in which
 * the property stands between the node and the role as well as between the role and the organisation.
 */
export const roleNode = (
  property: string,
  organisation: Node,
  roleName: string | null,
  from: Uncertain,
  to: Uncertain
): Node =>
  known({ '@type': 'OrganizationRole', [property]: organisation, roleName, startDate: from.on, endDate: to.on })

/** A web site as printed, as an address: one without a scheme is what a browser makes of it. Undefined for what is no address at all. */
export function website(printed: string | null): string | undefined {
  const address = printed === null || /^https?:\/\//i.test(printed) ? printed : `http://${printed}`
  const url = address !== null && URL.canParse(address) ? new URL(address) : undefined
  return url?.hostname.includes('.') && url.username === '' ? url.href : undefined
}

/** As text in which no HTML page that it is put into finds the end of its script. */
export const printed = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')
