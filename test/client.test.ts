// The registry as used by a frontend team: a client with types from the contract, over real HTTP.
import createClient from 'openapi-fetch'
import t from 'tap'
import type { components, paths } from '../clients/typescript/src/registry.d.ts'
import { setup } from './helper.ts'

type Organisation = components['schemas']['Organisation']

t.test('openapi-fetch with the types of the contract', async (t) => {
  const { app, key } = await setup(t)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const open = (headers: Record<string, string> = {}) =>
    createClient<paths, 'application/json' | 'application/problem+json'>({
      baseUrl: `${address}/v1`,
      headers,
      // Several values of a parameter are separated by commas.
      querySerializer: { array: { style: 'form', explode: false } }
    })
  const client = open()
  const staff = open({ authorization: `Bearer ${await key(['registry:write', 'audit:read'])}` })

  t.test('GET /organisations pages through all members', async (t) => {
    const members: Organisation[] = []
    let cursor: string | undefined
    do {
      const { data, error, response } = await client.GET('/organisations', {
        params: {
          query: { member: true, kind_family: ['cus', 'ops'], sort: ['name'], limit: 10, ...(cursor && { cursor }) }
        }
      })
      if (!data) return t.fail(`${response.status} ${error?.detail}`)
      members.push(...data.data)
      cursor = data.meta.next_cursor ?? undefined
    } while (cursor)
    t.equal(members.length, 23)
    t.equal(new Set(members.map(({ id }) => id)).size, 23)
    t.equal(members[0]?.short_name, 'CUS Gminy Słupsk', 'sorted by official name in Polish order')
  })

  t.test('GET /organisations/{organisation} returns the requested includes with types', async (t) => {
    const { data } = await client.GET('/organisations/{organisation}', {
      params: {
        path: { organisation: 'cus-wojcieszkow' },
        query: { include: ['appointments', 'memberships'], as_of: '2021-09-16' }
      }
    })
    t.equal(data?.territory?.powiat?.name, 'łukowski')
    t.strictSame(
      data?.appointments?.map(({ person, certainty }) => [person.display_name, certainty]),
      [['Zofia Mikusek', 'certain']]
    )
    t.equal(data?.memberships?.[0]?.joined.on, '2021-09-16')
    t.equal(data?.contacts, null, 'what was not requested is null')
  })

  t.test('GET of an unknown record: the problem is typed, too', async (t) => {
    const { data, error, response } = await client.GET('/organisations', {
      params: { query: { powiat: ['opolski'] } },
      headers: { 'accept-language': 'en' }
    })
    t.equal(data, undefined)
    t.equal(response.status, 400)
    t.equal(error?.code, 'invalid_parameter')
    t.strictSame(
      error?.candidates.map(({ value }) => value),
      ['0612', '1609']
    )
  })

  t.test('GET /events/{event_id}/programme and the statistics', async (t) => {
    const programme = await client.GET('/events/{event_id}/programme', {
      params: { path: { event_id: 'konferencja-2022-11-21' } }
    })
    t.equal(programme.data?.data.length, 9)
    const statistics = await client.GET('/statistics/memberships', {
      params: { query: { group_by: 'tier', as_of: '2022-08-31' } }
    })
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

  t.test('POST, PATCH and DELETE /organisations: creates, changes and deletes a record', async (t) => {
    const body = {
      name: 'Ośrodek Pomocy Społecznej w Wojciechowie',
      short_name: 'OPS Wojciechów',
      kind: 'ops',
      territory: { code: '060913' }
    } as const
    const again = { params: { header: { 'Idempotency-Key': 'wojciechow-1' } }, body }
    const made = await staff.POST('/organisations', again)
    if (!made.data) return t.fail(made.error.detail)
    t.equal(made.response.status, 201)
    t.equal(made.response.headers.get('location'), '/v1/organisations/ops-wojciechow')
    t.equal(
      (await staff.POST('/organisations', again)).data?.id,
      made.data.id,
      'repeated, it does not create another record'
    )

    const path = { organisation: made.data.slug }
    const patch = (etag: string | null, website: string | null) =>
      staff.PATCH('/organisations/{organisation}', {
        params: { path, header: { 'If-Match': etag ?? '' } },
        headers: { 'content-type': 'application/merge-patch+json' },
        body: { website, established: { on: '1990-05-01' } }
      })
    const changed = await patch(made.response.headers.get('etag'), 'ops-wojciechow.example')
    t.match(changed.data, {
      website: 'ops-wojciechow.example',
      version: 2,
      name: body.name,
      established: { on: '1990-05-01' }
    })
    const stale = await patch(made.response.headers.get('etag'), null)
    t.equal(stale.error?.code, 'precondition_failed')

    const etag = changed.response.headers.get('etag') as string
    const gone = await staff.DELETE('/organisations/{organisation}', { params: { path, header: { 'If-Match': etag } } })
    t.equal(gone.response.status, 204)
    const { data: audit } = await staff.GET('/audit', { params: { query: { subject: [made.data.id] } } })
    t.strictSame(
      audit?.data.map(({ action, fields }) => [action, fields.length > 0]),
      [
        ['organisation.deleted', false],
        ['organisation.updated', true],
        ['organisation.created', true]
      ]
    )
  })

  t.test('POST /memberships/{membership}/suspension: an operation on a record', async (t) => {
    const { data } = await client.GET('/organisations/{organisation}/memberships', {
      params: { path: { organisation: 'cus-belzyce' } }
    })
    const suspension = {
      params: { path: { membership: data?.data[0]?.id ?? '' } },
      body: { effective_on: '2026-11-20', basis: 'Uchwała nr 7/2026' }
    }
    t.equal((await staff.POST('/memberships/{membership}/suspension', suspension)).data?.status, 'suspended')
    t.equal((await staff.POST('/memberships/{membership}/suspension', suspension)).error?.code, 'wrong_state')
    t.equal((await client.POST('/memberships/{membership}/suspension', suspension)).error?.code, 'key_required')
  })

  t.test('Unknown paths and properties do not compile', async (t) => {
    // @ts-expect-error no such path
    const nowhere = await client.GET('/nowhere')
    t.equal(nowhere.response.status, 404)
    // @ts-expect-error no such kind
    const { response } = await client.GET('/organisations', { params: { query: { kind: ['castle'] } } })
    t.equal(response.status, 400)
    // @ts-expect-error no name, which a new organisation requires
    t.equal((await staff.POST('/organisations', { body: { short_name: 'OPS', kind: 'ops' } })).response.status, 400)
    const name = { given_name: 'Anna', family_name: 'Nowak' }
    // @ts-expect-error no such title
    t.equal((await staff.POST('/people', { body: { ...name, academic_title: 'king' } })).response.status, 400)
  })
})
