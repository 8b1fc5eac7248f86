import { type Static, Type } from '@sinclair/typebox'
import { Nullable, OpenEnum, Ref, record, StringEnum } from '../../contract/components.ts'
import { Day, Enum, Id, Int, List, Moment, NOT_BLANK, Str, UncertainDate } from '../../contract/schemas.ts'
import { idOrSlug } from '../../records/references.ts'
import { term } from '../../records/vocabulary.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { nullableOrganisation, OrganisationSummary } from '../summaries.ts'
import { answers, type ReasonCode, reasons } from './rules.ts'

/** The parameters by which one asks; exactly one is given. */
export const asking = {
  organisation: idOrSlug('Id or slug of the organisation, a former slug too.', 'cus-swidnik'),
  nip: Type.String({
    pattern: '^[0-9]{10}$',
    minLength: 10,
    maxLength: 10,
    description: 'Tax number (NIP), ten digits.',
    examples: ['5261040828']
  }),
  regon: Type.String({
    pattern: '^[0-9]{9}([0-9]{5})?$',
    minLength: 9,
    maxLength: 14,
    description: 'Statistical number (REGON), 9 or 14 digits.',
    examples: ['000331501']
  }),
  name: Str('Name as printed anywhere: inflected, without diacritics, abbreviated.', 'CUS w Swidniku', {
    pattern: NOT_BLANK,
    maxLength: 500
  })
}
export type Asked = keyof typeof asking
export const askable = Object.keys(asking) as Asked[]

export const MembershipCheckQuery = Type.Object(
  {
    ...Object.fromEntries(
      askable.map((name) => [
        name,
        Type.Optional({
          ...asking[name],
          description: `${asking[name].description} Give exactly one of ${askable.join(', ')}.`
        })
      ])
    ),
    as_of: Type.Optional(Day('Day to answer for. Default: today in Poland.', '2026-11-21'))
  },
  { additionalProperties: false }
)

const CheckedMembership = record('CheckedMembership', 'A membership that the answer rests on.', {
  id: Id('Id of the membership, see /memberships.'),
  tier: term(membershipTier, 'Tier of membership.', 'ordinary'),
  certainty: Enum(
    ['certain', 'possible'],
    'Whether the membership surely or only possibly holds on the day.',
    'certain'
  ),
  suspended: Nullable(
    Type.Boolean({
      description: 'Whether the membership is suspended on the day; null when that is not known.',
      examples: [false]
    })
  ),
  joined: Ref(UncertainDate),
  ended: Ref(UncertainDate)
})

export const MembershipCheck = record(
  'MembershipCheck',
  'Whether an organisation is a member of the Konwent on a day, and a signed receipt of that.',
  {
    asked_by: Enum(askable, 'Parameter by which was asked.', 'organisation'),
    asked: Str('Its value.', 'cus-swidnik', { pattern: NOT_BLANK, maxLength: 500 }),
    as_of: Day('The day that is answered for.', '2026-11-21'),
    answer: StringEnum(answers, { description: 'Yes and no are said only when they are sure.', examples: ['yes'] }),
    reason: OpenEnum(Object.keys(reasons) as ReasonCode[], {
      description: 'Why, for programs. Reasons may be added.',
      examples: ['member']
    }),
    reason_pl: Str('Why, in Polish.', reasons.member.pl),
    reason_en: Str('Why, in English.', reasons.member.en),
    organisation: nullableOrganisation('The organisation that was found; null when none is surely meant.'),
    candidates: List(
      Ref(OrganisationSummary),
      'Organisations that may be meant, best first, or parts of the organisation that are members; else empty.',
      {
        maxItems: 100
      }
    ),
    memberships: List(Ref(CheckedMembership), 'Memberships that hold on the day, surely or possibly.', {
      maxItems: 1000
    }),
    checked_at: Moment('When the registry was asked, UTC.'),
    journal_position: Int('Number of the last change that the answer takes into account.', 4711, {
      format: 'int64',
      maximum: Number.MAX_SAFE_INTEGER
    }),
    receipt: Type.String({
      pattern: '^[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]+$',
      minLength: 1,
      maxLength: 100_000,
      description:
        'Compact JWS (RFC 7515), `alg` Ed25519 (RFC 9864), `typ` membership-check+jwt, over all of the above ' +
        'but the two sentences, with `iss` and `iat`. The public keys are at /.well-known/jwks.json.',
      examples: ['eyJhbGciOiJFZDI1NTE5In0.eyJhbnN3ZXIiOiJ5ZXMifQ.c2lnbmF0dXJl']
    })
  }
)
export type MembershipCheck = Static<typeof MembershipCheck>

/** A word that is always the same; no enum, since these stand in capitals. */
const always = (word: string, description: string) =>
  Str(description, word, { pattern: `^${word}$`, minLength: word.length, maxLength: word.length })

const PublicKey = record('PublicKey', 'A public key, as a JSON Web Key (RFC 7517, RFC 8037).', {
  kty: always('OKP', 'Type of the key.'),
  crv: always('Ed25519', 'Curve.'),
  x: Str('The key, base64url.', '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', {
    pattern: '^[A-Za-z0-9_-]{43}$',
    minLength: 43,
    maxLength: 43
  }),
  kid: Str(
    'Thumbprint of the key (RFC 7638), by which a receipt names it.',
    'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    {
      pattern: '^[A-Za-z0-9_-]{43}$',
      minLength: 43,
      maxLength: 43
    }
  ),
  alg: always('Ed25519', 'Algorithm that it is for (RFC 9864).'),
  use: always('sig', 'What it is for: signatures.')
})

export const PublicKeySet = record('PublicKeySet', 'The public keys of the registry, as a JWK Set (RFC 7517).', {
  keys: List(
    Ref(PublicKey),
    'The keys, the newest first; those that sign no more stay, so that their receipts can be verified for ever.'
  )
})
