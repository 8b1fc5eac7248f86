// Requests that are refused because the key lacks a scope: they leave entries in the audit, but cannot fill it.
import tap from 'tap'
import { makeKey, type Setup, setup, setupOn } from './helper.ts'

interface Entry {
  subject_ids: string[]
  key: { id: string }
  fields: string[]
  request_id: string
}

/** Waits until the audit has this number of refusals, and returns them in their order. */
async function refusals({ call, db }: Setup, count: number): Promise<Entry[]> {
  const key = await makeKey(db, ['audit:read'])
  for (;;) {
    const { data } = (await call('GET', 'audit?action=api_key.refused&sort=seq&limit=500', { key })).json
    if (data.length >= count) return data
    await new Promise((resolve) => setImmediate(resolve))
  }
}

tap.test('403: the audit names the key, the operation and the missing scope, once per hour', async (t) => {
  const s = await setup(t)
  const { call, get } = s
  const weak = await s.key(['imports'])
  const person = { given_name: 'Sekretna', family_name: 'Nieznana' }
  const first = await call('POST', 'people', { key: weak, body: person })
  t.equal(first.status, 403)
  const [entry] = await refusals(s, 1)
  t.match(entry, { fields: ['POST /v1/people', 'registry:write'], request_id: first.headers['request-id'] })
  t.strictSame(entry?.subject_ids, [entry?.key.id], 'the key acted, and it is the subject')

  // The same refusals, and others.
  const others: [Parameters<typeof call>[0], string, string, string][] = [
    ['GET', 'api-keys', 'GET /v1/api-keys', 'keys:admin'],
    ['GET', 'people/anna-ostasz/dossier', 'GET /v1/people/{person}/dossier', 'privacy:admin'],
    ['GET', 'audit?subject=sekret', 'GET /v1/audit', 'audit:read'],
    ['DELETE', 'contacts/kontakt-obserwatorium', 'DELETE /v1/contacts/{contact}', 'registry:write']
  ]
  for (let i = 0; i < 4; i++) {
    t.equal((await call('POST', `people`, { key: weak, body: { ...person, given_name: `Nr ${i}` } })).status, 403)
    for (const [method, path] of others) t.equal((await call(method, path, { key: weak })).status, 403, path)
    t.equal((await call('GET', `people/nr-${i}/dossier`, { key: weak })).status, 403)
    t.equal((await get('api-keys')).status, 401, 'a request without a key')
    t.equal((await get('api-keys', { authorization: 'Bearer x' })).status, 401)
  }
  await refusals(s, 1 + others.length)
  await s.app.close()
  const { rows } = await s.connection.pool.query('select fields, audit_broken_at() from audit where action = $1', [
    'api_key.refused'
  ])
  t.strictSame(
    rows.map(({ fields }) => fields.join(' ')).sort(),
    ['POST /v1/people registry:write', ...others.map(([, , operation, scope]) => `${operation} ${scope}`)].sort()
  )
  t.notMatch(JSON.stringify(rows), /ostasz|kontakt-|sekret|Nr/i, 'neither data nor identifiers of records')
  t.equal(rows[0].audit_broken_at, null)
})

tap.test('403: several processes make one entry; another key makes its own', async (t) => {
  const s = await setup(t)
  const other = await setupOn(t, s.url)
  const [weak, another] = [await s.key(['imports']), await s.key(['webhooks'])]
  // Both processes are about to enter the refusal at the same time.
  const lock = await s.connection.pool.connect()
  await lock.query('begin; lock table audit_head in access exclusive mode')
  for (const { call } of [s, other]) t.equal((await call('GET', 'api-keys', { key: weak })).status, 403)
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while ((await lock.query(waiting)).rowCount !== 2) await new Promise((resolve) => setImmediate(resolve))
  await lock.query('rollback')
  lock.release()
  await s.app.close()
  t.equal((await other.call('GET', 'api-keys', { key: another })).status, 403)
  t.equal((await refusals(other, 2)).length, 2)
})

tap.test('403 does not wait for the audit: the entry follows when the audit can be written', async (t) => {
  const s = await setup(t)
  const weak = await s.key(['imports'])
  const lock = await s.connection.pool.connect()
  await lock.query('begin; lock table audit_head in access exclusive mode')
  t.equal((await s.call('GET', 'api-keys', { key: weak })).status, 403)
  t.equal((await s.get('people?limit=1')).status, 200)
  await lock.query('rollback')
  lock.release()
  t.strictSame(
    (await refusals(s, 1)).map(({ fields }) => fields),
    [['GET /v1/api-keys', 'keys:admin']]
  )
})
