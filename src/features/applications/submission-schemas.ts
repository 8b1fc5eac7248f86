// Schemas of what a portal sends for its visitors, and of the responses that it gets.
import { type Static, Type } from '@sinclair/typebox'
import { components, Nullable, Ref, record } from '../../contract/components.ts'
import { Day, Email, Id, Int, Moment, REGON_DIGITS, Slug, Str, TEN_DIGITS } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { identityOf } from '../../records/write/define.ts'
import { statements } from '../eligibility/schemas.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { organisationKind } from '../organisations/vocabularies.ts'
import { academicTitle } from '../people/vocabularies.ts'
import { territories } from '../territories/queries.ts'
import { type Purpose, TOKEN_LENGTH, tokenPattern } from './tokens.ts'
import { applicationKind, applicationState } from './vocabularies.ts'

/** A record that allows no other properties. */
export const closed = <T extends object, O extends object>(schema: T, options: O) =>
  Object.assign(schema, { additionalProperties: false, ...options })
export const optional = Type.Optional

const EXAMPLE_RECEIPT = 'KZ-7KRM-4XWB'
export const receipt = Str('Number of the application for conversations about it. It is random.', EXAMPLE_RECEIPT, {
  maxLength: 20
})
export const state = term(applicationState, 'State of the application.', 'received')
export const stateAt = Moment('Time since which the application has this state, UTC.')
const token = (purpose: Purpose, description: string, example: string) =>
  Type.String({
    minLength: TOKEN_LENGTH,
    maxLength: TOKEN_LENGTH,
    pattern: tokenPattern(purpose),
    description,
    examples: [example]
  })
const EXAMPLE_STATUS_TOKEN = 'kzs_ExampleOfATokenThatOnlyOneResponseContains0'
const EXAMPLE_CONFIRMATION_TOKEN = 'kzp_ExampleOfATokenThatOnlyOneResponseContains0'

const ApplicationOrganisation = closed(
  record(
    'ApplicationOrganisation',
    'The organisation on whose behalf the application is sent: either `id`, `slug`, `nip`, `regon`, or a proposal ' +
      'with `name`, `kind` and `territory`.',
    {
      id: optional(Id('Id of an organisation on record.')),
      slug: optional(Slug('Present or former slug of an organisation on record.', 'mopr-chelm')),
      nip: optional(Str('Tax number (NIP) of ten digits.', '5261040828', { maxLength: 10, pattern: TEN_DIGITS })),
      regon: optional(
        Str('Statistical number (REGON) of 9 or 14 digits.', '000331501', { maxLength: 14, pattern: REGON_DIGITS })
      ),
      name: optional(Str('Official name of an organisation that is not on record.', 'GOPS w Wojciechowie')),
      kind: optional(term(organisationKind, 'Kind of that organisation.', 'gops')),
      territory: optional(identityOf(territories))
    }
  ),
  { examples: [{ slug: 'mopr-chelm' }] }
)

const ApplicationSignatory = closed(
  record('ApplicationSignatory', 'The person who will sign the declaration for the organisation.', {
    given_name: Str('Given names.', 'Halina', { maxLength: 200 }),
    family_name: Str('Family name.', 'Wójtowicz', { maxLength: 200 }),
    degree: optional(term(academicTitle, 'Academic title.', 'dr')),
    post_title: Str('Post in the organisation.', 'Dyrektor', { maxLength: 200 })
  }),
  {}
)

const ApplicationApplicant = closed(
  record('ApplicationApplicant', 'The person who sends the application.', {
    name: Str('Given and family name.', 'Halina Wójtowicz', { maxLength: 200 }),
    post_title: optional(Str('Post in the organisation.', 'Dyrektor', { maxLength: 200 }))
  }),
  {}
)

const ApplicationSubject = closed(
  record('ApplicationSubject', 'The record to be corrected: its type, and either its `id` or its `slug`.', {
    type: Type.String({
      minLength: 1,
      maxLength: 100,
      pattern: '^[a-z_]+$',
      description: 'Type of the record, as in the change feed.',
      examples: ['organisation']
    }),
    id: optional(Id('Id of the record.')),
    slug: optional(Slug('Slug of the record.', 'cus-belzyce'))
  }),
  { examples: [{ type: 'organisation', slug: 'cus-belzyce' }] }
)

export const ApplicationPrototype = closed(
  record(
    'ApplicationPrototype',
    'An application, an enquiry or a proposed correction. `kind` decides which properties it must have: ' +
      '`membership` needs `tier` and `signatory`, `study_visit` needs `preferred_days` and `participants`, ' +
      '`correction` needs `subject`, `changes` and `evidence`, the kinds of advice need `message`. All but ' +
      '`correction` need `organisation`.',
    {
      kind: term(applicationKind, 'Kind of request.', 'membership'),
      organisation: optional(Ref(ApplicationOrganisation)),
      tier: optional(term(membershipTier, 'Tier of the membership.', 'ordinary')),
      statements: optional(statements),
      signatory: optional(Ref(ApplicationSignatory)),
      preferred_days: optional(
        Type.Array(Day('A day, not in the past.', '2027-05-20'), {
          description: 'Days on which the study visit could take place.',
          minItems: 1,
          maxItems: 10,
          uniqueItems: true
        })
      ),
      participants: optional(
        Int('Number of people who would come to the study visit.', 12, { minimum: 1, maximum: 500 })
      ),
      subject: optional(Ref(ApplicationSubject)),
      changes: optional(
        Type.Unsafe<Record<string, unknown>>({
          description:
            'The correction as a merge patch (RFC 7396): an object like the body of PATCH of this type of record.',
          examples: [{ website: 'cusbelzyce.pl' }]
        })
      ),
      evidence: optional(Str('Evidence of the right value: a text or an address.', 'https://bip.belzyce.pl/')),
      applicant: Ref(ApplicationApplicant),
      email: Email('Address for the answer. Only staff can read it.', 'sekretariat@mopr.example'),
      phone: optional(
        Str('Telephone number for the answer. Only staff can read it.', '+48 81 123 45 67', { maxLength: 40 })
      ),
      message: optional(Str('Further explanation, at most 4000 characters.', 'Prosimy o rozmowę.', { maxLength: 4000 }))
    }
  ),
  {
    examples: [
      {
        kind: 'membership',
        organisation: { slug: 'mopr-chelm' },
        tier: 'ordinary',
        statements: ['assistance_centre_becoming_cus'],
        signatory: { given_name: 'Halina', family_name: 'Wójtowicz', post_title: 'Dyrektor' },
        applicant: { name: 'Halina Wójtowicz', post_title: 'Dyrektor' },
        email: 'sekretariat@mopr.example'
      }
    ]
  }
)
export type ApplicationPrototype = Static<typeof ApplicationPrototype>
export type OrganisationNaming = Static<typeof ApplicationOrganisation>

/** Its properties depend on its kind, so only those of every kind are declared. */
export const SubmittedApplication = Type.Unsafe<ApplicationPrototype>({
  $id: 'SubmittedApplication',
  title: 'SubmittedApplication',
  type: 'object',
  description: 'An application as it was sent: the properties of ApplicationPrototype that the body had.',
  properties: {
    kind: ApplicationPrototype.properties.kind,
    applicant: ApplicationPrototype.properties.applicant,
    email: ApplicationPrototype.properties.email
  },
  required: ['kind', 'applicant', 'email']
})
components.set('SubmittedApplication', SubmittedApplication)

const ApplicationInformation = record(
  'ApplicationInformation',
  'The information that the applicant must get about the processing of the data (art. 13 and 14 GDPR).',
  {
    pl: Str('The information in Polish.', 'Administratorem danych jest Fundacja …', { maxLength: 6000 }),
    en: Str('The information in English.', 'The controller is the foundation …', { maxLength: 6000 })
  }
)

export const ApplicationReceipt = record(
  'ApplicationReceipt',
  'The receipt of an application. Only this response contains the tokens.',
  {
    id: Id('Id of the application, by which webhooks name it. It opens nothing.'),
    receipt,
    status_token: token('status', 'Secret with which the state can be read.', EXAMPLE_STATUS_TOKEN),
    confirmation_token: token(
      'confirmation',
      'Secret that confirms the application once. Mail it to the address in the application.',
      EXAMPLE_CONFIRMATION_TOKEN
    ),
    state: term(applicationState, 'State at the time of the submission, always `received`.', 'received'),
    confirm_by: Moment('Time until which the application must be confirmed, UTC. Otherwise it lapses.'),
    information: Ref(ApplicationInformation)
  }
)

const tokenBody = (purpose: Purpose, $id: string, text: string, example: string) =>
  closed(record($id, text, { token: token(purpose, 'The token in the receipt.', example) }), {
    examples: [{ token: example }]
  })
export const ApplicationConfirmation = tokenBody(
  'confirmation',
  'ApplicationConfirmation',
  'The token that confirms an application.',
  EXAMPLE_CONFIRMATION_TOKEN
)
export const ApplicationStatusQuery = tokenBody(
  'status',
  'ApplicationStatusQuery',
  'The token that reads the state of an application.',
  EXAMPLE_STATUS_TOKEN
)

export const ApplicationStatus = record('ApplicationStatus', 'The state of an application, for its sender.', {
  state,
  state_at: stateAt,
  reason: Nullable(Str('Reason for the refusal. Null unless it was refused.', 'Wpis jest zgodny ze źródłem.'), {
    examples: [null]
  })
})
export type ApplicationStatus = Static<typeof ApplicationStatus>
