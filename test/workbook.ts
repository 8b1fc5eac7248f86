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
