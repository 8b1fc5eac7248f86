// Several processes of the service with a response cache, on one database (as apps within the test process).
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import type { Dependencies } from '../src/app.ts'
import { type Connection, connect } from '../src/db/connect.ts'
import { declared } from './declared.ts'
import { database, makeKey, testApp } from './helper.ts'

export interface Replica {
  app: FastifyInstance
  base: string
  /** Number of queries so far, except those that read the position of the change log. */
  queries: () => number
  get: (path: string, headers?: Record<string, string>) => Promise<Response & { text: () => Promise<string> }>
  body: (path: string, headers?: Record<string, string>) => Promise<string>
}

/** Counts the queries for requests on new connections, except those that read the position of the change log. */
export function countQueries({ pool }: Connection): () => number {
  let queries = 0
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => {
      const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text: string }).text
      if (!text.includes('feed_head')) queries++
      return query(...args)
    }) as typeof client.query
  })
  return () => queries
}

/** Starts a replica of the service on a port, with the database at `url`. */
export async function replica(t: Test, url: string, options: Partial<Dependencies> = {}): Promise<Replica> {
  const service: Connection = connect(url, { max: 4, role: 'konwent_app', timeoutFactor: 15 })
  const queries = countQueries(service)
  const app = await testApp({
    db: service.db,
    cacheMegabytes: 8,
    // On a slow machine a request would otherwise be answered without the cache.
    cacheSyncWaitMs: 60_000,
    ...options
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(async () => {
    await app.close()
    await service.close()
  })
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${base}/v1/${path}`, { headers, redirect: 'manual' })
  return { app, base, queries, get, body: async (path, headers) => (await get(path, headers)).text() }
}

/** Starts two replicas with a response cache, one without (`bare`), and a connection with all rights. */
export async function replicas(t: Test) {
  const url = await database(t)
  const owner = connect(url, { max: 2, timeoutFactor: 15 })
  t.teardown(owner.close)
  const [first, second, bare] = [
    await replica(t, url),
    await replica(t, url),
    await replica(t, url, { cacheMegabytes: 0 })
  ]
  const key = await makeKey(owner.db, ['registry:write', 'contacts:read', 'declarations:decide'])
  const send = (at: Replica, method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${at.base}/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'if-match': '*',
        'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
        ...headers
      },
      body: JSON.stringify(body)
    })
  return { owner, first, second, bare, key, send }
}

/** Returns paths of all kinds: lists, records with and without includes, their parts and sub-lists. */
export async function addresses({ body }: Replica): Promise<string[]> {
  const found: string[] = [
    'statistics/memberships',
    'organisations/match?name=CUS+w+Swidniku',
    'organisations?member=true&sort=-short_name'
  ]
  for (const resource of declared.snapshotResources) {
    const { path } = resource
    const { data } = JSON.parse(await body(`${path}?limit=500`)) as { data: { id?: string; code?: string }[] }
    const includes = Object.keys(resource.includes ?? {})
    const all = includes.length > 0 ? `?include=${includes.join(',')}` : ''
    found.push(path, `${path}?limit=3`, ...(all ? [`${path}${all}&limit=500`] : []))
    for (const { id, code } of data.filter((_, i) => i % Math.ceil(data.length / 4) === 0)) {
      found.push(`${path}/${id ?? code}`, ...(all ? [`${path}/${id ?? code}${all}`] : []))
      for (const part of resource.parts ?? []) found.push(`${path}/${id ?? code}/${part}`)
      if (path === 'organisations')
        for (const list of ['memberships', 'appointments', 'contacts', 'events', 'lineage'])
          found.push(`${path}/${id}/${list}`)
    }
  }
  return found
}
