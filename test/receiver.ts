// A webhook receiver for the tests: a real HTTP server that stores the requests and responds as the test specifies.
import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Lifetime } from './main-process.ts'

export interface Received {
  id: string
  headers: Record<string, string>
  body: string
  path: string
  method: string
  at: number
}

export interface Receiver {
  url: string
  port: number
  received: Received[]
  /** Resolves when `count` requests have arrived. Rejects after half a minute. */
  reached: (count: number) => Promise<void>
}

/** Sends the response to a request; `no` is the number of the request, from 1. */
type Respond = (response: http.ServerResponse, request: Received, no: number) => void

const noContent: Respond = (response) => void response.writeHead(204).end()

/** Starts a receiver on the loopback interface. It stops with the test. */
export async function startReceiver(
  t: Lifetime,
  respond: Respond = noContent,
  tls?: https.ServerOptions
): Promise<Receiver> {
  const received: Received[] = []
  const waiters = new Set<() => void>()
  const listener: http.RequestListener = async (request, response) => {
    // A sender may close the connection at any moment.
    response.on('error', () => {})
    const chunks = await request.toArray().catch(() => undefined)
    if (!chunks) return
    const headers = request.headers as Record<string, string>
    const one = {
      id: headers['webhook-id'] ?? '',
      headers,
      body: Buffer.concat(chunks).toString(),
      path: request.url ?? '',
      method: request.method ?? '',
      at: performance.now()
    }
    received.push(one)
    for (const check of waiters) check()
    respond(response, one, received.length)
  }
  const server = tls ? https.createServer(tls, listener) : http.createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const reached = (count: number) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (received.length < count) return
        clearTimeout(timer)
        waiters.delete(check)
        resolve()
      }
      const timer = setTimeout(
        () => reject(new Error(`${received.length} requests instead of ${count} after half a minute`)),
        30_000
      )
      waiters.add(check)
      check()
    })
  return { url: `${tls ? 'https' : 'http'}://localhost:${port}/hook`, port, received, reached }
}

/** Waits until `condition` returns a value other than undefined and false. Throws after `timeoutMs`. */
export async function until<T>(
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  name: string,
  timeoutMs = 30_000
): Promise<T> {
  for (const end = performance.now() + timeoutMs; performance.now() < end; ) {
    const value = await condition()
    if (value !== undefined && value !== false) return value
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`not within ${timeoutMs} ms: ${name}`)
}
