// What may happen to a membership, and when. Pure.

import type { Fault } from '../../http/errors.ts'
import { dayOutOfBounds, isOutOfBounds } from '../../records/bounds.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { LifeCycle } from '../../records/write/life-cycle.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import type { membershipTier } from '../membership-tiers/vocabularies.ts'
import type { organisationStatus } from '../organisations/vocabularies.ts'
import { membershipStatus, type memberType } from './vocabularies.ts'

export type Step = 'suspension' | 'resumption' | 'tier-change' | 'end'

export const course: LifeCycle<Term<typeof membershipStatus>, Step> = {
  subject: { pl: 'Członkostwo', en: 'The membership' },
  states: membershipStatus.terms,
  steps: {
    suspension: { name: { pl: 'zawieszenie', en: 'suspension' }, from: ['active'] },
    resumption: { name: { pl: 'wznowienie', en: 'resumption' }, from: ['suspended'] },
    'tier-change': { name: { pl: 'zmianę kategorii', en: 'change of tier' }, from: ['active'] },
    end: { name: { pl: 'zakończenie', en: 'end' }, from: ['active', 'suspended'] }
  }
}

export interface Membership {
  id: string
  member_type: Term<typeof memberType>
  member_id: string
  /** What messages call the member. */
  member: string
  tier: Term<typeof membershipTier>
  status: Term<typeof membershipStatus>
  joined: UncertainDay
  /** Day of the last step of its course that is known exactly. */
  last_step_on: string | null
}

/**
 * What is wrong with the day of a step: not come yet, before the membership began, or before the step that came last.
 * `today` is a day as YYYY-MM-DD; `closes` tells that the membership ends with the step, so it must have lasted a day.
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
        'należy podać dzień albo choć jedną jego granicę.',
        'give the day, or one bound of it at least.'
      )
    ]
  const began = membership.joined.on ?? membership.joined.not_before
  const faults: Fault[] = []
  if (earliest && earliest > today)
    faults.push(fault('in_the_future', 'ten dzień jeszcze nie nadszedł.', 'that day has not come yet.'))
  else if (isOutOfBounds(earliest) || isOutOfBounds(latest)) {
    faults.push({ pointer, code: 'membership_event_effective_within_bounds', detail: dayOutOfBounds(pointer.slice(1)) })
  }
  if (latest && began && (latest < began || (closes && latest === began))) {
    faults.push(
      fault('before_joining', `członkostwo rozpoczęło się dopiero ${began}.`, `the membership began on ${began} only.`)
    )
  }
  if (latest && membership.last_step_on && latest < membership.last_step_on) {
    faults.push(
      fault(
        'before_last_step',
        `ostatnie zdarzenie w przebiegu członkostwa nastąpiło ${membership.last_step_on}.`,
        `the last step of its course was on ${membership.last_step_on}.`
      )
    )
  }
  return faults
}

/** An organisation that is to become a member. */
export interface Candidate {
  name: string
  status: Term<typeof organisationStatus> | null
  established: UncertainDay
  closed: UncertainDay
}

/** What keeps an organisation from becoming a member on a day: it was not there yet, or is no more. Of a day that is not known at all, only the latter. */
export function admissionFaults({ name, status, established, closed }: Candidate, joined: UncertainDay): Fault[] {
  const fault = (code: string, pl: string, en: string): Fault => ({
    pointer: '/joined',
    code,
    detail: { pl: `${name}: ${pl}`, en: `${name}: ${en}` }
  })
  const [earliest, latest] = [joined.on ?? joined.not_before, joined.on ?? joined.not_after]
  const began = established.on ?? established.not_before
  if (latest && began && latest < began)
    return [
      fault('before_establishment', `organizacja powstała dopiero ${began}.`, `it was established on ${began} only.`)
    ]
  const ended = closed.on ?? closed.not_after
  const gone = ended ? (earliest ?? ended) >= ended : status === 'closed' || status === 'transformed'
  return gone
    ? [fault('organisation_closed', 'tej organizacji w tym dniu już nie ma.', 'it is no more on that day.')]
    : []
}
