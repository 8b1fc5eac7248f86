// An import file of one JSON object a line.
import type { Text } from '../../http/errors.ts'
import { jsonFaults } from '../../http/json.ts'
import type { FileFault } from '../../records/import-report.ts'
import { decodeText } from './decode.ts'
import { RefusedFile } from './file-fault.ts'
import { MOST_ROWS } from './read-csv.ts'

export interface JsonRow {
  line: number
  record: Record<string, unknown>
}

/** Reads NDJSON in UTF-8, of at most 20,000 lines; blank lines may stand at the end only. Throws RefusedFile with every fault found. */
export function readNdjson(bytes: Uint8Array): JsonRow[] {
  const lines = decodeText(bytes).trimEnd().split(/\r?\n/)
  if (lines.join('') === '')
    throw refused(1, 'no_rows', { pl: 'Plik nie ma żadnego rekordu.', en: 'The file has no record.' })
  if (lines.length > MOST_ROWS)
    throw refused(MOST_ROWS + 1, 'too_many_rows', {
      pl: `Plik ma więcej niż ${MOST_ROWS} wierszy; należy go podzielić.`,
      en: `The file has more than ${MOST_ROWS} lines; split it.`
    })
  const rows: JsonRow[] = []
  const faults: FileFault[] = []
  for (const [i, text] of lines.entries()) {
    const line = i + 1
    const record = parsed(text)
    // What JSON.parse settles without a word is refused, as it is in the body of a write.
    const [flaw] = record === undefined ? [] : jsonFaults(text)
    if (flaw) faults.push({ line, code: flaw.code, detail: flaw.detail })
    else if (typeof record === 'object' && record !== null && !Array.isArray(record))
      rows.push({ line, record: record as Record<string, unknown> })
    else if (text.trim() === '')
      faults.push({
        line,
        code: 'blank_line',
        detail: { pl: 'Pusty wiersz może stać tylko na końcu pliku.', en: 'A blank line may stand at the end only.' }
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
        detail: { pl: 'W wierszu musi być jeden obiekt JSON.', en: 'The line must hold one JSON object.' }
      })
  }
  if (faults.length > 0) throw new RefusedFile(faults)
  return rows
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const refused = (line: number, code: string, detail: Text): RefusedFile => new RefusedFile([{ line, code, detail }])
