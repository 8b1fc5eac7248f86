// IBM Cloud's ruleset without IBM's own paging envelope. Rules are off if they contradict RFC 9457, OpenAPI 3.1 or
// another ruleset, or make the contract worse for its readers.
import ibm from '@ibm-cloud/openapi-ruleset'

const off = [
  'ibm-error-content-type-is-json', // RFC 9457: application/problem+json
  'ibm-error-response-schemas', // IBM's own error container (trace, more_info)
  'ibm-no-unsupported-keywords', // refuses `webhooks`, because IBM's SDK generator does not support them
  'ibm-schema-type-format', // refuses `format: uri`, which Zalando's problem rule requires
  'ibm-collection-array-property', // requires the array of a list to have the name of its path; ours is always `data`
  'ibm-no-nullable-properties', // in this contract null means unknown, and an absent property would mean nothing
  // Requires limit, first and next beside the array and a parameter `start`. Ours are data and meta, Link (RFC 8288)
  // and `cursor`.
  'ibm-pagination-style',
  'ibm-string-attributes', // requires a pattern on every string; for free text it restricts nothing and fills the pages
  'ibm-schema-keywords', // refuses `const`, from which generated clients take the type of a GeoJSON object
  // Refuses application/json beside the merge patch. Several generated clients send nothing else.
  'ibm-patch-request-content-type',
  // Takes a reference that may be null (`anyOf` with null) for an inline object. test/document.test.ts looks for these.
  'ibm-avoid-inline-schemas',
  'ibm-no-ref-in-example', // refuses references to shared examples, which OpenAPI has for `examples`
  // Refuses /organisations/match beside /organisations/{organisation}. In OpenAPI 3.1 the concrete path takes
  // precedence, and no slug may be `match`.
  'ibm-no-ambiguous-paths'
]

/** Returns a rule with other options of its function. */
const withOptions = (name, functionOptions) => ({
  ...ibm.rules[name],
  // biome-ignore lint/suspicious/noThenProperty: a Spectral rule has its check in `then`
  then: { ...ibm.rules[name].then, functionOptions }
})

export default {
  extends: [ibm],
  rules: {
    ...Object.fromEntries(off.map((rule) => [rule, 'off'])),
    // The default, snake, contradicts Zalando's must-use-kebab-case-for-path-segments.
    'ibm-path-segment-casing-convention': withOptions('ibm-path-segment-casing-convention', { type: 'kebab' }),
    // Only the verb is checked. The rest would require the hyphens of the path in the id, which
    // ibm-operationid-casing-convention refuses.
    'ibm-operationid-naming-convention': withOptions('ibm-operationid-naming-convention', { strict: false })
  },
  // One application is returned with personal data, the list without. So the record of the path is ApplicationDetails.
  overrides: ['ApplicationCollection', 'ApplicationPrototype'].map((name) => ({
    files: [`**#/components/schemas/${name}`],
    rules: { 'ibm-schema-naming-convention': 'off' }
  }))
}
