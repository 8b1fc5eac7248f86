// Reads the ZIP archive of a workbook. Nothing that it declares about itself is trusted: sizes are counted while the
// parts are unpacked, and their checksums are compared.
import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { RefusedFile } from '../refused-file.ts'
import {
  damagedWorkbook,
  encryptedWorkbook,
  noWorkbook,
  odsFile,
  workbookTooLarge,
  xlsbFile,
  xlsFile
} from './refusals.ts'

/** Bytes that all parts together may have. 20,000 rows with 60 columns have about 50 MB. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024
/**
 * Bytes that an archive may have for each byte of its file, and that any archive may have. A large workbook has about
 * 25, a bomb more than 500.
 */
const [MAX_RATIO, MIN_UNPACKED_BYTES] = [100, 4 * 1024 * 1024]
/** Parts of the archive. A large workbook has several hundred. */
const MAX_ENTRIES = 2_000
const ZIP_SIGNATURES = ['504b0304', '504b0506']
const COMPOUND_FILE_SIGNATURE = 'd0cf11e0a1b11ae1'

/** An opened archive. All reads share one limit of bytes. */
export interface Archive {
  has: (path: string) => boolean
  /** Yields the bytes of a part. Throws RefusedFile if there is none, if it is damaged or too large. */
  read: (path: string) => AsyncGenerator<Buffer>
}

/** Opens the archive of a workbook. Throws RefusedFile if it is something else. */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  checkSignature(bytes)
  const { zip, entries } = await readEntries(bytes).catch((error) => {
    throw error instanceof RefusedFile ? error : damagedWorkbook(error)
  })
  checkContent(entries)
  let left = Math.min(MAX_UNPACKED_BYTES, Math.max(MIN_UNPACKED_BYTES, MAX_RATIO * bytes.length))
  async function* read(path: string): AsyncGenerator<Buffer> {
    const entry = entries.get(path.toLowerCase())
    if (!entry) throw damagedWorkbook()
    if (entry.isEncrypted()) throw encryptedWorkbook()
    const chunks = await zip.openReadStreamPromise(entry).catch((error) => {
      throw damagedWorkbook(error)
    })
    let checksum = 0
    const next = chunks[Symbol.asyncIterator]()
    try {
      for (;;) {
        const { value, done } = await next.next().catch((error) => {
          throw damagedWorkbook(error)
        })
        if (done) break
        left -= value.length
        if (left < 0) throw workbookTooLarge()
        checksum = crc32(value, checksum)
        yield value
      }
    } finally {
      await next.return?.()
    }
    if (checksum !== entry.crc32) throw damagedWorkbook()
  }
  return { has: (path) => entries.has(path.toLowerCase()), read }
}

/** Recognises other files by their first bytes. A workbook with a password is a compound file, as an .xls is. */
function checkSignature(bytes: Buffer): void {
  const start = bytes.subarray(0, 8).toString('hex')
  if (start === COMPOUND_FILE_SIGNATURE)
    throw bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? encryptedWorkbook() : xlsFile()
  if (!ZIP_SIGNATURES.some((signature) => start.startsWith(signature))) throw noWorkbook()
}

/** Returns the parts by their paths in lower case: the names of parts are not case-sensitive (ECMA-376 part 2). */
async function readEntries(bytes: Buffer): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true })
  if (zip.entryCount > MAX_ENTRIES) throw workbookTooLarge()
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    const path = entry.fileName.toLowerCase()
    // Programs would disagree about which of them counts.
    if (entries.has(path)) throw damagedWorkbook()
    entries.set(path, entry)
  }
  return { zip, entries }
}

function checkContent(entries: ReadonlyMap<string, Entry>): void {
  if (entries.has('_rels/.rels') && [...entries.keys()].some((path) => /^xl\/.*\.xml$/.test(path))) return
  if (entries.has('content.xml') && entries.has('mimetype')) throw odsFile()
  if (entries.has('xl/workbook.bin')) throw xlsbFile()
  throw noWorkbook()
}
