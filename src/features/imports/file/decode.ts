// Decodes an import file. Encodings are never converted by guess: UTF-8 and UTF-16 with a byte order mark are read. A
// file in another encoding is refused, and the error says how to save it correctly.
import { isUtf8 } from 'node:buffer'
import type { Text } from '../../../http/errors.ts'
import { WORKBOOK_TYPE } from '../../../records/formats/workbook/parts.ts'
import type { ImportMessage } from '../../../records/import-report.ts'
import { RefusedFile } from './refused-file.ts'

const SAVE_AS: Text = {
  pl: 'Należy zapisać plik jako «CSV UTF-8 (rozdzielany przecinkami)» i przesłać go ponownie.',
  en: 'Save it as “CSV UTF-8 (comma delimited)” and send it again.'
}

export interface DecodedFile {
  /** Text without a byte order mark. */
  text: string
  messages: ImportMessage[]
}

/**
 * Returns the text of a file. Throws RefusedFile if it is a spreadsheet, has another encoding than UTF-8 or UTF-16
 * with a byte order mark, or contains NUL.
 */
export function decodeText(bytes: Uint8Array): DecodedFile {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isSpreadsheet(buffer)) throw new RefusedFile([SPREADSHEET])
  const utf16 = markedUtf16(buffer)
  if (utf16 !== undefined) return { text: withoutNul(utf16), messages: [READ_AS_UTF16] }
  if (isUnmarkedUtf16(buffer))
    throw refused(1, 'encoding_utf16', {
      pl: 'Plik zapisano w kodowaniu UTF-16 bez znacznika kolejności bajtów.',
      en: 'The file is in UTF-16 without a byte order mark.'
    })
  if (!isUtf8(buffer)) throw notUtf8(buffer)
  return { text: withoutNul(new TextDecoder().decode(buffer)), messages: [] }
}

/** Returns the text. Throws RefusedFile if it contains NUL. */
function withoutNul(text: string): string {
  const nul = text.indexOf('\0')
  if (nul < 0) return text
  const detail = {
    pl: 'Plik zawiera znak o kodzie zero, nie jest więc tekstem.',
    en: 'The file contains a NUL character, so it is not text.'
  }
  throw new RefusedFile([{ line: text.slice(0, nul).split('\n').length, code: 'nul_character', detail }])
}

const SPREADSHEET = {
  line: 1,
  code: 'spreadsheet_file',
  detail: {
    pl:
      'Plik jest arkuszem w formacie programu (np. .xlsx, .ods lub .xls), a nie tekstem. Skoroszyt (.xlsx) przesyła ' +
      `się z typem treści ${WORKBOOK_TYPE}, a inny arkusz należy najpierw zapisać w tym formacie.`,
    en:
      'The file is a spreadsheet in the format of its program (such as .xlsx, .ods or .xls), not text. Send a workbook ' +
      `(.xlsx) with the content type ${WORKBOOK_TYPE}, and save any other spreadsheet in this format first.`
  }
}

/** Recognises the archives of .xlsx and .ods, and the compound files of .xls, by their first bytes. */
const isSpreadsheet = (buffer: Buffer): boolean =>
  /^(504b0304|d0cf11e0a1b11ae1)/.test(buffer.subarray(0, 8).toString('hex'))

/** Returns the text of a file in UTF-16 with a byte order mark, as Excel saves «Unicode text»; undefined for others. */
function markedUtf16(buffer: Buffer): string | undefined {
  const mark = /^(fffe|feff)/.exec(buffer.subarray(0, 2).toString('hex'))?.[0]
  if (mark === undefined) return undefined
  try {
    return new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be', { fatal: true }).decode(buffer)
  } catch {
    throw refused(1, 'encoding_utf16', {
      pl: 'Plik w kodowaniu UTF-16 jest uszkodzony.',
      en: 'The file in UTF-16 is damaged.'
    })
  }
}

/** Recognises UTF-16 without a mark by zeros in every second of the first bytes, as in an ASCII header. */
function isUnmarkedUtf16(buffer: Buffer): boolean {
  const start = buffer.subarray(0, 8)
  return start.length === 8 && /^((00[^0].|000[^0])+|([^0].00|0[^0]00)+)$/.test(start.toString('hex'))
}

const READ_AS_UTF16: ImportMessage = {
  code: 'read_as_utf16',
  detail: {
    pl: 'Plik odczytano w kodowaniu UTF-16 («Tekst Unicode» Excela).',
    en: 'The file was read as UTF-16 (“Unicode text” of Excel).'
  }
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

const refused = (line: number, code: string, cause: Text): RefusedFile =>
  new RefusedFile([{ line, code, detail: { pl: `${cause.pl} ${SAVE_AS.pl}`, en: `${cause.en} ${SAVE_AS.en}` } }])
