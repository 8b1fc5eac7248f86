// Clusters as on a server: the database belongs to a login that is no superuser, and the service logs in as
// konwent_app.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Manifest } from '../src/cli/backup/manifest.ts'
import { startEmbedded } from '../src/db/embedded/server.ts'
import { withDatabase } from './cluster.ts'
import type { Lifetime } from './main-process.ts'
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
export async function startServer(t: Lifetime): Promise<Server> {
  const dataDir = mkdtempSync(join(tmpdir(), 'konwent-backup-'))
  const cluster = await startEmbedded({ dataDir, throwaway: true })
  t.teardown(cluster.stop)
  return prepareServer(cluster.url)
}

/** Creates the login konwent_admin in a new cluster. `clusterUrl` is that of a superuser. */
export async function prepareServer(clusterUrl: string): Promise<Server> {
  const query: Server['query'] = async (statement, database = 'postgres') => {
    const client = new pg.Client({ connectionString: withDatabase(clusterUrl, database) })
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
      const url = new URL(withDatabase(clusterUrl, database))
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

/** Copies a backup, changes the copy and renews its checksums, as if it had been made so. */
export function forge(backup: string, change: (files: { manifest: Manifest; dump: Buffer }) => void): string {
  const copy = mkdtempSync(`${backup}-forged-`)
  cpSync(backup, copy, { recursive: true })
  const [manifestFile, dumpFile] = [join(copy, 'manifest.json'), join(copy, 'database.dump')]
  const files = { manifest: JSON.parse(readFileSync(manifestFile, 'utf8')), dump: readFileSync(dumpFile) }
  change(files)
  writeFileSync(manifestFile, JSON.stringify(files.manifest))
  writeFileSync(dumpFile, files.dump)
  const names = ['database.dump', 'erasures.ndjson', 'manifest.json']
  const sumOf = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(copy, name)))
      .digest('hex')
  writeFileSync(join(copy, 'SHA256SUMS'), names.map((name) => `${sumOf(name)}  ${name}\n`).join(''))
  return copy
}

/** SQLSTATE of the refusal of a statement; undefined if it is executed. */
export async function refusalOf(url: string, statement: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.query(statement)
    return undefined
  } catch (error) {
    return (error as pg.DatabaseError).code
  } finally {
    await client.end()
  }
}
