// The worker in the service's own process: takes jobs from the queue in the database, one at a time, on connections of its own.
import { Logger, type ParsedCronItem, parseCrontab, run, runOnce, type TaskList } from 'graphile-worker'
import type { Connection } from '../../db/connect.ts'
import { command, write } from '../../lib/writing.ts'
import { announceWithdrawals } from '../changes/queries.ts'
import { purgeImports, releaseDeadJobs, setProgress } from './queries.ts'
import { Busy, workOnImport } from './work.ts'

interface Payload {
  import: string
  key: string | null
  request: string | null
}

/** What the worker logs to; failures carry no values of the file. */
export interface WorkerLog {
  warn: (context: object, message: string) => void
}

/** Milliseconds. */
const PROGRESS = 500
const RELEASE = 30_000
const STOP = 3_000

// A day in Poland begins at 22:00 or 23:00 UTC.
const cron: ParsedCronItem[] = parseCrontab('17 3 * * * purge_imports ?fill=2d\n1 22,23 * * * announce_withdrawals ?fill=2d')

/** The tasks, on a connection with room for two and without limits of time. */
export function importTasks({ db }: Connection, log: WorkerLog): TaskList {
  return {
    async import(payload, { abortSignal: signal }) {
      const { import: id, key: keyId, request: requestId } = payload as Payload
      let told = 0
      const progress = async (done: number) => {
        if (performance.now() - told < PROGRESS) return
        told = performance.now()
        await setProgress(db, id, done)
      }
      await workOnImport(db, id, { keyId, requestId }, { progress, ...(signal && { signal }) }).catch((error: Error & { code?: string }) => {
        if (!(error instanceof Busy)) log.warn({ import: id, err: { message: error.name, code: error.code } }, 'the work on an import was cut short')
        throw error
      })
    },
    async purge_imports() {
      await write(db, command, purgeImports)
    },
    async announce_withdrawals() {
      await write(db, command, announceWithdrawals)
    }
  }
}

/** Carries out what waits in the queue, and returns. */
export async function workOffQueue(connection: Connection, log: WorkerLog): Promise<void> {
  await releaseDeadJobs(connection.db)
  await runOnce({ pgPool: connection.pool, taskList: importTasks(connection, log), logger: silent, noHandleSignals: true })
}

/** Works until it is stopped, then ends at once what is under way: nothing of it stays, and it is begun again later. */
export async function startWorker(connection: Connection, log: WorkerLog): Promise<{ stop: () => Promise<void>; ended: Promise<void> }> {
  const { db, pool } = connection
  await releaseDeadJobs(db)
  const runner = await run({
    pgPool: pool,
    taskList: importTasks(connection, log),
    parsedCronItems: cron,
    concurrency: 1,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: 1_000,
    logger: silent
  })
  const timer = setInterval(() => void releaseDeadJobs(db).catch(() => {}), RELEASE).unref()
  // It also ends by itself, when the database stays away.
  const ended = runner.promise.finally(() => clearInterval(timer))
  ended.catch(() => {})
  return {
    ended,
    stop: async () => {
      clearInterval(timer)
      // A database that hangs does not hear of it; what is under way there ends with the connection.
      await Promise.race([runner.stop().catch(() => {}), new Promise((resolve) => setTimeout(resolve, STOP).unref())])
    }
  }
}

const silent = new Logger(() => () => {})
