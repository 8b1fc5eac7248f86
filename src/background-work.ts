// The work of a process beside its requests.
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import type { Logger } from 'pino'
import { startPurging } from './cache/purger.ts'
import { CHANNEL } from './changes/position.ts'
import type { Config } from './config.ts'
import { connect } from './db/connect.ts'
import { listen } from './db/listen.ts'
import { startJobs } from './features/jobs/job-loop.ts'
import { startDelivering } from './features/webhooks/sending/delivery-loop.ts'
import { Tally } from './metrics/measure.ts'
import { workMeasures } from './metrics/process-measures.ts'

interface BackgroundWork {
  app: FastifyInstance
  /** Directly to PostgreSQL, not through a connection pooler. */
  url: string
  config: Config
  logger: Logger
  /** Pools that are monitored. The pools of the workers are added. */
  pools: Map<string, pg.Pool>
}

/**
 * Starts to listen for changes, and the workers for webhooks, imports, nightly tasks and shared caches. Any number of
 * processes may run them on one database. Returns the steps that stop them, the first one last.
 */
export function startBackgroundWork({ app, url, config, logger, pools }: BackgroundWork): (() => Promise<unknown>)[] {
  const { baseUrl, feed, measures, registry, traces } = app
  const stopListening = listen(url, CHANNEL, feed.onNotify)
  const onError = (err: Error) => logger.warn({ err: { message: err.message } }, 'a database connection broke')
  const control = connect(url, { max: 3, role: 'konwent_app', onError })
  const work = connect(url, { max: 4, noTimeouts: true, role: 'konwent_app', onError })
  // After a write of a worker, this process synchronises its cache too.
  work.db.afterWrite = feed.afterWrite
  pools.set('leases', control.pool).set('work', work.pool)
  const succeededAt = new Map<string, number>()
  const outcomes = new Tally()
  measures.push(...workMeasures(succeededAt, outcomes))
  const jobs = startJobs({
    control: control.db,
    work: work.db,
    tasks: registry.tasks,
    log: logger,
    succeeded: (task) => succeededAt.set(task, Date.now() / 1000)
  })
  const deliveries = startDelivering({
    db: control.db,
    baseUrl,
    resources: registry.resources,
    delays: config.WEBHOOK_RETRY_DELAYS,
    allowLoopback: config.WEBHOOK_ALLOW_LOOPBACK,
    log: logger,
    outcomes,
    traceOf: (requestId) => traces.of(requestId),
    subscribe: (listener) => feed.subscribe(listener)
  })
  const stopPurging = startPurging({
    urls: config.VARNISH_URLS,
    db: control.db,
    subscribe: (listener) => feed.subscribe(listener),
    log: logger
  })
  return [stopListening, control.close, work.close, deliveries.stop, jobs.stop, stopPurging]
}
