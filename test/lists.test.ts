// The common mechanism of all lists, tested on every public list of the contract: orders, pages, cursors, fields,
// includes, filters and days.
import t, { type Test } from 'tap'
import { keepFewTerritories } from './few-territories.ts'
import { setup, type TestResponse } from './helper.ts'

// biome-ignore lint/suspicious/noExplicitAny: records have many shapes and were already validated against the contract
type Json = any

const COLLATION = {
  input:
    'Banasiewicz,Łoś,Łysik,Lizut,Żukowski,Zdebska,Ciężki,Cieślak,Ciempiel,Stępska,' +
    'Stawiarski,Szalast,Ostasz,Mańka,Malińska-Margol,Maląg,Ciozda',
  expected:
    'Banasiewicz,Ciempiel,Cieślak,Ciężki,Ciozda,Lizut,Łoś,Łysik,Maląg,' +
    'Malińska-Margol,Mańka,Ostasz,Stawiarski,Stępska,Szalast,Zdebska,Żukowski'
}

// Memberships with every kind of period: joined and ended as on/not_before/not_after, and whether the membership is
// certain (c), possible (p) or neither (-) on each of DAYS.
const DAYS = [
  '2022-02-28',
  '2022-03-01',
  '2022-03-09',
  '2022-03-10',
  '2022-05-31',
  '2022-06-01',
  '2022-06-09',
  '2022-06-10'
]
const UNKNOWN = '//'
const PERIODS: [slug: string, joined: string, ended: string, certainty: string][] = [
  ['okres-dokladny', '2022-03-01//', '2022-06-01//', '-cccc---'],
  ['okres-trwajacy', '2022-03-01//', UNKNOWN, '-ccccccc'],
  ['okres-ograniczony', '/2022-03-01/2022-03-10', '/2022-06-01/2022-06-10', '-ppccpp-'],
  ['okres-nieznany', UNKNOWN, UNKNOWN, 'pppppppp'],
  ['okres-bez-poczatku', UNKNOWN, '2022-06-01//', 'ppppp---'],
  ['okres-nie-wczesniej', '/2022-03-01/', UNKNOWN, '-ppppppp'],
  ['okres-nie-pozniej', '//2022-03-10', UNKNOWN, 'pppccccc'],
  ['okres-konczony', '2022-03-01//', '/2022-06-01/', '-ccccppp'],
  ['okres-jednodniowy', '2022-05-31//', '2022-06-01//', '----c---']
]

// Cases that the Konwent's own data lacks: equal names, unknown dates beside known ones, several records under one
// parent, data that is not public.
const DATA = `
  insert into organisation (slug, name, short_name, kind, seat, updated_at)
    select 'blizniak-' || i, 'Spółdzielnia Socjalna „Bliźniak”', 'Bliźniak', 'social_enterprise', 'Lublin',
      timestamptz '2026-01-01Z' + i % 3 * interval '1 microsecond'
    from generate_series(1, 7) as i;
  update organisation set status = 'closed', closed_on = '2024-05-01', established_not_before = '2020-01-01',
    nip = '5261040828', regon = '000331501', krs = '0000085688' where slug = 'blizniak-1';
  insert into membership (organisation_id, tier, tier_basis, founder, founding_signatory, status, joined_on, ended_on)
    select id, 'ordinary', 'decided', false, false, 'ended', day::date, day::date + 100
    from organisation, unnest(array['2022-01-01', '2023-01-01', '2024-01-01']) as day where slug = 'blizniak-1';
  insert into membership (person_id, tier, tier_basis, founder, founding_signatory, status, joined_on,
    joined_not_after, ended_on)
    select id, 'honorary', 'decided', false, false, status::membership_status, joined_on::date,
      joined_not_after::date, ended_on::date
    from person, (values
        ('ended', '2022-01-01', null, '2023-01-01'),
        ('active', null, '2024-01-01', null),
        ('candidate', null, null, null))
      as m (status, joined_on, joined_not_after, ended_on) where slug = 'miroslaw-grewinski';
  insert into membership_event (membership_id, kind, effective_on, basis)
    select m.id, 'ended', m.ended_on, 'Uchwała' from membership m join organisation o on o.id = m.organisation_id
    where o.slug = 'blizniak-1';
  insert into organisation_lineage (organisation_id, predecessor_id, predecessor_name)
    select s.id, p.id, p.name from organisation s, organisation p
    where (s.slug, p.slug) in (('cus-swidnik', 'blizniak-1'), ('blizniak-2', 'blizniak-1'));
  insert into declaration (slug, kind, status, title, signed_on, signed_not_after)
    values ('przystapienie-1', 'accession', 'accepted', 'Deklaracja przystąpienia', '2022-05-05', null),
      ('przystapienie-2', 'accession', 'accepted', 'Deklaracja przystąpienia', null, '2024-01-01'),
      ('wystapienie-1', 'withdrawal', 'accepted', 'Deklaracja wystąpienia', null, null),
      ('przystapienie-w-toku', 'accession', 'submitted', 'Deklaracja przystąpienia', '2022-05-05', null);
  insert into declaration_signatory (declaration_id, no, role, list_no, organisation_id, capacity)
    select d.id, 1, 'applicant', 1, o.id, 'unknown' from declaration d, organisation o
    where d.kind <> 'founding' and o.slug = 'cus-belzyce';
  insert into event (slug, title, kind, form, status, date_on, date_not_before, date_not_after, venue_id)
    select e.slug, title, 'study_visit', 'on_site', 'planned', date_on::date, date_not_before::date,
      date_not_after::date, o.id
    from organisation o, (values
        ('wizyta-1', 'Wizyta', '2023-03-03', null, null),
        ('wizyta-2', 'Wizyta', null, '2023-01-01', '2023-06-30'),
        ('wizyta-3', 'Łąka', null, null, '2020-01-01'),
        ('wizyta-4', 'Lato', '2021-09-16', null, null)
      ) as e (slug, title, date_on, date_not_before, date_not_after)
    where o.slug = 'cus-belzyce';
  insert into event_participant (event_id, no, role, person_id)
    select e.id, 1, 'attendee', p.id from event e, person p where e.slug like 'wizyta-%' and p.slug = 'marek-rymsza';
  insert into contact (slug, organisation_id, email, email_visibility, phone, phone_visibility)
    select o.slug || '-kontakt', o.id, email, visibility::contact_visibility, '+48810000000', 'staff'
    from organisation o join (values
        ('blizniak-1', 'biuro@example.org', 'public'),
        ('blizniak-2', 'biuro@example.org', 'public'),
      ('fundacja-kkcis', 'poufne@example.org', 'partner')) as c (slug, email, visibility) using (slug);
  insert into territory_name (territory_code, name, valid) values
    ('060901', 'Bełżyca', daterange(null, '1958-01-01')),
    ('060901', 'Bełżyce', daterange('1958-01-01', null));`

const { get, contract, connection } = await setup(t)
await keepFewTerritories(connection)
await connection.pool.query(DATA)
for (const [i, name] of COLLATION.input.split(',').entries()) {
  await connection.pool.query(
    "insert into person (slug, given_name, family_name) values ('kolacja-' || $1, 'Kolacja', $2)",
    [i, name]
  )
  await connection.pool.query(
    "insert into organisation (slug, name, short_name, kind) values ('sortownia-' || $1, 'Sortownia', $2, 'venue')",
    [i, name]
  )
}
for (const [slug, joined, ended] of PERIODS) {
  const days = [...joined.split('/'), ...ended.split('/')].map((day) => day || null)
  await connection.pool.query(
    "insert into organisation (slug, name, short_name, kind) values ($1, $1, $1, 'university')",
    [slug]
  )
  await connection.pool.query(
    `insert into membership (organisation_id, tier, tier_basis, founder, founding_signatory, status,
        joined_on, joined_not_before, joined_not_after, ended_on, ended_not_before, ended_not_after)
      select id, 'ordinary', 'decided', false, false, 'active', $2, $3, $4, $5, $6, $7
      from organisation where slug = $1`,
    [slug, ...days]
  )
}
// Records with a history: each was created with the other data and then changed twice.
const NOTES = {
  organisation: 'legal_form',
  person: 'academic_title',
  membership: 'tier_basis_note',
  declaration: 'place',
  event: 'occasion'
}
const firstOf = async (table: string): Promise<string> =>
  (await connection.pool.query(`select id::text from ${table} order by id limit 1`)).rows[0].id
for (const note of ['dr', 'prof']) {
  for (const [table, column] of Object.entries(NOTES))
    await connection.pool.query(`update ${table} set ${column} = '${note}' where id = $1`, [await firstOf(table)])
}

// --- the lists of the contract ---

const PARENTS: Record<string, string> = {
  '/organisations/{organisation}/memberships': 'organisations/blizniak-1/memberships',
  '/organisations/{organisation}/appointments': 'organisations/rops-lublin/appointments',
  '/organisations/{organisation}/contacts': 'organisations/obserwatorium-cus/contacts',
  '/organisations/{organisation}/declarations': 'organisations/cus-belzyce/declarations',
  '/organisations/{organisation}/events': 'organisations/cus-belzyce/events',
  '/organisations/{organisation}/lineage': 'organisations/blizniak-1/lineage',
  '/people/{person}/appointments': 'people/marek-rymsza/appointments',
  '/people/{person}/memberships': 'people/miroslaw-grewinski/memberships',
  '/people/{person}/events': 'people/marek-rymsza/events',
  '/people/{person}/publications': 'people/miroslaw-grewinski/publications',
  '/organisations/{organisation}/history': `organisations/${await firstOf('organisation')}/history`,
  '/people/{person}/history': `people/${await firstOf('person')}/history`,
  '/memberships/{membership}/history': `memberships/${await firstOf('membership')}/history`,
  '/declarations/{declaration}/history': `declarations/${await firstOf('declaration')}/history`,
  '/events/{event_id}/history': `events/${await firstOf('event')}/history`
}

interface List {
  /** Path below /v1, with a real parent. */
  url: string
  /** Name of the records, such as `memberships`. */
  records: string
  key: 'id' | 'code' | 'seq'
  parameters: Record<string, Json>
  sorts: string[]
  fields: string[]
  includes: string[]
  /** All its records in the default order. */
  all: Json[]
}

const resolve = (value: Json): Json =>
  value.$ref ? contract.document.components.parameters[value.$ref.split('/').at(-1)] : value
const valuesOf = (parameter: Json): string[] =>
  parameter?.schema.items.enum ?? parameter?.schema.items.pattern.match(/\((.+)\)/)?.[1].split('|') ?? []

const lists: List[] = []
for (const [path, item] of Object.entries<Json>(contract.document.paths)) {
  const parameters = Object.fromEntries(
    (item.get?.parameters ?? []).map(resolve).map((parameter: Json) => [parameter.name, parameter])
  )
  // Lists that need a key have their own records and tests.
  const open = item.get?.security?.some((requirement: Json) => Object.keys(requirement).length === 0)
  // The change feed is not a list of records and has its own test.
  if (!parameters.limit || !parameters.sort || !open) continue
  const url = path.includes('{') ? (PARENTS[path] ?? t.fail(`${path} has no parent in this test`)) : path.slice(1)
  const includes = valuesOf(parameters.include)
  // Columns of tables are paths, and includes.
  const fields = valuesOf(parameters.fields).filter((name) => !name.includes('[.]') && !includes.includes(name))
  const { json } = await get(`${url}?limit=500`)
  lists.push({
    url: url as string,
    records: path.split('/').at(-1) as string,
    key: (['id', 'code', 'seq'] as const).find((name) => fields.includes(name)) ?? 'id',
    parameters,
    sorts: [...new Set(valuesOf(parameters.sort).map((name) => name.replace('-', '')))],
    fields,
    includes,
    all: json.data
  })
}
const listOf = (records: string) => lists.find(({ url }) => url === records) as List
const keys = (list: List, records: Json[] = list.all): string[] => records.map((record) => record[list.key])
const bySlug = (list: List, records: Json[]) =>
  records.map((record) => record.slug ?? record.organisation?.slug ?? record[list.key])
const pick = (record: Json, names: string[]) => Object.fromEntries(names.map((name) => [name, record[name]]))
const omit = (record: Json, names: string[]) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)))
const isProblem = (t: Test, response: TestResponse, code: string, message: string) =>
  t.strictSame([response.status, response.json.code], [400, code], message)

t.test('GET of every public list of the contract: each has several records', async (t) => {
  t.equal(lists.length, 40)
  for (const { url, all } of lists) t.ok(all.length > 1, `${url} has ${all.length}`)
})

// --- orders and pages ---

const people = new Map<string, Json>(listOf('people').all.map((person) => [person.id, person]))
const fullName = ({ id }: Json) => `${people.get(id).family_name} ${people.get(id).given_name}`

/** Number of the voivodeship that an organisation serves, by its id. */
const voivodeshipOf = (id: string | undefined): number | null => {
  const code = listOf('organisations').all.find((organisation) => organisation.id === id)?.territory?.code
  return code === undefined ? null : Number(code.slice(0, 2))
}
/** Sort key that follows the one by voivodeship, if it is the last one. */
const AFTER_VOIVODESHIP: Record<string, string> = {
  organisations: 'name',
  memberships: 'name',
  appointments: 'organisation',
  contacts: 'organisation'
}

/** The value by which a list is sorted, if it is not the property of the same name. */
const SORT_VALUES: Record<string, (record: Json) => string | number | null> = {
  'memberships.name': ({ organisation, person }) => organisation?.name ?? fullName(person),
  'memberships.joined_on': ({ joined }) => joined.on,
  'appointments.person': ({ person }) => fullName(person),
  'appointments.organisation': ({ organisation }) => organisation.name,
  'appointments.attested_on': ({ attested_on }) => attested_on[0] ?? null,
  'contacts.organisation': ({ organisation }) => organisation.name,
  'posts.organisation': ({ organisation }) => organisation.name,
  'declarations.signed_on': ({ signed }) => signed.on,
  'events.date_on': ({ date }) => date.on,
  'lineage.happened_on': ({ happened }) => happened.on,
  'lineage.successor': ({ successor }) => successor.name,
  'organisations.voivodeship': ({ id }) => voivodeshipOf(id),
  'memberships.voivodeship': ({ organisation }) => voivodeshipOf(organisation?.id),
  'appointments.voivodeship': ({ organisation }) => voivodeshipOf(organisation.id),
  'contacts.voivodeship': ({ organisation }) => voivodeshipOf(organisation.id)
}
const polish = new Intl.Collator('pl')
const compare = (a: string | number, b: string | number) =>
  typeof a === 'number' ? a - (b as number) : polish.compare(a, b as string)

/** Returns the keys in the requested order, computed from the records: unknown values last, ties by key. */
function inOrder(list: List, sort: string): string[] {
  const parts = sort.split(',')
  const [last = '', next = ''] = [parts.at(-1), AFTER_VOIVODESHIP[list.records]]
  const isFollowed = /^-?voivodeship$/.test(last) && parts.every((part) => part.replace('-', '') !== next)
  const all = isFollowed ? [...parts, last.replace('voivodeship', next)] : parts
  const order = all.map((part) => {
    const name = part.replace('-', '')
    return {
      value: SORT_VALUES[`${list.records}.${name}`] ?? ((record: Json) => record[name]),
      sign: part.startsWith('-') ? -1 : 1
    }
  })
  const ordered = [...list.all].sort((a, b) => {
    for (const { value, sign } of order) {
      const [x, y] = [value(a), value(b)]
      const difference = x === null || y === null ? Number(x === null) - Number(y === null) : sign * compare(x, y)
      if (difference !== 0) return difference
    }
    return (order.at(-1)?.sign ?? 1) * (a[list.key] < b[list.key] ? -1 : 1)
  })
  return keys(list, ordered)
}

/** Every order by one name, and every order by two names in different directions. */
const ordersOf = ({ sorts }: List) => [
  ...sorts.flatMap((name) => [name, `-${name}`]),
  ...sorts.flatMap((one) =>
    sorts.filter((other) => other !== one).flatMap((other) => [`${one},-${other}`, `-${one},${other}`])
  )
]

/** Pages through a list with limits of 1, 2, 3, 1, 2, 3 … times `size`, following the cursors. */
async function pageThrough(list: List, query: string, size: number): Promise<string[]> {
  const found: string[] = []
  let cursor = ''
  for (let limit = 1; ; limit = (limit % 3) + 1) {
    const { json } = await get(`${list.url}?${query}&limit=${limit * size}${cursor}`)
    found.push(...keys(list, json.data))
    if (json.meta.next_cursor === null) return found
    cursor = `&cursor=${json.meta.next_cursor}`
  }
}

for (const list of lists) {
  t.test(`GET /v1/${list.url} in every order: pages of 1, 2 and 3 contain the same as one page`, async (t) => {
    const inEachOrder = ordersOf(list).map(async (sort) => {
      const query = `sort=${sort}&fields=${list.key}`
      const whole = keys(list, (await get(`${list.url}?${query}&limit=500`)).json.data)
      t.strictSame(whole, inOrder(list, sort), `sort=${sort}`)
      // There are many orders by two names, so long lists are read in larger pages.
      const size = sort.includes(',') ? Math.ceil(list.all.length / 20) : 1
      t.strictSame(await pageThrough(list, query, size), whole, `sort=${sort} in pages`)
    })
    await Promise.all(inEachOrder)
    const [, standard] = list.parameters.sort.description.match(/Default: `(.+)`/)
    t.strictSame(keys(list), inOrder(list, standard), 'without sort, the list has the documented default order')
  })
}

t.test('GET /v1/people and /v1/organisations sort in the order of Polish dictionaries', async (t) => {
  const read = async (path: string) =>
    (await get(path)).json.data.map((record: Json) => record.family_name ?? record.short_name).join()
  const backwards = COLLATION.expected.split(',').reverse().join()
  t.equal(await read('people?q=kolacja'), COLLATION.expected)
  t.equal(await read('people?q=kolacja&sort=-family_name'), backwards)
  t.equal(await read('organisations?q=sortownia&sort=short_name'), COLLATION.expected)
  t.equal(
    await read('organisations?q=sortownia&sort=name,-short_name'),
    backwards,
    'equal names are sorted by the second key'
  )
})

t.test('GET /v1/organisations sorts records with equal names by id', async (t) => {
  const organisations = listOf('organisations')
  const equalNames = keys(organisations, (await get('organisations?kind=social_enterprise&fields=id')).json.data)
  t.strictSame([equalNames.length, equalNames], [7, [...equalNames].sort()])
  t.strictSame(
    await pageThrough(organisations, 'kind=social_enterprise&fields=id&sort=-name', 1),
    [...equalNames].reverse()
  )
})

t.test('GET of a list returns 50 records without limit, and up to 500', async (t) => {
  const { length } = listOf('organisations').all
  for (const [query, expected] of [
    ['', 50],
    ['?limit=500', length],
    ['?limit=1', 1],
    [`?limit=${length}`, length]
  ] as const) {
    const { json } = await get(`organisations${query}`)
    t.strictSame(
      [json.data.length, json.meta.next_cursor === null],
      [expected, expected === length],
      `organisations${query}`
    )
  }
})

t.test('GET of a list has a Link to the next page that works unchanged', async (t) => {
  const queries = {
    ['organisations?limit=2&kind=cus,gops&q=spo%C5%82eczn+%26+us%C5%82ug&sort=-name&count=exact' +
      '&include=names,contacts&fields=slug']: 16,
    ['memberships?tier=ordinary,supporting&limit=3&as_of=2022-03-10&certainty=certain' +
      '&updated_since=2020-01-01T00%3A00%3A00%2B01%3A00']: 19,
    'people?limit=4&q=kolacja%3F': 17,
    'people?limit=4&q=kolacja?': 17,
    'events?limit=1&from=2021-01-01': 6
  }
  for (const [query, expected] of Object.entries(queries)) {
    const found: Json[] = []
    for (let next: string | undefined = `/v1/${query}`; next; ) {
      const { status, json, headers }: TestResponse = await get(next)
      if (status !== 200) return t.fail(next, json)
      found.push(...json.data)
      next = headers.link?.match(/^<([^>]+)>; rel="next"$/)?.[1]
      t.equal(
        next && new URL(next, 'http://localhost').searchParams.get('cursor'),
        json.meta.next_cursor ?? undefined,
        'the cursor of the page'
      )
    }
    t.strictSame(
      [found.length, new Set(found.map((record) => JSON.stringify(record))).size],
      [expected, expected],
      query
    )
  }
})

t.test('GET with count=exact returns the number of records that match the filters', async (t) => {
  for (const list of lists) {
    const { meta } = (await get(`${list.url}?count=exact&limit=1`)).json
    t.equal(meta.total, list.all.length, list.url)
  }
  for (const [query, total] of Object.entries({
    'organisations?kind=social_enterprise': 7,
    'people?q=kolacja': 17,
    'people?q=nobody': 0
  })) {
    t.equal((await get(`${query}&count=exact&limit=2`)).json.meta.total, total, query)
  }
  t.notOk('total' in (await get('people')).json.meta, 'no total without count=exact')
})

t.test('GET with a cursor of another list or selection is 400', async (t) => {
  const cursorOf = async (path: string): Promise<string> => (await get(path)).json.meta.next_cursor
  const cursor = await cursorOf('organisations?limit=2&kind=cus')
  const changed = Array.from(
    cursor,
    (character, i) => `${cursor.slice(0, i)}${character === 'A' ? 'B' : 'A'}${cursor.slice(i + 1)}`
  )
  // In base64, the last character may contain unused bits; their number depends on the length.
  for (const limit of [2, 3, 4, 5]) {
    const genuine = await cursorOf(`organisations?limit=${limit}&kind=cus`)
    const others = Array.from(
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
      (last) => genuine.slice(0, -1) + last
    )
    changed.push(...others.filter((each) => each !== genuine))
  }
  const broken: Record<string, string> = {
    'cut at the end': `organisations?kind=cus&cursor=${cursor.slice(0, -1)}`,
    'cut in half': `organisations?kind=cus&cursor=${cursor.slice(0, cursor.length / 2)}`,
    'cut to one character': `organisations?kind=cus&cursor=${cursor[0]}`,
    'cut at the start': `organisations?kind=cus&cursor=${cursor.slice(1)}`,
    lengthened: `organisations?kind=cus&cursor=${cursor}A`,
    twice: `organisations?kind=cus&cursor=${cursor}${cursor}`,
    'made up':
      'organisations?kind=cus&cursor=' +
      Buffer.from('["Centrum","01a1fdfa-4618-7420-8bc8-e47d55b4c534"]').toString('base64url'),
    'of other filters': `organisations?kind=cus,ops&cursor=${cursor}`,
    'of fewer filters': `organisations?cursor=${cursor}`,
    'of more filters': `organisations?kind=cus&located=true&cursor=${cursor}`,
    'of another search': `organisations?kind=cus&q=cus&cursor=${cursor}`,
    'of another day': `organisations?kind=cus&as_of=2022-01-01&cursor=${cursor}`,
    'of another moment': `organisations?kind=cus&updated_since=2020-01-01T00:00:00Z&cursor=${cursor}`,
    'of the other direction': `organisations?kind=cus&sort=-name&cursor=${cursor}`,
    'of another sort': `organisations?kind=cus&sort=short_name&cursor=${cursor}`,
    'of another list': `memberships?kind=cus&cursor=${cursor}`,
    'of a list under another record':
      'organisations/cus-belzyce/memberships?cursor=' +
      (await cursorOf('organisations/blizniak-1/memberships?limit=1')),
    'of the list of all records': `organisations/blizniak-1/memberships?cursor=${await cursorOf('memberships?limit=1')}`
  }
  for (const [what, path] of Object.entries(broken)) isProblem(t, await get(path), 'invalid_cursor', what)
  const responses = await Promise.all(changed.map((each) => get(`organisations?kind=cus&cursor=${each}`)))
  t.strictSame(
    responses.map(({ json }) => json.code),
    changed.map(() => 'invalid_cursor'),
    'with any one character changed'
  )

  const next = async (query: string) =>
    (await get(`organisations?kind=cus&cursor=${cursor}${query}`)).json.data.map((record: Json) => record.slug)
  const page = await next('&limit=3')
  t.equal(page.length, 3)
  t.strictSame((await next('&limit=500')).slice(0, 3), page, 'valid with another limit')
  t.strictSame(await next('&limit=3&sort=name'), page, 'valid with the explicit default order')
  t.strictSame(await next('&limit=3&fields=slug'), page, 'valid with other fields')
  t.strictSame(
    (await get(`organisations?limit=3&cursor=${cursor}&kind=cus`)).json.data.length,
    3,
    'valid with the parameters in another order'
  )
})

// --- content of a record ---

t.test('GET with fields returns only the named properties, with the same values as the whole record', async (t) => {
  for (const list of lists) {
    const single = list.fields.filter((field) => !list.includes.includes(field)).map((field) => [field])
    for (const fields of [...single, [list.fields.at(-1) as string, list.fields[0] as string]]) {
      const { json, headers } = await get(`${list.url}?limit=500&fields=${fields}`)
      t.equal(headers['content-type'], 'application/vnd.konwent.partial+json', list.url)
      t.strictSame(
        json.data,
        list.all.map((record) => pick(record, fields)),
        `${list.url}?fields=${fields}`
      )
    }
  }
})

/** Includes that are one object. test/heads.test.ts and test/ready-made-lists.test.ts have their values. */
const ONE_OBJECT = new Set(['current_head', 'current_membership', 'main_contact', 'territory', 'voivodeship'])

t.test('GET with include adds the related records to each record', async (t) => {
  const sources = new Set(listOf('sources').all.map(({ slug }) => slug))
  for (const list of lists) {
    for (const include of list.includes) {
      const { json } = await get(`${list.url}?limit=500&include=${include}`)
      t.strictSame(
        json.data.map((record: Json) => ({ ...record, [include]: null })),
        list.all.map((record) => ({ ...record, [include]: null })),
        `${list.url}: the other properties are unchanged`
      )
      const included: Json[][] = json.data.map((record: Json) => record[include])
      if (ONE_OBJECT.has(include)) {
        t.notOk(included.some(Array.isArray), `${list.url}?include=${include}`)
        continue
      }
      t.ok(included.every(Array.isArray), `${list.url}?include=${include}`)
      if (include === 'sources')
        t.ok(
          included.flat().every(({ source }) => sources.has(source)),
          'the sources exist'
        )
      // The Konwent's own data has no organisation that was transformed or renamed, and no gmina with another kind.
      if (!list.url.includes('/') && !include.startsWith('former_'))
        t.ok(
          included.some((each) => each.length > 0),
          'some records have sources'
        )
      if (!list.includes.includes('sources') || include === 'sources') continue
      const both = (await get(`${list.url}?limit=500&include=sources,${include}&fields=${list.key}`)).json.data
      t.strictSame(
        Object.keys(both[0]).sort(),
        [list.key, include, 'sources'].sort(),
        'several includes together with fields'
      )
    }
  }
})

t.test('GET with include returns the same records as the list under the record', async (t) => {
  const days = ['', 'as_of=2022-02-02', 'as_of=2025-05-05']
  const cases: [record: string, include: string, queries: string[]][] = [
    ['organisations/blizniak-1', 'memberships', days],
    ['organisations/rops-lublin', 'appointments', days],
    ['organisations/obserwatorium-cus', 'contacts', ['']],
    ['people/miroslaw-grewinski', 'memberships', days],
    ['people/marek-rymsza', 'appointments', days]
  ]
  const byId = (records: Json[]) => [...records].sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const [record, include, queries] of cases) {
    for (const query of queries) {
      const { includes } = listOf(include)
      const under = (await get(`${record}/${include}?${query}`)).json.data.map((each: Json) => omit(each, includes))
      const inside = (await get(`${record}?include=${include}&${query}`)).json[include]
      t.strictSame(byId(inside), byId(under), `${record} ${include} ${query}`)
    }
  }
})

t.test('GET of one record by id and by slug returns the same as its list', async (t) => {
  for (const list of lists.filter(({ url }) => !url.includes('/'))) {
    const query = list.includes.length > 0 ? `include=${list.includes}` : ''
    const [record] = (await get(`${list.url}?limit=1&${query}`)).json.data
    for (const name of ['id', 'slug', 'code'].filter((each) => record[each] !== undefined)) {
      t.strictSame((await get(`${list.url}/${record[name]}?${query}`)).json, record, `${list.url} by ${name}`)
    }
    const fields = [list.key, list.fields.at(-1) as string]
    t.strictSame(
      (await get(`${list.url}/${record[list.key]}?fields=${fields}`)).json,
      pick(record, fields),
      `${list.url} with fields`
    )
  }
})

t.test('GET without a key returns only public data', async (t) => {
  for (const path of [
    'contacts?limit=500',
    'organisations/fundacja-kkcis/contacts',
    'organisations/fundacja-kkcis?include=contacts',
    'contacts/blizniak-1-kontakt'
  ]) {
    t.notMatch((await get(path)).text, /poufne|\+48810000000/, path)
  }
  t.equal((await get('contacts/blizniak-1-kontakt')).json.email, 'biuro@example.org')
  for (const path of ['contacts/fundacja-kkcis-kontakt', 'declarations/przystapienie-w-toku'])
    t.equal((await get(path)).status, 404, path)
  t.notOk(listOf('declarations').all.some(({ slug }) => slug === 'przystapienie-w-toku'))
})

// --- filters ---

type Day = { on: string | null; not_before: string | null; not_after: string | null }
/** Certainty of a period on a day, computed from its uncertain start and end. Undefined if it excludes the day. */
function certaintyOn(day: string, start: Day, end: Day): 'certain' | 'possible' | undefined {
  const surely = start.on ?? start.not_after
  if (surely !== null && surely <= day && day < (end.on ?? end.not_before ?? '9999')) return 'certain'
  return (start.on ?? start.not_before ?? '0001') <= day && day < (end.on ?? end.not_after ?? '9999')
    ? 'possible'
    : undefined
}

const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Warsaw' }).format()
const territoryOf = new Map<string, Json>(listOf('organisations').all.map(({ id, territory }) => [id, territory]))
const familyOf = new Map<string, Json>(listOf('organisations').all.map(({ id, kind_family }) => [id, kind_family]))
const membershipsOf = Map.groupBy(listOf('memberships').all, ({ organisation }) => organisation?.id)
const appointmentsOf = Map.groupBy(listOf('appointments').all, ({ person }) => person.id)
const memberToday = (organisation: Json, condition: (membership: Json) => boolean = () => true) =>
  (membershipsOf.get(organisation.id) ?? []).some(
    (membership) => certaintyOn(today, membership.joined, membership.ended) && condition(membership)
  )
const codeIn = (territory: Json, ...codes: string[]) =>
  territory && codes.some((code) => territory.code.startsWith(code))
const listed = new Set(
  listOf('membership-lists')
    .all.find(({ slug }) => slug === 'czlonkowie-konwentu')
    .entries.map(({ person }: Json) => person.id)
)
const takesPart = (event: Json, who: 'organisation' | 'person', slug: string) =>
  [
    event.venue,
    ...event.participants,
    ...event.programme.flatMap(({ about, speakers }: Json) => [{ organisation: about }, ...speakers])
  ].some((each) => each?.[who]?.slug === slug || (who === 'organisation' && each?.slug === slug))

const isMemberToday = (id: string, condition: (membership: Json) => boolean = () => true) =>
  listOf('memberships').all.some(
    (membership) =>
      (membership.organisation ?? membership.person).id === id &&
      certaintyOn(today, membership.joined, membership.ended) &&
      condition(membership)
  )
const isSupporting = (id: string) => isMemberToday(id, ({ tier }) => tier === 'supporting')
const holdsToday = (person: string, condition: (organisation: string) => boolean) =>
  (appointmentsOf.get(person) ?? []).some(
    ({ organisation, started, ended }) => certaintyOn(today, started, ended) && condition(organisation.id)
  )

/** Each filter of each list with a value, and a predicate for the records that match. */
const FILTERS: Record<string, [filter: string, value: string, keeps: (record: Json) => unknown][]> = {
  organisations: [
    ['kind', 'cus,gops', ({ kind }) => ['cus', 'gops'].includes(kind)],
    ['kind_family', 'self_government,ops', ({ kind_family }) => ['self_government', 'ops'].includes(kind_family)],
    ['status', 'closed', ({ status }) => status === 'closed'],
    ['member', 'true', (organisation) => memberToday(organisation)],
    ['member', 'false', (organisation) => !memberToday(organisation)],
    ['tier', 'supporting,honorary', (organisation) => memberToday(organisation, ({ tier }) => tier === 'supporting')],
    ['founder', 'true', (organisation) => memberToday(organisation, ({ founder }) => founder)],
    ['founder', 'false', (organisation) => memberToday(organisation, ({ founder }) => !founder)],
    ['voivodeship', '06', ({ territory }) => codeIn(territory, '06')],
    ['voivodeship', 'MALOPOLSKIE,lubelskie', ({ territory }) => codeIn(territory, '06', '12')],
    ['powiat', '%C5%82ukowski', ({ territory }) => codeIn(territory, '0611')],
    ['gmina', 'redzikowo,060404', ({ territory }) => codeIn(territory, '221208', '060404')],
    ['gmina_kind', 'rural', ({ territory }) => territory?.gmina_kind === 'rural'],
    ['seat', 'LUBLIN', ({ seat }) => seat === 'Lublin'],
    ['creation_mode', 'transformation_ops', ({ creation_mode }) => creation_mode === 'transformation_ops'],
    ['part_of', 'umwl,mrips', ({ part_of }) => ['umwl', 'mrips'].includes(part_of?.slug)],
    ['nip', '5261040828', ({ nip }) => nip === '5261040828'],
    ['regon', '000331501', ({ regon }) => regon === '000331501'],
    ['krs', '0000085688', ({ krs }) => krs === '0000085688'],
    ['located', 'true', ({ latitude }) => latitude !== null],
    ['located', 'false', ({ latitude }) => latitude === null]
  ],
  lineage: [
    [
      'organisation',
      'cus-swidnik',
      ({ successor, predecessor }) => [successor.slug, predecessor?.slug].includes('cus-swidnik')
    ]
  ],
  people: [
    [
      'organisation',
      'cus-wojcieszkow,rops-lublin',
      ({ id }) =>
        appointmentsOf.get(id)?.some((each) => ['cus-wojcieszkow', 'rops-lublin'].includes(each.organisation.slug))
    ],
    [
      'role',
      'chair,mayor_town',
      ({ id }) => appointmentsOf.get(id)?.some(({ post }) => ['chair', 'mayor_town'].includes(post.role))
    ],
    ['membership_list', 'czlonkowie-konwentu', ({ id }) => listed.has(id)],
    ['academic_title', 'dr,dr_hab', ({ academic_title }) => ['dr', 'dr_hab'].includes(academic_title)],
    ['member', 'true', ({ id }) => holdsToday(id, isMemberToday) || isMemberToday(id)],
    ['member', 'false', ({ id }) => !holdsToday(id, isMemberToday) && !isMemberToday(id)],
    ['tier', 'supporting', ({ id }) => holdsToday(id, isSupporting) || isSupporting(id)],
    ['voivodeship', '14', ({ id }) => holdsToday(id, (organisation) => voivodeshipOf(organisation) === 14)]
  ],
  appointments: [
    ['organisation', 'rops-lublin', ({ organisation }) => organisation.slug === 'rops-lublin'],
    ['person', 'marek-rymsza,anna-ostasz', ({ person }) => ['marek-rymsza', 'anna-ostasz'].includes(person.slug)],
    ['role', 'chair', ({ post }) => post.role === 'chair'],
    ['capacity', 'acting,deputy', ({ capacity }) => ['acting', 'deputy'].includes(capacity)],
    ['post_printed', 'true', ({ printed_post }) => printed_post !== null],
    ['post_printed', 'false', ({ printed_post }) => printed_post === null],
    ['member', 'true', ({ organisation }) => isMemberToday(organisation.id)],
    ['member', 'false', ({ organisation }) => !isMemberToday(organisation.id)],
    ['tier', 'supporting', ({ organisation }) => isSupporting(organisation.id)],
    ['voivodeship', '14', ({ organisation }) => voivodeshipOf(organisation.id) === 14]
  ],
  contacts: [
    ['organisation', 'obserwatorium-cus', ({ organisation }) => organisation.slug === 'obserwatorium-cus'],
    ['voivodeship', 'lubelskie', ({ organisation }) => voivodeshipOf(organisation.id) === 6]
  ],
  memberships: [
    [
      'organisation',
      'cus-belzyce,blizniak-1',
      ({ organisation }) => ['cus-belzyce', 'blizniak-1'].includes(organisation?.slug)
    ],
    ['person', 'miroslaw-grewinski', ({ person }) => person?.slug === 'miroslaw-grewinski'],
    ['member_type', 'person', ({ member_type }) => member_type === 'person'],
    ['tier', 'honorary,supporting', ({ tier }) => ['honorary', 'supporting'].includes(tier)],
    ['tier_basis', 'printed', ({ tier_basis }) => tier_basis === 'printed'],
    ['kind', 'mops,mopr', ({ organisation }) => ['mops', 'mopr'].includes(organisation?.kind)],
    [
      'kind_family',
      'government_administration,third_sector',
      ({ organisation }) => ['government_administration', 'third_sector'].includes(familyOf.get(organisation?.id))
    ],
    ['voivodeship', 'mazowieckie', ({ organisation }) => codeIn(territoryOf.get(organisation?.id), '14')],
    ['powiat', '0604', ({ organisation }) => codeIn(territoryOf.get(organisation?.id), '0604')],
    ['gmina', 'krzywda,alwernia', ({ organisation }) => codeIn(territoryOf.get(organisation?.id), '061104', '120301')],
    [
      'gmina_kind',
      'urban,urban_rural',
      ({ organisation }) => ['urban', 'urban_rural'].includes(territoryOf.get(organisation?.id)?.gmina_kind)
    ],
    ['founder', 'true', ({ founder }) => founder],
    ['founder', 'false', ({ founder }) => !founder],
    ['founding_signatory', 'true', ({ founding_signatory }) => founding_signatory],
    ['status', 'ended,candidate', ({ status }) => ['ended', 'candidate'].includes(status)],
    ['joined_known', 'true', ({ joined }) => joined.on !== null],
    ['joined_known', 'false', ({ joined }) => joined.on === null]
  ],
  'membership-lists': [
    [
      'organisation',
      'cus-wojcieszkow',
      ({ entries }) => entries.some(({ organisation }: Json) => organisation.slug === 'cus-wojcieszkow')
    ]
  ],
  posts: [
    ['organisation', 'rops-lublin', ({ organisation }) => organisation.slug === 'rops-lublin'],
    ['role', 'head,other', ({ role }) => ['head', 'other'].includes(role)]
  ],
  declarations: [
    ['kind', 'accession', ({ kind }) => kind === 'accession'],
    [
      'organisation',
      'rops-lublin',
      ({ signatories }) => signatories.some(({ organisation }: Json) => organisation.slug === 'rops-lublin')
    ],
    [
      'person',
      'anna-ostasz',
      ({ signatories }) => signatories.some(({ person }: Json) => person?.slug === 'anna-ostasz')
    ]
  ],
  events: [
    ['kind', 'study_visit', ({ kind }) => kind === 'study_visit'],
    ['form', 'hybrid', ({ form }) => form === 'hybrid'],
    ['status', 'held', ({ status }) => status === 'held'],
    ['organisation', 'cus-belzyce', (event) => takesPart(event, 'organisation', 'cus-belzyce')],
    ['organisation', 'csk-lublin', (event) => takesPart(event, 'organisation', 'csk-lublin')],
    ['organisation', 'rops-lublin', (event) => takesPart(event, 'organisation', 'rops-lublin')],
    ['person', 'marek-rymsza', (event) => takesPart(event, 'person', 'marek-rymsza')],
    ['person', 'anna-ostasz', (event) => takesPart(event, 'person', 'anna-ostasz')],
    ...['2021-09-16', '2023-06-30', '2023-07-01'].map((day): [string, string, (event: Json) => unknown] => [
      'from',
      day,
      ({ date }) => (date.on ?? date.not_after ?? '9999') >= day
    ]),
    ...['2021-09-15', '2021-09-16', '2022-12-31', '2023-01-01'].map(
      (day): [string, string, (event: Json) => unknown] => [
        'to',
        day,
        ({ date }) => (date.on ?? date.not_before ?? '0001') <= day
      ]
    ),
    ['dated', 'true', ({ date }) => date.on !== null],
    ['dated', 'false', ({ date }) => date.on === null]
  ],
  publications: [
    ['kind', 'book,handbook', ({ kind }) => ['book', 'handbook'].includes(kind)],
    [
      'person',
      'joanna-lizut',
      ({ contributors }) => contributors.some(({ person }: Json) => person.slug === 'joanna-lizut')
    ],
    ['year', '2020,2021', ({ year }) => [2020, 2021].includes(year)],
    ['year_from', '2022', ({ year }) => (year ?? 2022) >= 2022],
    ['year_to', '2020', ({ year }) => (year ?? 2020) <= 2020],
    ['year_known', 'true', ({ year }) => year !== null],
    ['year_known', 'false', ({ year }) => year === null]
  ],
  'legal-acts': [['kind', 'act', ({ kind }) => kind === 'act']],
  links: [['kind', 'portal', ({ kind }) => kind === 'portal']],
  objectives: [
    ['kind', 'mission,cus_task', ({ kind }) => ['mission', 'cus_task'].includes(kind)],
    ['organisation', 'obserwatorium-cus', ({ organisation }) => organisation?.slug === 'obserwatorium-cus']
  ],
  offers: [
    ['audience', 'cus,everyone', ({ audiences }) => audiences.includes('cus') || audiences.includes('everyone')]
  ],
  territories: [
    ['level', 'powiat,city_county', ({ level }) => ['powiat', 'city_county'].includes(level)],
    ['gmina_kind', 'urban_rural', ({ gmina_kind }) => gmina_kind === 'urban_rural'],
    ['voivodeship', 'pomorskie', ({ code }) => code.startsWith('22')],
    ['powiat', '1609,0611', ({ code }) => code.startsWith('1609') || code.startsWith('0611')]
  ],
  sources: [['kind', 'register', ({ kind }) => kind === 'register']]
}
// test/verification.test.ts tests these.
const VERIFICATION = ['verified', 'not_verified_since']
// Without a key, only accepted declarations are visible. test/declarations.test.ts tests the filter with a key.
const ELSEWHERE: Record<string, string[]> = {
  declarations: ['status'],
  organisations: ['head', 'head_known', ...VERIFICATION, 'e_delivery', 'wikidata'],
  appointments: ['changed_from', 'changed_to', ...VERIFICATION],
  contacts: ['member', 'tier', ...VERIFICATION, 'review_by']
}
const COMMON =
  'q,as_of,certainty,updated_since,fields,include,sort,limit,cursor,count,format,dialect,version,lang,if-none-match'.split(
    ','
  )

for (const list of lists.filter(({ url }) => !url.includes('/'))) {
  const filters = FILTERS[list.url] ?? []
  t.test(`GET /v1/${list.url} by each of its filters`, async (t) => {
    const offered = Object.keys(list.parameters).filter(
      (name) => ![...COMMON, ...(ELSEWHERE[list.url] ?? [])].includes(name.toLowerCase())
    )
    t.strictSame([...new Set(filters.map(([filter]) => filter))].sort(), offered.sort(), 'all filters of the contract')
    for (const [filter, value, keeps] of filters) {
      const matching = list.all.filter(keeps)
      const { json } = await get(`${list.url}?limit=500&${filter}=${value}`)
      t.strictSame(bySlug(list, json.data), bySlug(list, matching), `${filter}=${value}`)
      t.ok(matching.length > 0 && matching.length < list.all.length, `${filter}=${value} matches some records`)
    }
  })
}

t.test('GET of a list under a record equals the whole list filtered by that record', async (t) => {
  const parameters: Record<string, string> = { organisations: 'organisation', people: 'person' }
  // A history has no list of its own. test/audit.test.ts compares it with the change log.
  for (const list of lists.filter(({ url }) => url.includes('/') && !url.endsWith('/history'))) {
    const [parent, slug, child] = list.url.split('/') as [string, string, string]
    const filter = parameters[parent] as string
    t.strictSame(list.all, (await get(`${child}?limit=500&${filter}=${slug}`)).json.data, list.url)
    isProblem(t, await get(`${list.url}?${filter}=${slug}`), 'invalid_parameter', 'the path already sets this filter')
    t.equal((await get(`${parent}/nie-ma-takiego/${child}`)).status, 404)
  }
})

t.test('GET by several filters returns the records that match all of them', async (t) => {
  const all = listOf('organisations').all
  const { json } = await get('organisations?limit=500&kind=cus&voivodeship=lubelskie&founder=true&located=true&q=w')
  const matching = all.filter(
    ({ kind, territory, id }) =>
      kind === 'cus' && codeIn(territory, '06') && memberToday({ id }, ({ founder }) => founder)
  )
  t.strictSame(
    keys(listOf('organisations'), json.data),
    keys(
      listOf('organisations'),
      matching.filter(({ name }) => / w/i.test(name))
    )
  )
  t.equal(json.data.length, 4)
})

t.test('GET by an unknown record or territory, or by an ambiguous name, is 400', async (t) => {
  const values: [path: string, parameter: string, code: string][] = [
    ['memberships?organisation=cus-belzyce,nie-ma', 'organisation', 'unknown_reference'],
    ['people?membership_list=nie-ma', 'membership_list', 'unknown_reference'],
    ['organisations?voivodeship=99', 'voivodeship', 'unknown_reference'],
    ['organisations?gmina=0604', 'gmina', 'unknown_reference'],
    ['territories?powiat=brzeski', 'powiat', 'ambiguous_value'],
    ['organisations?gmina=krzywda,debica', 'gmina', 'ambiguous_value']
  ]
  for (const [path, parameter, code] of values) {
    const { status, json } = await get(path)
    t.strictSame(
      [status, json.code, json.errors.length, json.errors[0].parameter, json.errors[0].code],
      [400, 'invalid_parameter', 1, parameter, code],
      path
    )
  }
})

t.test('GET with q finds beginnings of words, ignoring case, diacritics, inflection and punctuation', async (t) => {
  const expected: Record<string, Record<string, string[]>> = {
    organisations: {
      swidniku: ['cus-swidnik', 'gmina-swidnik'],
      'BLIŹNIAK spoldzielnia': [1, 2, 3, 4, 5, 6, 7].map((i) => `blizniak-${i}`),
      kramsku: ['cus-kramsk']
    },
    memberships: {
      'zabiej woli': ['cus-zabia-wola'],
      grewinskiego: ['miroslaw-grewinski', 'miroslaw-grewinski', 'miroslaw-grewinski']
    },
    people: { grewinski: ['miroslaw-grewinski'], 'los andzelika': ['andzelika-los'] },
    appointments: { rymszy: ['marek-rymsza', 'marek-rymsza'] },
    events: { wyborczego: ['zjazd-wyborczy'], 'lublin pilotazu': ['konferencja-2022-11-21'] },
    publications: { standaryzacji: ['standaryzacja-uslug-spolecznych'] },
    'legal-acts': { szkoleniach: ['rozporzadzenie-szkolenia-2020'] },
    territories: { slupska: ['2212', '221208', '2263', '226301'], redzikowo: ['221208'] }
  }
  t.strictSame(
    Object.keys(expected).sort(),
    lists
      .filter(({ url, parameters }) => !url.includes('/') && parameters.q)
      .map(({ url }) => url)
      .sort(),
    'every list with q'
  )
  for (const [url, searches] of Object.entries(expected)) {
    for (const [q, found] of Object.entries(searches)) {
      const { json } = await get(`${url}?limit=500&q=${encodeURIComponent(q)}`)
      t.strictSame(
        json.data.map(
          (record: Json) =>
            record.slug ??
            (record.organisation && url === 'memberships' ? record.organisation : record.person)?.slug ??
            record.code
        ),
        found,
        `${url}?q=${q}`
      )
    }
    for (const q of ['%', '_', '%%%', "'", '"', '\\', ':*', '&', '!', '() | <->', '*', '…']) {
      t.strictSame((await get(`${url}?q=${encodeURIComponent(q)}`)).json.data, [], `${url}?q=${q}`)
    }
    t.strictSame((await get(`${url}?q=${encodeURIComponent("x' or '1'='1")}`)).json.data, [], url)
  }
})

// --- days and moments ---

t.test('GET with as_of: a membership is certain, possible or neither on each day', async (t) => {
  const membershipsOn = async (query: string) =>
    Object.fromEntries(
      (await get(`memberships?kind=university&limit=500&${query}`)).json.data.map(
        ({ organisation, certainty }: Json) => [organisation.slug, certainty]
      )
    )
  const organisationsOn = async (query: string) =>
    Object.fromEntries(
      (await get(`organisations?kind=university&member=true&limit=500&${query}`)).json.data.map(
        ({ slug, certainty }: Json) => [slug, certainty]
      )
    )
  for (const [i, day] of DAYS.entries()) {
    const on = (sign: string) => PERIODS.filter(([, , , certainty]) => certainty[i] === sign).map(([slug]) => slug)
    const all = Object.fromEntries([
      ...on('c').map((slug) => [slug, 'certain']),
      ...on('p').map((slug) => [slug, 'possible'])
    ])
    for (const read of [membershipsOn, organisationsOn]) {
      t.strictSame(await read(`as_of=${day}`), all, `${day} ${read.name}`)
      for (const certainty of ['certain', 'possible']) {
        const matching = Object.fromEntries(Object.entries(all).filter(([, value]) => value === certainty))
        t.strictSame(await read(`as_of=${day}&certainty=${certainty}`), matching, `${day} ${certainty} ${read.name}`)
      }
    }
    const { total } = (await get(`statistics/memberships?kind=university&as_of=${day}`)).json
    t.strictSame(total, { certain: on('c').length, possible: Object.keys(all).length }, `${day} counted`)
    const included = (await get(`organisations?kind=university&limit=500&as_of=${day}&include=memberships`)).json.data
    const seen = included.flatMap(({ slug, memberships }: Json) =>
      memberships.map(({ certainty }: Json) => [slug, certainty])
    )
    t.strictSame(Object.fromEntries(seen), all, `${day} included`)
  }
})

t.test('GET with as_of agrees with the uncertain dates of every record', async (t) => {
  const periods: Record<string, (record: Json) => [Day, Day]> = {
    memberships: ({ joined, ended }) => [joined, ended],
    appointments: ({ started, ended }) => [started, ended],
    organisations: ({ established, closed }) => [established, closed]
  }
  t.strictSame(
    Object.keys(periods).sort(),
    lists
      .filter(({ url, parameters }) => !url.includes('/') && parameters.certainty)
      .map(({ url }) => url)
      .sort(),
    'every list with certainty'
  )
  /** The organisations with a certain fact on the day: a membership, an appointment, a printed list or an event. */
  const attestedOn = async (day: string): Promise<Set<string>> => {
    const certain = async (path: string) => (await get(`${path}?as_of=${day}&certainty=certain&limit=500`)).json.data
    const attests = ({ attested_on }: Json) => attested_on.includes(day)
    const held = listOf('events').all.filter(({ status, date }) => status === 'held' && date.on === day)
    const printed = listOf('membership-lists').all.filter(({ source }) => source.published_on === day)
    return new Set(
      [
        ...(await certain('memberships')),
        ...(await certain('appointments')),
        ...listOf('appointments').all.filter(attests),
        ...held.flatMap(({ participants }) => participants),
        ...printed.flatMap(({ entries }) => entries)
      ].flatMap(({ organisation }: Json) => organisation?.id ?? [])
    )
  }
  /** The status on a day before the end of the record. */
  const statusOn = (url: string, { status, closed }: Json, day: string) => {
    if (url === 'memberships' && status === 'ended') return { status: 'active' }
    const isOpen = url === 'organisations' && (closed.on ?? closed.not_before ?? '') > day
    return isOpen && ['closed', 'transformed'].includes(status) ? { status: 'active' } : {}
  }
  // The gmina Redzikowo was called Słupsk until the end of 2023.
  const { data: names } = (await get('territories/221208/names')).json
  const territoryOn = ({ territory }: Json, day: string) => {
    const { name } = names.find(({ valid_to }: Json) => valid_to === null || day < valid_to)
    return territory?.code === '221208' && { territory: { ...territory, name } }
  }
  for (const [url, periodOf] of Object.entries(periods)) {
    const list = listOf(url)
    const days = new Set(
      list.all
        .flatMap((record) => periodOf(record).flatMap((date) => Object.values(date)))
        .filter((day) => day !== null)
    )
    for (const day of [...days].flatMap((each) => [
      new Date(Date.parse(each) - 86_400_000).toISOString().slice(0, 10),
      each
    ])) {
      const attested = url === 'organisations' ? await attestedOn(day) : new Set()
      const expected = list.all
        .map((record) => {
          const certainty = certaintyOn(day, ...periodOf(record))
          return {
            ...record,
            ...statusOn(url, record, day),
            ...territoryOn(record, day),
            certainty: attested.has(record.id) ? 'certain' : certainty
          }
        })
        .filter(({ certainty }) => certainty)
      t.strictSame((await get(`${url}?limit=500&as_of=${day}`)).json.data, expected, `${url}?as_of=${day}`)
    }
    t.strictSame([...new Set(list.all.map(({ certainty }) => certainty))], [null], 'without as_of, certainty is null')
  }
})

t.test('GET /v1/statistics/memberships counts the same as the list of memberships, in every grouping', async (t) => {
  const keyOf: Record<string, (membership: Json) => string | undefined> = {
    tier: ({ tier }) => tier,
    kind: ({ organisation }) => organisation?.kind,
    kind_family: ({ organisation }) => familyOf.get(organisation?.id),
    voivodeship: ({ organisation }) => territoryOf.get(organisation?.id)?.code.slice(0, 2),
    powiat: ({ organisation }) => territoryOf.get(organisation?.id)?.code.match(/^\d{4}/)?.[0],
    gmina_kind: ({ organisation }) => territoryOf.get(organisation?.id)?.gmina_kind
  }
  const { enum: offered } = contract.document.paths['/statistics/memberships'].get.parameters
    .map(resolve)
    .find(({ name }: Json) => name === 'group_by').schema
  t.strictSame(Object.keys(keyOf).sort(), [...offered].sort(), 'every grouping')
  for (const day of ['2021-09-15', '2022-03-09', '2026-11-21']) {
    for (const [query, keeps] of [
      ['', () => true],
      [
        '&founder=false&kind_family=ops,cus',
        ({ founder, organisation }) => !founder && ['ops', 'cus'].includes(familyOf.get(organisation?.id))
      ],
      [
        '&voivodeship=lubelskie&tier=supporting',
        ({ tier, organisation }) => tier === 'supporting' && codeIn(territoryOf.get(organisation?.id), '06')
      ]
    ] as [string, (membership: Json) => unknown][]) {
      const holding = listOf('memberships')
        .all.filter(keeps)
        .map((membership) => ({ ...membership, certainty: certaintyOn(day, membership.joined, membership.ended) }))
        .filter(({ certainty }) => certainty)
      const count = (some: Json[]) => ({
        certain: some.filter(({ certainty }) => certainty === 'certain').length,
        possible: some.length
      })
      for (const [grouping, key] of Object.entries(keyOf)) {
        const { groups, total } = (await get(`statistics/memberships?as_of=${day}&group_by=${grouping}${query}`)).json
        const found = groups
          .filter(({ possible }: Json) => possible > 0 || grouping !== 'tier')
          .map(({ key, certain, possible }: Json) => [key, { certain, possible }])
        const expected = [...Map.groupBy(holding, (membership) => key(membership) ?? null)].map(([key, some]) => [
          key,
          count(some)
        ])
        const byKey = (all: [string | null, unknown][]) => [...all].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
        t.strictSame(byKey(found), byKey(expected as [string, unknown][]), `${grouping} on ${day} ${query}`)
        t.strictSame(total, count(holding), `total on ${day} ${query}`)
        if (grouping === 'tier')
          t.strictSame(
            groups.map(({ key }: Json) => key),
            ['ordinary', 'supporting', 'honorary'],
            'tiers in their order, including empty ones'
          )
      }
    }
  }
})

t.test(
  'GET /v1/statistics/memberships confirms a claimed number only if it is right on every day that the claim may mean',
  async (t) => {
    // Social enterprises: one membership from 1 January for 100 days in 2022, 2023 and 2024, and none at other times.
    const claims: [
      value: number,
      on: string | null,
      notBefore: string | null,
      notAfter: string | null,
      certain: number,
      possible: number,
      verdict: string
    ][] = [
      [1, '2022-01-01', null, null, 1, 1, 'confirmed'],
      [1, '2022-04-10', null, null, 1, 1, 'confirmed'],
      [1, '2022-04-11', null, null, 0, 0, 'contradicted'],
      [0, '2022-04-11', null, null, 0, 0, 'confirmed'],
      [0, '2022-02-01', null, null, 1, 1, 'contradicted'],
      [1, null, '2022-01-01', '2022-04-10', 1, 1, 'confirmed'],
      [1, null, '2022-01-01', '2022-04-11', 0, 1, 'undecidable'],
      [1, null, '2021-12-31', '2022-04-10', 0, 1, 'undecidable'],
      [2, null, '2021-01-01', '2025-01-01', 0, 1, 'contradicted'],
      [0, null, '2022-04-11', '2022-12-31', 0, 0, 'confirmed'],
      [0, null, '2022-04-11', '2023-01-01', 0, 1, 'undecidable'],
      [1, null, null, '2022-02-01', 0, 1, 'undecidable'],
      [1, null, '2024-02-01', null, 0, 1, 'undecidable'],
      [1, null, null, null, 0, 1, 'undecidable'],
      [2, null, null, null, 0, 1, 'contradicted']
    ]
    for (const [i, [value, ...days]] of claims.entries()) {
      await connection.pool.query(
        `insert into assertion (slug, claim_pl, claim_en, value, counts_memberships, families, as_of_on,
          as_of_not_before, as_of_not_after)
        values ('liczba-' || lpad($1::text, 2, '0'), 'x', 'x', $2, true, '{third_sector}', $3, $4, $5)`,
        [i, value, ...days.slice(0, 3)]
      )
    }
    t.teardown(() => connection.pool.query("delete from assertion where slug like 'liczba-%'"))
    const { assertions } = (await get('statistics/memberships')).json
    t.strictSame(
      assertions
        .filter(({ slug }: Json) => slug.startsWith('liczba-'))
        .map(({ value, as_of, certain, possible, verdict }: Json) => [
          value,
          as_of.on,
          as_of.not_before,
          as_of.not_after,
          certain,
          possible,
          verdict
        ]),
      claims
    )
  }
)

t.test('GET of one record with as_of: certainty is null if the period does not cover the day', async (t) => {
  for (const [slug, , , signs] of PERIODS) {
    const [membership] = (await get(`organisations/${slug}/memberships`)).json.data
    for (const [i, day] of DAYS.entries()) {
      const expected = { c: 'certain', p: 'possible', '-': null }[signs[i] as 'c']
      t.equal((await get(`memberships/${membership.id}?as_of=${day}`)).json.certainty, expected, `${slug} on ${day}`)
    }
  }
})

t.test('GET with certainty but without as_of is 400', async (t) => {
  for (const url of ['memberships', 'appointments', 'organisations'])
    isProblem(t, await get(`${url}?certainty=certain`), 'invalid_parameter', url)
})

t.test('GET with updated_since returns records changed at or after that moment, to the microsecond', async (t) => {
  const later = (moment: string) =>
    moment.replace(/(\d{6})Z$/, (_all, micros: string) => `${String(Number(micros) + 1).padStart(6, '0')}Z`)
  for (const list of lists.filter(({ parameters }) => parameters.updated_since)) {
    for (const moment of new Set<string>(list.all.map(({ updated_at }) => updated_at))) {
      for (const since of [moment, later(moment)]) {
        const expected = list.all.filter(({ updated_at }) => updated_at >= since)
        t.strictSame(
          (await get(`${list.url}?limit=500&updated_since=${since}`)).json.data,
          expected,
          `${list.url}?updated_since=${since}`
        )
      }
    }
  }
  t.strictSame(
    lists.filter(({ parameters }) => !parameters.updated_since).map(({ records }) => records),
    lists.map(({ records }) => records).filter((records) => records === 'history'),
    'every list whose records have updated_at'
  )

  const { version } = (await get('people/anna-ostasz')).json
  await connection.pool.query("update person set family_name = 'Ostasz-Nowak' where slug = 'anna-ostasz'")
  const { updated_at } = (await get('people/anna-ostasz')).json
  const since = async (moment: string) =>
    (await get(`people?updated_since=${moment}`)).json.data.map((person: Json) => [
      person.slug,
      person.family_name,
      person.version
    ])
  t.strictSame(await since(updated_at), [['anna-ostasz', 'Ostasz-Nowak', version + 1]])
  t.strictSame(await since(later(updated_at)), [])
})
