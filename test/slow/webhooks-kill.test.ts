// The service is killed repeatedly while it sends, and a quarter of the attempts fail. Every change still arrives.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import t from 'tap'
import { settingsHelp } from '../../src/config.ts'
import { setup } from '../helper.ts'
import { startReceiver, until } from '../receiver.ts'

const EVENTS = 600
const KILLS = 6

t.test('Webhooks: six kills during 600 events lose nothing, and repeated events have the same id', async (t) => {
  const s = await setup(t, { webhookLoopback: true })
  const key = await s.key(['webhooks'])
  // Every fourth response is a failure, of each kind in turn.
  const failures: ((response: import('node:http').ServerResponse) => unknown)[] = [
    (response) => response.writeHead(500).end(),
    (response) => response.writeHead(307, { location: '/elsewhere' }).end(),
    (response) => response.destroy(),
    (response) => response.writeHead(429).end()
  ]
  const delivered = new Set<string>()
  const receiver = await startReceiver(t, (response, { id }, no) => {
    if (no % 4 === 0) return void failures[(no / 4) % failures.length]?.(response)
    delivered.add(id)
    response.writeHead(204).end()
  })
  const { secret } = (await s.call('POST', 'webhook-endpoints', { key, body: { url: receiver.url } })).json
  const { rows: start } = await sql<{ seq: number }>`select seq from feed_head`.execute(s.db)

  const own = new Set([...settingsHelp.map(({ name }) => name), 'TEST_DATABASE_URL'])
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.has(name) && !/^npm_/i.test(name)))
  let output = ''
  const run = (): ChildProcess => {
    const child = spawn(process.execPath, ['src/main.js'], {
      cwd: resolve(import.meta.dirname, '../..'),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...env,
        DATABASE_URL: s.url,
        PORT: '0',
        LOG_LEVEL: 'error',
        WEBHOOK_ALLOW_LOOPBACK: 'true',
        WEBHOOK_RETRY_DELAYS: '1,1,1,1,1,1,1,1,1'
      }
    })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk))
    t.teardown(() => void child.kill('SIGKILL'))
    return child
  }
  const end = async (child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM') => {
    const ended = once(child, 'exit')
    child.kill(signal)
    return ended
  }

  // The changes continue, whether the service runs or not.
  let made = 0
  const makeSome = async (count: number) => {
    for (let i = 0; i < count; i++) {
      made += 1
      await sql`update organisation set website = ${`https://example.org/${made}`}
          where slug = 'cus-belzyce'`.execute(s.db)
    }
  }
  let child = run()
  for (let kill = 1; kill <= KILLS; kill++) {
    await makeSome(EVENTS / KILLS / 2)
    const before = delivered.size
    const changing = makeSome(EVENTS / KILLS / 2)
    // During the work: some events were delivered, others are being sent.
    await until(() => delivered.size >= before + 15, 'the service sends')
    t.strictSame(await end(child, 'SIGKILL'), [null, 'SIGKILL'])
    await changing
    child = run()
  }
  t.equal(made, EVENTS)
  await until(
    async () => {
      const { rows } = await sql<{
        left: number
      }>`select count(*)::int as left from webhook_delivery where status <> 'delivered'`.execute(s.db)
      return rows[0]?.left === 0
      // Deliveries that were being sent at the last kill are leased for 20 seconds.
    },
    'everything is delivered',
    120_000
  )
  t.strictSame(await end(child, 'SIGTERM'), [0, null])

  const { rows: changes } = await sql<{
    id: string
    seq: number
  }>`select id, seq from change where seq > ${start[0]?.seq} order by seq`.execute(s.db)
  t.equal(changes.length, EVENTS)
  t.strictSame(
    [...delivered].sort(),
    changes.map(({ id }) => id).sort(),
    'every change was delivered, and nothing else'
  )
  const bodies = new Map<string, Set<string>>()
  for (const { id, body, headers } of receiver.received) {
    const event = new Webhook(secret).verify(body, headers) as { data: { id: string } }
    if (event.data.id !== id) t.fail('the id in the header differs from that of the change')
    bodies.set(id, (bodies.get(id) ?? new Set()).add(body))
  }
  t.ok(
    [...bodies.values()].every(({ size }) => size === 1),
    'repeated events are identical'
  )
  t.ok(receiver.received.length >= EVENTS * 1.25, `${receiver.received.length} attempts`)
  t.equal(output.includes('"level":50'), false, output)
})
