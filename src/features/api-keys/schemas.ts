import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { Nullable, NullableRef, record } from '../../contract/components.ts'
import { Id, Int, List, Moment, Str, stamps } from '../../contract/schemas.ts'
import { scopes } from '../../http/access.ts'
import { term } from '../../records/vocabulary.ts'
import { MAX_GRACE } from './rules.ts'
import { keyAudience } from './vocabularies.ts'

const owner = Str('Who holds the key: a portal, or a member of the staff.', 'Portal CUS Bełżyce', { maxLength: 200 })
const label = Nullable(
  Str('What the key is for; null when not told.', 'Lista członków na stronie głównej', { maxLength: 200 })
)
const audience = term(keyAudience, 'Whether a partner or the staff of the Observatory holds the key.', 'partner')
// A pattern, since a scope is no snake_case word, which judges of the contract want enums to be.
export const scope = Type.Unsafe<(typeof scopes)[number]>({
  type: 'string',
  minLength: 1,
  maxLength: 100,
  pattern: `^(${scopes.join('|')})$`,
  description: `One of ${scopes.join(', ')}.`,
  examples: ['contacts:read']
})
const scopeList = List(scope, "What the key may do. A partner's key may have `contacts:read` and `webhooks` only.", {
  minItems: 1,
  maxItems: scopes.length,
  uniqueItems: true
})
const hint = Type.String({
  minLength: 13,
  maxLength: 13,
  pattern: '^csk_live_[0-9A-Za-z]{4}$',
  description: 'First characters of the text of the key, by which people recognise it.',
  examples: ['csk_live_7Kd2']
})
const notBefore = Moment('When the key begins to be valid.', '2026-11-21T09:00:00.000000Z')
const expiresAt = Moment(
  'When the key ceases to be valid, at most twelve months after it begins.',
  '2027-02-19T09:00:00.000000Z'
)

const ApiKeySummary = record('ApiKeySummary', 'An API key, as another one refers to it.', { id: Id(), owner, hint })

export const ApiKey = record('ApiKey', 'An API key: who holds it, what it may do, and how long.', {
  id: Id(),
  owner,
  label,
  audience,
  scopes: scopeList,
  hint,
  key: Nullable(
    Type.String({
      minLength: 47,
      maxLength: 47,
      pattern: '^csk_live_[0-9A-Za-z]{38}$',
      description:
        'The text of the key, for the header Authorization. Shown in the one answer that made the key, and null in every other.'
    }),
    { examples: [null] }
  ),
  not_before: notBefore,
  expires_at: expiresAt,
  revoked_at: Nullable(Moment('When the key was revoked; null while it is not.'), { examples: [null] }),
  replaced_by: NullableRef(ApiKeySummary, 'Key that took over when this one was rotated; null when none did.'),
  last_used_at: Nullable(Moment('When the key was last used, half a minute late at most; null when it never was.')),
  created_by: NullableRef(ApiKeySummary, 'Key that made this one; null when it was made on the host.'),
  created_at: Moment('When the record was made, UTC.'),
  ...stamps
})

const body = <P extends Record<string, TSchema>>($id: string, description: string, properties: P) =>
  Object.assign(record($id, description, properties), { additionalProperties: false })

export const ApiKeyPrototype = body('ApiKeyPrototype', 'An API key that is to be made.', {
  owner,
  label: Type.Optional(label),
  audience,
  scopes: scopeList,
  not_before: Type.Optional({ ...notBefore, description: 'When the key begins to be valid; at once when absent.' }),
  expires_at: Type.Optional({
    ...expiresAt,
    description:
      'When the key ceases to be valid; when absent after 90 days for staff and twelve months for a partner, but not after the key that makes it.'
  })
})

export const ApiKeyPatch = body(
  'ApiKeyPatch',
  'What is to change of a key (RFC 7396): what is absent stays, null clears.',
  {
    owner: Type.Optional(owner),
    label: Type.Optional(label),
    scopes: Type.Optional(scopeList),
    expires_at: Type.Optional(expiresAt)
  }
)

export const ApiKeyRotation = body('ApiKeyRotation', 'How a key is to be replaced by a new one.', {
  grace_seconds: Type.Optional(
    Int(
      'Seconds that the old key stays valid beside the new one, at most seven days, which is also what is meant when it is absent.',
      3600,
      {
        maximum: MAX_GRACE
      }
    )
  )
})

export type ApiKeyPrototype = Static<typeof ApiKeyPrototype>
export type ApiKeyPatch = Static<typeof ApiKeyPatch>
export type ApiKeyRotation = Static<typeof ApiKeyRotation>

const RateLimit = record('KeyRateLimit', 'How often a key may be used.', {
  requests: Int('Requests in a window.', 6000, { minimum: 1 }),
  window_seconds: Int('Length of a window in seconds.', 60, { minimum: 1 })
})

export const Me = record('Me', 'The key that a request came with, as it knows itself.', {
  id: Id(),
  owner,
  label,
  audience,
  scopes: scopeList,
  hint,
  not_before: notBefore,
  expires_at: expiresAt,
  rate_limit: Type.Unsafe<Static<typeof RateLimit>>({ $ref: 'KeyRateLimit#' })
})
