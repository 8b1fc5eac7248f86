// Replaces names of records in a sheet by their slugs, if exactly one record has the name.
import type { Tx } from '../../../db/connect.ts'
import { quote } from '../../../http/pointer.ts'
import type { FindByName } from '../../../records/define-imports.ts'
import type { RowFault } from '../../../records/import-report.ts'
import { fold } from '../../../records/polish.ts'
import type { FileRow } from '../file/parse-rows.ts'
import type { Json } from '../importables.ts'

type Slugs = ReadonlyMap<string, readonly string[]>

/** Returns the rows with the slugs of the records that they name. A name without exactly one record is a fault. */
export async function resolveNames(tx: Tx, rows: FileRow[]): Promise<FileRow[]> {
  const named = Map.groupBy(
    rows.flatMap((row) => row.named),
    ({ find }) => find
  )
  const found = new Map<FindByName, Slugs>()
  for (const [find, cells] of named) found.set(find, await find(tx, [...new Set(cells.map(({ name }) => fold(name)))]))
  return rows.map((row) => (row.named.length === 0 ? row : withSlugs(row, found)))
}

function withSlugs(row: FileRow, found: ReadonlyMap<FindByName, Slugs>): FileRow {
  const record = structuredClone(row.record)
  const faults = [...row.faults]
  const unread = new Set(row.unread)
  const readings = [...row.readings]
  for (const { column, path, name, find } of row.named) {
    const slugs = found.get(find)?.get(fold(name)) ?? []
    const [slug] = slugs
    if (slug !== undefined && slugs.length === 1) {
      setAt(record, path, slug)
      readings.push({ column, heading: '', written: name, ...row.cellOf(column), read: slug })
    } else {
      faults.push(slugs.length === 0 ? unknownName(column, name) : ambiguousName(column, name, slugs))
      unread.add(path[0] as string)
    }
  }
  return { ...row, record, faults, unread, readings }
}

function setAt(record: Json, [name = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    record[name] = value
    return
  }
  const inner = (record[name] ?? {}) as Json
  record[name] = inner
  setAt(inner, rest, value)
}

const unknownName = (column: string, name: string): RowFault => ({
  column,
  code: 'unknown_name',
  detail: {
    pl: `W rejestrze nie ma rekordu o nazwie ${quote(name)}. Należy wpisać jego slug, np. cus-belzyce.`,
    en: `No record in the registry has the name ${quote(name)}. Enter its slug, such as cus-belzyce.`
  }
})

const ambiguousName = (column: string, name: string, slugs: readonly string[]): RowFault => ({
  column,
  code: 'ambiguous_name',
  detail: {
    pl: `Nazwę ${quote(name)} ma kilka rekordów. Należy wpisać slug jednego z nich: ${slugs.slice(0, 5).join(', ')}.`,
    en: `Several records have the name ${quote(name)}. Enter the slug of one of them: ${slugs.slice(0, 5).join(', ')}.`
  }
})
