// The service that the generated clients are tried with.
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { buildApp } from '../../src/app.ts'
import { connect } from '../../src/db/connect.ts'
import { startCluster, TEMPLATE, withDatabase } from '../../test/cluster.ts'
import { makeKey, unlimited } from '../../test/helper.ts'

/** Starts the service on the loopback interface, with a database of its own and a key that may write. */
export async function startService(): Promise<{ url: string; key: string; stop: () => Promise<void> }> {
  const cluster = await startCluster()
  const admin = connect(cluster.url, { max: 1 })
  await admin.pool.query(`create database clients template ${TEMPLATE}`)
  await admin.close()
  const { db, close } = connect(withDatabase(cluster.url, 'clients'), { max: 4, timeoutFactor: 15 })
  const app = await buildApp({
    db,
    logger: pino({ level: 'silent' }),
    publicBaseUrl: null,
    rateLimits: unlimited,
    trustProxy: false
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const stop = async () => {
    await app.close()
    await close()
    await cluster.stop()
  }
  return { url: `http://127.0.0.1:${port}/v1`, key: await makeKey(db, ['registry:write']), stop }
}
