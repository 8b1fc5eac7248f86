// A long run under load with faults: three replicas behind a proxy on one durable PostgreSQL, writers, readers,
// followers of the change log, a portal with a copy, and a webhook receiver. At the end, a backup is restored into a new
// cluster. The exit code is 0 if no acknowledged write was lost, no response was too old, no request failed without a
// fault that explains it, and copy, change log, webhooks and audit are right.
//
//   npm run endurance -- --minutes 30
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { appPassword, konwent, prepareServer } from '../test/backups.ts'
import { type Main, startMain } from '../test/main-process.ts'
import { noClients } from '../test/postgres-clients.ts'
import { startReceiver } from '../test/receiver.ts'
import { type Slot, startBalancer } from './endurance/balancer.ts'
import { clientOf, untilDone } from './endurance/client.ts'
import { faults, type World } from './endurance/faults.ts'
import { type Change, changesAfter, follow, newestCursor, startPortal } from './endurance/followers.ts'
import { startPostgres } from './endurance/postgres.ts'
import { read, sourceCheck } from './endurance/readers.ts'
import { type Backup, backUp, restoreAndCompare } from './endurance/restore.ts'
import { Tally } from './endurance/tally.ts'
import { findLost, findMissed, unsentEvents } from './endurance/verdict.ts'
import { Writers } from './endurance/writers.ts'

const REPLICAS = 3
/** Pause between the writes of each tracked organisation: some change all the time, others are mostly cached. */
const WRITE_PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000]
const READERS = 4
const READ_PAUSE_MS = 150
const SOURCE_PAUSE_MS = 2_000
const ADMISSION_PAUSE_MS = 15_000
/** In a run of half an hour, each fault comes three times. */
const MINUTES_PER_ROUND = 10
/** For the start, faults that take longer than their time, and the end. */
const LONGEST_REST_MINUTES = 20

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } })
const minutes = Number(values.minutes)
if (!(minutes >= 1 && minutes <= 1_440)) throw new Error('--minutes must be a number from 1 to 1440')

const tally = new Tally()
const steps: (() => unknown)[] = []
const lifetime = { teardown: (work: () => unknown) => void steps.push(work) }
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void end().finally(() => process.exit(1)))
const limit = setTimeout(() => giveUp(new Error('the run does not end')), (minutes + LONGEST_REST_MINUTES) * 60_000)
try {
  process.exitCode = await main()
} catch (error) {
  giveUp(error)
} finally {
  clearTimeout(limit)
  await end()
}

/** Prints what is known so far, and ends the run. */
function giveUp(error: unknown): void {
  console.error(error)
  console.log([tally.table(), ...tally.lost, ...tally.stale, ...tally.examples].join('\n'))
  void end().finally(() => process.exit(1))
}

async function end(): Promise<void> {
  for (const step of steps.splice(0).reverse()) await step()
}

async function main(): Promise<number> {
  // Two folders: the account of PostgreSQL must not enter that of the backup.
  const home = mkdtempSync(join(tmpdir(), 'konwent-endurance-'))
  const data = mkdtempSync(join(tmpdir(), 'konwent-endurance-data-'))
  lifetime.teardown(() => {
    for (const folder of [home, data]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  const ledger = join(home, 'erasures.ndjson')
  const say = (line: string) => console.log(`${tally.clock()} ${line}`)
  const found: string[] = []

  const database = await startPostgres(data)
  lifetime.teardown(() => database.stop('immediate'))
  const server = await prepareServer(database.url)
  await server.create('registry')
  const admin = { DATABASE_URL: server.url('registry', 'konwent_admin'), ERASURE_LEDGER: ledger }
  await command({ ...admin, DATABASE_APP_PASSWORD: appPassword }, 'migrate')
  const balancer = await startBalancer(REPLICAS, (finished) => tally.add(finished))
  lifetime.teardown(balancer.close)
  const processes: Main[] = []
  // After an error that nothing has caught, no step of the end runs.
  process.on('exit', () => {
    for (const { child } of processes) child.kill('SIGKILL')
  })
  const start = async (slot: Slot) => {
    const main = await startMain(lifetime, server.url('registry', 'konwent_app'), {
      ERASURE_LEDGER: ledger,
      RATE_LIMIT: '1000000',
      RATE_LIMIT_KEY: '1000000',
      WEBHOOK_ALLOW_LOOPBACK: 'true',
      WEBHOOK_RETRY_DELAYS: '2,4,8,15,15,15,15,15,15,15,15,15'
    })
    slot.main = main
    processes.push(main)
  }
  for (const slot of balancer.slots) await start(slot)
  await balancer.allReady()
  const key = await command(admin, 'keys', 'create', '--bootstrap', '--owner', 'Obserwatorium CUS')
  const send = clientOf(balancer.base, key)

  let away = false
  const delivered = new Set<string>()
  const receiver = await startReceiver(lifetime, (response, { id }) => {
    if (away) return void response.destroy()
    delivered.add(id)
    response.writeHead(204).end()
  })
  const writers = new Writers(send)
  for (const _ of WRITE_PAUSES_MS) await writers.track()
  const body = { url: receiver.url }
  await untilDone(send, { kind: 'POST webhook-endpoints', method: 'POST', path: 'webhook-endpoints', body })
  const from = await newestCursor(send)
  const portal = startPortal(balancer.base)
  say(`${REPLICAS} replicas are ready; ${minutes} minutes begin`)

  let isOver = false
  const over = () => isOver
  const followed: Change[] = []
  const clients = [
    ...writers.tracked.map((tracked, i) => writers.raise(tracked, WRITE_PAUSES_MS[i] ?? 0, over)),
    writers.createSources(SOURCE_PAUSE_MS, over, sourceCheck(send, tally)),
    writers.admitSome(ADMISSION_PAUSE_MS, over),
    ...Array.from({ length: READERS }, (_, i) => read(send, writers.tracked, tally, i * 5, READ_PAUSE_MS, over)),
    follow(send, from, followed, over)
  ]
  const ended = Promise.all(clients)
  // A client that gives up ends the run.
  const givenUp = new Promise<never>((_resolve, reject) => ended.catch(reject))
  const setAway = (value: boolean) => {
    away = value
  }
  const world: World = { balancer, database, start, send, setAway }
  const schedule = async (): Promise<Backup | undefined> => {
    await injectFaults(world)
    const backup = noClients ? undefined : await backUp(server, home, ledger, writers)
    isOver = true
    await ended
    return backup
  }
  const injectFaults = async (world: World) => {
    const rounds = Math.max(1, Math.round(minutes / MINUTES_PER_ROUND))
    const startedAt = performance.now()
    const slotMs = (minutes * 60_000) / (rounds * faults.length)
    for (let no = 0; no < rounds * faults.length; no++) {
      const fault = faults[no % faults.length] as (typeof faults)[number]
      await sleep(Math.max(1_000, startedAt + (no + 0.4) * slotMs - performance.now()))
      say(`${fault.name} begins`)
      const finish = tally.begin(fault.name, fault.allowed)
      await fault.run(world)
      finish()
      say(`${fault.name} is over; ${writers.acknowledged} writes acknowledged, ${tally.sum('total')} requests`)
      if ((no + 1) % faults.length === 0) await checkpoint()
    }
    await sleep(Math.max(0, startedAt + minutes * 60_000 - performance.now()))
  }
  const checkpoint = async () => {
    await writers.gate.close()
    const { count, differences } = await portal.compare()
    say(`the copy: ${count} records, ${differences.length} differ from the registry`)
    if (differences.length > 0) found.push(`the copy differs: ${differences.slice(0, 5).join(', ')}`)
    writers.gate.open()
  }

  const backup = await Promise.race([schedule(), givenUp])
  await checkpoint()
  const { changes } = await changesAfter(send, from)
  tally.lost.push(...(await findLost(send, writers, changes)))
  found.push(...findMissed(changes, followed))
  const unsent = await unsentEvents(changes, delivered)
  if (unsent.length > 0) found.push(`${unsent.length} changes did not reach the webhook receiver`)
  const verified = await konwent(admin, 'audit', 'verify')
  if (verified.code !== 0) found.push(`konwent audit verify: ${verified.err}`)
  const errors = tally.statuses(500)
  if (errors > 0) found.push(`${errors} responses were 500`)
  await portal.stop()
  for (const { main } of balancer.slots) await main?.stop()
  if (backup) found.push(...(await restoreAndCompare(lifetime, { backup, ledger, key, portal, tally })))
  else say(`no backup and restore: ${noClients}`)
  return report(tally, writers, found, { changes: changes.length, events: receiver.received.length, backup })
}

async function command(settings: Record<string, string>, ...parameters: string[]): Promise<string> {
  const { code, out, err } = await konwent(settings, ...parameters)
  if (code !== 0) throw new Error(`konwent ${parameters[0]}: ${err}`)
  return out.trim()
}

function report(
  tally: Tally,
  writers: Writers,
  found: string[],
  { changes, events, backup }: { changes: number; events: number; backup: Backup | undefined }
): number {
  const restart = tally.sum('failedInRestart')
  const calm = tally.sum('failedInCalm')
  const verdict = { lost: tally.lost.length, stale: tally.stale.length, restart, calm, found: found.length }
  console.log(`
${tally.table()}

| result of ${minutes} minutes | number |
|---|--:|
| requests | ${tally.sum('total')} |
| acknowledged writes | ${writers.acknowledged} |
| … that the backup had to contain | ${backup ? backup.paths.length + backup.numbers.size : 'not tried'} |
| changes in the change log | ${changes} |
| attempts of webhooks | ${events} |
| responses compared with acknowledged writes | ${tally.staleChecks} |
| failed requests while a fault cut them | ${tally.sum('failedInFault')} |
| **acknowledged writes lost** | ${verdict.lost} |
| **stale responses past the bound** | ${verdict.stale} |
| **failed requests in rolling restarts** | ${verdict.restart} |
| failed requests otherwise | ${verdict.calm} |
| other faults found | ${verdict.found} |
`)
  for (const line of [...tally.lost, ...tally.stale, ...tally.examples, ...found].slice(0, 60)) console.log(line)
  return Object.values(verdict).every((number) => number === 0) ? 0 : 1
}
