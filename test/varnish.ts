// Varnish in front of replicas of the service, for tests. It adds the header X-Cache to each response.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import { startPurging } from '../src/cache/purger.ts'
import { startVarnish, type Varnish } from '../tools/varnish.ts'
import { clientOf, type Send } from './nginx.ts'
import type { Replica } from './replicas.ts'

const SHOW_CACHE = `
sub vcl_recv { unset req.http.X-Test; }
sub vcl_hit { set req.http.X-Test = "HIT"; }
sub vcl_deliver { if (req.http.X-Test) { set resp.http.X-Cache = req.http.X-Test; } }
`

/** The state of Varnish, and its time in seconds. */
export interface VarnishState {
  generation: string
  position: string
  time: number
}

export interface Front extends Varnish {
  send: Send
  /** Sends a report with these headers, and returns the state afterwards. */
  report: (headers?: Record<string, string>) => Promise<VarnishState>
}

/** Starts Varnish in front of the ports. It ends with the test. */
export async function startFront(t: Test, ports: number[], addition = ''): Promise<Front> {
  const varnish = await startVarnish(ports, SHOW_CACHE + addition)
  t.teardown(varnish.stop)
  const report = async (headers: Record<string, string> = {}) => {
    const response = await fetch(varnish.purgeUrl, { method: 'PURGE', headers })
    await response.arrayBuffer()
    const value = (name: string) => response.headers.get(`surrogate-${name}`) ?? ''
    return { generation: value('generation'), position: value('position'), time: Number(value('time')) }
  }
  return { ...varnish, send: clientOf({ port: varnish.port }), report }
}

export const portOf = ({ base }: Replica): number => Number(new URL(base).port)

/** Reports the changes that a replica sees to Varnish, until the function is called or the test ends. */
export function purgeBy(t: Test, { app }: Replica, { purgeUrl }: Varnish): () => Promise<void> {
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const stop = startPurging({
    urls: [purgeUrl],
    db: app.db,
    subscribe: (listener) => app.feed.subscribe(listener),
    log
  })
  t.teardown(stop)
  return stop
}

/** Repeats something until its result is true. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(20)
}

/** Waits until Varnish serves a path from its cache. */
export const untilStored = (send: Send, path: string, headers?: Record<string, string>): Promise<void> =>
  until(async () => (await send(path, headers)).cache === 'HIT')

/** A server in place of the service, whose responses a test sets. */
export async function startOrigin(
  t: Test
): Promise<{ port: number; respond: (headers: object, body: string) => void }> {
  let headers = {}
  let body = ''
  const server = http.createServer((_, response) => response.writeHead(200, { ...headers }).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    port: (server.address() as AddressInfo).port,
    respond: (newHeaders, newBody) => {
      headers = newHeaders
      body = newBody
    }
  }
}
