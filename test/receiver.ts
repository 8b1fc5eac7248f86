// A receiver of webhooks for the tests: a real HTTP server that remembers what it was sent and answers as it is told.
import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

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
  /** Resolves when so many requests have come. */
  reached: (count: number) => Promise<void>
}

type Answering = (response: http.ServerResponse, request: Received, no: number) => void

const noContent: Answering = (response) => void response.writeHead(204).end()

/** Listens on this machine until the test ends; `no` of an answer counts from 1. */
export async function startReceiver(
  t: Test,
  answer: Answering = noContent,
  tls?: https.ServerOptions
): Promise<Receiver> {
  const received: Received[] = []
  const waiting = new Set<() => void>()
  const listener: http.RequestListener = async (request, response) => {
    // A sender that goes away in the middle is none of the receiver's failures.
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
    for (const look of waiting) look()
    answer(response, one, received.length)
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
      const look = () => {
        if (received.length < count) return
        clearTimeout(timer)
        waiting.delete(look)
        resolve()
      }
      const timer = setTimeout(
        () => reject(new Error(`${received.length} requests instead of ${count} after half a minute`)),
        30_000
      )
      waiting.add(look)
      look()
    })
  return { url: `${tls ? 'https' : 'http'}://localhost:${port}/hook`, port, received, reached }
}

/** Waits until something holds; fails when the patience, in milliseconds, is over. */
export async function until<T>(
  what: () => Promise<T | undefined | false> | T | undefined | false,
  name: string,
  patience = 30_000
): Promise<T> {
  for (const end = performance.now() + patience; performance.now() < end; ) {
    const value = await what()
    if (value !== undefined && value !== false) return value
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`not within ${patience} ms: ${name}`)
}
