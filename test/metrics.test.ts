// Metrics for Prometheus: each number is there and moves when the thing happens. A real process with real listeners.
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import net, { type AddressInfo } from 'node:net'
import { join } from 'node:path'
import tap, { type Test } from 'tap'
import { connect } from '../src/db/connect.ts'
import { database, makeKey } from './helper.ts'
import { startMain } from './main-process.ts'
import { startProxy } from './proxy.ts'
import { startReceiver, until } from './receiver.ts'

const root = join(import.meta.dirname, '..')

/** The samples of a response by name with labels, such as `konwent_imports{status="failed"}`. */
type Samples = Map<string, number>

function samplesOf(text: string): Samples {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]))
}

/** Starts the service with metrics on a database of its own, behind a proxy. */
async function start(t: Test) {
  const url = new URL(await database(t))
  const admin = connect(url.href, { max: 1 })
  const databasePort = Number(url.port)
  const proxy = await startProxy(() => databasePort)
  url.port = String(proxy.port)
  const main = await startMain(t, url.href, {
    METRICS_PORT: '0',
    LOG_LEVEL: 'info',
    MAX_CONNECTIONS: '12',
    WEBHOOK_ALLOW_LOOPBACK: 'true',
    WEBHOOK_RETRY_DELAYS: '600',
    RATE_LIMT: 'tajne-1'
  })
  t.teardown(async () => {
    await main.stop()
    await proxy.close()
    await admin.close()
  })
  const port = /"port":(\d+),"msg":"metrics are served"/.exec(main.output())?.[1]
  const metricsUrl = `http://127.0.0.1:${port}/metrics`
  const scrape = async () => {
    const response = await fetch(metricsUrl)
    if (response.status !== 200) throw new Error(`GET /metrics is ${response.status}`)
    return samplesOf(await response.text())
  }
  /** Waits until the metrics are as expected: those of the database are read every few seconds. */
  const reachAll = (name: string, holds: (samples: Samples) => boolean) =>
    until(
      async () => {
        const samples = await scrape()
        return holds(samples) ? samples : undefined
      },
      name,
      300_000
    )
  const reach = async (name: string, holds: (value: number) => boolean) => {
    const samples = await reachAll(name, (found) => found.has(name) && holds(found.get(name) as number))
    t.pass(`${name} is ${samples.get(name)}`)
  }
  return { main, admin, proxy, metricsUrl, scrape, reach, reachAll }
}

tap.test('npm start warns of a variable that looks like a setting, without its value', async (t) => {
  const { main } = await start(t)
  t.match(main.output(), /"variable":"RATE_LIMT","nearest":"RATE_LIMIT"/)
  t.notMatch(main.output(), 'tajne-1')
})

tap.test('GET /metrics: each number moves when the thing happens', async (t) => {
  const { main, admin, proxy, metricsUrl, scrape, reach, reachAll } = await start(t)
  const send = async (path: string, { key, ...options }: RequestInit & { key?: string } = {}) => {
    const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` }
    const response = await fetch(main.base + path, { ...options, headers: { ...options.headers, ...authorization } })
    const text = await response.text()
    return { status: response.status, etag: response.headers.get('etag') ?? '', text }
  }
  const json = (body: object, method = 'POST') => ({
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }
  })

  await t.test('responses, by route and status, from memory and computed', async (t) => {
    const route = 'route="/v1/organisations/:organisation"'
    const nameOf = (labels: string) => `konwent_http_requests_total{method="GET",${labels}}`
    let sent = 0
    let etag = ''
    // Tasks of the first start change records, so the first responses may not be stored.
    const readUntil = async (labels: string, headers: Record<string, string> = {}) => {
      await until(
        async () => {
          sent++
          etag = (await send('/v1/organisations/cus-belzyce', { headers })).etag
          return (await scrape()).has(nameOf(labels))
        },
        labels,
        300_000
      )
    }
    await readUntil(`${route},status="200",cached="false"`)
    await readUntil(`${route},status="200",cached="true"`)
    await readUntil(`${route},status="304",cached="true"`, { 'if-none-match': etag })
    await send('/v1/organisations/nikogo-takiego')
    await send('/Jan-Kowalski')
    const samples = await scrape()
    const count = (labels: string) => samples.get(nameOf(labels)) ?? 0
    const sumOf = (...parts: string[]) =>
      [...samples]
        .filter(([name]) => name.startsWith(nameOf(route).slice(0, -1)) && parts.every((part) => name.includes(part)))
        .reduce((sum, [, value]) => sum + value, 0)
    t.equal(sumOf(), sent + 1)
    const hits = sumOf('cached="true"')
    t.equal(count(`${route},status="404",cached="false"`), 1)
    t.equal(count('route="none",status="404",cached="false"'), 1, 'a path is no label')
    t.notMatch([...samples.keys()].join(), /Kowalski|nikogo/)
    const duration = 'konwent_http_request_duration_seconds'
    t.equal(samples.get(`${duration}_count{method="GET",${route}}`), sent + 1)
    t.equal(samples.get(`${duration}_bucket{method="GET",${route},le="+Inf"}`), sent + 1)
    t.ok((samples.get(`${duration}_sum{method="GET",${route}}`) ?? 0) > 0)
    const buckets = [...samples].filter(([name]) => name.startsWith(`${duration}_bucket{method="GET",${route}`))
    t.strictSame(
      buckets.map(([, value]) => value),
      buckets.map(([, value]) => value).sort((a, b) => a - b),
      'buckets are cumulative'
    )
    t.equal(samples.get('konwent_response_cache_hits_total'), hits)
    t.ok((samples.get('konwent_response_cache_misses_total') ?? 0) >= sumOf('cached="false"') + 1)
    const full = async () => {
      await send('/v1/organisations/cus-belzyce')
      const found = await scrape()
      const [responses = 0, bytes = 0] = ['responses', 'bytes'].map((name) =>
        found.get(`konwent_response_cache_${name}`)
      )
      return responses >= 1 && bytes > 1_000
    }
    await until(full, 'a response in memory', 300_000)
  })

  await t.test('the change log, and requests that wait for it', async (t) => {
    const before = (await scrape()).get('konwent_change_log_position') as number
    await admin.pool.query(`update organisation set website = 'https://example.org/1' where slug = 'cus-belzyce'`)
    await reach('konwent_change_log_position', (value) => value > before)
    const samples = await reachAll(
      'the process has seen the newest change',
      (found) => found.get('konwent_change_feed_position') === found.get('konwent_change_log_position')
    )
    t.ok((samples.get('konwent_change_feed_age_seconds') ?? -1) >= 0)
    t.equal(samples.get('konwent_change_feed_waiting{kind="long_poll"}'), 0)
    const ends = new AbortController()
    let cursor = ''
    const read = async (wait: string) => {
      const after = cursor && `&after=${encodeURIComponent(cursor)}`
      const { meta } = JSON.parse((await send(`/v1/changes?limit=500${after}${wait}`, { signal: ends.signal })).text)
      cursor = meta.next_cursor
      return meta.has_more as boolean
    }
    while (await read(''));
    // A change of a task may end the wait.
    const poll = async () => {
      for (;;) await read('&wait=30')
    }
    const polling = poll().catch(() => {})
    const stream = await fetch(`${main.base}/v1/changes?after=${encodeURIComponent(cursor)}`, {
      headers: { accept: 'text/event-stream' },
      signal: ends.signal
    })
    await reach('konwent_change_feed_waiting{kind="long_poll"}', (value) => value === 1)
    await reach('konwent_change_feed_waiting{kind="event_stream"}', (value) => value === 1)
    await reach('konwent_http_connections', (value) => value >= 2)
    ends.abort()
    await polling
    await stream.text().catch(() => {})
    await reach('konwent_change_feed_waiting{kind="event_stream"}', (value) => value === 0)
  })

  await t.test('webhooks', async (t) => {
    const key = await makeKey(admin.db, ['webhooks', 'registry:write'])
    const [good, bad] = [await startReceiver(t), await startReceiver(t, (response) => response.writeHead(500).end())]
    for (const { url } of [good, bad])
      t.equal((await send('/v1/webhook-endpoints', { ...json({ url, types: ['organisation'] }), key })).status, 201)
    const { etag } = await send('/v1/organisations/cus-belzyce', { key })
    const change = json({ website: 'https://example.org/2' }, 'PATCH')
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
    const headers = { ...change.headers, 'if-match': etag, traceparent }
    t.equal((await send('/v1/organisations/cus-belzyce', { ...change, headers, key })).status, 200)
    await reach('konwent_webhook_attempts_total{result="delivered"}', (value) => value >= 1)
    await reach('konwent_webhook_attempts_total{result="rejected"}', (value) => value >= 1)
    await reach('konwent_webhook_deliveries_pending', (value) => value >= 1)
    await reach('konwent_webhook_failing_seconds', (value) => value > 0)
    await reach('konwent_webhook_endpoints{status="active"}', (value) => value === 2)
    t.ok(
      good.received.some(({ headers }) => headers.traceparent === traceparent),
      'the event continues the trace of the change'
    )
    await admin.pool.query(`update webhook_trouble set resting_until = now() + interval '1 hour'`)
    await admin.pool.query(`update webhook_delivery set due_at = now() - interval '1 hour' where status = 'pending'`)
    await reach('konwent_webhook_oldest_due_late_seconds', (value) => value >= 3_600)
  })

  await t.test('jobs, imports, erasures', async (t) => {
    await reach('konwent_task_succeeded_timestamp_seconds{task="verify_audit"}', (value) => value > 1_700_000_000)
    const before = await scrape()
    t.ok((before.get('konwent_oldest_job_late_seconds') ?? 3_600) < 3_600)
    t.equal(before.get('konwent_imports{status="previewed"}'), 0)
    t.equal(before.get('konwent_erasures_pending'), 0)
    await admin.pool.query(`insert into job (task, due_at) values ('of a later version', now() - interval '2 hours')`)
    const key = await makeKey(admin.db, ['imports', 'privacy:admin', 'registry:write'])
    const headers = { 'content-type': 'text/csv' }
    const body = 'name,slug,kind\nOśrodek,osrodek-pomiarow,cus\n'
    await send('/v1/imports?resource=organisations&dry_run=true', { method: 'POST', body, headers, key })
    const { data } = JSON.parse((await send('/v1/people?limit=1')).text)
    await send(`/v1/people/${data[0].id}/erasure`, { ...json({ pseudonymise_name: false }), key })
    await reach('konwent_oldest_job_late_seconds', (value) => value >= 7_200)
    await reach('konwent_imports{status="previewed"}', (value) => value === 1)
    await reach('konwent_erasures_pending', (value) => value === 1)
    await admin.pool.query(`insert into erasure_rewrite (relation, erasure_no)
      select 'public.' || relname, (select max(no) from erasure) from pg_class where relkind = 'r'
        and relnamespace = 'public'::regnamespace
      union all select 'pg_catalog.pg_statistic', max(no) from erasure`)
    await reach('konwent_erasures_pending', (value) => value === 0)
  })

  await t.test('connections', async (t) => {
    const samples = await scrape()
    t.equal(samples.get('konwent_database_connections_limit{pool="requests"}'), 4)
    for (const pool of ['requests', 'exports', 'readiness', 'leases', 'work'])
      for (const state of ['in_use', 'idle', 'waiting'])
        t.ok((samples.get(`konwent_database_connections_${state}{pool="${pool}"}`) ?? -1) >= 0, `${pool} ${state}`)
    t.equal(samples.get('konwent_http_connections_refused_total'), 0)
    const sockets = Array.from({ length: 20 }, () => net.connect(Number(new URL(main.base).port), '127.0.0.1'))
    for (const socket of sockets) socket.on('error', () => {})
    await reach('konwent_http_connections_refused_total', (value) => value >= 1)
    for (const socket of sockets) socket.destroy()
    await reach('konwent_http_connections', (value) => value < 12)
    const locked = await admin.pool.connect()
    await locked.query('begin; lock table organisation in access exclusive mode')
    let going = true
    const clients = Array.from({ length: 6 }, async (_, i) => {
      while (going) await send(`/v1/organisations?limit=${i + 10}`)
    })
    await reach('konwent_database_connections_in_use{pool="requests"}', (value) => value === 4)
    await reach('konwent_database_connections_waiting{pool="requests"}', (value) => value >= 1)
    await locked.query('rollback')
    locked.release()
    going = false
    await Promise.all(clients)
  })

  await t.test('the listener has no other path and no other method', async (t) => {
    t.equal((await fetch(metricsUrl, { method: 'HEAD' })).status, 200)
    t.equal((await fetch(metricsUrl, { method: 'POST' })).status, 405)
    t.equal((await fetch(new URL('/v1/organisations', metricsUrl))).status, 404)
    t.equal((await send('/metrics')).status, 404, 'the public port has no metrics')
  })

  await t.test('files and pages name metrics that exist, and pages name all of them', async (t) => {
    const samples = await scrape()
    const names = new Set([...samples.keys()].map((name) => name.replace(/\{.*/, '')))
    const ours = [...names]
      .filter((name) => name.startsWith('konwent_'))
      .map((name) => name.replace(/_(bucket|sum|count)$/, ''))
    for (const file of ['ops/alerts.yml', 'ops/grafana-dashboard.json', 'docs/operations.md', 'docs/eksploatacja.md']) {
      const text = readFileSync(join(root, file), 'utf8')
      const named = [...text.matchAll(/\b(?:konwent|nodejs|process)_[a-z_]+[a-z](?=[^\w.])/g)].map(([name]) => name)
      t.ok(named.length > 3, file)
      t.strictSame(
        [...new Set(named)].filter((name) => !names.has(name) && !ours.includes(name) && !isNoMetric(name)),
        [],
        `${file} names metrics that exist`
      )
      if (file.startsWith('docs/'))
        t.strictSame(
          [...new Set(ours)].filter((name) => !named.includes(name)),
          [],
          file
        )
    }
  })

  await t.test('without the database', async (t) => {
    await reach('konwent_database_up', (value) => value === 1)
    await proxy.down()
    await reach('konwent_database_up', (value) => value === 0)
    const samples = await scrape()
    t.ok(samples.has('konwent_change_feed_position'), 'values of the process stay')
    for (const name of [
      'konwent_change_log_position',
      'konwent_oldest_job_late_seconds',
      'konwent_imports{status="failed"}'
    ])
      t.notOk(samples.has(name), `${name} is unknown, not 0`)
    await proxy.up()
    await reach('konwent_database_up', (value) => value === 1)
  })
})

/** Roles, databases and volumes in the pages, which look like metrics. */
const isNoMetric = (name: string) => /^konwent_(admin|app|owner|readonly|damaged|template|feed|erasures)$/.test(name)

const promtool = ['promtool', join(root, '.programs/bin/promtool')].find(
  (program) => spawnSync(program, ['--version']).status === 0
)

tap.test('npm start ends if the port of the metrics is taken', async (t) => {
  const taken = net.createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  t.teardown(() => taken.close())
  const { port } = taken.address() as AddressInfo
  await t.rejects(startMain(t, await database(t), { METRICS_PORT: String(port) }), {
    message: /The registry did not start: .*EADDRINUSE/
  })
})

tap.test(
  'ops/alerts.yml is valid for Prometheus',
  { skip: promtool ? false : 'no promtool (Debian: prometheus)' },
  async (t) => {
    const { status, stdout, stderr } = spawnSync(promtool as string, ['check', 'rules', 'ops/alerts.yml'], {
      cwd: root,
      encoding: 'utf8'
    })
    t.equal(status, 0, stdout + stderr)
    t.match(stdout, '4 rules found')
    // The expressions of the dashboard, as rules.
    const { panels } = JSON.parse(readFileSync(join(root, 'ops/grafana-dashboard.json'), 'utf8'))
    const expressions: string[] = panels.flatMap(({ targets }: { targets: { expr: string }[] }) =>
      targets.map(({ expr }) => expr)
    )
    const rules = expressions.map((expr, i) => ({ alert: `Panel${i}`, expr }))
    const file = join(t.testdir(), 'rules.yml')
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'panels', rules }] }))
    const checked = spawnSync(promtool as string, ['check', 'rules', file], { encoding: 'utf8' })
    t.match(checked.stdout, `${expressions.length} rules found`, checked.stderr)
  }
)
