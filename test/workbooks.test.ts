// Lists and the snapshot as workbooks (.xlsx), and the snapshot as an SQLite database.
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import { readWorkbook } from '../src/features/imports/file/workbook/read-workbook.ts'
import { columnsOf } from '../src/records/formats/csv.ts'
import { unguard } from '../src/records/formats/spreadsheet.ts'
import { parseCsv } from './formats.ts'
import { setup } from './helper.ts'
import { entryOf, sheetTitles } from './workbook.ts'

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const { app, get, call, key, connection } = await setup(t)

const rowsOf = async (bytes: Buffer, title?: string) =>
  (await readWorkbook(bytes, title)).rows.map(({ cells }) => cells)
/** Removes the empty cells at the end of each row, which a workbook leaves out. */
const trimmed = (rows: string[][]) => rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1))

await connection.pool.query(`
  insert into organisation (slug, name, short_name, kind, latitude, longitude, coordinates_basis) values
    ('x-wzor', '=HYPERLINK("https://example.org";"tu")', '+48 81', 'portal', -33.5, 22.280270000000002, 'geonames-seat'),
    ('x-wiersze', E'Ośrodek\\nw dwóch\\r\\nwierszach', '_x0041_ <&> "x"', 'portal', null, null, null),
    ('x-apostrof', '''=1', '''5', 'portal', null, null, null)`)

for (const path of [
  'organisations?sort=name',
  'organisations?member=true&include=current_head',
  'organisations?fields=slug,territory.voivodeship.name',
  'memberships',
  'events',
  'organisations/cus-belzyce/memberships',
  'organisations?limit=2',
  'statistics/memberships?as_of=2022-08-31',
  'statistics/applications'
]) {
  t.test(`GET /v1/${path} as xlsx has the columns and values of CSV`, async (t) => {
    const and = path.includes('?') ? '&' : '?'
    const received = await get(`${path}${and}format=xlsx`, { 'accept-encoding': 'gzip' })
    t.equal(received.status, 200)
    t.equal(received.headers['content-type'], TYPE)
    t.equal(received.headers['content-encoding'], undefined, 'the archive is compressed already')
    const { text, headers } = await get(`${path}${and}format=csv&dialect=excel-pl`)
    t.equal(received.headers['content-disposition'], headers['content-disposition']?.replace('.csv', '.xlsx'))
    const expected = parseCsv(text.replace(/^\uFEFF/, ''), ';').map((row) =>
      row.map((cell) => unguard(cell, 'excel-pl'))
    )
    const found = (await rowsOf(received.bytes)).map((row) => row.map((cell) => unguard(cell, 'excel-pl')))
    t.strictSame(trimmed(found), trimmed(expected))
  })
}

t.test('GET /v1/organisations?format=xlsx writes typed cells and no formula', async (t) => {
  const { bytes } = await get('organisations?format=xlsx')
  const xml = (await entryOf(bytes, 'xl/worksheets/sheet1.xml')).toString()
  t.notMatch(xml, /<f[ >]/)
  t.match(xml, /t="inlineStr"><is><t xml:space="preserve">=HYPERLINK\(&quot;/)
  t.match(xml, /<c r="[A-Z]+\d+"><v>-33\.5<\/v><\/c>/)
  t.match(xml, /<pane ySplit="1"/, 'the header stays in view')
  const code = /<c r="[A-Z]+\d+" s="1" t="inlineStr"><is><t xml:space="preserve">\d{6}<\/t>/
  t.match(xml, code, 'digits of an identifier are text')
  const { bytes: memberships } = await get('memberships?format=xlsx')
  const dates = (await entryOf(memberships, 'xl/worksheets/sheet1.xml')).toString()
  t.match(dates, /<c r="[A-Z]+\d+" s="2"><v>44455<\/v><\/c>/, '2021-09-16 is a date')
  t.strictSame(await sheetTitles(memberships), ['Członkostwa'])
})

t.test('GET /v1/organisations?format=xlsx has stable bytes, a strong ETag and 304', async (t) => {
  const first = await get('organisations?format=xlsx')
  const second = await get('organisations?sort=name&format=xlsx')
  t.ok(first.bytes.equals(second.bytes), 'the same records have the same bytes')
  t.match(first.headers.etag, /^"[\w-]+"$/)
  const again = await get('organisations', { accept: TYPE, 'if-none-match': String(first.headers.etag) })
  t.equal(again.status, 304)
  t.equal((await get('organisations', { accept: `text/csv;q=0.5, ${TYPE}` })).headers['content-type'], TYPE)
  const head = await app.inject({ method: 'HEAD', url: '/v1/organisations?format=xlsx' })
  t.strictSame([head.statusCode, head.headers['content-type']], [200, TYPE])
})

t.test('GET /v1/events/{event}/programme?format=xlsx writes a list within a record', async (t) => {
  const { json } = await get('events?limit=1')
  const { bytes } = await get(`events/${json.data[0].slug}/programme?format=xlsx`)
  t.ok(bytes.length > 0)
  t.strictSame(await sheetTitles(bytes), ['programme'])
})

t.test('GET /v1/contacts?format=xlsx with a key writes what the key may see', async (t) => {
  await connection.pool.query(`
    insert into contact (slug, organisation_id, email, basis, email_visibility)
    select 'x-tajny', id, 'tajny@example.org', 'public_task', 'staff' from organisation where slug = 'cus-belzyce'`)
  const staff = await key(['contacts:read'])
  const keyed = await call('GET', 'contacts?format=xlsx', { key: staff })
  t.match(JSON.stringify(await rowsOf(keyed.bytes)), /tajny@example\.org/)
  t.notMatch(JSON.stringify(await rowsOf((await get('contacts?format=xlsx')).bytes)), /tajny@example\.org/)
})

// --- The snapshot ---

const entriesOf = async () => {
  const { text } = await get('snapshot')
  const [head, ...lines] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  return { meta: head.snapshot, entries: lines as { type: string; id: string; data: Record<string, unknown> }[] }
}

t.test('GET /v1/snapshot?format=xlsx has a sheet per type with the records of the snapshot', async (t) => {
  const { meta, entries } = await entriesOf()
  const received = await get('snapshot?format=xlsx', { 'accept-encoding': 'gzip, zstd' })
  t.equal(received.headers['content-type'], TYPE)
  t.equal(received.headers['content-encoding'], undefined)
  t.equal(received.headers['content-disposition'], 'inline; filename="snapshot.xlsx"')
  t.equal(received.headers['repr-digest'], `sha-256=:${createHash('sha256').update(received.bytes).digest('base64')}:`)
  const facts = new Map((await rowsOf(received.bytes, 'meta')).map(([name, value]) => [name, value]))
  t.equal(facts.get('cursor'), meta.cursor)
  t.equal(facts.get('taken_at'), meta.taken_at)
  t.match(facts.get('note'), /CC BY 4\.0/)
  const { snapshotResources, tags } = app.registry
  const titles = await sheetTitles(received.bytes)
  t.strictSame(titles, ['meta', ...snapshotResources.map(({ path }) => titleOf(path))])
  for (const { name, path, record } of snapshotResources) {
    const [header, ...rows] = await rowsOf(received.bytes, titleOf(path))
    t.strictSame(
      header,
      columnsOf(record).map((column) => column.header),
      `columns of ${name}`
    )
    t.equal(rows.length, entries.filter(({ type }) => type === name).length, `records of ${name}`)
  }
  const english = await get('snapshot?format=xlsx&lang=en')
  t.ok((await sheetTitles(english.bytes)).includes('Organisations'))
  t.not(english.headers.etag, received.headers.etag)
  const again = await get('snapshot?format=xlsx', { 'if-none-match': String(received.headers.etag) })
  t.equal(again.status, 304)
  t.equal((await get('snapshot?lang=en')).status, 400, 'NDJSON has no language')

  /** A title of a sheet has at most 31 characters. */
  function titleOf(path: string) {
    const title = tags.find(({ name }) => name === path)?.title.pl ?? path
    return title.length > 31 ? `${title.slice(0, 30)}…` : title
  }
})

/** Opens the database of a snapshot. */
async function openDatabase(t: Test, bytes: Buffer): Promise<DatabaseSync> {
  const folder = await mkdtemp(join(tmpdir(), 'konwent-test-sqlite-'))
  await writeFile(join(folder, 'snapshot.sqlite'), bytes)
  const database = new DatabaseSync(join(folder, 'snapshot.sqlite'), { readOnly: true })
  t.teardown(async () => {
    database.close()
    await rm(folder, { recursive: true })
  })
  return database
}

t.test('GET /v1/snapshot?format=sqlite is a database with a table per type', async (t) => {
  const { meta, entries } = await entriesOf()
  const received = await get('snapshot?format=sqlite')
  t.equal(received.headers['content-type'], 'application/vnd.sqlite3')
  const database = await openDatabase(t, received.bytes)
  t.strictSame({ ...database.prepare('pragma integrity_check').get() }, { integrity_check: 'ok' })
  t.equal(database.prepare("select value from meta where name = 'cursor'").get()?.value, meta.cursor)
  for (const { name, columns } of app.registry.snapshotResources) {
    const key = 'id' in columns ? 'id' : 'code'
    const found = database
      .prepare(`select "${key}" as id from "${name}" order by 1`)
      .all()
      .map(({ id }) => id)
    t.strictSame(
      found,
      entries
        .filter(({ type }) => type === name)
        .map(({ id }) => id)
        .sort(),
      `records of ${name}`
    )
  }
  const member = database
    .prepare(`
      select o.name, o.territory_voivodeship_name as voivodeship, m.joined_on, typeof(o.latitude) as latitude, o.nip
      from membership m join organisation o on o.id = m.organisation_id where o.slug = 'cus-belzyce'`)
    .get()
  t.match(member, { name: 'Centrum Usług Społecznych w Bełżycach', voivodeship: 'lubelskie', joined_on: '2021-09-16' })
  t.equal(member?.latitude, 'real')
  t.match(database.prepare("select sql from sqlite_schema where name = 'organisation'").get()?.sql, / -- .*NIP/)
  t.ok(database.prepare("select 1 from sqlite_schema where name = 'membership_organisation_id_idx'").get())
})

t.test('GET /v1/snapshot in any format leaves out what a key alone may see, and what was erased', async (t) => {
  const person = await connection.pool.query(`
    insert into person (given_name, family_name, slug) values ('Zenobia', 'Wymazana', 'zenobia-wymazana') returning id`)
  const all = await key(['privacy:admin', 'registry:write', 'contacts:read'])
  const filesOf = async () =>
    Promise.all(
      ['xlsx', 'sqlite'].map(async (format) => {
        const { bytes } = await call('GET', `snapshot?format=${format}`, { key: all })
        if (format === 'sqlite') return bytes.toString('latin1')
        return JSON.stringify(await Promise.all((await sheetTitles(bytes)).map((title) => rowsOf(bytes, title))))
      })
    )
  for (const file of await filesOf()) {
    t.match(file, /Wymazana/)
    t.notMatch(file, /tajny@example\.org/)
  }
  const erased = await call('POST', `people/${person.rows[0].id}/erasure`, {
    key: all,
    body: { pseudonymise_name: true }
  })
  t.equal(erased.status, 200, erased.text)
  for (const file of await filesOf()) t.notMatch(file, /Wymazana|zenobia/i)
})
