// From a received declaration to an ended membership: the steps that each state allows, their scopes and effects.
import { sql } from 'kysely'
import t from 'tap'
import { setup, type TestResponse } from './helper.ts'

type Body = Record<string, unknown>

const { db, connection, call, key } = await setup(t)
const writer = await key(['registry:write'])
const decider = await key(['declarations:decide'])
const both = await key(['registry:write', 'declarations:decide'])
const partner = await key(['contacts:read'], 'partner')

const rows = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows as Body[]
const one = async (query: ReturnType<typeof sql>): Promise<Body> => (await rows(query))[0] as Body
const faultsOf = ({ json }: TestResponse) =>
  json.errors.map(({ code, pointer }: Body) => (pointer ? `${code} ${pointer}` : code))
const keyFor = (path: string): string => {
  if (/acceptance|rejection|return$/.test(path)) return decider
  return /\/(end|tier-change)$/.test(path) ? both : writer
}
const post = (path: string, body?: Body, as = keyFor(path)) => call('POST', path, { key: as, ...(body && { body }) })

let made = 0
/** Creates an organisation for one test. */
async function organisation(kind: string): Promise<{ id: string; slug: string; name: string }> {
  const slug = `${kind}-proba-${++made}`
  const name = `Próba ${made}`
  const { id } = await one(
    sql`insert into organisation (slug, name, short_name, kind, search_text)
      values (${slug}, ${name}, ${name}, ${kind}::organisation_kind, '') returning id`
  )
  return { id: String(id), slug, name }
}

interface Wanted {
  kind?: 'founding' | 'accession' | 'withdrawal'
  status?: string
  tier?: string | undefined
  statements?: string[]
  signed_on?: string | null
  signatories?: { role?: string; organisation?: string; person?: string; printed_post?: string }[]
}

/** Creates a declaration in any state. Returns its slug. */
async function declaration({
  kind = 'accession',
  status = 'submitted',
  tier,
  statements = [],
  signed_on = '2026-03-01',
  signatories = []
}: Wanted): Promise<string> {
  const slug = `deklaracja-proba-${++made}`
  const { id } = await one(sql`
    insert into declaration (slug, kind, status, title, tier, statements, signed_on)
    values (${slug}, ${kind}::declaration_kind, ${status}::declaration_status, 'Deklaracja próbna',
      ${tier ?? null}::tier, ${statements}::applicant_statement[], ${signed_on}::date) returning id`)
  for (const [
    i,
    { role = 'applicant', organisation = null, person = null, printed_post = null }
  ] of signatories.entries()) {
    await sql`
      insert into declaration_signatory (declaration_id, no, role, list_no, organisation_id, person_id,
        printed_post, capacity)
      values (${id}, ${i + 1}, ${role}::signatory_role, ${i + 1}, ${organisation}::uuid,
        (select id from person where slug = ${person}), ${printed_post}, 'substantive')`.execute(db)
  }
  return slug
}

const membershipsOf = (slug: string) =>
  rows(sql`
  select m.* from membership m join declaration d on d.id = m.declaration_id where d.slug = ${slug} order by m.id`)
const statusOf = async (slug: string) => (await one(sql`select status from declaration where slug = ${slug}`)).status
const trailOf = (table: 'change' | 'audit', slug: string) =>
  rows(
    table === 'change'
      ? sql`select type from change
          where subject_id = (select id::text from declaration where slug = ${slug}) order by seq`
      : sql`select action as type from audit
          where (select id::text from declaration where slug = ${slug}) = any(subject_ids) order by seq`
  ).then((list) => list.map(({ type }) => type))

t.test('POST /v1/declarations creates a draft, visible only with a scope for declarations', async (t) => {
  const applicant = await organisation('mopr')
  const body = {
    slug: 'przystapienie-mopr',
    kind: 'accession',
    title: 'Deklaracja przystąpienia',
    tier: 'ordinary',
    statements: ['assistance_centre_becoming_cus'],
    signed: { on: '2026-03-01' },
    signatories: [
      {
        role: 'applicant',
        list_no: 1,
        organisation: { slug: applicant.slug },
        person: { slug: 'anna-szalast' },
        printed_post: 'p.o. Dyrektora',
        capacity: 'acting'
      }
    ]
  }
  const created = await post('declarations', body)
  t.equal(created.status, 201)
  t.match(created.json, {
    status: 'draft',
    tier: 'ordinary',
    statements: ['assistance_centre_becoming_cus'],
    signatories: [{ printed_post: 'p.o. Dyrektora', capacity: 'acting' }]
  })
  t.equal(
    (await post('declarations', { ...body, slug: 'inna', status: 'accepted' })).status,
    400,
    'a body cannot set the status'
  )
  const path = 'declarations/przystapienie-mopr'
  for (const as of [writer, decider]) {
    t.equal((await call('GET', path, { key: as })).status, 200)
    t.strictSame(
      (await call('GET', 'declarations?status=draft', { key: as })).json.data.map(({ slug }: Body) => slug),
      [body.slug]
    )
    t.equal(
      (await call('GET', `organisations/${applicant.slug}/declarations?count=exact`, { key: as })).json.meta.total,
      1
    )
  }
  for (const options of [{}, { key: partner }]) {
    t.equal((await call('GET', path, options)).status, 404)
    t.equal((await call('GET', `${path}/signatories`, options)).status, 404)
    t.strictSame((await call('GET', 'declarations?status=draft,submitted,rejected,withdrawn', options)).json.data, [])
    t.equal((await call('GET', `organisations/${applicant.slug}/declarations?count=exact`, options)).json.meta.total, 0)
  }
  const patch = (etag: string | undefined, title: string) =>
    call('PATCH', path, { key: writer, body: { title }, headers: { 'if-match': String(etag) } })
  const patched = await patch(created.headers.etag, 'Deklaracja')
  t.equal(patched.status, 200)
  const submitted = await post(`${path}/submission`)
  t.equal(submitted.status, 200)
  t.strictSame(await trailOf('change', body.slug), [], 'the change log has no entry yet')
  const late = await patch(submitted.headers.etag, 'Inna')
  t.equal(late.status, 409)
  t.equal(late.json.code, 'wrong_state')
  const gone = (slug: string) => call('DELETE', `declarations/${slug}`, { key: writer, headers: { 'if-match': '*' } })
  t.equal((await gone(body.slug)).json.code, 'wrong_state')
  t.equal((await call('PUT', path, { key: writer, body, headers: { 'if-match': '*' } })).json.code, 'wrong_state')
  t.equal((await gone('deklaracja-2021-09-16')).json.code, 'wrong_state')
  t.equal((await gone(await declaration({ status: 'draft' }))).status, 204)
  await post(`${path}/withdrawal`)
})

t.test('POST /v1/declarations/{declaration}/… allows each step only from its states', async (t) => {
  const { id } = await organisation('cus')
  const right: Record<string, [step: string, result: string][]> = {
    draft: [['submission', 'submitted']],
    submitted: [
      ['acceptance', 'accepted'],
      ['return', 'returned'],
      ['rejection', 'rejected'],
      ['withdrawal', 'withdrawn']
    ],
    returned: [
      ['submission', 'submitted'],
      ['rejection', 'rejected'],
      ['withdrawal', 'withdrawn']
    ],
    accepted: [],
    rejected: [],
    withdrawn: []
  }
  const bodies: Record<string, Body> = {
    acceptance: { decided_on: '2026-03-10', tier: 'ordinary' },
    rejection: { decided_on: '2026-03-10', reason: 'Nie.' },
    return: { missing: [{ property: 'place' }] }
  }
  for (const status of Object.keys(right)) {
    for (const step of ['submission', 'acceptance', 'return', 'rejection', 'withdrawal']) {
      const slug = await declaration({ status, tier: 'ordinary', signatories: [{ organisation: id }] })
      const response = await post(`declarations/${slug}/${step}`, bodies[step])
      const result = right[status]?.find(([name]) => name === step)?.[1]
      if (result) {
        t.equal(response.status, 200, `${step} from ${status}`)
        t.equal(response.json.status, result)
        t.match(response.headers.etag, /^"v\d+-/)
        t.equal(await statusOf(slug), result)
        t.strictSame((await trailOf('audit', slug)).at(-1), `declaration.${result}`)
        t.strictSame(
          (await trailOf('change', slug)).filter((type) => type !== 'declaration.created'),
          result === 'accepted' ? ['declaration.accepted'] : [],
          'only an acceptance is in the change log'
        )
        await sql`delete from membership where organisation_id = ${id}`.execute(db)
      } else {
        t.equal(response.status, 409, `${step} from ${status}`)
        t.equal(response.json.code, 'wrong_state')
        t.equal(await statusOf(slug), status)
        for (const [possible] of right[status] ?? [])
          t.match(response.json.detail, `/${possible}`, 'the error names the possible steps')
      }
    }
  }
  const english = await call('POST', `declarations/${await declaration({ status: 'withdrawn' })}/submission`, {
    key: writer,
    headers: { 'accept-language': 'en' }
  })
  t.equal(
    english.json.detail,
    'The declaration has the state: withdrawn. It does not allow: submission. ' +
      'It allows: a new declaration (POST /v1/declarations).'
  )
})

t.test('POST /v1/declarations/{declaration}/… needs the scope of each step', async (t) => {
  const slug = await declaration({ status: 'draft' })
  const steps = {
    submission: 'registry:write',
    withdrawal: 'registry:write',
    acceptance: 'declarations:decide',
    return: 'declarations:decide',
    rejection: 'declarations:decide'
  }
  const body = {
    acceptance: { decided_on: '2026-03-10' },
    return: { missing: [{ text: 'Podpis.' }] },
    rejection: { decided_on: '2026-03-10', reason: 'Nie.' }
  }
  for (const [step, scope] of Object.entries(steps)) {
    const sent = step in body ? { body: body[step as 'acceptance'] } : {}
    t.equal((await call('POST', `declarations/${slug}/${step}`, sent)).json.code, 'key_required', step)
    const wrong = await call('POST', `declarations/${slug}/${step}`, {
      ...sent,
      key: scope === 'registry:write' ? decider : writer
    })
    t.equal(wrong.status, 403)
    t.match(wrong.json.detail, scope)
  }
  t.equal(await statusOf(slug), 'draft')
  t.equal((await post('declarations/nie-ma/submission')).status, 404)
})

t.test('POST /v1/declarations/{declaration}/submission requires signatures that fit the kind', async (t) => {
  const { id } = await organisation('gmina')
  const unsigned = await post(`declarations/${await declaration({ status: 'draft' })}/submission`)
  t.equal(unsigned.status, 422)
  t.strictSame(faultsOf(unsigned), ['not_signed /signatories'])
  for (const [kind, role, faults] of [
    ['accession', 'founding_ordinary', ['signatory_role_of_kind /signatories/0', 'not_eligible /tier']],
    ['founding', 'applicant', ['signatory_role_of_kind /signatories/0', 'tier_missing /tier']],
    ['founding', 'founding_supporting', []],
    ['withdrawal', 'applicant', ['not_a_member /signatories/0']]
  ] as const) {
    const slug = await declaration({ kind, status: 'draft', signatories: [{ organisation: id, role }] })
    const response = await post(`declarations/${slug}/submission`)
    t.equal(response.status, faults.length === 0 ? 200 : 422, `${role} of ${kind}`)
    if (faults.length > 0) t.strictSame(faultsOf(response), faults)
  }
})

t.test('POST /v1/declarations/{declaration}/submission names everything that an acceptance would refuse', async (t) => {
  const [office, closed] = [await organisation('pcpr'), await organisation('cus')]
  await sql`update organisation set status = 'closed', closed_on = '2025-01-01' where id = ${closed.id}`.execute(db)
  const { id: member } = await one(sql`select id from organisation where slug = 'cus-belzyce'`)
  const draft = (wanted: Wanted) => declaration({ status: 'draft', ...wanted })
  const submit = (slug: string, query = '') => post(`declarations/${slug}/submission${query}`)
  const all = await draft({
    tier: 'ordinary',
    signed_on: '2099-01-01',
    signatories: [
      { organisation: office.id },
      { organisation: closed.id },
      { organisation: String(member), role: 'founding_ordinary' },
      { person: 'anna-szalast' }
    ]
  })
  const refused = await submit(all)
  t.equal(refused.status, 422)
  t.strictSame(faultsOf(refused), [
    'signatory_role_of_kind /signatories/2',
    'in_the_future /signed',
    'not_eligible /tier',
    'membership_tier_admits_member_type /tier',
    'organisation_closed /signatories/1',
    'membership_once_at_a_time /signatories/2'
  ])
  for (const { detail } of refused.json.errors as { detail: string }[])
    t.match(detail, /Należy|PATCH|POST|Osoba może być tylko/, detail)
  t.equal(await statusOf(all), 'draft')

  const statement = await draft({ tier: 'ordinary', signatories: [{ organisation: (await organisation('ops')).id }] })
  const missing = await submit(statement)
  t.strictSame(faultsOf(missing), ['not_eligible /tier'])
  t.match(missing.json.detail, 'Brakuje: «chce przekształcić się w centrum usług społecznych».')
  t.match(missing.json.detail, 'leave_to_decision=true')
  t.equal((await submit(statement, '?leave_to_decision=true')).status, 200, 'the decision can override it')
  const open = await draft({
    signatories: [{ organisation: (await organisation('cus')).id }, { organisation: office.id }]
  })
  t.strictSame(faultsOf(await submit(open)), ['tier_missing /tier'])
  t.equal((await submit(open, '?leave_to_decision=true')).json.status, 'submitted')

  // A point that a later day can still settle is not refused: an old paper of an organisation that closed after the signing.
  const old = await draft({ tier: 'ordinary', signed_on: '2024-01-01', signatories: [{ organisation: closed.id }] })
  t.equal((await submit(old)).status, 200)
  t.equal((await post(`declarations/${old}/acceptance`, { decided_on: '2024-02-01' })).status, 200)
})

t.test('POST /v1/declarations/{declaration}/return lets the author complete and submit again', async (t) => {
  const { id } = await organisation('ops')
  const slug = await declaration({ tier: 'ordinary', signatories: [{ organisation: id }] })
  const path = `declarations/${slug}`
  t.equal((await call('GET', `${path}/returns`, { key: writer })).json.data.length, 0)
  const send = (body: Body) => post(`${path}/return`, body)
  const today = String((await one(sql`select (now() at time zone 'Europe/Warsaw')::date::text as day`)).day)
  for (const [body, faults] of [
    [{ missing: [] }, 'too_few_values /missing'],
    [{ missing: [{}] }, 'too_few_fields /missing/0'],
    [{ missing: [{ text: 'Podpis.' }], complete_by: '2026-01-01' }, 'in_the_past /complete_by'],
    [{ missing: [{ text: 'Podpis.' }], complete_by: '2099-01-01' }, 'too_far_ahead /complete_by'],
    [{ missing: [{ text: ' ' }] }, 'invalid_format /missing/0/text']
  ] as const) {
    const refused = await send(body)
    t.strictSame([refused.status >= 400, faultsOf(refused)], [true, [faults]], refused.text.slice(0, 300))
  }
  const missing = [
    { property: 'statements', statement: 'assistance_centre_becoming_cus', text: null },
    { property: null, statement: null, text: 'Brakuje strony z podpisami.' }
  ]
  const returned = await send({
    missing: [
      { property: 'statements', statement: 'assistance_centre_becoming_cus' },
      { text: 'Brakuje strony z podpisami.' }
    ],
    complete_by: today
  })
  t.match([returned.status, returned.json.status], [200, 'returned'])
  t.equal((await send({ missing: [{ text: 'Podpis.' }] })).json.code, 'wrong_state')
  t.equal((await call('GET', path)).status, 404, 'a returned declaration is not public')
  t.strictSame(await trailOf('change', slug), [], 'the change log has no entry')
  t.equal((await trailOf('audit', slug)).at(-1), 'declaration.returned')

  const change = (method: 'PATCH' | 'DELETE', body?: Body) =>
    call(method, path, { key: writer, headers: { 'if-match': '*' }, ...(body && { body }) })
  const deleted = await change('DELETE')
  t.equal(deleted.json.code, 'wrong_state')
  t.match(deleted.json.detail, `PATCH /v1/declarations/{declaration}`)
  t.equal((await change('PATCH', { statements: ['assistance_centre_becoming_cus'] })).status, 200)
  t.equal((await post(`${path}/submission`)).json.status, 'submitted')
  t.equal((await send({ missing: [{ property: 'place' }] })).json.status, 'returned')
  t.equal((await post(`${path}/submission`)).status, 200)
  t.equal((await post(`${path}/acceptance`, { decided_on: '2026-03-10' })).status, 200)

  const { id: key } = await one(sql`select key_id as id from audit where action = 'declaration.returned' limit 1`)
  for (const as of [writer, decider]) {
    const history = await call('GET', `${path}/returns`, { key: as })
    t.match(history.json, {
      declaration: { slug },
      data: [
        { key_id: key, complete_by: today, missing },
        { complete_by: null, missing: [{ property: 'place' }] }
      ]
    })
    t.match(history.json.data[0].returned_at, /Z$/)
  }
  t.equal((await call('GET', `${path}/returns`)).status, 401)
  t.equal((await call('GET', `${path}/returns`, { key: partner })).status, 403)
  t.equal((await call('GET', 'declarations/nie-ma/returns', { key: writer })).status, 404)
  for (const public_ of [path, `${path}/history`, 'changes?include=data&limit=100', 'snapshot?format=ndjson'])
    t.notMatch((await call('GET', public_)).text, /strony z podpisami|"returned"/, public_)
})

t.test('POST /v1/declarations/{declaration}/rejection with duplicate_of discards a duplicate', async (t) => {
  const { id } = await organisation('cus')
  const wanted = { tier: 'ordinary', signatories: [{ organisation: id }] }
  const original = await declaration(wanted)
  const body = { decided_on: '2026-03-10', reason: 'Ta sama deklaracja z drugiej przesyłki.' }
  const discard = (slug: string, of: string) =>
    post(`declarations/${slug}/rejection`, { ...body, duplicate_of: { slug: of } })
  for (const status of ['draft', 'submitted', 'returned']) {
    const slug = await declaration({ ...wanted, status })
    const discarded = await discard(slug, original)
    t.match([discarded.status, discarded.json.status], [200, 'rejected'], status)
    t.equal((await discard(slug, original)).status, 200, 'repeated, it changes nothing')
    t.equal((await post(`declarations/${slug}/rejection`, body)).status, 409, 'another decision')
    // Its address shows staff what came of it, and the public nothing.
    t.match((await call('GET', `declarations/${slug}`, { key: writer })).json, { slug, status: 'rejected' })
    t.match((await call('GET', `declarations/${slug}/decision`, { key: writer })).json, {
      outcome: 'rejected',
      reason: body.reason,
      duplicate_of: { slug: original }
    })
    t.equal((await call('GET', `declarations/${slug}`)).status, 404)
    t.strictSame(faultsOf(await discard(await declaration(wanted), slug)), ['duplicate_of_closed /duplicate_of'])
  }
  t.strictSame(faultsOf(await discard(original, original)), ['duplicate_of_itself /duplicate_of'])
  t.strictSame(faultsOf(await discard(original, 'nie-ma')), ['unknown_reference /duplicate_of'])
  t.strictSame(
    faultsOf(await discard(await declaration({ ...wanted, kind: 'withdrawal', tier: undefined }), original)),
    ['duplicate_of_other_kind /duplicate_of']
  )
  const draft = await declaration({ ...wanted, status: 'draft' })
  const plain = await post(`declarations/${draft}/rejection`, body)
  t.equal(plain.json.code, 'wrong_state', 'a draft is discarded only as a duplicate')
  t.match(plain.json.detail, 'duplicate_of')
  const kept = await declaration({ ...wanted, status: 'draft' })
  t.equal((await discard(draft, kept)).status, 200)
  const deleted = await call('DELETE', `declarations/${kept}`, { key: writer, headers: { 'if-match': '*' } })
  t.match([deleted.status, deleted.json.errors[0].detail], [409, draft])
  t.equal((await post(`declarations/${original}/acceptance`, { decided_on: '2026-03-10' })).status, 200)
})

t.test('POST /v1/declarations/{declaration}/acceptance creates the memberships of all signatories, once', async (t) => {
  const [first, second] = [await organisation('cus'), await organisation('ops')]
  const slug = await declaration({
    tier: 'ordinary',
    statements: ['assistance_centre_becoming_cus'],
    signatories: [
      { organisation: first.id, person: 'anna-ostasz', printed_post: 'Dyrektor' },
      { organisation: second.id },
      { organisation: first.id, person: 'andrzej-manka' }
    ]
  })
  t.equal((await call('GET', `declarations/${slug}`)).status, 404, 'an undecided declaration is not public')
  const body = { decided_on: '2026-03-10', basis: 'Uchwała nr 1/2026' }
  const response = await post(`declarations/${slug}/acceptance`, body)
  t.equal(response.status, 200)
  t.match(response.json, { slug, status: 'accepted', tier: 'ordinary', statements: ['assistance_centre_becoming_cus'] })
  t.match(response.json.memberships, [{ organisation: { slug: first.slug } }, { organisation: { slug: second.slug } }])
  const shared = {
    tier: 'ordinary',
    tier_basis: 'decided',
    tier_basis_note: 'Uchwała nr 1/2026',
    status: 'active',
    founder: false,
    founding_signatory: false,
    joined_on: '2026-03-10'
  }
  const { id: person } = await one(sql`select id from person where slug = 'anna-ostasz'`)
  const memberships = await membershipsOf(slug)
  t.match(memberships, [
    { ...shared, organisation_id: first.id, representative_id: person },
    { ...shared, organisation_id: second.id, representative_id: null }
  ])
  t.equal(memberships.length, 2)
  t.match((await call('GET', `declarations/${slug}`)).json, {
    status: 'accepted',
    signatories: [{ printed_post: 'Dyrektor', capacity: 'substantive' }, {}, {}]
  })
  const [{ seq }] = (await rows(sql`select max(seq) as seq from change`)) as [{ seq: number }]
  const changes = await rows(
    sql`select type, subject_id from change
      where type = 'membership.created' and subject_id = any(${memberships.map(({ id }) => String(id))})`
  )
  t.equal(changes.length, 2)

  const { version } = await one(sql`select version from declaration where slug = ${slug}`)
  const again = await post(`declarations/${slug}/acceptance`, body)
  t.equal(again.status, 200, 'repeated, it returns the same')
  t.strictSame(again.json, response.json)
  t.equal((await membershipsOf(slug)).length, 2)
  t.equal((await one(sql`select max(seq) as seq from change`)).seq, seq)
  t.equal((await one(sql`select version from declaration where slug = ${slug}`)).version, version)
  for (const other of [
    { ...body, decided_on: '2026-03-11' },
    { ...body, basis: 'Uchwała nr 2/2026' },
    { ...body, tier: 'supporting' },
    { ...body, joined: {} },
    { decided_on: body.decided_on }
  ]) {
    const different = await post(`declarations/${slug}/acceptance`, other)
    t.equal(different.status, 409, JSON.stringify(other))
    t.equal(different.json.code, 'wrong_state')
  }
  t.equal(
    (await post(`declarations/${slug}/acceptance`, { ...body, joined: { on: '2026-03-10' }, tier: 'ordinary' })).status,
    200,
    'an optional property may be sent explicitly'
  )
})

t.test(
  'POST /v1/declarations/{declaration}/acceptance of a founding declaration uses tier and founders of the lists',
  async (t) => {
    const [centre, office] = [await organisation('cus'), await organisation('gmina')]
    const signatories = [
      { role: 'founding_ordinary', organisation: centre.id },
      { role: 'founding_supporting', organisation: office.id }
    ]
    const slug = await declaration({ kind: 'founding', signatories })
    const response = await post(`declarations/${slug}/acceptance`, {
      decided_on: '2026-03-10',
      joined: { not_before: '2026-03-01', not_after: '2026-03-10' }
    })
    t.equal(response.status, 200)
    const joined = { joined_on: null, joined_not_before: '2026-03-01', joined_not_after: '2026-03-10' }
    t.match(await membershipsOf(slug), [
      { tier: 'ordinary', founder: true, founding_signatory: true, ...joined },
      { tier: 'supporting', founder: false, founding_signatory: true, ...joined }
    ])
  }
)

t.test(
  'POST /v1/declarations/{declaration}/acceptance against the rules needs an override, which is stored',
  async (t) => {
    const [powiat, centre] = [await organisation('pcpr'), await organisation('ops')]
    for (const { id, name } of [powiat, centre]) {
      const slug = await declaration({ tier: 'ordinary', signatories: [{ organisation: id }] })
      const refused = await post(`declarations/${slug}/acceptance`, { decided_on: '2026-03-10' })
      t.equal(refused.status, 422)
      t.strictSame(faultsOf(refused), ['not_eligible /override'])
      t.match(refused.json.detail, name)
      t.equal(await statusOf(slug), 'submitted')
      t.strictSame(await membershipsOf(slug), [])
      const allowed = await post(`declarations/${slug}/acceptance`, {
        decided_on: '2026-03-10',
        override: { reason: 'Pilotaż.' }
      })
      t.equal(allowed.status, 200)
      const decision = await call('GET', `declarations/${slug}/decision`, { key: decider })
      t.equal(decision.status, 200)
      t.match(decision.json, {
        outcome: 'accepted',
        tier: 'ordinary',
        override_reason: 'Pilotaż.',
        effective: { on: '2026-03-10' },
        applicants: [{ organisation: { id } }]
      })
      const ordinary = decision.json.applicants[0].tiers.find(({ tier }: Body) => tier === 'ordinary')
      t.equal(ordinary.outcome, id === powiat.id ? 'not_eligible' : 'unknown', 'the result of the check is stored')
      await sql`update organisation set kind = 'cus' where id = ${id}`.execute(db)
      const later = await call('GET', `declarations/${slug}/decision`, { key: writer })
      t.strictSame(
        later.json.applicants[0].tiers,
        decision.json.applicants[0].tiers,
        'it stays when the organisation changes'
      )
    }
  }
)

t.test(
  'POST /v1/declarations/{declaration}/acceptance admits a person only as honorary, even with an override',
  async (t) => {
    const slug = await declaration({ signatories: [{ person: 'anna-szalast' }] })
    const accept = (body: Body) => post(`declarations/${slug}/acceptance`, { decided_on: '2026-03-10', ...body })
    t.strictSame(faultsOf(await accept({})), ['tier_missing /tier'])
    t.strictSame(
      faultsOf(await accept({ tier: 'supporting' })),
      ['membership_tier_admits_member_type /tier'],
      'no override is offered, because none would help'
    )
    const forced = await accept({ tier: 'supporting', override: { reason: 'Mimo to.' } })
    t.equal(forced.status, 422)
    t.match(faultsOf(forced)[0], /^membership_tier_admits_member_type/)
    t.equal((await accept({ tier: 'honorary' })).status, 200)
    t.match(await membershipsOf(slug), [
      { tier: 'honorary', member_type: 'person', organisation_id: null, representative_id: null }
    ])
  }
)

t.test(
  'POST /v1/declarations/{declaration}/acceptance refuses days in the wrong order, and properties of other kinds',
  async (t) => {
    const { id } = await organisation('cus')
    const cases: [Wanted, Body, string[]][] = [
      [{}, { decided_on: '2999-01-01' }, ['in_the_future /decided_on']],
      [{}, { decided_on: '2026-02-28' }, ['before_signing /decided_on']],
      [{}, { decided_on: '2026-03-10', joined: { on: '2999-01-01' } }, ['too_far_ahead /joined']],
      [{}, { decided_on: '2026-03-10', joined: { on: '2026-02-28' } }, ['before_signing /joined']],
      [
        {},
        { decided_on: '2026-03-10', joined: { on: '2026-03-10', not_before: '2026-03-01' } },
        ['membership_joined_invalid /joined']
      ],
      [{}, { decided_on: '2026-03-10', ended: { on: '2026-03-10' } }, ['not_for_this_kind /ended']],
      [
        { kind: 'withdrawal' },
        { decided_on: '2026-03-10', joined: {}, tier: 'ordinary' },
        ['not_for_this_kind /tier', 'not_for_this_kind /joined', 'not_a_member']
      ],
      [
        { signed_on: '2026-05-01' },
        { decided_on: '2026-04-01', joined: { on: '2026-04-01' }, ended: {}, tier: 'honorary' },
        ['before_signing /decided_on', 'not_for_this_kind /ended', 'before_signing /joined']
      ]
    ]
    for (const [wanted, body, faults] of cases) {
      const slug = await declaration({
        ...wanted,
        signatories: [{ organisation: id }],
        ...(wanted.kind === undefined && { tier: 'ordinary' })
      })
      const response = await post(`declarations/${slug}/acceptance`, body)
      t.equal(response.status, 422, JSON.stringify(body))
      t.strictSame(faultsOf(response), faults)
      t.equal(await statusOf(slug), 'submitted')
    }
  }
)

t.test(
  'POST /v1/declarations/{declaration}/acceptance names signatories who are members already, and then admits nobody',
  async (t) => {
    const fresh = await organisation('cus')
    const { id, name } = (await one(sql`select id, name from organisation where slug = 'cus-belzyce'`)) as {
      id: string
      name: string
    }
    const slug = await declaration({
      tier: 'ordinary',
      signatories: [{ organisation: fresh.id }, { organisation: id }]
    })
    const response = await post(`declarations/${slug}/acceptance`, { decided_on: '2026-03-10' })
    t.equal(response.status, 409)
    t.strictSame(faultsOf(response), ['membership_once_at_a_time'])
    t.match(response.json.detail, name)
    t.equal(await statusOf(slug), 'submitted')
    t.strictSame(await membershipsOf(slug), [])
    t.equal((await call('GET', `declarations/${slug}/decision`, { key: decider })).status, 404)
  }
)

t.test('POST /v1/declarations/{declaration}/rejection stores a reason that is not public', async (t) => {
  const { id } = await organisation('cus')
  const slug = await declaration({ tier: 'ordinary', signatories: [{ organisation: id }] })
  const body = { decided_on: '2026-03-10', reason: 'Brak uchwały rady gminy.' }
  const response = await post(`declarations/${slug}/rejection`, body)
  t.equal(response.status, 200)
  t.equal((await post(`declarations/${slug}/rejection`, body)).status, 200)
  t.equal((await post(`declarations/${slug}/rejection`, { ...body, reason: 'Inny.' })).status, 409)
  t.strictSame(await membershipsOf(slug), [])
  t.match((await call('GET', `declarations/${slug}/decision`, { key: decider })).json, {
    outcome: 'rejected',
    reason: 'Brak uchwały rady gminy.',
    effective: { on: null, not_before: null, not_after: null },
    applicants: [{ tier: 'ordinary' }]
  })
  t.equal((await call('GET', `declarations/${slug}/decision`)).status, 401)
  t.equal((await call('GET', `declarations/${slug}/decision`, { key: partner })).status, 403)
  t.equal((await call('GET', `declarations/${slug}`)).status, 404)
  t.equal((await call('GET', `declarations/${slug}`, { key: partner })).status, 404)
})

t.test('POST /v1/declarations/{declaration}/acceptance of a withdrawal ends the memberships', async (t) => {
  const [member, stranger] = [await organisation('cus'), await organisation('cus')]
  await post(
    `declarations/${await declaration({ tier: 'ordinary', signatories: [{ organisation: member.id }] })}/acceptance`,
    { decided_on: '2026-03-10' }
  )
  const withdrawal = (organisation: string) =>
    declaration({ kind: 'withdrawal', signed_on: '2026-05-01', signatories: [{ organisation }] })
  const wrong = await post(`declarations/${await withdrawal(stranger.id)}/acceptance`, { decided_on: '2026-05-10' })
  t.equal(wrong.status, 422)
  t.strictSame(faultsOf(wrong), ['not_a_member'])
  t.match(wrong.json.detail, stranger.name)

  const slug = await withdrawal(member.id)
  t.strictSame(
    faultsOf(await post(`declarations/${slug}/acceptance`, { decided_on: '2026-05-10', ended: { on: '2026-03-10' } })),
    ['before_signing /ended', 'before_joining /ended']
  )
  const response = await post(`declarations/${slug}/acceptance`, {
    decided_on: '2026-05-10',
    ended: { on: '2026-06-01' }
  })
  t.equal(response.status, 200)
  const [membership] = (await call('GET', `organisations/${member.slug}/memberships?include=course`)).json.data
  t.match(membership, {
    status: 'ended',
    ended: { on: '2026-06-01' },
    course: [{ kind: 'ended', effective: { on: '2026-06-01' }, basis: 'Deklaracja próbna', declaration: { slug } }]
  })
  t.equal(
    (await post(`declarations/${slug}/acceptance`, { decided_on: '2026-05-10', ended: { on: '2026-06-01' } })).status,
    200
  )
  const rejoined = await declaration({ tier: 'ordinary', signatories: [{ organisation: member.id }] })
  t.equal(
    (await post(`declarations/${rejoined}/acceptance`, { decided_on: '2026-05-31' })).json.code,
    'already_exists',
    'not during the old membership'
  )
  t.equal(
    (await post(`declarations/${rejoined}/acceptance`, { decided_on: '2026-06-01' })).status,
    200,
    'a former member may join again'
  )
})

t.test(
  'POST /v1/declarations/{declaration}/acceptance ten times at the same time creates the memberships once',
  async (t) => {
    const { id } = await organisation('cus')
    const slug = await declaration({ tier: 'ordinary', signatories: [{ organisation: id }] })
    const responses = await Promise.all(
      Array.from({ length: 10 }, () => post(`declarations/${slug}/acceptance`, { decided_on: '2026-03-10' }))
    )
    t.strictSame([...new Set(responses.map(({ status, text }) => `${status} ${text}`))].length, 1)
    t.equal(responses[0]?.status, 200)
    t.equal((await membershipsOf(slug)).length, 1)
    t.strictSame((await trailOf('audit', slug)).filter((type) => type === 'declaration.accepted').length, 1)
  }
)

t.test(
  'POST /v1/declarations/{declaration}/acceptance, rejection and withdrawal at the same time: exactly one succeeds',
  async (t) => {
    for (let round = 0; round < 5; round++) {
      const { id } = await organisation('cus')
      const slug = await declaration({ tier: 'ordinary', signatories: [{ organisation: id }] })
      const responses = await Promise.all([
        post(`declarations/${slug}/acceptance`, { decided_on: '2026-03-10' }),
        post(`declarations/${slug}/withdrawal`),
        post(`declarations/${slug}/rejection`, { decided_on: '2026-03-10', reason: 'Nie.' })
      ])
      t.strictSame(responses.map(({ status }) => status).sort(), [200, 409, 409])
      const winner = ['accepted', 'withdrawn', 'rejected'][responses.findIndex(({ status }) => status === 200)]
      t.equal(await statusOf(slug), winner)
      t.equal((await membershipsOf(slug)).length, winner === 'accepted' ? 1 : 0)
    }
  }
)

t.test(
  'POST /v1/declarations/{declaration}/acceptance of two declarations of one organisation in parallel admits it once',
  async (t) => {
    const { id, name } = await organisation('cus')
    const slugs = [
      await declaration({ tier: 'ordinary', signatories: [{ organisation: id }] }),
      await declaration({ tier: 'ordinary', signatories: [{ organisation: id }] })
    ]
    const responses = await Promise.all(
      slugs.map((slug) => post(`declarations/${slug}/acceptance`, { decided_on: '2026-03-10' }))
    )
    t.strictSame(responses.map(({ status }) => status).sort(), [200, 409])
    t.match(responses.find(({ status }) => status === 409)?.json.detail, name)
    t.equal((await rows(sql`select from membership where organisation_id = ${id}`)).length, 1)
  }
)

t.test('POST /v1/declarations/{declaration}/acceptance with a broken connection leaves nothing', async (t) => {
  const { id } = await organisation('cus')
  const slug = await declaration({ tier: 'ordinary', signatories: [{ organisation: id, person: 'anna-ostasz' }] })
  const [{ seq }] = (await rows(sql`select max(seq) as seq from audit where action <> 'api_key.refused'`)) as [
    { seq: number }
  ]
  const client = await connection.pool.connect()
  await client.query('begin')
  await client.query(`select from person where slug = 'anna-ostasz' for update`)
  const response = post(`declarations/${slug}/acceptance`, { decided_on: '2026-03-10' })
  // The declaration is already accepted. The membership waits for the lock on its representative.
  let killed = 0
  for (let tries = 0; killed === 0 && tries < 50; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    const waiting = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%insert into membership %'`
    // Otherwise a transaction sees the activity as of its first query of the view.
    await client.query('select pg_stat_clear_snapshot()')
    killed = (await client.query(waiting)).rows.length
  }
  t.equal(killed, 1)
  t.equal((await response).status, 503)
  await client.query('rollback')
  client.release()
  t.equal(await statusOf(slug), 'submitted')
  t.strictSame(await membershipsOf(slug), [])
  t.strictSame(
    await rows(
      sql`select from declaration_decision dd join declaration d on d.id = dd.declaration_id where d.slug = ${slug}`
    ),
    []
  )
  t.equal((await one(sql`select max(seq) as seq from audit where action <> 'api_key.refused'`)).seq, seq)
  t.equal((await post(`declarations/${slug}/acceptance`, { decided_on: '2026-03-10' })).status, 200)
})

/** Creates a membership that is active since the day. */
async function membership(
  kind = 'cus',
  tier = 'ordinary',
  since = '2026-01-01'
): Promise<{ id: string; organisation: string; slug: string }> {
  const { id: organisationId, slug } = await organisation(kind)
  const { id } = await one(sql`
    insert into membership (organisation_id, tier, tier_basis, founder, founding_signatory, status, joined_on)
    values (${organisationId}, ${tier}::tier, 'decided', true, true, 'active', ${since}::date) returning id`)
  return { id: String(id), organisation: organisationId, slug }
}
const basis = 'Uchwała nr 7/2026'

t.test('POST /v1/memberships/{membership}/suspension and resumption need a day and a basis', async (t) => {
  const { id } = await membership()
  const suspended = await post(`memberships/${id}/suspension`, {
    effective_on: '2026-02-01',
    basis,
    declaration: { slug: 'deklaracja-2021-09-16' }
  })
  t.equal(suspended.status, 200)
  t.match(suspended.json, {
    status: 'suspended',
    version: 2,
    course: [
      {
        kind: 'suspended',
        effective: { on: '2026-02-01' },
        basis,
        declaration: { slug: 'deklaracja-2021-09-16' },
        tier: null
      }
    ]
  })
  const twice = await post(`memberships/${id}/suspension`, { effective_on: '2026-02-02', basis })
  t.equal(twice.status, 409)
  t.match(twice.json.detail, '/resumption')
  t.strictSame(faultsOf(await post(`memberships/${id}/resumption`, { effective_on: '2026-01-31', basis })), [
    'before_last_step /effective_on'
  ])
  t.strictSame(faultsOf(await post(`memberships/${id}/resumption`, { effective_on: '2999-01-01', basis })), [
    'in_the_future /effective_on'
  ])
  t.strictSame(
    faultsOf(
      await post(`memberships/${id}/resumption`, { effective_on: '2026-03-01', basis, declaration: { slug: 'nie-ma' } })
    ),
    ['unknown_reference /declaration']
  )
  t.equal((await post(`memberships/${id}/resumption`, { effective_on: '2026-03-01' })).status, 400, 'without a basis')
  t.equal((await post(`memberships/${id}/resumption`, { effective_on: '2026-03-01', basis })).json.status, 'active')
  const course = (await call('GET', `memberships/${id}/course`)).json.data
  t.strictSame(
    course.map(({ kind, effective }: { kind: string; effective: { on: string } }) => [kind, effective.on]),
    [
      ['suspended', '2026-02-01'],
      ['resumed', '2026-03-01']
    ]
  )
  t.strictSame((await rows(sql`select type, fields from change where subject_id = ${id} order by seq`)).slice(1), [
    { type: 'membership.suspended', fields: ['course', 'status'] },
    { type: 'membership.resumed', fields: ['course', 'status'] }
  ])
  t.strictSame(
    faultsOf(await post(`memberships/${(await membership()).id}/suspension`, { effective_on: '2025-12-31', basis })),
    ['before_joining /effective_on']
  )
})

t.test('POST /v1/memberships/{membership}/end stores an exact, bounded or unknown end', async (t) => {
  const { id, slug } = await membership()
  const end = (ended: Body) => post(`memberships/${id}/end`, { ended, basis })
  t.strictSame(faultsOf(await end({})), ['day_missing /ended'])
  t.strictSame(faultsOf(await end({ on: '2026-01-01' })), ['before_joining /ended'])
  t.strictSame(faultsOf(await end({ on: '2026-05-01', not_after: '2026-05-01' })), ['membership_ended_invalid /ended'])
  await post(`memberships/${id}/suspension`, { effective_on: '2026-02-01', basis })
  t.strictSame(faultsOf(await end({ not_after: '2026-01-31' })), ['before_last_step /ended'])
  const response = await end({ not_before: '2026-05-01', not_after: '2026-06-01' })
  t.match(response.json, {
    status: 'ended',
    ended: { on: null, not_before: '2026-05-01', not_after: '2026-06-01' },
    course: [{}, { kind: 'ended', effective: { not_before: '2026-05-01' } }]
  })
  t.equal((await end({ on: '2026-05-01' })).json.code, 'wrong_state')
  t.match((await call('GET', `organisations/${slug}/memberships?as_of=2026-05-15`)).json.data, [
    { certainty: 'possible' }
  ])
})

t.test('POST /v1/memberships/{membership}/tier-change continues the membership in another tier', async (t) => {
  const { id, slug, organisation: organisationId } = await membership('ops', 'supporting')
  const change = (body: Body) =>
    post(`memberships/${id}/tier-change`, { effective_on: '2026-04-01', tier: 'ordinary', basis, ...body })
  t.strictSame(faultsOf(await change({ tier: 'supporting' })), ['same_tier /tier'])
  t.strictSame(faultsOf(await change({})), ['not_eligible /override'], 'an assistance centre must state its intention')
  t.strictSame(faultsOf(await change({ effective_on: '2026-01-01', override: { reason: 'Nie.' } })), [
    'before_joining /effective_on'
  ])
  const response = await change({ statements: ['assistance_centre_becoming_cus'] })
  t.equal(response.status, 200)
  t.match(response.json, {
    tier: 'ordinary',
    status: 'active',
    continues: id,
    joined: { on: '2026-04-01' },
    founder: true,
    founding_signatory: true,
    tier_basis: 'decided',
    tier_basis_note: basis
  })
  t.not(response.json.id, id)
  const old = (await call('GET', `memberships/${id}?include=course`)).json
  t.match(old, {
    tier: 'supporting',
    status: 'ended',
    ended: { on: '2026-04-01' },
    course: [{ kind: 'tier_changed', tier: 'ordinary', effective: { on: '2026-04-01' } }]
  })
  const tierOn = async (day: string) =>
    (await call('GET', `organisations/${slug}/memberships?as_of=${day}`)).json.data.map(({ tier }: Body) => tier)
  t.strictSame(await tierOn('2026-03-31'), ['supporting'])
  t.strictSame(await tierOn('2026-04-01'), ['ordinary'])
  const forced = await post(`memberships/${response.json.id}/tier-change`, {
    effective_on: '2026-05-01',
    tier: 'supporting',
    basis,
    override: { reason: 'Poufne.' }
  })
  t.equal(forced.status, 200)
  const frozen = await one(
    sql`select override_reason, eligibility from membership_event where membership_id = ${response.json.id}`
  )
  t.equal(frozen.override_reason, 'Poufne.')
  t.match(frozen.eligibility, { tiers: [{ tier: 'ordinary' }, { tier: 'supporting', outcome: 'eligible' }, {}] })
  t.equal(
    (await call('GET', `memberships/${response.json.id}/course`)).json.data[0].override_reason,
    null,
    'the override is not public'
  )
  t.equal((await rows(sql`select from membership where organisation_id = ${organisationId}`)).length, 3)
})

t.test(
  'POST /v1/declarations/{declaration}/acceptance of a withdrawal during a change of tier ends the membership',
  async (t) => {
    for (let round = 0; round < 5; round++) {
      const { id, organisation: member } = await membership('cus', 'supporting')
      const slug = await declaration({ kind: 'withdrawal', signatories: [{ organisation: member }] })
      const [change, withdrawal] = await Promise.all([
        post(`memberships/${id}/tier-change`, { effective_on: '2026-04-01', tier: 'ordinary', basis }),
        post(`declarations/${slug}/acceptance`, { decided_on: '2026-05-10' })
      ])
      t.equal(withdrawal.status, 200)
      t.ok(change.status === 200 || change.json.code === 'wrong_state')
      t.strictSame(
        await rows(sql`select status from membership where organisation_id = ${member} and status <> 'ended'`),
        []
      )
    }
  }
)

t.test('POST /v1/memberships/{membership}/… in parallel with one Idempotency-Key runs once', async (t) => {
  const { id } = await membership()
  const change = { effective_on: '2026-04-01', tier: 'supporting', basis, override: { reason: 'Tak.' } }
  const races = await Promise.all(Array.from({ length: 5 }, () => post(`memberships/${id}/tier-change`, change)))
  t.strictSame(races.map(({ status }) => status).sort(), [200, 409, 409, 409, 409])
  const { id: other } = await membership()
  const send = () =>
    call('POST', `memberships/${other}/suspension`, {
      key: writer,
      body: { effective_on: '2026-02-01', basis },
      headers: { 'idempotency-key': 'zawieszenie-1' }
    })
  const [first, second] = [await send(), await send()]
  t.equal(first.status, 200)
  t.equal(second.status, 200)
  t.strictSame(second.json, first.json)
  t.equal(second.headers['idempotent-replayed'], 'true')
  t.equal((await rows(sql`select from membership_event where membership_id = ${other}`)).length, 1)
  t.equal(
    (await call('POST', `memberships/${other}/resumption`, { body: { effective_on: '2026-03-01', basis } })).status,
    401
  )
  t.equal(
    (
      await call('POST', `memberships/${other}/resumption`, {
        key: decider,
        body: { effective_on: '2026-03-01', basis }
      })
    ).status,
    403
  )
})
