// JSON-LD 1.1 with the vocabulary of schema.org, for search engines and portals. Unknown values are omitted.

export type Node = { '@type'?: string; '@id'?: string } & Record<string, unknown>

export const CONTEXT = 'https://schema.org'

/** Returns the node without unknown values: null, undefined and empty lists. */
export const omitUnknown = (node: Record<string, unknown>): Node =>
  Object.fromEntries(
    Object.entries(node).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)
    )
  )

/** Returns the IRI of a record. It uses the id, because a slug may change. */
export const iri = (base: string, path: string, id: string): string => `${base}/v1/${path}/${id}`

interface Uncertain {
  on: string | null
  not_before: string | null
  not_after: string | null
}

/**
 * Whether a period has ended on an unknown day. schema.org cannot express that, and without an end date the period
 * would look current.
 */
export const endsUnknown = ({ on, not_after }: Uncertain): boolean => on === null && not_after !== null

/**
 * Returns the role of a node in an organisation, with its period. `property` is memberOf or affiliation. In the role
 * pattern of schema.org, the property is repeated: it links the node to the role, and the role to the organisation.
 */
export const roleNode = (
  property: string,
  organisation: Node,
  roleName: string | null,
  from: Uncertain,
  to: Uncertain
): Node =>
  omitUnknown({ '@type': 'OrganizationRole', [property]: organisation, roleName, startDate: from.on, endDate: to.on })

/** Returns the URL of a website as printed in a source; without a scheme it gets http://. Undefined if it is no URL. */
export function websiteUrl(printed: string | null): string | undefined {
  const address = printed === null || /^https?:\/\//i.test(printed) ? printed : `http://${printed}`
  const url = address !== null && URL.canParse(address) ? new URL(address) : undefined
  return url?.hostname.includes('.') && url.username === '' ? url.href : undefined
}

/** Returns JSON without `<`, so that it can be embedded in a script element of an HTML page. */
export const scriptSafeJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')
