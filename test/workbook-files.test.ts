// Reading workbooks that other programs write, and refusing everything that is none, that lies or that explodes.

import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import t from 'tap'
import { RefusedFile } from '../src/features/imports/file/refused-file.ts'
import { readWorkbook } from '../src/features/imports/file/workbook/read-workbook.ts'
import { unguard } from '../src/records/formats/spreadsheet.ts'
import { packWorkbook } from '../src/records/formats/workbook/pack.ts'
import { MAX_RECORDS, sheetWriter } from '../src/records/formats/workbook/sheet.ts'
import { partsOf, type WrittenWorkbook, workbookOf, zipOf } from './workbook.ts'

// As in .taprc, for a run of this file alone.
t.setTimeout(900_000)

const rowsOf = async (written: WrittenWorkbook) => (await readWorkbook(await workbookOf(written))).rows
const cellsOf = async (written: WrittenWorkbook) => (await rowsOf(written)).map(({ cells }) => cells)
const messagesOf = async (written: WrittenWorkbook) =>
  (await readWorkbook(await workbookOf(written))).messages.map(({ code, detail }) => `${code}: ${detail.pl}`)

/** Returns the codes of the faults for which a file is refused. */
async function refusalOf(bytes: Buffer, title?: string): Promise<string[]> {
  try {
    await readWorkbook(bytes, title)
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    for (const { detail } of error.faults) if (detail.pl === '' || detail.en === '') throw new Error('no text')
    return error.faults.map(({ code, line, position }) =>
      position === undefined ? `${code}${error.unsupported ? ' 415' : ''}` : `${code} ${line}/${position}`
    )
  }
  return []
}

const row = (...cells: string[]) => `<row r="1">${cells.join('')}</row>`

t.test('Workbook: text in every form', async (t) => {
  const shared =
    '<si><t>Ośrodek</t></si><si><r><t>Świd</t></r><r><t xml:space="preserve">nik </t></r><rPh><t>x</t></rPh></si>'
  const cells = row(
    '<c r="A1" t="s"><v>0</v></c>',
    '<c r="B1" t="s"><v>1</v></c>',
    '<c r="C1" t="inlineStr"><is><t>a_x000D_&#10;b &amp; <![CDATA[<c>]]></t></is></c>',
    '<c r="D1" t="str"><f>A1</f><v>wynik</v></c>',
    '<c r="F1" t="inlineStr"><is><r><t>pogru</t></r><r><t>bione</t></r></is></c>'
  )
  t.strictSame(await cellsOf({ shared, rows: cells }), [
    ['Ośrodek', 'Świdnik ', 'a\r\nb & <c>', 'wynik', '', 'pogrubione']
  ])
})

t.test('Workbook: numbers are digits, and a number that has lost digits is an error', async (t) => {
  const values: [raw: string, read: string][] = [
    ['7162442111', '7162442111'],
    ['7.162442111E9', '7162442111'],
    ['61407', '61407'],
    ['22.280270000000002', '22,28027'],
    ['-5', '-5'],
    ['1E-7', '0,0000001'],
    ['999999999999999', '999999999999999'],
    ['1000000000000000', '1E+15'],
    ['1.2345678901234501E+19', '1,2345678901234502E+19']
  ]
  const cells = values.map(([raw]) => `<c><v>${raw}</v></c>`).join('')
  const [read] = await cellsOf({ rows: `<row>${cells}</row>` })
  t.strictSame(
    read,
    values.map(([, text]) => text)
  )
})

t.test('Workbook: dates of both epochs, only where the number format is a date', async (t) => {
  const styles = `<numFmts><numFmt numFmtId="164" formatCode="[$-415]d\\ mmmm\\ yyyy;@"/>
    <numFmt numFmtId="165" formatCode="0&quot; dni&quot;"/><numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>`
  const rows = row(
    '<c s="1"><v>44455</v></c>',
    '<c s="2"><v>44455.5</v></c>',
    '<c s="3"><v>44455</v></c>',
    '<c s="4"><v>0.5</v></c>',
    '<c><v>44455</v></c>',
    '<c s="1"><v>60</v></c>',
    '<c t="d"><v>2021-09-16T00:00:00</v></c>'
  )
  t.strictSame(await cellsOf({ styles, rows }), [
    ['2021-09-16', '2021-09-16T12:00:00', '44455', '0,5', '44455', '60', '2021-09-16']
  ])
  const mac = await cellsOf({ styles, properties: 'date1904="1"', rows: row('<c s="1"><v>42993</v></c>') })
  t.strictSame(mac, [['2021-09-16']])
})

t.test('Workbook: errors, booleans and results of formulas', async (t) => {
  const rows = row(
    '<c r="A1" t="e"><v>#N/A</v></c>',
    '<c r="B1" t="e"><v>#SPILL!</v></c>',
    '<c r="C1" t="b"><v>1</v></c>',
    '<c r="D1" t="b"><f>FALSE()</f><v>0</v></c>',
    '<c r="E1"><f>1+1</f><v>2</v></c>',
    '<c r="F1" t="str"><f>""</f><v></v></c>'
  )
  t.strictSame(await cellsOf({ rows }), [['#N/A', '#N/A', 'true', 'false', '2']])
  t.strictSame(
    await messagesOf({ rows }),
    [
      'sheet_read: Odczytano arkusz «Arkusz1».',
      'formula_results: Z formuł odczytano zapisane wyniki. Komórki: E1.'
    ].slice(1)
  )
  t.strictSame(await refusalOf(await workbookOf({ rows: row('<c r="B1"><f>1+1</f></c>') })), [
    'formula_without_value 1/2'
  ])
})

t.test('Workbook: rows and columns keep their numbers, and hidden ones are read', async (t) => {
  const rows =
    '<row r="3" hidden="1"><c r="B3"><v>1</v></c></row><row r="5"/><row r="7"><c r="A7"/><c r="C7"><v>2</v></c></row>'
  const before = '<cols><col min="2" max="2" hidden="1"/><col min="5" max="9" hidden="1"/></cols>'
  t.strictSame(await rowsOf({ rows, before }), [
    { line: 3, cells: ['', '1', ''] },
    { line: 7, cells: ['', '', '2'] }
  ])
  t.strictSame(await messagesOf({ rows, before }), [
    'hidden_rows_read: Odczytano także ukryte wiersze: 3.',
    'hidden_columns_read: Odczytano także ukryte kolumny: B.'
  ])
})

t.test('Workbook: cells that are merged over rows of data are refused, titles are not', async (t) => {
  const text = (address: string) => `<c r="${address}" t="inlineStr"><is><t>x</t></is></c>`
  const merged = (ref: string, ...rows: string[]) =>
    workbookOf({ rows: `${rows.join('')}<!-- after --><mergeCells><mergeCell ref="${ref}"/></mergeCells>` })
  const rows = [
    `<row r="1">${text('A1')}</row>`,
    `<row r="2">${text('A2')}${text('B2')}</row>`,
    `<row r="3">${text('B3')}</row>`
  ]
  t.strictSame(await refusalOf(await merged('A2:A3', ...rows)), ['merged_cells 2/1'])
  t.strictSame(await refusalOf(await merged('A1:F1', ...rows)), [])
  t.strictSame(await refusalOf(await merged('A4:B5', ...rows)), [])
})

t.test('Workbook: the first visible sheet, or the named one', async (t) => {
  const sheets =
    '<sheet name="Słownik" sheetId="2" state="hidden" r:id="r4"/><sheet name="Dane" sheetId="1" r:id="r1"/>'
  const bytes = await workbookOf({ sheets, rows: row('<c r="A1"><v>1</v></c>') })
  const first = await readWorkbook(bytes)
  t.strictSame(first.rows[0]?.cells, ['1'])
  t.match(first.messages[0]?.detail.pl, /arkusz nr 2 z 2/)
  t.strictSame((await readWorkbook(bytes, 'słownik ')).rows[0]?.cells, ['drugi'])
  t.strictSame(await refusalOf(bytes, 'Inny'), ['unknown_sheet'])
  t.strictSame(
    await refusalOf(await workbookOf({ sheets: '<sheet name="A" sheetId="1" state="veryHidden" r:id="r1"/>' })),
    ['no_sheet']
  )
})

t.test('Workbook: another program may use prefixes, and the strict namespace', async (t) => {
  const parts = partsOf({})
  const sheet =
    '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
  const bytes = await zipOf({ ...parts, 'xl/worksheets/a.xml': `\uFEFF<?xml version="1.0" encoding="utf-8"?>${sheet}` })
  t.strictSame((await readWorkbook(bytes)).rows, [{ line: 1, cells: ['5'] }])
})

t.test('Workbook: what a sheet is written with is read again', async (t) => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('_x0041_x0042_', "'=1", "''5", '=1', '00123', ']]>', '\r\n', '#N/A', ' ')
  )
  const isText = (text: string) => text.isWellFormed() && !text.includes('\0')
  const values = fc.record({
    text: texts.filter((text) => isText(text) && text !== ''),
    day: fc.date({ min: new Date('1900-03-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
    number: fc.oneof(
      fc.integer(),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => Math.round(x * 1e6) / 1e6)
    ),
    flag: fc.boolean()
  })
  const written = fc.assert(
    fc.asyncProperty(fc.array(values, { minLength: 1, maxLength: 4 }), async (records) => {
      const kinds = ['text', 'date', 'number', 'boolean'] as const
      const { begin, row: line, end } = sheetWriter(kinds.map((kind) => ({ header: kind, kind })))
      const rows = records.map(({ text, day, number, flag }) => [text, day.toISOString().slice(0, 10), number, flag])
      const xml = [Buffer.from(begin + rows.map(line).join('') + end)]
      const [, ...read] = (await readWorkbook(await buffer(packWorkbook([{ title: 'x', xml }])))).rows
      const expected = rows.map(([text, day, number, flag]) => [
        text,
        day,
        String(Number(number) || 0).replace('.', ','),
        String(flag)
      ])
      const plain = ({ cells: [text = '', ...rest] }: { cells: string[] }) => [unguard(text, 'excel-pl'), ...rest]
      if (JSON.stringify(read.map(plain)) !== JSON.stringify(expected))
        throw new Error(JSON.stringify([read, expected]))
    }),
    { numRuns: 150 }
  )
  await t.resolves(written)
})

t.test('Workbook: a sheet never ends silently before its last record', (t) => {
  const { row: line } = sheetWriter([])
  for (let i = 0; i < MAX_RECORDS; i++) line([])
  t.throws(() => line([]), { code: 'not_acceptable' })
  t.end()
})

// --- What is no workbook ---

const compoundFile = (text = '') =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from(text, 'utf16le')])

/** Changes the uncompressed size that the central directory and the local header declare for a part. */
function declareSize(zip: Buffer, path: string, size: number): Buffer {
  const changed = Buffer.from(zip)
  for (const [signature, sizeAt, nameAt] of [
    ['504b0102', 24, 46],
    ['504b0304', 22, 30]
  ] as const) {
    const mark = Buffer.from(signature, 'hex')
    for (let at = changed.indexOf(mark); at >= 0; at = changed.indexOf(mark, at + 1))
      if (changed.subarray(at + nameAt, at + nameAt + path.length).toString() === path)
        changed.writeUInt32LE(size, at + sizeAt)
  }
  return changed
}

t.test('Workbook: other files are refused with a hint', async (t) => {
  t.strictSame(await refusalOf(compoundFile('Workbook')), ['spreadsheet_xls 415'])
  t.strictSame(await refusalOf(compoundFile('EncryptedPackage')), ['workbook_encrypted 415'])
  const ods = await zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' })
  t.strictSame(await refusalOf(ods), ['spreadsheet_ods 415'])
  t.strictSame(await refusalOf(await zipOf({ 'xl/workbook.bin': 'x', '_rels/.rels': '<x/>' })), [
    'spreadsheet_xlsb 415'
  ])
  t.strictSame(await refusalOf(await zipOf({ 'word/document.xml': '<x/>', '_rels/.rels': '<x/>' })), [
    'not_a_workbook 415'
  ])
  t.strictSame(await refusalOf(await zipOf({})), ['not_a_workbook 415'])
  t.strictSame(await refusalOf(Buffer.from('slug,name\ncus-belzyce,x\n')), ['not_a_workbook 415'])
  t.strictSame(await refusalOf(Buffer.from('<html>')), ['not_a_workbook 415'])
})

t.test('Workbook: a damaged file is refused', async (t) => {
  const path = 'xl/worksheets/a.xml'
  const good = await workbookOf({ rows: row('<c r="A1"><v>1</v></c>') })
  t.strictSame(await refusalOf(good.subarray(0, good.length - 30)), ['workbook_damaged'])
  t.strictSame(await refusalOf(good.subarray(0, 40)), ['workbook_damaged'])
  const flipped = Buffer.from(good)
  const at = flipped.indexOf(path) + path.length
  flipped[at + 40] = (flipped[at + 40] as number) ^ 0xff
  t.strictSame(await refusalOf(flipped), ['workbook_damaged'], 'a changed byte')
  const parts = partsOf({ rows: row('<c r="A1"><v>1</v></c>') })
  const faulty: Record<string, string> = {
    'no XML': 'x',
    'an open element': parts[path].replace('</row>', ''),
    'an address outside of the row': parts[path].replace('r="A1"', 'r="A2"'),
    'no address': parts[path].replace('r="A1"', 'r="?"'),
    'a row beyond the end': parts[path].replace('<row r="1">', '<row r="1048577">'),
    'no number': parts[path].replace('<v>1</v>', '<v>Infinity</v>'),
    'a missing shared text': parts[path].replace('<c r="A1">', '<c r="A1" t="s">'),
    'another encoding': `<?xml version="1.0" encoding="iso-8859-2"?>${parts[path]}`
  }
  for (const [name, sheet] of Object.entries(faulty))
    t.strictSame(await refusalOf(await zipOf({ ...parts, [path]: sheet })), ['workbook_damaged'], name)
  t.strictSame(await refusalOf(await zipOf({ ...parts, [path]: Buffer.from(`\uFEFF${parts[path]}`, 'utf16le') })), [
    'workbook_damaged'
  ])
  const { [path]: _sheet, ...without } = parts
  t.strictSame(await refusalOf(await zipOf(without)), ['workbook_damaged'], 'no sheet')
  const nul = await workbookOf({ rows: row('<c r="A1" t="inlineStr"><is><t>a_x0000_b_xD800_</t></is></c>') })
  t.strictSame(await refusalOf(nul), ['invalid_character 1/1'])
  const twice = await zipOf({ ...parts, 'XL/Worksheets/A.xml': parts[path] })
  t.strictSame(await refusalOf(twice), ['workbook_damaged'], 'two parts of one name')
})

t.test('Workbook: entities do not expand', async (t) => {
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]>`
  for (const doctype of [
    laughs,
    '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
  ]) {
    const parts = partsOf({ rows: row('<c r="A1" t="inlineStr"><is><t>&c;</t></is></c>') })
    const sheet = doctype + parts['xl/worksheets/a.xml']
    t.strictSame(await refusalOf(await zipOf({ ...parts, 'xl/worksheets/a.xml': sheet })), ['workbook_damaged'])
  }
})

t.test('Workbook: a ZIP bomb is refused while it unpacks, whatever it declares', async (t) => {
  const path = 'xl/worksheets/a.xml'
  const parts = partsOf({})
  const bombOf = (filling: string) =>
    zipOf({ ...parts, [path]: parts[path].replace('<sheetData>', `<sheetData>${filling}`) })
  const text = await bombOf(' '.repeat(32 * 1024 * 1024))
  t.ok(text.length < 256 * 1024, `${text.length} bytes`)
  t.strictSame(await refusalOf(text), ['workbook_too_large'], 'one long text')
  const bomb = await bombOf('<!---->'.repeat(4 * 1024 * 1024))
  t.strictSame(await refusalOf(bomb), ['workbook_too_large'], 'many tags')
  t.strictSame(await refusalOf(declareSize(bomb, path, 1000)), ['workbook_damaged'], 'it declares 1000 bytes')
  t.strictSame(await refusalOf(declareSize(bomb, path, 0xfffffff0)), ['workbook_too_large'], 'it declares 4 GB')
  const rest = { 'xl/shared.xml': `<sst>${'<si/>'.repeat(1_000_001)}</sst>` }
  t.strictSame(await refusalOf(await zipOf({ ...parts, ...rest })), ['workbook_too_large'], 'many shared texts')
})

t.test('Workbook: numbers of parts, rows, columns and sheets are limited', async (t) => {
  const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`x${i}`, '']))
  t.strictSame(await refusalOf(await zipOf({ ...partsOf({}), ...many })), ['workbook_too_large'])
  t.strictSame(await refusalOf(await workbookOf({ rows: row('<c r="XFD1"><v>1</v></c>') })), ['workbook_too_large'])
  const rows = Array.from({ length: 21_001 }, () => '<row><c><v>1</v></c></row>').join('')
  t.strictSame(await refusalOf(await workbookOf({ rows })), ['workbook_too_large'])
  const wide = Array.from({ length: 3_001 }, () => '<row><c/></row>')
    .join('')
    .replaceAll('<c/>', '<c/>')
  t.strictSame(await refusalOf(await workbookOf({ rows: wide })), [], 'empty rows cost nothing')
  const sheets = Array.from({ length: 201 }, (_, i) => `<sheet name="${i}" sheetId="${i}" r:id="r1"/>`).join('')
  t.strictSame(await refusalOf(await workbookOf({ sheets })), ['workbook_too_large'])
})
