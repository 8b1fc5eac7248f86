// The replicas behind a reverse proxy that follows /readyz. It passes each request on once, to the next ready replica,
// and never repeats one.
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Main } from '../../test/main-process.ts'
import type { Finished } from './tally.ts'

/** Header with the kind of a request. It is not passed on. */
export const KIND_HEADER = 'endurance-kind'

export interface Slot {
  main: Main | undefined
  ready: boolean
}

export interface Balancer {
  base: string
  slots: Slot[]
  /** Resolves when the proxy sends requests to every replica. */
  allReady: () => Promise<void>
  close: () => Promise<void>
}

const POLL_MS = 250
const POLL_TIMEOUT_MS = 2_000
const IDLE_MS = 60_000
const HOP_BY_HOP = /^(connection|keep-alive|transfer-encoding)$/i

/** Starts the proxy for a number of replicas, which are still missing. `add` receives each finished request. */
export async function startBalancer(count: number, add: (finished: Finished) => void): Promise<Balancer> {
  const slots = Array.from({ length: count }, (): Slot => ({ main: undefined, ready: false }))
  // As nginx does. Without a limit, the proxy would use connections that the service closes after 72 s without requests.
  const agent = new http.Agent({ keepAlive: true, timeout: IDLE_MS })
  let going = true
  let turn = 0

  const poll = async (slot: Slot) => {
    while (going) {
      const { main } = slot
      const ready = main !== undefined && (await isReady(main.base))
      slot.ready = ready && slot.main === main
      await sleep(POLL_MS)
    }
  }

  const server = http.createServer((request, response) => {
    const from = performance.now()
    const { [KIND_HEADER]: kind = 'portal copy', ...headers } = request.headers
    const { method = '', url: path = '' } = request
    const end = (status: number, error = '') =>
      add({ kind: String(kind), method, path, status, error, from, to: performance.now() })
    const ready = slots.filter((slot) => slot.ready)
    const base = ready[turn++ % ready.length]?.main?.base
    if (base === undefined) {
      end(0, 'no replica is ready')
      response.writeHead(503, { 'retry-after': '1' }).end()
      return
    }
    let isOver = false
    const fail = (error: Error) => {
      if (isOver) return
      isOver = true
      end(0, `${error.message}${upstream.reusedSocket ? ' on a connection used before' : ''}`)
      if (response.headersSent) response.destroy()
      else response.writeHead(502).end()
    }
    const upstream = http.request(base + path, { method, headers, agent })
    upstream.on('error', fail)
    upstream.on('response', (answer) => {
      const pairs = answer.rawHeaders.flatMap((name, i, all) => (i % 2 === 0 ? [[name, all[i + 1] ?? '']] : []))
      const kept = pairs.filter(([name]) => !HOP_BY_HOP.test(name as string)).flat()
      response.writeHead(answer.statusCode as number, kept)
      answer.pipe(response)
      let problem = ''
      if ((answer.statusCode as number) >= 400)
        answer.on('data', (chunk: Buffer) => {
          problem += chunk
        })
      answer.on('error', fail)
      answer.on('end', () => {
        if (!isOver) end(answer.statusCode as number, /"code":"(\w+)"/.exec(problem)?.[1])
        isOver = true
      })
    })
    response.on('close', () => {
      // The client has gone: nobody waits for the response.
      if (!response.writableFinished) {
        isOver = true
        upstream.destroy()
      }
    })
    request.pipe(upstream)
  })
  // The clients are in this process: no connection between them ends at a bad moment.
  server.keepAliveTimeout = 0
  server.requestTimeout = 0
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const polling = slots.map(poll)
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    slots,
    allReady: async () => {
      while (!slots.every(({ ready }) => ready)) await sleep(POLL_MS / 5)
    },
    close: async () => {
      going = false
      await Promise.all(polling)
      server.closeAllConnections()
      server.close()
      agent.destroy()
    }
  }
}

async function isReady(base: string): Promise<boolean> {
  try {
    const response = await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(POLL_TIMEOUT_MS) })
    await response.arrayBuffer()
    return response.status === 200
  } catch {
    return false
  }
}
