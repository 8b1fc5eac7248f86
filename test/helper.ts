// What every test file needs: the real service on a database of its own, and answers that are held against the contract as they come.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { Test } from 'tap'
import { buildApp, type Dependencies } from '../src/app.ts'
import { type Connection, connect, type Db } from '../src/db/connect.ts'
import { startCluster, TEMPLATE, withDatabase } from './cluster.ts'
import { type Contract, readContract } from './contract.ts'

export interface Answer {
  status: number
  headers: Record<string, string | undefined>
  text: string
  bytes: Buffer
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape; the contract has already been checked against them
  json: any
}

export interface Setup {
  app: FastifyInstance
  db: Db
  url: string
  connection: Connection
  contract: Contract
  /** GET below /v1, or of an absolute path, checked against the contract: status, media type, headers and body. */
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>
}

let cluster: Promise<{ url: string; stop?: () => Promise<void> }> | undefined

/** A database of the test's own, a clone of the template; dropped when the test ends. */
export async function database(t: Test): Promise<string> {
  const shared = process.env.TEST_DATABASE_URL
  cluster ??= shared ? Promise.resolve({ url: shared }) : startCluster()
  const { url, stop } = await cluster
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = connect(url, { max: 1 })
  await admin.pool.query(`create database ${name} template ${TEMPLATE}`)
  await admin.close()
  t.teardown(async () => {
    const connection = connect(url, { max: 1 })
    await connection.pool.query(`drop database ${name} with (force)`)
    await connection.close()
    await stop?.()
  })
  return withDatabase(url, name)
}

/** The service as main.ts builds it, on a database of the test's own. */
export async function setup(t: Test, options: Partial<Dependencies> = {}): Promise<Setup> {
  const url = await database(t)
  const connection = connect(url, { max: 4 })
  const app = await buildApp({ db: connection.db, logger: pino({ level: 'silent' }), publicBaseUrl: null, rateLimit: 1_000_000, trustProxy: false, ...options })
  t.teardown(async () => {
    await app.close()
    await connection.close()
  })
  const contract = readContract(app)
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Answer> => {
    const target = path.startsWith('/') ? path : `/v1/${path}`
    const response = await app.inject({ method: 'GET', url: target, headers })
    const answer = {
      status: response.statusCode,
      headers: response.headers as Record<string, string | undefined>,
      text: response.body,
      bytes: response.rawPayload,
      json:
        /json/.test(String(response.headers['content-type'])) &&
        !response.headers['content-encoding'] &&
        !/ndjson/.test(String(response.headers['content-type']))
          ? JSON.parse(response.body)
          : undefined
    }
    const faults = contract.check('get', target, answer)
    if (faults.length > 0) t.fail(`GET ${target} breaks the contract`, { faults })
    return answer
  }
  return { app, db: connection.db, url, connection, contract, get }
}
