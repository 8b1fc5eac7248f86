// Stores an exact copy of the public registry in a SQLite file. It may be killed at any moment: the copy and its cursor
// change in one transaction.
import { createRegistry } from 'konwent-registry-client'
import { type SyncReport, sync } from 'konwent-registry-client/sync'
import { openCopy } from './copy.ts'

const registry = createRegistry(process.env.REGISTRY_URL ?? 'http://127.0.0.1:3000')
const copy = openCopy(process.env.COPY_FILE ?? 'copy.sqlite')

function report(event: SyncReport): void {
  if (event.kind === 'snapshot') console.log(`snapshot of ${event.records} records`)
  else if (event.kind === 'changes') console.log(`${event.count} changes, up to number ${event.seq} of ${event.head}`)
  else console.error(event.error.message)
}

// With --once, the client exits as soon as the copy is up to date.
await sync(registry, copy, { once: process.argv.includes('--once'), report })
