// Privacy (GDPR): which contact data each key may see, the audit of reads, restriction and erasure of a person.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { pino } from 'pino'
import tap from 'tap'
import { connect } from '../src/db/connect.ts'
import { withLiterals } from '../src/db/literals.ts'
import { contacts } from '../src/features/contacts/queries.ts'
import { parts } from '../src/features/privacy/dossier.ts'
import { patternOf } from '../src/features/privacy/search/patterns.ts'
import { seed } from '../src/features/seed/seed.ts'
import type { Sql } from '../src/records/define.ts'
import { fold } from '../src/records/polish.ts'
import { withDatabase } from './cluster.ts'
import { declared } from './declared.ts'
import { type Setup, setup } from './helper.ts'

const HOLDER = { given_name: 'Żaneta', family_name: 'Ćwiąkałska-Żuk', academic_title: 'dr' }
const ORGANISATION = { slug: 'cus-belzyce' }
const FIXED = '+48814440199'
const MOBILE = '+48602345678'

const today = async ({ db }: Setup, shift = 0) =>
  (
    await sql<{
      day: string
    }>`select ((now() at time zone 'Europe/Warsaw')::date + ${shift}::int)::text as day`.execute(db)
  ).rows[0]?.day as string
const head = async ({ db }: Setup) => (await db.selectFrom('feed_head').select('seq').executeTakeFirstOrThrow()).seq
const changesAfter = async ({ db }: Setup, after: number) => {
  const rows = await db
    .selectFrom('change')
    .select(['type', 'op', 'subject_id', 'fields'])
    .where('seq', '>', after)
    .orderBy('seq')
    .execute()
  return rows.map(({ type, op }) => `${type} ${op}`)
}
const reads = async ({ db }: Setup) =>
  db
    .selectFrom('audit')
    .select(['action', 'subject_ids', 'fields', 'request_id', 'key_id'])
    .where('action', 'in', ['contact.read', 'person.dossier_read'])
    .orderBy('seq')
    .execute()

/** Keys of every kind of reader. */
const keysOf = async ({ key }: Setup) => ({
  writer: await key(['registry:write', 'declarations:decide']),
  staff: await key(['registry:write', 'contacts:read']),
  partner: await key(['contacts:read'], 'partner'),
  admin: await key(['privacy:admin'])
})

/** Creates a person with a post in an organisation and a contact. */
async function holder({ call }: Setup, key: string, contact: object = {}, period: object = {}) {
  const person = (await call('POST', 'people', { key, body: HOLDER })).json
  const post = (
    await call('POST', 'posts', { key, body: { organisation: ORGANISATION, role: 'head', title: 'Dyrektor próbny' } })
  ).json
  const appointment = (
    await call('POST', 'appointments', {
      key,
      body: { person: { id: person.id }, post: { id: post.id }, capacity: 'substantive', ...period }
    })
  ).json
  const body = {
    slug: 'kontakt-probny',
    post: { id: post.id },
    printed_holder: { id: person.id },
    email: 'z.cwiakalska@example.org',
    ...contact
  }
  const made = await call('POST', 'contacts', { key, body })
  return { person, post, appointment, contact: made.json, made }
}

/** Returns the response without the values that differ in every response. */
const sameBut = (
  { status, text, headers }: { status: number; text: string; headers: Record<string, string | undefined> },
  slug: string
) => {
  const { 'request-id': id = '', ratelimit: _ratelimit, date: _date, ...rest } = headers
  return { status, text: text.replaceAll(id, 'ID').replaceAll(slug, 'SLUG'), ...rest, 'content-length': undefined }
}

tap.test(
  'GET /contacts returns to each key only what it may see, and a hidden contact cannot be found in any way',
  async (t) => {
    const registry = await setup(t)
    const { call, get } = registry
    const keys = await keysOf(registry)
    const total = async (key?: string) =>
      (await call('GET', 'contacts?count=exact&limit=1', key ? { key } : {})).json.meta.total
    const before = await total()
    const groups = { phone: FIXED, phone_kind: 'fixed', street: 'ul. Lipowa 1', locality: 'Lublin' }
    const { contact } = await holder(registry, keys.staff, {
      ...groups,
      email_visibility: 'public',
      phone_visibility: 'partner',
      address_visibility: 'staff'
    })
    const of = async (key?: string) => (await call('GET', 'contacts/kontakt-probny', key ? { key } : {})).json
    const basis = { basis: null, basis_source: null, review_on: null, email_visibility: null }
    t.match(await of(), {
      email: 'z.cwiakalska@example.org',
      phone: null,
      phone_kind: null,
      street: null,
      locality: null,
      ...basis
    })
    t.match(await of(keys.partner), {
      email: 'z.cwiakalska@example.org',
      phone: FIXED,
      phone_kind: 'fixed',
      street: null,
      ...basis
    })
    t.match(await of(keys.staff), {
      phone: FIXED,
      street: 'ul. Lipowa 1',
      email_visibility: 'public',
      phone_visibility: 'partner',
      address_visibility: 'staff'
    })
    t.match(
      await of(keys.writer),
      { phone: null, street: null, ...basis },
      'permission to write does not include reading'
    )

    const hidden = {
      slug: 'kontakt-ukryty',
      organisation: ORGANISATION,
      phone: MOBILE,
      phone_visibility: 'partner',
      email: 'ukryty@example.org'
    }
    t.equal((await call('POST', 'contacts', { key: keys.staff, body: hidden })).status, 201)
    t.equal(await total(), before + 1)
    t.equal(await total(keys.partner), before + 2)
    for (const path of [
      'contacts?limit=500',
      'organisations/cus-belzyce/contacts',
      'organisations/cus-belzyce?include=contacts',
      `appointments?include=contacts&limit=500`
    ]) {
      t.notMatch((await get(path)).text, /kontakt-ukryty|602345678|814440199|Lipowa/, path)
      t.notMatch((await call('GET', path, { key: keys.partner })).text, /ukryty@example|Lipowa/, path)
    }
    t.match(
      (await call('GET', 'organisations/cus-belzyce?include=contacts', { key: keys.staff })).text,
      /ukryty@example/
    )
    t.strictSame(
      sameBut(await get('contacts/kontakt-ukryty'), 'kontakt-ukryty'),
      sameBut(await get('contacts/kontakt-inny'), 'kontakt-inny')
    )
    t.equal((await get('contacts/kontakt-ukryty?include=sources')).status, 404)
    t.equal(
      (await get('contacts?fields=id,phone&limit=500')).json.data.find(({ id }: { id: string }) => id === contact.id)
        .phone,
      null
    )

    const response = await call('GET', 'contacts/kontakt-ukryty', { key: keys.partner })
    t.equal(response.headers['cache-control'], 'private, no-store')
    t.match(response.headers.vary, /Authorization/)
    const { headers } = await get('contacts/kontakt-probny')
    t.equal((await get('contacts/kontakt-probny', { 'if-none-match': headers.etag as string })).status, 304)
    t.equal(
      (
        await call('GET', 'contacts/kontakt-probny', {
          key: keys.staff,
          headers: { 'if-none-match': headers.etag as string }
        })
      ).status,
      200,
      'another representation'
    )
  }
)

tap.test('GET /contacts with a key: exactly the returned values that are not public are in the audit', async (t) => {
  const registry = await setup(t)
  const { call, get } = registry
  const keys = await keysOf(registry)
  const bodies = ['a', 'b', 'c'].map((letter) => ({
    slug: `kontakt-${letter}`,
    organisation: ORGANISATION,
    email: `${letter}@example.org`,
    email_visibility: 'partner'
  }))
  const made = []
  for (const body of bodies) made.push((await call('POST', 'contacts', { key: keys.writer, body })).json)
  t.strictSame(await reads(registry), [], 'a write without contacts:read reads nothing')
  await get('contacts?limit=500')
  await call('GET', 'contacts?limit=500', { key: keys.writer })
  await call('GET', 'contacts?limit=500&fields=id,slug', { key: keys.partner })
  t.strictSame(await reads(registry), [], 'a read of public values is not audited')

  const one = await call('GET', 'contacts/kontakt-a', { key: keys.partner })
  t.match(await reads(registry), [
    { action: 'contact.read', subject_ids: [made[0].id], fields: ['email'], request_id: one.headers['request-id'] }
  ])
  t.ok((await reads(registry))[0]?.key_id)
  const ids = (subjects: string[] | undefined) => [...(subjects ?? [])].sort()
  const paged: string[] = []
  let path: string | undefined = 'organisations/cus-belzyce/contacts?limit=1&sort=-updated_at'
  while (path) {
    const page = await call('GET', path, { key: keys.partner })
    const shown = page.json.data
      .filter(({ email }: { email: string | null }) => /^[abc]@/.test(email ?? ''))
      .map(({ id }: { id: string }) => id)
    const last = (await reads(registry)).at(-1)
    if (shown.length > 0)
      t.strictSame(last?.subject_ids, shown, 'a page audits its own records, not the first of the next page')
    paged.push(...shown)
    path = /<([^>]+)>/.exec(page.headers.link ?? '')?.[1]
  }
  t.strictSame(ids(paged), ids(made.map(({ id }) => id)))
  for (const all of [
    'organisations/cus-belzyce?include=contacts',
    'organisations/cus-belzyce/contacts',
    'contacts?limit=500&count=exact',
    'contacts?fields=email&limit=500'
  ]) {
    const entries = (await reads(registry)).length
    t.equal((await call('GET', all, { key: keys.partner })).status, 200)
    const rest = (await reads(registry)).slice(entries)
    t.equal(rest.length, 1, 'one entry per read')
    t.strictSame(ids(rest[0]?.subject_ids), ids(made.map(({ id }) => id)), all)
  }
  t.equal((await sql<{ n: number }>`select count(*) as n from pending_disclosure`.execute(registry.db)).rows[0]?.n, 0)
  t.equal((await sql<{ at: number | null }>`select audit_broken_at() as at`.execute(registry.db)).rows[0]?.at, null)
})

tap.test('GET /contacts is refused while the audit cannot be written', async (t) => {
  const registry = await setup(t)
  const { call, get } = registry
  const keys = await keysOf(registry)
  await holder(registry, keys.staff, { email_visibility: 'partner', phone: FIXED, phone_visibility: 'public' })
  const refused = async (why: string) => {
    const response = await call('GET', 'contacts/kontakt-probny', { key: keys.partner })
    t.match(response.json, { status: 503, code: 'audit_unavailable' }, why)
    t.ok(response.headers['retry-after'])
    t.notMatch(response.text, /cwiakalska/)
    t.equal((await get('contacts/kontakt-probny')).status, 200, 'a public read needs no audit')
  }
  const other = connect(registry.url, { max: 1 })
  t.teardown(other.close)
  await other.pool.query('begin; lock table audit_head in access exclusive mode')
  await refused('locked')
  await other.pool.query('rollback; revoke execute on function record_audit from konwent_app')
  await refused('not allowed')
  t.match((await call('GET', 'people/anna-ostasz/dossier', { key: keys.admin })).json, { code: 'audit_unavailable' })
  await other.pool.query('grant execute on function record_audit to konwent_app')
  t.equal((await call('GET', 'contacts/kontakt-probny', { key: keys.partner })).json.email, 'z.cwiakalska@example.org')
})

tap.test('POST, PUT and PATCH /contacts return what the key may see', async (t) => {
  const registry = await setup(t)
  const { call } = registry
  const keys = await keysOf(registry)
  const { made } = await holder(registry, keys.writer, {
    basis: 'public_task',
    basis_source: 'Ankieta',
    review_on: '2027-11-21'
  })
  t.equal(made.status, 201)
  t.match(made.json, {
    slug: 'kontakt-probny',
    email: null,
    email_visibility: null,
    basis: null,
    basis_source: null,
    review_on: null
  })
  const patched = await call('PATCH', 'contacts/kontakt-probny', {
    key: keys.writer,
    body: { phone: MOBILE },
    headers: { 'if-match': made.headers.etag as string }
  })
  t.equal(patched.status, 200)
  t.notMatch(patched.text, /cwiakalska@|602345678|public_task|Ankieta/)
  const before = (await reads(registry)).length
  const seen = await call('PATCH', 'contacts/kontakt-probny', {
    key: keys.staff,
    body: { review_on: null },
    headers: { 'if-match': patched.headers.etag as string }
  })
  t.match(seen.json, {
    email: 'z.cwiakalska@example.org',
    phone: MOBILE,
    basis: 'public_task',
    basis_source: 'Ankieta',
    review_on: null,
    email_visibility: 'staff'
  })
  t.strictSame(
    (await reads(registry)).at(-1)?.fields,
    ['basis', 'basis_source', 'email', 'phone'],
    'the values in the response are audited as a read, too'
  )
  t.equal((await reads(registry)).length, before + 1)
  const opened = await call('PATCH', 'contacts/kontakt-probny', {
    key: keys.staff,
    body: { email_visibility: 'public', phone_visibility: null },
    headers: { 'if-match': seen.headers.etag as string }
  })
  t.match(opened.json, { email_visibility: 'public', phone_visibility: 'staff' })
})

tap.test('POST /contacts requires telephone numbers in E.164 and suggests the right form', async (t) => {
  const registry = await setup(t)
  const { call } = registry
  const { staff: key } = await keysOf(registry)
  const vectors: [text: string, e164: string | null, kind?: 'fixed' | 'mobile'][] = [
    ['81 8272694', '+48818272694', 'fixed'],
    ['698999559', '+48698999559', 'mobile'],
    ['793 503 128', '+48793503128', 'mobile'],
    ['506 659 778', '+48506659778', 'mobile'],
    ['+48 81 827 26 94', '+48818272694'],
    ['0048818272694', '+48818272694'],
    ['(81) 827-26-94', '+48818272694'],
    // A number with eight digits, and a short number.
    ['81 827 26 9', null],
    ['112', null]
  ]
  const send = (phone: string, more: object = {}) =>
    call('POST', 'contacts', {
      key,
      body: { slug: `kontakt-${Math.random().toString(36).slice(2)}`, organisation: ORGANISATION, phone, ...more }
    })
  for (const [text, e164, kind] of vectors) {
    const sent = await send(text)
    t.match(
      sent.json,
      {
        status: 422,
        code: 'rule_broken',
        errors: [{ pointer: '/phone', code: e164 ? 'phone_not_e164' : 'phone_unknown' }]
      },
      text
    )
    if (!e164) continue
    t.match(sent.json.detail, new RegExp(`\\${e164}`))
    t.equal((await send(e164, kind ? { phone_kind: kind } : {})).json.phone, e164)
    if (!kind) continue
    const wrong = await send(e164, { phone_kind: kind === 'fixed' ? 'mobile' : 'fixed' })
    t.match(wrong.json, { status: 422, errors: [{ pointer: '/phone_kind', code: 'phone_kind_differs' }] })
  }
  const made = await send(MOBILE, { slug: 'kontakt-komorkowy', phone_kind: 'mobile' })
  const headers = { 'if-match': made.headers.etag as string }
  t.equal(
    (await call('PATCH', 'contacts/kontakt-komorkowy', { key, headers, body: { phone: FIXED } })).json.errors[0].code,
    'phone_kind_differs'
  )
  t.equal(
    (await call('PATCH', 'contacts/kontakt-komorkowy', { key, headers, body: { phone: FIXED, phone_kind: 'fixed' } }))
      .status,
    200
  )
})

tap.test('PATCH /appointments: the contact of an appointment that has ended is not public any more', async (t) => {
  const registry = await setup(t)
  const { call, get } = registry
  const keys = await keysOf(registry)
  const { appointment, contact, post } = await holder(registry, keys.staff, { email_visibility: 'public' })
  t.equal((await get('contacts/kontakt-probny')).json.withdrawn_on, null)
  const change = async (body: object) => {
    const { headers } = await get(`appointments/${appointment.id}`)
    const before = await head(registry)
    t.equal(
      (
        await call('PATCH', `appointments/${appointment.id}`, {
          key: keys.writer,
          body,
          headers: { 'if-match': headers.etag as string }
        })
      ).status,
      200
    )
    return changesAfter(registry, before)
  }
  const tomorrow = await today(registry, 1)
  t.strictSame((await change({ ended: { on: tomorrow } })).sort(), [
    'appointment.updated upsert',
    'contact.updated upsert',
    'organisation.updated upsert'
  ])
  t.equal(
    (await get('contacts/kontakt-probny')).json.withdrawn_on,
    tomorrow,
    'known in advance, so a copy needs no notification on the day'
  )
  const entries = await change({ ended: { on: await today(registry) } })
  t.ok(entries.includes('contact.withdrawn redact'), entries.join())
  t.equal((await get('contacts/kontakt-probny')).status, 404)
  t.equal((await call('GET', 'contacts/kontakt-probny', { key: keys.partner })).status, 404)
  t.equal((await call('GET', 'contacts/kontakt-probny', { key: keys.staff })).json.email, 'z.cwiakalska@example.org')
  t.notMatch((await get('organisations/cus-belzyce?include=contacts')).text, /cwiakalska@/)
  t.strictSame(
    (await change({ ended: { on: null, not_after: null } })).filter((entry) => entry.startsWith('contact')),
    [],
    'a correction of the end does not make the contact public again'
  )
  t.equal((await get('contacts/kontakt-probny')).status, 404)
  const hidden = await call('GET', 'contacts/kontakt-probny', { key: keys.staff })
  const lifted = await call('PATCH', 'contacts/kontakt-probny', {
    key: keys.staff,
    headers: { 'if-match': hidden.headers.etag as string },
    body: { withdrawn_on: null }
  })
  t.strictSame([lifted.status, lifted.json.withdrawn_on], [200, null], 'staff cancel the withdrawal')
  t.equal((await get('contacts/kontakt-probny')).status, 200)
  // A successor: the contact was printed for the previous holder.
  await change({ ended: { on: await today(registry) } })
  const successor = { person: { slug: 'anna-ostasz' }, post: { id: post.id }, capacity: 'acting' }
  t.equal((await call('POST', 'appointments', { key: keys.writer, body: successor })).status, 201)
  t.equal((await get('contacts/kontakt-probny')).status, 404)
  const staff = await call('GET', 'contacts/kontakt-probny', { key: keys.staff })
  const headers = { 'if-match': staff.headers.etag as string }
  t.equal(
    (
      await call('PATCH', 'contacts/kontakt-probny', {
        key: keys.staff,
        headers,
        body: { printed_holder: null, withdrawn_on: null }
      })
    ).status,
    200
  )
  t.equal(
    (await get('contacts/kontakt-probny')).json.id,
    contact.id,
    'a contact of the post is valid for its new holder'
  )
})

tap.test('auditedColumns() of a resource name the columns that the database hides', async (t) => {
  const { db } = await setup(t)
  const hidden = `select property_of('contact', name) as name
    from unnest(hidden_columns('contact', '{}')) as name where name !~ '_visibility$'`
  const { rows } = await sql.raw<{ name: string }>(hidden).execute(db)
  t.strictSame([...(contacts.audited ?? [])].sort(), rows.map(({ name }) => name).sort())
  for (const resource of declared.resources.values()) {
    const disclosing = Object.entries<Sql>(resource.columns).filter(([, expression]) =>
      withLiterals(expression).includes('disclosed(')
    )
    t.strictSame(disclosing.map(([name]) => name).sort(), [...(resource.audited ?? [])].sort(), resource.name)
  }
})

tap.test(
  'POST /people/{person}/restriction hides a person everywhere and refuses changes; DELETE ends it',
  async (t) => {
    const registry = await setup(t)
    const { call, get, db } = registry
    const keys = await keysOf(registry)
    const { person, appointment, contact } = await holder(registry, keys.staff, { email_visibility: 'public' })
    const tier = {
      tier: 'honorary',
      tier_basis: 'printed',
      founder: false,
      founding_signatory: false,
      status: 'active'
    }
    const membership = (
      await call('POST', 'memberships', { key: keys.writer, body: { person: { id: person.id }, ...tier } })
    ).json
    const { slug } = person
    const path = `people/${slug}/restriction`
    t.equal((await call('POST', path, { key: keys.writer, body: { reason: 'objection' } })).status, 403)
    const before = await head(registry)
    const restricted = await call('POST', path, { key: keys.admin, body: { reason: 'objection' } })
    t.equal(restricted.status, 200)
    t.match(restricted.json, { restriction_reason: 'objection', slug })
    t.ok(restricted.json.restricted_at)
    // The membership shows the representative of the organisation.
    const shown = 'membership.refreshed upsert'
    t.strictSame((await changesAfter(registry, before)).sort(), [
      'appointment.restricted redact',
      'contact.restricted redact',
      shown,
      'person.restricted redact'
    ])

    for (const key of [undefined, keys.staff, keys.partner]) {
      const fetchAs = (to: string) => call('GET', to, key ? { key } : {})
      for (const gone of [
        `people/${slug}`,
        `people/${person.id}`,
        `people/${slug}/appointments`,
        `appointments/${appointment.id}`,
        'contacts/kontakt-probny'
      ])
        t.equal((await fetchAs(gone)).status, 404, gone)
      t.strictSame(
        sameBut(await fetchAs(`people/${slug}`), slug),
        sameBut(await fetchAs('people/nikt-taki'), 'nikt-taki')
      )
      for (const list of ['people?q=cwiakalska', 'memberships?q=cwiakalska', 'appointments?q=cwiakalska'])
        t.strictSame((await fetchAs(list)).json.data, [], list)
      for (const filter of ['memberships', 'appointments', 'events', 'publications', 'declarations'])
        t.equal(
          (await fetchAs(`${filter}?person=${slug}`)).status,
          400,
          `a filter does not reveal that the person exists: ${filter}`
        )
      t.match((await fetchAs(`memberships/${membership.id}`)).json.person, {
        id: person.id,
        slug: person.id,
        display_name: 'dane ograniczone'
      })
      for (const list of ['people', 'appointments', 'contacts', 'memberships'])
        t.notMatch(fold((await fetchAs(`${list}?limit=500`)).text), /cwiakalska/, list)
    }
    t.equal((await call('POST', 'eligibility-checks', { body: { person: { slug } } })).status, 422)
    // A cursor contains the sort key.
    const cursors: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: { meta: { next_cursor: string | null } } = (
        await get(`memberships?member_type=person&limit=1${next && `&cursor=${next}`}`)
      ).json
      next = page.meta.next_cursor
      if (next) cursors.push(Buffer.from(next, 'base64url').toString('utf8'))
    }
    t.notMatch(fold(cursors.join(' ')), /cwiakalska/)
    t.equal((await call('GET', `people/${slug}`, { key: keys.admin })).json.slug, slug)
    t.equal((await call('GET', `memberships/${membership.id}`, { key: keys.admin })).json.person.slug, slug)

    const frozen = async (what: string, response: ReturnType<Setup['call']>) =>
      t.match((await response).json, { status: 409, code: 'processing_restricted' }, what)
    const headers = { 'if-match': '*' }
    await frozen('person', call('PATCH', `people/${slug}`, { key: keys.writer, headers, body: { given_name: 'Anna' } }))
    await frozen(
      'sources',
      call('PATCH', `people/${slug}`, { key: keys.writer, headers, body: { sources: [{ source: 's000' }] } })
    )
    await frozen(
      'appointment',
      call('PATCH', `appointments/${appointment.id}`, { key: keys.writer, headers, body: { note: 'x' } })
    )
    await frozen('end', call('DELETE', `appointments/${appointment.id}`, { key: keys.writer, headers }))
    await frozen(
      'contact',
      call('PATCH', `contacts/${contact.id}`, { key: keys.writer, headers, body: { phone: FIXED } })
    )
    await frozen(
      'another contact',
      call('POST', 'contacts', {
        key: keys.writer,
        body: { slug: 'b', organisation: ORGANISATION, printed_holder: { id: person.id }, phone: FIXED }
      })
    )
    const reader = (await sql<{ n: number }>`select count(*) as n from person where id = ${person.id}`.execute(db))
      .rows[0]?.n
    t.equal(reader, 1)
    const reports = await db.transaction().execute(async (tx) => {
      await sql`set local role konwent_readonly`.execute(tx)
      return (await sql<{ n: number }>`select count(*) as n from person where id = ${person.id}`.execute(tx)).rows[0]?.n
    })
    t.equal(reports, 0, 'reports do not see the person either')

    const lifting = await head(registry)
    t.equal((await call('DELETE', path, { key: keys.admin })).status, 204)
    t.strictSame((await changesAfter(registry, lifting)).sort(), [
      'appointment.unrestricted upsert',
      'contact.unrestricted upsert',
      shown,
      'person.unrestricted upsert'
    ])
    t.match((await get(`people/${slug}`)).json, { slug, restricted_at: null, restriction_reason: null })
    t.equal((await get('contacts/kontakt-probny')).json.email, 'z.cwiakalska@example.org')
    t.equal((await call('DELETE', path, { key: keys.admin })).status, 204)
  }
)

tap.test('GET /people/{person}/dossier returns all data about a person', async (t) => {
  const registry = await setup(t)
  const { call, db } = registry
  const keys = await keysOf(registry)
  const { person, appointment, contact } = await holder(registry, keys.staff, {
    basis: 'consent',
    basis_source: 'Ankieta',
    review_on: '2027-01-01',
    phone: MOBILE
  })
  const headers = { 'if-match': '*' }
  await call('PATCH', `people/${person.id}`, {
    key: keys.writer,
    headers,
    body: { slug: 'zaneta-nowa', sources: [{ source: 's000', note: 'tel. 602 345 678' }] }
  })
  await call('GET', 'contacts/kontakt-probny', { key: keys.staff })
  t.equal((await call('GET', 'people/zaneta-nowa/dossier', { key: keys.staff })).status, 403)
  const response = await call('GET', 'people/zaneta-nowa/dossier', { key: keys.admin })
  t.equal(response.status, 200)
  t.match(response.json, {
    person: { id: person.id, family_name: HOLDER.family_name },
    appointments: [{ id: appointment.id }],
    contacts: [
      {
        id: contact.id,
        email: 'z.cwiakalska@example.org',
        phone: MOBILE,
        basis: 'consent',
        basis_source: 'Ankieta',
        review_on: '2027-01-01'
      }
    ],
    former_addresses: ['zaneta-cwiakalska-zuk'],
    sources: [{ source: 's000' }],
    changes: [{ type: 'person.created' }, { type: 'person.updated' }],
    mentions: [{ table: 'citation', column: 'note', text: 'tel. 602 345 678' }]
  })
  const actions = response.json.audit.map(({ action }: { action: string }) => action)
  t.ok(
    ['person.created', 'person.updated', 'appointment.created', 'contact.created', 'contact.read'].every((action) =>
      actions.includes(action)
    ),
    actions.join()
  )
  t.match((await reads(registry)).at(-1), {
    action: 'person.dossier_read',
    subject_ids: [person.id],
    request_id: response.headers['request-id']
  })
  t.equal((await call('GET', 'people/nikt/dossier', { key: keys.admin })).status, 404)

  const referring = await sql<{ name: string }>`
    select c.conrelid::regclass::text || '.' || a.attname as name from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'person'::regclass order by 1`.execute(db)
  const covered = Object.values(parts).flatMap(({ covers }) => covers)
  t.strictSame(
    covered.filter(Boolean).sort(),
    referring.rows.map(({ name }) => name).sort(),
    'every reference to a person is covered'
  )
  for (const { slug } of await db.selectFrom('person').select('slug').execute())
    t.equal((await call('GET', `people/${slug}/dossier`, { key: keys.admin })).status, 200, slug)
})

/** Returns the kinds of data in a text by which the person can be recognised, in any notation. */
function tracesIn(text: string): string[] {
  const folded = fold(text)
  const raw = text.toLowerCase()
  const needles: Record<string, boolean> = {
    'family name': /cwiakalska|swierszczykowska/.test(folded),
    'given name': /zaneta/.test(folded),
    'e-mail': raw.includes('z.cwiakalska') || raw.includes('biuro.zaneta'),
    'e-mail in hex': raw.includes(Buffer.from('cwiakalska').toString('hex')),
    'telephone number':
      /602[\s().-]*345[\s().-]*678|814[\s().-]*440[\s().-]*199/.test(text) || /602\D?3\D?4\D?5\D?6\D?7\D?8/.test(text)
  }
  return Object.entries(needles).flatMap(([what, found]) => (found ? [what] : []))
}

/** Returns every row with a trace, from all tables of all schemas and the samples of the planner. */
async function scan({ connection: { pool } }: Pick<Setup, 'connection'>): Promise<string[]> {
  const { rows: tables } = await pool.query<{
    name: string
  }>(`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    union all select 'pg_catalog.pg_stats' order by 1`)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query<{ text: string }>(`select x::text as text from ${name} x`)
    for (const { text } of rows)
      for (const what of tracesIn(text)) found.push(`${name}: ${what} in ${text.slice(0, 200)}`)
  }
  return found
}

/** Creates a person with data everywhere: renamed, cited, mentioned in texts, read with keys, in failed requests. */
async function createBusyPerson(registry: Setup) {
  const { call, get, db } = registry
  const keys = await keysOf(registry)
  const headers = { 'idempotency-key': 'zycie-1' }
  const body = { given_name: 'Żaneta', family_name: 'Świerszczykowska' }
  const first = await call('POST', 'people', { key: keys.writer, headers, body })
  await call('POST', 'people', { key: keys.writer, headers, body })
  const id = first.json.id as string
  const tag = first.headers.etag as string
  const renamed = await call('PATCH', `people/${id}`, {
    key: keys.writer,
    headers: { 'if-match': tag },
    body: {
      ...HOLDER,
      slug: 'zaneta-cwiakalska-zuk',
      sources: [
        { source: 's000', note: 'Żaneta Świerszczykowska, od ślubu Ćwiąkałska-Żuk Żaneta; tel. (60) 234 56 78.' }
      ]
    }
  })
  const post = (
    await call('POST', 'posts', { key: keys.writer, body: { organisation: ORGANISATION, title: 'Kierownik próbny' } })
  ).json
  const appointment = await call('POST', 'appointments', {
    key: keys.writer,
    body: {
      person: { id },
      post: { id: post.id },
      capacity: 'acting',
      note: 'Pisać do Z.CWIAKALSKA@example.org albo 602-345-678 (p. Zaneta  Cwiakalska - Zuk).'
    }
  })
  const contact = { post: { id: post.id }, email_visibility: 'public', phone_visibility: 'partner' }
  await call('POST', 'contacts', {
    key: keys.staff,
    headers: { 'idempotency-key': 'zycie-2' },
    body: {
      ...contact,
      slug: 'kontakt-zaneta-cwiakalska-zuk',
      printed_holder: { id },
      email: 'z.cwiakalska@example.org',
      phone: MOBILE,
      phone_printed: '602 345 678',
      basis: 'consent',
      basis_source: 'e-mail p. Ż. Ćwiąkałskiej'
    }
  })
  await call('POST', 'contacts', {
    key: keys.staff,
    body: { ...contact, slug: 'kontakt-kierownika', email: 'biuro.zaneta@example.org', phone: FIXED }
  })
  const membership = await call('POST', 'memberships', {
    key: keys.writer,
    body: {
      person: { id },
      tier: 'honorary',
      tier_basis: 'printed',
      tier_basis_note: 'Wniosek: Żaneta Ćwiąkałska-Żuk, +48 602 345 678.',
      founder: false,
      founding_signatory: false,
      status: 'active'
    }
  })
  // Requests that contain the values and fail.
  await call('POST', 'contacts', {
    key: keys.staff,
    body: { ...contact, slug: 'b', phone: '602 345 678', email: 'z.cwiakalska@example.org' }
  })
  await call('POST', 'contacts', { key: keys.staff, body: { ...contact, slug: 'z.cwiakalska@example.org' } })
  await call('POST', 'people', { key: keys.writer, body: HOLDER })
  await call('PATCH', 'people/zaneta-cwiakalska-zuk', {
    key: keys.writer,
    headers: { 'if-match': '"v0-a"' },
    body: { given_name: 'Żaneta' }
  })
  await get('people/zaneta-cwiakalska-zuk-2')
  await get('people?q=cwiakalska')
  await get('people/zaneta-swierszczykowska')
  await get('people/%C5%BBaneta')
  await call('POST', 'people', { key: keys.writer, body: '{"given_name":"Żaneta Ćwiąkałska-Żuk"' })
  for (const key of [keys.staff, keys.partner]) await call('GET', 'contacts?limit=500', { key })
  await call('GET', `people/${id}/dossier`, { key: keys.admin })
  // Values that are stored in other forms.
  await sql`with sent as (
      insert into import (resource, match_on, dry_run, total) values ('people', 'slug', true, 1) returning id
    ),
    file as (
        insert into import_file (import_id, format, content) select id, 'csv',
          ${'slug;given_name;family_name\r\nx;Żaneta;Ćwiąkałska-Żuk\r\n'} from sent
      )
    insert into import_row (import_id, line, outcome, subject_id, diff, errors) select id, 2, 'update', ${id},
      ${JSON.stringify([{ column: 'family_name', before: 'Świerszczykowska', after: 'Ćwiąkałska-Żuk' }])},
        '[]' from sent`.execute(db)
  await sql`insert into api_key (owner, label, audience, scopes, secret_hash, hint, expires_at)
    values ('dr Żaneta Ćwiąkałska-Żuk', 'tel. +48602345678', 'partner', '{contacts:read}',
    sha256('x'), 'csk_live_0000', now() + interval '1 day')`.execute(db)
  await sql`insert into webhook_endpoint (api_key_id, url, description)
    select id, 'https://example.org/zaneta-cwiakalska-zuk', 'dr Żaneta Ćwiąkałska-Żuk, tel. 602 345 678'
    from api_key limit 1`.execute(db)
  const messages = [{ code: 'proba', to: ['Żaneta Ćwiąkałska-Żuk <z.cwiakalska@example.org>'], tel: '0048 602345678' }]
  await sql`update import set messages = ${JSON.stringify(messages)}::jsonb`.execute(db)
  await sql`analyze person, contact, citation, appointment, redirect`.execute(db)
  return { id, keys, renamed, post, appointment: appointment.json, membership: membership.json }
}

tap.test(
  'POST /people/{person}/erasure leaves no trace in the database, the change log, the audit and the logs',
  async (t) => {
    const lines: string[] = []
    const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
    const file = join(mkdtempSync(join(tmpdir(), 'konwent-ledger-')), 'erasures.ndjson')
    const registry = await setup(t, { logger, erasureLedger: file })
    const { call, get, db } = registry
    const { id, keys, appointment, membership } = await createBusyPerson(registry)
    const before = await scan(registry)
    for (const table of [
      'person',
      'person_former_name',
      'contact',
      'citation',
      'appointment',
      'membership',
      'redirect',
      'api_key',
      'webhook_endpoint',
      'import',
      'import_file',
      'import_row',
      'pg_stats'
    ])
      t.ok(
        before.some((line) => line.includes(`${table}:`)),
        `the scan finds what is in ${table}`
      )

    const start = await head(registry)
    t.equal(
      (await call('POST', `people/${id}/erasure`, { key: keys.staff, body: { pseudonymise_name: true } })).status,
      403
    )
    t.equal(
      (await call('POST', 'people/nikt/erasure', { key: keys.admin, body: { pseudonymise_name: true } })).status,
      404
    )
    const erased = await call('POST', 'people/zaneta-swierszczykowska/erasure', {
      key: keys.admin,
      body: { pseudonymise_name: true }
    })
    t.equal(erased.status, 308, 'a former slug of another person still redirects')
    const done = await call('POST', `people/${id}/erasure`, { key: keys.admin, body: { pseudonymise_name: true } })
    t.match(done.json, { person: id, pseudonymised: true })
    t.strictSame(await scan(registry), [], 'no trace in tables, planner samples, change log, idempotency keys or audit')
    t.strictSame(
      lines.flatMap((line) => tracesIn(line).map((what) => `${what}: ${line}`)),
      [],
      'no trace in the log'
    )
    t.ok(
      lines.some((line) => line.includes('"route":"/v1/people/:person/erasure"')),
      'the log is not empty'
    )
    t.strictSame(tracesIn(readFileSync(file, 'utf8')), [])
    t.match(JSON.parse(readFileSync(file, 'utf8')), { person: id, pseudonymised: true })
    const found = await sql<{
      n: number
    }>`select count(*) as n from person where search_text like '% cwiakalska%'`.execute(db)
    t.equal(found.rows[0]?.n, 0, 'the search index finds nothing')
    t.strictSame((await get('people?q=cwiakalska')).json.data, [])

    const entries = await changesAfter(registry, start)
    t.ok(entries.includes('person.erased redact'), entries.join())
    t.equal(entries.filter((entry) => entry.startsWith('contact')).length, 2)
    t.match(await db.selectFrom('change').selectAll().where('type', '=', 'person.erased').executeTakeFirst(), {
      subject_id: id,
      subject_version: null,
      fields: []
    })
    t.equal((await db.selectFrom('audit').select('action').where('action', '=', 'person.erased').execute()).length, 1)
    for (const path of [`people/${id}`, `people/${id}/appointments`, `people/${id}?include=sources`])
      t.match((await get(path)).json, { status: 410, code: 'erased' }, path)
    t.equal((await call('GET', `people/${id}/dossier`, { key: keys.admin })).status, 410)
    t.equal((await get('people/zaneta-cwiakalska-zuk')).status, 404, 'an address made of the name is erased with it')
    t.match((await get(`memberships/${membership.id}`)).json, {
      person: { id, display_name: 'Osoba usunięta' },
      tier_basis_note: 'Wniosek: [usunięto], [usunięto].'
    })
    t.equal(
      (await get(`appointments/${appointment.id}`)).json.note,
      'Pisać do [usunięto] albo [usunięto] (p. [usunięto]).'
    )
    const headers = { 'if-match': '*' }
    t.equal((await call('PATCH', `people/${id}`, { key: keys.writer, headers, body: HOLDER })).status, 410)
    t.equal((await call('DELETE', `people/${id}`, { key: keys.writer, headers })).status, 409)
    const reference = { slug: 'kontakt-nowy', organisation: ORGANISATION, printed_holder: { id }, phone: MOBILE }
    t.match((await call('POST', 'contacts', { key: keys.writer, body: reference })).json, {
      status: 422,
      errors: [{ code: 'contact_printed_holder_gone' }]
    })
    t.equal(
      (
        await call('PATCH', `appointments/${appointment.id}`, {
          key: keys.writer,
          headers,
          body: { ended: { on: '2026-11-01' } }
        })
      ).status,
      200,
      'the history continues'
    )
    const replay = await call('POST', 'people', {
      key: keys.writer,
      headers: { 'idempotency-key': 'zycie-1' },
      body: { given_name: 'Żaneta', family_name: 'Świerszczykowska' }
    })
    t.equal(replay.status, 404, 'a repeated request restores nothing')

    const again = await call('POST', `people/${id}/erasure`, { key: keys.admin, body: { pseudonymise_name: false } })
    t.strictSame(again.json, done.json, 'a second erasure returns the first')
    await t.rejects(seed(db, declared.datasets), /would restore it/, 'seed() does not restore the data')
    t.equal(readFileSync(file, 'utf8').trim().split('\n').length, 1)
    t.strictSame(await scan(registry), [])
  }
)

tap.test('POST /people/{person}/erasure of contact data only keeps the name in the history', async (t) => {
  const registry = await setup(t)
  const { call, get, db } = registry
  const { id, keys, membership, post } = await createBusyPerson(registry)
  await call('POST', `people/${id}/restriction`, { key: keys.admin, body: { reason: 'legal_claims' } })
  const start = await head(registry)
  const done = await call('POST', `people/${id}/erasure`, { key: keys.admin, body: { pseudonymise_name: false } })
  t.match(done.json, { person: id, pseudonymised: false })
  t.ok(
    (await changesAfter(registry, start)).includes('person.erased redact'),
    'the change log has it although the data was restricted'
  )
  t.strictSame(
    (await scan(registry)).filter(
      (line) => /e-mail:|telephone number|e-mail in /.test(line) && !/family name/.test(line)
    ),
    []
  )
  t.equal((await get('people/zaneta-cwiakalska-zuk')).status, 410)
  t.strictSame((await get('people?q=cwiakalska')).json.data, [])
  t.equal((await get(`memberships/${membership.id}`)).json.person.display_name, 'dr Żaneta Ćwiąkałska-Żuk')
  t.equal(
    (await sql<{ n: number }>`select count(*) as n from contact where post_id = ${post.id}`.execute(db)).rows[0]?.n,
    0
  )
  t.match(
    (await call('POST', `people/${id}/erasure`, { key: keys.admin, body: { pseudonymise_name: true } })).json,
    { pseudonymised: true },
    'the name may be erased later'
  )
  t.strictSame(await scan(registry), [])
})

tap.test('POST /people/{person}/erasure leaves values that also belong to others', async (t) => {
  const registry = await setup(t)
  const { call, get } = registry
  const keys = await keysOf(registry)
  const { person, post } = await holder(
    registry,
    keys.staff,
    { email: 'wspolny@example.org', email_visibility: 'public' },
    { ended: { on: '2026-01-01' } }
  )
  await call('POST', 'appointments', {
    key: keys.writer,
    body: { person: { slug: 'anna-ostasz' }, post: { id: post.id }, capacity: 'substantive' }
  })
  const others = { email: 'wspolny@example.org', email_visibility: 'public' }
  await call('POST', 'contacts', {
    key: keys.writer,
    body: { slug: 'kontakt-stanowiska', post: { id: post.id }, ...others }
  })
  await call('POST', 'contacts', {
    key: keys.writer,
    body: { slug: 'kontakt-urzedu', organisation: ORGANISATION, ...others }
  })
  t.equal(
    (await call('POST', `people/${person.id}/erasure`, { key: keys.admin, body: { pseudonymise_name: true } })).status,
    200
  )
  t.equal((await call('GET', 'contacts/kontakt-probny', { key: keys.staff })).status, 404)
  for (const slug of ['kontakt-stanowiska', 'kontakt-urzedu'])
    t.equal((await get(`contacts/${slug}`)).json.email, 'wspolny@example.org', slug)
})

tap.test('POST /people/{person}/erasure after a merger also adds the duplicate to the ledger', async (t) => {
  const file = join(mkdtempSync(join(tmpdir(), 'konwent-ledger-')), 'erasures.ndjson')
  const registry = await setup(t, { erasureLedger: file })
  const { call, get } = registry
  const keys = await keysOf(registry)
  const { id } = (await call('POST', 'people', { key: keys.writer, body: HOLDER })).json
  const second = { ...HOLDER, slug: 'zaneta-zuk' }
  const duplicate = (await call('POST', 'people?confirm_new=true', { key: keys.writer, body: second })).json
  t.equal(
    (await call('POST', `people/${duplicate.id}/merger`, { key: keys.writer, body: { into: { id } } })).status,
    200
  )
  t.equal(
    (await call('POST', `people/${id}/erasure`, { key: keys.admin, body: { pseudonymise_name: true } })).status,
    200
  )
  const entries = readFileSync(file, 'utf8').trim().split('\n')
  t.strictSame(
    entries.map((line) => JSON.parse(line).person),
    [id, duplicate.id]
  )
  t.equal((await get(`people/${duplicate.id}`)).status, 410)
  t.equal((await get('people/zaneta-zuk')).status, 404)
  t.strictSame(await scan(registry), [])
})

tap.test('Erasure patterns: the forms by which a person is recognised in a text', async (t) => {
  const { db } = await setup(t)
  const pattern = patternOf({
    emails: ['a.b@example.org'],
    phones: [FIXED, MOBILE],
    names: [{ given: 'Łucja', family: 'Żółć-Bąk' }],
    slugs: ['lucja-nowa-2', 'lucja']
  })
  const left = async (text: string) =>
    (await sql<{ text: string }>`select regexp_replace(${text}, ${pattern}, '#', 'gi') as text`.execute(db)).rows[0]
      ?.text
  const cut = [
    'a.b@example.org',
    'A.B@EXAMPLE.ORG',
    '+48814440199',
    '81 444 01 99',
    '(81) 444-01-99',
    '+48 (81) 444 01 99',
    '0048814440199',
    '602345678',
    '+48 602-345-678'
  ]
  const names = [
    'Łucja Żółć-Bąk',
    'ŁUCJA  ŻÓŁĆ BĄK',
    'lucja zolc - bak',
    'Żółć-Bąk Łucja',
    'Żółć-Bąk, Łucja',
    'Ł. Żółć-Bąk',
    'Łucja Nowa',
    'lucja-nowa'
  ]
  for (const text of [...cut, ...names]) t.equal(await left(`«${text}», i dalej`), '«#», i dalej', text)
  const unaffected = [
    'aa.b@example.org',
    'a.b@example.org.pl',
    '8144401991',
    '98144401990',
    'Łucja',
    'Żółć-Bąk',
    'Łucjana Żółć-Bąk',
    'Łucja Żółć-Bąkowa',
    'Łucja Nowak'
  ]
  for (const text of unaffected) t.equal(await left(text), text, text)
  t.equal(patternOf({ emails: [], phones: [], names: [], slugs: ['lucja'] }), undefined)
})

tap.test('GET /declarations with a staff key includes undecided declarations', async (t) => {
  const registry = await setup(t)
  const { call, get } = registry
  const keys = await keysOf(registry)
  const body = { slug: 'deklaracja-probna', kind: 'accession', title: 'Deklaracja próbna' }
  t.equal((await call('POST', 'declarations', { key: keys.writer, body })).status, 201)
  t.equal((await get('declarations/deklaracja-probna')).status, 404)
  t.equal((await call('GET', 'declarations/deklaracja-probna', { key: keys.partner })).status, 404)
  t.equal((await call('GET', 'declarations/deklaracja-probna', { key: keys.writer })).json.status, 'draft')
  t.notMatch((await get('declarations?limit=500')).text, /deklaracja-probna/)
  t.match((await call('GET', 'declarations?limit=500', { key: keys.writer })).text, /deklaracja-probna/)
})

tap.test('konwent privacy replay repeats the erasures that a restored backup has undone', async (t) => {
  const file = join(mkdtempSync(join(tmpdir(), 'konwent-ledger-')), 'erasures.ndjson')
  const registry = await setup(t, { erasureLedger: file })
  const { id, keys } = await createBusyPerson(registry)
  const name = new URL(registry.url).pathname.slice(1)
  const backup = `${name}_backup`
  const admin = connect(withDatabase(registry.url, 'postgres'), { max: 1 })
  t.teardown(async () => {
    await admin.pool.query(`drop database if exists ${backup} with (force)`)
    await admin.close()
  })
  await admin.pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  await admin.pool.query(`create database ${backup} template ${name}`)
  t.equal(
    (await registry.call('POST', `people/${id}/erasure`, { key: keys.admin, body: { pseudonymise_name: true } }))
      .status,
    200
  )

  const url = withDatabase(registry.url, backup)
  const restored = connect(url, { max: 2, timeoutFactor: 15 })
  t.teardown(restored.close)
  t.not((await scan({ connection: restored })).length, 0)
  const epoch = async () => (await restored.db.selectFrom('instance').select('epoch').executeTakeFirstOrThrow()).epoch
  const old = await epoch()
  writeFileSync(
    file,
    readFileSync(file, 'utf8') +
      '{"person":"01993a5e-7c00-7000-8000-000000000001","pseudonymised":true,"erased_at":"2026-01-01T00:00:00Z"}\n' +
      '{"person":"0199'
  )
  const konwent = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['src/cli/konwent.ts', 'privacy', ...args], {
      env: { ...process.env, DATABASE_URL: url }
    })
  const { stdout } = await konwent('replay', file)
  t.match(
    stdout,
    'Erased again: 1. Already erased: 0. People not in the backup: 1. The registry has a new epoch.\n' +
      'Places that need a decision or a check: 0.'
  )
  t.strictSame(await scan({ connection: restored }), [])
  const renewed = await epoch()
  t.not(renewed, old, 'copies start again')
  t.equal(
    (await restored.db.selectFrom('change').select('op').where('type', '=', 'person.erased').execute())[0]?.op,
    'redact'
  )
  t.match((await konwent('replay', file)).stdout, 'Erased again: 0. Already erased: 1.')
  t.match(JSON.parse((await konwent('ledger')).stdout), { person: id, pseudonymised: true })
  writeFileSync(file, '{"person":"nobody"}\n')
  await t.rejects(konwent('replay', file), /line 1 of the ledger/)
  await t.rejects(konwent('replay'), /pass the file of the ledger/)
})
