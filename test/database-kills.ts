// Kills PostgreSQL, or closes every connection to it, at random moments while the real process runs imports.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Test } from 'tap'
import { connect } from '../src/db/connect.ts'
import { type Embedded, startEmbedded } from '../src/db/embedded/server.ts'
import { migrate } from '../src/db/migrate.ts'
import { seed } from '../src/features/seed/seed.ts'
import { withDatabase } from './cluster.ts'
import { declared } from './declared.ts'
import { makeKey } from './helper.ts'
import { startMain } from './main-process.ts'
import { startProxy } from './proxy.ts'

const ROWS = 400
/** Time limit of the imports after the last kill. */
const TIMEOUT_MS = 240_000
/** Time without a database after a kill. */
const AWAY_MS = 1_000

const file = (no: number): string => {
  const rows = Array.from({ length: ROWS }, (_, i) => `ops-${no}-${i},Ośrodek ${no}/${i} w Łężycach,OPŚ ${no}/${i},ops`)
  return `slug,name,short_name,kind\n${rows.join('\n')}\n`
}

/** Breaks the database `rounds` times during imports, and checks that every import ends and the process survives. */
export async function killDuringImports(t: Test, rounds: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'konwent-kills-'))
  let postgres: Embedded = await startEmbedded({ dataDir })
  const proxy = await startProxy(() => postgres.port)
  t.teardown(async () => {
    await proxy.close()
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const admin = connect(postgres.url, { max: 1 })
  await admin.pool.query('create database konwent')
  await admin.close()
  const filled = connect(withDatabase(postgres.url, 'konwent'), { max: 1 })
  await migrate(filled)
  await seed(filled.db, declared.datasets)
  const key = await makeKey(filled.db, ['imports', 'registry:write', 'contacts:read'])
  await filled.close()
  const through = new URL(withDatabase(postgres.url, 'konwent'))
  through.port = String(proxy.port)
  const main = await startMain(t, through.href)

  const call = async (
    method: string,
    path: string,
    body?: string,
    id?: string
  ): Promise<{ status: number; json: { id: string; status: string } }> => {
    for (let attempt = 0; attempt < 200; attempt++) {
      const headers = {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': 'text/csv' }),
        ...(id !== undefined && { 'idempotency-key': id })
      }
      const response = await fetch(`${main.base}/v1/${path}`, {
        method,
        headers,
        ...(body !== undefined && { body })
      }).catch(() => undefined)
      if (response && response.status < 500 && response.status !== 409)
        return { status: response.status, json: (await response.json()) as never }
      if (response && response.status !== 503 && response.status !== 409)
        t.fail(`${method} ${path} is ${response.status}: ${await response.text()}`)
      await sleep(100)
    }
    throw new Error(`${method} ${path} never succeeded: ${main.output()}`)
  }
  const kills: (() => Promise<void>)[] = [
    async () => {
      process.kill(postgres.pid, 'SIGKILL')
      await postgres.stop()
      await sleep(AWAY_MS)
      postgres = await startEmbedded({ dataDir })
    },
    async () => proxy.cut(),
    async () => {
      await postgres.stop()
      await sleep(AWAY_MS)
      postgres = await startEmbedded({ dataDir })
    },
    async () => {
      await proxy.down()
      await sleep(AWAY_MS)
      await proxy.up()
    }
  ]
  const ids: string[] = []
  for (let round = 0; round < rounds; round++) {
    const sent = await call(
      'POST',
      `imports?resource=organisations&dry_run=${round % 2 === 0}`,
      file(round),
      `kill-${round}`
    )
    t.equal(sent.status, 202)
    ids.push(sent.json.id)
    await sleep(Math.random() * 1_200)
    await kills[round % kills.length]?.()
  }
  const statuses = new Map<string, string>()
  const isOpen = (id: string) => ['queued', 'running', undefined].includes(statuses.get(id))
  for (const end = Date.now() + TIMEOUT_MS; Date.now() < end && ids.some(isOpen); await sleep(100)) {
    for (const id of ids.filter(isOpen)) statuses.set(id, (await call('GET', `imports/${id}`)).json.status)
  }
  t.strictSame(
    [...statuses.values()],
    ids.map((_, round) => (round % 2 === 0 ? 'previewed' : 'applied')),
    'every import has the expected status'
  )
  t.equal(main.child.exitCode, null, `the process still runs: ${main.output().slice(-2_000)}`)
  const client = new pg.Client(withDatabase(postgres.url, 'konwent'))
  await client.connect()
  if (ids.some(isOpen))
    t.comment(
      (await client.query('select task, import_id, due_at - now() as due, attempts from job')).rows,
      main.output()
    )
  const { rows } = await client.query(
    `select (select count(*)::int from job where task = 'import') as jobs, audit_broken_at() as broken,
    (select count(*)::int from organisation where slug ~ '^ops-[0-9]+-[0-9]+$') as made`
  )
  await client.end()
  t.strictSame(
    rows,
    [{ jobs: 0, broken: null, made: Math.floor(rounds / 2) * ROWS }],
    'no job is left, and each import was applied once'
  )
  const { code } = await main.stop()
  t.equal(code, 0, 'after SIGTERM the exit code is 0')
}
