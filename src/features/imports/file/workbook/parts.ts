// Reads the parts of a workbook beside its sheets: relationships, list of sheets, shared texts, and date formats.
import { posix } from 'node:path'
import { unescaped } from '../../../../records/formats/workbook/text.ts'
import type { Archive } from './archive.ts'
import { damagedWorkbook, workbookTooLarge } from './refusals.ts'
import { type Attributes, attributeOf, isTrue, parseXml } from './xml.ts'

const MAX_SHEETS = 200
const MAX_SHARED_TEXTS = 1_000_000

interface Relationship {
  id: string
  /** Last part of the type, such as `worksheet`. It is the same in the strict and the transitional format. */
  type: string
  target: string
}

/** Returns the relationships of a part within the archive. */
async function relationshipsOf(archive: Archive, path: string): Promise<Relationship[]> {
  const { dir, base } = posix.parse(path)
  const rels = posix.join(dir, '_rels', `${base}.rels`)
  if (!archive.has(rels)) return []
  const found: Relationship[] = []
  await parseXml(archive.read(rels), {
    open: (name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (name !== 'Relationship' || mode === 'External') return
      const resolved = target.startsWith('/') ? target.slice(1) : posix.join(dir, target)
      found.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: resolved })
    }
  })
  return found
}

export interface SheetInfo {
  title: string
  visible: boolean
  /** Path of its part; undefined for a sheet without cells, such as a chart. */
  path: string | undefined
}

export interface WorkbookInfo {
  sheets: SheetInfo[]
  epoch1904: boolean
  /** Paths of the parts that sheets refer to. */
  sharedTexts: string | undefined
  styles: string | undefined
}

export async function readWorkbookInfo(archive: Archive): Promise<WorkbookInfo> {
  const main = (await relationshipsOf(archive, '')).find(({ type }) => type === 'officeDocument')?.target
  if (main === undefined) throw damagedWorkbook()
  const relationships = await relationshipsOf(archive, main)
  const pathOf = (type: string, id?: string) =>
    relationships.find((each) => each.type === type && (id === undefined || each.id === id))?.target
  const sheets: SheetInfo[] = []
  let epoch1904 = false
  await parseXml(archive.read(main), {
    open: (name, attributes) => {
      if (name === 'workbookPr') epoch1904 = isTrue(attributes.date1904)
      if (name !== 'sheet') return
      if (sheets.length === MAX_SHEETS) throw workbookTooLarge()
      sheets.push({
        title: unescaped(attributes.name ?? ''),
        visible: (attributes.state ?? 'visible') === 'visible',
        path: pathOf('worksheet', sheetId(attributes))
      })
    }
  })
  return { sheets, epoch1904, sharedTexts: pathOf('sharedStrings'), styles: pathOf('styles') }
}

/** The id of the relationship has a prefix; `sheetId` is another number. */
const sheetId = (attributes: Attributes): string =>
  Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''

/** Collects the text of an element with rich text. Phonetic guides are left out. */
export class RichText {
  #text = ''
  #collects = false
  #isPhonetic = false

  open(name: string): void {
    if (name === 'rPh') this.#isPhonetic = true
    this.#collects = name === 't' && !this.#isPhonetic
  }

  add(text: string): void {
    if (this.#collects) this.#text += text
  }

  close(name: string): void {
    if (name === 'rPh') this.#isPhonetic = false
    this.#collects = false
  }

  /** Returns the text so far, and begins anew. */
  take(): string {
    const text = unescaped(this.#text)
    this.#text = ''
    return text
  }
}

/** Returns the texts to which cells refer by their number. */
export async function readSharedTexts(archive: Archive, path: string | undefined): Promise<string[]> {
  if (path === undefined || !archive.has(path)) return []
  const texts: string[] = []
  const text = new RichText()
  await parseXml(archive.read(path), {
    open: (name) => text.open(name),
    text: (part) => text.add(part),
    close: (name) => {
      text.close(name)
      if (name !== 'si') return
      if (texts.length === MAX_SHARED_TEXTS) throw workbookTooLarge()
      texts.push(text.take())
    }
  })
  return texts
}

/** Returns for each cell format whether it shows a number as a date. */
export async function readDateFormats(archive: Archive, path: string | undefined): Promise<boolean[]> {
  if (path === undefined || !archive.has(path)) return []
  const codes = new Map<string, string>()
  const formats: boolean[] = []
  let inCellFormats = false
  await parseXml(archive.read(path), {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(attributes.numFmtId ?? '', attributes.formatCode ?? '')
      if (name === 'cellXfs') inCellFormats = true
      if (name === 'xf' && inCellFormats) formats.push(isDate(attributeOf(attributes, 'numFmtId') ?? '0', codes))
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false
    }
  })
  return formats
}

/** Numbers of standard formats for dates, also in East Asian languages. */
const isStandardDate = (no: number): boolean =>
  [14, 15, 16, 17, 22].includes(no) || (no >= 27 && no <= 36) || (no >= 50 && no <= 58)

/** Whether the code of a format has a year or a day. Quoted and escaped characters and `[…]` are not parts of a date. */
function isDate(no: string, codes: ReadonlyMap<string, string>): boolean {
  const code = codes.get(no)
  if (code === undefined) return isStandardDate(Number(no))
  return /[ydr]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '').replace(/general/gi, ''))
}
