// A sheet as the text that waits for its import: JSON lines, so that an erasure finds names in it. The first line is the
// list of messages. Each further one is a row: its number in the sheet and its cells.
import type { ImportMessage } from '../../../../records/import-report.ts'
import type { Sheet } from '../sheet.ts'

/** Returns the text of a sheet. */
export const storedSheet = ({ rows, messages }: Sheet): string =>
  [messages, ...rows.map(({ line, cells }) => [line, ...cells])].map((line) => JSON.stringify(line)).join('\n')

/** Whether a stored text is a sheet. The lines of a file in NDJSON are objects. */
export const isStoredSheet = (text: string): boolean => text.startsWith('[')

/** Returns the sheet of a text that storedSheet() has made. */
export function readStoredSheet(bytes: Uint8Array): Sheet {
  const [messages = '[]', ...rows] = Buffer.from(bytes).toString().split('\n')
  return {
    // As readWorkbook() writes cells.
    dialect: 'excel-pl',
    messages: JSON.parse(messages) as ImportMessage[],
    rows: rows.map((row) => {
      const [line, ...cells] = JSON.parse(row) as [number, ...string[]]
      return { line, cells }
    })
  }
}
