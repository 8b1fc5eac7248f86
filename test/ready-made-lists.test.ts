// Lists that answer a common question of the staff in one request: members with head and contact, by voivodeship, with
// the posts of a day.
import t from 'tap'
import { columnsOf } from '../src/records/formats/csv.ts'
import { everyColumn, includesInTables } from '../src/records/formats/table.ts'
import { declared } from './declared.ts'
import { parseCsv } from './formats.ts'
import { setup, type TestResponse } from './helper.ts'

type Body = Record<string, unknown>

const { call, get, key, connection } = await setup(t)
const staff = await key(['registry:write', 'declarations:decide', 'privacy:admin', 'contacts:read'])
const partner = await key(['contacts:read'], 'partner')

let made = 0
/** Creates a record. Similar records of other tests are no reason to refuse it. */
const create = async (path: string, body: Body) => {
  const target = path === 'organisations' || path === 'people' ? `${path}?confirm_new=true` : path
  const created = await call('POST', target, { key: staff, body })
  t.equal(created.status, 201, created.text.slice(0, 400))
  return created.json
}

/** Creates an organisation that serves the gmina, with a leading post. */
async function office(code: string | null = '060901') {
  const name = `Próbny ośrodek nr ${++made}`
  const territory = code && { code }
  const body = { name, short_name: name, kind: 'ops', status: 'active', territory }
  const { id, slug } = await create('organisations', body)
  const post = await create('posts', { organisation: { id }, role: 'head', title: 'Zarządzający klombami' })
  return { id: id as string, slug: slug as string, post: post.id as string }
}

const person = async (family_name = `Próbna ${'abcdefghij'[made % 10]}${++made}`) =>
  create('people', { given_name: 'Felicja', family_name })

const appoint = async (post: string, body: Body = {}, slug?: string) =>
  create('appointments', {
    person: { slug: slug ?? (await person()).slug },
    post: { id: post },
    capacity: 'substantive',
    started: { on: '2020-01-01' },
    ...body
  })
const admit = (organisation: string, body: Body = {}) =>
  create('memberships', {
    organisation: { slug: organisation },
    tier: 'ordinary',
    tier_basis: 'decided',
    tier_basis_note: 'próba',
    founder: false,
    founding_signatory: false,
    status: 'active',
    joined: { on: '2021-01-01' },
    ...body
  })
const contact = (owner: Body, slug: string, body: Body) =>
  create('contacts', {
    ...owner,
    slug,
    email_visibility: 'public',
    phone_visibility: 'public',
    basis: 'public_task',
    basis_source: 'próba',
    review_on: '2099-01-01',
    ...body
  })

const table = async (path: string, asker?: string) =>
  parseCsv((await call('GET', `${path}&format=csv`, asker ? { key: asker } : {})).text, ',')
const slugsOf = ({ json }: TestResponse): string[] => json.data.map(({ slug }: Body) => slug)
const faultsOf = ({ status, json }: TestResponse) => [status, ...json.errors.map(({ code }: Body) => code)]

t.test('The columns of a table have different headers, and includes change none of them', async (t) => {
  for (const resource of declared.resources.values()) {
    const headers = everyColumn(resource).map(({ header }) => header)
    t.equal(new Set(headers).size, headers.length, resource.name)
    const own = columnsOf(resource.record).map(({ header }) => header)
    t.strictSame(headers.slice(0, own.length), own, resource.name)
  }
  t.strictSame(includesInTables({ includes: {} }), [])
})

t.test('GET /v1/memberships: voivodeship, tier, joining, head and public e-mail in one request', async (t) => {
  const { id, slug, post } = await office()
  await admit(slug)
  const head = await appoint(post, {})
  await contact({ organisation: { id } }, 'sekretariat-klombow', { email: 'sekretariat@klomby.example' })
  const fields =
    'voivodeship.name,organisation.name,tier,joined.on,current_head.person.display_name,current_head.post.title,' +
    'main_contact.email'
  const [header, row] = await table(`memberships?organisation=${slug}&fields=${fields}`)
  t.strictSame(header, [
    'voivodeship_name',
    'organisation_name',
    'tier',
    'joined_on',
    'current_head_person_display_name',
    'current_head_post_title',
    'main_contact_email'
  ])
  const [name] = [head.organisation.name]
  t.strictSame(row, [
    'lubelskie',
    name,
    'ordinary',
    '2021-01-01',
    head.person.display_name,
    'Zarządzający klombami',
    'sekretariat@klomby.example'
  ])
  const include = 'include=current_membership,current_head,main_contact,voivodeship'
  const { json } = await get(`organisations/${slug}?${include}`)
  t.match(json, {
    current_membership: { tier: 'ordinary', status: 'active', certainty: 'certain', alternatives: 0 },
    current_head: { appointment: head.id },
    main_contact: { slug: 'sekretariat-klombow', post: null, email: 'sekretariat@klomby.example', alternatives: 0 },
    voivodeship: { code: '06', name: 'lubelskie' }
  })
  t.equal((await get(`organisations/${slug}?${include}&as_of=2020-06-01`)).json.current_membership, null)
})

t.test('GET with include=current_membership is honest about unknown days', async (t) => {
  const { slug } = await office()
  await admit(slug, { joined: { not_before: '2021-01-01', not_after: '2022-01-01' } })
  const on = async (day: string) =>
    (await get(`organisations?include=current_membership&as_of=${day}&q=${slug.replaceAll('-', '+')}`)).json.data.find(
      (each: Body) => each.slug === slug
    ).current_membership
  t.equal(await on('2020-12-31'), null)
  t.match(await on('2021-06-01'), { certainty: 'possible', joined: { on: null, not_before: '2021-01-01' } })
  t.match(await on('2022-01-01'), { certainty: 'certain' })
})

t.test('GET with include=main_contact never shows an e-mail address that the caller may not see', async (t) => {
  const { id, slug, post } = await office()
  await admit(slug)
  const hidden = await contact({ organisation: { id } }, 'tajny-klomb', {
    email: 'tajny@klomby.example',
    email_visibility: 'staff',
    phone: '+48817000001',
    phone_kind: 'fixed'
  })
  const forPartners = await contact({ post: { id: post } }, 'klomb-partnerow', {
    email: 'partner@klomby.example',
    email_visibility: 'partner'
  })
  const disclosed = async () => {
    const { rows } = await connection.pool.query(
      "select subject_ids as ids, fields from audit where action = 'contact.read' order by seq"
    )
    return rows as { ids: string[]; fields: string[] }[]
  }
  const paths = [`memberships?organisation=${slug}&include=main_contact`, `organisations/${slug}?include=main_contact`]
  const seen = async (path: string, asker?: string) => {
    const { json } = await call('GET', path, asker ? { key: asker } : {})
    const { email, phone, alternatives } = (json.data?.[0] ?? json).main_contact
    return [email, phone, alternatives]
  }
  const before = (await disclosed()).length
  for (const path of paths) {
    t.strictSame(await seen(path), [null, '+48817000001', 0], `public: ${path}`)
    t.strictSame(await seen(path, partner), ['partner@klomby.example', null, 1], `partner: ${path}`)
    t.strictSame(await seen(path, staff), ['tajny@klomby.example', '+48817000001', 1], `staff: ${path}`)
  }
  const entries = (await disclosed()).slice(before)
  t.strictSame(
    entries.map(({ ids, fields }) => [...ids, ...fields]),
    paths.flatMap(() => [
      [forPartners.id, 'email'],
      [hidden.id, 'email']
    ]),
    'each read is audited, with the contact that was shown alone'
  )
  const list = `memberships?organisation=${slug}&fields=main_contact.email`
  t.strictSame(await table(list), [['main_contact_email'], ['']])
  t.strictSame(await table(list, staff), [['main_contact_email'], ['tajny@klomby.example']])
  t.equal((await disclosed()).length, before + entries.length + 1, 'so is the table')
  await contact({ organisation: { id } }, 'jawny-klomb', { email: 'jawny@klomby.example' })
  t.strictSame(await table(list), [['main_contact_email'], ['jawny@klomby.example']], 'the cache follows')
})

t.test('GET with include=main_contact leaves out a withdrawn contact', async (t) => {
  const { post, slug } = await office()
  const head = await appoint(post, {})
  await contact({ post: { id: post } }, 'klomb-po-kims', {
    email: 'ktos@klomby.example',
    printed_holder: { id: head.person.id }
  })
  const found = async (asker?: string) =>
    (await call('GET', `organisations/${slug}?include=main_contact`, asker ? { key: asker } : {})).json.main_contact
  t.match(await found(), { post: { id: post }, email: 'ktos@klomby.example' })
  const path = `appointments/${head.id}`
  const etag = (await get(path)).headers.etag as string
  const body = { ended: { on: '2026-01-01' } }
  t.equal((await call('PATCH', path, { key: staff, body, headers: { 'if-match': etag } })).status, 200)
  t.equal(await found(), null)
  t.equal(await found(staff), null, 'also for staff')
})

t.test('GET /v1/people, appointments and contacts by membership, tier and voivodeship of a day', async (t) => {
  const [member, guest] = [await office('060901'), await office('140506')]
  await admit(member.slug, { tier: 'supporting', joined: { on: '2024-01-01' } })
  const heads = [await appoint(member.post), await appoint(guest.post)]
  const slugs = heads.map(({ person }) => person.slug as string)
  for (const { id, slug } of [member, guest])
    await contact({ organisation: { id } }, `kontakt-${slug}`, { email: `${slug}@klomby.example` })
  const lists: [path: string, all: string[]][] = [
    ['people', slugs],
    ['appointments', heads.map(({ id }) => id as string)],
    ['contacts', [member, guest].map(({ slug }) => `kontakt-${slug}`)]
  ]
  for (const [path, [one = '', other = '']] of lists) {
    const found = async (query: string) => {
      const { status, json, text } = await get(`${path}?${query}&limit=500`)
      t.equal(status, 200, text.slice(0, 300))
      const names = json.data.flatMap(({ id, slug }: Body) => [id, slug])
      return [one, other].map((name) => names.includes(name))
    }
    t.strictSame(await found('member=true'), [true, false], `${path} of members`)
    t.strictSame(await found('member=false'), [false, true], `${path} of others`)
    t.strictSame(await found('tier=supporting,honorary'), [true, false], `${path} by tier`)
    t.strictSame(await found('tier=ordinary'), [false, false], `${path} by another tier`)
    t.strictSame(await found('voivodeship=lubelskie'), [true, false], `${path} by voivodeship`)
    t.strictSame(await found('voivodeship=06,14'), [true, true], `${path} by two voivodeships`)
    t.strictSame(await found('member=true&as_of=2023-12-31'), [false, false], `${path} of members of an earlier day`)
    t.strictSame(await found('tier=supporting&as_of=2024-01-01'), [true, false], `${path} by the tier of a day`)
  }
  t.strictSame(faultsOf(await get('contacts?as_of=2024-01-01')), [400, 'conflicting_parameter'])
  t.strictSame(faultsOf(await get('people?as_of=2024-01-01')), [400, 'conflicting_parameter'])
})

t.test('GET /v1/people?member=true finds members themselves, and one post meets all filters', async (t) => {
  const [member, guest] = [await office('060901'), await office('140506')]
  await admit(member.slug)
  const honorary = await person()
  await create('memberships', {
    person: { id: honorary.id },
    tier: 'honorary',
    tier_basis: 'decided',
    tier_basis_note: 'próba',
    founder: false,
    founding_signatory: false,
    status: 'active',
    joined: { on: '2021-01-01' }
  })
  const both = await person()
  await appoint(member.post, { capacity: 'deputy' }, both.slug)
  await appoint(guest.post, {}, both.slug)
  const has = async (query: string, slug: string) => slugsOf(await get(`people?${query}&limit=500`)).includes(slug)
  t.equal(await has('member=true', honorary.slug), true)
  t.equal(await has('tier=honorary', honorary.slug), true)
  t.equal(await has('member=true&voivodeship=06', honorary.slug), false, 'no post')
  t.equal(await has('member=true&voivodeship=06', both.slug), true)
  t.equal(await has('member=true&voivodeship=14', both.slug), false, 'the post there is in no member')
  t.equal(await has(`member=true&organisation=${guest.slug}`, both.slug), false)
  t.match((await get(`people/${honorary.slug}?include=current_membership`)).json.current_membership, {
    tier: 'honorary'
  })
})

t.test('GET /v1/appointments?as_of&tier is certain only if the membership is', async (t) => {
  const { slug, post } = await office()
  await admit(slug, { joined: { not_before: '2021-01-01', not_after: '2022-01-01' } })
  const { id } = await appoint(post)
  const on = async (query: string) =>
    (await get(`appointments?organisation=${slug}&${query}`)).json.data.map((each: Body) => [each.id, each.certainty])
  t.strictSame(await on('as_of=2021-06-01'), [[id, 'certain']])
  t.strictSame(await on('as_of=2021-06-01&member=true'), [[id, 'possible']])
  t.strictSame(await on('as_of=2021-06-01&member=true&certainty=certain'), [])
  t.strictSame(await on('as_of=2022-06-01&tier=ordinary&certainty=certain'), [[id, 'certain']])
})

t.test('GET sorted by voivodeship: the Polish alphabet, then names; unknown last; in pages', async (t) => {
  await office(null)
  const collator = new Intl.Collator('pl')
  const lists: [path: string, name: (record: Body) => string][] = [
    ['organisations', ({ name }) => name as string],
    ['memberships', ({ organisation, person }) => ((organisation as Body)?.name ?? (person as Body)?.slug) as string]
  ]
  for (const [path, nameOf] of lists) {
    const whole = (await get(`${path}?sort=voivodeship&include=voivodeship&limit=500`)).json.data as Body[]
    const keys = whole.map((record) => (record.voivodeship as Body | null)?.name as string | undefined)
    const known = keys.filter((key) => key !== undefined)
    t.strictSame(keys.slice(0, known.length), known, `${path}: unknown last`)
    t.ok(known.length < keys.length || path === 'memberships')
    t.strictSame(known, known.toSorted(collator.compare), path)
    const lublin = whole.filter((_, i) => keys[i] === 'lubelskie').map(nameOf)
    t.ok(lublin.length > 5)
    t.strictSame(lublin, lublin.toSorted(collator.compare), `${path}: then by name`)
    for (const sort of ['voivodeship', '-voivodeship', 'voivodeship,name', 'voivodeship,-name']) {
      const all = (await get(`${path}?sort=${sort}&limit=500`)).json.data.map(({ id }: Body) => id)
      const paged: unknown[] = []
      for (let next: string | undefined = `/v1/${path}?sort=${sort}&limit=20`; next; ) {
        const { json, headers }: TestResponse = await get(next)
        paged.push(...json.data.map(({ id }: Body) => id))
        next = headers.link?.match(/<(.+)>/)?.[1]
      }
      t.strictSame(paged, all, `${path}, ${sort}`)
    }
  }
  t.equal((await get('contacts?sort=voivodeship')).status, 200)
  t.equal((await get('appointments?sort=-voivodeship,person')).status, 200)
})

t.test('GET /v1/appointments?q finds the post, with the name of the person', async (t) => {
  const { post } = await office()
  const { slug } = await person('Łękawkówna')
  const { id } = await appoint(post, { printed_post: 'p.o. Ogrodniczki naczelnej' }, slug)
  const found = async (q: string) => (await get(`appointments?q=${q}`)).json.data.some((each: Body) => each.id === id)
  for (const q of ['klombami', 'ogrodniczka', 'Łękawkówna+zarządzający', 'lekawkownie+OGRODNICZKI+klomby'])
    t.equal(await found(q), true, q)
  for (const q of ['Łękawkówna+dyrektor', 'ggrodniczka']) t.equal(await found(q), false, q)
})

t.test('GET /v1/publications by year: an unknown year is possible in a period, and no printed year', async (t) => {
  const { rows } = await connection.pool.query(`
    insert into publication (slug, no, title, kind, year) values ('klomby-1', 901, 'Klomby 1', 'book', 1951),
      ('klomby-2', 902, 'Klomby 2', 'book', 1953), ('klomby-3', 903, 'Klomby 3', 'book', null) returning slug`)
  const ours = rows.map(({ slug }) => slug)
  const found = async (query: string) =>
    slugsOf(await get(`publications?${query}&limit=500`)).filter((slug) => ours.includes(slug))
  t.strictSame(await found('year=1951'), ['klomby-1'])
  t.strictSame(await found('year=1951,1953'), ['klomby-1', 'klomby-2'])
  t.strictSame(await found('year_from=1952'), ['klomby-2', 'klomby-3'])
  t.strictSame(await found('year_from=1950&year_to=1952'), ['klomby-1', 'klomby-3'])
  t.strictSame(await found('year_from=1950&year_to=1952&year_known=true'), ['klomby-1'])
  t.strictSame(await found('year_known=false'), ['klomby-3'])
  t.strictSame(faultsOf(await get('publications?year_from=1952&year_to=1951')), [400, 'conflicting_parameter'])
  t.strictSame(faultsOf(await get('publications?year=dawno')), [400, 'invalid_type'])
})

t.test('GET /v1/appointments?changed_from&changed_to returns beginnings and ends in the period', async (t) => {
  const { slug, post } = await office()
  const known = await appoint(post, { started: { on: '2015-03-01' }, ended: { on: '2018-07-01' } })
  const vague = await appoint(post, {
    started: { not_before: '2018-07-01', not_after: '2018-12-31' },
    ended: { not_before: '2022-11-22' }
  })
  const attested = await appoint(post, {
    capacity: 'acting',
    attested_on: ['2010-05-01'],
    started: { not_before: '2010-01-01', not_after: '2010-12-31' },
    ended: { not_after: '2012-01-01' }
  })
  const changed = async (query: string) =>
    Object.fromEntries(
      (await get(`appointments?organisation=${slug}&role=head&${query}`)).json.data.map(
        ({ id, certainty }: { id: string; certainty: string }) => [id, certainty]
      )
    )
  t.strictSame(await changed('changed_from=2018-06-01&changed_to=2018-08-31'), {
    [known.id]: 'certain',
    [vague.id]: 'possible'
  })
  t.strictSame(await changed('changed_from=2018-07-01&changed_to=2018-12-31'), {
    [known.id]: 'certain',
    [vague.id]: 'certain'
  })
  t.strictSame(await changed('changed_from=2018-07-02&changed_to=2018-12-31&certainty=certain'), {})
  t.strictSame(await changed('changed_from=2018-06-01&changed_to=2018-08-31&certainty=possible'), {
    [vague.id]: 'possible'
  })
  t.strictSame(await changed('changed_from=2023-01-01&changed_to=2026-12-31'), {}, 'no end is recorded')
  t.strictSame(await changed('changed_from=2010-05-02&changed_to=2010-12-31'), { [attested.id]: 'possible' }, 'an end')
  t.strictSame(await changed('changed_from=2010-01-01&changed_to=2010-05-01'), { [attested.id]: 'certain' })
  t.strictSame(await changed('changed_to=2010-01-01'), { [attested.id]: 'possible' })
  t.strictSame(await changed('changed_from=2018-01-01'), { [known.id]: 'certain', [vague.id]: 'certain' })
  const fields = 'fields=person.slug,certainty'
  const period = 'changed_from=2018-07-01&changed_to=2018-07-01&certainty=certain'
  t.strictSame(await table(`appointments?organisation=${slug}&${period}&${fields}`), [
    ['person_slug', 'certainty'],
    [known.person.slug, 'certain']
  ])
  const wrong = ['changed_from=2018-01-02&changed_to=2018-01-01', 'changed_from=2018-01-02&as_of=2018-01-01']
  for (const query of [...wrong, 'certainty=certain'])
    t.strictSame(faultsOf(await get(`appointments?${query}`)), [400, 'conflicting_parameter'], query)
})

t.test('GET /v1/events/{event_id}/speakers has the post of each speaker on the day of the event', async (t) => {
  const [one, other] = [await office(), await office()]
  const speaker = await person()
  const former = await appoint(
    one.post,
    { started: { on: '2020-01-01' }, ended: { on: '2024-01-01' }, printed_post: 'Kierownik klombów' },
    speaker.slug
  )
  const later = await appoint(
    other.post,
    { started: { not_before: '2023-05-01', not_after: '2024-06-01' } },
    speaker.slug
  )
  const panel = (organisation: string | null) => ({
    kind: 'panel',
    speakers: [
      { role: 'panellist', person: { id: speaker.id }, ...(organisation && { organisation: { id: organisation } }) }
    ]
  })
  const event = async (date: Body) =>
    create('events', {
      title: `Próbna konferencja ${++made}`,
      kind: 'conference',
      date,
      programme: [panel(one.id), panel(other.id), panel(null)]
    })
  const heldAt = async (slug: string) =>
    (await get(`events/${slug}/speakers`)).json.data.map(({ held_post }: { held_post: Body | null }) =>
      held_post ? [held_post.appointment, held_post.certainty, held_post.alternatives] : null
    )
  const during = await event({ on: '2023-06-01' })
  t.strictSame(await heldAt(during.slug), [
    [former.id, 'certain', 0],
    [later.id, 'possible', 0],
    [former.id, 'certain', 1]
  ])
  const after = await event({ on: '2025-01-01' })
  t.strictSame(await heldAt(after.slug), [null, [later.id, 'certain', 0], [later.id, 'certain', 0]])
  const vague = await event({ not_before: '2023-12-01', not_after: '2024-02-01' })
  t.strictSame((await heldAt(vague.slug))[0], [former.id, 'possible', 0], 'on some of the possible days only')
  const undated = await event({ on: null })
  t.strictSame(await heldAt(undated.slug), [null, null, null])

  const fields =
    'fields=item.no,person.display_name,held_post.printed_post,held_post.organisation.short_name,organisation.slug'
  t.strictSame(await table(`events/${during.slug}/speakers?${fields}`), [
    [
      'item_no',
      'person_display_name',
      'held_post_printed_post',
      'held_post_organisation_short_name',
      'organisation_slug'
    ],
    ['1', speaker.display_name, 'Kierownik klombów', former.organisation.short_name, one.slug],
    ['2', speaker.display_name, '', later.organisation.short_name, other.slug],
    ['3', speaker.display_name, 'Kierownik klombów', former.organisation.short_name, '']
  ])
  t.strictSame(faultsOf(await get(`events/${during.slug}/speakers?fields=role`)), [400, 'conflicting_parameter'])
  t.strictSame(faultsOf(await get(`events/${during.slug}/speakers?format=csv&fields=rola`)), [400, 'unknown_value'])

  const path = `appointments/${former.id}`
  const etag = (await get(path)).headers.etag as string
  const body = { ended: { on: '2022-01-01' } }
  t.equal((await call('PATCH', path, { key: staff, body, headers: { 'if-match': etag } })).status, 200)
  t.equal((await heldAt(during.slug))[0], null, 'the cached response follows the appointment')
  await call('POST', `people/${speaker.slug}/restriction`, { key: staff, body: { reason: 'objection' } })
  t.strictSame(await heldAt(after.slug), [null, null, null], 'not of a person whose processing is restricted')
})

t.test('GET /v1/events/{event_id}/participants as CSV: an attendance list', async (t) => {
  const path = 'events/konferencja-2022-11-21/participants?fields=person.display_name,printed_post,organisation.name'
  const [header, ...rows] = await table(path)
  t.strictSame(header, ['person_display_name', 'printed_post', 'organisation_name'])
  t.strictSame(rows.length, (await get('events/konferencja-2022-11-21')).json.participants.length)
  t.ok(rows.some(([name]) => name === 'Jarosław Stawiarski'))
})

t.test('GET /v1/statistics/… as CSV has the groups, in both dialects', async (t) => {
  const query = 'as_of=2022-08-31&group_by=kind'
  const { json } = await get(`statistics/memberships?${query}`)
  const expected = json.groups.map((group: Body) => Object.values(group).map((value) => String(value ?? '')))
  const [header, ...rows] = await table(`statistics/memberships?${query}`)
  t.strictSame(header, ['key', 'label_pl', 'label_en', 'certain', 'possible'])
  t.strictSame(rows, expected)
  const excel = await get(`statistics/memberships?${query}&format=csv&dialect=excel-pl`)
  t.equal(excel.headers['content-type'], 'text/csv; charset=utf-8; header=present')
  t.equal(excel.headers['content-disposition'], 'inline; filename="memberships-2022-08-31-kind.csv"')
  t.strictSame(parseCsv(excel.text.replace(/^\uFEFF/, ''), ';'), [header, ...rows])
  t.ok(excel.text.startsWith('\uFEFF'))
  await connection.pool.query(
    "insert into application_count (month, kind, decided) values ('2026-01-01', 'legal_advice', 4)"
  )
  t.strictSame(await table('statistics/applications?'), [
    ['month', 'kind', 'decided'],
    ['2026-01', 'legal_advice', '4']
  ])
  for (const path of [
    'memberships?dialect=excel-pl',
    'memberships?format=csv&lang=en',
    'applications?dialect=excel-pl'
  ])
    t.strictSame(faultsOf(await get(`statistics/${path}`)), [400, 'conflicting_parameter'], path)
})
