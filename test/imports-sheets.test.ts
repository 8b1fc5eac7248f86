// Sheets as offices keep them: each file of test/fixtures/imports goes in with the expected outcome of each row.
import { readFileSync } from 'node:fs'
import t from 'tap'
import { withImports } from './imports.ts'

interface Cell {
  column: string | null
  code: string
  written: string | null
  read: string | null
}
interface Row {
  line: number
  outcome: string
  errors: Cell[]
  warnings: Cell[]
  readings: Cell[]
}

const { preview, post, get, apply, rowsOf, call, key, one } = await withImports(t)
const fixture = (name: string) => readFileSync(new URL(`fixtures/imports/${name}.csv`, import.meta.url))

/** Returns each row as a line: its outcome, its faults, and its cells as written and as read. */
const described = (rows: Row[]) =>
  rows.map(({ line, outcome, errors, warnings, readings }) =>
    [
      `${line} ${outcome}`,
      ...errors.map(({ column, code, written }) => `${column} ${code} «${written}»`),
      ...warnings.map(({ code }) => code),
      ...readings.map(({ column, written, read }) => `${column} «${written}» → «${read}»`)
    ].join(', ')
  )
const codesOf = ({ messages }: { messages: { code: string; column: string | null }[] }) =>
  messages.map(({ code, column }) => (column === null ? code : `${code} ${column}`))

t.test('POST /v1/imports with values in other forms: each is read or refused', async (t) => {
  const seen = await preview('resource=organisations', fixture('ksztalt'))
  t.strictSame(described(seen.rows), [
    '2 create, possible_duplicate, name «Gminny Ośrodek Pomocy Społecznej w Nałęczowie  » → ' +
      '«Gminny Ośrodek Pomocy Społecznej w Nałęczowie»',
    '3 create, nip «171-419-35-72» → «1714193572»',
    '4 create, established_on «21.11.2016» → «2016-11-21»',
    '5 create, regon «74911860» → «074911860»',
    '6 create, postal_code «24105» → «24-105»',
    '7 create, kind «GOPS» → «gops»',
    '8 create, status «aktywny» → «active»',
    '9 error, nip damaged_by_spreadsheet «7,16244E+09»',
    '10 create, street «ul.\u00a0Lubelska\u00a09» → «ul. Lubelska 9», website «http://www.x.pl/ » → «http://www.x.pl/»',
    '11 create, possible_duplicate',
    '12 create, name «Centrum Usług Społecznych w Puchaczowie  » → «Centrum Usług Społecznych w Puchaczowie»',
    '13 create, nip «658-391-49-66» → «6583914966»',
    '14 create, established_on «21.11.2016» → «2016-11-21»'
  ])
  t.match(seen.rows[9].warnings[0].detail_pl, /wiersz 2/)
  const { text } = await get(`imports/${seen.id}/rows?format=csv&dialect=excel-pl`)
  t.notMatch(text, /[{[]/, 'the report has no JSON')
  const lines = text.trim().split('\r\n')
  t.equal(lines.length, 1 + 15, 'one line for each remark')
  t.match(
    lines
      .find((line: string) => line.startsWith('9;'))
      ?.split(';')
      .slice(4, 8),
    ['error', 'nip', 'nip', "'7,16244E+09"]
  )
})

t.test('POST /v1/imports with a title, numbered rows and Polish headings', async (t) => {
  const sent = await post('resource=organisations', fixture('tytul'))
  t.equal(sent.status, 202)
  const messages = ['rows_above_header', 'column_not_read Lp.', 'column_not_read Telefon', 'column_not_read E-mail']
  t.strictSame(codesOf(sent.json), messages, 'the first response names what is not read')
  t.match(sent.json.messages[2].detail_pl, /resource=contacts/)
  const seen = await preview('resource=organisations', fixture('tytul'))
  t.strictSame(codesOf(seen), messages)
  t.equal(
    described(seen.rows)[0],
    '3 create, kind «GOPS» → «gops», nip «941-277-24-26» → «9412772426», regon «86091398» → «086091398», ' +
      'established_on «01.03.2015» → «2015-03-01»'
  )
  t.strictSame(seen.counts, { create: 10, update: 0, unchanged: 0, error: 0 })
  t.match(seen.rows[0].readings[3], { column: 'established_on', heading: 'Data utworzenia' })
  t.equal((await apply(seen.id)).import.status, 'applied')
  const { json } = await get('organisations/gops-naleczow')
  t.match(json, { nip: '9412772426', regon: '086091398', established: { on: '2015-03-01' }, seat: 'Nałęczów' })
  const again = await preview('resource=organisations&match_on=nip', fixture('tytul'))
  t.strictSame(again.counts, { create: 0, update: 0, unchanged: 10, error: 0 }, 'the same file again changes nothing')
  const repeated = await preview('resource=organisations', fixture('tytul'))
  t.strictSame(repeated.counts, { create: 0, update: 0, unchanged: 0, error: 10 }, 'and creates nothing again')
  t.match(repeated.rows[0].errors, [{ code: 'organisation_regon_taken', column: 'regon', heading: 'REGON' }])
  t.match(repeated.rows[0].errors[0].detail_pl, /gops-naleczow/)
})

t.test('POST /v1/imports with cells that Excel cut, empty columns and a stated separator', async (t) => {
  const cut = await preview('resource=organisations', fixture('excel16'))
  t.strictSame([cut.counts.create, cut.counts.error, codesOf(cut)], [32, 0, ['rows_cut']])
  t.match(cut.messages[0].detail_pl, /18–33/)
  const empty = await preview('resource=organisations', fixture('puste'))
  t.strictSame([empty.counts.create, empty.counts.error, empty.messages], [3, 0, []])
  const stated = await preview('resource=organisations', fixture('sep'))
  t.strictSame(described(stated.rows), ['3 create', '4 create'])
})

t.test('POST /v1/imports with rows that are no data', async (t) => {
  const file = [
    'Wykaz jednostek\t\t\t\t',
    '',
    'Nr\tPełna nazwa\tSkrót\tTyp\tGmina',
    '1\t2\t3\t4\t5',
    '1\tOśrodek Próbny A\tOPS Próba A\tośrodek pomocy społecznej\tBełżyce',
    'Nr\tPełna nazwa\tSkrót\tTyp\tGmina',
    '2\tOśrodek\u00a0Próbny B\tOPS Próba B\tOPS\tBełżyce',
    'Razem: 2\t\t\t\t'
  ].join('\r\n')
  const seen = await preview('resource=organisations', Buffer.from(`\ufeff${file}`, 'utf16le'))
  t.strictSame(codesOf(seen), [
    'read_as_utf16',
    'rows_above_header',
    'column_not_read Nr',
    'column_not_read Gmina',
    'rows_skipped'
  ])
  t.match(seen.messages[3].detail_pl, /TERYT/)
  t.match(seen.messages[4].detail_pl, /4, 6, 8/)
  t.strictSame(described(seen.rows), [
    '5 create, kind «ośrodek pomocy społecznej» → «ops»',
    '7 create, name «Ośrodek\u00a0Próbny B» → «Ośrodek Próbny B», kind «OPS» → «ops»'
  ])
})

t.test('POST /v1/imports refuses a header without a single meaning', async (t) => {
  const cases: [what: string, file: string, codes: string[]][] = [
    ['a misspelt heading', 'slug;Nazwa jednoski\na;b\n', ['unknown_header']],
    ['two headings with one meaning', 'slug;Nazwa;name\na;b;c\n', ['repeated_header']],
    ['a header of two rows', 'slug;Nazwa;Adres;\n;;Ulica;Kod pocztowy\na;b;c;24-150\n', ['empty_header']],
    ['an unnamed column with data', 'slug;;name\na;x;c\n', ['empty_header']]
  ]
  for (const [what, file, codes] of cases) {
    const { status, json } = await post('resource=organisations', file)
    t.strictSame([status, json.errors.map(({ code }: { code: string }) => code)], [400, codes], what)
  }
  const numbered = await post('resource=organisations', ';slug;name\n1.;a;b\n2.;c;d\n')
  t.match(numbered.json.messages, [{ code: 'column_not_read' }], 'a column that numbers the rows needs no name')
})

t.test('POST /v1/imports takes the name of an organisation for its slug if only one has it', async (t) => {
  await one(`insert into organisation (slug, name, short_name, kind)
    values ('podwojna-a', 'Fundacja A', 'Podwójna', 'foundation'), ('podwojna-b', 'Fundacja B', 'Podwójna', 'foundation')`)
  const file = [
    'Organizacja;Kategoria;Podstawa kategorii;Członek założyciel;Sygnatariusz',
    'Fundacja A;wspierający;podane w źródle;nie;nie',
    'CUS BEŁŻYCE;zwyczajny;;tak;tak',
    'podwójna;wspierający;podane w źródle;nie;nie',
    'Fundacja Nieznana;wspierający;podane w źródle;nie;nie'
  ].join('\n')
  const seen = await preview('resource=memberships', file)
  const organisations = seen.rows.map(({ outcome, errors, readings }: Row) => [
    outcome,
    ...[...errors, ...readings]
      .filter(({ column }) => column === 'organisation_slug')
      .map(({ code, read }) => code ?? read)
  ])
  t.strictSame(organisations, [
    ['create', 'podwojna-a'],
    ['error', 'cus-belzyce'],
    ['error', 'ambiguous_name'],
    ['error', 'unknown_name']
  ])
  t.match(seen.rows[2].errors[0], { heading: 'Organizacja', written: 'podwójna', detail_pl: /podwojna-a, podwojna-b/ })
  const person = await preview(
    'resource=memberships',
    'Osoba;Kategoria;Podstawa kategorii\nOstasz Anna;honorowy;printed\n'
  )
  t.match(person.rows[0].readings.at(-1), { column: 'person_slug', written: 'Ostasz Anna', read: 'anna-ostasz' })
  const first = await preview('resource=memberships', file.split('\n').slice(0, 2).join('\n'))
  await one(`update organisation set name = 'Fundacja C' where slug = 'podwojna-a'`)
  await one(`update organisation set name = 'Fundacja A' where slug = 'podwojna-b'`)
  t.equal((await apply(first.id)).import.status, 'stale', 'the name means another organisation by now')
})

t.test('POST /v1/imports leaves a text that the record has exactly', async (t) => {
  const name = 'Centrum  Usług\u00a0Społecznych w Bełżycach'
  await one(`update organisation set name = '${name}' where slug = 'cus-belzyce'`)
  const seen = await preview('resource=organisations', `slug,name\ncus-belzyce,${name}\n`)
  t.strictSame(described(seen.rows), ['2 unchanged'])
  const edited = await preview('resource=organisations', `slug,name\ncus-belzyce,${name} \n`)
  t.match(edited.rows[0].diff, [{ field: 'name', after: 'Centrum Usług Społecznych w Bełżycach' }])
})

t.test('GET /v1/imports/{import_id}/rows reports all that is wrong with a row', async (t) => {
  const file =
    'slug;Nazwa;Skrót;Rodzaj;NIP;Kod TERYT;Data utworzenia;Kod pocztowy\n' +
    'a1;Ośrodek;OPS A;xyz;526-104-08-27;999999;03/04/2015;2104\ncus-kramsk;;;cus;7,16E+09;;30.02.2015;\n'
  const { rows } = await preview('resource=organisations', file)
  const codes = rows.map(({ errors }: Row) => errors.map(({ column, code }) => `${column} ${code}`))
  t.strictSame(codes, [
    [
      'kind unknown_value',
      'established_on ambiguous_day',
      'postal_code invalid_format',
      'territory_code unknown_reference',
      'nip organisation_nip_invalid'
    ],
    ['nip damaged_by_spreadsheet', 'established_on invalid_format', 'name empty_value', 'short_name empty_value']
  ])
  t.match(rows[0].errors[4], { heading: 'NIP', written: '526-104-08-27' })
})

t.test('GET /v1/imports/{import_id}/rows: readings of contacts are values of contacts', async (t) => {
  const file = 'Slug;Telefon;E-mail;Organizacja\nkontakt-przewodniczacej;tel. 81 827-26-94;mailto:Biuro@Przyklad.PL.;\n'
  const seen = await preview('resource=contacts', file)
  t.match(seen.rows[0].readings, [
    { column: 'phone', heading: 'Telefon', written: 'tel. 81 827-26-94', read: '+48818272694' },
    { column: 'email', written: 'mailto:Biuro@Przyklad.PL.', read: 'Biuro@przyklad.pl' }
  ])
  t.match(
    await one(`select action || ' ' || fields[1] from audit order by seq desc limit 1`),
    'contact.read import',
    'reading them is audited'
  )
  t.equal((await call('GET', `imports/${seen.id}/rows`, { key })).status, 200)
  t.ok((await rowsOf(seen.id)).length)
})
