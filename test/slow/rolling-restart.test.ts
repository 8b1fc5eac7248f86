// Two processes are restarted one after the other while clients send requests through a proxy. No request is lost:
// neither behind a proxy that only polls /readyz, nor behind one that only tries the next process after an error.
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { connect } from '../../src/db/connect.ts'
import { freePort } from '../../src/db/embedded/free-port.ts'
import { database, makeKey } from '../helper.ts'
import { type Main, startMain } from '../main-process.ts'

t.setTimeout(900_000)
const POLL_MS = 250
const CLIENTS = 6
const paths = ['/v1/organisations', '/v1/organisations/cus-belzyce', '/v1/events?format=ics', '/v1/sources?limit=3']

interface Backend {
  port: number
  ready: boolean
  main: Main | undefined
}

const agent = new http.Agent({ keepAlive: true })

interface Received {
  status: number
  code: string
}

/** Sends a request on a connection that is reused. The status is 0 if there is no response. */
function send(port: number, path: string, options: http.RequestOptions = {}, body?: string): Promise<Received> {
  return new Promise((resolve) => {
    const request = http.request({ port, host: '127.0.0.1', path, agent, ...options }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        if ((response.statusCode ?? 0) > 299) text += chunk
      })
      response.once('end', () => resolve({ status: response.statusCode ?? 0, code: text.slice(-300) }))
      response.once('error', (error: NodeJS.ErrnoException) => resolve({ status: 0, code: String(error.code) }))
    })
    request.once('error', (error: NodeJS.ErrnoException) => resolve({ status: 0, code: String(error.code) }))
    request.end(body)
  })
}

/** Restarts both processes while clients send requests. Returns the responses that were not 2xx. */
async function restartUnderLoad(
  t: Test,
  route: (backends: Backend[], ask: (backend: Backend) => Promise<Received>) => Promise<Received>,
  polls: boolean
): Promise<{ total: number; lost: string[] }> {
  const url = await database(t)
  const owner = connect(url, { max: 1 })
  const key = await makeKey(owner.db, ['registry:write'])
  await owner.close()
  const backends: Backend[] = []
  const start = async (backend: Backend) => {
    backend.main = await startMain(t, url, { PORT: String(backend.port), RATE_LIMIT: '1000000', DRAIN_SECONDS: '2' })
  }
  for (let i = 0; i < 2; i++) backends.push({ port: await freePort(), ready: false, main: undefined })
  await Promise.all(backends.map(start))
  let going = true
  const poll = async (backend: Backend) => {
    while (going) {
      backend.ready = (await send(backend.port, '/readyz', { agent: new http.Agent() })).status === 200
      await sleep(POLL_MS)
    }
  }
  const polling = polls ? backends.map(poll) : []
  while (polls && !backends.every(({ ready }) => ready)) await sleep(POLL_MS)
  for (const backend of backends)
    while ((await send(backend.port, '/v1/organisations')).status !== 200) await sleep(POLL_MS)

  let total = 0
  const lost: string[] = []
  const client = async (no: number) => {
    for (let i = no; going; i++) {
      const path = paths[i % paths.length] as string
      const isWrite = no === 0
      const received = await route(backends, ({ port }) => {
        if (!isWrite) return send(port, path)
        const headers = {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': `${no}-${i}`
        }
        const body = JSON.stringify({ slug: `zrodlo-${polls}-${i}`, kind: 'document', title: 'Źródło' })
        return send(port, '/v1/sources', { method: 'POST', headers }, body)
      })
      total++
      if (received.status < 200 || received.status > 299)
        lost.push(`${isWrite ? 'POST' : path} ${received.status} ${received.code}`)
      await sleep(5)
    }
  }
  const clients = Array.from({ length: CLIENTS }, (_, no) => client(no))
  for (let round = 0; round < 2; round++)
    for (const backend of backends) {
      await sleep(1_000)
      const { code } = (await backend.main?.stop()) ?? { code: null }
      t.equal(code, 0)
      await start(backend)
      while (polls && !backend.ready) await sleep(POLL_MS)
    }
  await sleep(1_000)
  going = false
  await Promise.all([...clients, ...polling])
  t.comment(`${total} requests, ${lost.length} lost`)
  if (lost.length > 0) for (const { main } of backends) t.comment(main?.output())
  return { total, lost }
}

t.test('A rolling restart behind a proxy that polls /readyz loses no request', async (t) => {
  let turn = 0
  const { total, lost } = await restartUnderLoad(
    t,
    (backends, ask) => {
      const ready = backends.filter((backend) => backend.ready)
      return ask((ready[turn++ % ready.length] ?? backends[0]) as Backend)
    },
    true
  )
  t.ok(total > 100)
  t.strictSame(lost, [])
})

t.test('A rolling restart behind a proxy that tries the next process loses no request', async (t) => {
  let turn = 0
  const { total, lost } = await restartUnderLoad(
    t,
    async (backends, ask) => {
      const first = turn++
      let received: Received = { status: 0, code: '' }
      for (let i = 0; i < backends.length && received.status === 0; i++)
        received = await ask(backends[(first + i) % backends.length] as Backend)
      return received
    },
    false
  )
  t.ok(total > 100)
  t.strictSame(lost, [])
})
