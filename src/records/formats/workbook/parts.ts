// The fixed parts of an Office Open XML workbook (ECMA-376 part 1): package, relationships, styles.
import { escaped } from './text.ts'

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Numbers of the cell formats in styles.xml. */
export const CELL_FORMATS = { general: 0, text: 1, date: 2, header: 3 } as const

/** Number of the custom date format. Numbers below 164 belong to the standard. */
const DATE_FORMAT = 164
/** The standard format Text: the program changes nothing that is typed into such a cell. */
const TEXT_FORMAT = 49

const STYLES =
  `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="${DATE_FORMAT}" formatCode="yyyy\\-mm\\-dd"/>` +
  '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  `<xf numFmtId="${TEXT_FORMAT}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
  `<xf numFmtId="${DATE_FORMAT}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
  `<xf numFmtId="${TEXT_FORMAT}" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>` +
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

const relationship = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`

/** Returns the path of a sheet in the package. `no` counts from 1. */
export const pathOfSheet = (no: number): string => `xl/worksheets/sheet${no}.xml`

/** Returns the paths and texts of all parts of a workbook except its sheets. */
export function fixedParts(titles: readonly string[]): [path: string, text: string][] {
  const numbers = titles.map((_, i) => i + 1)
  const override = (path: string, type: string) =>
    `<Override PartName="/${path}" ContentType="${SPREADSHEET}.${type}+xml"/>`
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    override('xl/workbook.xml', 'sheet.main') +
    numbers.map((no) => override(pathOfSheet(no), 'worksheet')).join('') +
    `${override('xl/styles.xml', 'styles')}</Types>`
  const sheets = titles.map((title, i) => `<sheet name="${escaped(title)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
  const related = numbers.map((no) => relationship(`rId${no}`, 'worksheet', `worksheets/sheet${no}.xml`))
  return [
    ['[Content_Types].xml', HEAD + types],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${RELATIONSHIPS}">` +
        `${relationship('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${RELATIONSHIPS}">${related.join('')}` +
        `${relationship(`rId${titles.length + 1}`, 'styles', 'styles.xml')}</Relationships>`
    ],
    ['xl/styles.xml', HEAD + STYLES]
  ]
}

/** Begin and end of a sheet with a frozen header row. `columns` is the XML of its columns. */
export const sheetBegin = (columns: string): string =>
  `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
  `<cols>${columns}</cols><sheetData>`
export const SHEET_END = '</sheetData></worksheet>'
