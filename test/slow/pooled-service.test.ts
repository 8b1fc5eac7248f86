// The real process behind a real PgBouncer in transaction mode, which has fewer sessions than the service uses
// connections. A login without superuser has migrated the database, as at a provider of managed databases.
import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import t, { type Test } from 'tap'
import { connect } from '../../src/db/connect.ts'
import { startEmbedded } from '../../src/db/embedded/server.ts'
import { withDatabase } from '../cluster.ts'
import { makeKey } from '../helper.ts'
import { type Main, startMain } from '../main-process.ts'
import { noPgbouncer, startPgbouncer } from '../pgbouncer.ts'
import { startReceiver } from '../receiver.ts'

t.setTimeout(900_000)
const CLIENTS = 16
const password = 'a-secret-of-this-test'

interface Sent {
  status: number
  text: string
}

/** Starts PostgreSQL, PgBouncer, and two processes: one behind PgBouncer, one without it. */
async function start(t: Test) {
  const cluster = await startEmbedded({ dataDir: mkdtempSync(join(tmpdir(), 'konwent-pooled-')), throwaway: true })
  t.teardown(cluster.stop)
  const superuser = new pg.Client({ connectionString: cluster.url })
  await superuser.connect()
  await superuser.query(`create role deploy login createrole password '${password}'`)
  await superuser.query('create database registry owner deploy')
  await superuser.end()
  const address = (username: string) =>
    Object.assign(new URL(withDatabase(cluster.url, 'registry')), { username, password }).href
  await promisify(execFile)(process.execPath, ['src/cli/konwent.ts', 'migrate'], {
    env: { PATH: process.env.PATH, DATABASE_URL: address('deploy'), DATABASE_APP_PASSWORD: password }
  })

  const pooler = await startPgbouncer(t, address('konwent_app'), { settings: { default_pool_size: 6 } })
  const settings = {
    ANSWER_CACHE_MB: '0',
    RATE_LIMIT: '1000000',
    RATE_LIMIT_KEY: '1000000',
    DRAIN_SECONDS: '0',
    WEBHOOK_ALLOW_LOOPBACK: 'true'
  }
  const pooled = await startMain(t, pooler.url, {
    ...settings,
    DATABASE_DIRECT_URL: address('konwent_app'),
    DATABASE_POOL: '8'
  })
  const direct = await startMain(t, address('konwent_app'), settings)
  const { db, pool, close } = connect(address('deploy'), { max: 2, noTimeouts: true })
  t.teardown(close)
  const key = await makeKey(db, ['registry:write', 'contacts:read', 'imports', 'webhooks', 'audit:read'])

  /** Sends a request once. */
  const send = async (main: Main, path: string, init: RequestInit = {}, type = 'application/json'): Promise<Sent> => {
    const headers = { authorization: `Bearer ${key}`, 'if-match': '*', ...(init.body && { 'content-type': type }) }
    const response = await fetch(`${main.base}/v1/${path}`, { ...init, headers: { ...headers, ...init.headers } })
    return { status: response.status, text: await response.text() }
  }
  /** Repeats a request while a busy machine exceeds the time limits of the service. */
  const call = async (...request: Parameters<typeof send>): Promise<Sent> => {
    for (;;) {
      const sent = await send(...request)
      if (sent.status !== 503) return sent
      await sleep(100)
    }
  }
  return { pooler, pooled, direct, pool, send, call }
}

const json = (method: string, body: object): RequestInit => ({ method, body: JSON.stringify(body) })
const MERGE_PATCH = 'application/merge-patch+json'
const addSource = (slug: string) => json('POST', { slug, kind: 'document', title: 'Źródło próbne' })

t.test('A process behind PgBouncer', { skip: noPgbouncer }, async (t) => {
  const { pooler, pooled, direct, pool, send, call } = await start(t)

  await t.test('GET: 16 clients at once receive the same through the pooler as from a direct process', async (t) => {
    const paths = [
      ...['organisations?limit=500', 'organisations?format=csv', 'organisations?format=ndjson', 'events?format=ics'],
      'organisations/cus-belzyce?include=memberships,appointments,contacts',
      ...['contacts?limit=500', 'memberships?as_of=2022-08-31&limit=500', 'statistics/memberships'],
      ...['changes?limit=100&include=data', 'organisations/match?name=CUS+w+Swidniku', 'people?format=vcard']
    ]
    const expected = new Map<string, string>()
    for (const path of paths) expected.set(path, (await call(direct, path)).text)
    await Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        for (let i = 0; i < 2 * paths.length; i++) {
          const path = paths[(i + client) % paths.length] as string
          const { status, text } = await call(pooled, path)
          if (status !== 200 || text !== expected.get(path)) t.fail(`${path}: ${status}`, { text: text.slice(0, 300) })
        }
      })
    )
    t.equal((await call(pooled, 'snapshot?format=ndjson')).text.trimEnd().split('\n').length > 1_000, true)
    const { rows } = await pool.query(`select application_name as name, count(*)::int from pg_stat_activity
    where usename = 'konwent_app' group by 1`)
    t.equal(rows.filter(({ name }) => name === 'konwent listen').length, 1, 'notifications have their own sessions')
  })

  await t.test('POST and PATCH: 16 clients at once write through the pooler', async (t) => {
    const before = (await pool.query('select seq::int from feed_head')).rows[0].seq
    await Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        const slug = `pula-${client}`
        const { status, text } = await call(pooled, 'sources', {
          ...addSource(slug),
          headers: { 'idempotency-key': slug }
        })
        t.equal(status, 201, text)
        for (let no = 1; no <= 4; no++) {
          const changed = await call(pooled, `sources/${slug}`, json('PATCH', { title: `Źródło ${no}` }), MERGE_PATCH)
          t.equal(changed.status, 200, changed.text)
        }
        t.match((await call(pooled, `sources/${slug}`)).text, /"title":"Źródło 4"/)
      })
    )
    const { rows } = await pool.query(`select seq::int from change where seq > $1 order by seq`, [before])
    t.strictSame(
      rows.map(({ seq }) => seq),
      Array.from({ length: 5 * CLIENTS }, (_, i) => before + 1 + i)
    )
    t.equal((await pool.query('select audit_broken_at() as at')).rows[0].at, null)
  })

  await t.test('A waiting reader, a webhook and an import behind the pooler', async (t) => {
    const receiver = await startReceiver(t)
    const hook = { url: receiver.url, types: ['source'] }
    const endpoint = await call(pooled, 'webhook-endpoints', json('POST', hook))
    t.equal(endpoint.status, 201, endpoint.text)
    let cursor = ''
    for (let more = true; more; ) {
      const { meta } = JSON.parse((await call(pooled, `changes?limit=500${cursor}`)).text)
      cursor = `&after=${meta.next_cursor}`
      more = meta.has_more
    }
    const waiting = call(pooled, `changes?wait=30${cursor}`)
    t.equal((await call(direct, 'sources', addSource('pula-obserwowana'))).status, 201)
    t.match(JSON.parse((await waiting).text).data, [{ type: 'source.created' }])
    await receiver.reached(1)
    t.match(receiver.received[0]?.body, /source\.created/)

    const file = `slug,name,short_name,kind\nops-pula,Ośrodek próbny w Łężycach,OPŚ próbny,ops\n`
    const sent = await call(pooled, 'imports?resource=organisations', { method: 'POST', body: file }, 'text/csv')
    t.equal(sent.status, 202, sent.text)
    const { id } = JSON.parse(sent.text)
    const reaches = async (status: string) => {
      while (JSON.parse((await call(pooled, `imports/${id}`)).text).status !== status) await sleep(50)
    }
    await reaches('previewed')
    t.equal((await call(pooled, `imports/${id}/application`, { method: 'POST' })).status, 202)
    await reaches('applied')
    t.equal((await call(pooled, 'organisations/ops-pula')).status, 200)
  })

  await t.test(
    'PgBouncer is killed during writes: no acknowledged write is lost, and the service recovers',
    async (t) => {
      const acknowledged: string[] = []
      let failed = 0
      let stopped = false
      const writers = Array.from({ length: CLIENTS }, async (_, client) => {
        for (let no = 0; !stopped; no++) {
          const slug = `zapis-${client}-${no}`
          const { status } = await send(pooled, 'sources', addSource(slug))
          if (status === 201) acknowledged.push(slug)
          else if (status === 503) failed++
          else t.fail(`status ${status}`)
        }
      })
      const untilMore = async () => {
        for (const target = acknowledged.length + 2 * CLIENTS; acknowledged.length < target; ) await sleep(20)
      }
      for (let round = 0; round < 3; round++) {
        await untilMore()
        await pooler.kill()
        while ((await pooled.status('/readyz')) !== 503) await sleep(20)
        await pooler.start()
      }
      await untilMore()
      stopped = true
      await Promise.all(writers)
      while ((await pooled.status('/readyz')) !== 200) await sleep(50)
      const { rows } = await pool.query(`select slug from source where slug like 'zapis-%'`)
      const stored = new Set(rows.map(({ slug }) => slug))
      t.strictSame(
        acknowledged.filter((slug) => !stored.has(slug)),
        []
      )
      t.ok(failed > 0, `${acknowledged.length} acknowledged, ${failed} failed`)
      t.comment(`${acknowledged.length} acknowledged, ${failed} failed, ${stored.size} stored`)
      t.equal((await pool.query('select audit_broken_at() as at')).rows[0].at, null)
      for (const main of [pooled, direct]) t.equal((await main.stop()).code, 0)
      t.notMatch(pooled.output(), /"level":60/)
    }
  )
})
