// The head of the OpenAPI document.
import packageJson from '../../package.json' with { type: 'json' }

export const NAME = 'Rejestr Konwentu Centrów Usług Społecznych'
export const DESCRIPTION =
  'Membership registry of the Konwent Centrów Usług Społecznych (Convention of Social Service Centres, Poland), kept by the Obserwatorium CUS.'

const guide = `Reading what is public needs no key. Writing, and reading what is not public, needs an API key in \`Authorization: Bearer\`; \`/me\` tells a key what it may.

- A record is addressed by its id or its slug: \`/organisations/cus-belzyce\`.
- What is not known is \`null\`. A date may be exact, bounded or unknown (\`UncertainDate\`); \`as_of\` keeps what possibly holds on a day and marks it \`certain\` or \`possible\`.
- Lists are paged by \`meta.next_cursor\`, or the Link header. An unknown, repeated or empty parameter is an error: nothing is silently ignored.
- A write is refused rather than guessed at: unknown and read-only fields are errors, references name a record by id or slug, a broken rule is 422 with its code.
- PUT, PATCH and DELETE of a record need If-Match with its ETag (428, 412). A POST with Idempotency-Key is carried out once, however often it is sent.
- Every failure is a \`Problem\` (RFC 9457), in Polish or, by Accept-Language, in English.
- Every answer with data has an ETag; send it back in If-None-Match and get 304 while nothing changed.
- The answer to a write names its position in the journal (\`Registry-Position\`). Sent back with a read, no replica answers it with how things were before.`

export const info = {
  title: NAME,
  version: packageJson.version,
  description: `${DESCRIPTION}\n\n${guide}`,
  contact: {
    name: 'Obserwatorium CUS',
    url: 'https://cusy.pl/konwent-cus/',
    email: 'obserwatorium@fundacjakiscis.pl'
  },
  license: { name: 'Facts may be used with their source named', url: 'https://cusy.pl/konwent-cus/' },
  ...{ 'x-api-id': '01a1fdfa-4700-7000-8000-000000000001', 'x-audience': 'external-public' }
}

export const servers = [
  { url: '/v1', description: 'This service, in production as on a local machine.', 'x-internal': false }
]
