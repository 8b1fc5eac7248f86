// A process that works off the queue of imports, for tests that kill it.
import { connect } from '../src/db/connect.ts'
import { workOffQueue } from '../src/features/imports/worker.ts'

const connection = connect(process.argv[2] as string, { max: 2, patient: true, role: 'konwent_app' })
await workOffQueue(connection, { warn: () => {} })
await connection.close()
