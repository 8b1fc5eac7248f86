// The `info` and `servers` of the OpenAPI document, with the introduction for users of the API.
import packageJson from '../../package.json' with { type: 'json' }

export const NAME = 'Rejestr Konwentu Centrów Usług Społecznych'
export const DESCRIPTION =
  'Membership registry of the Konwent Centrów Usług Społecznych (Convention of Social Service Centres, Poland), ' +
  'maintained by the Obserwatorium CUS.'

const access =
  'Public data can be read without a key. Writing, and reading data that is not public, requires an API key in ' +
  '`Authorization: Bearer`. `/me` returns what a key may do.'

const reading = [
  'A record is addressed by its id or by its slug, a readable name: `/organisations/cus-belzyce`. A former slug ' +
    'redirects to the present one (308).',
  'Unknown values are `null`. A date can be exact, bounded or unknown (`UncertainDate`). With `as_of`, a list ' +
    'returns the records that certainly or possibly hold on a day, and marks each as `certain` or `possible`.',
  'Lists are paginated: follow `meta.next_cursor` or the `Link` header. An unknown or empty parameter is an error. ' +
    'So is a repeated one, except for lists: `kind=cus&kind=gops` is `kind=cus,gops`. Only parameters that others ' +
    'append to shared links, such as `fbclid`, are ignored, in formats other than JSON and NDJSON.'
]
const writing = [
  'Writes are validated strictly. Unknown properties, changes of read-only properties and references to missing ' +
    'records are errors. A broken rule is 422, or 409 if a value is already in use, with the code of the rule.',
  'One response lists the faults of form, the check digits and the references of a body together: it is 400 if the ' +
    'form has faults, otherwise 422. Rules that depend on several properties or on other records may follow. A 409 ' +
    'names the record that has the value, if the caller may see it.',
  'PUT, PATCH and DELETE of an existing record require `If-Match` with its ETag: 428 without it, 412 if the record ' +
    'has changed since. A POST with `Idempotency-Key` is executed only once, however often it is sent in 24 hours.'
]
const responses = [
  'Every error is a `Problem` (RFC 9457). Its texts are in Polish, or in English with `Accept-Language: en`.',
  'Requests are counted in units, and a long list costs more than a record. `RateLimit-Policy` describes the costs and ' +
    'has the limit per minute. `RateLimit` has what remains.',
  'Every response with data has an ETag. Send it back in `If-None-Match`: a 304 without a body means that your copy ' +
    'is current.'
]
const positions = [
  'The response to a write has its position in the change log, `Registry-Position`. Send this header with a read, ' +
    'and the response includes the write, whichever process of the service answers.'
]

const describe = (access: string, points: string[]) =>
  [DESCRIPTION, access, points.map((point) => `- ${point}`).join('\n')].join('\n\n')

export const info = {
  title: NAME,
  version: packageJson.version,
  description: describe(access, [...reading, ...writing, ...responses, ...positions]),
  contact: {
    name: 'Obserwatorium CUS',
    url: 'https://cusy.pl/konwent-cus/',
    email: 'obserwatorium@fundacjakiscis.pl'
  },
  license: { name: 'Facts may be used if the source is named', url: 'https://cusy.pl/konwent-cus/' },
  ...{ 'x-api-id': '01a1fdfa-4700-7000-8000-000000000001', 'x-audience': 'external-public' }
}

/** The `info` of the document for readers without a key. */
export const publicInfo = {
  ...info,
  title: `${NAME}: dane publiczne`,
  description: describe('This document has the operations that need no key. `/openapi.json` has all of them.', [
    ...reading,
    ...responses
  ]),
  ...{ 'x-api-id': '01a1fdfa-4700-7000-8000-000000000002' }
}

export const servers: [{ url: string; description: string; 'x-internal': boolean }] = [
  { url: '/v1', description: 'This service, in production as on a local machine.', 'x-internal': false }
]
