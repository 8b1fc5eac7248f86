// Serves the metrics of one process.
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { expositionOf } from './exposition.ts'
import { serveMetrics } from './listener.ts'
import { storedValuesOf } from './stored-values.ts'

/** Starts the listener and logs its port. Returns the function that stops it. Rejects if the port is taken. */
export async function startMetrics(
  { db, measures, registry, requests }: Pick<FastifyInstance, 'db' | 'measures' | 'registry' | 'requests'>,
  address: { host: string; port: number },
  logger: Logger
): Promise<() => Promise<void>> {
  const readStored = storedValuesOf(db, registry.measures, ({ message }) =>
    logger.warn({ err: { message } }, 'the metrics lack the values of the database')
  )
  const exposition = expositionOf({ requests, measures, stored: registry.measures, readStored })
  const { port, close } = await serveMetrics(exposition, address, (err) => logger.error({ err }, 'metrics failed'))
  logger.info({ port }, 'metrics are served')
  return close
}
