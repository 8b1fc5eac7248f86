// Rules for what a POST, a PATCH or an import may say about the status and the end of a membership. Pure.
import { type Fault, faultAt } from '../../http/errors.ts'
import { membershipStatus } from './vocabularies.ts'

type Row = Record<string, unknown>
type Status = keyof typeof membershipStatus.terms

const endColumns = ['ended_on', 'ended_not_before', 'ended_not_after'] as const
const hasEnd = (row: Row): boolean => endColumns.some((name) => (row[name] ?? null) !== null)
const differs = (row: Row, stored: Row, names: readonly string[]): boolean =>
  names.some((name) => (row[name] ?? null) !== (stored[name] ?? null))

/**
 * Returns the violations of a row as it would be stored. `stored` is the present row; undefined for a new membership.
 * A membership that has already ended when it is first recorded states the basis of its end. Any later end, and its
 * annulment, is a step of the course.
 */
export const membershipFaults = (row: Row, stored: Row | undefined): Fault[] =>
  stored ? faultsOfChange(row, stored) : faultsOfNew(row)

function faultsOfNew(row: Row): Fault[] {
  if (row.status === 'ended') return (row.end_basis ?? null) === null ? [endBasisMissing] : []
  return hasEnd(row) || (row.end_basis ?? null) !== null ? [endWithoutStatus] : []
}

function faultsOfChange(row: Row, stored: Row): Fault[] {
  const [from, to] = [stored.status as Status, row.status as Status]
  const faults: Fault[] = []
  if (!isAllowed(from, to)) faults.push(statusByOperation(from, to))
  else if (to !== 'ended' && differs(row, stored, endColumns)) faults.push(endByOperation('/ended', stored))
  else if (to !== 'ended' && differs(row, stored, ['end_basis'])) faults.push(endByOperation('/end_basis', stored))
  else if (to === 'ended' && !hasEnd(row) && hasEnd(stored)) faults.push(annulmentByOperation('/ended'))
  else if (to === 'ended' && (row.end_basis ?? null) === null && differs(row, stored, [...endColumns, 'end_basis']))
    faults.push(endBasisMissing)
  const keepsDeclaration = row.declaration_id !== null && row.declaration_id === stored.declaration_id
  if (keepsDeclaration && differs(row, stored, ['organisation_id', 'person_id'])) faults.push(memberOfDeclaration)
  return faults
}

/** Statuses between which the day of the beginning decides. */
const running: readonly Status[] = ['upcoming', 'active']
const isAllowed = (from: Status, to: Status): boolean =>
  from === to || (running.includes(to) && (running.includes(from) || from === 'candidate'))

const endBasisMissing = faultAt(
  '/end_basis',
  'end_basis_missing',
  'Zakończone członkostwo musi mieć podstawę zakończenia («end_basis»), np. numer uchwały.',
  'An ended membership must have the basis of its end («end_basis»), such as the number of a resolution.'
)

const endWithoutStatus = faultAt(
  '/status',
  'end_without_status',
  'Koniec («ended», «end_basis») podaje się przy nowym członkostwie tylko wtedy, gdy już ustało (status = ended). ' +
    'Przyszły koniec zapisuje się potem: POST /v1/memberships/{membership}/end.',
  'A new membership has an end («ended», «end_basis») only if it has already ended (status = ended). Record a future ' +
    'end afterwards: POST /v1/memberships/{membership}/end.'
)

const memberOfDeclaration = faultAt(
  '/organisation',
  'member_of_declaration',
  'Członka nie można zmienić, bo członkostwo opiera się na deklaracji («declaration»). Należy je zakończyć (POST ' +
    '/v1/memberships/{membership}/end) i przyjąć deklarację właściwego członka (POST /v1/declarations).',
  'The member cannot be changed, because the membership rests on a declaration («declaration»). End it (POST ' +
    '/v1/memberships/{membership}/end) and accept a declaration of the right member (POST /v1/declarations).'
)

const operation = (name: string): string => `POST /v1/memberships/{membership}/${name}`

const endByOperation = (pointer: string, stored: Row): Fault => (hasEnd(stored) ? recordedEnd(pointer) : noEnd(pointer))

const recordedEnd = (pointer: string): Fault =>
  faultAt(
    pointer,
    'set_by_operation',
    `Koniec, który jeszcze nie nadszedł, zmienia się w dwóch krokach: ${operation('end-annulment')}, a potem ` +
      `${operation('end')}.`,
    `An end in the future is changed in two steps: ${operation('end-annulment')}, and then ${operation('end')}.`
  )

const noEnd = (pointer: string): Fault =>
  faultAt(
    pointer,
    'set_by_operation',
    `Członkostwo kończy się tylko w jeden sposób, z dniem i podstawą: ${operation('end')}. ` +
      'W tym miejscu można poprawić tylko koniec, który już zapisano.',
    `A membership ends in one way, with its day and basis: ${operation('end')}. ` +
      'Here only an end that is already recorded can be corrected.'
  )

const annulmentByOperation = (pointer: string): Fault =>
  faultAt(
    pointer,
    'set_by_operation',
    `Zakończenie zapisane przez pomyłkę uchyla się, z podstawą: ${operation('end-annulment')}.`,
    `An end that was recorded by mistake is annulled, with its basis: ${operation('end-annulment')}.`
  )

/** Returns the fault for a status that only an operation may set. */
function statusByOperation(from: Status, to: Status): Fault {
  if (from === 'ended') return annulmentByOperation('/status')
  const names: Partial<Record<Status, string>> = {
    suspended: 'suspension',
    ended: 'end',
    ...(from === 'suspended' && { active: 'resumption' })
  }
  const name = from === 'candidate' ? undefined : names[to]
  if (name === 'end') return noEnd('/status')
  const [before, after] = [membershipStatus.terms[from], membershipStatus.terms[to]]
  const how = {
    pl: name
      ? `Służy do tego ${operation(name)}.`
      : 'Kandydat może stać się tylko aktywnym członkiem («status»: «active»); członkostwo, które już trwa, kończy ' +
        `${operation('end')}.`,
    en: name
      ? `Use ${operation(name)}.`
      : 'A candidate can only become an active member («status»: «active»); a membership that already runs is ended ' +
        `by ${operation('end')}.`
  }
  return faultAt(
    '/status',
    'set_by_operation',
    `Stanu członkostwa «${before.pl}» nie można tu zmienić na «${after.pl}». ${how.pl}`,
    `The status «${before.en}» of a membership cannot be changed to «${after.en}» here. ${how.en}`
  )
}
