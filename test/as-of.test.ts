// As of a day means as it was that day: later events do not change the answer to a question about an earlier day.
import fc from 'fast-check'
import tap, { type Test } from 'tap'
import { type Setup, setup } from './helper.ts'

// biome-ignore lint/suspicious/noExplicitAny: records of several resources; the contract has been checked against them
type Json = any

const DAY = '2021-09-16'

async function registryWithKey(t: Test) {
  const registry = await setup(t)
  const key = await registry.key(['registry:write', 'declarations:decide'])
  const post = (path: string, body: object) => registry.call('POST', path, { key, body })
  return { ...registry, post }
}

/** The answers to questions about a day, without addresses and versions. */
async function answersOn({ get }: Pick<Setup, 'get'>, day: string): Promise<Json> {
  const organisations = (await get(`organisations?as_of=${day}&limit=500&sort=name`)).json.data
  const memberships = (await get(`memberships?as_of=${day}&limit=500&sort=joined_on`)).json.data
  const byKind = async (filter: string) =>
    (await get(`memberships?as_of=${day}&limit=500&${filter}`)).json.data
      .map(({ id, certainty }: Json) => `${id} ${certainty}`)
      .sort()
  const statistics = async (group_by: string) => {
    const { total, groups, assertions } = (await get(`statistics/memberships?as_of=${day}&group_by=${group_by}`)).json
    return { total, groups, assertions: assertions.map(({ slug, verdict }: Json) => `${slug} ${verdict}`) }
  }
  return {
    organisations: organisations
      .map(({ id, name, short_name, kind, kind_family, status, certainty }: Json) => ({
        ...{ id, name, short_name, kind, kind_family, status, certainty }
      }))
      .sort((a: Json, b: Json) => (a.id < b.id ? -1 : 1)),
    memberships: memberships
      .map(({ id, tier, status, certainty, organisation }: Json) => ({
        ...{ id, tier, status, certainty, name: organisation?.name }
      }))
      .sort((a: Json, b: Json) => (a.id < b.id ? -1 : 1)),
    ops: await byKind('kind_family=ops'),
    cus: await byKind('kind=cus'),
    statistics: await Promise.all(['tier', 'kind', 'kind_family', 'voivodeship'].map(statistics))
  }
}

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
    [{ name: 'Inna nazwa', happened: { on: '1700-03-01' } }, 'organisation_state_until_within_bounds']
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

// Long runs belong to `npm run check`.
const NUM_RUNS = process.env.TEST_ALL ? 12 : 2

tap.test('After any series of later events the answers about an earlier day are the same', async (t) => {
  const registry = await registryWithKey(t)
  const { get, post } = registry
  const centres = (await get('organisations?kind_family=ops&limit=50')).json.data.map(({ id }: Json) => id)
  const members = (await get('memberships?member_type=organisation&limit=100')).json.data
  const day = fc
    .integer({ min: 0, max: 1500 })
    .map((n) => new Date(Date.UTC(2022, 8, 1 + n)).toISOString().slice(0, 10))
  const event = fc.record({
    kind: fc.constantFrom('transformation', 'renaming', 'suspension', 'resumption', 'end'),
    index: fc.nat({ max: 40 }),
    day,
    later: fc.integer({ min: 0, max: 30 })
  })
  const basis = 'Uchwała nr 5/2026'
  let count = 0
  let total = 0
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 3, maxLength: 8 }), async (events) => {
      const before = await answersOn(registry, DAY)
      let done = 0
      for (const { kind, index, day: happened } of events) {
        count++
        const centre = centres[index % centres.length]
        const { id } = members[index % members.length]
        const names = { name: `Centrum Usług Społecznych nr ${count}`, short_name: `CUS nr ${count}` }
        const response = await (kind === 'transformation'
          ? post(`organisations/${centre}/transformation`, {
              ...{ ...names, happened: { on: happened }, creation_mode: 'transformation_ops' }
            })
          : kind === 'renaming'
            ? post(`organisations/${centre}/renaming`, { ...names, happened: { not_before: happened } })
            : post(
                `memberships/${id}/${kind}`,
                kind === 'end' ? { effective: { on: happened }, basis } : { effective_on: happened, basis }
              ))
        t.ok(response.status < 500)
        if (response.status === 200) done++
      }
      t.strictSame(await answersOn(registry, DAY), before, `${done} of ${events.length} events`)
      total += done
    }),
    { numRuns: NUM_RUNS }
  )
  t.ok(total > 0, 'some events were accepted')
})
