// As of a day means as it was that day: later events do not change the answer to a question about an earlier day.
import tap from 'tap'
import { answersOn, DAY, holds, type Json, openTerc, RENAMED, registryWithKey } from './as-of.ts'
import { setup } from './helper.ts'

tap.test('POST /organisations/{organisation}/transformation does not change what was true before it', async (t) => {
  const registry = await registryWithKey(t)
  const { get, post } = registry
  const before = await answersOn(registry, DAY)
  const { status } = await post('organisations/gops-krzywda/transformation', {
    name: 'Centrum Usług Społecznych w Krzywdzie',
    short_name: 'CUS Krzywda',
    slug: 'cus-krzywda',
    happened: { on: '2026-11-01' },
    creation_mode: 'transformation_ops'
  })
  t.equal(status, 200)
  t.strictSame(await answersOn(registry, DAY), before)
  t.match((await get(`organisations/cus-krzywda?as_of=${DAY}`)).json, {
    name: 'Gminny Ośrodek Pomocy Społecznej w Krzywdzie',
    kind: 'gops',
    kind_family: 'ops'
  })
  const heads = (await get(`appointments?as_of=2022-11-01&organisation=cus-krzywda&limit=500`)).json.data
  t.ok(heads.length > 0)
  for (const { organisation } of heads) t.equal(organisation.name, 'Gminny Ośrodek Pomocy Społecznej w Krzywdzie')
  t.match((await get('organisations/cus-krzywda?as_of=2026-11-01')).json, { kind: 'cus', short_name: 'CUS Krzywda' })
  t.match((await get('organisations/cus-krzywda')).json, { kind: 'cus' })
  const found = async (query: string) =>
    (await get(`organisations?${query}&limit=500`)).json.data.map(({ slug }: Json) => slug).includes('cus-krzywda')
  t.equal(await found('kind=gops'), false)
  t.equal(await found(`kind=gops&as_of=${DAY}`), true)
  t.equal(await found(`kind=cus&as_of=${DAY}`), false)
  t.equal(await found('kind=cus&as_of=2026-11-02'), true)
})

tap.test(
  'POST …/transformation on an unknown day: both kinds are possible, and the later one is in the record',
  async (t) => {
    const { get, post } = await registryWithKey(t)
    const body = {
      name: 'Centrum Usług Społecznych w Krzywdzie',
      short_name: 'CUS Krzywda',
      happened: { not_before: '2022-01-01', not_after: '2023-01-01' },
      creation_mode: 'transformation_ops'
    }
    t.equal((await post('organisations/gops-krzywda/transformation', body)).status, 200)
    const certaintyOf = async (day: string, filter: string) =>
      (await get(`organisations?as_of=${day}&${filter}&limit=500`)).json.data.find(
        ({ slug }: Json) => slug === 'gops-krzywda'
      )?.certainty
    t.strictSame(
      await Promise.all(
        ['kind=gops', 'kind=cus', 'kind_family=ops'].map((filter) => certaintyOf('2022-06-01', filter))
      ),
      ['possible', 'possible', 'possible']
    )
    t.match((await get('organisations/gops-krzywda?as_of=2022-06-01')).json, { kind: 'cus', certainty: 'possible' })
    t.equal(await certaintyOf('2021-12-31', 'kind=cus'), undefined)
    t.equal(await certaintyOf('2023-01-01', 'kind=gops'), undefined)
    const groups = (await get('statistics/memberships?as_of=2022-06-01&group_by=kind_family')).json
    const sum = groups.groups.reduce((total: number, { possible }: Json) => total + possible, 0)
    t.equal(sum, groups.total.possible + 1, 'it counts as possible in both groups, and once in the total')
  }
)

tap.test('POST /organisations/{organisation}/renaming: names are those of the day', async (t) => {
  const registry = await registryWithKey(t)
  const { get, post } = registry
  const before = await answersOn(registry, DAY)
  const body = { name: 'Centrum Usług Społecznych „Bełżyce”', happened: { on: '2025-03-01' } }
  t.equal((await post('organisations/cus-belzyce/renaming', body)).status, 200)
  t.strictSame(await answersOn(registry, DAY), before)
  t.equal((await get('organisations/cus-belzyce')).json.name, body.name)
  t.equal((await get('organisations/cus-belzyce?as_of=2025-02-28')).json.name, 'Centrum Usług Społecznych w Bełżycach')
  t.strictSame((await get('organisations/cus-belzyce?include=former_states,names')).json.former_states, [
    {
      name: 'Centrum Usług Społecznych w Bełżycach',
      short_name: 'CUS Bełżyce',
      kind: 'cus',
      until: { on: '2025-03-01', not_before: null, not_after: null }
    }
  ])
  t.match((await post('organisations/cus-belzyce/renaming', { name: 'Inna', happened: { on: '2024-01-01' } })).json, {
    status: 422,
    errors: [{ code: 'before_last_change', pointer: '/happened' }]
  })
  const refused = [
    [{ happened: { on: '2025-03-01' } }, 'same_name'],
    [{ name: body.name, happened: { on: '2025-03-01' } }, 'same_name'],
    [{ name: 'Inna nazwa', happened: { on: '2199-03-01' } }, 'in_the_future'],
    [{ name: 'Inna nazwa', happened: { on: '1700-03-01' } }, 'organisation_state_until_out_of_range']
  ] as const
  for (const [wrong, code] of refused) {
    const { status, json } = await post('organisations/cus-belzyce/renaming', wrong)
    t.strictSame([status, json.errors[0].code], [422, code])
  }
})

tap.test(
  'GET /organisations/{organisation}?as_of: a fact that a source attests makes the organisation certain',
  async (t) => {
    const { get } = await setup(t)
    t.equal((await get(`organisations/cus-belzyce?as_of=${DAY}`)).json.certainty, 'certain')
    const members = (await get(`memberships?as_of=${DAY}&certainty=certain&member_type=organisation&limit=500`)).json
      .data
    t.ok(members.length > 5)
    for (const { organisation } of members)
      t.equal(
        (await get(`organisations/${organisation.slug}?as_of=${DAY}`)).json.certainty,
        'certain',
        organisation.slug
      )
  }
)

tap.test('GET /memberships?as_of: the status is that of the day', async (t) => {
  const registry = await registryWithKey(t)
  const { get, post } = registry
  const [{ id }] = (await get('organisations/cus-belzyce/memberships')).json.data
  const statusOn = async (day: string) => (await get(`memberships/${id}?as_of=${day}`)).json.status
  const step = (name: string, effective_on: string) =>
    post(`memberships/${id}/${name}`, { effective_on, basis: 'Uchwała nr 1' })
  t.equal((await step('suspension', '2024-01-10')).status, 200)
  t.equal((await step('resumption', '2024-06-10')).status, 200)
  t.strictSame(await Promise.all(['2023-12-31', '2024-01-10', '2024-06-09', '2024-06-10'].map(statusOn)), [
    'active',
    'suspended',
    'suspended',
    'active'
  ])
})

tap.test('A gmina that changes its kind and name: earlier days show and find the former ones', async (t) => {
  const registry = await registryWithKey(t)
  const { get } = registry
  const terc = openTerc(registry)
  const { slug, territory } = (await get('organisations?gmina_kind=rural&limit=500')).json.data.find(
    (found: Json) => found.territory.code !== RENAMED
  )
  const before = await answersOn(registry, DAY)
  // Without an earlier file, the day of the file is the day of the change.
  await terc.change('2024-01-01', { [territory.code]: { kind: 'urban', name: 'Nowa Nazwa' } })
  t.strictSame(await answersOn(registry, DAY), before)
  const unitOn = async (day: string) => (await get(`organisations/${slug}?as_of=${day}`)).json.territory
  t.strictSame(await unitOn('2023-12-31'), territory)
  t.match(await unitOn('2024-01-01'), { gmina_kind: 'urban', name: 'Nowa Nazwa', teryt7: `${territory.code}1` })
  const certaintyOn = async (day: string, filter: string) =>
    (await get(`organisations?as_of=${day}&gmina_kind=${filter}&limit=500`)).json.data.find(
      (found: Json) => found.slug === slug
    )?.certainty ?? 'no'
  const certaintyBefore = await certaintyOn('2023-12-31', 'rural')
  t.not(certaintyBefore, 'no')
  t.strictSame(
    await Promise.all([
      certaintyOn('2023-12-31', 'urban'),
      certaintyOn('2024-01-01', 'rural'),
      certaintyOn('2024-01-01', 'urban')
    ]),
    ['no', 'no', certaintyBefore]
  )
  t.strictSame((await get(`territories/${territory.code}?include=former_kinds`)).json.former_kinds, [
    { gmina_kind: 'rural', until: { on: '2024-01-01', not_before: null, not_after: null } }
  ])
  // The seventh digit of a TERC symbol is the kind on the day asked for.
  const symbols = async (day: string) => {
    const answers = ['1', '2'].map((digit) => get(`organisations?${day}gmina=${territory.code}${digit}&fields=slug`))
    return (await Promise.all(answers)).map(({ status }) => status)
  }
  t.strictSame(await symbols('as_of=2023-12-31&'), [400, 200])
  t.strictSame(await symbols('as_of=2024-01-01&'), [200, 400])
  t.strictSame(await symbols(''), [200, 400])
  const otherKind = await get(`organisations?as_of=2023-12-31&gmina=${territory.code}1`)
  t.match(otherKind.json.errors[0], {
    code: 'unknown_reference',
    detail: `w dniu 2023-12-31 ma symbol ${territory.code}2`
  })
  t.strictSame(otherKind.json.candidates, [{ parameter: 'gmina', value: `${territory.code}2`, label: territory.name }])

  // After an earlier file, the change happened on one of the days between the files: both kinds are possible.
  await terc.change('2025-01-01', { [territory.code]: { kind: 'rural' } })
  t.strictSame(await Promise.all([certaintyOn('2024-06-01', 'rural'), certaintyOn('2024-06-01', 'urban')]), [
    'possible',
    'possible'
  ])
  t.equal(await certaintyOn('2025-01-01', 'urban'), 'no')
  t.strictSame(await answersOn(registry, DAY), before)
  const { total, groups } = (await get('statistics/memberships?as_of=2024-06-01&group_by=gmina_kind')).json
  const sum = groups.reduce((all: number, { possible }: Json) => all + possible, 0)
  const isMember = (await get(`memberships?organisation=${slug}&as_of=2024-06-01`)).json.data.length
  t.equal(sum, total.possible + isMember, 'a member there counts as possible in both groups, and once in the total')
})

tap.test('PATCH of the territory is a correction: it also changes earlier days', async (t) => {
  const { get, call } = await setup(t)
    .then(async (registry) => ({
      ...registry,
      writer: await registry.key(['registry:write'])
    }))
    .then((registry) => ({
      ...registry,
      call: (body: object) =>
        registry.call('PATCH', 'organisations/cus-belzyce', {
          key: registry.writer,
          headers: { 'if-match': '*' },
          body
        })
    }))
  t.equal((await call({ territory: { code: '060901' } })).status, 200)
  t.equal((await get(`organisations/cus-belzyce?as_of=${DAY}`)).json.territory.code, '060901')
})

tap.test('GET /organisations?q with as_of searches the names until that day', async (t) => {
  const { get, post } = await registryWithKey(t)
  const rename = (name: string, on: string) =>
    post('organisations/cus-belzyce/renaming', { name, short_name: `CUS ${name}`, happened: { on } })
  const found = async (day: string) => {
    const of = async (q: string) =>
      (await get(`organisations?as_of=${day}&q=${q}`)).json.data.some(({ slug }: Json) => slug === 'cus-belzyce')
    return [await of('belzyce'), await of('pierwsza'), await of('druga')]
  }
  t.equal((await rename('Pierwsza', '2024-01-01')).status, 200)
  const before = [await found('2023-12-31'), await found('2024-06-01')]
  t.equal((await rename('Druga', '2025-01-01')).status, 200)
  t.strictSame([await found('2023-12-31'), await found('2024-06-01')], before)
  t.strictSame(
    [...before, await found('2025-01-01')],
    [
      [true, false, false],
      [true, true, false],
      [true, true, true]
    ]
  )
})

tap.test('GET /membership-checks?as_of names the organisation as of that day', async (t) => {
  const { get, post } = await registryWithKey(t)
  const before = (await get(`membership-checks?organisation=cus-belzyce&as_of=${DAY}`)).json.organisation
  const body = { name: 'Centrum „Bełżyce”', happened: { on: '2025-03-01' } }
  t.equal((await post('organisations/cus-belzyce/renaming', body)).status, 200)
  t.strictSame((await get(`membership-checks?organisation=cus-belzyce&as_of=${DAY}`)).json.organisation, before)
  t.equal((await get('membership-checks?organisation=cus-belzyce')).json.organisation.name, body.name)
})

tap.test('After any series of later events the answers about an earlier day are the same', (t) => holds(t, 2))
