// Attacks on privacy: erasures that fail or remove too much, values in remote places, reads without a trace.
import { sql } from 'kysely'
import tap from 'tap'
import { type Setup, setup } from './helper.ts'
import { withImports } from './imports.ts'

const ORGANISATION = { slug: 'cus-belzyce' }
const FIXED = '+48814440199'

/** Creates a person and the keys to manage one. */
async function subject(
  registry: Pick<Setup, 'call' | 'key'>,
  name: object = { given_name: 'Żaneta', family_name: 'Ćwiąkałska-Żuk' }
) {
  const { call, key } = registry
  const writer = await key(['registry:write', 'contacts:read'])
  const admin = await key(['privacy:admin'])
  const { id } = (await call('POST', 'people', { key: writer, body: name })).json as { id: string }
  const contact = (slug: string, body: object) =>
    call('POST', 'contacts', { key: writer, body: { slug, organisation: ORGANISATION, ...body } })
  const erase = (pseudonymise_name = true) =>
    call('POST', `people/${id}/erasure`, { key: admin, body: { pseudonymise_name } })
  return { id, writer, admin, contact, erase }
}

tap.test('POST /people/{person}/erasure: a number that others also have stays, in any notation', async (t) => {
  const registry = await setup(t)
  const { id, contact, erase } = await subject(registry)
  await contact('centrala', { phone: FIXED, phone_visibility: 'public' })
  await contact('jej-telefon', { printed_holder: { id }, phone: FIXED, phone_printed: '81 444 01 99' })
  t.equal((await erase(false)).status, 200)
  t.equal((await registry.get('contacts/centrala')).json.phone, FIXED)
  t.equal((await registry.get('contacts/jej-telefon')).status, 404)
})

tap.test(
  'POST /people/{person}/erasure: an extension or a name without letters removes nothing from texts of others',
  async (t) => {
    const registry = await setup(t)
    const { id, contact, erase, writer } = await subject(registry, {
      given_name: '-',
      family_name: '–',
      slug: 'nieznana'
    })
    await contact('wewnetrzny', { printed_holder: { id }, email: 'x@example.org', phone_printed: 'wew. 12' })
    const body = { title: 'Zjazd – dzień 12', slug: 'zjazd-12', kind: 'conference', form: 'online', status: 'held' }
    t.equal((await registry.call('POST', 'events', { key: writer, body })).status, 201)
    const texts = async () =>
      (await registry.connection.pool.query('select id, title, place, address from event order by id')).rows
    const before = await texts()
    t.equal((await erase()).status, 200)
    t.strictSame(await texts(), before)
    t.equal((await registry.connection.pool.query(`select from contact where slug = 'wewnetrzny'`)).rowCount, 0)
  }
)

tap.test('POST /people/{person}/erasure: the rest of links, addresses and unique values is still valid', async (t) => {
  const registry = await setup(t)
  const { call, get } = registry
  const { contact, erase, writer } = await subject(registry)
  await contact('tylko-adres', { email: 'z.cwiakalska-zuk@example.org', email_visibility: 'public' })
  await contact('takze-telefon', {
    email: 'zaneta-cwiakalska-zuk@example.org',
    email_visibility: 'public',
    phone: FIXED,
    phone_visibility: 'public'
  })
  const event = {
    title: 'Zjazd',
    slug: 'zjazd-probny',
    kind: 'conference',
    form: 'online',
    status: 'held',
    links: [{ title: 'Wywiad', url: 'https://example.org/zaneta-cwiakalska-zuk/1' }],
    sources: [
      { source: 's000', locator: 'Żaneta Ćwiąkałska-Żuk' },
      { source: 's000', locator: 'Ćwiąkałska-Żuk Żaneta' }
    ]
  }
  t.equal((await call('POST', 'events', { key: writer, body: event })).status, 201)
  t.equal((await erase()).status, 200)
  t.equal((await get('contacts/tylko-adres')).status, 404)
  t.match((await get('contacts/takze-telefon')).json, { email: null, phone: FIXED })
  const { links, sources } = (await get('events/zjazd-probny?include=sources')).json
  t.equal(links[0].url, 'https://example.org/usunieto/1')
  t.strictSame(
    sources.map(({ locator }: { locator: string }) => locator.replace(/[0-9a-f]{12}/, '#')),
    ['[usunięto #]', '[usunięto #]']
  )
})

tap.test(
  'POST /people/{person}/erasure finds the name after a line break in JSON, and in planner samples of any table',
  async (t) => {
    const registry = await setup(t)
    const { call, connection } = registry
    const { erase, writer } = await subject(registry)
    for (const n of [1, 2]) {
      const body = {
        title: `Zjazd ${n}`,
        slug: `zjazd-${n}`,
        kind: 'conference',
        form: 'online',
        status: 'held',
        occasion: `Jubileusz nr ${n} p. Żaneta\u00a0Ćwiąkałska-Żuk`
      }
      t.equal((await call('POST', 'events', { key: writer, body })).status, 201)
    }
    await connection.pool.query('analyze event')
    await sql`with sent as (
      insert into import (resource, match_on, dry_run, total) values ('events', 'slug', true, 1) returning id
    )
    insert into import_row (import_id, line, outcome, diff, errors) select id, 2, 'create',
      ${JSON.stringify([
        { field: 'address', before: null, after: 'Kontakt:\nŻaneta Ćwiąkałska-Żuk\nz.c@example.org' }
      ])},
      '[]' from sent`.execute(registry.db)
    const found = async () =>
      (
        await connection.pool.query<{ place: string }>(`
        select 'planner' as place from pg_stats s where s::text like '%wiąkałska%'
        union all select 'report' from import_row r where r::text like '%wiąkałska%' order by 1`)
      ).rows.map(({ place }) => place)
    t.strictSame(await found(), ['planner', 'report'])
    t.equal((await erase()).status, 200)
    t.strictSame(await found(), [])
  }
)

tap.test(
  'POST /people/{person}/erasure during the preview of an import: its report does not restore the data',
  async (t) => {
    const registry = await withImports(t)
    const { id, erase } = await subject({ ...registry, key: registry.makeKey })
    const sent = await registry.post(
      'resource=people',
      'slug,given_name,family_name\nnowy-slug,Żaneta,Ćwiąkałska-Żuk\n'
    )
    // The worker has read the file and waits for a slug that another transaction may be about to take.
    const other = await registry.connection.pool.connect()
    await other.query(`begin; insert into person (slug, given_name, family_name) values ('nowy-slug', 'Anna', 'Inna')`)
    const work = registry.work()
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while (((await registry.connection.pool.query(waits)).rowCount ?? 0) === 0)
      await new Promise((resolve) => setTimeout(resolve, 20))
    const erased = await erase()
    await other.query('rollback')
    other.release()
    await work
    t.equal(erased.status, 200)
    t.equal(await registry.one(`select count(*)::int from import_row where import_id = '${sent.json.id}'`), 0)
    t.equal(await registry.one(`select count(*)::int from person where family_name like 'Ćwiąkałska%'`), 0)
    t.equal((await registry.call('GET', `people/${id}`)).status, 410)
  }
)

tap.test('POST /imports refuses deeply nested values, which would block the work', async (t) => {
  const registry = await withImports(t)
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  const files = {
    json: `{"slug":"a","sources":${deep}}\n`,
    name: '{"slug":"a","__proto__":{"title":"b"}}\n',
    twice: '{"slug":"a","slug":"b"}\n'
  }
  for (const [what, code] of Object.entries({ json: 'too_deep', name: 'forbidden_name', twice: 'repeated_name' }))
    t.match(
      (await registry.post('resource=events', files[what as keyof typeof files])).json,
      { status: 400, errors: [{ code }] },
      what
    )
  const { rows } = await registry.preview('resource=events', `slug,participants\na,${deep}\n`)
  t.match(rows, [{ outcome: 'error', errors: [{ column: 'participants', code: 'too_deep' }] }])
})

tap.test('GET /contacts of a restricted person: reads of formerly public addresses are audited, too', async (t) => {
  const registry = await setup(t)
  const { call, db } = registry
  const { id, contact, admin } = await subject(registry)
  await contact('zastrzezony', { printed_holder: { id }, email: 'z.c@example.org', email_visibility: 'public' })
  t.equal((await call('POST', `people/${id}/restriction`, { key: admin, body: { reason: 'objection' } })).status, 200)
  const response = await call('GET', 'contacts/zastrzezony', { key: admin })
  t.equal(response.json.email, 'z.c@example.org')
  const entry = await db
    .selectFrom('audit')
    .select(['action', 'fields', 'request_id'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  t.strictSame(entry, { action: 'contact.read', fields: ['email'], request_id: response.headers['request-id'] })
  t.equal((await sql<{ n: number }>`select count(*) as n from pending_disclosure`.execute(db)).rows[0]?.n, 0)
})

tap.test('SQL: konwent_readonly sees no appointments of restricted people', async (t) => {
  const registry = await setup(t)
  const { call, db, key } = registry
  const count = () =>
    db.transaction().execute(async (tx) => {
      await sql`set local role konwent_readonly`.execute(tx)
      return (
        await sql<{ n: number }>`select count(*) as n from appointment a where a.person_id = ${id}::uuid`.execute(tx)
      ).rows[0]?.n
    })
  const { id } = (await registry.get('people/ewelina-szkutnicka')).json as { id: string }
  t.ok(Number(await count()) > 0)
  await call('POST', `people/${id}/restriction`, { key: await key(['privacy:admin']), body: { reason: 'objection' } })
  t.equal(await count(), 0)
})

tap.test('PATCH /v1/contacts does not publish values that its writer may not see', async (t) => {
  const registry = await setup(t)
  const writer = await registry.key(['registry:write'])
  const reader = await registry.key(['registry:write', 'contacts:read'])
  const body = {
    slug: 'ukryty',
    organisation: { slug: 'cus-belzyce' },
    heading: 'Kancelaria',
    email: 'tajny@example.org',
    phone: '+48815172002'
  }
  const made = await registry.call('POST', 'contacts', { key: reader, body })
  t.equal(made.status, 201)
  const change = (key: string, patch: object, tag = made.headers.etag) =>
    registry.call('PATCH', 'contacts/ukryty', { key, body: patch, headers: { 'if-match': tag as string } })
  const refused = await change(writer, { email_visibility: 'public' })
  t.equal(refused.status, 403)
  t.notMatch(refused.text, /tajny/)
  const own = await change(writer, { email: 'wlasny@example.org', email_visibility: 'public' })
  t.match(own.json, { email: 'wlasny@example.org', phone: null }, 'values in the body may be published')
  t.match((await change(reader, { phone_visibility: 'public' }, own.headers.etag)).json, { phone: '+48815172002' })
})

tap.test('PATCH /v1/contacts: changes of hidden values are only in the audit', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write', 'contacts:read'])
  const body = {
    slug: 'polowa',
    organisation: { slug: 'cus-belzyce' },
    email: 'jawny@example.org',
    email_visibility: 'public',
    phone: '+48815172002'
  }
  const made = await registry.call('POST', 'contacts', { key, body })
  const organisation = (await registry.get('organisations/cus-belzyce')).json.version
  const changed = await registry.call('PATCH', 'contacts/polowa', {
    key,
    body: { phone: '+48815172003', review_on: '2027-01-01' },
    headers: { 'if-match': made.headers.etag as string }
  })
  t.equal(changed.status, 200)
  const last = (table: 'change' | 'audit') =>
    registry.db.selectFrom(table).select('fields').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  t.strictSame((await last('change'))?.fields, [])
  t.strictSame((await last('audit'))?.fields, ['phone', 'review_on'])
  t.equal(
    (await registry.get('organisations/cus-belzyce')).json.version,
    organisation,
    'and do not touch the organisation'
  )
})

tap.test('POST /v1/memberships refuses restricted and erased people', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write', 'declarations:decide', 'privacy:admin'])
  const member = (slug: string) =>
    registry.call('POST', 'memberships', { key, body: { person: { slug }, tier: 'honorary', tier_basis: 'printed' } })
  t.equal(
    (await registry.call('POST', 'people/anna-ostasz/restriction', { key, body: { reason: 'objection' } })).status,
    200
  )
  t.match((await member('anna-ostasz')).json, { status: 409, code: 'processing_restricted' })
  t.equal(
    (await registry.call('POST', 'people/ewelina-szkutnicka/erasure', { key, body: { pseudonymise_name: false } }))
      .status,
    200
  )
  t.equal((await member('ewelina-szkutnicka')).status, 422)
})
