// IBM Cloud's ruleset without IBM's own paging envelope and without the rules that contradict RFC 9457, OpenAPI 3.1 or
// another judge, or that make the contract worse for people.
import ibm from '@ibm-cloud/openapi-ruleset'

const off = [
  'ibm-error-content-type-is-json', // RFC 9457: application/problem+json
  'ibm-error-response-schemas', // IBM's own error container (trace, more_info)
  'ibm-no-unsupported-keywords', // refuses `webhooks`, because IBM's SDK generator has none
  'ibm-schema-type-format', // refuses `format: uri`, which Zalando's problem rule demands
  'ibm-collection-array-property', // wants the array of a list named after its path; ours is `data` everywhere
  'ibm-no-nullable-properties', // null is our answer for 'unknown', and a property that is absent would say nothing
  'ibm-pagination-style', // wants limit, first and next beside the array and a parameter `start`; ours are data and meta, Link (RFC 8288) and `cursor`
  'ibm-string-attributes', // wants a pattern on every string; on free text it says nothing and fills the documentation
  'ibm-schema-keywords', // refuses `const`, from which generated clients take the type of a GeoJSON object
  'ibm-no-ambiguous-paths' // refuses /organisations/match beside /organisations/{organisation}; OpenAPI 3.1 lets the concrete path win, and no slug may be `match`
]

/** A rule with another option of its own function. */
const withOptions = (name, functionOptions) => ({
  ...ibm.rules[name],
  // biome-ignore lint/suspicious/noThenProperty: `then` is what a Spectral rule calls its check
  then: { ...ibm.rules[name].then, functionOptions }
})

export default {
  extends: [ibm],
  rules: {
    ...Object.fromEntries(off.map((rule) => [rule, 'off'])),
    // The default, snake, contradicts Zalando's must-use-kebab-case-for-path-segments.
    'ibm-path-segment-casing-convention': withOptions('ibm-path-segment-casing-convention', { type: 'kebab' }),
    // The verb is checked; the rest would put the hyphens of the path into the id, which ibm-operationid-casing-convention refuses.
    'ibm-operationid-naming-convention': withOptions('ibm-operationid-naming-convention', { strict: false })
  }
}
