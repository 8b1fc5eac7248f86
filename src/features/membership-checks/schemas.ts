import { type Static, Type } from '@sinclair/typebox'
import { Nullable, OpenEnum, Ref, record, StringEnum } from '../../contract/components.ts'
import {
  Day,
  Enum,
  Id,
  Int,
  List,
  Moment,
  NOT_BLANK,
  REGON_DIGITS,
  Str,
  TEN_DIGITS,
  UncertainDate
} from '../../contract/schemas.ts'
import { idOrSlug } from '../../records/references.ts'
import { term } from '../../records/vocabulary.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { nullableOrganisation, OrganisationSummary } from '../summaries.ts'
import { answers, type ReasonCode, reasons } from './rules.ts'

/** Parameters that identify the organisation. A request has exactly one of them. */
const identifierParameters = {
  organisation: idOrSlug('The id or slug of the organisation. A former slug is also accepted.', 'cus-swidnik'),
  nip: Type.String({
    pattern: TEN_DIGITS,
    minLength: 10,
    maxLength: 10,
    description: 'Tax number (NIP) of ten digits.',
    examples: ['5261040828']
  }),
  regon: Type.String({
    pattern: REGON_DIGITS,
    minLength: 9,
    maxLength: 14,
    description: 'Statistical number (REGON) of 9 or 14 digits.',
    examples: ['000331501']
  }),
  krs: Type.String({
    pattern: TEN_DIGITS,
    minLength: 10,
    maxLength: 10,
    description: 'Court register number (KRS) of ten digits, with leading zeros.',
    examples: ['0000085688']
  }),
  name: Str('Printed name. It may be inflected, abbreviated or without diacritics.', 'CUS w Swidniku', {
    pattern: NOT_BLANK,
    maxLength: 500
  })
}
export type IdentifierName = keyof typeof identifierParameters
export const identifierNames = Object.keys(identifierParameters) as IdentifierName[]

const ONE_IS_REQUIRED = `Exactly one of these parameters is required: ${identifierNames.join(', ')}.`

export const MembershipCheckQuery = Type.Object(
  {
    ...Object.fromEntries(
      identifierNames.map((name) => [
        name,
        Type.Optional({
          ...identifierParameters[name],
          description: `${identifierParameters[name].description} ${ONE_IS_REQUIRED}`
        })
      ])
    ),
    as_of: Type.Optional(Day('Day of the check. Default: today in Poland.', '2026-11-21'))
  },
  { additionalProperties: false }
)

const CheckedMembership = record('CheckedMembership', 'A membership on which the answer rests.', {
  id: Id('Id of the membership (see `/memberships`).'),
  tier: term(membershipTier, 'Tier of the membership.', 'ordinary'),
  certainty: Enum(
    ['certain', 'possible'],
    'Whether the membership certainly or only possibly includes the day.',
    'certain'
  ),
  suspended: Nullable(
    Type.Boolean({
      description: 'Whether the membership is suspended on the day. Null if this is unknown.',
      examples: [false]
    })
  ),
  joined: Ref(UncertainDate),
  ended: Ref(UncertainDate)
})

export const MembershipCheck = record(
  'MembershipCheck',
  'The answer whether an organisation is a member of the Konwent on a day, with a signed receipt.',
  {
    asked_by: Enum(identifierNames, 'Parameter that identified the organisation.', 'organisation'),
    asked: Str('Value of that parameter in the request.', 'cus-swidnik', { pattern: NOT_BLANK, maxLength: 500 }),
    as_of: Day('Day for which the answer holds.', '2026-11-21'),
    answer: StringEnum(answers, {
      description: 'Answer of the check. It is yes or no only if this is certain.',
      examples: ['yes']
    }),
    reason: OpenEnum(Object.keys(reasons) as ReasonCode[], {
      description: 'Code of the reason. Codes may be added.',
      examples: ['member']
    }),
    reason_pl: Str('The reason as a Polish sentence.', reasons.member.pl),
    reason_en: Str('The reason as an English sentence.', reasons.member.en),
    organisation: nullableOrganisation(
      'Organisation to which the answer applies. Null if no organisation is certainly meant.'
    ),
    candidates: List(
      Ref(OrganisationSummary),
      'Organisations that may be meant, or parts of the organisation that are members. Otherwise empty. Organisations ' +
        'found by name are ordered by likeness.',
      { maxItems: 100 }
    ),
    memberships: List(Ref(CheckedMembership), 'Memberships that certainly or possibly include the day.', {
      maxItems: 1000
    }),
    checked_at: Moment('Time of the check, in UTC.'),
    journal_position: Int('Position of the change log on which the answer is based.', 4711, {
      format: 'int64',
      maximum: Number.MAX_SAFE_INTEGER
    }),
    receipt: Type.String({
      pattern: '^[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]+$',
      minLength: 1,
      maxLength: 100_000,
      description:
        'Receipt as a compact JWS (RFC 7515) with `alg` Ed25519 (RFC 9864) and `typ` membership-check+jwt. Its ' +
        'payload has all other properties except the two sentences, with `iss` and `iat`. The public keys are at ' +
        '`/.well-known/jwks.json`.',
      examples: ['eyJhbGciOiJFZDI1NTE5In0.eyJhbnN3ZXIiOiJ5ZXMifQ.c2lnbmF0dXJl']
    })
  }
)
export type MembershipCheck = Static<typeof MembershipCheck>

/** Schema of a constant text. It is no enum, because the rules for enums forbid capitals. */
const constant = (word: string, description: string) =>
  Str(description, word, { pattern: `^${word}$`, minLength: word.length, maxLength: word.length })

const PublicKey = record('PublicKey', 'A public key, as a JSON Web Key (RFC 7517, RFC 8037).', {
  kty: constant('OKP', 'Type of the key (RFC 8037).'),
  crv: constant('Ed25519', 'Elliptic curve of the key.'),
  x: Str('The public key, base64url-encoded.', '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', {
    pattern: '^[A-Za-z0-9_-]{43}$',
    minLength: 43,
    maxLength: 43
  }),
  kid: Str(
    'Id of the key, its thumbprint (RFC 7638). The header of a receipt contains it.',
    'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    {
      pattern: '^[A-Za-z0-9_-]{43}$',
      minLength: 43,
      maxLength: 43
    }
  ),
  alg: constant('Ed25519', 'Algorithm of the signatures (RFC 9864).'),
  use: constant('sig', 'Use of the key: signatures.')
})

export const PublicKeySet = record('PublicKeySet', 'The public keys of the registry, as a JWK Set (RFC 7517).', {
  keys: List(
    Ref(PublicKey),
    'The keys, the newest first. Retired keys stay in the list, so that their receipts can always be verified.'
  )
})
