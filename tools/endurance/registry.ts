// The registry of a run: a durable PostgreSQL, replicas that log in as konwent_app, and the proxy before them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appPassword, konwent, prepareServer, type Server } from '../../test/backups.ts'
import { type Lifetime, type Main, startMain } from '../../test/main-process.ts'
import { type Balancer, type Slot, startBalancer } from './balancer.ts'
import { type Postgres, startPostgres } from './postgres.ts'
import type { Tally } from './tally.ts'

export interface Registry {
  database: Postgres
  server: Server
  balancer: Balancer
  /** Starts a process in the place of one that has ended. */
  start: (slot: Slot) => Promise<void>
  /** Key with all scopes. */
  key: string
  /** Settings for `konwent`, as the owner of the database. */
  admin: { DATABASE_URL: string; ERASURE_LEDGER: string }
  /** Folder for the backup. */
  home: string
}

/** Starts a number of replicas on a new database. They end with the lifetime. */
export async function startRegistry(t: Lifetime, replicas: number, tally: Tally): Promise<Registry> {
  // Two folders: the account of PostgreSQL must not enter that of the backup.
  const home = mkdtempSync(join(tmpdir(), 'konwent-endurance-'))
  const data = mkdtempSync(join(tmpdir(), 'konwent-endurance-data-'))
  t.teardown(() => {
    for (const folder of [home, data]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  const database = await startPostgres(data)
  t.teardown(() => database.stop('immediate'))
  const server = await prepareServer(database.url)
  await server.create('registry')
  const admin = {
    DATABASE_URL: server.url('registry', 'konwent_admin'),
    ERASURE_LEDGER: join(home, 'erasures.ndjson')
  }
  await command({ ...admin, DATABASE_APP_PASSWORD: appPassword }, 'migrate')
  const balancer = await startBalancer(replicas, (finished) => tally.add(finished))
  t.teardown(balancer.close)
  const processes: Main[] = []
  // After an error that nothing has caught, the steps of the lifetime do not run.
  process.on('exit', () => {
    for (const { child } of processes) child.kill('SIGKILL')
  })
  const start = async (slot: Slot) => {
    slot.main = await startMain(t, server.url('registry', 'konwent_app'), {
      ERASURE_LEDGER: admin.ERASURE_LEDGER,
      RATE_LIMIT: '1000000',
      RATE_LIMIT_KEY: '1000000',
      WEBHOOK_ALLOW_LOOPBACK: 'true',
      WEBHOOK_RETRY_DELAYS: '2,4,8,15,15,15,15,15,15,15,15,15'
    })
    processes.push(slot.main)
  }
  for (const slot of balancer.slots) await start(slot)
  await balancer.allReady()
  const key = await command(admin, 'keys', 'create', '--bootstrap', '--owner', 'Obserwatorium CUS')
  return { database, server, balancer, start, key, admin, home }
}

/** Runs `konwent` and returns its standard output. Throws if it fails. */
async function command(settings: Record<string, string>, ...parameters: string[]): Promise<string> {
  const { code, out, err } = await konwent(settings, ...parameters)
  if (code !== 0) throw new Error(`konwent ${parameters[0]}: ${err}`)
  return out.trim()
}
