// The snapshot as a workbook: one sheet per type of records, with the columns of CSV.
import type { Language } from '../../../http/language.ts'
import type { Resource } from '../../../records/define.ts'
import { columnsOf, valueIn } from '../../../records/formats/csv.ts'
import { packWorkbook, type Sheet } from '../../../records/formats/workbook/pack.ts'
import { type SheetColumn, sheetColumn, sheetWriter } from '../../../records/formats/workbook/sheet.ts'
import { aboutSnapshot, type Meta } from './about.ts'
import { Entries } from './entries.ts'

export interface WorkbookSource {
  lines: AsyncIterable<Buffer>
  meta: Meta
  resources: readonly Resource[]
  /** Returns the title of the sheet of a resource. */
  titleOf: (resource: Resource) => string
  language: Language
  base: string
}

/** Yields the bytes of the workbook. Throws 406 if there are more records of a type than a sheet has rows. */
export function snapshotWorkbook(source: WorkbookSource): AsyncGenerator<Buffer> {
  const entries = new Entries(source.lines)
  const sheets = source.resources.map((resource) => ({
    title: source.titleOf(resource),
    xml: sheetOf(resource, entries.ofType(resource.name))
  }))
  return packWorkbook([metaSheet(source), ...sheets])
}

const META_COLUMNS: SheetColumn[] = [
  { header: 'name', kind: 'text' },
  { header: 'value', kind: 'text' }
]

/** The first sheet: facts about the snapshot, and the type of records in each other sheet. */
function metaSheet({ meta, base, language, resources, titleOf }: WorkbookSource): Sheet {
  const { begin, row, end } = sheetWriter(META_COLUMNS)
  const rows = [
    ...aboutSnapshot(meta, base, language),
    ...resources.map((resource) => [`sheet ${titleOf(resource)}`, resource.name])
  ]
  return { title: 'meta', xml: [Buffer.from(begin + rows.map(row).join('') + end)] }
}

async function* sheetOf({ record }: Resource, batches: AsyncIterable<unknown[]>): AsyncGenerator<Buffer> {
  const columns = columnsOf(record)
  const { begin, row, end } = sheetWriter(columns.map(sheetColumn))
  yield Buffer.from(begin)
  for await (const records of batches)
    yield Buffer.from(records.map((each) => row(columns.map((column) => valueIn(each, column)))).join(''))
  yield Buffer.from(end)
}
