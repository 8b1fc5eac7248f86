// The end of a run: a backup under load, more writes, a restore into a new cluster, and a comparison.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { appPassword, konwent, startServer } from '../../test/backups.ts'
import { type Lifetime, startMain } from '../../test/main-process.ts'
import { differencesFromLists } from '../../test/memory-copy.ts'
import { clientOf, untilDone } from './client.ts'
import type { Portal } from './followers.ts'
import type { Registry } from './registry.ts'
import type { Tally } from './tally.ts'
import { numberOf, type Writers } from './writers.ts'

export interface Backup {
  folder: string
  /** Last entry of the audit in it, for `konwent audit verify --known`. */
  known: string
  /** Everything that was acknowledged before the backup began. */
  numbers: Map<string, number>
  paths: string[]
}

const LATER_WRITES_MS = 5_000

/** Makes a backup while others write, and lets them write on. */
export async function backUp({ admin, home }: Registry, writers: Writers): Promise<Backup> {
  const numbers = new Map(writers.tracked.map(({ id, acknowledged }) => [id, acknowledged.at(-1)?.n ?? 0]))
  const paths = writers.created.map(({ path }) => path)
  const backups = join(home, 'backups')
  mkdirSync(backups, { recursive: true })
  const { code, out, err } = await konwent(admin, 'backup', backups)
  const known = /\d+:[0-9a-f]{64}/.exec(err)?.[0]
  if (code !== 0 || known === undefined) throw new Error(`konwent backup: ${err}`)
  await sleep(LATER_WRITES_MS)
  return { folder: out.trim(), known, numbers, paths }
}

/** Restores into a new cluster and compares. Returns the faults that it finds; lost writes go to the tally. */
export async function restoreAndCompare(
  t: Lifetime,
  {
    backup,
    admin,
    key,
    portal,
    tally
  }: Pick<Registry, 'admin' | 'key'> & { backup: Backup; portal: Portal; tally: Tally }
): Promise<string[]> {
  const found: string[] = []
  const server = await startServer(t)
  await server.create('registry')
  const settings = {
    DATABASE_URL: server.url('registry', 'konwent_admin'),
    DATABASE_APP_PASSWORD: appPassword,
    ERASURE_LEDGER: admin.ERASURE_LEDGER
  }
  const restored = await konwent(settings, 'restore', backup.folder)
  if (restored.code !== 0) return [`konwent restore: ${restored.err}`]
  const verified = await konwent(settings, 'audit', 'verify', '--known', backup.known)
  if (verified.code !== 0) found.push(`konwent audit verify: ${verified.err}`)
  const main = await startMain(t, server.url('registry', 'konwent_app'), {
    ERASURE_LEDGER: admin.ERASURE_LEDGER
  })
  while ((await main.status('/readyz')) !== 200) await sleep(100)
  const send = clientOf(main.base, key)
  const read = (path: string) => send({ kind: 'restored', path, keyed: true })

  for (const [id, number] of backup.numbers) {
    const { json } = await read(`organisations/${id}`)
    const restoredNumber = numberOf(json?.short_name ?? '')
    if (!(restoredNumber >= number))
      tally.lost.push(`after the restore, ${id} has ${restoredNumber} instead of ${number} or more`)
  }
  for (const path of backup.paths) {
    const { status } = await read(path)
    if (status !== 200) tally.lost.push(`after the restore, ${path} is ${status}`)
  }
  const ahead = await read(`changes?after=${portal.cursor()}`)
  if (ahead.status !== 410) found.push(`a cursor ahead of the backup is answered with ${ahead.status} instead of 410`)
  const kinds = await portal.catchUp(main.base)
  if (!kinds.includes('snapshot')) found.push('the copy did not begin again after the restore')
  const slug = 'zrodlo-po-odtworzeniu'
  await untilDone(send, { kind: 'restored', method: 'POST', path: 'sources', body: { slug, kind: 'document' } })
  await portal.catchUp(main.base)
  const { differences } = await differencesFromLists(main.base, portal.records())
  if (differences.length > 0) found.push(`after the restore, the copy differs: ${differences.slice(0, 5).join(', ')}`)
  await main.stop()
  return found
}
