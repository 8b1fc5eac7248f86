import { decodeText } from './decode.ts'
import type { FileFormat } from './parse-rows.ts'
import { readWorkbook } from './workbook/read-workbook.ts'
import { storedSheet } from './workbook/stored-sheet.ts'

/**
 * Returns the text of an import file that is stored until it is applied. Of a workbook, it is one sheet: the one with
 * this title, or the first visible one. Throws RefusedFile.
 */
export const textToStore = async (
  { format, bytes }: { format: FileFormat; bytes: Uint8Array },
  sheet?: string
): Promise<string> =>
  format === 'xlsx'
    ? storedSheet(await readWorkbook(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), sheet))
    : decodeText(bytes)
