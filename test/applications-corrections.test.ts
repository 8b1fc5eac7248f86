// Proposed corrections: staff apply them like a PATCH, with their source, unless the record has changed meanwhile.
import { sql } from 'kysely'
import t from 'tap'
import { type Body, withApplications } from './applications.ts'
import type { TestResponse } from './helper.ts'

const { db, call, get, key, staff, confirmed, accept, refuse, status, send } = await withApplications(t)
const writer = await key(['registry:write'])
const faultsOf = ({ json }: TestResponse) =>
  json.errors.map(({ code, pointer }: Body) => `${code} ${pointer ?? ''}`.trim())
const correction = (changes: Body, slug = 'cus-belzyce', type = 'organisation'): Body => ({
  kind: 'correction',
  subject: { type, slug },
  changes,
  evidence: 'https://bip.belzyce.example/',
  applicant: { name: 'Ksawery Zxcvicz' },
  email: 'ksawery.zxcvicz@gmina.example'
})
const patch = async (slug: string, body: Body) => {
  const { headers } = await get(`organisations/${slug}`)
  return call('PATCH', `organisations/${slug}`, { key: writer, body, headers: { 'if-match': String(headers.etag) } })
}

t.test('A correction is applied with its source', async (t) => {
  const before = await get('organisations/cus-belzyce')
  const { id, receipt } = await confirmed(
    correction({ website: 'nowa.belzyce.example', established: { not_after: '2021-09-16' } })
  )
  t.strictSame((await get('organisations/cus-belzyce')).json, before.json, 'a proposal changes nothing')
  const accepted = await accept(id, { source: { slug: 's003', locator: '24', field: 'website' } })
  t.equal(accepted.status, 200)
  t.match(accepted.json.result, { id: before.json.id, path: `/v1/organisations/${before.json.id}` })
  const { json } = await get('organisations/cus-belzyce?include=sources')
  t.match(json, { website: 'nowa.belzyce.example', established: { not_after: '2021-09-16' } })
  t.ok(json.sources.some((each: Body) => each.source === 's003' && each.field === 'website' && each.locator === '24'))
  t.match((await status(String(receipt.status_token))).json, { state: 'taken_over' })
  const { rows } = await sql<{ type: string; fields: string[] }>`
    select type, fields from change where subject_id = ${before.json.id} order by seq desc limit 1`.execute(db)
  t.match(rows[0], { type: 'organisation.updated' })
  t.ok(['website', 'established', 'sources'].every((name) => rows[0]?.fields.includes(name)))
  t.notMatch(JSON.stringify(rows), /application/)
})

t.test('A correction of properties that have changed meanwhile is 409', async (t) => {
  const { id } = await confirmed(correction({ website: 'x.example', seat: 'Zemborzyce' }, 'cus-swidnik'))
  t.equal((await patch('cus-swidnik', { locality: 'Inna' })).status, 200)
  t.equal((await patch('cus-swidnik', { website: 'y.example' })).status, 200)
  const refused = await accept(id)
  t.strictSame([refused.status, faultsOf(refused)], [409, ['changed_since']])
  t.match(refused.json.detail, /zmieniono w rekordzie: «website»\./)
  t.equal((await get('organisations/cus-swidnik')).json.website, 'y.example')
  t.equal((await refuse(id, 'Adres jest już poprawiony.')).status, 200)
  const other = await confirmed(correction({ seat: 'Świdnik' }, 'cus-swidnik'))
  t.equal((await patch('cus-swidnik', { website: 'z.example' })).status, 200)
  t.equal((await accept(other.id)).status, 200, 'a change of other properties is no conflict')
})

t.test('A correction passes the checks of every write', async (t) => {
  const invalid = await confirmed(correction({ nip: '1234567890' }))
  const refused = await accept(invalid.id)
  t.strictSame([refused.status, faultsOf(refused)], [422, ['organisation_nip_invalid /nip']])
  const unknown = await confirmed(correction({ part_of: { slug: 'nie-ma' } }))
  t.strictSame(faultsOf(await accept(unknown.id)), ['unknown_reference /part_of'])
  const { data } = (await get('organisations/cus-belzyce/memberships')).json
  const ended = await confirmed({
    ...correction({ ended: { on: '2024-01-01' } }),
    subject: { type: 'membership', id: data[0].id }
  })
  t.equal((await accept(ended.id)).status, 403, 'the reserved scope is needed, as for a PATCH')
  const twice = await confirmed(correction({ seat: 'Bełżyce' }))
  const results = await Promise.all([accept(twice.id), accept(twice.id)])
  t.strictSame(results.map((each) => each.status).sort(), [200, 409])
  const wrongSource = await confirmed(correction({ seat: 'Bełżyce' }))
  t.strictSame(faultsOf(await accept(wrongSource.id, { source: { slug: 'nie-ma' } })), [
    'unknown_reference /source/slug'
  ])
})

t.test(
  'A correction of a record that is gone is 409, and of a hidden one is refused like an unknown one',
  async (t) => {
    const made = await call('POST', 'organisations?confirm_new=true', {
      key: writer,
      body: { name: 'Ośrodek do usunięcia', short_name: 'Do usunięcia', kind: 'ops' }
    })
    const { id } = await confirmed(correction({ seat: 'X' }, made.json.slug))
    await call('DELETE', `organisations/${made.json.slug}`, { key: writer, headers: { 'if-match': '*' } })
    const gone = await accept(id)
    t.strictSame([gone.status, faultsOf(gone)], [409, ['subject_gone']])
    const draft = await call('POST', 'declarations', {
      key: writer,
      body: { kind: 'accession', title: 'Ukryta', slug: 'ukryta' }
    })
    t.equal(draft.status, 201)
    const hidden = await send(correction({ title: 'Y' }, 'ukryta', 'declaration'))
    const missing = await send(correction({ title: 'Y' }, 'nie-ma', 'declaration'))
    t.equal(hidden.status, 422)
    t.strictSame(hidden.json.errors, missing.json.errors)
    t.equal(hidden.json.detail, missing.json.detail)
    t.equal((await call('GET', `applications/${id}`, { key: staff })).json.state, 'confirmed')
  }
)
