// The registry as a frontend team uses it: through a client whose types come from the contract, over real HTTP.
import createClient from 'openapi-fetch'
import t from 'tap'
import type { components, paths } from './client/registry.d.ts'
import { setup } from './helper.ts'

type Organisation = components['schemas']['Organisation']

t.test('a typed client', async (t) => {
  const { app } = await setup(t)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const client = createClient<paths, 'application/json' | 'application/problem+json'>({
    baseUrl: `${address}/v1`,
    // Several values of a parameter are separated by commas.
    querySerializer: { array: { style: 'form', explode: false } }
  })

  t.test('GET /organisations pages through all members', async (t) => {
    const members: Organisation[] = []
    let cursor: string | undefined
    do {
      const { data, error, response } = await client.GET('/organisations', {
        params: { query: { member: true, kind_family: ['cus', 'ops'], sort: ['name'], limit: 10, ...(cursor && { cursor }) } }
      })
      if (!data) return t.fail(`${response.status} ${error?.detail}`)
      members.push(...data.data)
      cursor = data.meta.next_cursor ?? undefined
    } while (cursor)
    t.equal(members.length, 23)
    t.equal(new Set(members.map(({ id }) => id)).size, 23)
    t.equal(members[0]?.short_name, 'CUS Gminy Słupsk', 'in Polish order of the official names')
  })

  t.test('GET /organisations/{organisation} has what include asks for, with types', async (t) => {
    const { data } = await client.GET('/organisations/{organisation}', {
      params: { path: { organisation: 'cus-wojcieszkow' }, query: { include: ['appointments', 'memberships'], as_of: '2021-09-16' } }
    })
    t.equal(data?.territory?.powiat?.name, 'łukowski')
    t.strictSame(
      data?.appointments?.map(({ person, certainty }) => [person.display_name, certainty]),
      [['Zofia Mikusek', 'certain']]
    )
    t.equal(data?.memberships?.[0]?.joined.on, '2021-09-16')
    t.equal(data?.contacts, null, 'what was not asked for is null')
  })

  t.test('a problem is typed too', async (t) => {
    const { data, error, response } = await client.GET('/organisations', { params: { query: { powiat: ['opolski'] } }, headers: { 'accept-language': 'en' } })
    t.equal(data, undefined)
    t.equal(response.status, 400)
    t.equal(error?.code, 'invalid_parameter')
    t.strictSame(
      error?.candidates.map(({ value }) => value),
      ['0612', '1609']
    )
  })

  t.test('GET /events/{event}/programme and the statistics', async (t) => {
    const programme = await client.GET('/events/{event}/programme', { params: { path: { event: 'konferencja-2022-11-21' } } })
    t.equal(programme.data?.data.length, 9)
    const statistics = await client.GET('/statistics/memberships', { params: { query: { group_by: 'tier', as_of: '2022-08-31' } } })
    t.strictSame(
      statistics.data?.groups.map(({ key, certain, possible }) => [key, certain, possible]),
      [
        ['ordinary', 10, 23],
        ['supporting', 3, 3],
        ['honorary', 0, 0]
      ]
    )
    t.equal(statistics.data?.assertions[0]?.verdict, 'undecidable')
  })

  t.test('what does not exist does not compile', async (t) => {
    // @ts-expect-error no such path
    await t.rejects(client.GET('/nowhere').then(({ response }) => (response.ok ? undefined : Promise.reject(new Error(String(response.status))))))
    // @ts-expect-error no such kind
    const { response } = await client.GET('/organisations', { params: { query: { kind: ['castle'] } } })
    t.equal(response.status, 400)
  })
})
