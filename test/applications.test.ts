// Applications from the portal to the purge: receipts and tokens, confirmation, decisions of staff, and the end.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import t from 'tap'
import { advice, type Body, membership, withApplications } from './applications.ts'
import { setup, unlimited } from './helper.ts'
import { openJobs } from './jobs.ts'

const lines: string[] = []
const registry = await withApplications(t, {
  logger: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
  cacheMegabytes: 1
})
const { db, connection, call, get, key, keyOf, url, portal, other, staff } = registry
const { send, confirm, confirmed, status, refuse, idOf, tablesWith } = registry
const jobs = openJobs(url)
t.teardown(jobs.close)

/** Moves the end of the present state into the past. */
const expire = (id: string) => sql`update application set due_at = now() - interval '1 s' where id = ${id}`.execute(db)

/** Returns the files of the database that contain the text. */
async function filesWith(text: string): Promise<string[]> {
  await connection.pool.query('checkpoint')
  const { rows } = await connection.pool.query<{ folder: string; oid: number }>(
    `select current_setting('data_directory') as folder, oid from pg_database where datname = current_database()`
  )
  const { folder, oid } = rows[0] as { folder: string; oid: number }
  const base = join(folder, 'base', String(oid))
  return readdirSync(base).filter((file) => readFileSync(join(base, file)).includes(text))
}

t.test('POST /v1/applications returns a receipt with tokens and the information duty', async (t) => {
  const received = await send(membership)
  t.equal(received.status, 202)
  t.match(received.json, {
    receipt: /^KZ-[B-DF-HJ-NP-TV-Z2-9]{4}-[B-DF-HJ-NP-TV-Z2-9]{4}$/,
    status_token: /^kzs_[\w-]{43}$/,
    confirmation_token: /^kzp_[\w-]{43}$/,
    state: 'received'
  })
  const { confirm_by, information, status_token, confirmation_token } = received.json
  t.ok(Math.abs(Date.parse(confirm_by) - Date.now() - 14 * 86_400_000) < 60_000, 'two weeks to confirm')
  t.match(information.pl, /Administratorem danych jest Fundacja[\s\S]*art\. 6 ust\. 1 lit\. f[\s\S]*Prezesa Urzędu/)
  t.match(information.en, /The controller is Fundacja[\s\S]*UODO/)
  t.match(received.headers['cache-control'], /no-store/)
  t.notOk(received.headers.etag)
  t.notOk(received.headers.location, 'the receipt has no address')
  for (const token of [status_token, confirmation_token])
    t.strictSame(await tablesWith(token), [], 'no token is stored')
  t.notSame(status_token.slice(4), confirmation_token.slice(4))
  t.notSame((await send(membership)).json.status_token, status_token, 'another application has other tokens')
})

t.test('POST /v1/applications: a repeated request gets the same response, and stores nothing in clear', async (t) => {
  const headers = { 'idempotency-key': 'zgloszenie-z-formularza' }
  const first = await send(advice, portal, headers)
  const again = await send(advice, portal, headers)
  t.equal(first.status, 202)
  t.equal(again.status, 202)
  t.equal(again.text, first.text)
  t.equal(again.headers['idempotent-replayed'], 'true')
  t.equal((await confirm(again.json.confirmation_token)).status, 200)
  t.equal((await send(advice, portal, headers)).text, first.text, 'also after the confirmation')
  t.strictSame(await tablesWith(first.json.status_token), [])
  t.strictSame(await tablesWith(headers['idempotency-key']), [])
  const changed = await send({ ...advice, message: 'Inne pytanie' }, portal, headers)
  t.equal(changed.json.code, 'idempotency_key_reused')
  const elsewhere = await send(advice, other, headers)
  t.equal(elsewhere.status, 202)
  t.notSame(elsewhere.json.status_token, first.json.status_token, 'another holder gets another application')
})

t.test('POST /v1/applications names all faults of the body at once', async (t) => {
  const faults = async (body: Body) => {
    const { status, json } = await send(body)
    return [status, ...json.errors.map(({ code, pointer }: Body) => `${code} ${pointer}`).sort()]
  }
  t.strictSame(await faults({ kind: 'membership', applicant: {}, email: 'x', other: 1 }), [
    400,
    'missing /applicant/name',
    'missing /organisation',
    'missing /signatory',
    'missing /tier',
    'too_short /email',
    'unknown_property /other'
  ])
  t.strictSame(await faults({ ...advice, tier: 'ordinary', participants: 3 }), [
    422,
    'not_for_this_kind /participants',
    'not_for_this_kind /tier'
  ])
  const named = (organisation: Body) => faults({ ...advice, organisation })
  t.strictSame(await named({}), [422, 'one_organisation /organisation'])
  t.strictSame(await named({ slug: 'mopr-chelm', nip: '5261040828' }), [422, 'one_organisation /organisation'])
  t.strictSame(await named({ name: 'GOPS', kind: 'gops' }), [422, 'one_organisation /organisation'])
  t.strictSame(await named({ nip: '1234567890' }), [422, 'nip_invalid /organisation/nip'])
  t.strictSame(await named({ slug: 'nie-ma' }), [422, 'unknown_reference /organisation'])
  t.strictSame(await named({ name: 'GOPS', kind: 'gops', territory: { code: '999999' } }), [
    422,
    'unknown_reference /organisation/territory'
  ])
  const visit = { ...advice, kind: 'study_visit', preferred_days: ['2020-01-01'], participants: 5 }
  t.strictSame(await faults(visit), [422, 'in_the_past /preferred_days/0'])
  const correction = { ...advice, kind: 'correction', evidence: 'BIP' }
  t.strictSame(await faults({ ...correction, subject: { type: 'sekret', slug: 'x' }, changes: { a: 1 } }), [
    422,
    'unknown_type /subject/type'
  ])
  t.strictSame(
    await faults({
      ...correction,
      subject: { type: 'organisation', slug: 'cus-belzyce' },
      changes: { nip: 12, version: 4, nazwa: 'x' }
    }),
    [422, 'invalid_type /changes/nip', 'read_only_property /changes/version', 'unknown_property /changes/nazwa']
  )
  t.strictSame(await faults({ ...correction, subject: { type: 'organisation', slug: 'nie-ma' }, changes: {} }), [
    422,
    'no_change /changes',
    'unknown_reference /subject'
  ])
  const large = await send({ ...advice, message: 'x'.repeat(40_000) })
  t.equal(large.status, 413)
  t.equal((await send(advice, await key(['webhooks'], 'partner'))).status, 403)
  t.equal((await call('POST', 'applications', { body: advice })).status, 401)
})

t.test('POST /v1/applications/confirmation works once, and only for the holder that sent it', async (t) => {
  const { json } = await send(membership)
  t.equal((await confirm(json.confirmation_token, other)).status, 404, 'another holder')
  t.equal((await confirm(json.confirmation_token, await key(['applications:submit']))).status, 404, 'staff')
  t.equal((await confirm(json.status_token)).status, 400, 'the other token')
  const results = await Promise.all([1, 2, 3].map(() => confirm(json.confirmation_token)))
  t.strictSame(results.map((each) => each.status).sort(), [200, 409, 409], 'of several at once, one confirms')
  t.match(results.find((each) => each.status === 200)?.json, { state: 'confirmed', reason: null })
  const again = await confirm(json.confirmation_token)
  t.match([again.status, again.json.errors[0].code], [409, 'confirmed'])
  t.match(again.json.detail, /Zgłoszenie ma stan: potwierdzone/)

  const late = (await send(membership)).json
  await expire(await idOf(late.receipt))
  const refused = await confirm(late.confirmation_token)
  t.match([refused.status, refused.json.errors[0].code], [409, 'lapsed'], 'the time is over')

  const renamed = await keyOf('Portal A')
  const fresh = (await send(membership)).json
  t.equal((await confirm(fresh.confirmation_token, renamed)).status, 200, 'any key of the holder')
})

t.test('POST /v1/applications/status returns the state to those with the token, and nothing else', async (t) => {
  const { json } = await send(membership)
  const open = await status(json.status_token)
  t.equal(open.status, 200)
  t.strictSame(Object.keys(open.json), ['state', 'state_at', 'reason'])
  t.equal(open.json.state, 'received')
  t.match(open.headers['cache-control'], /no-store/)
  t.notOk(open.headers.etag)
  t.equal((await status(json.status_token, portal)).status, 200)
  t.equal((await status(json.status_token, other)).status, 404, 'the key of another holder')
  t.equal((await status(`kzs_${'A'.repeat(43)}`)).status, 404)
  t.equal((await status(json.confirmation_token)).status, 400)
  const id = await idOf(json.receipt)
  for (const as of [portal, other]) t.equal((await call('GET', `applications/${id}`, { key: as })).status, 403)
  t.equal((await get('applications')).status, 401)
})

t.test('Unknown tokens are limited like unknown keys', async (t) => {
  const limited = await setup(t, { rateLimits: { ...unlimited, badKeys: 3 } })
  const sender = await limited.key(['applications:submit'], 'partner')
  const ask = (as?: string) =>
    limited.call('POST', 'applications/status', { body: { token: `kzs_${'B'.repeat(43)}` }, ...(as && { key: as }) })
  const statuses: number[] = []
  for (let i = 0; i < 4; i++) statuses.push((await ask()).status)
  t.strictSame(statuses, [404, 404, 404, 429])
  t.equal((await ask(sender)).status, 404, 'a portal is counted by its key')
  const guess = () =>
    limited.call('POST', 'applications/confirmation', { key: sender, body: { token: `kzp_${'B'.repeat(43)}` } })
  t.strictSame([(await guess()).status, (await guess()).status, (await guess()).status], [404, 404, 429])
})

t.test('A key may send a limited number of applications per minute', async (t) => {
  const busy = await keyOf('Portal C')
  const statuses = new Set<number>()
  for (let i = 0; i < 60; i++) statuses.add((await send({}, busy)).status)
  t.strictSame([...statuses], [400])
  const beyond = await send(advice, busy)
  t.equal(beyond.status, 429)
  t.ok(Number(beyond.headers['retry-after']) > 0)
  t.equal((await send(advice)).status, 202, 'another key is not affected')
})

t.test('GET /v1/applications/{application} shows staff candidates, eligibility and duplicates', async (t) => {
  const { id } = await confirmed(membership)
  const list = await call('GET', 'applications?state=confirmed&kind=membership', { key: staff })
  t.equal(list.status, 200)
  t.match(list.json.data[0], { id, kind: 'membership', state: 'confirmed', owner: 'Portal A', result: null })
  t.notMatch(list.text, /Zxcvicz|Qwerska|zxcvicz/i, 'the list has no personal data')
  const record = await call('GET', `applications/${id}`, { key: staff })
  t.equal(record.status, 200)
  t.match(record.headers['cache-control'], /no-store/)
  t.match(record.json, {
    submitted: membership,
    basis: 'legitimate_interests',
    review_on: /^\d{4}-\d\d-\d\d$/,
    candidates: [{ organisation: { slug: 'mopr-chelm' }, is_certain: true, score: 1 }],
    eligibility: [{ tier: 'ordinary', outcome: 'eligible' }]
  })
  t.ok(record.json.duplicates.length > 0)
  t.notOk(record.json.duplicates.some((each: Body) => each.id === id))
  const { rows } = await sql<{ fields: string[] }>`
    select fields from audit where action = 'application.read' and subject_ids = array[${id}]`.execute(db)
  t.strictSame(rows, [{ fields: [] }], 'the audit has the read, without values')

  const proposal = { name: 'CUS w Swidniku', kind: 'gops', territory: { code: '060913' } }
  const proposed = await confirmed({ ...membership, organisation: proposal })
  const { json } = await call('GET', `applications/${proposed.id}`, { key: staff })
  t.match(json.candidates[0], { organisation: { slug: 'cus-swidnik' }, is_certain: true })
  const unknown = { name: 'Zupełnie nieznany ośrodek', kind: 'gops', territory: { code: '060913' } }
  const unmatched = await confirmed({ ...membership, organisation: unknown })
  const details = (await call('GET', `applications/${unmatched.id}`, { key: staff })).json
  t.notOk(details.candidates.some((each: Body) => each.is_certain))
  t.match(details.eligibility, [{ tier: 'ordinary', outcome: 'eligible' }], 'the proposed kind decides')
})

t.test('POST /v1/applications/{application}/refusal tells the applicant the reason', async (t) => {
  const { id, receipt } = await confirmed(advice)
  const reason = 'Pytanie dotyczy innego urzędu.'
  t.equal((await refuse(id, reason, await key(['registry:write', 'declarations:decide']))).status, 403)
  const results = await Promise.all([refuse(id, reason), refuse(id, reason)])
  t.strictSame(results.map((each) => each.status).sort(), [200, 409])
  t.match((await status(String(receipt.status_token))).json, {
    state: 'refused',
    reason: 'Pytanie dotyczy innego urzędu.'
  })
  const again = await refuse(id, reason)
  t.match([again.status, again.json.errors[0].code], [409, 'refused'])
})

t.test('The nightly job lets applications lapse, and leaves no byte of refused and lapsed ones', async (t) => {
  const secret = (name: string): Body => ({
    ...membership,
    message: `Tajemnica ${name}`,
    email: `${name}@tajemnica.example`,
    applicant: { name: `Tajemniczy ${name}` }
  })
  const headers = { 'idempotency-key': 'tajemnica' }
  const waiting = (await send(secret('czekajacy'), portal, headers)).json
  const undecided = await confirmed(secret('nierozpatrzony'))
  const refused = await confirmed(secret('odmowny'))
  const running = await confirmed(secret('trwajacy'))
  await refuse(refused.id, 'Tajemnica odmowy.')
  const ids = [await idOf(waiting.receipt), undecided.id, refused.id]
  await jobs.workNightly()
  t.equal((await status(waiting.status_token)).json.state, 'received', 'before its time nothing happens')
  for (const id of ids.slice(0, 2)) await expire(id)
  const nightly = () => jobs.completeNightly('end_applications')
  await nightly()
  t.match((await status(waiting.status_token)).json, { state: 'lapsed', reason: null })
  t.equal((await status(String(undecided.receipt.status_token))).json.state, 'lapsed')
  t.ok((await tablesWith('Tajemnica czekajacy')).includes('application'), 'the scan finds what is there')
  for (const id of ids) await expire(id)
  await nightly()
  for (const text of ['czekajacy', 'nierozpatrzony', 'odmowny', 'Tajemnica odmowy'])
    t.strictSame(await tablesWith(text), [], text)
  t.strictSame(await tablesWith(waiting.receipt), [])
  for (const text of ['czekajacy', 'nierozpatrzony', 'odmowny', 'Tajemnica odmowy'])
    t.strictSame(await filesWith(text), [], `${text}: not in a freed page`)
  t.ok((await filesWith('trwajacy')).length > 0, 'the scan finds what is there')
  for (const id of ids) t.strictSame(await tablesWith(id), ['audit'], 'only the audit knows that there was one')
  t.equal((await status(waiting.status_token)).status, 404)
  t.equal((await status(String(running.receipt.status_token))).json.state, 'confirmed', 'others stay')
})

t.test('Nothing of an application is in the feed, in public responses or in the log', async (t) => {
  const paths = ['snapshot?limit=1', 'organisations/mopr-chelm', 'statistics/memberships', 'changes?limit=1']
  const etags = async () => Promise.all(paths.map(async (path) => (await get(path)).headers.etag))
  const positionOf = async () => (await sql`select seq from feed_head`.execute(db)).rows
  const [before, position] = [await etags(), await positionOf()]
  const { id, receipt } = await confirmed(membership)
  await refuse(id)
  t.strictSame(await etags(), before)
  t.strictSame(await positionOf(), position, 'no number of the change log is used')
  for (const [i, path] of paths.entries())
    if (before[i]) t.equal((await get(path, { 'if-none-match': String(before[i]) })).status, 304, path)
  const { rows } = await sql`select from change where subject_type = 'application'`.execute(db)
  t.equal(rows.length, 0)
  const log = lines.join('')
  t.ok(log.includes('/v1/applications'), 'the log has the requests')
  for (const text of [receipt.status_token, receipt.confirmation_token, receipt.receipt, 'Zxcvicz', 'zxcvicz', id])
    t.notOk(log.includes(String(text)), 'the log has nothing of it')
})

t.test('Erasure and dossier of a person include applications in every state', async (t) => {
  const admin = await key(['privacy:admin', 'registry:write'])
  const person = await call('POST', 'people', {
    key: admin,
    body: { given_name: 'Gaudencja', family_name: 'Wyszkowska-Ptak' }
  })
  t.equal(person.status, 201)
  const waiting = await send({
    ...membership,
    signatory: { given_name: 'Gaudencja', family_name: 'Wyszkowska-Ptak', post_title: 'Dyrektorka' }
  })
  const done = await confirmed({ ...advice, applicant: { name: 'Wyszkowska-Ptak Gaudencja' } })
  const about = await confirmed({
    ...advice,
    kind: 'correction',
    subject: { type: 'person', id: person.json.id },
    changes: { academic_title: 'dr' },
    evidence: 'Dyplom',
    organisation: undefined
  })
  const dossier = (await call('GET', `people/${person.json.id}/dossier`, { key: admin })).json
  const mentioned = dossier.mentions
    .filter(({ table }: Body) => table === 'application')
    .map(({ record }: Body) => record)
  t.ok(mentioned.includes(await idOf(waiting.json.receipt)), 'by the name of the signatory')
  t.ok(mentioned.includes(done.id), 'by the name of the applicant')
  const erased = await call('POST', `people/${person.json.id}/erasure`, {
    key: admin,
    body: { pseudonymise_name: true }
  })
  t.equal(erased.status, 200)
  t.strictSame(await tablesWith('Gaudencja'), [])
  for (const id of [done.id, about.id]) t.equal((await call('GET', `applications/${id}`, { key: staff })).status, 404)
  t.equal((await status(waiting.json.status_token)).status, 404)
})
