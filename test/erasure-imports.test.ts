// An erasure deletes the waiting files that concern the person, and no import at the same time brings the data back.
import type { Test } from 'tap'
import tap from 'tap'
import { withImports } from './imports.ts'

const PHONE = '+48602345678'
const OTHER = 'Anna,Inna'

/** Starts the registry with a person who has a contact, an appointment and a membership. */
async function subject(t: Test) {
  const registry = await withImports(t)
  const { call, makeKey } = registry
  const writer = await makeKey(['registry:write', 'contacts:read', 'declarations:decide'])
  const admin = await makeKey(['privacy:admin'])
  const create = async (path: string, body: object) => {
    const { status, json, text } = await call('POST', path, { key: writer, body })
    if (status !== 201) throw new Error(text)
    return json as { id: string; slug: string }
  }
  const person = await create('people', { given_name: 'Kunegunda', family_name: 'Wrońska', slug: 'kunegunda-wronska' })
  const post = await registry.one(`select p.id from post p where not exists (
    select from appointment a where a.post_id = p.id) and not exists (select from contact c where c.post_id = p.id)
    order by p.id limit 1`)
  const free = post ?? (await create('posts', { organisation: { slug: 'cus-belzyce' }, role: 'head' })).id
  const appointment = await create('appointments', {
    person: { id: person.id },
    post: { id: free },
    capacity: 'acting'
  })
  const contact = await create('contacts', {
    slug: 'kontakt-dyrektora',
    organisation: { slug: 'cus-belzyce' },
    printed_holder: { id: person.id },
    phone: PHONE
  })
  const membership = await create('memberships', {
    person: { id: person.id },
    tier: 'honorary',
    tier_basis: 'printed',
    tier_basis_note: 'Odnotowano na liście.',
    founder: false,
    founding_signatory: false,
    status: 'active'
  })
  const erase = (pseudonymise_name: boolean) =>
    call('POST', `people/${person.id}/erasure`, { key: admin, body: { pseudonymise_name } })
  const dossier = async () =>
    (await call('GET', `people/${person.id}/dossier`, { key: admin })).json.mentions as {
      table: string
      record: string
      text: string
      on_erasure: string
    }[]
  /** Resolves when a connection to the database waits for a lock. */
  const blocked = async () => {
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while (((await registry.connection.pool.query(waits)).rowCount ?? 0) === 0)
      await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const list = async (statement: string): Promise<unknown[]> =>
    (await registry.connection.pool.query({ text: statement, rowMode: 'array' })).rows.map(([first]) => first)
  return {
    ...registry,
    list,
    create,
    writer,
    person,
    postId: free,
    appointment,
    contact,
    membership,
    erase,
    dossier,
    blocked
  }
}

/** Files that concern the person, each by something else. */
const filesOf = (own: Awaited<ReturnType<typeof subject>>): Record<string, [query: string, content: string]> => ({
  'the id of the person': ['resource=people&match_on=id', `id,given_name\n${own.person.id},Ktosia\n`],
  'the slug of the person': ['resource=people', 'slug,academic_title\nkunegunda-wronska,dr\n'],
  'the name in two cells': ['resource=people', 'slug,given_name,family_name\nnowa-osoba,Kunegunda,Wrońska\n'],
  'the name with escapes': [
    'resource=people',
    '{"slug":"nowa-osoba","given_name":"Kunegunda","family_name":"Wro\\u0144ska"}\n'
  ],
  'the id of a contact': ['resource=contacts&match_on=id', `id,email\n${own.contact.id},gwiazdka77@example.org\n`],
  'the slug of a contact': ['resource=contacts', 'slug,email\nkontakt-dyrektora,gwiazdka77@example.org\n'],
  'the holder of a new contact': [
    'resource=contacts',
    'slug,organisation_slug,printed_holder_slug,email\nnowy,cus-belzyce,kunegunda-wronska,gwiazdka77@example.org\n'
  ],
  'the post of a new contact': ['resource=contacts', `slug,post_id,email\nnowy,${own.postId},gwiazdka77@example.org\n`],
  'a contact value': ['resource=contacts', 'slug,organisation_slug,heading\nnowy,cus-belzyce,tel. 602 345 678\n'],
  'a number without its plus': ['resource=contacts', 'slug,organisation_slug,heading\nn,cus-belzyce,48602345678\n'],
  'the id of an appointment': [
    'resource=appointments&match_on=id',
    `id,note\n${own.appointment.id},Pracuje zdalnie.\n`
  ],
  'the holder of an appointment': [
    'resource=appointments',
    `person_slug,post_id,note\nkunegunda-wronska,${own.postId},Pracuje zdalnie.\n`
  ],
  'the member of a membership': [
    'resource=memberships',
    'person_slug,tier_basis_note\nkunegunda-wronska,Prosi o kontakt.\n'
  ],
  'the id of a membership': [
    'resource=memberships&match_on=id',
    `id,tier_basis_note\n${own.membership.id},Prosi o kontakt.\n`
  ]
})

for (const pseudonymise of [false, true])
  tap.test(`POST /people/{person}/erasure deletes waiting imports, with the name: ${pseudonymise}`, async (t) => {
    const own = await subject(t)
    const waiting: [kind: string, id: string][] = []
    for (const [kind, [query, content]] of Object.entries(filesOf(own))) {
      const { id, status } = await own.preview(query, content)
      t.equal(status, 'previewed', kind)
      waiting.push([kind, id])
    }
    const mixed = await own.preview('resource=people', `slug,given_name,family_name\nx,${OTHER}\ny,Kunegunda,Wrońska\n`)
    const foreign = await own.preview('resource=people', `slug,given_name,family_name\nanna-inna,${OTHER}\n`)
    // Only the report has the name as it was read.
    const hyphenated = await own.preview('resource=people', 'given_name,family_name\nKunegunda,Wroń\u00adska\n')
    const queued = await own.post('resource=people&match_on=id', `id,given_name\n${own.person.id},Ktosia\n`)

    const files = (await own.dossier()).filter(({ table }) => table === 'import_file')
    const found = new Map(files.map((mention) => [mention.record, mention]))
    for (const [kind, id] of waiting) t.match(found.get(id), { on_erasure: 'erased' }, `the dossier mentions ${kind}`)
    t.equal(found.get(mixed.id)?.text, 'y,Kunegunda,Wrońska', 'without the rows about others')
    t.notOk(found.has(foreign.id))

    t.equal((await own.erase(pseudonymise)).status, 200)
    await own.work()
    const others = [
      ['mixed', mixed.id],
      ['hyphenated', hyphenated.id],
      ['queued', queued.json.id]
    ] as const
    for (const [kind, id] of [...waiting, ...others]) {
      const { json } = await own.get(`imports/${id}`)
      t.match(json, { status: 'stale', messages: [{ code: 'file_erased' }] }, kind)
      t.equal((await own.apply(id)).response.status, 412, kind)
    }
    const left = await own.list('select import_id from import_file union all select import_id from import_row')
    t.strictSame(left, [foreign.id, foreign.id], 'no other file, no other row')
    t.equal((await own.apply(foreign.id)).import.status, 'applied', 'a file about others can be applied')
    t.equal(await own.one(`select count(*)::int from contact where email like 'gwiazdka77%'`), 0)
  })

tap.test('POST /people/{person}/erasure waits for an upload that is under way', async (t) => {
  const own = await subject(t)
  const upload = await own.connection.pool.connect()
  t.teardown(() => upload.release())
  await upload.query(`begin; select pg_advisory_xact_lock_shared(hashtext('konwent import files'));
    with sent as (insert into import (resource, match_on, dry_run, total) values ('people', 'slug', true, 1) returning id)
    insert into import_file (import_id, format, content)
    select id, 'csv', E'slug,academic_title\nkunegunda-wronska,dr\n' from sent`)
  const erasing = own.erase(true)
  await own.blocked()
  await upload.query('commit')
  t.equal((await erasing).status, 200)
  t.equal(await own.one('select count(*)::int from import_file'), 0)
})

tap.test('POST /people/{person}/erasure during a preview: the report has no values from before it', async (t) => {
  const own = await subject(t)
  await own.create('people', { given_name: 'Anna', family_name: 'Inna', slug: 'anna-inna' })
  const membership = await own.one(`update membership set representative_id = '${own.person.id}'
    where organisation_id = (select id from organisation where slug = 'cus-belzyce') returning id`)
  const sent = await own.post('resource=memberships&match_on=id', `id,representative_slug\n${membership},anna-inna\n`)
  // The worker has read the membership, and waits for the person to whom it shall refer.
  const other = await own.connection.pool.connect()
  t.teardown(() => other.release())
  await other.query(`begin; select from person where slug = 'anna-inna' for update`)
  const work = own.work()
  await own.blocked()
  const erased = await own.erase(true)
  await other.query('commit')
  await work
  t.equal(erased.status, 200)
  t.match((await own.get(`imports/${sent.json.id}`)).json, { status: 'previewed', counts: { update: 1 } })
  t.equal(await own.one(`select count(*)::int from import_row r where r::text like '%wronska%'`), 0)
})

tap.test('POST /contacts during an erasure of the holder is refused', async (t) => {
  const own = await subject(t)
  const other = await own.connection.pool.connect()
  t.teardown(() => other.release())
  await other.query(`begin; select from person where id = '${own.person.id}' for update;
    select set_config('konwent.erasing', 'on', true);
    update person set erased_at = now() where id = '${own.person.id}'`)
  const posted = own.call('POST', 'contacts', {
    key: own.writer,
    body: {
      slug: 'nowy',
      organisation: { slug: 'cus-belzyce' },
      printed_holder: { id: own.person.id },
      email: 'gwiazdka77@example.org'
    }
  })
  await own.blocked()
  await other.query('commit')
  t.equal((await posted).status, 422)
})
