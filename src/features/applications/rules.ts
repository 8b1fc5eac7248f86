// Rules about applications that need no query: properties by kind, states and steps.
import { ApiError, type Fault, faultAt, type Text } from '../../http/errors.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { LifeCycle } from '../../records/write/life-cycle.ts'
import type { ApplicationPrototype, OrganisationNaming } from './submission-schemas.ts'
import { applicationKind, applicationState } from './vocabularies.ts'

/** Applications that one key may send per minute. */
export const SUBMISSIONS_PER_MINUTE = 60

type Kind = Term<typeof applicationKind>
export type State = Term<typeof applicationState>
export type Step = 'acceptance' | 'refusal'

export const applicationLifeCycle: LifeCycle<State, Step> = {
  subject: { pl: 'Zgłoszenie', en: 'The application' },
  path: '/v1/applications/{application}',
  states: applicationState.terms,
  steps: {
    acceptance: { name: { pl: 'przejęcie do prowadzenia', en: 'taking over' }, from: ['confirmed'] },
    refusal: { name: { pl: 'odmowa', en: 'refusal' }, from: ['received', 'confirmed'] }
  }
}

type Name = keyof ApplicationPrototype
/** Properties that an application of each kind must have, and further ones that it may have. */
const propertiesOf: Record<Kind, { required: Name[]; allowed: Name[] }> = {
  membership: { required: ['organisation', 'tier', 'signatory'], allowed: ['statements'] },
  legal_advice: { required: ['organisation', 'message'], allowed: [] },
  expert_advice: { required: ['organisation', 'message'], allowed: [] },
  study_visit: { required: ['organisation', 'preferred_days', 'participants'], allowed: [] },
  correction: { required: ['subject', 'changes', 'evidence'], allowed: ['organisation'] }
}
const ALWAYS: Name[] = ['kind', 'applicant', 'email', 'phone', 'message']

/** Returns the faults of the properties that an application of its kind lacks or must not have. */
export function kindFaults(body: Partial<ApplicationPrototype>): Fault[] {
  const { kind } = body
  if (kind === undefined || !(kind in propertiesOf)) return []
  const { required, allowed } = propertiesOf[kind]
  const { pl, en } = applicationKind.terms[kind]
  const missing = required
    .filter((name) => body[name] === undefined)
    .map((name) =>
      faultAt(
        `/${name}`,
        'missing',
        `Pole «${name}» jest wymagane, gdy rodzaj zgłoszenia to: ${pl}.`,
        `The field «${name}» is required for this kind of application: ${en}.`
      )
    )
  const known = new Set<string>([...ALWAYS, ...required, ...allowed])
  const foreign = (Object.keys(everyName) as Name[])
    .filter((name) => body[name] !== undefined && !known.has(name))
    .map((name) =>
      faultAt(
        `/${name}`,
        'not_for_this_kind',
        `Pola «${name}» nie podaje się, gdy rodzaj zgłoszenia to: ${pl}.`,
        `The field «${name}» does not apply to this kind of application: ${en}.`
      )
    )
  return [...missing, ...foreign]
}

/** Every property of the body, complete by its type. */
const everyName: Record<Name, true> = {
  kind: true,
  organisation: true,
  tier: true,
  statements: true,
  signatory: true,
  preferred_days: true,
  participants: true,
  subject: true,
  changes: true,
  evidence: true,
  applicant: true,
  email: true,
  phone: true,
  message: true
}

/** Returns the fault of an organisation that is named in no way, or in several. */
export function namingFaults(organisation: OrganisationNaming): Fault[] {
  const { name, kind, territory, ...identifiers } = organisation
  const proposed = [name, kind, territory].filter((value) => value !== undefined).length
  const stated = Object.values(identifiers).filter((value) => value !== undefined).length
  if (stated === 1 && proposed === 0) return []
  if (stated === 0 && proposed === 3) return []
  return [
    faultAt(
      '/organisation',
      'one_organisation',
      'Organizację wskazuje się w jeden sposób: polem «id», «slug», «nip» albo «regon», a spoza rejestru – polami ' +
        '«name», «kind» i «territory» razem.',
      'Name the organisation in one way: by «id», «slug», «nip» or «regon», or, if it is not on record, by «name», ' +
        '«kind» and «territory» together.'
    )
  ]
}

/** Returns the faults of days before `today` (YYYY-MM-DD). */
export const dayFaults = (days: readonly string[], today: string): Fault[] =>
  days.flatMap((day, i) =>
    day < today
      ? [faultAt(`/preferred_days/${i}`, 'in_the_past', 'Ten dzień już minął.', 'This day has already passed.')]
      : []
  )

export const unknownReference = (pointer: string): Fault =>
  faultAt(pointer, 'unknown_reference', 'W rejestrze nie ma takiego rekordu.', 'The registry has no such record.')

/** Names of the applicant and the signatory with their contact data as running text, in which an erasure finds them. */
export function peopleIn({ applicant, signatory, email, phone }: ApplicationPrototype): string {
  const lines = [
    [applicant.name, applicant.post_title, email, phone],
    signatory ? [`${signatory.given_name} ${signatory.family_name}`, signatory.post_title] : []
  ]
  return lines
    .map((parts) => parts.filter((part) => part !== undefined).join(', '))
    .filter((line) => line !== '')
    .join('\n')
}

/** Throws 409 unless the application can be confirmed now. */
export function requireConfirmable(state: State, isOverdue: boolean): void {
  if (state === 'received' && !isOverdue) return
  const effective = state === 'received' ? 'lapsed' : state
  const { pl, en } = applicationState.terms[effective]
  const detail: Text = {
    pl: `Zgłoszenie ma stan: ${pl}. Potwierdzić można je raz, w terminie podanym w polu «confirm_by».`,
    en: `The application has the state: ${en}. It can be confirmed once, until the time in «confirm_by».`
  }
  throw new ApiError('wrong_state', detail, { faults: [{ pointer: '', code: effective, detail }] })
}

/** Returns a 429 error after too many applications with one key. */
export const tooManySubmissions = (seconds: number) =>
  new ApiError(
    'rate_limited',
    {
      pl: `Jeden klucz może przesłać ${SUBMISSIONS_PER_MINUTE} zgłoszeń na minutę. Proszę spróbować za ${seconds} s.`,
      en: `A key may send ${SUBMISSIONS_PER_MINUTE} applications per minute. Please try again in ${seconds} s.`
    },
    { headers: { 'retry-after': String(seconds) } }
  )

/** Returns a 429 error after too many unknown tokens. */
export const tooManyBadTokens = (seconds: number) =>
  new ApiError(
    'rate_limited',
    {
      pl: `Przesłano zbyt wiele nieznanych tokenów. Proszę spróbować za ${seconds} s.`,
      en: `Too many unknown tokens were sent. Please try again in ${seconds} s.`
    },
    { headers: { 'retry-after': String(seconds) } }
  )
