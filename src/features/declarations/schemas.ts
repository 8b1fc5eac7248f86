import { type TSchema, Type } from '@sinclair/typebox'
import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Day, Id, Int, List, Moment, Slug, Str, stamps, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { uncertainDatePrototype } from '../../records/write/define.ts'
import { appointmentCapacity } from '../appointments/vocabularies.ts'
import { Override, statements, TierVerdict } from '../eligibility/schemas.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { DeclarationSummary, EventSummary, nullableOrganisation, nullablePerson } from '../summaries.ts'
import { decisionOutcome, declarationKind, declarationStatus, signatoryRole } from './vocabularies.ts'

const Signatory = record(
  'Signatory',
  'A signature under a declaration: the signatory, the organisation, and the post at that time.',
  {
    no: Int('Position among all signatures, from 1.', 1, { minimum: 1 }),
    role: term(signatoryRole, 'List in which the signature appears.', 'founding_ordinary'),
    list_no: Int('Position within that list, from 1.', 1, { minimum: 1, maximum: 32_767 }),
    organisation: nullableOrganisation(
      'Organisation on whose behalf the declaration was signed. Null if a person signed in person.'
    ),
    person: nullablePerson('Person who signed. Null if unknown.'),
    printed_post: Nullable(
      Str('Post at that time, as printed beside the signature. Null if none is printed.', 'Dyrektor')
    ),
    capacity: term(appointmentCapacity, 'Capacity of the post at that time.', 'substantive')
  }
)

export const Declaration = record(
  'Declaration',
  'A declaration by which organisations or people found, join or leave the Konwent, with its signatories in order.',
  {
    id: Id(),
    slug: Slug('Readable name of the declaration in URLs.', 'deklaracja-2021-09-16'),
    kind: term(declarationKind, 'Kind of the declaration: founding, accession or withdrawal.', 'founding'),
    status: term(declarationStatus, 'Status of the declaration.', 'accepted'),
    title: Str('Title of the declaration.', 'Deklaracja założycielska'),
    tier: Nullable(
      term(membershipTier, 'Tier for which the signatories apply. Null if the declaration names none.', 'ordinary')
    ),
    statements,
    signed: Ref(UncertainDate),
    place: Nullable(Str('Place of signing as printed. Null if none is printed.', 'Lublin, Obserwatorium CUS')),
    event: NullableRef(EventSummary, 'Event at which the declaration was signed. Null if unknown.'),
    signatories: List(Ref(Signatory), 'Signatures under the declaration, in their order.', { maxItems: 1000 }),
    ...stamps
  }
)

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
    basis: Type.Optional(basis)
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
