// Workbooks out and in: an exported list comes back as an import with exactly the edits, also from LibreOffice.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { importsOf } from '../src/features/imports/importables.ts'
import { features } from '../src/features/index.ts'
import { WORKBOOK_TYPE } from '../src/records/formats/workbook/parts.ts'
import { withImports } from './imports.ts'
import { editedByLibreOffice, noLibreOffice } from './libreoffice.ts'
import { allEntries, workbookOf, zipOf } from './workbook.ts'

const registry = await withImports(t)
const { call, key, get, rowsOf, work, one, connection } = registry

const send = (query: string, bytes: Buffer, type = WORKBOOK_TYPE) =>
  call('POST', `imports?${query}`, { key, body: bytes, headers: { 'content-type': type } })

/** Sends a workbook and runs its preview. */
async function preview(query: string, bytes: Buffer) {
  const sent = await send(query, bytes)
  if (sent.status !== 202) throw new Error(sent.text)
  await work()
  const { json } = await get(`imports/${sent.json.id}`)
  return { ...json, rows: await rowsOf(json.id, '?limit=500') }
}

const exported = async (path: string) =>
  (await call('GET', `${path}${path.includes('?') ? '&' : '?'}format=xlsx`, { key })).bytes

/** Returns the workbook with another text in one cell, as another program would save it. */
async function edited(bytes: Buffer, before: string, after: string): Promise<Buffer> {
  const parts = await allEntries(bytes)
  const path = 'xl/worksheets/sheet1.xml'
  const sheet = String(parts[path])
  if (!sheet.includes(`>${before}</t>`)) throw new Error(`no cell with ${before}`)
  return zipOf({ ...parts, [path]: sheet.replace(`>${before}</t>`, `>${after}</t>`) })
}

await connection.pool.query(`
  update organisation set nip = '5261040828', regon = '00033150100017', krs = '0000085688', postal_code = '01-100',
    legal_form = '12/10' where slug = 'cus-belzyce';
  update organisation set regon = '12345678512347', latitude = -33.5, longitude = -70.12345,
    coordinates_basis = 'prg-centroid', seat = '''=1' where slug = 'cus-kramsk'`)

for (const { resource, register } of importsOf(features).importables.values()) {
  if (register) continue
  t.test(`GET /v1/${resource.path}?format=xlsx comes back as an import that changes nothing`, async (t) => {
    const bytes = await exported(resource.path)
    const { total } = (await call('GET', `${resource.path}?count=exact&limit=1`, { key })).json.meta
    const { counts, rows } = await preview(`resource=${resource.path}&match_on=id`, bytes)
    const faults = rows.filter(({ outcome }: { outcome: string }) => outcome !== 'unchanged')
    t.strictSame(counts, { create: 0, update: 0, unchanged: total, error: 0 }, JSON.stringify(faults.slice(0, 3)))
  })
}

t.test('POST /v1/imports: an edited workbook changes exactly what was edited', async (t) => {
  const bytes = await edited(await exported('organisations?member=true'), 'cusbelzyce.pl', 'www.cusbelzyce.pl')
  const { id, counts, rows } = await preview('resource=organisations', bytes)
  t.equal(counts.update, 1)
  t.equal(counts.create + counts.error, 0)
  const changed = rows.filter(({ outcome }: { outcome: string }) => outcome === 'update')
  t.strictSame(
    changed.map(({ diff }: { diff: unknown }) => diff),
    [[{ field: 'website', before: 'cusbelzyce.pl', after: 'www.cusbelzyce.pl' }]]
  )
  const applied = await registry.apply(id)
  t.equal(applied.import.status, 'applied')
  t.equal(await one("select website from organisation where slug = 'cus-belzyce'"), 'www.cusbelzyce.pl')
})

t.test('POST /v1/imports: LibreOffice edits a workbook', { skip: noLibreOffice }, async (t) => {
  const bytes = await editedByLibreOffice(await exported('organisations'), {
    'www.cusbelzyce.pl': 'cusbelzyce.pl',
    '01-100': '02-200'
  })
  const { counts, rows, messages } = await preview('resource=organisations', bytes)
  t.strictSame(messages, [], 'nothing is unusual')
  const changed = rows.filter(({ outcome }: { outcome: string }) => outcome !== 'unchanged')
  t.strictSame(
    changed.map(({ key, diff }: { key: string; diff: unknown }) => ({ key, diff })),
    [
      {
        key: 'cus-belzyce',
        diff: [
          { field: 'postal_code', before: '01-100', after: '02-200' },
          { field: 'website', before: 'www.cusbelzyce.pl', after: 'cusbelzyce.pl' }
        ]
      }
    ]
  )
  t.equal(counts.update, 1)
  const memberships = await editedByLibreOffice(await exported('memberships'), {})
  t.match((await preview('resource=memberships&match_on=id', memberships)).counts, { update: 0, error: 0, create: 0 })
})

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
const number = (value: string) => `<c><v>${value}</v></c>`
const row = (no: number, ...cells: string[]) => `<row r="${no}">${cells.join('')}</row>`

t.test('POST /v1/imports reads typed cells, and reports rows of the sheet', async (t) => {
  const bytes = await workbookOf({
    rows:
      row(1, text('slug'), text('nip'), text('territory_code'), text('established_on')) +
      row(4, text('cus-kramsk'), number('7.162442111E9'), '<c t="e"><v>#N/A</v></c>', number('1')) +
      `<row r="9" hidden="1">${text('cus-belzyce')}<c><f>1</f><v>5261040828</v></c>${number('1E+20')}</row>`
  })
  const { rows, messages } = await preview('resource=organisations', bytes)
  t.strictSame(
    rows.map(({ line }: { line: number }) => line),
    [4, 9]
  )
  const faults = rows.map(({ errors }: { errors: { column: string; code: string }[] }) =>
    errors.map(({ column, code }) => `${column} ${code}`)
  )
  t.match(faults[0], ['territory_code damaged_by_spreadsheet'])
  t.notMatch(JSON.stringify(faults), /"nip/, 'a NIP that was stored as a number is exact')
  t.match(faults[1], ['territory_code damaged_by_spreadsheet'])
  t.strictSame(
    messages.map(({ code }: { code: string }) => code),
    ['formula_results', 'hidden_rows_read']
  )
  t.match(messages[0].detail_pl, /B9/)
  t.match(messages[1].detail_pl, /9/)
})

t.test('POST /v1/imports?sheet= names the sheet of a workbook', async (t) => {
  const snapshot = (await call('GET', 'snapshot?format=xlsx')).bytes
  const { counts, messages } = await preview('resource=organisations&sheet=Organizacje', snapshot)
  t.match(counts, { create: 0, update: 0, error: 0 })
  t.match(messages[0].detail_pl, /arkusz nr 4 z \d+/)
  const unknown = await send('resource=organisations&sheet=Inny', snapshot)
  t.match([unknown.status, unknown.json.errors[0].code, unknown.json.detail], [400, 'unknown_sheet', /«Organizacje»/])
  const csv = await send('resource=organisations&sheet=A', Buffer.from('slug\n'), 'text/csv')
  t.match([csv.status, csv.json.errors[0].parameter], [400, 'sheet'])
})

t.test('POST /v1/imports refuses other spreadsheets with 415 and a hint', async (t) => {
  const xls = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
  const ods = await zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' })
  for (const [bytes, code] of [
    [xls, 'spreadsheet_xls'],
    [ods, 'spreadsheet_ods']
  ] as const) {
    const { status, json } = await send('resource=organisations', bytes)
    t.match([status, json.errors[0].code, json.detail], [415, code, /Skoroszyt programu Excel \(\.xlsx\)/])
  }
  for (const type of ['application/vnd.ms-excel', 'application/vnd.oasis.opendocument.spreadsheet']) {
    const { status, json } = await send('resource=organisations', xls, type)
    t.match([status, json.detail], [415, /\.xlsx/], type)
  }
  const damaged = await send('resource=organisations', (await exported('people')).subarray(0, 900))
  t.match([damaged.status, damaged.json.errors[0].code], [400, 'workbook_damaged'])
  t.equal((await send('resource=territories', await exported('territories'))).json.errors[0].code, 'csv_needed')
})

t.test('A workbook that waits for its import is forgotten with a person whom it names', async (t) => {
  const { rows } = await connection.pool.query(`
    insert into person (given_name, family_name, slug) values ('Zenobia', 'Wymazana', 'zenobia-wymazana') returning id`)
  const sent = await send('resource=people', await exported('people'))
  t.equal(sent.status, 202)
  t.match(await one("select string_agg(content, E'\\n') from import_file"), /Wymazana/)
  const admin = await registry.makeKey(['privacy:admin'])
  await call('POST', `people/${rows[0].id}/erasure`, { key: admin, body: { pseudonymise_name: true } })
  t.notMatch(String(await one("select string_agg(content, E'\\n') from import_file")), /Wymazana/)
  t.equal((await get(`imports/${sent.json.id}`)).json.status, 'stale')
})

t.test('konwent import reads a workbook', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'konwent-test-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const file = join(folder, 'book.XLSX')
  await writeFile(file, (await call('GET', 'snapshot?format=xlsx')).bytes)
  const run = (...args: string[]) =>
    new Promise<string>((resolve) =>
      execFile(
        process.execPath,
        ['src/cli/konwent.ts', 'import', 'people', file, '--dry-run', ...args],
        { env: { ...process.env, DATABASE_URL: registry.url } },
        (_error, out, err) => resolve(out + err)
      )
    )
  t.match(
    await run('--sheet', 'osoby'),
    /^0 to create, 0 to update, \d+ unchanged, 0 invalid\.\nSheet \d+ of \d+ was read/
  )
  t.match(await run('--sheet', 'inny'), /has no sheet «inny»/)
})
