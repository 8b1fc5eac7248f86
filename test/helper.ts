// Helpers of every test file: the real service on a database of its own. Every response is compared with the contract.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { pino } from 'pino'
import root, { type Test } from 'tap'
import { buildApp, type Dependencies } from '../src/app.ts'
import { type Connection, connect, type Database, type Db } from '../src/db/connect.ts'
import type { Scope } from '../src/http/access.ts'
import { generateApiKey, hashOf, hintOf } from '../src/http/api-key.ts'
import type { RateLimits } from '../src/http/rate-limits.ts'
import { startCluster, TEMPLATE, withDatabase } from './cluster.ts'
import { type Contract, readContract } from './contract.ts'

export interface TestResponse {
  status: number
  headers: Record<string, string | undefined>
  text: string
  bytes: Buffer
  // biome-ignore lint/suspicious/noExplicitAny: bodies have many shapes and were already validated against the contract
  json: any
}

/** Rate limits that no test reaches. */
export const unlimited: RateLimits = { address: 1_000_000, key: 1_000_000, badKeys: 1_000_000 }

export interface Setup {
  app: FastifyInstance
  db: Database
  url: string
  connection: Connection
  contract: Contract
  /**
   * Sends a GET below /v1, or to an absolute path. Checks status, media type, headers and body against the contract.
   */
  get: (path: string, headers?: Record<string, string>) => Promise<TestResponse>
  /** Sends a request with any method, with the same checks. An object is sent as JSON, with PATCH as a merge patch. */
  call: (
    method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options?: { body?: unknown; headers?: Record<string, string>; key?: string }
  ) => Promise<TestResponse>
  /** Creates a valid key with these scopes, by default for staff. */
  key: (scopes: Scope[], audience?: 'partner' | 'staff') => Promise<string>
}

// A limit for tests that hang. Slow machines do not reach it: the tests wait for events. `npm test` sets the same limit
// in .taprc.
root.setTimeout(900_000)

let cluster: Promise<string> | undefined

/**
 * Returns the URL of the cluster of `npm test`. A test file that runs alone starts its own, which stops after the file.
 */
async function clusterUrl(): Promise<string> {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL
  const { url, stop } = await startCluster()
  root.teardown(stop)
  return url
}

/** Creates a database for one test, a clone of the template. Dropped when the test ends. */
export async function database(t: Test): Promise<string> {
  cluster ??= clusterUrl()
  const url = await cluster
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = connect(url, { max: 1, noTimeouts: true })
  await admin.pool.query(`create database ${name} template ${TEMPLATE}`)
  // PostgreSQL does not clone the rights on the database itself.
  await admin.pool.query(`revoke temporary on database ${name} from public`)
  await admin.close()
  t.teardown(async () => {
    const connection = connect(url, { max: 1, noTimeouts: true })
    await connection.pool.query(`drop database ${name} with (force)`)
    await connection.close()
  })
  return withDatabase(url, name)
}

/** Creates an empty database for one test, as for a first start. Dropped when the test ends. */
export async function emptyDatabase(t: Test): Promise<string> {
  const url = new URL(await database(t))
  const name = url.pathname.slice(1)
  const admin = connect(withDatabase(url.href, 'postgres'), { max: 1 })
  await admin.pool.query(`drop database ${name} with (force)`)
  await admin.pool.query(`create database ${name}`)
  await admin.close()
  return url.href
}

/** Starts the service with its role, on a database for one test. `db` and `connection` have all rights there. */
export const setup = async (t: Test, options: Partial<Dependencies> = {}): Promise<Setup> =>
  setupOn(t, await database(t), options)

/** Builds the service as tests need it: without log, public address and limits, unless the options say otherwise. */
export const testApp = (options: Pick<Dependencies, 'db'> & Partial<Dependencies>): Promise<FastifyInstance> =>
  buildApp({
    logger: pino({ level: 'silent' }),
    publicBaseUrl: null,
    rateLimits: unlimited,
    trustProxy: false,
    ...options
  })

/** Starts the service on an existing database. `timeZone` is that of the sessions, instead of UTC. */
export async function setupOn(
  t: Test,
  url: string,
  { timeZone, ...options }: Partial<Dependencies> & { timeZone?: string } = {}
): Promise<Setup> {
  const connection = connect(url, { max: 4, timeoutFactor: 15 })
  const service = connect(url, { max: 4, role: 'konwent_app', timeoutFactor: 15 })
  if (timeZone)
    for (const pool of [connection, service].flatMap(({ pools }) => Object.values(pools)))
      pool.on('connect', (client) => void client.query(`set timezone to '${timeZone}'`))
  const app = await testApp({ db: service.db, ...options })
  t.teardown(async () => {
    await app.close()
    await service.close()
    await connection.close()
  })
  const contract = readContract()
  const call: Setup['call'] = async (method, path, { body, headers = {}, key } = {}) => {
    const target = path.startsWith('/') ? path : `/v1/${path}`
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
    const sent = {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': type }),
      ...headers
    }
    const payload =
      body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
    const response = await app.inject({
      method,
      url: target,
      headers: sent,
      ...(payload !== undefined && { payload: payload as string })
    })
    const received = read(response)
    const faults = contract.check(method.toLowerCase(), target, received)
    if (faults.length > 0)
      t.fail(`${method} ${target} breaks the contract`, { faults, response: received.text.slice(0, 1000) })
    return received
  }
  const get: Setup['get'] = (path, headers = {}) => call('GET', path, { headers })
  const key: Setup['key'] = (scopes, audience = 'staff') => makeKey(connection.db, scopes, audience)
  return { app, db: connection.db, url, connection, contract, get, call, key }
}

function read(response: LightMyRequestResponse): TestResponse {
  const type = String(response.headers['content-type'])
  return {
    status: response.statusCode,
    headers: response.headers as Record<string, string | undefined>,
    text: response.body,
    bytes: response.rawPayload,
    json:
      /json/.test(type) && !response.headers['content-encoding'] && !/ndjson/.test(type)
        ? JSON.parse(response.body)
        : undefined
  }
}

/** Inserts a valid key with the scopes into the database. */
export async function makeKey(db: Db, scopes: Scope[], audience: 'partner' | 'staff' = 'staff'): Promise<string> {
  const text = generateApiKey()
  await sql`insert into api_key (owner, audience, scopes, secret_hash, hint, expires_at)
    values ('Obserwatorium CUS', ${audience}, ${scopes}, ${hashOf(text)}, ${hintOf(text)}, now() + interval '1 day')`.execute(
    db
  )
  return text
}

/**
 * Removes the statistics of all tables. Without them PostgreSQL plans as after a first start; whether autovacuum has
 * analysed the template before it was cloned depends on the time.
 */
export async function clearStatistics(client: { query: (statement: string) => Promise<unknown> }): Promise<void> {
  await client.query(`do $$ declare t record; begin
    for t in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' loop
      execute format('alter table %I set (autovacuum_enabled = off)', t.relname);
      perform pg_clear_relation_stats('public', t.relname);
    end loop;
    perform pg_clear_attribute_stats('public', tablename, attname, inherited) from pg_stats where schemaname = 'public';
  end $$`)
}
