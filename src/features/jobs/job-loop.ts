// Workers for imports and nightly tasks. Any number of processes may run them on one database.
import type { Database, Db } from '../../db/connect.ts'
import { databaseUnavailable } from '../../http/database-unavailable.ts'
import { type LeaseLoop, type LoopLog, startLeaseLoop } from '../../workers/lease-loop.ts'
import { Busy, type Job, type Task } from '../../workers/task.ts'
import { addNightlyJobs, finishJob, finishNightlyJob, LEASE_MS, leaseJobs, renewLease, returnJob } from './queries.ts'

export interface JobsOptions {
  /** Connection for leasing and settling jobs, with short timeouts. */
  control: Db
  /** Connection for the work itself, without timeouts. */
  work: Database
  tasks: readonly Task[]
  log: LoopLog
  /** Called when a task has succeeded. */
  succeeded?: (task: string) => void
}

/** After this many attempts a job is given up, because it ends its process or never succeeds. */
const ATTEMPTS_LIMIT = 25
const RENEW_MS = LEASE_MS / 6
const IMPORT_POLL_MS = 1_000
const NIGHTLY_POLL_MS = 30_000
const STOP_GRACE_MS = 1_000
const BUSY_WAIT_MS = 5_000
const DATABASE_WAIT_MS = 1_000
/** Delay between two tries to store the outcome of an attempt. */
const SETTLE_RETRY_MS = 1_000
const MAX_BACKOFF_MS = 600_000

/** Starts separate loops for requested and for nightly tasks, so that a long import does not delay nightly tasks. */
export function startJobs(options: JobsOptions): { stop: () => Promise<void> } {
  const isNightly = ({ nightlyAt }: Task) => nightlyAt !== undefined
  const loops = [
    startLoop(options, 'imports', IMPORT_POLL_MS, (task) => !isNightly(task)),
    startLoop(options, 'nightly tasks', NIGHTLY_POLL_MS, isNightly)
  ]
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop(STOP_GRACE_MS)))) }
}

function startLoop(options: JobsOptions, name: string, pollMs: number, belongs: (task: Task) => boolean): LeaseLoop {
  const { control, log } = options
  const tasks = options.tasks.filter(belongs)
  const names = tasks.map((task) => task.name)
  const nightly = tasks.filter(({ nightlyAt }) => nightlyAt !== undefined).map((task) => task.name)
  let scheduled = nightly.length === 0
  return startLeaseLoop<Job>({
    name,
    limit: 1,
    pollMs,
    log,
    lease: async (limit) => {
      if (!scheduled) await addNightlyJobs(control, nightly)
      scheduled = true
      return leaseJobs(control, names, limit)
    },
    attempt: (job, signal) => attemptJob({ ...options, tasks }, job, signal)
  })
}

/** Attempts each due job of these tasks once, and returns. */
export async function doDueJobs({ nightly = false, ...options }: JobsOptions & { nightly?: boolean }): Promise<void> {
  const tasks = options.tasks.filter(({ nightlyAt }) => (nightlyAt !== undefined) === nightly)
  if (nightly)
    await addNightlyJobs(
      options.control,
      tasks.map(({ name }) => name)
    )
  const attempted = new Set<string>()
  for (;;) {
    const [job] = await leaseJobs(
      options.control,
      tasks.map(({ name }) => name),
      1
    )
    if (!job) return
    if (attempted.has(job.id)) return returnJob(options.control, job, 0, false)
    attempted.add(job.id)
    await attemptJob({ ...options, tasks }, job, new AbortController().signal)
  }
}

/** Attempts a job once, renews its lease meanwhile, and stores the outcome. */
async function attemptJob(
  { control, work, tasks, log, succeeded }: JobsOptions,
  job: Job,
  stopped: AbortSignal
): Promise<void> {
  const task = tasks.find(({ name }) => name === job.task) as Task
  const lost = new AbortController()
  const signal = AbortSignal.any([stopped, lost.signal])
  const renewal = keepLease(control, job, lost)
  try {
    if (job.attempts > ATTEMPTS_LIMIT) {
      await task.recordFailure?.(work, job)
      log.error({ task: task.name, job: job.id }, 'a job was given up after too many attempts')
    } else {
      await untilAborted(task.run(work, job, signal), signal)
      succeeded?.(task.name)
    }
    await renewal.stop()
    await settle(
      () => (task.nightlyAt === undefined ? finishJob(control, job) : finishNightlyJob(control, job, task.nightlyAt)),
      stopped
    )
  } catch (error) {
    await renewal.stop()
    if (lost.signal.aborted)
      return log.warn({ task: task.name, job: job.id }, 'a job was taken over by another process')
    const { waitMs, counted } = outcomeOf(error, job, stopped)
    if (!(error instanceof Busy) && !stopped.aborted) {
      const { name, code } = error as Error & { code?: string }
      // The message is not logged, because it may contain values from a file.
      log.warn(
        { task: task.name, job: job.id, import: job.import_id, err: { message: name, code } },
        'a job failed; it will be tried again'
      )
    }
    await settle(() => returnJob(control, job, waitMs, counted), stopped)
  }
}

/** Returns the delay before the next attempt of a failed job, and whether the failed attempt counts. */
function outcomeOf(error: unknown, { attempts }: Job, stopped: AbortSignal): { waitMs: number; counted: boolean } {
  if (stopped.aborted) return { waitMs: 0, counted: false }
  if (error instanceof Busy) return { waitMs: BUSY_WAIT_MS, counted: false }
  if (databaseUnavailable(error)) return { waitMs: DATABASE_WAIT_MS, counted: false }
  return { waitMs: Math.min(1_000 * 2 ** attempts, MAX_BACKOFF_MS), counted: true }
}

/** Renews the lease until it is stopped. Aborts `lost` if another process has taken the job. */
function keepLease(db: Db, job: Job, lost: AbortController): { stop: () => Promise<void> } {
  let renewing: Promise<void> = Promise.resolve()
  const renew = async () => {
    const lease = await renewLease(db, job)
    if (lease === undefined) lost.abort()
    else job.lease = lease
  }
  const timer = setInterval(() => {
    // While the database is unavailable, the lease cannot be renewed. The next try shows whether the job was taken.
    renewing = renewing.then(renew).catch(() => {})
  }, RENEW_MS).unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await renewing
    }
  }
}

/**
 * Stores an outcome. While the database is unavailable, it retries for the duration of a lease. After that the job is
 * due again anyway.
 */
async function settle(write: () => Promise<void>, stopped: AbortSignal): Promise<void> {
  for (const end = performance.now() + LEASE_MS; ; ) {
    try {
      return await write()
    } catch (error) {
      if (!databaseUnavailable(error) || stopped.aborted || performance.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, SETTLE_RETRY_MS).unref())
    }
  }
}

/**
 * Resolves with the result of the work, or rejects STOP_GRACE_MS after the signal aborts. Work that hangs on a dead
 * connection must not block the worker.
 */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    const rejectLater = () => void setTimeout(() => reject(new Error('aborted')), STOP_GRACE_MS).unref()
    if (signal.aborted) rejectLater()
    else signal.addEventListener('abort', rejectLater, { once: true })
  })
  return Promise.race([work, aborted])
}
