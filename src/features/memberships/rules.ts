// Rules for the course of a membership and for admissions. Pure.
import { ApiError, type Fault } from '../../http/errors.ts'
import { dayOutOfBounds, isOutOfBounds } from '../../records/bounds.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { LifeCycle } from '../../records/write/life-cycle.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import type { membershipTier } from '../membership-tiers/vocabularies.ts'
import type { organisationStatus } from '../organisations/vocabularies.ts'
import { membershipStatus, type memberType } from './vocabularies.ts'

export type Step = 'suspension' | 'resumption' | 'tier-change' | 'end' | 'end-annulment'

export const membershipLifeCycle: LifeCycle<Term<typeof membershipStatus>, Step> = {
  subject: { pl: 'Członkostwo', en: 'The membership' },
  states: membershipStatus.terms,
  steps: {
    suspension: { name: { pl: 'zawieszenie', en: 'suspension' }, from: ['active'] },
    resumption: { name: { pl: 'wznowienie', en: 'resumption' }, from: ['suspended'] },
    'tier-change': { name: { pl: 'zmianę kategorii', en: 'change of tier' }, from: ['active'] },
    end: { name: { pl: 'zakończenie', en: 'end' }, from: ['active', 'suspended'] },
    'end-annulment': { name: { pl: 'uchylenie zakończenia', en: 'annulment of the end' }, from: ['ended'] }
  }
}

export interface Membership {
  id: string
  member_type: Term<typeof memberType>
  member_id: string
  /** Name of the member for messages. */
  member: string
  tier: Term<typeof membershipTier>
  status: Term<typeof membershipStatus>
  joined: UncertainDay
  /** Latest day of a suspension or resumption, as YYYY-MM-DD. */
  last_step_on: string | null
}

/**
 * Returns the validation errors of the day of a step: it is in the future, before the beginning of the membership, or
 * before the last step. `today` is a day as YYYY-MM-DD. `closes` is true if the step ends the membership, which must
 * then have lasted at least one day.
 */
export function dayFaults(
  membership: Membership,
  effective: UncertainDay,
  options: { pointer: string; today: string; closes: boolean }
): Fault[] {
  const { pointer, today, closes } = options
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
        'należy podać dzień albo co najmniej jedną jego granicę.',
        'state the day, or at least one bound of it.'
      )
    ]
  const joinedFrom = membership.joined.on ?? membership.joined.not_before
  const faults: Fault[] = []
  if (earliest && earliest > today)
    faults.push(fault('in_the_future', 'ten dzień jeszcze nie nadszedł.', 'this day is in the future.'))
  else if (isOutOfBounds(earliest) || isOutOfBounds(latest)) {
    faults.push({ pointer, code: 'membership_event_effective_out_of_range', detail: dayOutOfBounds(pointer.slice(1)) })
  }
  if (latest && joinedFrom && (latest < joinedFrom || (closes && latest === joinedFrom))) {
    faults.push(
      fault(
        'before_joining',
        `członkostwo rozpoczęło się dopiero ${joinedFrom}.`,
        `the membership began only on ${joinedFrom}.`
      )
    )
  }
  if (latest && membership.last_step_on && latest < membership.last_step_on) {
    faults.push(
      fault(
        'before_last_step',
        `ostatnie zdarzenie w przebiegu członkostwa nastąpiło ${membership.last_step_on}.`,
        `the last step of the membership was on ${membership.last_step_on}.`
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
        pl: `Członkostwo ma już kontynuację ${address}. Najpierw należy ją usunąć (DELETE).`,
        en: `The membership is continued by ${address}. Delete that one first.`
      }
    : {
        pl: `Członek ma już inne członkostwo, które trwa: ${address}.`,
        en: `The member already has another running membership: ${address}.`
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
export function admissionFaults({ name, status, established, closed }: Candidate, joined: UncertainDay): Fault[] {
  const fault = (code: string, pl: string, en: string): Fault => ({
    pointer: '/joined',
    code,
    detail: { pl: `${name}: ${pl}`, en: `${name}: ${en}` }
  })
  const [earliest, latest] = [joined.on ?? joined.not_before, joined.on ?? joined.not_after]
  const establishedFrom = established.on ?? established.not_before
  if (latest && establishedFrom && latest < establishedFrom)
    return [
      fault(
        'before_establishment',
        `organizacja powstała dopiero ${establishedFrom}.`,
        `it was established only on ${establishedFrom}.`
      )
    ]
  const ended = closed.on ?? closed.not_after
  const isClosed = ended ? (earliest ?? ended) >= ended : status === 'closed' || status === 'transformed'
  return isClosed
    ? [
        fault(
          'organisation_closed',
          'w tym dniu organizacja już nie istnieje.',
          'the organisation no longer exists on that day.'
        )
      ]
    : []
}
