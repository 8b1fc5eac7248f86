// Rules for the transformation of an assistance centre into a CUS under the Act of 19 July 2019. Pure.
import { ApiError, type Fault } from '../../../http/errors.ts'
import type { Term } from '../../../records/vocabulary.ts'
import type { UncertainDay } from '../../eligibility/rules.ts'
import { happenedFaults } from '../rules.ts'
import { type creationMode, organisationKind, type organisationStatus } from '../vocabularies.ts'

/** The organisation that is being transformed. */
export interface Centre {
  id: string
  name: string
  short_name: string
  kind: Term<typeof organisationKind>
  status: Term<typeof organisationStatus> | null
  established: UncertainDay
}

/** The statements of a transformation. Days that the body omits are null. */
export interface Transformation {
  name: string
  creation_mode: Term<typeof creationMode>
  happened: UncertainDay
  new_record: boolean
}

type Mode = Term<typeof creationMode>
// The other two creation modes do not transform a centre. In a city with powiat rights, the centre may be called MOPS
// instead of MOPR, so a MOPS may be transformed in either mode.
const modesByKind: Partial<Record<Term<typeof organisationKind>, Mode[]>> = {
  ops: ['transformation_ops'],
  gops: ['transformation_ops'],
  mgops: ['transformation_ops'],
  mops: ['transformation_ops', 'transformation_mopr'],
  mopr: ['transformation_mopr']
}

/** Throws 409 if the organisation is already a CUS, was transformed, or is closed. */
export function requireTransformable({ kind, status }: Centre): void {
  const isTransformed = kind === 'cus' || status === 'transformed'
  if (!isTransformed && status !== 'closed') return
  const detail = isTransformed
    ? {
        pl: 'Organizacja została już przekształcona w centrum usług społecznych albo jest nim od początku.',
        en: 'The organisation is already a social service centre, or was transformed into one.'
      }
    : { pl: 'Organizacja została zamknięta.', en: 'The organisation is closed.' }
  throw new ApiError('wrong_state', detail, {
    faults: [{ code: isTransformed ? 'already_transformed' : 'closed', detail }]
  })
}

/** Returns the validation errors of a transformation. `today` is a day as YYYY-MM-DD. */
export function transformationFaults(
  centre: Centre,
  { name, creation_mode, happened, new_record }: Transformation,
  today: string
): Fault[] {
  const allowedModes = modesByKind[centre.kind]
  if (!allowedModes) {
    return [
      {
        code: 'not_an_assistance_centre',
        detail: {
          pl:
            'W centrum usług społecznych można przekształcić tylko ośrodek pomocy społecznej ' +
            'albo miejski ośrodek pomocy rodzinie.',
          en:
            'Only a social assistance centre or a municipal family assistance centre can be transformed ' +
            'into a social service centre.'
        }
      }
    ]
  }
  const faults: Fault[] = []
  if (!allowedModes.includes(creation_mode)) {
    const { pl, en } = organisationKind.terms[centre.kind]
    faults.push({
      pointer: '/creation_mode',
      code: 'creation_mode_of_another_kind',
      detail: {
        pl: `Dla organizacji rodzaju «${pl}» właściwą wartością jest ${allowedModes.join(' albo ')}.`,
        en: `For an organisation of the kind «${en}», the correct value is ${allowedModes.join(' or ')}.`
      }
    })
  }
  if (name === centre.name) {
    faults.push({
      pointer: '/name',
      code: 'same_name',
      detail: {
        pl: 'Nazwa jest taka sama jak dotychczasowa. Należy podać nową nazwę centrum usług społecznych.',
        en: 'The name has not changed. State the new name of the social service centre.'
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
  const faults = happenedFaults({ on, not_before, not_after }, today, 'organisation_lineage_happened_out_of_range')
  const latest = on ?? not_after
  const establishedFrom = established.on ?? established.not_before
  if (latest && establishedFrom && latest <= establishedFrom) {
    faults.push(
      fault(
        'before_establishment',
        `Organizacja powstała dopiero ${establishedFrom}.`,
        `The organisation was established only on ${establishedFrom}.`
      )
    )
  }
  if (new_record && !on) {
    faults.push(
      fault(
        'day_not_exact',
        'Nowy rekord wymaga dokładnego dnia przekształcenia («on»), bo tego dnia członkostwo przechodzi na centrum.',
        'A new record needs the exact day («on»), because the membership passes to the new record on that day.'
      )
    )
  }
  return faults
}
