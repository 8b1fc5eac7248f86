// One substantive holder of a leading post at a time, and the current head of an organisation.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { connect } from '../src/db/connect.ts'
import { migrate } from '../src/db/migrate.ts'
import { emptyDatabase, setup, type TestResponse } from './helper.ts'
import { withImports } from './imports.ts'

type Body = Record<string, unknown>

const registry = await setup(t)
const { call, get, key } = registry
const staff = await key(['registry:write', 'declarations:decide', 'privacy:admin'])
const plain = await key(['registry:write'])
const faultsOf = ({ json }: TestResponse): string[] =>
  (json.errors ?? []).map(({ code, pointer }: Body) => (pointer ? `${code} ${pointer}` : code))

let made = 0
const create = async (path: string, body: Body) => {
  const created = await call('POST', path, { key: staff, body })
  t.equal(created.status, 201, created.text.slice(0, 300))
  return created.json
}

/** Creates an organisation with a post of the role. */
async function office(role: string | null = 'head') {
  const name = `Próbny ośrodek nr ${++made}`
  const organisation = await create('organisations', { name, short_name: name, kind: 'ops', status: 'active' })
  const post = await create('posts', { organisation: { id: organisation.id }, role, title: 'Kierownik' })
  return { slug: organisation.slug as string, post: post.id as string }
}

const given = ['Anna', 'Barbara', 'Cecylia', 'Danuta', 'Elżbieta', 'Felicja', 'Grażyna', 'Halina']
/** Creates a person and returns the slug. */
const person = async () =>
  (
    await create('people', {
      given_name: given[made % given.length],
      family_name: `Próbna ${'abcdefghij'[made % 10]}${++made}`
    })
  ).slug as string

const appoint = async (post: string, body: Body = {}, slug?: string) =>
  call('POST', 'appointments', {
    key: plain,
    body: { person: { slug: slug ?? (await person()) }, post: { id: post }, capacity: 'substantive', ...body }
  })
const patch = async (path: string, body: Body) =>
  call('PATCH', path, { key: plain, body, headers: { 'if-match': (await get(path)).headers.etag as string } })

const since = (on: string) => ({ started: { on } })
const CLASH = ['appointment_single_head /post']

t.test('POST /v1/appointments refuses a second substantive head, and names the first', async (t) => {
  const { post } = await office()
  const first = (await appoint(post, since('2024-01-01'))).json
  const second = await person()
  const refused = await appoint(post, since('2025-01-01'), second)
  t.strictSame([refused.status, refused.json.code, faultsOf(refused)], [409, 'already_exists', CLASH])
  t.match(refused.json.detail, `${first.person.display_name} (/v1/appointments/${first.id})`)
  t.match(refused.json.detail, '«shared»: true')
  t.equal((await get(`appointments?person=${second}`)).json.data.length, 0)

  t.equal((await appoint(post, { capacity: 'acting', ...since('2025-01-01') })).status, 201, 'acting')
  t.equal((await appoint(post, { capacity: 'deputy', ...since('2025-01-01') })).status, 201, 'a deputy')
  t.equal((await appoint(post, { started: { on: '2023-01-01' }, ended: { on: '2024-01-01' } })).status, 201, 'before')
  t.equal((await appoint(post, { started: { not_before: '2024-01-01' } })).status, 201, 'only possibly at once')
  const joint = await appoint(post, { shared: true, ...since('2025-01-01') })
  t.match([joint.status, joint.json], [201, { shared: true }])
  const parted = await patch(`appointments/${joint.json.id}`, { shared: false })
  t.strictSame([parted.status, faultsOf(parted)], [409, CLASH])
  t.equal((await get(`appointments/${joint.json.id}`)).json.shared, true)
  t.equal(first.shared, false, 'by default')
})

t.test('POST /v1/appointments counts the days that a source attests', async (t) => {
  const { post } = await office()
  t.equal(
    (await appoint(post, { attested_on: ['2024-05-01', '2024-06-01'], ended: { not_after: '2024-07-01' } })).status,
    201
  )
  const attested = await appoint(post, { attested_on: ['2024-06-01'], ended: { not_after: '2024-07-01' } })
  t.strictSame([attested.status, faultsOf(attested)], [409, CLASH])
  t.equal((await appoint(post, { attested_on: ['2024-06-02'], ended: { not_after: '2024-07-01' } })).status, 201)
})

t.test('PATCH of an appointment or of the role of its post refuses two heads at once', async (t) => {
  const { post } = await office('social_worker')
  const [one, two] = [await appoint(post, since('2024-01-01')), await appoint(post, since('2025-01-01'))]
  t.strictSame([one.status, two.status], [201, 201], 'another role')
  const promoted = await patch(`posts/${post}`, { role: 'head' })
  t.strictSame([promoted.status, faultsOf(promoted)], [409, CLASH])
  t.equal((await patch(`appointments/${one.json.id}`, { ended: { on: '2025-01-01' } })).status, 200)
  t.equal((await patch(`posts/${post}`, { role: 'head' })).status, 200)
  for (const body of [{ ended: { on: '2025-01-02' } }, { ended: { on: null } }, { attested_on: ['2025-03-01'] }]) {
    const refused = await patch(`appointments/${one.json.id}`, body)
    t.strictSame([refused.status, faultsOf(refused)], [409, CLASH], JSON.stringify(body))
  }
  const elsewhere = (await appoint((await office()).post, since('2025-01-01'))).json
  t.strictSame(faultsOf(await patch(`appointments/${elsewhere.id}`, { post: { id: post } })), CLASH)
})

t.test('POST /v1/appointments names nobody whose processing is restricted', async (t) => {
  const { post } = await office()
  const hidden = (await appoint(post, since('2024-01-01'))).json
  const { slug, display_name } = hidden.person
  await call('POST', `people/${slug}/restriction`, { key: staff, body: { reason: 'objection' } })
  const refused = await appoint(post, since('2025-01-01'))
  t.strictSame([refused.status, faultsOf(refused)], [409, CLASH])
  t.match(refused.json.detail, 'inna osoba')
  for (const secret of [slug, display_name, hidden.id]) t.notOk(refused.text.includes(secret), secret)
  const { json } = await call('POST', 'appointments', {
    key: staff,
    body: { person: { slug: await person() }, post: { id: post }, capacity: 'substantive', ...since('2025-01-01') }
  })
  t.match(json.detail, display_name, 'a key that may see the person is told the name')
})

t.test('POST /v1/appointments twice at once: one is 201, one is 409', async (t) => {
  for (let round = 0; round < 5; round++) {
    const { post } = await office()
    const people = [await person(), await person(), await person()]
    const answers = await Promise.all(people.map((slug) => appoint(post, since('2024-01-01'), slug)))
    t.strictSame(answers.map(({ status }) => status).sort(), [201, 409, 409])
  }
})

t.test('POST /v1/imports reports a second head in its row', async (t) => {
  const { preview, one } = await withImports(t)
  const post = await one(
    `insert into post (organisation_id, role) select id, 'head' from organisation where slug = 'umwl' returning id`
  )
  const report = await preview(
    'resource=appointments',
    `person_slug,post_id,capacity,started_on,shared
anna-ostasz,${post},substantive,2024-01-01,
ewelina-szkutnicka,${post},substantive,2025-01-01,
justyna-banasiewicz,${post},substantive,2025-01-01,true
`
  )
  t.strictSame(
    report.rows.map(({ outcome, errors }: { outcome: string; errors: Body[] }) => [
      outcome,
      ...errors.map(({ column, code }) => `${column} ${code}`)
    ]),
    [['create'], ['error', 'post_id appointment_single_head'], ['create']]
  )
})

const headOf = async (slug: string, query = '') =>
  (await get(`organisations/${slug}?include=current_head${query}`)).json.current_head

t.test('GET /v1/organisations/{organisation}?include=current_head returns the head of the day', async (t) => {
  const { slug, post } = await office()
  t.equal(await headOf(slug), null, 'nobody is on record')
  t.equal((await get(`organisations/${slug}`)).json.current_head, null, 'not requested')
  const former = (await appoint(post, { started: { on: '2020-01-01' }, ended: { on: '2025-01-01' } })).json
  const attested = (
    await appoint(post, {
      attested_on: ['2025-05-01'],
      started: { not_after: '2025-05-01' },
      ended: { not_before: '2025-05-02' }
    })
  ).json
  t.equal((await appoint(post, { capacity: 'deputy', ...since('2020-01-01') })).status, 201)
  t.strictSame(await headOf(slug), {
    appointment: attested.id,
    person: attested.person,
    post: { id: post, role: 'head', title: 'Kierownik' },
    capacity: 'substantive',
    certainty: 'possible',
    alternatives: 0
  })
  t.match(await headOf(slug, '&as_of=2024-12-31'), { appointment: former.id, certainty: 'certain', alternatives: 1 })
  t.match(await headOf(slug, '&as_of=2025-05-01'), { appointment: attested.id, certainty: 'certain' })
  t.equal(await headOf(slug, '&as_of=1990-01-01').then((head) => head?.certainty), 'possible', 'since an unknown day')
  const acting = (await appoint(post, { capacity: 'acting', ...since('2026-01-01') })).json
  t.match(await headOf(slug), { appointment: acting.id, capacity: 'acting', certainty: 'certain', alternatives: 1 })
  const joint = await Promise.all([1, 2].map(() => appoint(post, { shared: true, ...since('2026-02-01') })))
  t.ok(
    joint.some(({ json }) => json.id),
    'joint heads'
  )
  t.match(await headOf(slug), { capacity: 'substantive', certainty: 'certain', alternatives: 3 })
})

t.test('GET /v1/organisations?include=current_head shows nobody who is restricted or erased', async (t) => {
  const { slug, post } = await office()
  const one = (await appoint(post, since('2024-01-01'))).json
  const path = `organisations/${slug}?include=current_head`
  t.equal((await headOf(slug)).appointment, one.id)
  const known = async () =>
    (await get(`organisations?head_known=true&fields=slug&limit=500`)).json.data.some(
      (each: Body) => each.slug === slug
    )
  t.equal(await known(), true)
  await call('POST', `people/${one.person.slug}/restriction`, { key: staff, body: { reason: 'objection' } })
  t.equal(await headOf(slug), null)
  t.equal(await known(), false)
  t.notOk((await get(`organisations?format=csv&include=current_head`)).text.includes(one.person.slug))
  t.equal((await get(`organisations?head=${one.person.slug}`)).status, 400, 'the filter does not know the person')
  t.equal((await call('GET', path, { key: plain })).json.current_head, null)
  t.equal((await call('GET', path, { key: staff })).json.current_head.appointment, one.id)
  await call('DELETE', `people/${one.person.slug}/restriction`, { key: staff })
  t.equal((await headOf(slug)).appointment, one.id)
  const erased = await call('POST', `people/${one.person.slug}/erasure`, {
    key: staff,
    body: { pseudonymise_name: false }
  })
  t.equal(erased.status, 200)
  t.equal(await headOf(slug), null)
  t.equal((await call('GET', path, { key: staff })).json.current_head, null)
})

t.test('GET /v1/organisations filters by the current head, and writes it as CSV', async (t) => {
  const { slug, post } = await office()
  const holder = await person()
  const before = await person()
  t.equal((await appoint(post, { started: { on: '2020-01-01' }, ended: { on: '2024-01-01' } }, before)).status, 201)
  t.equal((await appoint(post, since('2024-01-01'), holder)).status, 201)
  const slugs = async (query: string) =>
    (await get(`organisations?${query}&limit=500`)).json.data.map((each: Body) => each.slug)
  t.strictSame(await slugs(`head=${holder}`), [slug])
  t.strictSame(await slugs(`head=${before}`), [])
  t.strictSame(await slugs(`head=${before}&as_of=2023-06-01`), [slug])
  t.strictSame(await slugs(`head=${before},${holder}`), [slug])
  t.equal((await get('organisations?head=nie-ma')).status, 400)
  const [all, known, unknown] = await Promise.all(
    ['limit=1', 'head_known=true', 'head_known=false'].map(
      async (query) => (await get(`organisations?${query}&count=exact`)).json.meta.total
    )
  )
  t.equal(known + unknown, all)
  t.equal(known > 0, true)

  const { text } = await get(`organisations?head=${holder}&format=csv&include=current_head`)
  const [header = '', row = ''] = text.trimEnd().split('\r\n')
  const cells = Object.fromEntries(header.split(',').map((name, i) => [name, row.split(',')[i]]))
  t.match(cells, {
    slug,
    current_head_person_slug: holder,
    current_head_post_role: 'head',
    current_head_capacity: 'substantive',
    current_head_certainty: 'certain',
    current_head_alternatives: '0'
  })
  t.notOk((await get(`organisations?head=${holder}&format=csv`)).text.includes('current_head'))
  const refused = await get('organisations?format=csv&include=names,current_head')
  t.strictSame([refused.status, refused.json.errors[0].code], [400, 'conflicting_parameter'])
  t.match((await get(`organisations?head=${holder}&format=ndjson&include=current_head`)).text, `"slug":"${holder}"`)
})

t.test('The migration keeps heads that were recorded at once as shared, and the ends that were recorded', async (t) => {
  const url = await emptyDatabase(t)
  const connection = connect(url, { max: 2, noTimeouts: true })
  const folder = await mkdtemp(join(tmpdir(), 'konwent-heads-'))
  t.teardown(async () => {
    await connection.close()
    await rm(folder, { recursive: true })
  })
  const migrations = new URL('../migrations/', import.meta.url)
  await cp(migrations, folder, {
    recursive: true,
    filter: (path) => !/\/0{0,3}(00[89]|0[1-9]\d)\d*_[a-z_]+\.sql$/.test(path)
  })
  await migrate(connection, { folder: pathToFileURL(`${folder}/`) })
  await connection.pool.query(`
    insert into membership_tier (code, no, name_pl, name_en, holders_pl, holders_en)
      values ('supporting', 1, 'W', 'S', 'w', 's');
    insert into membership_tier_member_type values ('supporting', 'organisation');
    insert into organisation (slug, name, short_name, kind) values ('o', 'O', 'O', 'ops');
    insert into person (slug, given_name, family_name, restricted_at, restriction_reason) values
      ('a', 'A', 'A', null, null), ('b', 'B', 'B', null, null), ('c', 'C', 'C', null, null);
    insert into post (organisation_id, role) select id, 'head' from organisation;
    insert into membership (organisation_id, tier, tier_basis, founder, founding_signatory, status, joined_on, ended_on)
      select id, 'supporting', 'printed', false, false, 'ended', '2020-01-01', '2021-01-01' from organisation;
    insert into membership_event (membership_id, kind, effective_on, basis)
      select id, 'ended', '2021-01-01', 'Uchwała nr 1' from membership`)
  const { rows } = await connection.pool.query(
    'select p.id as person, po.id as post, p.slug from person p, post po order by p.slug'
  )
  for (const { person, post, slug } of rows)
    await connection.pool.query(
      `insert into appointment (person_id, post_id, capacity, started_on, ended_on) values ($1, $2, 'substantive', $3, $4)`,
      [person, post, slug === 'c' ? '2024-01-01' : '2020-01-01', slug === 'c' ? null : '2023-01-01']
    )
  await connection.pool.query(
    "update person set restricted_at = now(), restriction_reason = 'objection' where slug = 'a'"
  )
  t.ok((await migrate(connection)).includes('0008_memberships.sql'))
  const shared = await connection.pool.query(
    'select p.slug, a.shared from appointment a join person p on p.id = a.person_id order by p.slug'
  )
  t.strictSame(shared.rows, [
    { slug: 'a', shared: true },
    { slug: 'b', shared: true },
    { slug: 'c', shared: false }
  ])
  t.strictSame((await connection.pool.query('select end_basis from membership')).rows, [{ end_basis: 'Uchwała nr 1' }])
})
