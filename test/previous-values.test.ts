// Previous values of records, and the reversal of changes.
import { sql } from 'kysely'
import t from 'tap'
import { declared } from './declared.ts'
import { type Setup, setup } from './helper.ts'
import { openJobs } from './jobs.ts'

t.setTimeout(300_000)

async function withStaff() {
  const registry = await setup(t)
  const staff = await registry.key(['registry:write', 'audit:read', 'declarations:decide', 'contacts:read'])
  const send = (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object, key = staff) =>
    registry.call(method, path, { key, ...(body && { body }), headers: method === 'POST' ? {} : { 'if-match': '*' } })
  const patch = (path: string, body: object) => send('PATCH', path, body)
  const reverse = (path: string, version: number) => send('POST', `${path}/reversal`, { version })
  const get = (path: string, key: string | undefined = staff) => registry.call('GET', path, { ...(key && { key }) })
  /** Returns the previous values of a record, sorted by version and property. */
  const valuesOf = async (path: string): Promise<[number, string, string | null][]> =>
    (await get(`previous-values?subject=${(await get(path)).json.id}&limit=500`)).json.data
      .map(({ version, field, before }: Record<string, unknown>) => [version, field, before])
      .sort()
  return { ...registry, staff, send, patch, reverse, get, valuesOf }
}
const registry = await withStaff()
const codeOf = ({ status, json }: Awaited<ReturnType<Setup['call']>>) => [status, json.errors?.[0]?.code]

t.test('the database keeps values of public records without people only', async (t) => {
  const { db, patch, get, call, staff } = registry
  const { rows } = await sql<{ table: string; kept: string[]; columns: string[] }>`
    select t.subject_type as table, t.kept, array_agg(p.column_name) as columns
    from record_type t join record_property p on p.subject_type = t.subject_type and p.property = any(t.kept)
    group by t.subject_type order by 1`.execute(db)
  const kept = new Map(rows.map((row) => [row.table, row]))
  t.strictSame(
    [...kept.keys()],
    [...declared.resources.values()]
      .filter(({ reversible }) => reversible)
      .map(({ name }) => name)
      .sort(),
    'the migration calls keep_previous_values() for each resource that is `reversible`, and for no other'
  )
  const personal = await sql<{ table: string; column: string }>`
    select conrelid::regclass::text as table, attname as column from pg_constraint
      join pg_attribute on attrelid = conrelid and attnum = any(conkey)
    where contype = 'f' and confrelid in ('person'::regclass, 'appointment'::regclass, 'contact'::regclass)`.execute(db)
  for (const table of [
    'person',
    'person_former_name',
    'contact',
    'appointment',
    'declaration',
    'declaration_signatory',
    'declaration_applicant',
    'application',
    'event_participant',
    'api_key',
    'import',
    'webhook_endpoint'
  ])
    t.notOk(kept.has(table), table)
  for (const { table, column } of personal.rows)
    t.notOk(kept.get(table)?.columns.includes(column), `${table}.${column}`)
  for (const { writes } of declared.writes)
    for (const field of kept.get(writes.resource.name)?.kept ?? []) {
      const property = writes.properties[field]
      const isBare = property?.kind === 'reference' && property.bare
      t.ok(property && property.kind !== 'rows' && !isBare, `${writes.resource.name}.${field} can be written back`)
      if (writes.properties[`${field}_en`])
        t.ok(
          kept.get(writes.resource.name)?.kept.includes(`${field}_en`),
          `${writes.resource.name}.${field}_en is kept`
        )
    }
  for (const statement of [
    `select keep_previous_values('person', '{slug}')`,
    `select keep_previous_values('contact', '{email}')`,
    `select keep_previous_values('application', '{people}')`,
    `select keep_previous_values('membership', '{representative}')`,
    `select keep_previous_values('organisation', '{names}')`
  ])
    await t.rejects(sql.raw(statement).execute(db), statement)

  const count = async () => (await get('previous-values?limit=500')).json.data.length
  await patch('people/anna-ostasz', { academic_title: 'dr' })
  const [appointment] = (await get('organisations/cus-belzyce/appointments')).json.data
  await patch(`appointments/${appointment.id}`, { note: 'Uwaga' })
  const made = await call('POST', 'memberships', {
    key: staff,
    body: { person: { slug: 'anna-ostasz' }, tier: 'honorary', tier_basis: 'printed', joined: { on: '2025-01-01' } }
  })
  t.equal(made.status, 201, made.text)
  await patch(`memberships/${made.json.id}`, { joined: { on: '2025-01-02' } })
  t.equal(await count(), 0, 'no values of people, appointments and memberships of people')
  const [membership] = (await get('organisations/cus-belzyce/memberships')).json.data
  await patch(`memberships/${membership.id}`, { tier_basis_note: 'Uwaga' })
  t.equal(await count(), 1)
})

t.test('GET /previous-values lists what a change replaced', async (t) => {
  const { patch, get, valuesOf, db, staff, call } = registry
  const before = (await get('organisations/cus-belzyce')).json
  const saved = await patch('organisations/cus-belzyce', {
    website: 'www.belzyce.example',
    established: { on: '2020-01-01', not_before: null, not_after: null },
    territory: { code: '0609' },
    names: [{ name: 'CUS w Bełżycach', kind: 'variant' }]
  })
  t.equal(saved.status, 200, saved.text)
  const { version } = saved.json
  const { on, not_before, not_after } = before.established
  t.strictSame(await valuesOf('organisations/cus-belzyce'), [
    [version, 'established', JSON.stringify({ on, not_after, not_before }).replaceAll(/([:,])/g, '$1 ')],
    [version, 'territory', before.territory.code],
    [version, 'website', before.website]
  ])
  const { json } = await get(`previous-values?subject=${before.id}&field=website`)
  const [change] = (await get('organisations/cus-belzyce/history?limit=1')).json.data
  t.match(json.data, [{ change: change.seq, subject_type: 'organisation', subject_id: before.id }])
  t.equal((await get(`previous-values?subject=${before.id}&subject_type=organisation`)).json.data.length, 3)
  t.strictSame((await get(`previous-values?subject=${before.id}&subject_type=event`)).json.data, [])
  await patch('organisations/cus-belzyce', { website: 'www.belzyce.example' })
  t.equal((await valuesOf('organisations/cus-belzyce')).length, 3, 'what changes nothing leaves nothing')

  const made = await call('POST', 'organisations', {
    key: staff,
    body: { name: 'Ośrodek Próbny', short_name: 'OP', kind: 'ops', nip: '5261040828' }
  })
  t.strictSame(await valuesOf('organisations/op'), [], 'a new record has none')
  await call('DELETE', 'organisations/op', { key: staff, headers: { 'if-match': '*' } })
  const left = (await get(`previous-values?subject=${made.json.id}&field=nip,version,name`)).json.data
  t.match(
    left.map(({ field, before, version }: Record<string, unknown>) => [field, before, version]).sort(),
    [
      ['name', 'Ośrodek Próbny', 2],
      ['nip', '5261040828', 2]
    ],
    'a deleted record leaves its values'
  )
  const logs = await sql<{ found: boolean }>`
    select exists (select from change c where to_jsonb(c)::text like '%belzyce.example%')
      or exists (select from audit a where to_jsonb(a)::text like '%belzyce.example%') as found`.execute(db)
  t.notOk(logs.rows[0]?.found, 'change log and audit have no values')
})

t.test('GET of previous values is for staff with audit:read only, and no public response has them', async (t) => {
  const { patch, get, key, call } = registry
  await patch('organisations/cus-belzyce', { website: 'tajne-przed.example' })
  await patch('organisations/cus-belzyce', { website: 'nowe.example' })
  const clerk = await key(['registry:write'])
  const partner = await key(['contacts:read'], 'partner')
  for (const path of ['previous-values', 'previous-values?subject_type=organisation']) {
    t.equal((await call('GET', path)).status, 401, path)
    for (const other of [clerk, partner]) t.equal((await get(path, other)).status, 403, path)
    t.match((await get(path)).text, 'tajne-przed.example')
  }
  t.equal((await call('POST', 'organisations/cus-belzyce/reversal', { body: { version: 2 } })).status, 401)
  for (const other of [clerk, partner])
    t.equal(
      (await call('POST', 'organisations/cus-belzyce/reversal', { key: other, body: { version: 2 } })).status,
      403
    )
  for (const path of [
    'changes?limit=500',
    'snapshot',
    'organisations/cus-belzyce?include=names,former_states,sources',
    'organisations/cus-belzyce/history'
  ])
    t.notMatch((await call('GET', path)).text, 'tajne-przed.example', path)
})

t.test('POST /organisations/{organisation}/reversal changes back, with all checks of a PATCH', async (t) => {
  const { patch, get, reverse, valuesOf, send } = registry
  const path = 'organisations/cus-belzyce'
  const before = (await get(path)).json
  const { json } = await patch(path, {
    website: 'pomylka.example',
    nip: '5261040828',
    territory: null,
    slug: 'pomylka',
    closed: { on: '2026-01-01' }
  })
  const reversed = await reverse(path.replace('cus-belzyce', 'pomylka'), json.version)
  t.equal(reversed.status, 200, reversed.text)
  for (const name of ['website', 'nip', 'territory', 'slug', 'closed'])
    t.strictSame(reversed.json[name], before[name], name)
  const { version } = reversed.json
  t.equal(version, json.version + 1, 'a reversal is a change')
  t.strictSame(codeOf(await reverse(path, json.version)), [409, 'changed_again'], 'once only')
  t.strictSame(codeOf(await reverse(path, 2_000_000)), [422, 'no_previous_values'])
  t.equal((await reverse(path, version)).json.website, 'pomylka.example', 'a reversal can be reversed')
  await reverse('organisations/pomylka', version + 1)

  // The values before would break a rule today.
  const nip = (await patch('organisations/cus-swidnik', { nip: '5261040828' })).json
  const cleared = (await patch('organisations/cus-swidnik', { nip: null })).json
  await patch('organisations/umwl', { nip: '5261040828' })
  const refused = await reverse('organisations/cus-swidnik', cleared.version)
  t.strictSame(codeOf(refused), [409, 'organisation_nip_taken'], 'rules and constraints hold')
  t.equal((await reverse('organisations/cus-swidnik', nip.version)).status, 409)

  // Another change of another property is no obstacle.
  const first = (await patch('organisations/cus-kramsk', { website: 'a.example' })).json
  await patch('organisations/cus-kramsk', { seat: 'Inna' })
  t.match((await reverse('organisations/cus-kramsk', first.version)).json, { seat: 'Inna' })

  const renamed = await send('POST', 'organisations/cus-swidnik/renaming', {
    name: 'Nowe Centrum',
    short_name: 'NC',
    happened: { on: '2026-11-01' }
  })
  t.strictSame(codeOf(await reverse('organisations/cus-swidnik', renamed.json.version)), [409, 'not_reversible'])
  t.ok((await valuesOf('organisations/cus-swidnik')).some(([, , value]) => /Świdnik/.test(String(value))))
})

t.test('POST …/reversal: two at once, and one beside another change', async (t) => {
  const { patch, reverse, get } = registry
  const path = 'organisations/cus-belzyce'
  const original = (await get(path)).json.website
  const { version } = (await patch(path, { website: 'b.example' })).json
  const both = await Promise.all([reverse(path, version), reverse(path, version)])
  t.strictSame(both.map(({ status }) => status).sort(), [200, 409])
  t.equal((await get(path)).json.website, original)
  const again = (await patch(path, { website: 'c.example' })).json.version
  const [change, reversal] = await Promise.all([patch(path, { website: 'd.example' }), reverse(path, again)])
  t.equal(change.status, 200)
  // If the change came first, the reversal is refused.
  t.equal((await get(path)).json.website, 'd.example', `the reversal returned ${reversal.status}`)
})

t.test('POST /people/{person}/erasure removes the person from previous values; the dossier lists them', async (t) => {
  const { patch, db, key, call } = registry
  await patch('organisations/cus-belzyce', { legal_form: 'Kieruje Anna Ostasz, anna.ostasz@belzyce.example' })
  await patch('organisations/cus-belzyce', { legal_form: 'pod kierownictwem: Anna Ostasz' })
  await patch('organisations/cus-belzyce', { legal_form: null })
  const admin = await key(['privacy:admin'])
  const dossier = await call('GET', 'people/anna-ostasz/dossier', { key: admin })
  const isKept = ({ table }: { table: string }) => table === 'previous_value'
  t.equal(dossier.json.mentions.filter(isKept).length, 2, 'two values mention the person')
  await patch('organisations/cus-belzyce', { legal_form: 'Anna Ostasz' })
  const erased = await call('POST', 'people/anna-ostasz/erasure', { key: admin, body: { pseudonymise_name: true } })
  t.equal(erased.status, 200, erased.text)
  const { rows } = await sql<{ text: string }>`select before::text as text from previous_value`.execute(db)
  t.ok(rows.length >= 2)
  t.notMatch(JSON.stringify(rows), /Ostasz/i, 'neither the values before nor those that the erasure replaced')
})

t.test('the nightly task deletes previous values after two years', async (t) => {
  const { patch, db, url, valuesOf } = registry
  const { json } = await patch('organisations/rada-konwentu', { website: 'a.example' })
  await patch('organisations/rada-konwentu', { website: 'b.example' })
  await sql`update previous_value set replaced_at = now() - interval '2 years 1 day'
    where version = ${json.version}`.execute(db)
  const jobs = openJobs(url)
  t.teardown(jobs.close)
  await declared.tasks
    .find(({ name }) => name === 'delete_previous_values')
    ?.run(jobs.db, {} as never, AbortSignal.timeout(60_000))
  t.strictSame(
    (await valuesOf('organisations/rada-konwentu')).map(([version]) => version),
    [json.version + 1]
  )
})
