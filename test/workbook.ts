// Workbooks for tests: reads single parts of one, and makes archives of any content.
import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { ZipFile } from 'yazl'

/** Returns a part of an archive. */
export async function entryOf(bytes: Buffer, path: string): Promise<Buffer> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true })
  for await (const entry of zip.eachEntry())
    if (entry.fileName === path) return buffer(await zip.openReadStreamPromise(entry))
  throw new Error(`no ${path}`)
}

/** Returns the titles of the sheets of a workbook, as written in its XML. */
export async function sheetTitles(bytes: Buffer): Promise<string[]> {
  const xml = (await entryOf(bytes, 'xl/workbook.xml')).toString()
  return [...xml.matchAll(/<sheet name="([^"]*)"/g)].map(([, title = '']) => title)
}

/** Makes an archive of these parts. */
export async function zipOf(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [path, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), path)
  zip.end()
  return buffer(zip.outputStream)
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

const relationships = (...targets: [type: string, target: string][]): string =>
  `<Relationships xmlns="${PACKAGE}">${targets
    .map(([type, target], i) => `<Relationship Id="r${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

export interface WrittenWorkbook {
  /** Content of `sheetData`, and what follows it. */
  rows?: string
  /** The XML before `sheetData`. */
  before?: string
  /** Further attributes of `workbookPr`. */
  properties?: string
  /** Elements `si`. */
  shared?: string
  /** Content of `styleSheet`. */
  styles?: string
  /** Elements `sheet`; the relationship of the sheet is r1. */
  sheets?: string
}

/** Returns the parts of a workbook as another program would write them. */
export const partsOf = ({ rows = '', before = '', properties = '', shared, styles, sheets }: WrittenWorkbook) => ({
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  '_rels/.rels': relationships(['officeDocument', '/xl/workbook.xml']),
  'xl/workbook.xml':
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr ${properties}/><sheets>` +
    `${sheets ?? '<sheet name="Arkusz1" sheetId="1" r:id="r1"/>'}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': relationships(
    ['worksheet', 'worksheets/a.xml'],
    ['sharedStrings', 'shared.xml'],
    ['styles', 'styles.xml'],
    ['worksheet', 'worksheets/b.xml']
  ),
  'xl/worksheets/a.xml': sheetXml(rows, before),
  'xl/worksheets/b.xml': sheetXml('<row r="1"><c r="A1" t="inlineStr"><is><t>drugi</t></is></c></row>'),
  ...(shared !== undefined && { 'xl/shared.xml': `<sst xmlns="${MAIN}">${shared}</sst>` }),
  ...(styles !== undefined && { 'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` })
})

/** Returns the XML of a sheet. A later element may follow the rows. */
export function sheetXml(rows: string, before = ''): string {
  const [data, after = ''] = rows.split('<!-- after -->')
  return `<worksheet xmlns="${MAIN}">${before}<sheetData>${data}</sheetData>${after}</worksheet>`
}

export const workbookOf = (written: WrittenWorkbook): Promise<Buffer> => zipOf(partsOf(written))

/** Returns all parts of an archive. */
export async function allEntries(bytes: Buffer): Promise<Record<string, Buffer>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true })
  const parts: Record<string, Buffer> = {}
  for await (const entry of zip.eachEntry())
    parts[entry.fileName] = await buffer(await zip.openReadStreamPromise(entry))
  return parts
}
