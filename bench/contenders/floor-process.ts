// The floor of cached reads: recorded responses from the process of the service, which runs beside them. With ISOLATE,
// they are sent from a thread with a heap of its own.
import { Worker } from 'node:worker_threads'
import { setting } from './environment.ts'
import { serveRecorded } from './recorded.ts'

const port = setting('PORT')
process.env.PORT = '0'
await import('../../src/process.ts')
if (setting('ISOLATE') === 'true') {
  new Worker(new URL('limit.ts', import.meta.url), { env: { ANSWERS: setting('ANSWERS'), PORT: port } })
} else {
  serveRecorded(setting('ANSWERS'), Number(port))
}
