// Carries an import out in the transaction of the caller, who decides whether it stays: a preview is the very same work, taken back.
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { components } from '../../contract/components.ts'
import type { Tx } from '../../db/connect.ts'
import { ApiError, BrokenConstraint, constraintError, type Fault, type RuleBook } from '../../http/errors.ts'
import { fromPointer } from '../../http/pointer.ts'
import { createAjv, faultsOf } from '../../http/validation.ts'
import type { Writes } from '../../records/define.ts'
import type { Matching } from '../../records/define-imports.ts'
import type { ReportRow, RowFault } from '../../records/import-report.ts'
import { slugOf } from '../../records/write/routes.ts'
import { Names, type Plan, planOf, store } from '../../records/write/store.ts'
import { refusalOf } from '../../records/write/transaction.ts'
import { type Json, listsOnDemand } from './importables.ts'
import type { FileRow } from './parse-rows.ts'
import { attempt, findTargets, lockRecords, readRecords, readStored } from './record-queries.ts'
import { differences, isStale, patchOf, readOnlyFaults } from './row-changes.ts'
import { matchFaults, notChecked, restricted, rowFault, staleRow, unknownRecord } from './row-faults.ts'

/** How rows are written, what finds their records, and the texts for the constraints that they break. */
export interface RowPlan {
  writes: Writes
  matching: Matching
  book: RuleBook
}

export interface Hooks {
  /** Hears how many rows are done. */
  progress: (done: number) => Promise<void>
  /** Ends the work when the service stops. */
  signal?: AbortSignal
}

interface Match {
  row: FileRow
  key: string
  /** The record that the row is of, and what it says before anything of the import is written; null for one that is to be made. */
  target: string | null
  before: Json | null
}

interface Work extends Match {
  record: Json
  /** What the write takes; nothing when the row says what the record does. */
  body: Json
}

const BATCH = 500
/** Rows that the database refused one by one; more help nobody, and each costs many attempts. */
const MOST_REFUSED = 100

/** Writes what the rows ask for and tells what became of each, in their order. What rows at fault have written must be taken back by the caller. */
export async function importRows(
  tx: Tx,
  plan: RowPlan,
  rows: FileRow[],
  { progress, signal }: Hooks
): Promise<ReportRow[]> {
  const run = new Run(tx, plan, rows)
  let pending = await run.match(rows)
  // A row may refer to a record that a later row makes: what leads nowhere yet is tried again as long as there is something new.
  for (let before = Number.POSITIVE_INFINITY; pending.length > 0 && pending.length < before; ) {
    before = pending.length
    const postponed: Match[] = []
    for (let i = 0; i < pending.length; i += BATCH) {
      signal?.throwIfAborted()
      postponed.push(...(await run.importRows(pending.slice(i, i + BATCH))))
      await progress(run.report.size)
    }
    pending = postponed
  }
  return rows.map((row) => run.report.get(row) as ReportRow)
}

class Run {
  readonly report = new Map<FileRow, ReportRow>()
  readonly #tx: Tx
  readonly #writes: Writes
  readonly #matching: Matching
  readonly #book: RuleBook
  readonly #include: string[]
  #refused = 0

  constructor(tx: Tx, { writes, matching, book }: RowPlan, rows: FileRow[]) {
    this.#tx = tx
    this.#writes = writes
    this.#matching = matching
    this.#book = book
    this.#include = listsOnDemand(writes).filter((name) => rows.some(({ record }) => Array.isArray(record[name])))
  }

  #fail({ row, key, target }: Pick<Match, 'row' | 'target'> & { key: string | null }, errors: RowFault[]): void {
    this.report.set(row, { line: row.line, key, outcome: 'error', subject: target, version: null, diff: [], errors })
  }

  /** The record that each row is of, its row locked; rows that name none or several, or the same one as a row before, are at fault. */
  async match(rows: FileRow[]): Promise<Match[]> {
    const keyed = rows.map((row) => ({
      row,
      key: row.faults.length > 0 ? undefined : this.#matching.keyOf(row.record)
    }))
    const found = await findTargets(
      this.#tx,
      this.#matching,
      keyed.flatMap(({ key }) => key ?? [])
    )
    const lines = new Map<string, number>()
    const matched = keyed.flatMap(({ row, key }): Omit<Match, 'before'>[] => {
      const ids = (key !== undefined && found.get(key)) || []
      const same = ids[0] ?? key ?? ''
      const errors = row.faults.length > 0 ? row.faults : matchFaults(this.#matching, key, ids.length, lines.get(same))
      if (errors.length > 0 || key === undefined) {
        this.#fail({ row, key: key ?? null, target: null }, errors)
        return []
      }
      lines.set(same, row.line)
      return [{ row, key, target: ids[0] ?? null }]
    })
    const targets = matched.flatMap(({ target }) => target ?? [])
    await lockRecords(this.#tx, this.#writes.resource, targets)
    const known = new Map<string, Json>()
    for (let i = 0; i < targets.length; i += BATCH)
      for (const [id, record] of await this.#read(targets.slice(i, i + BATCH))) known.set(id, record)
    return matched.flatMap((match): Match[] => {
      const before = match.target === null ? null : known.get(match.target)
      if (before !== undefined) return [{ ...match, before }]
      this.#fail(match, [restricted])
      return []
    })
  }

  /** Carries out some rows; returns those that refer to what is not there. */
  async importRows(matches: Match[]): Promise<Match[]> {
    const works = this.#validate(matches)
    const { names, faults } = await Names.read(
      this.#tx,
      this.#writes,
      works.map(({ body }, i) => ({ body, pointer: `/${i}` }))
    )
    const lost = Map.groupBy(faults, ({ pointer = '' }) => Number(fromPointer(pointer)[0]))
    for (const [i, own] of lost) {
      const work = works[i] as Work
      this.#fail(
        work,
        own.map((fault) => rowFault({ ...fault, pointer: (fault.pointer ?? '').replace(/^\/\d+/, '') }, work.body))
      )
    }
    const sound = works.filter((_work, i) => !lost.has(i))
    const unchanged = sound.filter((work) => isUnchanged(work))
    const ids = await this.#write(
      sound.filter((work) => !isUnchanged(work)),
      names
    )
    const after = await this.#read([...ids.values()])
    for (const work of unchanged) this.#tell(work, work.target, work.before)
    for (const [work, id] of ids) this.#tell(work, id, after.get(id))
    return works.filter((_work, i) => lost.has(i))
  }

  #read(ids: string[]): Promise<Map<string, Json>> {
    return readRecords(this.#tx, this.#writes.resource, ids, this.#include)
  }

  /** What each row asks to be written, as far as the schemas of the contract let it. */
  #validate(matches: Match[]): Work[] {
    return matches.flatMap((match): Work[] => {
      const { row, key, before } = match
      // A former slug leads to the record, and is not to come back.
      const record = before !== null && row.record.slug === key ? { ...row.record, slug: before.slug } : row.record
      const work: Work = { ...match, record, body: patchOf(this.#writes, record, before) }
      const faults = isUnchanged(work) ? [] : faultsOf(validatorOf(this.#writes, before !== null), work.body)
      if (faults.length === 0) return [work]
      this.#fail(
        match,
        faults.map((fault) => rowFault(fault, work.body))
      )
      return []
    })
  }

  /** Stores what is asked for; gives the ids of what was stored. */
  async #write(works: Work[], names: Names): Promise<Map<Work, string>> {
    const { properties, resource, slugFrom, faults: faultsIn } = this.#writes
    const targets = works.flatMap(({ target }) => target ?? [])
    const stored = faultsIn ? await readStored(this.#tx, resource, targets) : new Map<string, Json>()
    const plans = works.flatMap((work): [Work, Plan][] => {
      const { target, body } = work
      const { columns, lists } = planOf(properties, body, names, target === null)
      if (target === null && slugFrom) columns.slug ??= slugOf(slugFrom(body))
      const faults = faultsIn?.({ ...(target !== null && stored.get(target)), ...columns }) ?? []
      if (faults.length === 0)
        return [[work, { id: target, columns: target === null ? withoutNulls(columns) : columns, lists }]]
      this.#fail(
        work,
        faults.map((fault) => rowFault(fault, body))
      )
      return []
    })
    const ids = new Map<Work, string>()
    await this.#store(plans, ids)
    return ids
  }

  /** Where the database refuses a write, halves of it are tried until the rows at fault are found. */
  async #store(plans: [Work, Plan][], ids: Map<Work, string>): Promise<void> {
    if (plans.length === 0) return
    if (this.#refused >= MOST_REFUSED) {
      for (const [work] of plans) this.#fail(work, [notChecked])
      return
    }
    const wanted = plans.map(([, plan]) => plan)
    try {
      const made = await attempt(this.#tx, () => store(this.#tx, this.#writes, wanted))
      for (const [i, [work]] of plans.entries()) ids.set(work, made[i] as string)
    } catch (error) {
      const refused = refusalOf(error)
      const refusal = refused instanceof BrokenConstraint ? constraintError(refused, this.#book) : refused
      if (!(refusal instanceof ApiError) || refusal.code === 'database_unavailable') throw error
      const [only] = plans
      if (plans.length === 1 && only) {
        this.#refused++
        const faults: Fault[] =
          refusal.faults.length > 0 ? refusal.faults : [{ code: refusal.code, detail: refusal.detail }]
        this.#fail(
          only[0],
          faults.map((fault) => rowFault(fault, only[0].body))
        )
        return
      }
      const half = Math.ceil(plans.length / 2)
      await this.#store(plans.slice(0, half), ids)
      await this.#store(plans.slice(half), ids)
    }
  }

  /** Reports what became of a row: `after` is its record now, or undefined when that may not be seen. */
  #tell(work: Work, subject: string | null, after: Json | null | undefined): void {
    const { row, record, key, before } = work
    if (!after) {
      this.#fail(work, [restricted])
      return
    }
    const diff = differences(this.#writes, before, after)
    const changed = before === null || diff.length > 0
    const old = before !== null && isStale(record, before)
    // An older copy that asks for nothing may show what the registry has set otherwise since.
    const errors = old && !changed ? [] : readOnlyFaults(this.#writes, record, before, after)
    if (before === null && (record.version ?? record.updated_at ?? null) !== null)
      errors.push(unknownRecord(this.#matching.column))
    if (old && changed) errors.push(staleRow(before.version))
    if (errors.length > 0) {
      this.#fail(work, errors)
      return
    }
    const outcome = before === null ? 'create' : changed ? 'update' : 'unchanged'
    this.report.set(row, {
      line: row.line,
      key,
      outcome,
      subject,
      version: (before?.version as number | undefined) ?? null,
      diff,
      errors
    })
  }
}

const isUnchanged = ({ before, body }: Work): boolean => before !== null && Object.keys(body).length === 0
const withoutNulls = (columns: Json): Json =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null))

const validators = new Map<string, ValidateFunction>()
let ajv: ReturnType<typeof createAjv> | undefined

/** Checks bodies as the routes for single records do. */
function validatorOf({ resource }: Writes, patch: boolean): ValidateFunction {
  const name = `${resource.record.$id}${patch ? 'Patch' : 'Prototype'}`
  ajv ??= createAjv({ verbose: true, schemas: [...components.values()] })
  const validate = validators.get(name) ?? ajv.compile({ $ref: `${name}#` })
  validators.set(name, validate)
  return validate
}
