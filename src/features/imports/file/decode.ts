// Decodes an import file. Encodings are never converted by guess: a file in another encoding is refused, and the error
// says how to save it correctly.
import { isUtf8 } from 'node:buffer'
import type { Text } from '../../../http/errors.ts'
import { RefusedFile } from './refused-file.ts'

const SAVE_AS: Text = {
  pl: 'Należy zapisać plik jako «CSV UTF-8 (rozdzielany przecinkami)» i przesłać go ponownie.',
  en: 'Save it as “CSV UTF-8 (comma delimited)” and send it again.'
}

/**
 * Returns the text of a file without a byte order mark. Throws RefusedFile if it is a spreadsheet, is not UTF-8 or
 * contains NUL.
 */
export function decodeText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isSpreadsheet(buffer))
    throw refused(1, 'spreadsheet_file', {
      pl: 'Plik jest arkuszem w formacie programu (np. .xlsx, .ods lub .xls), a nie plikiem CSV.',
      en: 'The file is a spreadsheet in the format of its program (such as .xlsx, .ods or .xls), not CSV.'
    })
  if (isUtf16(buffer))
    throw refused(1, 'encoding_utf16', {
      pl: 'Plik zapisano w kodowaniu UTF-16, a nie UTF-8.',
      en: 'The file is in UTF-16, not UTF-8.'
    })
  if (!isUtf8(buffer)) throw notUtf8(buffer)
  const nul = buffer.indexOf(0)
  if (nul >= 0) {
    const detail = {
      pl: 'Plik zawiera znak o kodzie zero, nie jest więc tekstem.',
      en: 'The file contains a NUL character, so it is not text.'
    }
    throw new RefusedFile([{ line: lineAt(buffer, nul), code: 'nul_character', detail }])
  }
  return new TextDecoder().decode(buffer)
}

/** Recognises the archives of .xlsx and .ods, and the compound files of .xls, by their first bytes. */
const isSpreadsheet = (buffer: Buffer): boolean =>
  /^(504b0304|d0cf11e0a1b11ae1)/.test(buffer.subarray(0, 8).toString('hex'))

/** Recognises UTF-16 by its byte order mark, or by zeros in every second of the first bytes, as in an ASCII header. */
function isUtf16(buffer: Buffer): boolean {
  const start = buffer.subarray(0, 8)
  if (/^(fffe|feff)/.test(start.toString('hex'))) return true
  return start.length === 8 && /^((00[^0].|000[^0])+|([^0].00|0[^0]00)+)$/.test(start.toString('hex'))
}

function notUtf8(buffer: Buffer): RefusedFile {
  const { line, bytes } = firstBrokenLine(buffer)
  const foreign = bytes.filter((byte) => byte > 0x7f)
  for (const encoding of ['windows-1250', 'iso-8859-2']) {
    const letters = [...new TextDecoder(encoding).decode(foreign)]
    if (letters.every((letter) => POLISH.includes(letter))) {
      const pl = `Plik zapisano w kodowaniu ${encoding}, a nie UTF-8 (polskie litery w wierszu ${line}).`
      return refused(line, `encoding_${encoding.replaceAll('-', '_')}`, {
        pl,
        en: `The file is in ${encoding}, not UTF-8 (Polish letters in line ${line}).`
      })
    }
  }
  return refused(line, 'encoding_unknown', {
    pl: `Wiersz ${line} nie jest tekstem w kodowaniu UTF-8.`,
    en: `Line ${line} is not text in UTF-8.`
  })
}

const POLISH = 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–—…\u00a0'

function firstBrokenLine(buffer: Buffer): { line: number; bytes: Buffer } {
  let start = 0
  for (let line = 1; ; line++) {
    const end = buffer.indexOf(0x0a, start)
    const bytes = buffer.subarray(start, end < 0 ? buffer.length : end)
    if (end < 0 || !isUtf8(bytes)) return { line, bytes }
    start = end + 1
  }
}

function lineAt(buffer: Buffer, position: number): number {
  let line = 1
  for (const byte of buffer.subarray(0, position)) if (byte === 0x0a) line++
  return line
}

const refused = (line: number, code: string, cause: Text): RefusedFile =>
  new RefusedFile([{ line, code, detail: { pl: `${cause.pl} ${SAVE_AS.pl}`, en: `${cause.en} ${SAVE_AS.en}` } }])
