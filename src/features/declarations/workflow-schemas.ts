// Schemas of the operations on a declaration: bodies, the decision and the returns.
import { type TSchema, Type } from '@sinclair/typebox'
import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Day, Id, Int, List, Moment, Str, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { identityOf, uncertainDatePrototype } from '../../records/write/define.ts'
import { Override, statements, TierVerdict } from '../eligibility/schemas.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { DeclarationSummary, nullableOrganisation, nullablePerson } from '../summaries.ts'
import { declarations } from './queries.ts'
import { applicantStatement, decisionOutcome, declarationProperty } from './vocabularies.ts'

const closedRecord = ($id: string, description: string, example: object, properties: Record<string, TSchema>) =>
  Object.assign(record($id, description, properties), { additionalProperties: false, examples: [example] })
const decidedOn = Day('Day of the decision. It must not be in the future or before the signing.', '2026-11-20')
const basis = Str(
  'Basis of the decision, such as the number of a resolution. It is included in the memberships.',
  'Uchwała nr 5/2026 Rady Konwentu'
)

export const DeclarationAcceptance = closedRecord(
  'DeclarationAcceptance',
  'The acceptance of a declaration.',
  { decided_on: '2026-11-20', tier: 'supporting', basis: 'Uchwała nr 5/2026 Rady Konwentu' },
  {
    decided_on: decidedOn,
    tier: Type.Optional(
      term(
        membershipTier,
        'Tier for all signatories. Default: the tier in the declaration. For a founding declaration without a tier, ' +
          'each signatory gets the tier of the list in which they signed.',
        'ordinary'
      )
    ),
    joined: Type.Optional(uncertainDatePrototype()),
    ended: Type.Optional(uncertainDatePrototype()),
    basis: Type.Optional(basis),
    override: Type.Optional(Ref(Override))
  }
)

export const DeclarationRejection = closedRecord(
  'DeclarationRejection',
  'The rejection of a declaration.',
  { decided_on: '2026-11-20', reason: 'Wnioskodawca nie działa w sektorze usług społecznych.' },
  {
    decided_on: decidedOn,
    reason: Str('Reason for the rejection.', 'Wnioskodawca nie działa w sektorze usług społecznych.'),
    basis: Type.Optional(basis),
    duplicate_of: Type.Optional(identityOf(declarations))
  }
)

const gapProperties = {
  property: term(declarationProperty, 'Part of the declaration that is missing or wrong.', 'statements'),
  statement: term(applicantStatement, 'Statement that is missing.', 'assistance_centre_becoming_cus'),
  text: Str('The missing item in words.', 'Brakuje strony z podpisami.')
}
const Gap = record('DeclarationGap', 'Something that is missing in a declaration.', {
  property: Nullable(gapProperties.property),
  statement: Nullable(gapProperties.statement),
  text: Nullable(gapProperties.text)
})
const GapPrototype = Object.assign(
  record(
    'DeclarationGapPrototype',
    'Something that is missing in a declaration: at least one of the three properties.',
    Object.fromEntries(Object.entries(gapProperties).map(([name, schema]) => [name, Type.Optional(schema)]))
  ),
  {
    additionalProperties: false,
    minProperties: 1,
    examples: [{ property: 'statements', statement: 'assistance_centre_becoming_cus' }]
  }
)
const completeBy = Day('Day until which the declaration is to be completed, at most one year ahead.', '2026-12-14')

export const DeclarationReturnPrototype = closedRecord(
  'DeclarationReturnPrototype',
  'The return of a declaration for completion: what is missing, and until when it is to be completed.',
  { missing: [{ property: 'statements', statement: 'assistance_centre_becoming_cus' }] },
  {
    missing: List(Ref(GapPrototype), 'The missing items.', { minItems: 1, maxItems: 50 }),
    complete_by: Type.Optional(completeBy)
  }
)

const DeclarationReturn = record('DeclarationReturn', 'A return of a declaration for completion.', {
  id: Id(),
  key_id: Nullable(Id('Id of the API key that returned the declaration. Null if it was done on the server.')),
  returned_at: Moment('Time of the return, in UTC.'),
  complete_by: Nullable(completeBy),
  missing: List(Ref(Gap), 'The missing items.', { maxItems: 50 })
})

export const DeclarationReturns = record(
  'DeclarationReturns',
  'The returns of a declaration for completion. Visible only to those who may write declarations or decide on them.',
  {
    declaration: Ref(DeclarationSummary),
    data: List(Ref(DeclarationReturn), 'The returns, oldest first.', { maxItems: 1000 })
  }
)

const DecisionApplicant = record(
  'DecisionApplicant',
  'An applicant on whom a decision was taken, with the eligibility check as of that day.',
  {
    no: Int('Position in the order of the signatures, from 1.', 1, { minimum: 1 }),
    organisation: nullableOrganisation('Organisation that applied. Null if the applicant is a person.'),
    person: nullablePerson('Person who applied. Null if the applicant is an organisation.'),
    tier: Nullable(
      term(membershipTier, 'Tier of the applicant in the decision. Null if the decision sets none.', 'ordinary')
    ),
    checked_on: Day('Day of the eligibility check.', '2026-11-20'),
    statements,
    tiers: List(Ref(TierVerdict), 'Result of the eligibility check for each tier.', { maxItems: 10 })
  }
)

export const DeclarationDecision = record(
  'DeclarationDecision',
  'The decision on a declaration. It is visible only to those who may write declarations or decide on them.',
  {
    declaration: Ref(DeclarationSummary),
    outcome: term(decisionOutcome, 'Outcome: accepted or rejected.', 'accepted'),
    decided_on: Day('Day of the decision.', '2026-11-20'),
    tier: Nullable(
      term(
        membershipTier,
        'Tier for all applicants. Null if each has the tier of the list in which they signed, and for a withdrawal.',
        'ordinary'
      )
    ),
    effective: Ref(UncertainDate),
    basis: Nullable(basis),
    reason: Nullable(
      Str(
        'Reason for the rejection. Null if the declaration was accepted.',
        'Wnioskodawca nie działa w sektorze usług społecznych.'
      )
    ),
    override_reason: Nullable(
      Str(
        'Reason for a decision that the eligibility rules do not support. Null if no rule was overridden.',
        'Decyzja Rady.'
      )
    ),
    duplicate_of: NullableRef(
      DeclarationSummary,
      'Declaration of which the rejected one is a duplicate. Null if it was not rejected as a duplicate.'
    ),
    applicants: List(
      Ref(DecisionApplicant),
      'Applicants on whom the decision was taken, in the order of the signatures.',
      {
        maxItems: 1000
      }
    ),
    decided_at: Moment('Time when the decision was entered, in UTC.')
  }
)
