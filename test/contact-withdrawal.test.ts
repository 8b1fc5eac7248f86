// A contact withdrawn because of the end of an appointment stays withdrawn after any change, until staff cancel it.
import { sql } from 'kysely'
import tap, { type Test } from 'tap'
import { connect } from '../src/db/connect.ts'
import { clearStatistics, database } from './helper.ts'
import { withImports } from './imports.ts'

type Registry = Awaited<ReturnType<typeof withImports>>

const EMAIL = 'z.proba@example.org'
const ORGANISATION = { slug: 'cus-belzyce' }
const OTHER = { slug: 'cus-alwernia' }
const PATH = 'contacts/kontakt-proba'

const day = async ({ db }: Pick<Registry, 'db'>, shift = 0): Promise<string> =>
  (
    await sql<{
      day: string
    }>`select ((now() at time zone 'Europe/Warsaw')::date + ${shift}::int)::text as day`.execute(db)
  ).rows[0]?.day as string

/** Starts a registry with a public contact of a post that its printed holder left yesterday. */
async function withdrawn(t: Test, period?: object) {
  const registry = await withImports(t)
  const { call, makeKey, db } = registry
  const get = (path: string) => call('GET', path)
  const writer = await makeKey(['registry:write'])
  const staff = await makeKey(['registry:write', 'contacts:read'])
  const make = async (path: string, body: object) => {
    const response = await call('POST', path, { key: staff, body })
    if (response.status !== 201) throw new Error(response.text)
    return response.json
  }
  const change = async (key: string, path: string, body: object | null) => {
    const { headers } = await call('GET', path, { key: staff })
    const sent = { key, headers: { 'if-match': headers.etag as string } }
    return call(body === null ? 'DELETE' : 'PATCH', path, { ...sent, ...(body && { body }) })
  }
  /** Changes a record with `registry:write` only. */
  const write = async (path: string, body: object | null) => {
    const response = await change(writer, path, body)
    if (response.status >= 300) throw new Error(response.text)
  }
  const postOf = (organisation: object, title: string) => make('posts', { organisation, role: 'head', title })
  const personOf = (family: string) => make('people', { given_name: 'Żaneta', family_name: family })
  const appoint = (person: { id: string }, post: { id: string }, more: object = {}) =>
    make('appointments', { person: { id: person.id }, post: { id: post.id }, capacity: 'substantive', ...more })
  const head = async () => (await db.selectFrom('feed_head').select('seq').executeTakeFirstOrThrow()).seq
  const changesAfter = async (after: number) => {
    const changes = await db
      .selectFrom('change')
      .select(['type', 'op', 'subject_type', 'fields'])
      .where('seq', '>', after)
      .orderBy('seq')
      .execute()
    return changes
      .filter(({ subject_type }) => subject_type === 'contact')
      .map(({ type, op, fields }) => `${type} ${op} ${fields}`)
  }
  const person = await personOf('Próba')
  const post = await postOf(ORGANISATION, 'Dyrektor próbny')
  const appointment = await appoint(person, post, period ?? { ended: { on: await day(registry, -1) } })
  const holder = { printed_holder: { id: person.id } }
  const contact = await make('contacts', {
    slug: 'kontakt-proba',
    post: { id: post.id },
    ...holder,
    email: EMAIL,
    email_visibility: 'public'
  })
  const begun = await head()

  /** Fails if a reader without the right to staff contacts can find the address, or the change log announced it. */
  const hidden = async (what: string) => {
    const partner = await makeKey(['contacts:read'], 'partner')
    t.equal((await get(PATH)).status, 404, what)
    t.equal((await call('GET', PATH, { key: partner })).status, 404, what)
    const lists = [
      'contacts?limit=500',
      'organisations?include=contacts&limit=500',
      'organisations/cus-belzyce/contacts'
    ]
    const feeds = [
      'snapshot?format=ndjson',
      'changes?include=data&limit=100&types=contact',
      'contacts?format=ndjson',
      'contacts?format=csv'
    ]
    for (const path of [...lists, ...feeds]) t.notMatch((await get(path)).text, EMAIL, `${what}: ${path}`)
    t.notMatch((await call('GET', 'contacts?limit=500', { key: partner })).text, EMAIL, what)
    t.strictSame(await changesAfter(begun), [], `${what}: the change log has no entry`)
  }
  const lift = () => change(staff, PATH, { withdrawn_on: null })
  return {
    ...registry,
    get,
    ...{
      writer,
      staff,
      make,
      change,
      write,
      postOf,
      personOf,
      appoint,
      head,
      changesAfter,
      hidden,
      lift,
      person,
      post,
      appointment,
      contact,
      holder
    }
  }
}

tap.test('DELETE and PATCH /appointments do not make a withdrawn contact public again', async (t) => {
  const registry = await withdrawn(t)
  const { write, hidden, appointment, get, lift, changesAfter, head, person, post, appoint } = registry
  await hidden('after the end')
  for (const ended of [
    { on: await day(registry, 30) },
    { on: null },
    { on: await day(registry, -9) },
    { on: null, not_before: '2026-01-01' }
  ]) {
    await write(`appointments/${appointment.id}`, { ended })
    await hidden(`ended ${JSON.stringify(ended)}`)
  }
  await write(`appointments/${appointment.id}`, null)
  await hidden('after the deletion')
  await appoint(person, post)
  await hidden('after a new appointment')
  const before = await head()
  t.equal((await lift()).status, 200)
  t.strictSame(await changesAfter(before), ['contact.updated upsert withdrawn_on'], 'the change log has the contact')
  t.equal((await get(PATH)).json.email, EMAIL)
})

tap.test('PATCH /contacts: a withdrawn contact stays withdrawn after a move', async (t) => {
  const { call, write, hidden, change, staff, postOf, personOf, appoint, post, holder } = await withdrawn(t)
  const vacant = await postOf(OTHER, 'Stanowisko wolne')
  const taken = await postOf(OTHER, 'Stanowisko zajęte')
  const successor = await personOf('Następczyni')
  await appoint(successor, taken)
  const moves: [what: string, body: object][] = [
    ['a post without appointments', { post: { id: vacant.id } }],
    ['a post with a holder', { post: { id: taken.id }, printed_holder: { id: successor.id } }],
    ['no holder', { printed_holder: null }],
    ['an organisation', { post: null, organisation: OTHER }],
    ['another organisation', { organisation: ORGANISATION }],
    ['the first post', { organisation: null, post: { id: post.id }, ...holder }]
  ]
  for (const [what, body] of moves) {
    await write(PATH, body)
    await hidden(what)
  }
  t.equal((await change(staff, PATH, { printed_holder: null })).status, 200)
  await hidden('a move with a key that could cancel the withdrawal')
  const whole = {
    slug: 'kontakt-proba',
    post: { id: taken.id },
    email: EMAIL,
    email_visibility: 'public',
    address_visibility: 'public',
    phone_visibility: 'public'
  }
  t.equal((await put(staff, whole)).status, 200)
  await hidden('a replacement without the property')

  async function put(key: string, body: object) {
    const { headers } = await call('GET', PATH, { key: staff })
    return call('PUT', PATH, { key, body, headers: { 'if-match': headers.etag as string } })
  }
})

tap.test('DELETE /people, POST …/merger, …/restriction: a withdrawn contact stays withdrawn', async (t) => {
  const registry = await withdrawn(t)
  const { call, writer, make, makeKey, write, hidden, personOf, postOf, appoint, person, post, appointment } = registry
  const admin = await makeKey(['privacy:admin'])
  for (const method of ['POST', 'DELETE'] as const) {
    const body = { reason: 'objection' }
    t.equal(
      (await call(method, `people/${person.id}/restriction`, { key: admin, ...(method === 'POST' && { body }) }))
        .status,
      method === 'POST' ? 200 : 204
    )
    t.equal((await call('GET', PATH)).status, 404, `restriction: ${method}`)
  }
  const duplicate = await personOf('Próbna')
  await appoint(duplicate, post)
  t.equal(
    (await call('POST', `people/${person.id}/merger`, { key: writer, body: { into: { id: duplicate.id } } })).status,
    200
  )
  await hidden('a merger of people, one of whom is in office')
  const slug = 'cus-proba'
  await make('organisations', { slug, name: 'Centrum Usług Społecznych Próba', short_name: 'CUS Próba', kind: 'cus' })
  const same = await postOf({ slug }, 'Dyrektor próbny')
  await appoint(await personOf('Druga'), same)
  t.equal(
    (await call('POST', `organisations/${slug}/merger`, { key: writer, body: { into: ORGANISATION } })).status,
    200
  )
  await hidden('a merger of organisations and of their posts')
  await write(`posts/${post.id}`, { title: 'Dyrektor dawny' })
  await write(PATH, { printed_holder: null })
  const { data } = (await call('GET', 'organisations/cus-belzyce/appointments?limit=500')).json
  const held = data.filter((one: { post: { id: string } }) => one.post.id === post.id)
  t.equal(held.length, 3)
  for (const { id } of held) await write(`appointments/${id}`, null)
  t.equal((await call('GET', `appointments/${appointment.id}`)).status, 404)
  await write(`people/${duplicate.id}`, null)
  await hidden('a deletion of the person and of all appointments')
})

tap.test('POST /imports does not make a withdrawn contact public again, unless a row clears the day', async (t) => {
  const registry = await withdrawn(t)
  const { preview, call, get, hidden, key, personOf, appoint, postOf, post, appointment } = registry
  const imported = async (resource: string, row: object) => {
    const done = await preview(
      `resource=${resource}&match_on=${resource === 'contacts' ? 'slug' : 'id'}&dry_run=false`,
      JSON.stringify(row)
    )
    return {
      status: done.status,
      errors: done.rows.flatMap(({ errors }: { errors: { code: string }[] }) => errors.map(({ code }) => code))
    }
  }
  const done = { status: 'applied', errors: [] }
  const other = await postOf(OTHER, 'Stanowisko zajęte')
  await appoint(await personOf('Następczyni'), other)
  t.strictSame(await imported('appointments', { id: appointment.id, ended: { on: null } }), done)
  await hidden('an import of appointments')
  t.strictSame(
    await imported('contacts', { slug: 'kontakt-proba', printed_holder: null, post: { id: other.id } }),
    done
  )
  await hidden('an import of contacts')
  const { withdrawn_on, ...shown } = (await call('GET', PATH, { key })).json
  t.strictSame(
    await imported('contacts', { ...shown, withdrawn_on, heading: 'Sekretariat' }),
    done,
    'an export with one change'
  )
  await hidden('an import that repeats the day')
  const later = await imported('contacts', { slug: 'kontakt-proba', withdrawn_on: await day(registry, 9) })
  t.strictSame(later, { status: 'failed', errors: ['read_only_column'] })
  const fresh = { slug: 'kontakt-nowy', post: { id: post.id }, email: 'nowy@example.org', withdrawn_on: '2027-01-01' }
  t.strictSame((await imported('contacts', fresh)).errors, ['read_only_column'])
  await hidden('an import of another day')
  t.strictSame(await imported('contacts', { slug: 'kontakt-proba', withdrawn_on: null }), done)
  t.equal((await get(PATH)).json.email, EMAIL)
})

tap.test('PATCH and PUT /contacts: only a staff key with contacts:read cancels a withdrawal', async (t) => {
  const registry = await withdrawn(t)
  const {
    call,
    get,
    change,
    hidden,
    lift,
    writer,
    staff,
    makeKey,
    appointment,
    write,
    changesAfter,
    head,
    db,
    person
  } = registry
  const partner = await makeKey(['contacts:read'], 'partner')
  const refused = { status: 403, code: 'insufficient_scope' }
  t.match((await change(writer, PATH, { withdrawn_on: null })).json, refused)
  t.match((await change(partner, PATH, { withdrawn_on: null })).json, refused)
  // A partner never has such a key. Even such a key could not do it.
  await sql`alter table api_key drop constraint if exists api_key_partner_scopes`.execute(db)
  const both = await makeKey(['registry:write', 'contacts:read'], 'partner')
  t.match((await change(both, PATH, { withdrawn_on: null })).json, refused)
  const { json, headers } = await call('GET', PATH, { key: staff })
  const body = {
    slug: json.slug,
    post: { id: json.post.id },
    printed_holder: { id: person.id },
    email: EMAIL,
    email_visibility: 'public'
  }
  const put = (key: string, more: object) =>
    call('PUT', PATH, {
      key,
      headers: { 'if-match': '*' },
      body: { ...body, address_visibility: 'staff', phone_visibility: 'staff', ...more }
    })
  t.match((await put(writer, { withdrawn_on: null })).json, refused)
  t.equal(
    (await put(staff, { withdrawn_on: json.withdrawn_on })).headers.etag,
    headers.etag,
    'the stored day changes nothing'
  )
  for (const withdrawn_on of [await day(registry, 1), '2020-01-01']) {
    const errors = [{ pointer: '/withdrawn_on', code: 'read_only' }]
    t.match(
      (await change(staff, PATH, { withdrawn_on })).json,
      { status: 422, code: 'rule_broken', errors },
      withdrawn_on
    )
    t.match((await put(staff, { withdrawn_on })).json, { status: 422, errors }, withdrawn_on)
    const fresh = { slug: 'kontakt-nowy', organisation: ORGANISATION, email: EMAIL, withdrawn_on }
    t.match((await call('POST', 'contacts', { key: staff, body: fresh })).json, { status: 422, errors }, withdrawn_on)
  }
  await hidden('refused requests changed nothing')

  let before = await head()
  const lifted = await put(staff, { withdrawn_on: null })
  t.strictSame([lifted.status, lifted.json.withdrawn_on], [200, null])
  t.strictSame(await changesAfter(before), ['contact.updated upsert withdrawn_on'])
  t.equal((await get(PATH)).json.email, EMAIL)
  t.notMatch(lifted.text + (await get('contacts?limit=500')).text, /lifted/)
  t.equal((await change(writer, PATH, { withdrawn_on: null })).status, 200, 'nothing is left to cancel')

  // Appointments before the cancellation do not withdraw the contact again.
  await write(`appointments/${appointment.id}`, { ended: { on: await day(registry, -9) } })
  await write(PATH, { heading: 'Sekretariat' })
  await write(PATH, { printed_holder: null })
  await write(PATH, { printed_holder: { id: person.id } })
  t.equal((await get(PATH)).json.withdrawn_on, null)

  before = await head()
  await write(`appointments/${appointment.id}`, { ended: { on: await day(registry, 2) } })
  t.equal((await get(PATH)).json.withdrawn_on, await day(registry, 2), 'a later end does, from its day on')
  await write(`appointments/${appointment.id}`, { ended: { on: await day(registry) } })
  t.ok((await changesAfter(before)).includes('contact.withdrawn redact '), 'the change log has an entry')
  t.equal((await get(PATH)).status, 404)
  await write(`appointments/${appointment.id}`, null)
  t.equal((await get(PATH)).status, 404)
  t.equal((await lift()).status, 200)
  t.equal((await get(PATH)).status, 200)
})

tap.test('PATCH /appointments: a future withdrawal follows the end, and can be cancelled in advance', async (t) => {
  const registry = await withdrawn(t, {})
  const { get, write, appointment, lift, change, writer, postOf, call, staff } = registry
  const expected = async (shift: number | null, what: string) =>
    t.equal((await get(PATH)).json.withdrawn_on, shift === null ? null : await day(registry, shift), what)
  for (const shift of [5, 9, 2, null, 7]) {
    await write(`appointments/${appointment.id}`, {
      ended: { on: shift === null ? null : await day(registry, shift) }
    })
    await expected(shift, `ended ${shift}`)
  }
  await write(PATH, { post: { id: (await postOf(OTHER, 'Stanowisko wolne')).id } })
  await expected(null, 'moved to a post without appointments')
  await write(PATH, { post: { id: appointment.post.id } })
  await expected(7, 'moved back')
  t.equal((await change(writer, PATH, { withdrawn_on: null })).status, 403)
  t.equal((await lift()).status, 200)
  await expected(null, 'cancelled in advance')
  await write(`appointments/${appointment.id}`, { ended: { on: await day(registry, 8) } })
  await expected(8, 'a later end')
  const frozen = await registry.makeKey(['privacy:admin'])
  t.equal(
    (
      await call('POST', `people/${appointment.person.id}/restriction`, {
        key: frozen,
        body: { reason: 'objection' }
      })
    ).status,
    200
  )
  const lifting = await call('PATCH', PATH, {
    key: staff,
    headers: { 'if-match': '*' },
    body: { withdrawn_on: null }
  })
  t.match(lifting.json, { status: 409, code: 'processing_restricted' })
})

tap.test('POST /organisations/{organisation}/merger: a day computed during a merger is not a withdrawal', async (t) => {
  const registry = await withdrawn(t, {})
  const { call, get, make, staff, personOf, postOf, appoint, changesAfter, head } = registry
  const slug = 'cus-proba'
  await make('organisations', { slug, name: 'Centrum Usług Społecznych Próba', short_name: 'CUS Próba', kind: 'cus' })
  const person = await personOf('Dwojga')
  // In office at the duplicate, and formerly at the remaining organisation: only both together show that she is there.
  const ended = { ended: { on: await day(registry, -100) } }
  await appoint(person, await postOf({ slug }, 'Dyrektorka próbna'))
  await appoint(person, await postOf(ORGANISATION, 'Zastępczyni'), ended)
  await appoint(person, await postOf({ slug }, 'Zastępczyni'), { ended: { on: await day(registry, -300) } })
  await appoint(await personOf('Trzecia'), await postOf(ORGANISATION, 'Dyrektorka próbna'), ended)
  const reached = { printed_holder: { id: person.id }, email_visibility: 'public' }
  await make('contacts', { slug: 'kontakt-osoby', organisation: { slug }, ...reached, email: 'osoba@example.org' })
  const before = await head()
  const merged = await call('POST', `organisations/${slug}/merger`, { key: staff, body: { into: ORGANISATION } })
  t.equal(merged.status, 200)
  t.match((await get('contacts/kontakt-osoby')).json, {
    withdrawn_on: null,
    email: 'osoba@example.org',
    organisation: ORGANISATION
  })
  t.notMatch((await changesAfter(before)).join(), 'redact')
})

tap.test('PATCH /posts: a moved post keeps the withdrawal of its holder', async (t) => {
  const registry = await withdrawn(t, {})
  const { get, make, write, postOf, personOf, appoint } = registry
  const person = await personOf('Dwojga')
  await appoint(person, await postOf(ORGANISATION, 'Zastępczyni'), { ended: { on: await day(registry, -100) } })
  const post = await postOf(ORGANISATION, 'Dyrektorka próbna')
  await appoint(person, post)
  const reached = { printed_holder: { id: person.id }, email_visibility: 'public' }
  await make('contacts', { slug: 'kontakt-osoby', organisation: ORGANISATION, ...reached, email: 'osoba@example.org' })
  t.equal((await get('contacts/kontakt-osoby')).status, 200)
  await write(`posts/${post.id}`, { organisation: OTHER })
  t.equal((await get('contacts/kontakt-osoby')).status, 404, 'no printed holder is in the organisation any more')
  await write(`posts/${post.id}`, { organisation: ORGANISATION })
  t.equal((await get('contacts/kontakt-osoby')).status, 404)
})

tap.test('SQL: null cancels a withdrawal, and writing the same day keeps it', async (t) => {
  const { get, connection, one, hidden, appointment } = await withdrawn(t)
  const run = (statement: string) => connection.pool.query(statement)
  await run(`update contact set withdrawn_on = withdrawn_on, heading = 'x' where slug = 'kontakt-proba'`)
  await run(`update appointment set ended_on = null where id = '${appointment.id}'`)
  await hidden('by hand')
  await run(`update contact set withdrawn_on = null where slug = 'kontakt-proba'`)
  t.equal((await get(PATH)).status, 200)
  await run(`update contact set withdrawn_on = current_date - 30 where slug = 'kontakt-proba'`)
  t.equal((await get(PATH)).status, 404, 'a day set directly counts, too')
  await run(`update appointment set ended_on = current_date + 30 where id = '${appointment.id}'`)
  t.equal((await get(PATH)).status, 404)
  await t.rejects(
    run(
      `insert into contact (slug, organisation_id, email, withdrawn_on)
        select 'x', id, 'x@example.org', 'infinity' from organisation limit 1`
    )
  )
  t.equal(await one(`select count(*)::int from contact where withdrawn_on = 'infinity'`), 0)
})

tap.test('SQL: bulk changes of appointments read each contact and appointment a bounded number of times', async (t) => {
  const { pool, close } = connect(await database(t), { max: 1, noTimeouts: true })
  t.teardown(close)
  const client = await pool.connect()
  t.teardown(() => client.release(true))
  const COUNT = 1_000
  const run = (statement: string) => client.query(statement)
  const ids = `(select organisation_id from post limit 1)`
  await clearStatistics(client)
  // Plans made while the tables are almost empty are cached for the session.
  await run(`delete from contact`)
  await run(`update appointment set note = 'x' where id in (select id from appointment limit 1)`)
  await run(
    `insert into person (slug, given_name, family_name)
      select 'osoba-' || i, 'Osoba', 'Próbna' || i from generate_series(1, ${COUNT}) i`
  )
  await run(
    `insert into post (organisation_id, title) select ${ids}, 'Stanowisko ' || i from generate_series(1, ${COUNT}) i`
  )
  const people = `(select id, row_number() over (order by slug) as i from person where slug like 'osoba-%')`
  const posts = `(select id, organisation_id, row_number() over (order by title) as i from post
    where title like 'Stanowisko %')`
  const appoint = (tie: string) =>
    run(
      `insert into appointment (person_id, post_id, capacity)
        select p.id, o.id, 'substantive' from ${people} p join ${posts} o on ${tie}`
    )
  const contact = (tie: string, owner: string) =>
    run(`insert into contact (slug, printed_holder_id, ${owner}, email, email_visibility)
    select 'kontakt-' || p.i, p.id, ${owner === 'post_id' ? 'o.id' : 'o.organisation_id'},
      'k' || p.i || '@example.org', 'public' from ${people} p join ${posts} o on ${tie}`)
  const shapes: [what: string, tie: string, owner: string][] = [
    ['a post for each', 'o.i = p.i', 'post_id'],
    ['one post', 'o.i = 1', 'post_id'],
    ['one organisation', 'o.i = p.i', 'organisation_id']
  ]
  for (const [what, tie, owner] of shapes) {
    await run('begin')
    await appoint(tie)
    await contact(tie, owner)
    const reads = async () => {
      const { rows } = await run(
        `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as n from pg_stat_xact_user_tables
          where relname in ('contact', 'appointment')`
      )
      return rows[0].n
    }
    const before = await reads()
    const { rowCount } = await run(
      `update appointment set ended_on = current_date where person_id in (select id from ${people} p)`
    )
    t.equal(rowCount, COUNT, what)
    const { rows } = await run(`select count(*)::int as n from contact where withdrawn_on = current_date`)
    t.equal(rows[0].n, COUNT, what)
    const read = (await reads()) - before
    t.ok(read < 20 * COUNT, `${what}: ${read} rows read for ${COUNT}`)
    await run('rollback')
  }
})
