// One way to end a membership, the declaration that a membership rests on, and the scopes that both need.
import t from 'tap'
import { features } from '../src/features/index.ts'
import { storeDueStatuses } from '../src/features/memberships/course/queries.ts'
import { scopes } from '../src/http/access.ts'
import { command, write } from '../src/records/write/transaction.ts'
import { setup, type TestResponse } from './helper.ts'
import { withImports } from './imports.ts'

type Body = Record<string, unknown>

const { call, get, key, connection, db } = await setup(t)
const staff = await key(['registry:write', 'declarations:decide'])
const basis = 'Uchwała nr 8/2026 Rady Konwentu'
const faultsOf = ({ json }: TestResponse): string[] =>
  (json.errors ?? []).map(({ code, pointer }: Body) => (pointer ? `${code} ${pointer}` : code))
const post = (path: string, body?: Body, as = staff) => call('POST', path, { key: as, ...(body && { body }) })
const patch = async (id: string, body: Body, as = staff, language = 'pl') =>
  call('PATCH', `memberships/${id}`, {
    key: as,
    body,
    headers: { 'if-match': (await get(`memberships/${id}`)).headers.etag as string, 'accept-language': language }
  })
const remove = async (id: string, as = staff) =>
  call('DELETE', `memberships/${id}`, {
    key: as,
    headers: { 'if-match': (await get(`memberships/${id}`)).headers.etag as string }
  })
const courseOf = async (id: string) => (await get(`memberships/${id}/course`)).json.data as Body[]

let made = 0
/** Creates an organisation and returns its slug. */
async function organisation(kind = 'cus'): Promise<string> {
  const name = `Próbne centrum nr ${++made}`
  const created = await post('organisations', { name, short_name: name, kind, status: 'active' })
  t.equal(created.status, 201, created.text.slice(0, 300))
  return created.json.slug
}

/** Creates a membership by hand. */
async function membership(body: Body = {}) {
  const member = { slug: await organisation() }
  return post('memberships', {
    organisation: member,
    tier: 'supporting',
    tier_basis: 'printed',
    joined: { on: '2022-01-01' },
    ...body
  })
}

/** Creates a declaration that is accepted, and returns its slug and its membership. */
async function accepted(kind: 'accession' | 'withdrawal', member: string, days: Body) {
  const slug = `deklaracja-${++made}`
  const created = await post('declarations', {
    slug,
    kind,
    title: 'Deklaracja',
    signed: { on: '2026-01-01' },
    signatories: [{ role: 'applicant', list_no: 1, organisation: { slug: member }, capacity: 'unknown' }]
  })
  t.equal(created.status, 201)
  t.equal((await post(`declarations/${slug}/submission?leave_to_decision=true`)).status, 200)
  const response = await post(`declarations/${slug}/acceptance`, { decided_on: '2026-02-01', basis, ...days })
  t.equal(response.status, 200, response.text.slice(0, 300))
  return { slug, membership: (await get(`organisations/${member}/memberships`)).json.data.at(-1).id as string }
}

t.test('PATCH /v1/memberships/{membership} neither ends nor reopens a membership', async (t) => {
  const { json } = await membership()
  for (const [body, fault, operation] of [
    [{ status: 'ended', ended: { on: '2026-01-01' } }, 'set_by_operation /status', '/end.'],
    [{ ended: { on: '2026-01-01' } }, 'set_by_operation /ended', '/end.'],
    [{ ended: { not_after: '2026-01-01' } }, 'set_by_operation /ended', '/end.'],
    [{ end_basis: basis }, 'set_by_operation /end_basis', '/end.'],
    [{ status: 'suspended' }, 'set_by_operation /status', '/suspension.'],
    [{ status: 'candidate' }, 'set_by_operation /status', 'Kandydat']
  ] as const) {
    const refused = await patch(json.id, body)
    t.strictSame([refused.status, faultsOf(refused)], [422, [fault]], JSON.stringify(body))
    t.match(refused.json.detail, operation)
  }
  t.match((await patch(json.id, { ended: { on: '2026-01-01' } }, staff, 'en')).json.detail, /ends in one way/)
  t.match((await get(`memberships/${json.id}`)).json, { status: 'active', version: 1, ended: { on: null } })
  t.equal((await patch(json.id, { status: 'active' })).status, 200, 'the present status may be repeated')

  await post(`memberships/${json.id}/suspension`, { effective_on: '2026-01-01', basis })
  const resumed = await patch(json.id, { status: 'active' })
  t.strictSame([resumed.status, resumed.json.detail.includes('/resumption')], [422, true])
  await post(`memberships/${json.id}/end`, { ended: { on: '2026-02-01' }, basis })
  for (const body of [{ status: 'active' }, { status: 'active', ended: { on: null } }, { status: 'suspended' }]) {
    const reopened = await patch(json.id, body)
    t.strictSame([reopened.status, faultsOf(reopened)], [422, ['set_by_operation /status']], JSON.stringify(body))
    t.match(reopened.json.detail, '/end-annulment.')
  }
  const cleared = await patch(json.id, { ended: { on: null } })
  t.strictSame([cleared.status, faultsOf(cleared)], [422, ['set_by_operation /ended']])

  const candidate = (await membership({ status: 'candidate' })).json
  t.equal((await patch(candidate.id, { status: 'active' })).json.status, 'active', 'a candidate becomes a member')
})

t.test('POST /v1/memberships records a past membership with the basis of its end, in its course', async (t) => {
  const past = { status: 'ended', ended: { on: '2023-01-01' } }
  t.strictSame(faultsOf(await membership(past)), ['end_basis_missing /end_basis'])
  t.strictSame(faultsOf(await membership({ ended: { on: '2023-01-01' } })), ['end_without_status /status'])
  t.strictSame(faultsOf(await membership({ end_basis: basis })), ['end_without_status /status'])
  t.strictSame(faultsOf(await membership({ ...past, end_basis: ' Uchwała' })), ['invalid_format /end_basis'])
  t.strictSame(faultsOf(await membership({ status: 'ended', end_basis: basis })), ['membership_ended_has_end /ended'])
  t.strictSame(faultsOf(await membership({ ...past, ended: { on: '2199-01-01' }, end_basis: basis })), [
    'membership_ended_in_the_future /ended'
  ])
  const { status, json } = await membership({ ...past, end_basis: basis })
  t.equal(status, 201)
  t.match(json, { version: 1, status: 'ended', end_basis: basis })
  t.match(await courseOf(json.id), [{ kind: 'ended', effective: { on: '2023-01-01' }, basis, declaration: null }])
  const { data } = (await get(`memberships/${json.id}/history`)).json
  t.equal(data.length, 1)
  t.match(data[0], { type: 'membership.created', version: 1 })
})

t.test('PATCH /v1/memberships/{membership} corrects the day and the basis of an end, in its course too', async (t) => {
  const { id } = (await membership()).json
  await post(`memberships/${id}/suspension`, { effective_on: '2026-02-01', basis })
  await post(`memberships/${id}/end`, { ended: { on: '2026-03-10' }, basis })
  const { version } = (await get(`memberships/${id}`)).json
  const corrected = await patch(id, { ended: { on: '2026-03-01' }, end_basis: 'Uchwała nr 9/2026' })
  t.match(corrected.json, { status: 'ended', ended: { on: '2026-03-01' }, version: version + 1 })
  const ended = (on: string | null, more: Body = {}) => [
    { kind: 'suspended' },
    { kind: 'ended', effective: { on, ...more }, basis: 'Uchwała nr 9/2026' }
  ]
  t.match(await courseOf(id), ended('2026-03-01'))
  t.equal((await courseOf(id)).length, 2)
  t.strictSame(faultsOf(await patch(id, { ended: { on: '2026-01-31' } })), ['membership_ended_before_step /ended'])
  t.strictSame(faultsOf(await patch(id, { ended: { on: '2199-01-01' } })), ['membership_ended_in_the_future /ended'])
  t.strictSame(faultsOf(await patch(id, { end_basis: null })), ['end_basis_missing /end_basis'])
  const bounded = { on: null, not_before: '2026-03-01', not_after: '2026-03-31' }
  t.equal((await patch(id, { ended: bounded })).status, 200)
  t.match(await courseOf(id), ended(null, bounded))
})

t.test('PATCH /v1/memberships/{membership} adds the missing basis of an end from before', async (t) => {
  const { id } = (await membership()).json
  await connection.pool.query("update membership set status = 'ended', ended_on = '2025-01-01' where id = $1", [id])
  t.strictSame(await courseOf(id), [])
  t.strictSame(faultsOf(await patch(id, { ended: { on: '2025-02-01' } })), ['end_basis_missing /end_basis'])
  t.equal((await patch(id, { tier_basis_note: 'Uchwała' })).status, 200, 'other properties stay changeable')
  t.equal((await patch(id, { ended: { on: '2025-02-01' }, end_basis: basis })).status, 200)
  t.match(await courseOf(id), [{ kind: 'ended', effective: { on: '2025-02-01' }, basis }])
})

t.test('POST /v1/memberships/{membership}/end-annulment lets a membership run as before', async (t) => {
  const { id, organisation: member } = (await membership()).json
  const annul = (effective_on = '2026-04-01') => post(`memberships/${id}/end-annulment`, { effective_on, basis })
  t.equal((await annul()).json.code, 'wrong_state', 'it has not ended')
  await post(`memberships/${id}/suspension`, { effective_on: '2026-02-01', basis })
  await post(`memberships/${id}/end`, { ended: { on: '2026-03-01' }, basis })
  t.strictSame(faultsOf(await annul('2199-01-01')), ['in_the_future /effective_on'])
  const again = await post('memberships', {
    organisation: { slug: member.slug },
    tier: 'supporting',
    tier_basis: 'printed',
    joined: { not_before: '2026-03-01' }
  })
  t.equal(again.status, 201)
  const refused = await annul()
  t.strictSame([refused.status, faultsOf(refused)], [409, ['membership_once_at_a_time']])
  t.match(refused.json.detail, `/v1/memberships/${again.json.id}`)
  t.equal((await remove(again.json.id)).status, 204)
  const annulled = await annul()
  t.match([annulled.status, annulled.json], [200, { status: 'suspended', ended: { on: null }, end_basis: null }])
  t.strictSame(
    (await courseOf(id)).map(({ kind }) => kind),
    ['suspended', 'ended', 'end_annulled']
  )
  t.equal((await get(`memberships/${id}?as_of=2026-03-15`)).json.certainty, 'certain')
  t.equal((await get(`memberships/${id}/history`)).json.data[0].type, 'membership.end_annulled')
  const resumed = await post(`memberships/${id}/resumption`, { effective_on: '2026-03-15', basis })
  t.equal(resumed.json.status, 'active', 'the annulled end is no last step')
})

t.test(
  'POST /v1/memberships/{membership}/end-annulment after a change of tier needs the new one deleted',
  async (t) => {
    const { id } = (await membership()).json
    const change = { effective_on: '2026-04-01', tier: 'honorary', basis, override: { reason: 'Tak.' } }
    const changed = await post(`memberships/${id}/tier-change`, change)
    t.equal(changed.status, 200, changed.text.slice(0, 300))
    t.equal((await get(`memberships/${id}`)).json.end_basis, basis)
    const annul = () => post(`memberships/${id}/end-annulment`, { effective_on: '2026-04-02', basis })
    t.strictSame(faultsOf(await annul()), ['membership_continued'])
    t.equal((await remove(changed.json.id)).status, 204)
    t.equal((await annul()).json.status, 'active')
  }
)

/** Returns a day counted from today in Poland, as YYYY-MM-DD. */
const day = async (shift: number): Promise<string> =>
  (await connection.pool.query(`select ((now() at time zone 'Europe/Warsaw')::date + ${shift})::text as day`)).rows[0]
    .day

/** Moves a day of a membership to today, as if midnight in Poland had passed and no task had run yet. */
async function midnight(id: string, column: 'joined_on' | 'ended_on'): Promise<void> {
  await connection.pool.query('alter table membership disable trigger begin_membership')
  await connection.pool.query(
    `update membership set ${column} = (now() at time zone 'Europe/Warsaw')::date where id = $1`,
    [id]
  )
  await connection.pool.query('alter table membership enable trigger begin_membership')
}

/** Returns the changes of a membership that work adds to the change log, and raises the version by their number. */
async function changesBy(id: string, work: () => Promise<unknown>): Promise<unknown[]> {
  const query = 'select type, fields from change where subject_id = $1 order by seq'
  const before = (await connection.pool.query(query, [id])).rows.length
  await work()
  return (await connection.pool.query(query, [id])).rows.slice(before)
}
const storeStatuses = () => write(db, command, storeDueStatuses)
const countOn = async (on: string) => (await get(`statistics/memberships?as_of=${on}`)).json.total.certain

t.test('POST /v1/memberships/{membership}/end ahead holds from its day on, and can be annulled before', async (t) => {
  const { id, organisation: member } = (await membership()).json
  const [yesterday, today, before, last] = [await day(-1), await day(0), await day(29), await day(30)]
  const end = (ended: Body, path = id) => post(`memberships/${path}/end`, { ended, basis })
  const annul = () => post(`memberships/${id}/end-annulment`, { effective_on: today, basis })
  t.strictSame(faultsOf(await end({ on: await day(370) })), ['too_far_ahead /ended'])
  t.strictSame(faultsOf(await end({ not_before: last, not_after: await day(370) })), ['too_far_ahead /ended'])
  const [counted, countedLast] = [await countOn(before), await countOn(last)]
  let recorded = {} as TestResponse
  const changes = await changesBy(id, async () => {
    recorded = await end({ on: last })
  })
  t.strictSame(changes, [{ type: 'membership.ended', fields: ['course', 'end_basis', 'ended'] }])
  t.match(recorded.json, {
    status: 'active',
    ended: { on: last },
    end_basis: basis,
    course: [{ kind: 'ended', effective: { on: last }, basis }]
  })

  // The days around the end.
  const statusOn = async (on: string) =>
    (await get(`organisations/${member.slug}/memberships?as_of=${on}`)).json.data.map(
      ({ status, certainty }: Body) => `${status} ${certainty}`
    )
  t.strictSame(await statusOn(today), ['active certain'])
  t.strictSame(await statusOn(before), ['active certain'])
  t.strictSame(await statusOn(last), [])
  t.equal(await countOn(before), counted)
  t.equal(await countOn(last), countedLast - 1)
  t.equal((await get(`memberships?organisation=${member.slug}&status=active`)).json.data.length, 1)
  const check = async (on?: string) =>
    (await get(`membership-checks?organisation=${member.slug}${on ? `&as_of=${on}` : ''}`)).json
  t.match([await check(), await check(last)], [{ answer: 'yes' }, { answer: 'unknown', reason: 'day_not_come' }])

  // Each wrong step names the annulment.
  const tier = { effective_on: today, tier: 'honorary', basis, override: { reason: 'Tak.' } }
  for (const refused of [
    await end({ on: today }),
    await post(`memberships/${id}/tier-change`, tier),
    await patch(id, { ended: { on: await day(20) } }),
    await patch(id, { end_basis: 'Inna' })
  ]) {
    t.match(['wrong_state', 'rule_broken'].includes(refused.json.code), true, refused.text.slice(0, 200))
    t.match(refused.json.detail, '/end-annulment')
  }
  t.equal((await patch(id, { tier_basis_note: 'Wykaz' })).status, 200, 'other properties stay changeable')
  const pause = { effective_on: yesterday, basis }
  t.equal((await post(`memberships/${id}/suspension`, pause)).json.status, 'suspended')
  t.strictSame(await statusOn(before), ['suspended certain'])
  t.match((await annul()).json, { status: 'suspended', ended: { on: null }, end_basis: null })
  t.strictSame(await statusOn(last), ['suspended certain'])
  t.equal((await post(`memberships/${id}/resumption`, { ...pause, effective_on: today })).json.status, 'active')

  // Midnight: responses change at once, and the task enters the change for copies once.
  t.equal((await end({ on: await day(1) })).json.status, 'active')
  await midnight(id, 'ended_on')
  const first = await get(`memberships/${id}`)
  t.equal(first.json.status, 'ended')
  t.equal((await get(`memberships?organisation=${member.slug}&status=active`)).json.data.length, 0)
  t.equal((await check()).answer, 'no')
  t.strictSame(await changesBy(id, storeStatuses), [{ type: 'membership.updated', fields: ['status'] }])
  t.strictSame(await changesBy(id, storeStatuses), [])
  const stored = await get(`memberships/${id}`)
  t.match([stored.json.status, stored.json.version], ['ended', first.json.version + 1])
  t.equal((await annul()).json.status, 'active')
})

t.test('POST /v1/declarations/{declaration}/acceptance ahead begins the membership on its day', async (t) => {
  const member = await organisation()
  const [today, begins, before] = [await day(0), await day(10), await day(9)]
  const draft = async (kind: 'accession' | 'withdrawal' = 'accession') => {
    const slug = `deklaracja-${++made}`
    const signatories = [{ role: 'applicant', list_no: 1, organisation: { slug: member }, capacity: 'unknown' }]
    const tier = kind === 'accession' ? { tier: 'ordinary' } : {}
    const signed = { on: '2026-01-01' }
    await post('declarations', { slug, kind, title: 'Deklaracja', signed, signatories, ...tier })
    return slug
  }
  const submitted = async (kind?: 'withdrawal') => {
    const slug = await draft(kind)
    t.equal((await post(`declarations/${slug}/submission`)).status, 200)
    return slug
  }
  const accept = (slug: string, days: Body) =>
    post(`declarations/${slug}/acceptance`, { decided_on: '2026-02-01', basis, ...days })
  const slug = await submitted()
  const other = await submitted()
  t.strictSame(faultsOf(await accept(slug, { joined: { on: await day(370) } })), ['too_far_ahead /joined'])
  const countedBefore = await countOn(begins)
  const admitted = await accept(slug, { joined: { on: begins } })
  t.match(admitted.json.memberships, [{ status: 'upcoming', joined: { on: begins } }])
  const { id } = admitted.json.memberships[0]
  t.equal(await countOn(begins), countedBefore + 1)
  t.equal((await accept(slug, { joined: { on: begins } })).status, 200, 'repeated, it changes nothing')
  const found = async (query: string) =>
    (await get(`memberships?organisation=${member}&${query}`)).json.data.map(({ status }: Body) => status)
  t.strictSame(await found('status=upcoming'), ['upcoming'])
  t.strictSame(await found('status=active'), [])
  t.strictSame(await found(`as_of=${before}`), [])
  t.strictSame(await found(`as_of=${begins}`), ['active'])
  t.equal((await get(`membership-checks?organisation=${member}`)).json.answer, 'no')
  const refused = await post(`memberships/${id}/suspension`, { effective_on: today, basis })
  t.match([refused.status, refused.json.detail], [409, `/v1/memberships/{membership}/end`])
  t.strictSame(faultsOf(await accept(other, { joined: { on: today } })), ['membership_once_at_a_time'])
  t.strictSame(faultsOf(await post(`declarations/${await draft()}/submission`)), [
    'membership_once_at_a_time /signatories/0'
  ])

  await midnight(id, 'joined_on')
  t.equal((await get(`memberships/${id}`)).json.status, 'active')
  t.strictSame(await changesBy(id, storeStatuses), [{ type: 'membership.updated', fields: ['status'] }])
  t.strictSame(await changesBy(id, storeStatuses), [])

  // A withdrawal ahead, and a return on the day on which the former membership ends.
  const withdrawal = await submitted('withdrawal')
  t.equal((await accept(withdrawal, { ended: { on: begins } })).status, 200)
  t.match((await get(`memberships/${id}`)).json, { status: 'active', ended: { on: begins } })
  t.strictSame(faultsOf(await post(`declarations/${await draft('withdrawal')}/submission`)), [
    'end_recorded /signatories/0'
  ])
  t.equal((await accept(other, { joined: { on: before } })).json.code, 'already_exists')
  t.equal((await accept(other, { joined: { on: begins } })).json.memberships[0].status, 'upcoming')
  const annulled = await post(`memberships/${id}/end-annulment`, { effective_on: today, basis })
  t.strictSame(faultsOf(annulled), ['membership_once_at_a_time'])
})

t.test('POST /v1/organisations/{organisation}/transformation moves a recorded end to the successor', async (t) => {
  const slug = await organisation('ops')
  const { id } = (await membership({ organisation: { slug } })).json
  const [today, last] = [await day(0), await day(30)]
  t.equal((await post(`memberships/${id}/end`, { ended: { on: last }, basis })).status, 200)
  const name = `Nowe centrum nr ${++made}`
  const transformed = await post(`organisations/${slug}/transformation`, {
    ...{ name, short_name: name, happened: { on: today }, creation_mode: 'transformation_ops', new_record: true }
  })
  t.equal(transformed.status, 200, transformed.text.slice(0, 300))
  t.match((await get(`organisations/${transformed.json.slug}/memberships?include=course`)).json.data, [
    { status: 'active', ended: { on: last }, end_basis: basis, course: [{ kind: 'ended', effective: { on: last } }] }
  ])
})

t.test('DELETE and PATCH never leave an accepted declaration without its membership', async (t) => {
  const member = await organisation()
  const admitted = await accepted('accession', member, { tier: 'supporting', override: { reason: 'Tak.' } })
  for (const refused of [
    await remove(admitted.membership),
    await patch(admitted.membership, { declaration: null }),
    await patch(admitted.membership, { declaration: { slug: 'deklaracja-2021-09-16' } })
  ]) {
    t.strictSame(
      [refused.status, refused.json.code, faultsOf(refused)],
      [409, 'in_use', ['membership_of_declaration']],
      refused.text.slice(0, 200)
    )
    t.match(refused.json.detail, `/v1/declarations/${admitted.slug}`)
    t.match(refused.json.detail, '/end')
  }
  const moved = await patch(admitted.membership, { organisation: { slug: await organisation() } })
  t.strictSame([moved.status, faultsOf(moved)], [422, ['member_of_declaration /organisation']])
  t.equal((await get(`memberships/${admitted.membership}`)).json.version, 1)

  // The membership that a declaration of withdrawal has ended.
  const withdrawn = await organisation()
  const { json } = await post('memberships', {
    organisation: { slug: withdrawn },
    tier: 'supporting',
    tier_basis: 'printed',
    joined: { on: '2022-01-01' }
  })
  const { slug } = await accepted('withdrawal', withdrawn, { ended: { on: '2026-01-31' } })
  const refused = await remove(json.id)
  t.strictSame([refused.status, faultsOf(refused)], [409, ['membership_of_declaration']])
  t.match(refused.json.detail, slug)

  // A membership in another tier continues the first one, which still rests on the declaration.
  const change = { effective_on: '2026-04-01', tier: 'honorary', basis, override: { reason: 'Tak.' } }
  const continued = await post(`memberships/${admitted.membership}/tier-change`, change)
  t.equal((await remove(continued.json.id)).status, 204)
  t.equal((await remove((await membership()).json.id)).status, 204, 'a membership without a declaration')
})

t.test('POST, PATCH and DELETE of memberships need declarations:decide to make or end one', async (t) => {
  const writer = await key(['registry:write'])
  const decider = await key(['declarations:decide'])
  const { id, organisation: member } = (await membership()).json
  const other = { slug: await organisation() }
  const refused = [
    await post('memberships', { organisation: other, tier: 'supporting', tier_basis: 'printed' }, writer),
    await post(
      'memberships',
      { organisation: other, tier: 'supporting', tier_basis: 'printed', status: 'candidate' },
      writer
    ),
    await patch(id, { ended: { on: '2026-01-01' } }, writer),
    await patch(id, { status: 'ended', ended: { on: '2026-01-01' } }, writer),
    await patch(id, { organisation: other }, writer),
    await post(`memberships/${id}/end`, { ended: { on: '2026-01-01' }, basis }, writer),
    await post(`memberships/${id}/end-annulment`, { effective_on: '2026-01-01', basis }, writer),
    await post(`memberships/${id}/tier-change`, { effective_on: '2026-01-01', tier: 'honorary', basis }, writer),
    await remove(id, writer)
  ]
  for (const { status, json } of refused)
    t.match([status, json], [403, { code: 'insufficient_scope', detail: /declarations:decide/ }])
  for (const { status, json } of [
    await post('memberships', { organisation: other, tier: 'supporting', tier_basis: 'printed' }, decider),
    await post(`memberships/${id}/end`, { ended: { on: '2026-01-01' }, basis }, decider),
    await remove(id, decider)
  ])
    t.match([status, json], [403, { detail: /registry:write/ }])
  t.equal((await post(`memberships/${id}/end`, { ended: { on: '2026-01-01' }, basis }, '')).status, 401)
  t.match((await get(`memberships/${id}`)).json, { version: 1, status: 'active', organisation: member })

  const candidate = (await membership({ status: 'candidate' })).json
  t.equal((await patch(candidate.id, { status: 'active' }, writer)).status, 403)
  t.equal((await patch(id, { representative: { slug: 'anna-ostasz' }, status: 'active' }, writer)).status, 200)
  t.equal((await patch(id, { joined: { on: '2022-01-02' } }, writer)).status, 200, 'nothing was decided')
})

t.test('POST /v1/imports of memberships needs declarations:decide, and refuses ends row by row', async (t) => {
  const { call: send, get: read, preview, apply, makeKey } = await withImports(t)
  const without = await makeKey(['imports', 'registry:write'])
  const csv = { 'content-type': 'text/csv' }
  const header = 'organisation_slug,tier,tier_basis,status,joined_on,ended_on,end_basis\n'
  const file = `${header}umwl,supporting,printed,ended,2022-01-01,2023-01-01,Uchwała nr 3\n`
  const refused = await send('POST', 'imports?resource=memberships', { key: without, body: file, headers: csv })
  t.match([refused.status, refused.json], [403, { code: 'insufficient_scope', detail: /declarations:decide/ }])

  const report = await preview(
    'resource=memberships',
    `${header}umwl,supporting,printed,ended,2022-01-01,2023-01-01,
cus-belzyce,ordinary,inferred,ended,,2026-01-01,Uchwała nr 3
cus-swidnik,ordinary,inferred,active,,2026-01-01,
cus-alwernia,ordinary,inferred,suspended,,,
`
  )
  t.strictSame(
    report.rows.map(({ errors }: Body) => (errors as Body[]).map(({ column, code }) => `${column} ${code}`)),
    [
      ['end_basis end_basis_missing'],
      ['status set_by_operation'],
      ['ended_on set_by_operation'],
      ['status set_by_operation']
    ]
  )
  const made = await preview('resource=memberships', file)
  t.equal(
    (await send('POST', `imports/${made.id}/application`, { key: without })).status,
    403,
    'nor apply what another key has previewed'
  )
  t.equal((await apply(made.id)).import.status, 'applied')
  const [past] = (await read('organisations/umwl/memberships')).json.data
  t.match((await read(`memberships/${past.id}/course`)).json.data, [
    { kind: 'ended', effective: { on: '2023-01-01' }, basis: 'Uchwała nr 3' }
  ])
  // A correction of the end, and the exported file as it is.
  const exported = (await read('memberships?organisation=umwl&format=csv')).text
  t.equal((await preview('resource=memberships&match_on=id', exported)).rows[0].outcome, 'unchanged')
  const corrected = await preview('resource=memberships&match_on=id', exported.replace('2023-01-01', '2023-02-01'))
  t.equal((await apply(corrected.id)).import.status, 'applied')
  t.match((await read(`memberships/${past.id}/course`)).json.data, [{ effective: { on: '2023-02-01' } }])
})

t.test('GET /openapi.json says what each scope permits, and what updated_since is not for', async (t) => {
  const { json } = await get('/openapi.json')
  for (const scope of scopes) t.match(json.components.securitySchemes.apiKey.description, `- \`${scope}\` `)
  t.match(json.components.parameters.UpdatedSinceParameter.description, /Not suitable for keeping a copy.*`\/changes`/s)
  t.match(json.paths['/memberships'].post.description, '`declarations:decide`')
  t.match(json.paths['/memberships/{membership}/end'].post.description, '`registry:write` and `declarations:decide`')
  // A file must not do what a single write with the same key may not.
  for (const { resource, scope, writes } of features.flatMap(({ imports = [] }) => imports))
    if (writes?.reserved) t.equal(scope, writes.reserved.scope, resource.path)
})
