// Reads a sheet of a workbook (.xlsx) for an import.
import type { ImportMessage } from '../../../../records/import-report.ts'
import type { Sheet } from '../sheet.ts'
import { openArchive } from './archive.ts'
import { readDateFormats, readSharedTexts, readWorkbookInfo, type SheetInfo } from './parts.ts'
import { damagedWorkbook, missingSheet } from './refusals.ts'
import { readWorksheet, type Worksheet } from './worksheet.ts'

/** Addresses that a message names; it counts the others. */
const MAX_NAMED = 10

/**
 * Reads the sheet with the title, or the first visible one. Throws RefusedFile if the file is no workbook, or if the
 * sheet could not be read without a guess.
 */
export async function readWorkbook(bytes: Uint8Array, title?: string): Promise<Sheet> {
  const archive = await openArchive(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const { sheets, epoch1904, sharedTexts, styles } = await readWorkbookInfo(archive)
  const withCells = sheets.filter(({ path }) => path !== undefined)
  const sheet = findSheet(withCells, title)
  if (!sheet)
    throw missingSheet(
      title,
      withCells.map((each) => each.title)
    )
  if (sheet.path === undefined || !archive.has(sheet.path)) throw damagedWorkbook()
  const context = {
    sharedTexts: await readSharedTexts(archive, sharedTexts),
    dateFormats: await readDateFormats(archive, styles),
    epoch1904
  }
  const worksheet = await readWorksheet(archive.read(sheet.path), context)
  return {
    dialect: 'excel-pl',
    rows: worksheet.rows,
    messages: [...aboutSheets(sheets, sheet), ...aboutCells(worksheet)]
  }
}

/** Titles of sheets differ in more than the case of letters. */
function findSheet(sheets: readonly SheetInfo[], title: string | undefined): SheetInfo | undefined {
  if (title === undefined) return sheets.find(({ visible }) => visible)
  const wanted = title.trim().toLowerCase()
  return (
    sheets.find((each) => each.title === title) ?? sheets.find((each) => each.title.trim().toLowerCase() === wanted)
  )
}

/** Names the sheet by its number: its title could name a person, and messages stay when files are deleted. */
function aboutSheets(sheets: readonly SheetInfo[], read: SheetInfo): ImportMessage[] {
  if (sheets.length === 1) return []
  const [no, count] = [sheets.indexOf(read) + 1, sheets.length]
  return [
    {
      code: 'sheet_read',
      detail: {
        pl: `Odczytano tylko arkusz nr ${no} z ${count}. Inny arkusz wskazuje parametr «sheet».`,
        en: `Sheet ${no} of ${count} was read, and no other. The parameter «sheet» names another one.`
      }
    }
  ]
}

function aboutCells({ formulas, hiddenRows, hiddenColumns }: Worksheet): ImportMessage[] {
  return [
    ...remark('formula_results', formulas, (list) => ({
      pl: `Z formuł odczytano zapisane wyniki. Komórki: ${list}.`,
      en: `Of formulas, the stored results were read. Cells: ${list}.`
    })),
    ...remark('hidden_rows_read', hiddenRows.map(String), (list) => ({
      pl: `Odczytano także ukryte wiersze: ${list}.`,
      en: `Hidden rows were read too: ${list}.`
    })),
    ...remark('hidden_columns_read', hiddenColumns, (list) => ({
      pl: `Odczytano także ukryte kolumny: ${list}.`,
      en: `Hidden columns were read too: ${list}.`
    }))
  ]
}

/** Returns a message about places in the file; none if there are none. */
function remark(code: string, places: string[], detail: (list: string) => ImportMessage['detail']): ImportMessage[] {
  if (places.length === 0) return []
  const more = places.length - MAX_NAMED
  return [{ code, detail: detail(`${places.slice(0, MAX_NAMED).join(', ')}${more > 0 ? ` (+${more})` : ''}`) }]
}
