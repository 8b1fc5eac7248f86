// Runs an import inside the caller's transaction. A preview is the same run, rolled back.
import type { Tx } from '../../../db/connect.ts'
import { attempt } from '../../../db/transaction.ts'
import { faultsOf, MAX_FAULTS } from '../../../http/body-validation.ts'
import { ApiError, BrokenConstraint, constraintError, type Fault, type RuleBook } from '../../../http/errors.ts'
import { fromPointer } from '../../../http/pointer.ts'
import type { Matching } from '../../../records/define-imports.ts'
import type { Writes } from '../../../records/define-writes.ts'
import type { ReportRow, RowFault } from '../../../records/import-report.ts'
import { Names } from '../../../records/write/names.ts'
import { type Examined, examine, explained, withConstraints } from '../../../records/write/refusals.ts'
import { chooseSlugs, retryIfSlugTaken } from '../../../records/write/slugs.ts'
import { type Plan, store } from '../../../records/write/store.ts'
import { refusalOf } from '../../../records/write/transaction.ts'
import { takeTurns } from '../../../workers/turns.ts'
import type { FileRow } from '../file/parse-rows.ts'
import { type Json, listsOnDemand } from '../importables.ts'
import { resolveNames } from './named-records.ts'
import { isUnchanged, ofRow, outcomeOf, withoutNulls } from './outcomes.ts'
import { findTargets, lockRecords, readRecords, readStored } from './record-queries.ts'
import { reportDuplicates } from './report-duplicates.ts'
import { comparedColumns, differences, isStale, patchOf, readOnlyFaults } from './row-changes.ts'
import {
  matchFaults,
  notCheckedFault,
  restrictedFault,
  rowFault,
  staleRowFault,
  unknownRecordFault
} from './row-faults.ts'
import type { Hooks, Match, RowPlan, RowWrite } from './row-plan.ts'
import { validatorOf } from './row-validators.ts'
import { sameAsStored, withCells, withExactTexts } from './written-cells.ts'

const BATCH_SIZE = 500
/** Marks a property whose cell could not be read. Its fault is reported with the row. */
const UNREAD = { code: 'unread', detail: { pl: '', en: '' } }
/** Rows that the database may refuse. Then checking stops: each costs many attempts, and more faults would not help. */
const MAX_INVALID_ROWS = 100

/** Writes the rows and returns their outcomes in order. If any row is invalid, the caller must roll back. */
export async function importRows(
  tx: Tx,
  plan: RowPlan,
  file: FileRow[],
  { progress, signal }: Hooks
): Promise<ReportRow[]> {
  const rows = await resolveNames(tx, file)
  const run = new Run(tx, plan, rows)
  let pending = await run.match(rows)
  // A row may refer to a record that a later row creates. Rows with unresolved references are retried as long as the
  // previous round has resolved some.
  for (let before = Number.POSITIVE_INFINITY; pending.length > 0 && pending.length < before; ) {
    before = pending.length
    const postponed: Match[] = []
    for (let i = 0; i < pending.length; i += BATCH_SIZE) {
      signal?.throwIfAborted()
      postponed.push(...(await run.importRows(pending.slice(i, i + BATCH_SIZE))))
      await progress(run.report.size)
    }
    pending = postponed
  }
  await reportDuplicates(tx, plan, run.report)
  return rows.map((row) => withCells(row, run.report.get(row) as ReportRow, run.exact.get(row)))
}

/** The write of a row, and the faults that do not depend on other values of the row. */
interface Known {
  rowWrite: RowWrite
  faults: Fault[]
}

class Run {
  readonly report = new Map<FileRow, ReportRow>()
  /** Columns in which the record of a row has the very text of the cell. */
  readonly exact = new Map<FileRow, string[]>()
  readonly #tx: Tx
  readonly #writes: Writes
  readonly #matching: Matching
  readonly #book: RuleBook
  readonly #include: string[]
  readonly #compared: ReturnType<typeof comparedColumns>
  readonly #nextTurn = takeTurns()
  /** Slugs in the file. A record whose row has none must not take the slug of another row. */
  readonly #typedSlugs: string[]
  /** Ids of the records that the import has created. A preview leaves no record with them. */
  readonly #created = new Set<string>()
  #invalidRows = 0

  constructor(tx: Tx, { writes, matching, book }: RowPlan, rows: FileRow[]) {
    this.#tx = tx
    this.#writes = writes
    this.#matching = matching
    this.#book = book
    this.#include = listsOnDemand(writes).filter((name) => rows.some(({ record }) => Array.isArray(record[name])))
    this.#compared = comparedColumns(writes)
    this.#typedSlugs = rows.flatMap(({ record }) => (typeof record.slug === 'string' ? record.slug : []))
  }

  /** Reports a faulty row, with the faults of its cells first. */
  #fail({ row, key, target }: Pick<Match, 'row' | 'target' | 'key'>, found: RowFault[]): void {
    const errors = [...row.faults, ...found].slice(0, MAX_FAULTS)
    this.report.set(row, { line: row.line, key, outcome: 'error', subject: target, version: null, diff: [], errors })
  }

  /**
   * Matches rows with records and locks the records. Reports rows that match no allowed record or several records, and
   * rows that match the same record as an earlier row.
   */
  async match(rows: FileRow[]): Promise<Match[]> {
    const keyed = rows.map((row) => ({ row, key: this.#matching.keyOf(row.record) }))
    const found = await findTargets(
      this.#tx,
      this.#matching,
      keyed.flatMap(({ key }) => key ?? [])
    )
    const lines = new Map<string, number>()
    const matched = keyed.flatMap(({ row, key }): Omit<Match, 'before'>[] => {
      const ids = (key !== undefined && found.get(key)) || []
      const identity = ids[0] ?? key
      const earlierLine = identity === undefined ? undefined : lines.get(identity)
      // If the value that matches the row could not be read, that is its fault.
      const isUnread = key === undefined && row.faults.length > 0 && !this.#matching.optional
      const errors = isUnread ? [] : matchFaults(this.#matching, key, ids.length, earlierLine)
      const match = { row, key: key ?? null, target: ids[0] ?? null }
      if (errors.length > 0 || isUnread) {
        this.#fail({ ...match, target: null }, errors)
        return []
      }
      if (identity !== undefined) lines.set(identity, row.line)
      return [match]
    })
    const targets = matched.flatMap(({ target }) => target ?? [])
    await lockRecords(this.#tx, this.#writes.resource, targets)
    const known = new Map<string, Json>()
    for (let i = 0; i < targets.length; i += BATCH_SIZE)
      for (const [id, record] of await this.#read(targets.slice(i, i + BATCH_SIZE))) known.set(id, record)
    return matched.flatMap((match): Match[] => {
      const before = match.target === null ? null : known.get(match.target)
      if (before !== undefined) return [{ ...match, before }]
      this.#fail(match, [restrictedFault])
      return []
    })
  }

  /** Writes some rows. Returns the rows that refer to records that do not exist (yet). */
  async importRows(matches: Match[]): Promise<Match[]> {
    const rowWrites: RowWrite[] = []
    for (const match of matches) {
      rowWrites.push(this.#rowWriteOf(match))
      await this.#nextTurn()
    }
    const { names, faults } = await Names.read(
      this.#tx,
      this.#writes,
      rowWrites.map(({ body, form }, i) => ({ body, form, pointer: `/${i}` }))
    )
    const unresolved = Map.groupBy(faults.map(ofRow), ({ row }) => row)
    const unchanged = rowWrites.filter((rowWrite) => isUnchanged(rowWrite))
    const known = rowWrites.flatMap((rowWrite, i): Known[] => {
      const unknown = unresolved.get(i)?.map(({ fault }) => fault) ?? []
      return isUnchanged(rowWrite) ? [] : [{ rowWrite, faults: [...rowWrite.form, ...unknown] }]
    })
    const ids = await this.#write(await this.#examine(known, names))
    const after = await this.#read([...ids.values()])
    for (const rowWrite of unchanged) this.#report(rowWrite, rowWrite.target, rowWrite.before)
    for (const [rowWrite, id] of ids) {
      this.#report(rowWrite, id, after.get(id))
      await this.#nextTurn()
    }
    return rowWrites.filter((_rowWrite, i) => unresolved.has(i))
  }

  #read(ids: string[]): Promise<Map<string, Json>> {
    return readRecords(this.#tx, this.#writes.resource, ids, this.#include)
  }

  /** Builds the write of a row, with its violations of the schemas of the contract. */
  #rowWriteOf(match: Match): RowWrite {
    const { row, key, before } = match
    const exact = before === null ? [] : sameAsStored(row, before)
    this.exact.set(row, exact)
    const read = withExactTexts(row, exact)
    // A row can be matched by a former slug. The write must not restore that slug.
    const record = before !== null && read.slug === key ? { ...read, slug: before.slug } : read
    const body = patchOf(this.#writes, record, before)
    for (const name of row.unread) delete body[name]
    const rowWrite = { ...match, record, body, form: [] }
    if (isUnchanged(rowWrite)) return rowWrite
    const form = faultsOf(validatorOf(this.#writes, before !== null), body)
    return { ...rowWrite, form: form.filter(({ pointer = '' }) => !row.unread.has(String(fromPointer(pointer)[0]))) }
  }

  /** Returns the plans of the sound rows. Reports the others, each with all of its faults. */
  async #examine(known: Known[], names: Names): Promise<[RowWrite, Plan][]> {
    const targets = known.flatMap(({ rowWrite: { target } }) => target ?? [])
    const stored = this.#writes.faults
      ? await readStored(this.#tx, this.#writes.resource, targets)
      : new Map<string, Json>()
    const examined = known.map(({ rowWrite, faults }): [RowWrite, Examined] => {
      const { body, target, row } = rowWrite
      const before = target === null ? undefined : stored.get(target)
      // Rules about a cell that could not be read are left out.
      const unsound = [...faults, ...[...row.unread].map((name) => ({ ...UNREAD, pointer: `/${name}` }))]
      const draft = { body, id: target, whole: target === null, stored: before, faults: unsound }
      const { plan, faults: found } = examine(this.#writes, names, draft)
      return [rowWrite, { plan, faults: [...faults, ...found] }]
    })
    const isFaulty = ([{ row }, { faults }]: [RowWrite, Examined]) => row.faults.length > 0 || faults.length > 0
    const faulty = examined.filter(isFaulty)
    const parts = faulty.map(([, part]) => part)
    const all = await withConstraints(this.#tx, this.#writes, parts, this.#book)
    for (const [i, [rowWrite]] of faulty.entries()) {
      const faults = all[i] ?? []
      this.#fail(
        rowWrite,
        faults.map((fault) => rowFault(fault, rowWrite.body))
      )
    }
    return examined.flatMap((each) => (isFaulty(each) ? [] : [[each[0], each[1].plan]]))
  }

  /** Stores the writes and returns the ids of the stored records. */
  async #write(planned: [RowWrite, Plan][]): Promise<Map<RowWrite, string>> {
    const slugs = await this.#chooseSlugs(planned.map(([rowWrite]) => rowWrite))
    const plans = planned.map(([rowWrite, plan]): [RowWrite, Plan] => {
      const slug = slugs.get(rowWrite)
      const columns = slug === undefined ? plan.columns : { ...plan.columns, slug }
      return [rowWrite, { ...plan, columns: plan.id === null ? withoutNulls(columns) : columns }]
    })
    const ids = new Map<RowWrite, string>()
    await this.#store(plans, ids)
    return ids
  }

  /** Returns slugs for the new records whose rows have none. */
  async #chooseSlugs(rowWrites: RowWrite[]): Promise<Map<RowWrite, string>> {
    const { resource, slugFrom, reservedSlugs = [] } = this.#writes
    const unnamed = rowWrites.filter(({ target, body }) => slugFrom && target === null && (body.slug ?? null) === null)
    if (!slugFrom || unnamed.length === 0) return new Map()
    const wanted = unnamed.map(({ row, body }) => ({
      words: slugFrom(body),
      seed: `${row.line} ${JSON.stringify(body)}`
    }))
    const reserved = [...reservedSlugs, ...this.#typedSlugs]
    const slugs = await chooseSlugs(this.#tx, { resource, reservedSlugs: reserved }, wanted)
    return new Map(unnamed.map((rowWrite, i) => [rowWrite, slugs[i] as string]))
  }

  /** Stores a batch. If the database refuses it, the halves are tried separately until the invalid rows are found. */
  async #store(plans: [RowWrite, Plan][], ids: Map<RowWrite, string>): Promise<void> {
    if (plans.length === 0) return
    if (this.#invalidRows >= MAX_INVALID_ROWS) {
      for (const [rowWrite] of plans) this.#fail(rowWrite, [notCheckedFault])
      return
    }
    const batch = plans.map(([, plan]) => plan)
    try {
      const stored = await attempt(this.#tx, () => store(this.#tx, this.#writes, batch))
      for (const [i, [rowWrite, { id }]] of plans.entries()) {
        ids.set(rowWrite, stored[i] as string)
        if (id === null) this.#created.add(stored[i] as string)
      }
    } catch (error) {
      const [only] = plans
      // The retried transaction repeats the whole import.
      if (plans.length === 1 && only && (only[0].body.slug ?? null) === null && only[0].target === null) {
        const raced = retryIfSlugTaken(error, this.#writes.resource.name)
        if (raced !== error) throw raced
      }
      const first = refusalOf(error)
      if (!(first instanceof BrokenConstraint || first instanceof ApiError) || isUnavailable(first)) throw error
      if (plans.length === 1 && only) {
        this.#invalidRows++
        this.#fail(
          only[0],
          (await this.#faultsOf(only[1], error)).map((fault) => rowFault(fault, only[0].body))
        )
        return
      }
      const half = Math.ceil(plans.length / 2)
      await this.#store(plans.slice(0, half), ids)
      await this.#store(plans.slice(half), ids)
    }
  }

  /** Returns the faults of a row that the database has refused. */
  async #faultsOf(plan: Plan, error: unknown): Promise<Fault[]> {
    const refused = refusalOf(await explained(this.#tx, this.#writes, plan, error, this.#book, this.#created))
    const refusal = refused instanceof BrokenConstraint ? constraintError(refused, this.#book) : refused
    if (!(refusal instanceof ApiError)) throw error
    return refusal.faults.length > 0 ? refusal.faults : [{ code: refusal.code, detail: refusal.detail }]
  }

  /** Reports the outcome of a row. `after` is its record now; null or undefined if writers cannot see it. */
  #report(rowWrite: RowWrite, subject: string | null, after: Json | null | undefined): void {
    const { row, record, key, before } = rowWrite
    if (!after) {
      this.#fail(rowWrite, [restrictedFault])
      return
    }
    const diff = differences(this.#compared, before, after)
    const changed = before === null || diff.length > 0
    const isOldCopy = before !== null && isStale(record, before)
    // An older copy that changes nothing may have outdated read-only values.
    const errors = isOldCopy && !changed ? [] : readOnlyFaults(this.#writes, record, before, after)
    if (before === null && (record.version ?? record.updated_at ?? null) !== null)
      errors.push(unknownRecordFault(this.#matching.column))
    if (isOldCopy && changed) errors.push(staleRowFault(before.version))
    if (errors.length > 0) {
      this.#fail(rowWrite, errors)
      return
    }
    this.report.set(row, {
      line: row.line,
      key,
      outcome: outcomeOf(before, changed),
      subject,
      version: (before?.version as number | undefined) ?? null,
      diff,
      errors
    })
  }
}

const isUnavailable = (error: unknown): boolean => error instanceof ApiError && error.code === 'database_unavailable'
