// Schemas of applications as staff read and decide them, and of the public statistics.
import { type Static, Type } from '@sinclair/typebox'
import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Day, Id, Int, List, Moment, Slug, Str, stamps } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { identityOf, uncertainDatePrototype } from '../../records/write/define.ts'
import { legalBasis } from '../contacts/vocabularies.ts'
import { TierVerdict } from '../eligibility/schemas.ts'
import { organisations } from '../organisations/queries.ts'
import { people } from '../people/queries.ts'
import { nullableOrganisation, OrganisationSummary } from '../summaries.ts'
import { closed, optional, receipt, SubmittedApplication, state, stateAt } from './submission-schemas.ts'
import { applicationKind } from './vocabularies.ts'

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
  kind: term(applicationKind, 'Kind of request.', 'membership'),
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
    'The properties that staff add when they take an application over. `organisation` and `person` are for `membership`, ' +
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

export const ApplicationCount = record(
  'ApplicationCount',
  'A number of decided applications of one kind in one month.',
  {
    month: Type.String({
      minLength: 7,
      maxLength: 7,
      pattern: '^[0-9]{4}-[0-9]{2}$',
      description: 'Month of the decisions, in Poland.',
      examples: ['2026-10']
    }),
    kind: term(applicationKind, 'Kind of the applications.', 'legal_advice'),
    decided: Int('Number of applications that were taken over or refused.', 4, { minimum: 1 })
  }
)

export const ApplicationStatistics = record('ApplicationStatistics', 'Numbers of decided applications.', {
  months: List(Ref(ApplicationCount), 'Numbers by month and kind, the newest first. Months without any are left out.')
})
