// Reads an import file in NDJSON: one JSON object per line.
import type { Text } from '../../../http/errors.ts'
import { jsonFaults } from '../../../http/json.ts'
import type { FileFault } from '../../../records/import-report.ts'
import { takeTurns } from '../../../workers/turns.ts'
import { decodeText } from './decode.ts'
import { RefusedFile } from './refused-file.ts'
import { MAX_ROWS } from './sheet.ts'

export interface JsonRow {
  line: number
  record: Record<string, unknown>
}

/**
 * Reads NDJSON in UTF-8 with at most MAX_ROWS lines. Blank lines are allowed only at the end. Throws RefusedFile with
 * all faults found.
 */
export async function readNdjson(bytes: Uint8Array): Promise<JsonRow[]> {
  const lines = decodeText(bytes).text.trimEnd().split(/\r?\n/)
  if (lines.join('') === '')
    throw refused(1, 'no_rows', { pl: 'Plik nie ma żadnego rekordu.', en: 'The file has no records.' })
  if (lines.length > MAX_ROWS)
    throw refused(MAX_ROWS + 1, 'too_many_rows', {
      pl: `Plik ma więcej niż ${MAX_ROWS} wierszy. Należy go podzielić.`,
      en: `The file has more than ${MAX_ROWS} lines. Split it.`
    })
  const rows: JsonRow[] = []
  const faults: FileFault[] = []
  const nextTurn = takeTurns()
  for (const [i, text] of lines.entries()) {
    await nextTurn()
    const line = i + 1
    const record = parse(text)
    // Faults that JSON.parse accepts silently are refused, as in the body of a write.
    const [jsonFault] = record === undefined ? [] : jsonFaults(text)
    if (jsonFault) faults.push({ line, code: jsonFault.code, detail: jsonFault.detail })
    else if (typeof record === 'object' && record !== null && !Array.isArray(record))
      rows.push({ line, record: record as Record<string, unknown> })
    else if (text.trim() === '')
      faults.push({
        line,
        code: 'blank_line',
        detail: {
          pl: 'Pusty wiersz jest dozwolony tylko na końcu pliku.',
          en: 'A blank line is allowed only at the end of the file.'
        }
      })
    else if (record === undefined)
      faults.push({
        line,
        code: 'invalid_json',
        detail: { pl: 'Wiersz nie jest poprawnym zapisem JSON.', en: 'The line is not valid JSON.' }
      })
    else
      faults.push({
        line,
        code: 'not_an_object',
        detail: { pl: 'W wierszu musi być jeden obiekt JSON.', en: 'The line must contain one JSON object.' }
      })
  }
  if (faults.length > 0) throw new RefusedFile(faults)
  return rows
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const refused = (line: number, code: string, detail: Text): RefusedFile => new RefusedFile([{ line, code, detail }])
