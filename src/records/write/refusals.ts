// Collects all that is wrong with a body, so that one response lists it: its form, unknown references, rules, and the
// check digits and other constraints on single properties.
import type { Tx } from '../../db/connect.ts'
import { MAX_FAULTS } from '../../http/body-validation.ts'
import {
  ApiError,
  BrokenConstraint,
  constraintError,
  type Fault,
  problemTypes,
  type RuleBook
} from '../../http/errors.ts'
import { fromPointer } from '../../http/pointer.ts'
import type { Writes } from '../define-writes.ts'
import { brokenChecks, holdersOf } from './constraints.ts'
import { listRecords } from './named-records.ts'
import type { Body, Names } from './names.ts'
import { columnsOf, type Plan, planOf, type Row } from './store.ts'
import { refusalOf, ruleBroken } from './transaction.ts'

/** A body to be stored. */
export interface Draft {
  body: Body
  /** Null for a new record. */
  id: string | null
  /** The stored row; undefined for a new record. */
  stored: Row | undefined
  /** Whether omitted properties are cleared. */
  whole: boolean
  /** Violations of the schema, and names that the registry does not have. */
  faults: readonly Fault[]
}

/** The sound part of a body as a plan, and the faults that it shows beside those that are known. */
export interface Examined {
  plan: Plan
  faults: Fault[]
}

/** Returns the names of the properties that have faults. */
const unsoundNames = (faults: readonly Fault[]): Set<string> =>
  new Set(faults.flatMap(({ pointer = '' }) => fromPointer(pointer).slice(0, 1).map(String)))

/** Returns the body with undefined for each property that has a fault, however deep. */
export function soundBody(body: Body, faults: readonly Fault[]): Body {
  const unsound = unsoundNames(faults)
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, unsound.has(name) ? undefined : value]))
}

/** Plans the sound part of a body and checks the rules of the resource. A rule about an unsound property is left out. */
export function examine(writes: Writes, names: Names, { body, id, stored, whole, faults }: Draft): Examined {
  const unsound = unsoundNames(faults)
  const { columns, lists } = planOf(writes.properties, soundBody(body, faults), names, whole)
  for (const [name, property] of Object.entries(writes.properties)) {
    if (!unsound.has(name)) continue
    lists.delete(name)
    for (const column of columnsOf(name, property)) delete columns[column]
  }
  const found = writes.faults?.({ ...stored, ...columns }, stored) ?? []
  const isSound = ({ pointer = '' }: Fault) => !unsound.has(String(fromPointer(pointer)[0]))
  return { plan: { id, columns, lists }, faults: found.filter(isSound) }
}

/**
 * Adds to the faults of each plan those of the constraints on single properties that it breaks, except where a place
 * already has a fault. Returns them in the order of the plans.
 */
export async function withConstraints(
  tx: Tx,
  { resource, properties }: Writes,
  examined: readonly Examined[],
  book: RuleBook
): Promise<Fault[][]> {
  const plans = examined.map(({ plan }) => plan)
  const broken = await brokenChecks(tx, resource.name, properties, plans)
  return examined.map(({ faults }, i) => {
    const places = new Set(faults.map(({ pointer }) => pointer))
    const found = broken[i]?.flatMap((name) => constraintError(new BrokenConstraint(name, false), book).faults) ?? []
    return [...faults, ...found.filter(({ pointer }) => !places.has(pointer))]
  })
}

/** Returns the error with all faults of a body: 400 if some are of its form, which come first, otherwise 422. */
export function refusedBody(all: readonly Fault[], isMalformed: boolean): ApiError {
  const faults = all.slice(0, MAX_FAULTS)
  const detail = faults[0]?.detail ?? problemTypes.invalid_request.title
  return isMalformed ? new ApiError('invalid_request', detail, { faults }) : ruleBroken(...faults)
}

/**
 * Returns the error for a plan that the database refused, in a transaction that is still usable: with the records that
 * have its values if the caller may see them, or with all constraints on single properties that it breaks. Records in
 * `unnamed` are not named. Any other error is returned unchanged.
 */
export async function explained(
  tx: Tx,
  writes: Writes,
  plan: Plan,
  error: unknown,
  book: RuleBook,
  unnamed: ReadonlySet<string> = new Set()
): Promise<unknown> {
  const broken = refusalOf(error)
  if (!(broken instanceof BrokenConstraint)) return error
  const { resource } = writes
  if (broken.isConflict) {
    if (broken.records.length > 0) return error
    const ids = (await holdersOf(tx, resource.name, broken.constraint, plan)).filter((id) => !unnamed.has(id))
    return new BrokenConstraint(broken.constraint, true, broken.cause, await listRecords(tx, resource, ids))
  }
  const refusal = constraintError(broken, book)
  if (refusal.code !== 'rule_broken') return error
  const [faults = []] = await withConstraints(tx, writes, [{ plan, faults: refusal.faults }], book)
  return ruleBroken(...faults)
}
