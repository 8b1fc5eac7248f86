// A long run under load with faults: three replicas behind a proxy on one durable PostgreSQL, writers, readers,
// followers of the change log, a portal with a copy, and a webhook receiver. At the end, a backup is restored into a new
// cluster. The exit code is 0 if no acknowledged write was lost, no response was too old, no request failed without a
// fault that explains it, and copy, change log, webhooks and audit are right.
//
//   npm run endurance -- --minutes 30
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { konwent } from '../test/backups.ts'
import { noClients } from '../test/postgres-clients.ts'
import { startReceiver } from '../test/receiver.ts'
import { clientOf, untilDone } from './endurance/client.ts'
import { faults, type World } from './endurance/faults.ts'
import { type Change, changesAfter, follow, newestCursor, startPortal } from './endurance/followers.ts'
import { read, sourceCheck } from './endurance/readers.ts'
import { startRegistry } from './endurance/registry.ts'
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
/** Share of the time of a fault that passes before it. */
const CALM_SHARE = 0.4
const LEAST_CALM_MS = 1_000
/** Lines in the report for each kind of fault. */
const MAX_EXAMPLES = 60
/** For the start, faults that take longer than their time, and the end. */
const LONGEST_REST_MINUTES = 20

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } })
const minutes = Number(values.minutes)
if (!(minutes >= 1 && minutes <= 1_440)) throw new Error('--minutes must be a number from 1 to 1440')

const tally = new Tally()
/** Faults that are neither lost writes nor stale responses nor failed requests. */
const found: string[] = []
const say = (line: string) => console.log(`${tally.clock()} ${line}`)
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
  console.log([tally.table(), ...tally.lost, ...tally.stale, ...tally.examples, ...found].join('\n'))
  void end().finally(() => process.exit(1))
}

async function end(): Promise<void> {
  for (const step of steps.splice(0).reverse()) await step()
}

async function main(): Promise<number> {
  const registry = await startRegistry(lifetime, REPLICAS, tally)
  const { balancer, key, admin } = registry
  const send = clientOf(balancer.base, key)
  let isAway = false
  const delivered = new Set<string>()
  const receiver = await startReceiver(lifetime, (response, { id }) => {
    if (isAway) return void response.destroy()
    delivered.add(id)
    response.writeHead(204).end()
  })
  const setAway = (away: boolean) => {
    isAway = away
  }
  const writers = new Writers(send)
  for (const _ of WRITE_PAUSES_MS) await writers.track()
  const body = { url: receiver.url }
  await untilDone(send, { kind: 'POST webhook-endpoints', method: 'POST', path: 'webhook-endpoints', body })
  const from = await newestCursor(send)
  const portal = startPortal(balancer.base)
  say(`${REPLICAS} replicas are ready; ${minutes} minutes begin`)

  const phases = { clientsAreOver: false, followerIsOver: false }
  const isOver = () => phases.clientsAreOver
  const clients = Promise.all([
    ...writers.tracked.map((tracked, i) => writers.raise(tracked, WRITE_PAUSES_MS[i] ?? 0, isOver)),
    writers.createSources(SOURCE_PAUSE_MS, isOver, sourceCheck(send, tally)),
    writers.admitSome(ADMISSION_PAUSE_MS, isOver),
    ...Array.from({ length: READERS }, (_, i) => read(send, writers.tracked, tally, i * 5, READ_PAUSE_MS, isOver))
  ])
  const followed: Change[] = []
  const follower = follow(send, from, followed, () => phases.followerIsOver)
  // A client that gives up ends the run.
  const givenUp = new Promise<never>((_resolve, reject) => Promise.all([clients, follower]).catch(reject))
  const compare = async () => {
    await writers.gate.close()
    const { count, differences } = await portal.compare()
    say(`the copy: ${count} records, ${differences.length} differ from the registry`)
    if (differences.length > 0) found.push(`the copy differs: ${differences.slice(0, 5).join(', ')}`)
    writers.gate.open()
  }
  const schedule = async (): Promise<Backup | undefined> => {
    await injectFaults({ ...registry, send, setAway }, compare)
    const backup = noClients ? undefined : await backUp(registry, writers)
    phases.clientsAreOver = true
    await clients
    phases.followerIsOver = true
    await follower
    return backup
  }
  const backup = await Promise.race([schedule(), givenUp])

  await compare()
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
  if (backup) found.push(...(await restoreAndCompare(lifetime, { backup, admin, key, portal, tally })))
  else say(`no backup and restore: ${noClients}`)
  return report(writers, { changes: changes.length, events: receiver.received.length, backup })
}

/** Runs all faults in turn, spread over the time, and `compare` after each round. */
async function injectFaults(world: World, compare: () => Promise<void>): Promise<void> {
  const rounds = Math.max(1, Math.round(minutes / MINUTES_PER_ROUND))
  const startedAt = performance.now()
  const all = Array.from({ length: rounds }, () => faults).flat()
  const shareMs = (minutes * 60_000) / all.length
  for (const [no, fault] of all.entries()) {
    await sleep(Math.max(LEAST_CALM_MS, startedAt + (no + CALM_SHARE) * shareMs - performance.now()))
    say(`${fault.name} begins`)
    const finish = tally.begin(fault.name, fault.allowed)
    await fault.run(world)
    finish()
    say(`${fault.name} is over; ${tally.sum('total')} requests`)
    if ((no + 1) % faults.length === 0) await compare()
  }
  await sleep(Math.max(0, startedAt + minutes * 60_000 - performance.now()))
}

/** Prints the tables. Returns the exit code. */
function report(
  writers: Writers,
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
  for (const lines of [tally.lost, tally.stale, tally.examples, found])
    for (const line of lines.slice(0, MAX_EXAMPLES)) console.log(line)
  return Object.values(verdict).every((number) => number === 0) ? 0 : 1
}
