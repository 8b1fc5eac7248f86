#!/usr/bin/env node
// `konwent`: what is done on the host, not over HTTP.
import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { pino } from 'pino'
import packageJson from '../package.json' with { type: 'json' }
import { buildApp } from './app.ts'
import { readConfig } from './config.ts'
import { type Connection, connect } from './db/connect.ts'
import { startEmbedded } from './db/embedded.ts'
import { migrate } from './db/migrate.ts'
import { seed } from './features/seed/seed.ts'

const program = new Command('konwent').description('Keeps the Konwent registry on its host.').version(packageJson.version).showHelpAfterError()

program
  .command('migrate')
  .description('bring the database of DATABASE_URL (or the embedded one) up to the newest migration')
  .action(() =>
    withDatabase(async ({ db }) => {
      const applied = await migrate(db)
      console.log(applied.length === 0 ? 'Nothing to migrate.' : `Applied: ${applied.join(', ')}`)
    })
  )

program
  .command('seed')
  .description("load the Konwent's own data: makes what is missing, puts right what differs")
  .action(() =>
    withDatabase(async ({ db }) => {
      const changed = await seed(db)
      console.log(changed === 0 ? 'Nothing to change.' : `Changed ${changed} records.`)
    })
  )

program
  .command('openapi')
  .description('write the OpenAPI document, as openapi.json and openapi.yaml, into a folder')
  .argument('[folder]', 'where to', 'openapi')
  .action(writeContract)

await program.parseAsync().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})

async function withDatabase(work: (connection: Connection) => Promise<void>): Promise<void> {
  const config = readConfig(process.env)
  const embedded = config.DATABASE_URL === null ? await startEmbedded({ dataDir: config.DATA_DIR }) : undefined
  const connection = connect(config.DATABASE_URL ?? embedded?.url ?? '', { max: 1, patient: true })
  try {
    await work(connection)
  } finally {
    await connection.close()
    await embedded?.stop()
  }
}

/** The document depends on the code alone: no database is asked. */
async function writeContract(folder: string): Promise<void> {
  const connection = connect('postgres://nowhere.invalid/none', { max: 1 })
  const app = await buildApp({ db: connection.db, logger: pino({ level: 'silent' }), publicBaseUrl: null, rateLimit: 1, trustProxy: false })
  await writeFile(`${folder}/openapi.json`, `${JSON.stringify(app.swagger(), null, 2)}\n`)
  await writeFile(`${folder}/openapi.yaml`, app.swagger({ yaml: true }))
  await app.close()
  await connection.close()
}
