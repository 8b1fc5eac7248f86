// Decides which tiers are open to an applicant, from the facts in the registry. The rules are data, and nothing is
// guessed: a missing fact makes a rule unknown.
import type { Text } from '../../http/errors.ts'
import type { Term } from '../../records/vocabulary.ts'
import { applicantStatement } from '../declarations/vocabularies.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { memberType } from '../memberships/vocabularies.ts'
import { kindFamily, organisationKind } from '../organisations/vocabularies.ts'
import { type eligibilityOutcome, evidenceFact, type ruleOutcome } from './vocabularies.ts'

export interface Rule {
  code: string
  member_type: Term<typeof memberType>
  kinds: Term<typeof organisationKind>[] | null
  families: Term<typeof kindFamily>[] | null
  needs_statement: boolean
  text_pl: string
  text_en: string
}

export interface Tier {
  code: Term<typeof membershipTier>
  name_pl: string
  name_en: string
  rules: Rule[]
}

export interface UncertainDay {
  on: string | null
  not_before: string | null
  not_after: string | null
}

/** The facts about an applicant: an organisation with its kind, or a person. */
export interface Applicant {
  member_type: Term<typeof memberType>
  kind: Term<typeof organisationKind> | null
  kind_family: Term<typeof kindFamily> | null
  established: UncertainDay
  /** Source and locator of the first place where the applicant is printed. */
  source: string | null
  locator: string | null
  /** Memberships that have not ended. */
  memberships: {
    tier: Term<typeof membershipTier>
    joined: UncertainDay
    source: string | null
    locator: string | null
  }[]
}

export interface Evidence {
  fact: Term<typeof evidenceFact>
  value: string
  label_pl: string
  label_en: string
  since: UncertainDay
  source: string | null
  locator: string | null
}

export interface MissingEvidence {
  fact: Term<typeof evidenceFact>
  value: string | null
  label_pl: string
  label_en: string
}

export interface RuleVerdict {
  code: string
  outcome: Term<typeof ruleOutcome>
  text_pl: string
  text_en: string
  reason_pl: string
  reason_en: string
  evidence: Evidence[]
  missing: MissingEvidence[]
}

export interface TierVerdict {
  tier: Term<typeof membershipTier>
  name_pl: string
  name_en: string
  outcome: Term<typeof eligibilityOutcome>
  rules: RuleVerdict[]
}

/** The result of a rule without the statement that it may need. */
interface Fit {
  outcome: Term<typeof ruleOutcome>
  reason: Text
  evidence: Evidence[]
  missing: MissingEvidence[]
}

// These kinds describe a function or a place, not the type of the organisation. Without a family they decide nothing.
const KINDS_WITHOUT_FAMILY: readonly Term<typeof organisationKind>[] = [
  'department',
  'body',
  'office',
  'observatory',
  'portal',
  'venue',
  'other'
]

const kindLabel = (kind: Term<typeof organisationKind>): Text => organisationKind.terms[kind]
const familyLabel = (family: Term<typeof kindFamily>): Text => kindFamily.terms[family]
const statementLabel = (code: Term<typeof applicantStatement>): Text => applicantStatement.terms[code]
export const UNKNOWN_DAY: UncertainDay = { on: null, not_before: null, not_after: null }

/** Applies the rules of each tier to the applicant with these statements. One passed rule opens the tier. */
export function checkEligibility(
  tiers: Tier[],
  applicant: Applicant,
  statements: readonly Term<typeof applicantStatement>[]
): TierVerdict[] {
  return tiers.map((tier) => {
    const fits = tier.rules.map((rule) => fitOf(rule, applicant))
    // A membership in the tier confirms the statement if only one rule can have led to it.
    const possibleRules = fits.filter(({ outcome }) => outcome !== 'fail').length
    const membership = possibleRules === 1 ? applicant.memberships.find((each) => each.tier === tier.code) : undefined
    const rules = tier.rules.map((rule, i) => verdictOf(rule, fits[i] as Fit, statements, membership))
    return { tier: tier.code, name_pl: tier.name_pl, name_en: tier.name_en, outcome: outcomeOf(rules), rules }
  })
}

function outcomeOf(rules: RuleVerdict[]): Term<typeof eligibilityOutcome> {
  if (rules.some(({ outcome }) => outcome === 'pass')) return 'eligible'
  return rules.length === 0 || rules.some(({ outcome }) => outcome === 'unknown') ? 'unknown' : 'not_eligible'
}

function verdictOf(
  rule: Rule,
  fit: Fit,
  statements: readonly Term<typeof applicantStatement>[],
  membership: Applicant['memberships'][number] | undefined
): RuleVerdict {
  const { outcome, reason, evidence, missing } =
    rule.needs_statement && fit.outcome !== 'fail' ? withStatement(rule, fit, statements, membership) : fit
  return {
    code: rule.code,
    outcome,
    text_pl: rule.text_pl,
    text_en: rule.text_en,
    reason_pl: reason.pl,
    reason_en: reason.en,
    evidence,
    missing
  }
}

/** Adds the statement that the rule needs: made by the applicant now, or confirmed by a membership. */
function withStatement(
  rule: Rule,
  fit: Fit,
  statements: readonly Term<typeof applicantStatement>[],
  membership: Applicant['memberships'][number] | undefined
): Fit {
  const code = rule.code as Term<typeof applicantStatement>
  const label = statementLabel(code)
  if (statements.includes(code)) {
    const stated: Evidence = {
      fact: 'statement',
      value: code,
      label_pl: label.pl,
      label_en: label.en,
      since: UNKNOWN_DAY,
      source: null,
      locator: null
    }
    const reason = {
      pl: `${fit.reason.pl} Wnioskodawca oświadcza: ${label.pl}.`,
      en: `${fit.reason.en} The applicant states: ${label.en}.`
    }
    return { ...fit, reason, evidence: [...fit.evidence, stated] }
  }
  if (membership) {
    const { tier, joined, source, locator } = membership
    const { pl, en } = membershipTier.terms[tier]
    const reason = {
      pl: `${fit.reason.pl} Oświadczenie (${label.pl}) potwierdza trwające członkostwo w tej kategorii.`,
      en: `${fit.reason.en} The present membership in this tier confirms the statement (${label.en}).`
    }
    return {
      ...fit,
      reason,
      evidence: [
        ...fit.evidence,
        { fact: 'membership', value: tier, label_pl: pl, label_en: en, since: joined, source, locator }
      ]
    }
  }
  const reason = {
    pl: `${fit.reason.pl} Brakuje oświadczenia wnioskodawcy: ${label.pl}.`,
    en: `${fit.reason.en} A statement of the applicant is missing: ${label.en}.`
  }
  return {
    ...fit,
    outcome: 'unknown',
    reason,
    missing: [...fit.missing, { fact: 'statement', value: code, label_pl: label.pl, label_en: label.en }]
  }
}

function fitOf(rule: Rule, applicant: Applicant): Fit {
  const { member_type, kind, kind_family } = applicant
  const where = { since: applicant.established, source: applicant.source, locator: applicant.locator }
  const type = memberType.terms[member_type]
  const typeEvidence: Evidence = {
    fact: 'member_type',
    value: member_type,
    label_pl: type.pl,
    label_en: type.en,
    ...where
  }
  if (rule.member_type !== member_type)
    return { outcome: 'fail', reason: otherTypeReason[member_type], evidence: [typeEvidence], missing: [] }
  if (kind === null || (rule.kinds === null && rule.families === null)) {
    return { outcome: 'pass', reason: anyKindReason[member_type], evidence: [typeEvidence], missing: [] }
  }

  const label = kindLabel(kind)
  const kindEvidence: Evidence = {
    fact: 'organisation_kind',
    value: kind,
    label_pl: label.pl,
    label_en: label.en,
    ...where
  }
  if (rule.kinds?.includes(kind)) {
    const reason = {
      pl: `Reguła obejmuje ten rodzaj organizacji: ${label.pl}.`,
      en: `The rule covers this kind of organisation: ${label.en}.`
    }
    return { outcome: 'pass', reason, evidence: [kindEvidence], missing: [] }
  }
  if (kind_family === null && KINDS_WITHOUT_FAMILY.includes(kind)) {
    const reason = {
      pl: `Z rodzaju organizacji (${label.pl}) nie wynika rodzina rodzajów, więc reguły nie można rozstrzygnąć.`,
      en: `The kind of the organisation (${label.en}) has no family of kinds, so the rule cannot be decided.`
    }
    const { pl, en } = evidenceFact.terms.kind_family
    return {
      outcome: 'unknown',
      reason,
      evidence: [kindEvidence],
      missing: [{ fact: 'kind_family', value: null, label_pl: pl, label_en: en }]
    }
  }

  const family = kind_family && familyLabel(kind_family)
  const evidence: Evidence[] = family
    ? [kindEvidence, { fact: 'kind_family', value: kind_family, label_pl: family.pl, label_en: family.en, ...where }]
    : [kindEvidence]
  if (kind_family && family && rule.families?.includes(kind_family)) {
    const reason = {
      pl: `Organizacja (${label.pl}) należy do rodziny rodzajów: ${family.pl}.`,
      en: `The organisation (${label.en}) belongs to the family of kinds: ${family.en}.`
    }
    return { outcome: 'pass', reason, evidence, missing: [] }
  }
  const covered = [...(rule.families ?? []).map(familyLabel), ...(rule.kinds ?? []).map(kindLabel)]
  const own = family ? { pl: `${label.pl} (rodzina: ${family.pl})`, en: `${label.en} (family: ${family.en})` } : label
  const list = (language: 'pl' | 'en') => covered.map((text) => text[language]).join('; ')
  const reason = {
    pl: `Reguła obejmuje: ${list('pl')}. Rodzaj tej organizacji: ${own.pl}.`,
    en: `The rule covers: ${list('en')}. This organisation is of the kind: ${own.en}.`
  }
  return { outcome: 'fail', reason, evidence, missing: [] }
}

const otherTypeReason: Record<Term<typeof memberType>, Text> = {
  organisation: {
    pl: 'Reguła dotyczy osób, a wnioskodawca jest organizacją.',
    en: 'The rule is for people, but the applicant is an organisation.'
  },
  person: {
    pl: 'Reguła dotyczy organizacji, a wnioskodawca jest osobą.',
    en: 'The rule is for organisations, but the applicant is a person.'
  }
}

const anyKindReason: Record<Term<typeof memberType>, Text> = {
  organisation: {
    pl: 'Reguła obejmuje organizacje każdego rodzaju.',
    en: 'The rule covers organisations of every kind.'
  },
  person: { pl: 'Reguła obejmuje każdą osobę.', en: 'The rule covers every person.' }
}
