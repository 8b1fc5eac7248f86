// Reasons why a file is no workbook that can be imported. Each says what to do instead.
import type { Text } from '../../../../http/errors.ts'
import { RefusedFile } from '../refused-file.ts'

const SAVE_AS: Text = {
  pl: 'Należy zapisać go jako «Skoroszyt programu Excel (.xlsx)» i przesłać ponownie.',
  en: 'Save it as “Excel Workbook (.xlsx)” and send it again.'
}

const refusal = (code: string, { pl, en }: Text): RefusedFile => new RefusedFile([{ code, detail: { pl, en } }])
const wrongFormat = (code: string, { pl, en }: Text): RefusedFile =>
  new RefusedFile([{ code, detail: { pl: `${pl} ${SAVE_AS.pl}`, en: `${en} ${SAVE_AS.en}` } }], {
    unsupported: true
  })

export const xlsFile = (): RefusedFile =>
  wrongFormat('spreadsheet_xls', {
    pl: 'Plik jest skoroszytem w dawnym formacie .xls.',
    en: 'The file is a workbook in the old format .xls.'
  })
export const encryptedWorkbook = (): RefusedFile =>
  wrongFormat('workbook_encrypted', {
    pl: 'Skoroszyt jest zabezpieczony hasłem. Należy usunąć hasło (Plik → Informacje → Chroń skoroszyt).',
    en: 'The workbook is protected by a password. Remove the password (File → Info → Protect Workbook).'
  })
export const odsFile = (): RefusedFile =>
  wrongFormat('spreadsheet_ods', {
    pl: 'Plik jest arkuszem w formacie .ods (OpenDocument).',
    en: 'The file is a spreadsheet in the format .ods (OpenDocument).'
  })
export const xlsbFile = (): RefusedFile =>
  wrongFormat('spreadsheet_xlsb', {
    pl: 'Plik jest skoroszytem binarnym (.xlsb).',
    en: 'The file is a binary workbook (.xlsb).'
  })
export const noWorkbook = (): RefusedFile =>
  wrongFormat('not_a_workbook', {
    pl: 'Plik nie jest skoroszytem .xlsx.',
    en: 'The file is not a workbook in the format .xlsx.'
  })

export const damagedWorkbook = (cause?: unknown): RefusedFile =>
  Object.assign(
    refusal('workbook_damaged', {
      pl: 'Skoroszyt jest uszkodzony. Należy otworzyć go w arkuszu kalkulacyjnym, zapisać i przesłać ponownie.',
      en: 'The workbook is damaged. Open it in a spreadsheet program, save it and send it again.'
    }),
    { cause }
  )
export const workbookTooLarge = (): RefusedFile =>
  refusal('workbook_too_large', {
    pl: 'Skoroszyt po rozpakowaniu jest zbyt duży. Należy go podzielić albo usunąć wiersze i kolumny poza tabelą.',
    en: 'The unpacked workbook is too large. Split it, or delete rows and columns beyond the table.'
  })

/** The workbook has no sheet with this title. Without a title, it has no visible sheet. */
export function missingSheet(title: string | undefined, titles: readonly string[]): RefusedFile {
  const list = titles.map((each) => `«${each}»`).join(', ')
  if (title === undefined)
    return refusal('no_sheet', {
      pl: 'Skoroszyt nie ma widocznego arkusza. Arkusz ukryty wskazuje parametr «sheet».',
      en: 'The workbook has no visible sheet. Name a hidden one in the parameter «sheet».'
    })
  return refusal('unknown_sheet', {
    pl: `Skoroszyt nie ma arkusza «${title}». Arkusze: ${list}.`,
    en: `The workbook has no sheet «${title}». Its sheets are: ${list}.`
  })
}
