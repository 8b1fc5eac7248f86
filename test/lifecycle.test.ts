// Transformation of an assistance centre into a CUS, mergers of duplicates, and deletions.
import { sql } from 'kysely'
import tap from 'tap'
import { type Setup, setup } from './helper.ts'

const head = async ({ db }: Setup) =>
  Number((await db.selectFrom('feed_head').select('seq').executeTakeFirstOrThrow()).seq)
/** Returns the entries of the change log after a number, oldest first. */
const changesAfter = async ({ db }: Setup, after: number) =>
  (
    await sql<{ type: string; op: string; subject_id: string; successor_id: string | null; fields: string[] }>`
      select type, op, subject_id, successor_id, fields from change where seq > ${after} order by seq`.execute(db)
  ).rows
const memberCount = async ({ get }: Setup, day: string) =>
  (await get(`memberships?as_of=${day}&limit=1&count=exact`)).json.meta.total

const cus = {
  name: 'Centrum Usług Społecznych w Krzywdzie',
  short_name: 'CUS Krzywda',
  slug: 'cus-krzywda',
  happened: { on: '2026-11-01' },
  creation_mode: 'transformation_ops',
  legal_basis: 'Uchwała nr XX/150/2026 Rady Gminy Krzywda'
}
const OLD_NAME = 'Gminny Ośrodek Pomocy Społecznej w Krzywdzie'

tap.test('POST /organisations/{organisation}/transformation: the record continues as a CUS', async (t) => {
  const registry = await setup(t)
  const { call, get } = registry
  const key = await registry.key(['registry:write'])
  const before = (await get('organisations/gops-krzywda?include=memberships,appointments,contacts')).json
  const counted = await memberCount(registry, '2022-01-01')
  const last = await head(registry)
  const headers = { 'idempotency-key': 'przeksztalcenie-1' }
  const path = 'organisations/gops-krzywda/transformation'
  const body = { ...cus, sources: [{ source: 's000', locator: '99' }] }
  const done = await call('POST', path, { key, headers, body })
  t.equal(done.status, 200)
  t.match(done.json, {
    id: before.id,
    slug: 'cus-krzywda',
    name: cus.name,
    kind: 'cus',
    kind_family: 'cus',
    creation_mode: 'transformation_ops',
    version: 2
  })
  t.match(await changesAfter(registry, last), [
    {
      type: 'organisation.transformed',
      op: 'upsert',
      subject_id: before.id,
      fields: [
        'creation_mode',
        'former_states',
        'kind',
        'kind_family',
        'lineage',
        'name',
        'names',
        'short_name',
        'slug',
        'sources'
      ]
    },
    { type: 'organisation_lineage.created' }
  ])
  const again = await call('POST', path, { key, headers, body })
  t.equal(again.headers['idempotent-replayed'], 'true')
  t.equal(again.text, done.text)
  t.match((await call('POST', 'organisations/cus-krzywda/transformation', { key, body })).json, {
    status: 409,
    code: 'wrong_state',
    errors: [{ code: 'already_transformed' }]
  })

  const moved = await get('organisations/gops-krzywda')
  t.equal(moved.status, 308)
  t.equal(moved.headers.location, '/v1/organisations/cus-krzywda')
  t.equal(
    (await get('memberships?organisation=gops-krzywda&count=exact')).json.meta.total,
    before.memberships.length,
    'a filter accepts the old slug'
  )
  t.equal(
    (await get('memberships?organisation=gops-krzywda,cus-krzywda&count=exact')).json.meta.total,
    before.memberships.length
  )
  const after = (await get('organisations/cus-krzywda?include=memberships,appointments,contacts,names,sources')).json
  for (const part of ['memberships', 'appointments', 'contacts']) {
    const ids = (list: { id: string }[]) => list.map(({ id }) => id)
    t.strictSame(ids(after[part]), ids(before[part]), part)
  }
  t.ok(before.memberships.length > 0)
  t.match(after.names, [
    { name: OLD_NAME, kind: 'former' },
    { name: before.short_name, kind: 'former' }
  ])
  t.ok(
    after.sources.some(
      ({ source, locator }: { source: string; locator: string }) => source === 's000' && locator === '99'
    )
  )
  t.match((await get('organisations/cus-krzywda/lineage')).json.data, [
    {
      predecessor: null,
      predecessor_name: OLD_NAME,
      predecessor_kind: 'gops',
      happened: cus.happened,
      legal_basis: cus.legal_basis
    }
  ])
  t.equal(await memberCount(registry, '2022-01-01'), counted)
  const match = await get(`organisations/match?name=${encodeURIComponent(OLD_NAME)}`)
  t.match(match.json, { chosen: 'cus-krzywda', reason: 'exact_name' })
  t.equal((await get(`organisations?q=${encodeURIComponent('GOPS Krzywda')}`)).json.data[0]?.slug, 'cus-krzywda')
})

tap.test(
  'POST /organisations/{organisation}/transformation: only for the right kinds and creation modes, not in the future',
  async (t) => {
    const registry = await setup(t)
    const key = await registry.key(['registry:write'])
    const transform = async (slug: string, change: object) => {
      const { slug: _slug, ...rest } = cus
      return registry.call('POST', `organisations/${slug}/transformation`, { key, body: { ...rest, ...change } })
    }
    const last = await head(registry)
    const refused: [slug: string, change: object, code: string, pointer?: string][] = [
      ['umwl', {}, 'not_an_assistance_centre'],
      ['mopr-chelm', {}, 'creation_mode_of_another_kind', '/creation_mode'],
      ['gops-krzywda', { creation_mode: 'transformation_mopr' }, 'creation_mode_of_another_kind', '/creation_mode'],
      ['gops-krzywda', { creation_mode: 'agreement_of_gminas' }, 'creation_mode_of_another_kind', '/creation_mode'],
      ['gops-krzywda', { happened: { on: '2999-01-01' } }, 'in_the_future', '/happened'],
      [
        'gops-krzywda',
        { happened: { on: '2026-01-01', not_before: '2025-01-01' } },
        'organisation_lineage_happened_invalid',
        '/happened'
      ],
      ['gops-krzywda', { happened: { not_before: '2026-01-01' }, new_record: true }, 'day_not_exact', '/happened'],
      ['gops-krzywda', { happened: { on: '2021-09-16' }, new_record: true }, 'before_joining', '/happened'],
      ['gops-krzywda', { name: OLD_NAME }, 'same_name', '/name'],
      ['gops-krzywda', { sources: [{ source: 'nie-ma' }] }, 'unknown_reference', '/sources/0/source']
    ]
    for (const [slug, change, code, pointer] of refused) {
      const response = await transform(slug, change)
      t.match(
        response.json,
        { status: 422, code: 'rule_broken', errors: [{ code, ...(pointer && { pointer }) }] },
        code
      )
    }
    t.match((await transform('cus-belzyce', {})).json, { status: 409, code: 'wrong_state' })
    t.match((await transform('gops-krzywda', { slug: 'cus-swidnik' })).json, {
      status: 409,
      errors: [{ code: 'organisation_slug_taken', pointer: '/slug' }]
    })
    t.equal((await transform('gops-krzywda', { kind: 'cus' })).status, 400)
    t.equal((await transform('nie-ma', {})).status, 404)
    t.equal(await head(registry), last, 'nothing was written')
    t.equal(
      (await transform('mopr-chelm', { creation_mode: 'transformation_mopr', happened: {} })).status,
      200,
      'an unknown day is accepted'
    )
    t.equal(
      (await transform('mops-hrubieszow', { creation_mode: 'transformation_mopr' })).status,
      200,
      'a MOPS may belong to a city with powiat rights'
    )
  }
)

tap.test(
  'POST /organisations/{organisation}/transformation: with new_record, the membership continues under the new record',
  async (t) => {
    const registry = await setup(t)
    const { call, get } = registry
    const key = await registry.key(['registry:write'])
    const before = (await get('organisations/gops-krzywda?include=memberships')).json
    const [membership] = before.memberships
    const counts = async () => [
      await memberCount(registry, '2026-10-31'),
      await memberCount(registry, '2026-11-01'),
      await memberCount(registry, '2026-11-21')
    ]
    const counted = await counts()
    const { slug: _slug, ...body } = cus
    const done = await call('POST', 'organisations/gops-krzywda/transformation', {
      key,
      body: { ...body, new_record: true }
    })
    t.equal(done.status, 200)
    t.match(done.json, {
      slug: 'cus-krzywda',
      kind: 'cus',
      status: 'active',
      established: cus.happened,
      territory: before.territory,
      seat: before.seat
    })
    t.not(done.json.id, before.id)
    t.match((await get('organisations/gops-krzywda')).json, {
      id: before.id,
      kind: 'gops',
      name: OLD_NAME,
      status: 'transformed',
      closed: cus.happened
    })
    t.match((await get('organisations/cus-krzywda/lineage')).json.data, [
      { predecessor: { slug: 'gops-krzywda' }, successor: { slug: 'cus-krzywda' }, happened: cus.happened }
    ])
    const [passed, ...more] = (await get('organisations/cus-krzywda/memberships')).json.data
    t.equal(more.length, 0)
    t.match(passed, {
      tier: membership.tier,
      founder: membership.founder,
      status: 'active',
      joined: cus.happened,
      ended: { on: null },
      continues: membership.id
    })
    t.match((await get(`memberships/${membership.id}?include=course`)).json, {
      status: 'ended',
      ended: cus.happened,
      course: [{ kind: 'ended', basis: cus.legal_basis }]
    })
    t.strictSame(await counts(), counted, 'the number of members is the same on every day')
    t.match((await get(`organisations/match?name=${encodeURIComponent(OLD_NAME)}`)).json, { chosen: 'gops-krzywda' })
    t.match((await call('POST', 'organisations/gops-krzywda/transformation', { key, body })).json, {
      status: 409,
      code: 'wrong_state'
    })
  }
)

/** Creates a duplicate of CUS Bełżyce with every kind of record that refers to it. */
async function duplicate(registry: Setup, key: string) {
  const post = async (path: string, body: object) => {
    const made = await registry.call('POST', path, { key, body })
    if (made.status !== 201) throw new Error(made.text)
    return made.json
  }
  const [appointment] = (await registry.get('organisations/cus-belzyce/appointments')).json.data
  const duplicateRecord = await post('organisations?confirm_new=true', {
    name: 'Centrum Usług Społecznych Bełżyce (duplikat)',
    short_name: 'CUS Bełżyce',
    slug: 'cus-belzyce-2',
    kind: 'cus',
    nip: '5261040828',
    website: 'inna.example.org',
    names: [{ name: 'Bełżyckie Centrum Usług', kind: 'former' }],
    sources: [
      { source: 's000', locator: '11' },
      { source: 's003', locator: '1', field: 'website' },
      { source: 's003', locator: '1', field: 'nip' }
    ]
  })
  const organisation = { slug: 'cus-belzyce-2' }
  const same = await post('posts', { organisation, title: appointment.post.title, role: appointment.post.role })
  const other = await post('posts', { organisation, title: 'Zastępca Dyrektora' })
  const person = await post('people', { given_name: 'Łucja', family_name: 'Żółkiewska' })
  const held = await post('appointments', { person: { id: person.id }, post: { id: same.id }, capacity: 'acting' })
  const contact = await post('contacts', {
    slug: 'kontakt-duplikatu',
    post: { id: same.id },
    email: 'dyrektor@example.org'
  })
  const part = await post('organisations', {
    name: 'Dział',
    short_name: 'Dział',
    slug: 'dzial',
    kind: 'department',
    part_of: organisation
  })
  const event = await post('events', {
    title: 'Narada',
    kind: 'other',
    participants: [{ role: 'host', organisation }],
    venue: organisation
  })
  const predecessor_name = 'Ośrodek Pomocy Społecznej w Bełżycach'
  const known = await post('lineage', { successor: { slug: 'cus-belzyce' }, predecessor_name })
  const lineage = await post('lineage', {
    successor: organisation,
    predecessor_name,
    happened: { not_after: '2021-09-16' },
    legal_basis: 'Uchwała'
  })
  return {
    duplicateRecord,
    same,
    other,
    held,
    contact,
    part,
    event,
    post: appointment.post,
    lineage: { ...lineage, known: known.id }
  }
}

tap.test(
  'POST /organisations/{organisation}/merger: moves all references to the remaining record and redirects the addresses',
  async (t) => {
    const registry = await setup(t)
    const { call, get } = registry
    const key = await registry.key(['registry:write'])
    const made = await duplicate(registry, key)
    const renamed = await call('PATCH', 'organisations/cus-belzyce-2', {
      key,
      body: { slug: 'cus-belzyce-bis' },
      headers: { 'if-match': (await get('organisations/cus-belzyce-2')).headers.etag as string }
    })
    t.equal(renamed.status, 200)
    const before = (await get('organisations/cus-belzyce?include=sources,memberships')).json
    const last = await head(registry)
    const merged = await call('POST', 'organisations/cus-belzyce-bis/merger', {
      key,
      body: { into: { slug: 'cus-belzyce' } }
    })
    t.equal(merged.status, 200)
    t.match(merged.json, {
      id: before.id,
      slug: 'cus-belzyce',
      name: before.name,
      nip: '5261040828',
      website: before.website,
      version: before.version + 1
    })

    const entries = await changesAfter(registry, last)
    t.match(
      entries.find(({ type }) => type === 'organisation.merged'),
      { op: 'merge', subject_id: made.duplicateRecord.id, successor_id: before.id }
    )
    t.match(
      entries.find(({ type }) => type === 'post.merged'),
      { op: 'merge', subject_id: made.same.id, successor_id: made.post.id }
    )
    t.notOk(
      entries.some(({ op }) => op === 'delete'),
      'every deleted record has a successor'
    )
    for (const identifier of [made.duplicateRecord.id, 'cus-belzyce-bis', 'cus-belzyce-2']) {
      const moved = await get(`organisations/${identifier}`)
      t.equal(moved.status, 308, identifier)
      t.equal(moved.headers.location, '/v1/organisations/cus-belzyce')
      t.equal(
        (await get(`posts?organisation=${identifier}&count=exact`)).json.meta.total,
        (await get('posts?organisation=cus-belzyce&count=exact')).json.meta.total
      )
    }
    t.match((await get('organisations/cus-belzyce/lineage')).json.data, [
      { id: made.lineage.known, happened: { not_after: '2021-09-16' }, legal_basis: 'Uchwała', version: 2 }
    ])
    t.equal(
      (await get('organisations/cus-belzyce/lineage')).json.data.length,
      1,
      'a predecessor of both occurs once, with the values of both'
    )
    t.equal((await get(`lineage/${made.lineage.id}`)).headers.location, `/v1/lineage/${made.lineage.known}`)
    t.equal((await get(`posts/${made.same.id}`)).headers.location, `/v1/posts/${made.post.id}`)

    const after = (await get('organisations/cus-belzyce?include=sources,memberships,names,appointments')).json
    t.equal(after.memberships.length, before.memberships.length)
    t.match((await get(`appointments/${made.held.id}`)).json, {
      organisation: { slug: 'cus-belzyce' },
      post: { id: made.post.id }
    })
    t.match((await get(`posts/${made.other.id}`)).json, { organisation: { slug: 'cus-belzyce' } })
    t.equal(
      (
        await registry.db
          .selectFrom('contact')
          .select('post_id')
          .where('slug', '=', 'kontakt-duplikatu')
          .executeTakeFirstOrThrow()
      ).post_id,
      made.post.id
    )
    t.match((await get('organisations/dzial')).json, { part_of: { slug: 'cus-belzyce' }, kind_family: 'cus' })
    t.match((await get(`events/${made.event.slug}`)).json, {
      venue: { slug: 'cus-belzyce' },
      participants: [{ organisation: { slug: 'cus-belzyce' } }]
    })
    const names = after.names.map(({ name, kind }: { name: string; kind: string }) => `${kind}: ${name}`)
    t.ok(names.includes('variant: Centrum Usług Społecznych Bełżyce (duplikat)'))
    t.ok(names.includes('former: Bełżyckie Centrum Usług'))
    t.notOk(names.includes('variant: CUS Bełżyce'), 'the common short name is not a variant')
    t.match((await get(`organisations/match?name=${encodeURIComponent('Bełżyckie Centrum Usług')}`)).json, {
      chosen: 'cus-belzyce'
    })
    const cited = (field: string, locator: string) =>
      after.sources.filter(
        (source: { source: string; field: string; locator: string }) =>
          source.field === field && source.locator === locator
      ).length
    t.equal(cited('nip', '1'), 1, 'with the NIP comes its source')
    t.equal(cited('website', '1'), 0, 'without the website it is not moved')
    t.equal(after.sources.length, before.sources.length + 1, 'a source of both occurs once')
    const { rows } = await sql<{ at: number | null }>`select audit_broken_at() as at`.execute(registry.db)
    t.equal(rows[0]?.at, null)
  }
)

tap.test('POST /organisations/{organisation}/merger: refuses records that cannot be merged', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  const merge = (from: string, into: object) =>
    registry.call('POST', `organisations/${from}/merger`, { key, body: { into } })
  const last = await head(registry)
  t.match((await merge('cus-belzyce', { slug: 'cus-belzyce' })).json, {
    status: 422,
    errors: [{ code: 'merge_into_itself', pointer: '/into' }]
  })
  t.match((await merge('cus-belzyce', { slug: 'nie-ma' })).json, {
    status: 422,
    errors: [{ code: 'unknown_reference', pointer: '/into' }]
  })
  t.match((await merge('cus-belzyce', { slug: 'cus-swidnik' })).json, {
    status: 409,
    code: 'already_exists',
    errors: [{ code: 'membership_once_at_a_time', pointer: '/into' }]
  })
  const part = await registry.db
    .selectFrom('organisation as o')
    .innerJoin('organisation as w', 'w.id', 'o.part_of_id')
    .select(['o.slug', 'w.slug as whole'])
    .executeTakeFirstOrThrow()
  t.match((await merge(part.slug, { slug: part.whole })).json, {
    status: 422,
    errors: [{ code: 'related_organisations', pointer: '/into' }]
  })
  t.equal((await merge('nie-ma', { slug: 'cus-belzyce' })).status, 404)
  t.equal((await merge('cus-belzyce', { slug: 'cus-swidnik', id: part.slug })).status, 400)
  t.equal(await head(registry), last)

  // The constraint of the database detects past memberships that certainly overlap.
  const [membership] = (await registry.get('organisations/cus-swidnik/memberships')).json.data
  const ended = await registry.call('POST', `memberships/${membership.id}/end`, {
    key: await registry.key(['registry:write', 'declarations:decide']),
    body: { ended: { on: '2026-11-20' }, basis: 'Uchwała nr 1' }
  })
  t.equal(ended.status, 200)
  const clash = await merge('cus-swidnik', { slug: 'cus-belzyce' })
  t.match(clash.json, {
    status: 409,
    code: 'already_exists',
    errors: [{ code: 'membership_once_at_a_time', pointer: '/into' }]
  })
})

tap.test('POST /people/{person}/merger: moves all references to the remaining person', async (t) => {
  const registry = await setup(t)
  const { call, get } = registry
  const key = await registry.key(['registry:write'])
  const made = await call('POST', 'people?confirm_new=true', {
    key,
    body: { given_name: 'Anna', family_name: 'Ostasz', slug: 'a-ostasz', academic_title: 'dr' }
  })
  const post = await call('POST', 'posts', { key, body: { organisation: { slug: 'umwl' }, title: 'Doradca' } })
  const appointment = await call('POST', 'appointments', {
    key,
    body: { person: { slug: 'a-ostasz' }, post: { id: post.json.id }, capacity: 'substantive' }
  })
  const act = { title: 'Próba', kind: 'book', contributors: [{ role: 'author', person: { slug: 'a-ostasz' } }] }
  t.equal((await call('POST', 'publications', { key, body: act })).status, 201)
  const before = (await get('people/anna-ostasz')).json
  const last = await head(registry)
  const merged = await call('POST', 'people/a-ostasz/merger', { key, body: { into: { slug: 'anna-ostasz' } } })
  t.equal(merged.status, 200)
  t.match(merged.json, { id: before.id, slug: 'anna-ostasz', academic_title: before.academic_title ?? 'dr' })
  t.match(
    (await changesAfter(registry, last)).filter(({ op }) => op === 'merge'),
    [{ type: 'person.merged', subject_id: made.json.id, successor_id: before.id }]
  )
  t.equal((await get(`people/${made.json.id}`)).headers.location, '/v1/people/anna-ostasz')
  t.equal((await get('people/a-ostasz')).headers.location, '/v1/people/anna-ostasz')
  t.equal((await get(`appointments/${appointment.json.id}`)).json.person.id, before.id)
  t.match((await get('people/anna-ostasz/publications')).json.data, [{ title: 'Próba' }])
  t.match(
    (await call('POST', 'people', { key, body: { given_name: 'Anna', family_name: 'Ostasz', slug: 'a-ostasz' } })).json,
    {
      status: 409,
      errors: [{ code: 'person_slug_taken' }]
    }
  )
  const again = await call('POST', 'people/anna-ostasz/merger', { key, body: { into: { slug: 'a-ostasz' } } })
  t.match(
    again.json,
    { status: 422, errors: [{ code: 'merge_into_itself' }] },
    'a former slug identifies the record to which it redirects'
  )
})

tap.test('POST /people/{person}/merger: not of restricted or erased people', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write', 'privacy:admin'])
  const merge = (from: string, into: string) =>
    registry.call('POST', `people/${from}/merger`, { key, body: { into: { slug: into } } })
  await sql`update person set restricted_at = now(), restriction_reason = 'objection'
    where slug = 'ewa-roszyk'`.execute(registry.db)
  await sql`update person set erased_at = now() where slug = 'malgorzata-lysik'`.execute(registry.db)
  const last = await head(registry)
  t.match((await merge('ewa-roszyk', 'anna-ostasz')).json, { status: 409, code: 'processing_restricted' })
  t.match((await merge('anna-ostasz', 'ewa-roszyk')).json, { status: 409, code: 'processing_restricted' })
  t.match((await merge('anna-ostasz', 'malgorzata-lysik')).json, {
    status: 422,
    errors: [{ code: 'erased', pointer: '/into' }]
  })
  t.ok([410, 422].includes((await merge('malgorzata-lysik', 'anna-ostasz')).status))
  t.equal(await head(registry), last)
})

tap.test('POST …/merger: parallel mergers in a cycle end in one record', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  for (let round = 0; round < 5; round++) {
    const slugs = [`a-${round}`, `b-${round}`, `c-${round}`]
    for (const slug of slugs) {
      t.equal(
        (
          await registry.call('POST', 'people?confirm_new=true', {
            key,
            body: { given_name: 'Jan', family_name: 'Próbny', slug }
          })
        ).status,
        201
      )
    }
    const [a, b, c] = slugs as [string, string, string]
    const merge = (from: string, into: string) =>
      registry.call('POST', `people/${from}/merger`, { key, body: { into: { slug: into } } })
    const responses = await Promise.all([merge(a, b), merge(b, c), merge(c, a)])
    t.equal(responses.filter(({ status }) => status === 200).length, 2, 'the third one is refused')
    t.strictSame(
      responses.map(({ status }) => status).filter((status) => status !== 200),
      [responses.find(({ status }) => status !== 200)?.status === 308 ? 308 : 422]
    )
    const { rows } = await sql<{ slug: string }>`select slug from person where slug = any(${slugs})`.execute(
      registry.db
    )
    t.equal(rows.length, 1, 'one record is left')
    for (const slug of slugs.filter((each) => each !== rows[0]?.slug)) {
      t.equal((await registry.get(`people/${slug}`)).headers.location, `/v1/people/${rows[0]?.slug}`)
    }
  }
})

tap.test('DELETE …: the error names the records that refer to this one, with their addresses', async (t) => {
  const registry = await setup(t)
  const key = await registry.key(['registry:write'])
  const refusal = async (path: string, language = 'pl') => {
    const etag = (await registry.get(path)).headers.etag as string
    const response = await registry.call('DELETE', path, {
      key,
      headers: { 'if-match': etag, 'accept-language': language }
    })
    t.match(response.json, { status: 409, code: 'in_use' })
    return response.json.errors.map(({ detail }: { detail: string }) => detail) as string[]
  }
  const [membership] = (await registry.get('organisations/cus-belzyce/memberships')).json.data
  const problemText = await refusal('organisations/cus-belzyce')
  t.ok(
    problemText.includes(
      `członkostwo /v1/memberships/${membership.id} odwołuje się do tego rekordu w polu «organisation».`
    )
  )
  t.ok(problemText.some((line) => line.startsWith('deklaracja /v1/declarations/deklaracja-2021-09-16 ')))
  t.ok(
    (await refusal('organisations/cus-belzyce', 'en')).includes(
      `membership /v1/memberships/${membership.id} refers to this record in «organisation».`
    )
  )
  t.ok(
    (await refusal('sources/s003')).some((line) => line.startsWith('organizacja /v1/organisations/cus-belzyce ')),
    'citations refer to their source'
  )
  const ofKonwent = await refusal('organisations/konwent-cus', 'en')
  for (const record of [
    'membership tier /v1/membership-tiers/ordinary refers to this record in «decided_by».',
    'objective /v1/objectives/misja-wymiana-doswiadczen refers to this record in «organisation».'
  ])
    t.ok(ofKonwent.includes(record), record)
  const { rows } = await sql<{ person: string; event: string }>`
    select p.slug as person, e.slug as event from programme_speaker s
    join person p on p.id = s.person_id join event e on e.id = s.event_id limit 1`.execute(registry.db)
  t.ok(
    (await refusal(`people/${rows[0]?.person}`)).some((line) =>
      line.startsWith(`wydarzenie /v1/events/${rows[0]?.event} `)
    ),
    'a speaker is in the programme of an event'
  )
})
