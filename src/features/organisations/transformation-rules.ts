// When an assistance centre may become a CUS, by the Act of 19 July 2019. Pure.

import { ApiError, type Fault } from '../../http/errors.ts'
import { dayOutOfBounds, isOutOfBounds } from '../../records/bounds.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import { type creationMode, organisationKind, type organisationStatus } from './vocabularies.ts'

/** An organisation that is to be transformed. */
export interface Centre {
  id: string
  name: string
  short_name: string
  kind: Term<typeof organisationKind>
  status: Term<typeof organisationStatus> | null
  established: UncertainDay
}

/** What a transformation says, with unknown days filled in. */
export interface Transformation {
  name: string
  creation_mode: Term<typeof creationMode>
  happened: UncertainDay
  new_record: boolean
}

type Mode = Term<typeof creationMode>
// The other two modes leave the assistance centre in place. A MOPS in a city with powiat rights may be called so and not MOPR.
const modes: Partial<Record<Term<typeof organisationKind>, Mode[]>> = {
  ops: ['transformation_ops'],
  gops: ['transformation_ops'],
  mgops: ['transformation_ops'],
  mops: ['transformation_ops', 'transformation_mopr'],
  mopr: ['transformation_mopr']
}

/** Throws 409 for an organisation that is a CUS already, or is no more. */
export function requireCentre({ kind, status }: Centre): void {
  const transformed = kind === 'cus' || status === 'transformed'
  if (!transformed && status !== 'closed') return
  const detail = transformed
    ? {
        pl: 'Organizacja została już przekształcona w centrum usług społecznych albo jest nim od początku.',
        en: 'The organisation is a social service centre already, or was transformed into one.'
      }
    : { pl: 'Organizacja została zamknięta.', en: 'The organisation is closed.' }
  throw new ApiError('wrong_state', detail, {
    faults: [{ code: transformed ? 'already_transformed' : 'closed', detail }]
  })
}

/** What is wrong with a transformation. `today` is a day as YYYY-MM-DD. */
export function transformationFaults(
  centre: Centre,
  { name, creation_mode, happened, new_record }: Transformation,
  today: string
): Fault[] {
  const possible = modes[centre.kind]
  if (!possible) {
    return [
      {
        code: 'not_an_assistance_centre',
        detail: {
          pl: 'W centrum usług społecznych można przekształcić tylko ośrodek pomocy społecznej albo miejski ośrodek pomocy rodzinie.',
          en: 'Only a social assistance centre or a municipal family assistance centre can be transformed into a social service centre.'
        }
      }
    ]
  }
  const faults: Fault[] = []
  if (!possible.includes(creation_mode)) {
    const { pl, en } = organisationKind.terms[centre.kind]
    faults.push({
      pointer: '/creation_mode',
      code: 'creation_mode_of_another_kind',
      detail: {
        pl: `Dla organizacji rodzaju «${pl}» właściwą wartością jest ${possible.join(' albo ')}.`,
        en: `For an organisation of the kind «${en}» the right value is ${possible.join(' or ')}.`
      }
    })
  }
  if (name === centre.name) {
    faults.push({
      pointer: '/name',
      code: 'same_name',
      detail: {
        pl: 'Należy podać nową nazwę, pod którą działa centrum.',
        en: 'Give the new name, that of the social service centre.'
      }
    })
  }
  return [...faults, ...dayFaults(centre, happened, new_record, today)]
}

function dayFaults(
  { established }: Centre,
  { on, not_before, not_after }: UncertainDay,
  new_record: boolean,
  today: string
): Fault[] {
  const fault = (code: string, pl: string, en: string): Fault => ({ pointer: '/happened', code, detail: { pl, en } })
  const faults: Fault[] = []
  const earliest = on ?? not_before
  const latest = on ?? not_after
  const began = established.on ?? established.not_before
  if (earliest && earliest > today)
    faults.push(fault('in_the_future', 'Ten dzień jeszcze nie nadszedł.', 'That day has not come yet.'))
  else if (isOutOfBounds(earliest) || isOutOfBounds(latest)) {
    faults.push({
      pointer: '/happened',
      code: 'organisation_lineage_happened_within_bounds',
      detail: dayOutOfBounds('happened')
    })
  }
  if (latest && began && latest <= began) {
    faults.push(
      fault(
        'before_establishment',
        `Organizacja powstała dopiero ${began}.`,
        `The organisation was established on ${began} only.`
      )
    )
  }
  if (new_record && !on) {
    faults.push(
      fault(
        'day_not_exact',
        'Nowy rekord wymaga dokładnego dnia przekształcenia («on»): tego dnia członkostwo przechodzi na centrum.',
        'A new record needs the exact day («on»): on that day the membership passes to the social service centre.'
      )
    )
  }
  return faults
}
