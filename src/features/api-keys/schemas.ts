import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { Nullable, NullableRef, record } from '../../contract/components.ts'
import { Id, Int, List, Moment, Str, stamps } from '../../contract/schemas.ts'
import { scopes } from '../../http/access.ts'
import { term } from '../../records/vocabulary.ts'
import { MAX_GRACE_SECONDS } from './rules.ts'
import { keyAudience } from './vocabularies.ts'

const owner = Str('Holder of the key: a portal or a member of the staff.', 'Portal CUS Bełżyce', { maxLength: 200 })
const label = Nullable(
  Str('Purpose of the key. Null if not specified.', 'Lista członków na stronie głównej', { maxLength: 200 })
)
const audience = term(keyAudience, 'Whether a partner or the staff of the Observatory holds the key.', 'partner')
// A pattern instead of an enum: the linters of the contract require snake_case enum values, and scopes have a colon.
export const scope = Type.Unsafe<(typeof scopes)[number]>({
  type: 'string',
  minLength: 1,
  maxLength: 100,
  pattern: `^(${scopes.join('|')})$`,
  description: `One of ${scopes.join(', ')}. The security scheme \`apiKey\` says what each of them permits.`,
  examples: ['contacts:read']
})
const scopeList = List(scope, "Scopes of the key. A partner's key can only have `contacts:read` and `webhooks`.", {
  minItems: 1,
  maxItems: scopes.length,
  uniqueItems: true
})
const hint = Type.String({
  minLength: 13,
  maxLength: 13,
  pattern: '^csk_live_[0-9A-Za-z]{4}$',
  description: 'First characters of the text of the key, to recognise it.',
  examples: ['csk_live_7Kd2']
})
const notBefore = Moment('Time from which the key is valid.', '2026-11-21T09:00:00.000000Z')
const expiresAt = Moment(
  'Time at which the key expires, at most twelve months after it becomes valid.',
  '2027-02-19T09:00:00.000000Z'
)

const ApiKeySummary = record('ApiKeySummary', 'A reference from one API key to another.', { id: Id(), owner, hint })

export const ApiKey = record('ApiKey', 'An API key: its holder, its scopes and its validity.', {
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
        'Text of the key, for the header Authorization. Only the response that creates the key contains it; null in ' +
        'all others.'
    }),
    { examples: [null] }
  ),
  not_before: notBefore,
  expires_at: expiresAt,
  revoked_at: Nullable(Moment('Time at which the key was revoked. Null if it is not revoked.'), { examples: [null] }),
  replaced_by: NullableRef(ApiKeySummary, 'Key that replaced this one in a rotation. Null if there was none.'),
  last_used_at: Nullable(
    Moment('Time of the last use of the key, updated about every 30 seconds. Null if it was never used.')
  ),
  created_by: NullableRef(ApiKeySummary, 'Key that created this one. Null if it was created on the server.'),
  created_at: Moment('Time at which the record was created, UTC.'),
  ...stamps
})

const body = <P extends Record<string, TSchema>>($id: string, description: string, properties: P) =>
  Object.assign(record($id, description, properties), { additionalProperties: false })

export const ApiKeyPrototype = body('ApiKeyPrototype', 'An API key to create.', {
  owner,
  label: Type.Optional(label),
  audience,
  scopes: scopeList,
  not_before: Type.Optional({
    ...notBefore,
    description: 'Time from which the key is valid. Default: the time of the request.'
  }),
  expires_at: Type.Optional({
    ...expiresAt,
    description:
      'Time at which the key expires. Default: 90 days after it becomes valid for staff and twelve months for a ' +
      'partner, but not later than the key that creates it.'
  })
})

const PATCH_TEXT = 'Changes of an API key (RFC 7396). Omitted properties stay unchanged; null clears a property.'

export const ApiKeyPatch = body('ApiKeyPatch', PATCH_TEXT, {
  owner: Type.Optional(owner),
  label: Type.Optional(label),
  scopes: Type.Optional(scopeList),
  expires_at: Type.Optional(expiresAt)
})

export const ApiKeyRotation = body('ApiKeyRotation', 'Options for the rotation of an API key.', {
  grace_seconds: Type.Optional(
    Int('Number of seconds for which the old key stays valid. Default and maximum: seven days.', 3600, {
      maximum: MAX_GRACE_SECONDS
    })
  )
})

export type ApiKeyPrototype = Static<typeof ApiKeyPrototype>
export type ApiKeyPatch = Static<typeof ApiKeyPatch>
export type ApiKeyRotation = Static<typeof ApiKeyRotation>

const RateLimit = record('KeyRateLimit', 'Rate limit of an API key.', {
  requests: Int('Maximum number of units in a window. An ordinary request costs one.', 6000, { minimum: 1 }),
  window_seconds: Int('Length of the window in seconds.', 60, { minimum: 1 })
})

export const Me = record('Me', 'The API key of the request.', {
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
