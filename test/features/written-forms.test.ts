// Forms in which people and spreadsheets write values: each is read as the one value that it can mean, or refused with
// the reason.
import fc from 'fast-check'
import t from 'tap'
import { type Headings, headingsOf } from '../../src/features/imports/file/headings.ts'
import { importsOf } from '../../src/features/imports/importables.ts'
import { type CellValue, cellReader } from '../../src/features/imports/values/cell-values.ts'
import { features } from '../../src/features/index.ts'
import type { Dialect } from '../../src/records/formats/spreadsheet.ts'
import { registryOf } from '../../src/records/registry.ts'
import { identifiersOf } from '../../src/records/write/define.ts'

registryOf(features)
const { importables, headings } = importsOf(features)

function read(resource: string, column: string, cell: string, dialect: Dialect = 'excel-pl'): CellValue {
  const known = (headings.get(resource) as Headings).columns.get(column)
  if (!known) throw new Error(`${resource} has no column ${column}`)
  return cellReader(known.schema, known.declared)(cell, dialect)
}

/** The value, or `!` and the code of the fault. */
const outcome = (result: CellValue): unknown => (result.fault ? `!${result.fault.code}` : result.value)

type Case = [resource: string, column: string, cell: string, value: unknown]
const o = (column: string, cell: string, value: unknown): Case => ['organisations', column, cell, value]
const c = (column: string, cell: string, value: unknown): Case => ['contacts', column, cell, value]
const m = (column: string, cell: string, value: unknown): Case => ['memberships', column, cell, value]

const READ: Case[] = [
  o('nip', '941-277-24-26', '9412772426'),
  o('nip', '941 277 24 26', '9412772426'),
  o('nip', '941\u00a0277\u202f24\u00a026', '9412772426'),
  o('nip', 'PL 9412772426', '9412772426'),
  o('nip', 'PL9412772426', '9412772426'),
  o('nip', 'NIP: 941-277-24-26', '9412772426'),
  o('nip', '941–277–24–26', '9412772426'),
  o('nip', '9412772426,00', '9412772426'),
  o('nip', '="9412772426"', '9412772426'),
  o('nip', "'9412772426", '9412772426'),
  o('nip', 'brak', null),
  o('nip', '–', null),
  o('nip', ' \u00a0', null),
  o('regon', '86091398', '086091398'),
  o('regon', 'REGON 086-091-398', '086091398'),
  o('regon', '33150100017', '00033150100017'),
  o('krs', '85688', '0000085688'),
  o('krs', 'KRS: 0000085688', '0000085688'),
  o('postal_code', '24150', '24-150'),
  o('postal_code', '24 150', '24-150'),
  o('postal_code', '24150.0', '24-150'),
  o('kind', 'M-GOPS', 'mgops'),
  o('kind', 'centrum usług społecznych (CUS)', 'cus'),
  c('phone', '48 81 827 26 94', '+48818272694'),
  c('organisation_slug', 'CUS-Belzyce', 'cus-belzyce'),
  o('postal_code', '24 – 150', '24-150'),
  o('territory_code', '61205', '061205'),
  o('established_on', '2015-3-1', '2015-03-01'),
  o('established_on', '2015.03.01', '2015-03-01'),
  o('established_on', '2015/03/01', '2015-03-01'),
  o('established_on', '1.03.2015', '2015-03-01'),
  o('established_on', '01. 03. 2015 r.', '2015-03-01'),
  o('established_on', '01.03.2015 roku', '2015-03-01'),
  o('established_on', '21-11-2016', '2016-11-21'),
  o('established_on', '21/11/2016', '2016-11-21'),
  o('established_on', '11/21/2016', '2016-11-21'),
  o('established_on', '03/03/2015', '2015-03-03'),
  o('established_on', '3 marca 2015 r.', '2015-03-03'),
  o('established_on', '3 marzec 2015', '2015-03-03'),
  o('established_on', '15 PAŹDZIERNIKA 2019', '2019-10-15'),
  o('established_on', '3.III.2015', '2015-03-03'),
  o('established_on', '3 XII 2015 r.', '2015-12-03'),
  o('established_on', '3 March 2015', '2015-03-03'),
  o('established_on', 'March 3, 2015', '2015-03-03'),
  o('established_on', '2015-03-01T00:00:00', '2015-03-01'),
  o('established_on', '2015-03-01 00:00:00.000', '2015-03-01'),
  o('established_on', '01.03.2015 0:00', '2015-03-01'),
  o('established_on', 'nie dotyczy', null),
  o('kind', 'GOPS', 'gops'),
  o('kind', 'Centrum Usług Społecznych', 'cus'),
  o('kind', 'ośrodek  pomocy społecznej', 'ops'),
  o('kind', 'PES', 'social_economy_entity'),
  o('kind', 'Urząd Gminy', 'gmina'),
  o('kind', 'social assistance centre', 'ops'),
  o('status', 'aktywny', 'active'),
  o('status', 'Aktywna', 'active'),
  o('status', 'DZIAŁA', 'active'),
  o('status', 'zlikwidowana', 'closed'),
  o('status', 'zlikwidowany', 'closed'),
  o('latitude', '51,17415', 51.17415),
  o('latitude', '51.17415°', 51.17415),
  o('name', '  Gminny\u00a0Ośrodek  Pomocy\nSpołecznej ', 'Gminny Ośrodek Pomocy Społecznej'),
  o('name', 'Ośrodek „Nadzieja” – filia', 'Ośrodek „Nadzieja” – filia'),
  o('name', 's\u0301wit', 'świt'),
  o('website', 'https://gops.pl/ ', 'https://gops.pl/'),
  o('website', 'www.gops.pl', 'www.gops.pl'),
  m('tier', 'członek zwyczajny', 'ordinary'),
  m('tier', 'Zwyczajny', 'ordinary'),
  m('tier', 'wspierająca', 'supporting'),
  m('status', 'aktywny', 'active'),
  m('status', 'zawieszony', 'suspended'),
  m('founder', 'tak', true),
  m('founder', 'NIE', false),
  m('founder', 'T', true),
  m('founder', '0', false),
  c('phone', '81 827 26 94', '+48818272694'),
  c('phone', '(81) 827-26-94', '+48818272694'),
  c('phone', 'tel. 81 827 26 94', '+48818272694'),
  c('phone', 'tel./fax 81 827 26 94', '+48818272694'),
  c('phone', 'Tel. kom.: 602 345 678', '+48602345678'),
  c('phone', '0 81 827 26 94', '+48818272694'),
  c('phone', '81/827-26-94', '+48818272694'),
  c('phone', '+48 81 827 26 94', '+48818272694'),
  c('phone', '0048818272694', '+48818272694'),
  c('phone', '116 111', '+48116111'),
  c('email', 'mailto:gops@Przyklad.PL', 'gops@przyklad.pl'),
  c('email', 'gops@przyklad.pl.', 'gops@przyklad.pl'),
  c('email', 'Sekretariat <gops@przyklad.pl>', 'gops@przyklad.pl'),
  c('email', 'gops @ przyklad.pl', 'gops@przyklad.pl'),
  c('email', 'gops(at)przyklad.pl', 'gops@przyklad.pl'),
  c('email_visibility', 'dla pracowników', 'staff'),
  c('review_on', '1.10.2027', '2027-10-01')
]

const REFUSED: Case[] = [
  o('nip', '7,16244E+09', '!damaged_by_spreadsheet'),
  o('nip', '7.16244e9', '!damaged_by_spreadsheet'),
  o('nip', '941277242', '!invalid_format'),
  o('nip', '94127724261', '!invalid_format'),
  o('nip', '941-277-24-26, 171-419-35-72', '!invalid_format'),
  o('regon', '86091399', '!invalid_format'),
  o('regon', '1,23457E+13', '!damaged_by_spreadsheet'),
  o('krs', 'w trakcie', '!invalid_format'),
  o('postal_code', '2415', '!invalid_format'),
  o('postal_code', '24-150 Nałęczów', '!invalid_format'),
  o('slug', 'CUS Bełżyce', '!invalid_format'),
  o('established_on', '03/04/2015', '!ambiguous_day'),
  o('established_on', '03-04-2015', '!ambiguous_day'),
  o('established_on', '01.03.15', '!year_of_two_digits'),
  o('established_on', '1 mar 15', '!year_of_two_digits'),
  o('established_on', '31.02.2015', '!invalid_format'),
  o('established_on', '2015', '!day_not_exact'),
  o('established_on', 'marzec 2015', '!day_not_exact'),
  o('established_on', '03.2015', '!day_not_exact'),
  o('established_on', '42064', '!serial_number'),
  o('established_on', '2015-03-01 12:30', '!day_with_time'),
  o('established_on', 'ok. 2015', '!invalid_format'),
  o('established_on', '########', '!damaged_by_spreadsheet'),
  o('kind', 'ośrodek', '!unknown_value'),
  o('kind', 'GOPS/CUS', '!unknown_value'),
  o('latitude', '51°10′27″N', '!invalid_type'),
  o('name', '#ARG!', '!damaged_by_spreadsheet'),
  m('founder', 'x', '!invalid_type'),
  m('founder', '-', '!invalid_type'),
  c('phone', '81 827 26 94 wew. 12', '!phone_extension'),
  c('phone', '81 827 26 94, 81 827 26 95', '!several_values'),
  c('phone', '81 827 26 94 lub 602 345 678', '!several_values'),
  c('phone', 'fax 81 827 26 94', '!fax_number'),
  c('phone', '4,8818E+10', '!damaged_by_spreadsheet'),
  c('phone', '827 26 94', '!phone_unknown'),
  c('email', 'a@b.pl, c@d.pl', '!several_values')
]

t.test('Each form with one meaning is read, and each other one is refused', async (t) => {
  for (const [resource, column, cell, value] of [...READ, ...REFUSED])
    t.strictSame(outcome(read(resource, column, cell)), value, `${column} «${cell}»`)
  t.equal(outcome(read('organisations', 'latitude', '51,174', 'rfc4180')), '!ambiguous_number')
  t.equal(outcome(read('organisations', 'nip', '9,41277E+09', 'rfc4180')), '!damaged_by_spreadsheet')
})

t.test('A reading is reported, and what was read is read as itself', async (t) => {
  const again = (resource: string, column: string, cell: string): boolean => {
    const first = read(resource, column, cell)
    if (first.fault || first.value === null) return true
    const text = first.readAs ?? (typeof first.value === 'string' ? first.value : cell)
    const second = read(resource, column, text)
    return !second.fault && second.value === first.value && second.readAs === undefined
  }
  for (const [resource, column, cell, value] of READ) {
    const result = read(resource, column, cell)
    const isSame = result.fault !== undefined || String(value) === cell || value === 51.17415
    if (!isSame && cell.trim() !== '') t.not((result as { readAs?: unknown }).readAs, undefined, `${column} «${cell}»`)
    t.ok(again(resource, column, cell), `${column} «${cell}» twice`)
  }
  const columns = [...new Set(READ.map(([resource, column]) => `${resource} ${column}`))].map((name) => name.split(' '))
  const cells = fc.oneof(
    fc.constantFrom(...[...READ, ...REFUSED].map(([, , cell]) => cell)),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.stringMatching(/^[0-9 ./,-]{1,14}$/)
  )
  fc.assert(
    fc.property(fc.constantFrom(...columns), cells, ([resource, column], cell) =>
      again(resource as string, column as string, cell)
    ),
    { numRuns: 1000 }
  )
})

t.test('Headings in Polish and English mean columns, whatever their case and punctuation', async (t) => {
  const known = headings.get('organisations') as Headings
  const cases: [heading: string, column: string | undefined][] = [
    ['name', 'name'],
    ['Short name', 'short_name'],
    ['NAZWA JEDNOSTKI:', 'name'],
    ['Nr NIP', 'nip'],
    ['NIP (10 cyfr)', 'nip'],
    ['Numer REGON', 'regon'],
    ['Rodzaj organizacji', 'kind'],
    ['Strona www', 'website'],
    ['Data utworzenia (rrrr-mm-dd)', 'established_on'],
    ['Territory code', 'territory_code'],
    ['Telefon', undefined],
    ['Uwagi', undefined],
    ['', undefined]
  ]
  for (const [heading, column] of cases) t.equal(known.columnOf(heading), column, heading)
  t.equal(known.similarTo('Nazwa jednoski'), 'Nazwa jednostki')
  t.equal(known.similarTo('short_nme'), 'short_name')
  t.equal(known.similarTo('Liczba mieszkańców'), undefined)
  t.match(known.notRead('Telefon')?.pl, 'resource=contacts')
  t.match(known.notRead('Powiat')?.pl, '«territory_code»')
})

t.test('Each column that can be written has a Polish heading', async (t) => {
  for (const importable of importables.values()) {
    if (!importable.writes) continue
    const { properties } = importable.writes
    const { columns } = headingsOf(importable, [...importables.values()])
    for (const { header, declared } of columns.values()) {
      const isWritable = Object.entries(properties).some(([name, property]) => {
        if (property.kind === 'reference') return header === `${name}_${identifiersOf(property.resource).at(-1)}`
        if (property.kind === 'date')
          return ['on', 'not_before', 'not_after'].some((day) => header === `${name}_${day}`)
        return header === name
      })
      if (isWritable) t.ok(declared.headings?.[0], `${importable.resource.path}: add a heading for ${header}`)
    }
    for (const header of Object.keys(importable.columns ?? {})) t.ok(columns.has(header), header)
  }
})
