// Rules for the course of a membership and for admissions. Pure.
import { ApiError, type Fault } from '../../http/errors.ts'
import { dayOutOfBounds, isOutOfBounds } from '../../records/bounds.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { LifeCycle } from '../../records/write/life-cycle.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import type { membershipTier } from '../membership-tiers/vocabularies.ts'
import type { organisationStatus } from '../organisations/vocabularies.ts'
import { membershipStatus, type memberType } from './vocabularies.ts'

type Status = Term<typeof membershipStatus>
/** The status, or for a membership with a recorded end in the future, the status with that end. */
export type State = Status | 'upcoming_ending' | 'ending' | 'suspended_ending'
type Step = 'activation' | 'suspension' | 'resumption' | 'tier-change' | 'end' | 'end-annulment'

const ADDRESS = '/v1/memberships/{membership}'

export const membershipLifeCycle: LifeCycle<State, Step> = {
  subject: { pl: 'Członkostwo', en: 'The membership' },
  path: ADDRESS,
  states: {
    ...membershipStatus.terms,
    upcoming_ending: { pl: 'jeszcze nierozpoczęte, z zapisanym końcem', en: 'not yet begun, with a recorded end' },
    ending: { pl: 'aktywne, z zapisanym przyszłym końcem', en: 'active, with a recorded future end' },
    suspended_ending: { pl: 'zawieszone, z zapisanym przyszłym końcem', en: 'suspended, with a recorded future end' }
  },
  steps: {
    activation: {
      name: { pl: 'uznanie za aktywne («status»: «active»)', en: 'activation («status»: «active»)' },
      from: ['candidate'],
      operation: `PATCH ${ADDRESS}`
    },
    suspension: { name: { pl: 'zawieszenie', en: 'suspension' }, from: ['active', 'ending'] },
    resumption: { name: { pl: 'wznowienie', en: 'resumption' }, from: ['suspended', 'suspended_ending'] },
    'tier-change': { name: { pl: 'zmianę kategorii', en: 'change of tier' }, from: ['active'] },
    end: { name: { pl: 'zakończenie', en: 'end' }, from: ['active', 'suspended', 'upcoming'] },
    'end-annulment': {
      name: { pl: 'uchylenie zakończenia', en: 'annulment of the end' },
      from: ['ended', 'ending', 'suspended_ending', 'upcoming_ending']
    }
  }
}

export interface Membership {
  id: string
  member_type: Term<typeof memberType>
  member_id: string
  /** Name of the member for messages. */
  member: string
  tier: Term<typeof membershipTier>
  /** Status today. */
  status: Status
  joined: UncertainDay
  /** First day of a recorded end, or null. */
  ends_from: string | null
  /** Latest day of a suspension or resumption, as YYYY-MM-DD. */
  last_step_on: string | null
}

/** Returns the state of a membership in its life cycle. */
export function stateOf({ status, ends_from }: Pick<Membership, 'status' | 'ends_from'>): State {
  if (ends_from === null || status === 'ended' || status === 'candidate') return status
  if (status === 'active') return 'ending'
  return status === 'suspended' ? 'suspended_ending' : 'upcoming_ending'
}

/** Returns the last day on which a decision may begin to hold: one year after `today` (both YYYY-MM-DD). */
function lastDayAhead(today: string): string {
  const day = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`
  return day.endsWith('-02-29') ? day.replace('-02-29', '-02-28') : day
}

/** Returns the error for days (YYYY-MM-DD) of which one is more than a year ahead. */
export function tooFarAhead(pointer: string, days: (string | null)[], today: string): Fault[] {
  const last = lastDayAhead(today)
  if (!days.some((day) => day !== null && day > last)) return []
  const detail = {
    pl:
      `Ten dzień może wypadać najwyżej rok naprzód (do ${last}). Należy podać wcześniejszy dzień albo zapisać zmianę ` +
      'później.',
    en: `This day may be at most one year ahead (until ${last}). State an earlier day, or record the change later.`
  }
  return [{ pointer, code: 'too_far_ahead', detail }]
}

interface DayOptions {
  pointer: string
  /** YYYY-MM-DD. */
  today: string
  /** Whether the step ends the membership, which must then have lasted at least one day. */
  closes?: true
  /** Whether the day may be in the future, at most one year ahead. */
  ahead?: true
  /** Whether the step takes back another one, so that it may precede the membership. */
  annuls?: true
}

/**
 * Returns the validation errors of the day of a step: it is unknown, in the future or too far in the future, before the
 * beginning of the membership, or before the last step.
 */
export function dayFaults(membership: Membership, effective: UncertainDay, options: DayOptions): Fault[] {
  const { pointer, today, closes, ahead, annuls } = options
  const fault = (code: string, pl: string, en: string): Fault => ({
    pointer,
    code,
    detail: { pl: `${membership.member}: ${pl}`, en: `${membership.member}: ${en}` }
  })
  const earliest = effective.on ?? effective.not_before
  const latest = effective.on ?? effective.not_after
  if (!earliest && !latest)
    return [
      fault(
        'day_missing',
        'należy podać dzień («on») albo co najmniej jedną jego granicę («not_before», «not_after»).',
        'state the day («on»), or at least one bound of it («not_before», «not_after»).'
      )
    ]
  const joinedFrom = membership.joined.on ?? membership.joined.not_before
  const faults: Fault[] = []
  if (!ahead && earliest && earliest > today)
    faults.push(
      fault(
        'in_the_future',
        `ten dzień jeszcze nie nadszedł. Należy podać dzień nie późniejszy niż ${today} albo zapisać zmianę w tym ` +
          'dniu.',
        `this day is in the future. State a day not later than ${today}, or record the change on that day.`
      )
    )
  else if (isOutOfBounds(earliest) || isOutOfBounds(latest)) {
    faults.push({ pointer, code: 'membership_event_effective_out_of_range', detail: dayOutOfBounds(pointer.slice(1)) })
  } else if (ahead) faults.push(...tooFarAhead(pointer, [earliest, latest], today))
  const isBefore = latest && joinedFrom && (latest < joinedFrom || (closes && latest === joinedFrom))
  if (isBefore && !annuls) {
    faults.push(
      fault(
        'before_joining',
        `członkostwo zaczyna się ${joinedFrom}. Należy podać późniejszy dzień albo poprawić «joined» (PATCH ` +
          `${ADDRESS}).`,
        `the membership begins on ${joinedFrom}. State a later day, or correct «joined» (PATCH ${ADDRESS}).`
      )
    )
  }
  if (latest && membership.last_step_on && latest < membership.last_step_on) {
    faults.push(
      fault(
        'before_last_step',
        `ostatnie zdarzenie w przebiegu członkostwa nastąpiło ${membership.last_step_on}. Należy podać ten dzień ` +
          'albo późniejszy.',
        `the last step of the membership was on ${membership.last_step_on}. State that day or a later one.`
      )
    )
  }
  return faults
}

/** Returns the 409 error for the annulment of an end after which another membership of the member runs. */
export function replaced({ id, continues }: { id: string; continues: boolean | null }): ApiError {
  const address = `/v1/memberships/${id}`
  const detail = continues
    ? {
        pl: `Członkostwo ma już kontynuację ${address}. Najpierw należy ją usunąć (DELETE ${address}).`,
        en: `The membership is continued by ${address}. Delete that one first (DELETE ${address}).`
      }
    : {
        pl:
          `Członek ma już inne członkostwo: ${address}. Najpierw należy je zakończyć (POST ${address}/end) albo ` +
          `usunąć (DELETE ${address}).`,
        en:
          `The member already has another membership: ${address}. End it (POST ${address}/end) or delete it (DELETE ` +
          `${address}) first.`
      }
  return new ApiError('wrong_state', detail, {
    faults: [{ code: continues ? 'membership_continued' : 'membership_once_at_a_time', detail }]
  })
}

/** An applicant for membership. For a person, the status is null and the days are unknown. */
export interface Candidate {
  name: string
  status: Term<typeof organisationStatus> | null
  established: UncertainDay
  closed: UncertainDay
}

/**
 * Returns the errors that keep an organisation from becoming a member on a day: it did not exist yet, or no longer
 * exists. If the day is entirely unknown, only the latter is checked.
 */
export function admissionFaults(
  { name, status, established, closed }: Candidate,
  joined: UncertainDay,
  pointer: string
): Fault[] {
  const fault = (code: string, pl: string, en: string): Fault => ({
    pointer,
    code,
    detail: { pl: `${name}: ${pl}`, en: `${name}: ${en}` }
  })
  const [earliest, latest] = [joined.on ?? joined.not_before, joined.on ?? joined.not_after]
  const establishedFrom = established.on ?? established.not_before
  if (latest && establishedFrom && latest < establishedFrom)
    return [
      fault(
        'before_establishment',
        `organizacja powstała dopiero ${establishedFrom}. Należy podać późniejszy dzień albo poprawić «established» ` +
          'organizacji (PATCH /v1/organisations/{organisation}).',
        `it was established only on ${establishedFrom}. State a later day, or correct «established» of the ` +
          'organisation (PATCH /v1/organisations/{organisation}).'
      )
    ]
  const ended = closed.on ?? closed.not_after
  const isClosed = ended ? (earliest ?? ended) >= ended : status === 'closed' || status === 'transformed'
  return isClosed
    ? [
        fault(
          'organisation_closed',
          'organizacja wtedy już nie istnieje. Należy podać wcześniejszy dzień, wskazać w podpisie jej następcę ' +
            '(PATCH /v1/declarations/{declaration}) albo odrzucić deklarację (/rejection).',
          'the organisation no longer exists then. State an earlier day, name its successor in the signature (PATCH ' +
            '/v1/declarations/{declaration}), or reject the declaration (/rejection).'
        )
      ]
    : []
}
