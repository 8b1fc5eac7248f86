// The client of the writers and readers. It goes through the proxy and repeats no request by itself.
import { setTimeout as sleep } from 'node:timers/promises'
import { KIND_HEADER } from './balancer.ts'

export interface Answer {
  /** 0 if there was no response. */
  status: number
  /** Times of `performance.now()`: before the request was sent, and after all of the response had come. */
  sentAt: number
  receivedAt: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: bodies of many shapes
  json: any
}

export interface Call {
  kind: string
  method?: string
  path: string
  body?: unknown
  headers?: Record<string, string>
  /** Without the key, the request is that of a reader. */
  keyed?: boolean
}

export type Send = (call: Call) => Promise<Answer>

const RETRY_MS = 200

/** Returns a client for the address of the proxy. */
export const clientOf =
  (base: string, key: string): Send =>
  async ({ kind, method = 'GET', path, body, headers = {}, keyed = method !== 'GET' }) => {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
    const isText = typeof body === 'string'
    const sentAt = performance.now()
    const none = (): Answer => ({
      status: 0,
      sentAt,
      receivedAt: performance.now(),
      headers: new Headers(),
      json: null
    })
    try {
      const response = await fetch(`${base}/v1/${path}`, {
        method,
        redirect: 'manual',
        headers: {
          [KIND_HEADER]: kind,
          ...(keyed && { authorization: `Bearer ${key}` }),
          ...(body !== undefined && { 'content-type': isText ? 'text/csv' : type }),
          ...headers
        },
        ...(body !== undefined && { body: isText ? body : JSON.stringify(body) })
      })
      const text = await response.text()
      const isJson = /json/.test(response.headers.get('content-type') ?? '')
      const json = isJson && text !== '' ? JSON.parse(text) : null
      return { status: response.status, sentAt, receivedAt: performance.now(), headers: response.headers, json }
    } catch {
      return none()
    }
  }

/** Repeats a request until it succeeds. A POST is executed once: every attempt has the same `Idempotency-Key`. */
export async function untilDone(send: Send, call: Call): Promise<Answer> {
  const headers = call.method === 'POST' ? { 'idempotency-key': crypto.randomUUID(), ...call.headers } : call.headers
  for (;;) {
    const answer = await send(headers ? { ...call, headers } : call)
    if (answer.status >= 200 && answer.status < 300) return answer
    // The first attempt may be running still.
    const isRunning = answer.json?.code === 'request_in_flight'
    if (answer.status >= 300 && answer.status < 500 && !isRunning)
      throw new Error(`${call.method ?? 'GET'} ${call.path}: ${answer.status} ${JSON.stringify(answer.json)}`)
    await sleep(RETRY_MS)
  }
}
