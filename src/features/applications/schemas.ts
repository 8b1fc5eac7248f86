import { type Static, Type } from '@sinclair/typebox'
import { components, Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import {
  Day,
  Email,
  Id,
  Int,
  List,
  Moment,
  REGON_DIGITS,
  Slug,
  Str,
  stamps,
  TEN_DIGITS
} from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { identityOf, uncertainDatePrototype } from '../../records/write/define.ts'
import { legalBasis } from '../contacts/vocabularies.ts'
import { statements, TierVerdict } from '../eligibility/schemas.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { organisations } from '../organisations/queries.ts'
import { organisationKind } from '../organisations/vocabularies.ts'
import { people } from '../people/queries.ts'
import { academicTitle } from '../people/vocabularies.ts'
import { nullableOrganisation, OrganisationSummary } from '../summaries.ts'
import { territories } from '../territories/queries.ts'
import { type Purpose, TOKEN_LENGTH, tokenPattern } from './tokens.ts'
import { applicationKind, applicationState } from './vocabularies.ts'

const closed = <T extends object, O extends object>(schema: T, options: O) =>
  Object.assign(schema, { additionalProperties: false, ...options })
const optional = Type.Optional

const EXAMPLE_RECEIPT = 'KZ-7KRM-4XWB'
const receipt = Str('Number of the application for conversations about it. It is random.', EXAMPLE_RECEIPT, {
  maxLength: 20
})
const state = term(applicationState, 'State of the application.', 'received')
const stateAt = Moment('Time since which the application has this state, UTC.')
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
      kind: term(applicationKind, 'What the application asks for.', 'membership'),
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
      evidence: optional(Str('Where the right value can be checked: a text or an address.', 'https://bip.belzyce.pl/')),
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

/** Which properties it has depends on its kind, so only those of every kind are declared. */
const SubmittedApplication = Type.Unsafe<ApplicationPrototype>({
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

const ApplicationResult = record('ApplicationResult', 'A record to which an application has led.', {
  id: Id(),
  path: Str('Path of the record.', '/v1/declarations/01993a5e-7c00-7000-8000-000000000001', {
    format: 'uri-reference',
    pattern: '^/v1/[^ ]+$'
  })
})

const properties = {
  id: Id(),
  receipt,
  kind: term(applicationKind, 'What the application asks for.', 'membership'),
  state,
  state_at: stateAt,
  due_at: Moment('Time at which the application lapses if it waits, or is deleted otherwise, UTC.'),
  owner: Str('Holder of the key with which it was sent.', 'Portal CUS Bełżyce', { maxLength: 200 }),
  organisation: nullableOrganisation('Organisation that it names by id or slug. Null if it names none, or otherwise.'),
  result: NullableRef(ApplicationResult, 'Record to which it has led. Null if there is none.'),
  created_at: Moment('Time at which the application was received, UTC.'),
  ...stamps
}

export const Application = record(
  'Application',
  'An application, an enquiry or a proposed correction, without personal data.',
  properties
)

const ApplicationCandidate = record('ApplicationCandidate', 'An organisation that the application may mean.', {
  organisation: Ref(OrganisationSummary),
  is_certain: Type.Boolean({ description: 'Whether the application certainly means it.', examples: [true] }),
  score: Type.Number({
    format: 'double',
    minimum: 0,
    maximum: 1,
    description: 'How well a proposed name matches, from 0 to 1. It is 1 for an id, a slug or a number.',
    examples: [1]
  })
})

const ApplicationDuplicate = record(
  'ApplicationDuplicate',
  'Another application of the same kind, of the same organisation or with the same e-mail address.',
  { id: Id(), receipt, state, created_at: properties.created_at }
)

export const ApplicationDetails = record(
  'ApplicationDetails',
  'An application with everything that staff need for a decision. It contains personal data.',
  {
    ...properties,
    submitted: Ref(SubmittedApplication),
    basis: term(legalBasis, 'Legal basis of the processing (art. 6 (1) GDPR).', 'legitimate_interests'),
    review_on: Day('Day by which the data is reviewed: on it, it lapses or is deleted.', '2027-11-21'),
    refusal_reason: Nullable(Str('Reason for the refusal. Null unless it was refused.', 'Brak podstaw.'), {
      examples: [null]
    }),
    candidates: List(Ref(ApplicationCandidate), 'Organisations that it may mean, best first.', { maxItems: 100 }),
    eligibility: List(
      Ref(TierVerdict),
      'Result of the eligibility check as of now, for the organisation that it certainly means, or for the kind of a ' +
        'proposed one. Empty if there is neither, and for other kinds.',
      { maxItems: 10 }
    ),
    duplicates: List(Ref(ApplicationDuplicate), 'Other applications that may be the same, newest first.', {
      maxItems: 20
    })
  }
)

export const ApplicationRefusal = closed(
  record('ApplicationRefusal', 'The refusal of an application.', {
    reason: Str('Reason, which the applicant can read with the status token.', 'Wpis jest zgodny ze źródłem.')
  }),
  { examples: [{ reason: 'Wpis jest zgodny ze źródłem.' }] }
)

const ApplicationSource = closed(
  record('ApplicationSource', 'The source by which staff have checked a correction. The record cites it afterwards.', {
    slug: Slug('Slug of the source, see /sources.', 's000'),
    locator: optional(Str('Place in the source, such as a line number.', '11', { maxLength: 200 })),
    field: optional(Str('Property that the source supports. Default: the whole record.', 'website', { maxLength: 100 }))
  }),
  {}
)

export const ApplicationAcceptance = closed(
  record(
    'ApplicationAcceptance',
    'What staff add when they take an application over. `organisation` and `person` are for `membership`, ' +
      '`organisation` and `date` for `study_visit`, `source` for `correction`.',
    {
      organisation: optional(identityOf(organisations)),
      person: optional(identityOf(people)),
      date: optional(uncertainDatePrototype()),
      source: optional(Ref(ApplicationSource))
    }
  ),
  { examples: [{ organisation: { slug: 'mopr-chelm' } }] }
)
interface Identity {
  id?: string
  slug?: string
}
/** The references in the schema have no types of their own. */
export interface ApplicationAcceptance {
  organisation?: Identity
  person?: Identity
  date?: { on?: string | null; not_before?: string | null; not_after?: string | null }
  source?: Static<typeof ApplicationSource>
}

const ApplicationCount = record('ApplicationCount', 'A number of decided applications of one kind in one month.', {
  month: Type.String({
    minLength: 7,
    maxLength: 7,
    pattern: '^[0-9]{4}-[0-9]{2}$',
    description: 'Month of the decisions, in Poland.',
    examples: ['2026-10']
  }),
  kind: term(applicationKind, 'Kind of the applications.', 'legal_advice'),
  decided: Int('Number of applications that were taken over or refused.', 4, { minimum: 1 })
})

export const ApplicationStatistics = record('ApplicationStatistics', 'Numbers of decided applications.', {
  months: List(Ref(ApplicationCount), 'Numbers by month and kind, the newest first. Months without any are left out.')
})
