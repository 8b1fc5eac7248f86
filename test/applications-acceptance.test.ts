// Staff take applications over: a membership becomes a draft declaration, a study visit an event, a correction a change.
import { sql } from 'kysely'
import t from 'tap'
import { advice, type Body, membership, visit, withApplications } from './applications.ts'
import type { TestResponse } from './helper.ts'

const { db, call, get, key, staff, send, confirm, confirmed, accept, refuse, status, idOf } = await withApplications(t)
const writer = await key(['registry:write', 'declarations:decide'])
const faultsOf = ({ json }: TestResponse) =>
  json.errors.map(({ code, pointer }: Body) => `${code} ${pointer ?? ''}`.trim())
const detailsOf = async (id: string) => (await call('GET', `applications/${id}`, { key: staff })).json

t.test('POST …/acceptance makes a draft declaration that can be submitted and accepted', async (t) => {
  const body = { name: 'MOPR w Próbnej', short_name: 'MOPR Próbna', slug: 'mopr-probna', kind: 'mopr' }
  t.equal((await call('POST', 'organisations', { key: writer, body })).status, 201)
  const { id, receipt } = await confirmed({ ...membership, organisation: { slug: 'mopr-probna' } })
  const renamed = { key: writer, body: { slug: 'anna-maria-szalast' }, headers: { 'if-match': '*' } }
  t.equal((await call('PATCH', 'people/anna-szalast', renamed)).status, 200)
  const accepted = await accept(id, { person: { slug: 'anna-szalast' } })
  t.equal(accepted.status, 200)
  t.match(accepted.json, { id, state: 'taken_over', organisation: { slug: 'mopr-probna' } })
  const { path } = accepted.json.result
  t.equal((await get(path)).status, 404, 'a draft is not public')
  const draft = await call('GET', path, { key: writer })
  t.match(draft.json, {
    kind: 'accession',
    status: 'draft',
    title: 'Deklaracja przystąpienia – MOPR Próbna',
    tier: 'ordinary',
    statements: ['assistance_centre_becoming_cus'],
    signatories: [
      {
        role: 'applicant',
        organisation: { slug: 'mopr-probna' },
        person: { slug: 'anna-maria-szalast' },
        printed_post: 'Dyrektorka'
      }
    ]
  })
  t.notMatch(draft.text, /Qwerska|Zxcvicz/, 'names of the application do not get into records by themselves')
  t.match((await status(String(receipt.status_token))).json, { state: 'taken_over', reason: null })
  const declaration = `declarations/${draft.json.id}`
  t.equal((await call('POST', `${declaration}/submission`, { key: writer })).status, 200)
  const decided = await call('POST', `${declaration}/acceptance`, { key: writer, body: { decided_on: '2026-11-20' } })
  t.equal(decided.status, 200)
  t.equal((await get(path)).status, 200)
})

t.test('POST …/acceptance: an organisation that is not certain must be named', async (t) => {
  const proposal = { name: 'CUS w Swidniku', kind: 'cus', territory: { code: '061701' } }
  const { id } = await confirmed({ ...membership, organisation: proposal })
  const refused = await accept(id)
  t.strictSame([refused.status, faultsOf(refused)], [422, ['organisation_needed /organisation']])
  const wrong = await accept(id, { organisation: { slug: 'nie-ma' }, person: { slug: 'nikt' } })
  t.strictSame([wrong.status, faultsOf(wrong)], [422, ['unknown_reference /organisation', 'unknown_reference /person']])
  t.equal((await detailsOf(id)).state, 'confirmed', 'nothing happened')
  const accepted = await accept(id, { organisation: { slug: 'cus-swidnik' } })
  t.equal(accepted.status, 200)
  const draft = await call('GET', accepted.json.result.path, { key: writer })
  t.match(draft.json.signatories, [{ organisation: { slug: 'cus-swidnik' }, person: null }])

  await sql`update organisation set nip = '5261040828' where slug = 'cus-belzyce'`.execute(db)
  const byNumber = await confirmed({ ...membership, organisation: { nip: '5261040828' } })
  t.match((await detailsOf(byNumber.id)).candidates, [{ organisation: { slug: 'cus-belzyce' }, is_certain: true }])
  t.equal((await accept(byNumber.id)).status, 200, 'a number that one organisation has is certain')
})

t.test('POST …/acceptance makes a planned study visit, which shows in the calendar', async (t) => {
  const { id } = await confirmed(visit)
  const accepted = await accept(id)
  t.equal(accepted.status, 200)
  const event = await get(accepted.json.result.path)
  t.match(event.json, {
    title: 'Wizyta studyjna – MOPR Chełm',
    kind: 'study_visit',
    status: 'planned',
    date: { on: null, not_before: '2099-05-12', not_after: '2099-05-20' },
    participants: [{ role: 'attendee', organisation: { slug: 'mopr-chelm' }, person: null }]
  })
  t.notMatch(event.text, /Zxcvicz|zxcvicz/)
  const dated = await confirmed({
    ...visit,
    organisation: { name: 'Gmina X', kind: 'gmina', territory: { code: '0609' } }
  })
  const agreed = await accept(dated.id, { date: { on: '2099-06-01' } })
  t.match((await get(agreed.json.result.path)).json, {
    title: 'Wizyta studyjna',
    date: { on: '2099-06-01' },
    participants: []
  })
})

t.test('POST …/acceptance of an enquiry about advice changes only its state', async (t) => {
  const decider = await key(['applications:decide'])
  const { id } = await confirmed(advice)
  const positionBefore = (await sql`select seq from feed_head`.execute(db)).rows
  const foreign = await accept(id, { person: { slug: 'anna-szalast' }, date: { on: '2099-01-01' } }, decider)
  t.strictSame([foreign.status, faultsOf(foreign)], [422, ['not_for_this_kind /person', 'not_for_this_kind /date']])
  const accepted = await accept(id, {}, decider)
  t.match([accepted.status, accepted.json], [200, { state: 'taken_over', result: null }])
  t.strictSame((await sql`select seq from feed_head`.execute(db)).rows, positionBefore)
  const other = await confirmed(membership)
  t.equal((await accept(other.id, {}, decider)).status, 403, 'a draft declaration needs registry:write')
})

t.test('POST …/acceptance: states, races and repetitions', async (t) => {
  const received = (await send(membership)).json
  const early = await accept(received.id)
  t.strictSame([early.status, faultsOf(early)], [409, ['received']], 'not yet confirmed')
  t.match(early.json.detail, /Pozwala na: odmowa \(POST/)
  const declarations = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from declaration`.execute(db)).rows[0]?.n as number
  const before = await declarations()
  await confirm(received.confirmation_token)
  const both = await Promise.all([accept(received.id), accept(received.id), refuse(received.id)])
  t.strictSame(both.map((each) => each.status).sort(), [200, 409, 409], 'of several decisions at once, one holds')
  const { state } = await detailsOf(received.id)
  t.equal((await declarations()) - before, state === 'taken_over' ? 1 : 0)
  const repeated = await confirmed(membership)
  const headers = { 'idempotency-key': 'przejecie-1' }
  const post = () => call('POST', `applications/${repeated.id}/acceptance`, { key: staff, body: {}, headers })
  const [first, again] = [await post(), await post()]
  t.strictSame([first.status, again.status], [200, 200])
  t.strictSame(again.json.result, first.json.result)
  t.equal(
    (await call('POST', `applications/${await idOf(received.receipt)}/acceptance`, { key: writer, body: {} })).status,
    403
  )
})
