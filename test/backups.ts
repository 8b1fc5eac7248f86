// Clusters as on a server: the database belongs to a login that is no superuser, and the service logs in as konwent_app.
import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Test } from 'tap'
import { startEmbedded } from '../src/db/embedded/server.ts'
import { withDatabase } from './cluster.ts'
import { clientsPath } from './postgres-clients.ts'

export const password = 'a:secret@of this/test'
export const appPassword = 'another-secret-of-this-test'

export interface Server {
  /** Runs a statement as superuser, in the database postgres or another. Returns the rows. */
  query: (statement: string, database?: string) => Promise<pg.QueryResultRow[]>
  /** Creates a database that belongs to konwent_admin. */
  create: (database: string) => Promise<void>
  /** URL of a database for a login; by default for the superuser. */
  url: (database: string, login?: 'konwent_admin' | 'konwent_app') => string
}

/** Starts a cluster of its own, because roles belong to the cluster. It ends with the test. */
export async function startServer(t: Test): Promise<Server> {
  const dataDir = mkdtempSync(join(tmpdir(), 'konwent-backup-'))
  const cluster = await startEmbedded({ dataDir, throwaway: true })
  t.teardown(cluster.stop)
  const query: Server['query'] = async (statement, database = 'postgres') => {
    const client = new pg.Client({ connectionString: withDatabase(cluster.url, database) })
    await client.connect()
    return (await client.query(statement).finally(() => client.end())).rows ?? []
  }
  await query(`create role konwent_admin login createrole password '${password}'`)
  return {
    query,
    create: async (database) =>
      void (await query(`create database ${database} owner konwent_admin template template0 encoding 'UTF8'
        locale 'C' locale_provider builtin builtin_locale 'C.UTF-8'`)),
    url: (database, login) => {
      const url = new URL(withDatabase(cluster.url, database))
      if (login) {
        url.username = login
        url.password = encodeURIComponent(login === 'konwent_admin' ? password : appPassword)
      }
      return url.href
    }
  }
}

export interface Outcome {
  code: number | null
  out: string
  err: string
}

/** Runs `konwent` with this environment only. */
export async function run(env: Record<string, string>, ...parameters: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, ['src/cli/konwent.ts', ...parameters], {
    env,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const [out, err] = [child.stdout, child.stderr].map((stream) => stream.setEncoding('utf8').toArray())
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, out: ((await out) ?? []).join(''), err: ((await err) ?? []).join('') }
}

/** Runs `konwent` with settings, and with the newest clients of PostgreSQL on the PATH. */
export const konwent = (settings: Record<string, string>, ...parameters: string[]): Promise<Outcome> =>
  run({ PATH: clientsPath, ...settings }, ...parameters)
