// Import files as people make them: saved by Excel or a text editor, in other encodings, with errors. Every error has
// its place.
import { type TSchema, Type } from '@sinclair/typebox'
import fc from 'fast-check'
import t from 'tap'
import { Nullable, NullableRef, Ref, record } from '../../src/contract/components.ts'
import { Bool, Day, Enum, Int, Str, UncertainDate } from '../../src/contract/schemas.ts'
import { readCsv } from '../../src/features/imports/file/read-csv.ts'
import { readNdjson } from '../../src/features/imports/file/read-ndjson.ts'
import { RefusedFile } from '../../src/features/imports/file/refused-file.ts'
import { MAX_ROWS } from '../../src/features/imports/file/sheet.ts'
import { cellReader } from '../../src/features/imports/values/cell-values.ts'
import { Organisation } from '../../src/features/organisations/schemas.ts'
import { columnsOf, recordBuilder, toCsv } from '../../src/records/formats/csv.ts'
import type { Dialect } from '../../src/records/formats/spreadsheet.ts'
import { throughExcel } from '../excel.ts'
import { setup } from '../helper.ts'

type Row = Record<string, unknown>

/** Returns the errors of a call as `line:position code`, followed by the text of the first one. */
async function refusal(read: () => Promise<unknown>): Promise<{ faults: string[]; detail: string }> {
  try {
    await read()
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    return {
      faults: error.faults.map(
        ({ line, position, code }) => `${line}${position === undefined ? '' : `:${position}`} ${code}`
      ),
      detail: `${error.faults[0]?.detail.pl} ${error.faults[0]?.detail.en}`
    }
  }
  return { faults: [], detail: '' }
}

const known = ['a', 'b', 'nazwa']
const csv = (text: string | Uint8Array, needed: string[] = []) =>
  readCsv(typeof text === 'string' ? Buffer.from(text) : text, { known, needed })

t.test('readCsv(): commas or semicolons, any line ends, a byte order mark, and line breaks in quotes', async (t) => {
  const rows = [
    { line: 2, cells: ['1', 'x "y", z;\r\nnext'] },
    { line: 4, cells: ['2', ' ę '] },
    { line: 5, cells: ['', '5'] }
  ]
  for (const [delimiter, dialect] of [
    [',', 'rfc4180'],
    [';', 'excel-pl']
  ] as const)
    for (const end of ['\n', '\r\n', '\r'])
      for (const mark of ['', '\ufeff'])
        for (const close of ['', end, `${end}${delimiter}${end}${end}`]) {
          const lines = ['a,nazwa', '1,"x ""y"", z;\r\nnext"', '2, ę ', ',5'].map((line) =>
            delimiter === ';' ? line.replace(/,(?! z)/, ';') : line
          )
          t.strictSame(
            await csv(`${mark}${lines.join(end)}${close}`),
            { dialect, header: ['a', 'nazwa'], rows },
            JSON.stringify([delimiter, end, mark, close])
          )
        }
  t.strictSame((await csv('a\n1')).rows, [{ line: 2, cells: ['1'] }], 'one column needs no separator')
  const table = { dialect: 'excel-pl', header: ['a', 'nazwa'], rows: [{ line: 2, cells: ['1', 'Łódź, 2'] }] }
  for (const encoded of [(text: Buffer) => text, (text: Buffer) => text.swap16()])
    t.strictSame(
      await csv(encoded(Buffer.from('\ufeffa\tnazwa\r\n1\tŁódź, 2\r\n', 'utf16le'))),
      table,
      'Unicode text of Excel'
    )
  const short = 'sep=;\r\na;b;nazwa;;\r\n1;2;3;;\r\n4\r\n;;\r\n5;6;;;\r\n'
  t.strictSame(
    (await csv(short)).rows,
    [
      { line: 3, cells: ['1', '2', '3'] },
      { line: 4, cells: ['4', '', ''] },
      { line: 6, cells: ['5', '6', ''] }
    ],
    'a stated separator, cut cells and empty columns'
  )
})

t.test('readCsv(): refuses invalid CSV with line and column', async (t) => {
  const cases: [what: string, text: string, faults: string[], says?: RegExp][] = [
    ['nothing', '', ['1 no_header']],
    ['only a byte order mark', '\ufeff', ['1 no_header']],
    ['blank lines', '\r\n\r\n', ['1 no_header']],
    ['only a header', 'a;b\r\n', ['1 no_rows']],
    ['a header and empty rows of a spreadsheet', 'a;b\r\n;\r\n;', ['1 no_rows']],
    ['an unknown column', 'a,nazwą,b\n1,2,3', ['1:2 column_not_read'], /«nazwą»/],
    ['no known column', 'x,y\n1,2', ['1 unknown_header'], /\(jest: «x», «y»\). Dostępne: a, b, nazwa/],
    [
      'repeated columns',
      'a,b,a,b\n1,2,3,4',
      ['1:3 repeated_header', '1:4 repeated_header'],
      /Kolumny 1 i 3 oznaczają to samo \(«a»\)/
    ],
    ['a column without a name', 'a;;b\n1;2;3', ['1:2 empty_header'], /Kolumna 2/],
    ['a blank name', 'a;" ";b\n1;2;3', ['1:2 empty_header']],
    ['the name of a property of every object', 'constructor\n1', ['1 unknown_header']],
    ['a missing required column', 'a\n1', ['1 missing_header'], /«nazwa»/],
    [
      'rows of different lengths',
      'nazwa,a\n1,2\n1\n1,2,3\n"x\ny",2\n1,2,3',
      ['4:3 ragged_row', '7:3 ragged_row'],
      /w wierszu: 3, a w nagłówku: 2/
    ],
    ['a quote that does not end', 'nazwa,b\n1,2\n"3\n4,5', ['3 quote_not_closed']],
    ['a quote inside a cell', 'nazwa,b\n1,2\n3,x"y"', ['3 stray_quote'], /podwoić/],
    ['text after a quote', 'nazwa,b\n1,2\n3,"x"y', ['3 stray_quote']],
    ['a NUL', 'nazwa,b\n1,2\n3,x\0', ['3 nul_character']],
    ['a row without an end', `nazwa,b\n1,"${'x'.repeat(1_100_000)}`, ['2 row_too_large']],
    ['too many rows', `nazwa\n${'x\n'.repeat(MAX_ROWS + 1)}`, [`${MAX_ROWS + 2} too_many_rows`]]
  ]
  for (const [what, text, faults, says] of cases) {
    const refused = await refusal(() =>
      csv(
        text,
        ['nazwa', 'a'].filter((name) => what === 'a missing required column' && name === 'nazwa')
      )
    )
    t.strictSame(refused.faults, faults, what)
    if (says) t.match(refused.detail, says)
  }
  t.equal((await csv(`nazwa\n${'x\n'.repeat(MAX_ROWS)}`)).rows.length, MAX_ROWS, 'as many as there may be')
  const owls = `x${'🦉'.repeat(40_000)}`
  t.strictSame((await csv(`nazwa\n${owls}\n2`)).rows, [
    { line: 2, cells: [owls] },
    { line: 3, cells: ['2'] }
  ])
  t.equal((await refusal(() => csv(`a,b\n${'1,2,3\n'.repeat(500)}`))).faults.length, 100, 'a hundred faults are enough')
})

/** Encodes text in a one-byte Polish encoding. */
function encode(text: string, encoding: string): Buffer {
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte])
  )
  return Buffer.from([...text].map((letter) => bytes.get(letter) as number))
}

t.test('decode(): refuses a file that is not UTF-8 and explains how to save it', async (t) => {
  const text = 'a;nazwa\r\n1;plain\r\n2;Bełżyce, Łódź, Świdnik: zażółć gęślą jaźń\r\n'
  for (const read of [csv, readNdjson]) {
    const cases: [what: string, bytes: Buffer, faults: string[], says: RegExp][] = [
      [
        'windows-1250',
        encode(text, 'windows-1250'),
        ['3 encoding_windows_1250'],
        /windows-1250.*«CSV UTF-8 \(rozdzielany przecinkami\)».*“CSV UTF-8 \(comma delimited\)”/
      ],
      ['iso-8859-2', encode(text, 'iso-8859-2'), ['3 encoding_iso_8859_2'], /CSV UTF-8/],
      ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), ['1 encoding_utf16'], /UTF-16/],
      [
        'UTF-16 in big-endian order without a mark',
        Buffer.from(text, 'utf16le').swap16(),
        ['1 encoding_utf16'],
        /UTF-16/
      ],
      ['a workbook', Buffer.from('PK\u0003\u0004\u0014\0\u0006\0'), ['1 spreadsheet_file'], /arkuszem/],
      ['an old workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), ['1 spreadsheet_file'], /arkuszem/],
      ['a NUL character', Buffer.from('a\n1\0\n'), ['2 nul_character'], /tekstem/],
      ['binary data', Buffer.from([...Buffer.from('a\n1\n'), 0xff, 0xfe, 0x80]), ['3 encoding_unknown'], /Wiersz 3/],
      ['a truncated character', Buffer.from('a\nż').subarray(0, 3), ['2 encoding_unknown'], /Line 2/]
    ]
    for (const [what, bytes, faults, says] of cases) {
      const refused = await refusal(() => read(bytes))
      t.strictSame(refused.faults, faults, what)
      t.match(refused.detail, says)
    }
  }
})

t.test('readNdjson(): one object per line', async (t) => {
  const read = (text: string) => readNdjson(Buffer.from(text))
  t.strictSame(await read('\ufeff{"a":1}\r\n{"b":"\\n"}\n\n \n'), [
    { line: 1, record: { a: 1 } },
    { line: 2, record: { b: '\n' } }
  ])
  const cases: [string, string[]][] = [
    ['', ['1 no_rows']],
    ['\n\n', ['1 no_rows']],
    ['{"a":1}\n\n{"a":', ['2 blank_line', '3 invalid_json']],
    ['[{"a":1}]\nnull\n"a"\n1\n{"a":1}', ['1 not_an_object', '2 not_an_object', '3 not_an_object', '4 not_an_object']],
    ['{"a":1},\n{"a":1} {"b":2}', ['1 invalid_json', '2 invalid_json']],
    [`${'['.repeat(200_000)}`, ['1 invalid_json']],
    ['{}\n'.repeat(MAX_ROWS + 1), [`${MAX_ROWS + 1} too_many_rows`]]
  ]
  for (const [text, faults] of cases)
    t.strictSame((await refusal(() => read(text))).faults, faults, JSON.stringify(text.slice(0, 40)))
})

// --- Export and import ---

const Place = record('ImportTestPlace', 'A place.', {
  code: Str('Code.', '061205', { pattern: '^[0-9]{2}([0-9]{2}([0-9]{2})?)?$' }),
  name: Nullable(Type.String())
})
const Sample = record('ImportTestSample', 'A record with every kind of column.', {
  slug: Str('Slug.', 'a', { pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }),
  name: Nullable(Type.String()),
  place: NullableRef(Place, 'Place.'),
  regon: Nullable(Str('REGON.', '000331501', { pattern: '^([0-9]{9}|[0-9]{14})$' })),
  krs: Nullable(Str('KRS.', '0000085688', { pattern: '^[0-9]{10}$' })),
  postal_code: Nullable(Str('Postal code.', '21-040', { pattern: '^[0-9]{2}-[0-9]{3}$' })),
  longitude: Nullable(Type.Number()),
  count: Nullable(Int('Count.', 1)),
  founder: Nullable(Bool('Founder.')),
  kind: Nullable(Enum(['cus', 'ops'], 'Kind.')),
  established: Ref(UncertainDate),
  since: Nullable(Day('Day.')),
  words: Type.Array(Type.String()),
  things: Nullable(Type.Array(Type.Object({ a: Type.String() })))
})

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const day = fc
  .date({ min: new Date('1900-03-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
/** Generates texts that a spreadsheet would run, rewrite or reinterpret, and others. Empty text equals null in CSV. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.stringMatching(/^'{0,3}[=+@\-\t\r＝＋－＠]?[ -~\n;,"']{0,12}$/),
    fc.stringMatching(/^'{0,2} ?[0-9]{1,4}[-/.:, ][0-9]{1,4}([-/.: ][0-9]{1,4})? ?$/),
    fc.stringMatching(/^'{0,2}[0-9]{1,16}([,.][0-9]{1,3})?(E[+-][0-9]{1,3})?%?$/),
    fc.constantFrom(
      'true',
      'Prawda',
      'FAŁSZ',
      '1 maja 2021',
      'maj 21',
      '####',
      '#ARG!',
      "'#ARG!",
      '5,26E+09',
      "''5,26E+09",
      "'",
      "''",
      '0',
      '007',
      '00-950',
      '|',
      '[',
      'a|b'
    )
  )
  .filter((value) => value !== '' && !value.includes('\0'))
const date = fc.oneof(
  day.map((on) => ({ on, not_before: null, not_after: null })),
  fc.record({ on: fc.constant(null), not_before: fc.option(day), not_after: fc.option(day) })
)
const sample = fc.record({
  slug: fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/),
  name: fc.option(text),
  place: fc.option(fc.record({ code: fc.constantFrom('02', '0612', '061205', '221208', '32'), name: fc.option(text) })),
  regon: fc.option(fc.oneof(digits(9), digits(14))),
  krs: fc.option(digits(10)),
  postal_code: fc.option(fc.stringMatching(/^[0-9]{2}-[0-9]{3}$/)),
  longitude: fc.option(fc.integer({ min: -18_000_000, max: 18_000_000 }).map((value) => value / 100_000)),
  count: fc.option(fc.integer({ min: -1000, max: 2_147_483_647 })),
  founder: fc.option(fc.boolean()),
  kind: fc.option(fc.constantFrom('cus', 'ops')),
  established: date,
  since: fc.option(day),
  words: fc.array(fc.oneof(text, fc.constant('')), { maxLength: 3 }),
  things: fc.option(fc.array(fc.record({ a: text }), { minLength: 1, maxLength: 2 }))
})

const blank = {
  ...{ slug: '', name: null, place: null, regon: null, krs: null, postal_code: null, longitude: null, count: null },
  ...{ founder: null, kind: null, established: { on: null, not_before: null, not_after: null }, since: null },
  ...{ words: [], things: null }
}

/** Parses the records of a CSV file. Throws if a cell has errors. */
async function readBack(schema: TSchema, bytes: Buffer): Promise<Row[]> {
  const columns = new Map(columnsOf(schema).map(({ header, schema }) => [header, schema]))
  const { dialect, header, rows } = await readCsv(bytes, { known: [...columns.keys()] })
  return rows.map(({ cells }) => {
    const values = header.map((name, i): [string, unknown] => {
      const column = columns.get(name) as TSchema
      const read = cellReader(column)(cells[i] as string, dialect)
      if (read.fault) throw new Error(`${name}: ${read.fault.code}`)
      // An import leaves a text as it is if the record has exactly it.
      const isFreeText = column.pattern === undefined && column.format === undefined
      return [name, (isFreeText ? read.exact : undefined) ?? read.value]
    })
    return recordBuilder(schema)(new Map(values)) as Row
  })
}

t.test('Export and import: CSV returns the exported records, also after Excel', async (t) => {
  const written = (records: Row[], dialect: Dialect) => Buffer.from(toCsv(Sample, records, dialect))
  const trips: [string, (records: Row[]) => Buffer | Promise<Buffer>][] = [
    ['rfc4180', (records) => written(records, 'rfc4180')],
    ['excel-pl', (records) => written(records, 'excel-pl')],
    ['through Excel', (records) => throughExcel(Sample, written(records, 'excel-pl'), 'iso')],
    ['through Excel with dotted dates', (records) => throughExcel(Sample, written(records, 'excel-pl'), 'dotted')]
  ]
  for (const [what, trip] of trips) {
    const details = await fc.check(
      fc.asyncProperty(fc.array(sample, { minLength: 1, maxLength: 3 }), async (records) => {
        // An empty list and null are the same empty cell.
        const back = (await readBack(Sample, await trip(records as Row[]))).map((row) => ({
          ...row,
          words: row.words ?? []
        }))
        return JSON.stringify(back) === JSON.stringify(records)
      }),
      {
        numRuns: 500,
        // A slug that is also a mark for no value, and a damaged cell with a line break.
        examples: [
          [
            [
              { ...blank, slug: 'bd' },
              { ...blank, slug: 'brak', name: '#\n' }
            ]
          ]
        ]
      }
    )
    t.notOk(
      details.failed,
      what,
      details.failed
        ? { seed: details.seed, counterexample: details.counterexample, error: String(details.errorInstance) }
        : {}
    )
  }
})

t.test(
  'GET /v1/organisations?format=csv&dialect=excel-pl, saved by Excel: importing it returns the records',
  async (t) => {
    const { get, connection } = await setup(t)
    await connection.pool.query(`
    update organisation set nip = '5261040828', regon = '00033150100017', krs = '0000085688',
      postal_code = '01-100', website = '@konwent', legal_form = '12/10' where slug = 'cus-belzyce';
    update organisation set regon = '12345678512347', latitude = -33.5, longitude = -70.12345,
      coordinates_basis = 'prg-centroid', seat = '''=1' where slug = 'cus-kramsk'`)
    const own = Object.keys(Organisation.properties)
    const records = (await get('organisations?limit=500')).json.data.map((record: Row) =>
      Object.fromEntries(own.map((name) => [name, record[name]]))
    )
    t.ok(records.length > 30)
    const { bytes } = await get('organisations?format=csv&dialect=excel-pl')
    for (const days of ['iso', 'dotted'] as const)
      t.strictSame(await readBack(Organisation, await throughExcel(Organisation, bytes, days)), records, days)
  }
)

t.test('Cells as written by Excel and by people', async (t) => {
  const schemas = Object.fromEntries(columnsOf(Sample).map(({ header, schema }) => [header, schema]))
  const cases: [column: string, cell: string, value: unknown, plain?: unknown][] = [
    ['place_code', '61205', '061205'],
    ['place_code', '612', '0612'],
    ['place_code', '6', '06'],
    ['place_code', '0612055', '0612055'],
    ['krs', '85688', '0000085688'],
    ['krs', '000085688', '000085688'],
    ['regon', '331501', '000331501'],
    ['regon', '33150100017', '00033150100017'],
    ['regon', '1,23457E+13', 'damaged_by_spreadsheet', 'damaged_by_spreadsheet'],
    ['regon', '1.23457E+13', 'damaged_by_spreadsheet', 'damaged_by_spreadsheet'],
    ['since', '########', 'damaged_by_spreadsheet', 'damaged_by_spreadsheet'],
    ['name', '#ARG!', 'damaged_by_spreadsheet', 'damaged_by_spreadsheet'],
    ['name', '5,26104E+09', 'damaged_by_spreadsheet', 'damaged_by_spreadsheet'],
    ['name', '# 5', '# 5'],
    ['name', "'+48818272694", '+48818272694'],
    ['name', '+48818272694', '+48818272694'],
    ['name', 'Marki', 'Marki'],
    ['name', "'Marki 5", 'Marki 5', "'Marki 5"],
    ['name', "'s-Hertogenbosch", "'s-Hertogenbosch"],
    ['name', "''=1", "'=1"],
    ['name', ' x ', 'x'],
    ['name', '', null],
    ['slug', '7', '7'],
    ['since', '2021-09-16', '2021-09-16'],
    ['since', '16.09.2021', '2021-09-16'],
    ['since', '6.9.2021', '2021-09-06'],
    ['since', '09/16/2021', '2021-09-16'],
    ['since', '16.09.21', 'year_of_two_digits'],
    ['longitude', '-70,125', -70.125, 'ambiguous_number'],
    ['longitude', '-70.125', -70.125],
    ['longitude', '1 000', 1000],
    ['longitude', '0x10', 'invalid_type'],
    ['longitude', 'Infinity', 'invalid_type'],
    ['longitude', '-7E-05', 'damaged_by_spreadsheet', 'damaged_by_spreadsheet'],
    ['count', '5', 5],
    ['count', '5,0', 5],
    ['count', '9007199254740993', 'invalid_type'],
    ['founder', 'PRAWDA', true],
    ['founder', 'FAŁSZ', false],
    ['founder', 'true', true],
    ['founder', 'FALSE', false],
    ['founder', 'tak', true],
    ['kind', 'cus', 'cus'],
    ['words', 'a|b', ['a', 'b']],
    ['words', 'a', ['a']],
    ['words', '["a|b"]', ['a|b']],
    ['words', '["a|b"', 'invalid_format'],
    ['things', 'x|y', ['x', 'y']],
    ['things', '[{"a":"b"}]', [{ a: 'b' }]]
  ]
  for (const [column, cell, polish, plain = polish] of cases)
    for (const [dialect, value] of [
      ['excel-pl', polish],
      ['rfc4180', plain]
    ] as const) {
      const read = cellReader(schemas[column] as never)(cell, dialect)
      t.strictSame(read.fault ? read.fault.code : read.value, value, `${column} «${cell}» ${dialect}`)
    }
})

t.test('Columns that are not in the file set no property', async (t) => {
  const of = (values: Row) => recordBuilder(Sample)(new Map(Object.entries(values)))
  t.strictSame(of({}), {})
  t.strictSame(of({ place_name: null, established_on: null }), { place: null, established: { on: null } })
  t.strictSame(of({ place_code: '06', place_name: null }), { place: { code: '06', name: null } })
})
