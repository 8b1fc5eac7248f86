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
  'A signature under a declaration: who signed, for whom, in which post at that time.',
  {
    no: Int('Place in the whole order of signatures.', 1, { minimum: 1 }),
    role: term(signatoryRole, 'In which list the signature stands.', 'founding_ordinary'),
    list_no: Int('Place within that list.', 1, { minimum: 1, maximum: 32_767 }),
    organisation: nullableOrganisation(
      'Organisation in whose name it was signed; null for a person signing for themselves.'
    ),
    person: nullablePerson('Who signed; null when not told.'),
    printed_post: Nullable(
      Str('Post as printed beside the signature, at that time; null when none is printed.', 'Dyrektor')
    ),
    capacity: term(appointmentCapacity, 'Capacity at that time.', 'substantive')
  }
)

export const Declaration = record(
  'Declaration',
  'A declaration by which organisations or people found, join or leave the Konwent, with its signatories in order.',
  {
    id: Id(),
    slug: Slug('Short name for URLs.', 'deklaracja-2021-09-16'),
    kind: term(declarationKind, 'Founding, accession or withdrawal.', 'founding'),
    status: term(declarationStatus, 'State of the proceedings.', 'accepted'),
    title: Str('Name of the document.', 'Deklaracja założycielska'),
    tier: Nullable(
      term(membershipTier, 'Tier that the signatories ask for; null when the declaration names none.', 'ordinary')
    ),
    statements,
    signed: Ref(UncertainDate),
    place: Nullable(Str('Place of signing as printed; null when not printed.', 'Lublin, Obserwatorium CUS')),
    event: NullableRef(EventSummary, 'Event at which it was signed; null when not known.'),
    signatories: List(Ref(Signatory), 'Signatures in their order.', { maxItems: 1000 }),
    ...stamps
  }
)

const closed = ($id: string, description: string, example: object, properties: Record<string, TSchema>) =>
  Object.assign(record($id, description, properties), { additionalProperties: false, examples: [example] })
const decidedOn = Day('Day of the decision; not in the future and not before the signing.', '2026-11-20')
const basis = Str(
  'What it rests on, such as the number of a resolution; shown with the memberships.',
  'Uchwała nr 5/2026 Rady Konwentu'
)

export const DeclarationAcceptance = closed(
  'DeclarationAcceptance',
  'How a declaration is accepted.',
  { decided_on: '2026-11-20', tier: 'supporting', basis: 'Uchwała nr 5/2026 Rady Konwentu' },
  {
    decided_on: decidedOn,
    tier: Type.Optional(
      term(
        membershipTier,
        'Tier for all the signatories; by default the one that the declaration asks for, or in a founding one that of the list.',
        'ordinary'
      )
    ),
    joined: Type.Optional(uncertainDatePrototype()),
    ended: Type.Optional(uncertainDatePrototype()),
    basis: Type.Optional(basis),
    override: Type.Optional(Ref(Override))
  }
)

export const DeclarationRejection = closed(
  'DeclarationRejection',
  'How a declaration is rejected.',
  { decided_on: '2026-11-20', reason: 'Wnioskodawca nie działa w sektorze usług społecznych.' },
  {
    decided_on: decidedOn,
    reason: Str('Why.', 'Wnioskodawca nie działa w sektorze usług społecznych.'),
    basis: Type.Optional(basis)
  }
)

const DecisionApplicant = record(
  'DecisionApplicant',
  'On whom it was decided, with the check of eligibility as it stood on that day.',
  {
    no: Int('Place in the order of the signatures.', 1, { minimum: 1 }),
    organisation: nullableOrganisation('The applicant; null when it is a person.'),
    person: nullablePerson('The applicant; null when it is an organisation.'),
    tier: Nullable(term(membershipTier, 'Tier that was decided on; null when none was asked for.', 'ordinary')),
    checked_on: Day('Day of the check.', '2026-11-20'),
    statements,
    tiers: List(Ref(TierVerdict), 'What the rules of each tier said.', { maxItems: 10 })
  }
)

export const DeclarationDecision = record(
  'DeclarationDecision',
  'What was decided on a declaration, for those who take part in deciding.',
  {
    declaration: Ref(DeclarationSummary),
    outcome: term(decisionOutcome, 'Accepted or rejected.', 'accepted'),
    decided_on: Day('Day of the decision.', '2026-11-20'),
    tier: Nullable(
      term(
        membershipTier,
        'Tier for all the applicants; null when each has that of its list, and with a withdrawal.',
        'ordinary'
      )
    ),
    effective: Ref(UncertainDate),
    basis: Nullable(basis),
    reason: Nullable(
      Str('Why it was rejected; null when it was accepted.', 'Wnioskodawca nie działa w sektorze usług społecznych.')
    ),
    override_reason: Nullable(
      Str('Why it was decided so although the rules of eligibility do not say so; null when they do.', 'Decyzja Rady.')
    ),
    applicants: List(Ref(DecisionApplicant), 'On whom it was decided, in the order of the signatures.', {
      maxItems: 1000
    }),
    decided_at: Moment('When the decision was entered, UTC.')
  }
)
