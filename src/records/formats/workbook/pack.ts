// Packs sheets into a workbook: a ZIP archive that is written while its sheets are read.
import { Readable } from 'node:stream'
import { type Options, ZipFile } from 'yazl'
import { fixedParts, pathOfSheet } from './parts.ts'

/** A sheet with its XML, which is read once. */
export interface Sheet {
  title: string
  xml: AsyncIterable<Buffer> | Iterable<Buffer>
}

// The same content has the same bytes at any time and in any time zone: ZIP has local times.
const OPTIONS: Partial<Options> = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true }
const MAX_TITLE_LENGTH = 31

/** Yields the bytes of a workbook. The sheets are read one after the other, in their order. */
export async function* packWorkbook(sheets: readonly Sheet[]): AsyncGenerator<Buffer> {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  zip.on('error', (error) => output.destroy(error as Error))
  for (const [path, text] of fixedParts(titlesOf(sheets))) zip.addBuffer(Buffer.from(text), path, OPTIONS)
  for (const [i, { xml }] of sheets.entries())
    zip.addReadStreamLazy(pathOfSheet(i + 1), OPTIONS, (open) => open(null, Readable.from(xml, { objectMode: false })))
  zip.end()
  yield* output
}

/** Returns the titles without what a title of a sheet cannot contain. No two are equal. */
function titlesOf(sheets: readonly Sheet[]): string[] {
  const titles: string[] = []
  for (const { title } of sheets) {
    const plain = title.replace(/[\\/*?:[\]]/g, ' ')
    for (let no = 1; ; no++) {
      const suffix = no === 1 ? '' : ` (${no})`
      const room = MAX_TITLE_LENGTH - suffix.length
      const unique = (plain.length > room ? `${plain.slice(0, room - 1).toWellFormed()}…` : plain) + suffix
      if (titles.some((other) => other.toLowerCase() === unique.toLowerCase())) continue
      titles.push(unique)
      break
    }
  }
  return titles
}
