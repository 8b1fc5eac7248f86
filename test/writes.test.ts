// Writes over HTTP: their effects, their errors, and many of them at the same time.
import { sql } from 'kysely'
import tap from 'tap'
import { type Setup, setup } from './helper.ts'

const person = { given_name: 'Łucja', family_name: 'Żółkiewska-Bąk', academic_title: 'dr' }

/** Returns the rows of the change log after a number, oldest first. */
const changesAfter = async ({ db }: Setup, after = 0) =>
  await db
    .selectFrom('change')
    .select([
      'seq',
      'type',
      'op',
      'subject_type',
      'subject_id',
      'subject_version',
      'fields',
      'request_id',
      'successor_id'
    ])
    .where('seq', '>', after)
    .orderBy('seq')
    .execute()
const head = async ({ db }: Setup) => (await db.selectFrom('feed_head').select('seq').executeTakeFirstOrThrow()).seq
const auditIntact = async ({ db }: Setup) =>
  (await sql<{ at: number | null }>`select audit_broken_at() as at`.execute(db)).rows[0]?.at === null

tap.test('POST /people creates a record with entries in change log and audit', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  const before = await head(registry)
  const made = await registry.call('POST', 'people', {
    key,
    body: { ...person, sources: [{ source: 's000', locator: '11' }] }
  })
  t.equal(made.status, 201)
  t.equal(made.headers.location, '/v1/people/lucja-zolkiewska-bak', 'the slug is derived from the name')
  t.match(made.json, {
    slug: 'lucja-zolkiewska-bak',
    display_name: 'dr Łucja Żółkiewska-Bąk',
    version: 1,
    sources: [{ source: 's000', locator: '11' }]
  })
  t.equal(made.headers['cache-control'], 'private, no-store')
  const [entry, ...more] = await changesAfter(registry, before)
  t.equal(more.length, 0, 'one entry in the change log')
  t.match(entry, {
    type: 'person.created',
    op: 'upsert',
    subject_id: made.json.id,
    subject_version: 1,
    request_id: made.headers['request-id']
  })
  t.strictSame(entry?.fields, ['academic_title', 'family_name', 'given_name', 'slug', 'sources'])
  const audit = await registry.db
    .selectFrom('audit')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  t.match(audit, {
    action: 'person.created',
    actor: 'key',
    subject_ids: [made.json.id],
    request_id: made.headers['request-id']
  })
  t.ok(audit.key_id)
  t.ok(await auditIntact(registry))
  t.equal((await registry.get(`people/${made.json.slug}`)).json.version, 1)
})

tap.test('POST, PUT, PATCH and DELETE need a key with the scope, and leave nothing without it', async (t) => {
  const registry = await setup(t)
  const before = await head(registry)
  t.equal((await registry.call('POST', 'people', { body: person })).status, 401)
  const reader = await registry.key(['audit:read'])
  const refused = await registry.call('POST', 'people', { body: person, key: reader })
  t.equal(refused.status, 403)
  t.match(refused.headers['www-authenticate'], /insufficient_scope.*registry:write/)
  t.equal(await head(registry), before)
})

tap.test(
  'PATCH needs If-Match: 428 without, 412 with a stale one, 200 with the ETag of any representation',
  async (t) => {
    const registry = await setup(t)
    const key = await registry.key(['registry:write'])
    const path = 'organisations/cus-belzyce'
    const body = { website: 'nowa.cusbelzyce.pl' }
    t.equal((await registry.call('PATCH', path, { key, body })).status, 428)
    t.equal((await registry.call('PATCH', path, { key, body, headers: { 'if-match': '"v7-abc"' } })).status, 412)
    const tag = (await registry.get(`${path}?include=memberships`, { 'accept-encoding': 'br' })).headers.etag as string
    t.equal(
      (await registry.call('PATCH', path, { key, body, headers: { 'if-match': 'W/"v7-abc"' } })).status,
      412,
      'a foreign weak ETag is stale, too'
    )
    const changed = await registry.call('PATCH', path, { key, body, headers: { 'if-match': tag } })
    t.equal(changed.status, 200)
    t.match(changed.json, { website: 'nowa.cusbelzyce.pl', version: 2 })
    t.equal((await registry.call('PATCH', path, { key, body, headers: { 'if-match': tag } })).status, 412)
    const before = await head(registry)
    const same = await registry.call('PATCH', path, {
      key,
      body,
      headers: { 'if-match': changed.headers.etag as string }
    })
    t.equal(same.json.version, 2, 'a patch that changes nothing leaves the version')
    t.equal(await head(registry), before, 'no entry in the change log')
    t.equal(same.headers.etag, changed.headers.etag)
  }
)

tap.test('PATCH: of fifty parallel requests with one ETag, one succeeds', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  const etag = (await registry.get('organisations/cus-swidnik')).headers.etag as string
  const responses = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      registry.call('PATCH', 'organisations/cus-swidnik', {
        key,
        body: { legal_form: `forma ${i}` },
        headers: { 'if-match': etag }
      })
    )
  )
  t.equal(responses.filter(({ status }) => status === 200).length, 1)
  t.equal(responses.filter(({ status }) => status === 412).length, 49)
  t.equal((await registry.get('organisations/cus-swidnik')).json.version, 2)
})

tap.test('POST with an Idempotency-Key: twenty parallel requests create one record and return it', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  const headers = { 'idempotency-key': 'a-1' }
  const responses = await Promise.all(
    Array.from({ length: 20 }, () => registry.call('POST', 'people', { key, headers, body: person }))
  )
  const made = responses.filter(({ status }) => status === 201)
  t.equal(made.length + responses.filter(({ status }) => status === 409).length, 20)
  t.equal(new Set(made.map(({ text }) => text)).size, 1)
  t.equal(
    made.filter(({ headers: given }) => given['idempotent-replayed'] === undefined).length,
    1,
    'one of them created it'
  )
  t.equal((await registry.get('people?q=zolkiewska&count=exact')).json.meta.total, 1)
  const other = await registry.call('POST', 'people', { key, headers, body: { ...person, academic_title: null } })
  t.match(other.json, { status: 422, code: 'idempotency_key_reused' })
  const stranger = await registry.key(['registry:write'])
  t.equal(
    (await registry.call('POST', 'people', { key: stranger, headers, body: person })).status,
    409,
    'keys of other holders are independent: here the slug is taken'
  )
  const failed = { 'idempotency-key': 'a-2' }
  t.equal((await registry.call('POST', 'people', { key, headers: failed, body: person })).status, 409)
  t.equal(
    (await registry.call('POST', 'people', { key, headers: failed, body: { ...person, family_name: 'Inna' } })).status,
    201,
    'a failure is not stored'
  )
  const stored = await registry.db.selectFrom('idempotency').selectAll().execute()
  t.notMatch(JSON.stringify(stored), /ucja|kiewska/)
})

tap.test('PUT creates a record by its slug, replaces it, and clears omitted properties', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  const body = {
    name: 'Ośrodek Pomocy Społecznej w Dynowie',
    short_name: 'OPS Dynów',
    kind: 'ops',
    seat: 'Dynów',
    names: [{ name: 'OPS w Dynowie', kind: 'variant' }]
  }
  t.equal(
    (await registry.call('PUT', 'organisations/ops-dynow', { key, body, headers: { 'if-match': '"v1-a"' } })).status,
    412
  )
  const made = await registry.call('PUT', 'organisations/ops-dynow', { key, body })
  t.equal(made.status, 201)
  t.match(made.json, { slug: 'ops-dynow', names: [{ name: 'OPS w Dynowie' }], kind_family: 'ops' })
  t.equal((await registry.call('PUT', 'organisations/ops-dynow', { key, body })).status, 428)
  t.equal(
    (await registry.call('PUT', 'organisations/ops-dynow', { key, body, headers: { 'if-none-match': '*' } })).status,
    412
  )
  const replaced = await registry.call('PUT', 'organisations/ops-dynow', {
    key,
    body: { name: 'Ośrodek Pomocy Społecznej w Dynowie', short_name: 'OPS Dynów', kind: 'ops' },
    headers: { 'if-match': made.headers.etag as string }
  })
  t.equal(replaced.status, 200)
  t.match(replaced.json, { seat: null, version: 2 })
  t.strictSame((await registry.get('organisations/ops-dynow/names')).json.data, [])
  t.equal(
    (await registry.call('PUT', 'organisations/ops-dynow-2', { key, body: { ...body, slug: 'inny' } })).status,
    400
  )
})

tap.test('PATCH of a slug: the old one redirects, and no other record may take it', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  const { headers } = await registry.get('people/anna-ostasz')
  const renamed = await registry.call('PATCH', 'people/anna-ostasz', {
    key,
    body: { slug: 'anna-nowa' },
    headers: { 'if-match': headers.etag as string }
  })
  t.equal(renamed.status, 200)
  const moved = await registry.get('people/anna-ostasz?include=memberships')
  t.equal(moved.status, 308)
  t.equal(moved.headers.location, '/v1/people/anna-nowa?include=memberships')
  t.equal((await registry.get('people/anna-ostasz/appointments')).headers.location, '/v1/people/anna-nowa/appointments')
  const taken = await registry.call('POST', 'people', { key, body: { ...person, slug: 'anna-ostasz' } })
  t.match(taken.json, { status: 409, code: 'already_exists', errors: [{ code: 'person_slug_taken' }] })
  const back = await registry.call('PATCH', 'people/anna-nowa', {
    key,
    body: { slug: 'anna-ostasz' },
    headers: { 'if-match': renamed.headers.etag as string }
  })
  t.equal(back.json.slug, 'anna-ostasz')
  t.equal((await registry.get('people/anna-nowa')).headers.location, '/v1/people/anna-ostasz')
})

tap.test(
  'POST and PATCH: a broken rule is 422 with code and pointer, a conflict is 409 with the other record',
  async (t) => {
    const registry = await setup(t)
    const key = await registry.key(['registry:write'])
    const body = { name: 'Gminny Ośrodek', short_name: 'GOPS', kind: 'gops', slug: 'gops-x' }
    const nip = await registry.call('POST', 'organisations', { key, body: { ...body, nip: '5261040827' } })
    t.match(nip.json, {
      status: 422,
      code: 'rule_broken',
      errors: [{ code: 'organisation_nip_invalid', pointer: '/nip' }]
    })
    t.match(nip.json.detail, /NIP/)
    const english = await registry.call('POST', 'organisations', {
      key,
      body: { ...body, nip: '0000000000' },
      headers: { 'accept-language': 'en' }
    })
    t.match(english.json.detail, /NIP/)
    t.not(english.json.detail, nip.json.detail)
    t.equal((await registry.call('POST', 'organisations', { key, body: { ...body, nip: '5261040828' } })).status, 201)
    const clash = await registry.call('POST', 'organisations', {
      key,
      body: { ...body, slug: 'gops-y', nip: '5261040828' }
    })
    t.match(clash.json, { status: 409, errors: [{ code: 'organisation_nip_taken', pointer: '/nip' }] })
    t.match(clash.json.records, [{ slug: 'gops-x' }])
    const unknown = await registry.call('POST', 'organisations', {
      key,
      body: { ...body, slug: 'gops-z', part_of: { slug: 'nie-ma' }, territory: { code: '999999' } }
    })
    t.equal(unknown.status, 422)
    t.strictSame(unknown.json.errors.map(({ pointer }: { pointer: string }) => pointer).sort(), [
      '/part_of',
      '/territory'
    ])
  }
)

tap.test('DELETE removes a record without references, and otherwise lists them', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  const etag = (await registry.get('organisations/cus-belzyce')).headers.etag as string
  const refused = await registry.call('DELETE', 'organisations/cus-belzyce', { key, headers: { 'if-match': etag } })
  t.equal(refused.status, 409)
  t.match(refused.json.code, 'in_use')
  t.ok(
    refused.json.errors.some(({ detail }: { detail: string }) => /członkostwo/.test(detail)),
    'the membership is listed'
  )
  const made = await registry.call('POST', 'people', { key, body: person })
  const before = await head(registry)
  t.equal((await registry.call('DELETE', `people/${made.json.slug}`, { key })).status, 428)
  t.equal(
    (
      await registry.call('DELETE', `people/${made.json.slug}`, {
        key,
        headers: { 'if-match': made.headers.etag as string }
      })
    ).status,
    204
  )
  t.match(await changesAfter(registry, before), [
    { type: 'person.deleted', op: 'delete', subject_id: made.json.id, subject_version: null }
  ])
  t.equal((await registry.get(`people/${made.json.slug}`)).status, 404)
})

tap.test('POST, PATCH and DELETE of memberships, posts and contacts touch the organisation', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  const version = async () => (await registry.get('organisations/cus-belzyce')).json.version
  const [membership] = (await registry.get('organisations/cus-belzyce/memberships')).json.data
  const etag = (await registry.get(`memberships/${membership.id}`)).headers.etag as string
  const before = await head(registry)
  const changed = await registry.call('PATCH', `memberships/${membership.id}`, {
    key,
    body: { tier_basis_note: 'Uchwała nr 1' },
    headers: { 'if-match': etag }
  })
  t.equal(changed.status, 200)
  t.equal(await version(), 2)
  t.match(
    (await changesAfter(registry, before)).map(({ type, fields }) => [type, fields]),
    [
      ['organisation.updated', ['memberships']],
      ['membership.updated', ['tier_basis_note']]
    ]
  )
  const post = await registry.call('POST', 'posts', {
    key,
    body: { organisation: { slug: 'cus-belzyce' }, role: 'deputy_head', title: 'Zastępca Dyrektora' }
  })
  t.equal(post.status, 201)
  t.equal(await version(), 3)
  const appointment = await registry.call('POST', 'appointments', {
    key,
    body: {
      person: { slug: 'anna-ostasz' },
      post: { id: post.json.id },
      capacity: 'substantive',
      started: { on: '2026-11-01' }
    }
  })
  t.equal(appointment.status, 201)
  t.equal(await version(), 4)
})

tap.test('PATCH of a programme replaces it as a whole, and changes nothing if it is the same', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  const body = {
    title: 'Zjazd wyborczy Konwentu',
    kind: 'election_congress',
    date: { not_before: '2027-01-01' },
    venue: { slug: 'cus-swidnik' },
    programme: [
      { kind: 'opening', title: 'Otwarcie', speakers: [{ role: 'opening', person: { slug: 'ewelina-szkutnicka' } }] },
      { kind: 'lecture', title: 'Żywe usługi', speakers: [] }
    ],
    participants: [{ role: 'organiser', organisation: { slug: 'rops-lublin' } }]
  }
  const made = await registry.call('POST', 'events', { key, body })
  t.equal(made.status, 201)
  t.match(made.json.programme, [
    { no: 1, title: 'Otwarcie', speakers: [{ no: 1, person: { slug: 'ewelina-szkutnicka' } }] },
    { no: 2 }
  ])
  const same = await registry.call('PUT', `events/${made.json.slug}`, {
    key,
    body,
    headers: { 'if-match': made.headers.etag as string }
  })
  t.equal(same.json.version, 1)
  const turned = { programme: body.programme.toReversed() }
  const changed = await registry.call('PATCH', `events/${made.json.slug}`, {
    key,
    body: turned,
    headers: { 'if-match': same.headers.etag as string }
  })
  t.match(changed.json, {
    version: 2,
    programme: [
      { no: 1, title: 'Żywe usługi' },
      { no: 2, title: 'Otwarcie' }
    ],
    participants: [{ role: 'organiser' }]
  })
})

tap.test('PATCH of a locked record is 503 in time, and nothing is lost', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  const etag = (await registry.get('people/anna-ostasz')).headers.etag as string
  const client = await registry.connection.pool.connect()
  await client.query("begin; select from person where slug = 'anna-ostasz' for update")
  const started = performance.now()
  const blocked = await registry.call('PATCH', 'people/anna-ostasz', {
    key,
    body: { academic_title: 'dr' },
    headers: { 'if-match': etag }
  })
  t.equal(blocked.status, 503)
  t.ok(performance.now() - started < 60_000, 'it waits for two seconds; a slow machine adds the rest')
  t.ok(blocked.headers['retry-after'])
  await client.query('rollback')
  client.release()
  t.equal(
    (
      await registry.call('PATCH', 'people/anna-ostasz', {
        key,
        body: { academic_title: 'dr' },
        headers: { 'if-match': etag }
      })
    ).status,
    200
  )
})

tap.test('Writes with faults that fuzzing found', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write', 'keys:admin'])
  const ifMatch = { 'if-match': '*' }
  const patch = (path: string, body: object) => registry.call('PATCH', path, { key, body, headers: ifMatch })

  const precise = await patch('organisations/cus-belzyce', { latitude: 51.174154, longitude: 22.28027 })
  t.strictSame(
    [precise.status, precise.json.errors[0].code, precise.json.errors[0].pointer],
    [422, 'coordinate_too_precise', '/latitude']
  )
  t.match(precise.json.detail, /około metra\), np\. 51\.17415\.$/, 'nothing is rounded silently')
  t.equal((await patch('organisations/cus-belzyce', { latitude: 51.17415, longitude: 22.28027 })).status, 200)

  const nobody = 'people/01993a5e-7c00-7000-8000-000000000001'
  t.equal((await registry.call('PUT', nobody, { key, body: person })).status, 404, 'a client cannot choose an id')

  const signatory = { role: 'applicant', organisation: { slug: 'ptps' }, capacity: 'substantive' }
  const signed = (list_no: number) => ({
    kind: 'accession',
    title: `Deklaracja ${list_no}`,
    signatories: [{ ...signatory, list_no }]
  })
  const far = await registry.call('POST', 'declarations', { key, body: signed(32_768) })
  t.strictSame(
    [far.status, far.json.errors[0].code, far.json.errors[0].pointer],
    [400, 'out_of_range', '/signatories/0/list_no']
  )
  t.equal(
    (await registry.call('POST', 'declarations', { key, body: signed(32_767) })).json.status,
    'draft',
    'a draft is visible to its writer'
  )

  const contact = { slug: 'ukryty', organisation: { slug: 'cus-belzyce' }, email: 'sekretariat@example.org' }
  const hidden = await registry.call('POST', 'contacts', { key, body: contact })
  t.strictSame(
    [hidden.status, hidden.json.email],
    [201, null],
    'the response of a contact that its writer may not see lacks its data'
  )
  t.equal((await registry.call('GET', 'contacts/ukryty', { key })).status, 404)

  const used = await registry.call('DELETE', 'sources/s000', { key, headers: ifMatch })
  t.equal(used.status, 409)
  t.ok(used.json.errors.length > 10 && used.json.errors.every(({ code }: { code: string }) => code === 'referenced_by'))
  const script = await registry.call('POST', 'links', {
    key,
    body: { name: 'Strona', kind: 'portal', url: 'javascript:alert(1)' }
  })
  t.strictSame(
    [script.status, script.json.errors[0].code, script.json.errors[0].pointer],
    [422, 'linked_site_url_invalid', '/url']
  )

  const { json } = await registry.call('POST', 'api-keys', {
    key,
    body: { owner: 'X', audience: 'staff', scopes: ['registry:write'] }
  })
  t.equal(
    (await registry.call('POST', `api-keys/${json.id}/rotation`, { key, body: 'null' })).status,
    400,
    'null is not an absent body'
  )
  t.equal((await registry.call('POST', `api-keys/${json.id}/rotation`, { key })).status, 201)
})
