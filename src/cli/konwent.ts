#!/usr/bin/env node
// `konwent`: what is done on the host, not over HTTP.
import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { pino } from 'pino'
import { stringify } from 'yaml'
import packageJson from '../../package.json' with { type: 'json' }
import { buildApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { letAppLogIn } from '../db/app-login.ts'
import { type Connection, connect } from '../db/connect.ts'
import { visitEmbedded } from '../db/embedded/guest.ts'
import { migrate } from '../db/migrate.ts'
import { features } from '../features/index.ts'
import { seed } from '../features/seed/seed.ts'
import { BrokenConstraint, constraintError } from '../http/errors.ts'
import { registryOf } from '../records/registry.ts'

const registry = registryOf(features)
const program = new Command('konwent')
  .description('Keeps the Konwent registry on its host.')
  .version(packageJson.version)
  .showHelpAfterError()

program
  .command('migrate')
  .description('bring the database of DATABASE_URL (or the embedded one) up to the newest migration')
  .action(() =>
    withDatabase(async (connection, { DATABASE_APP_PASSWORD }) => {
      const applied = await migrate(connection)
      if (DATABASE_APP_PASSWORD !== null) await letAppLogIn(connection.db, DATABASE_APP_PASSWORD)
      console.log(applied.length === 0 ? 'Nothing to migrate.' : `Applied: ${applied.join(', ')}`)
    }, 'own')
  )

program
  .command('seed')
  .description("load the Konwent's own data: makes what is missing, puts right what differs")
  .action(() =>
    withDatabase(async ({ db }) => {
      const changed = await seed(db, registry.datasets)
      console.log(changed === 0 ? 'Nothing to change.' : `Changed ${changed} records.`)
    })
  )

program
  .command('openapi')
  .description('write the OpenAPI document, as openapi.json, into a folder')
  .argument('[folder]', 'where to', 'openapi')
  .option('--yaml', 'write openapi.yaml as well')
  .action(writeContract)

for (const { commands } of features) commands?.(program, withDatabase)

await program.parseAsync().catch((error: Error) => {
  console.error(error instanceof BrokenConstraint ? constraintError(error, registry.book).message : error.message)
  process.exitCode = 1
})

/** Work on the database of the settings, with the rights of the service, or with all that the login has of its own. */
async function withDatabase(
  work: (connection: Connection, config: Config) => Promise<void>,
  rights: 'konwent_app' | 'own' = 'konwent_app'
): Promise<void> {
  const config = readConfig(process.env)
  const embedded = config.DATABASE_URL === null ? await visitEmbedded(config.DATA_DIR) : undefined
  const url = config.DATABASE_URL ?? embedded?.url ?? ''
  try {
    // A database of our own is made ready first, as at the start of the service.
    if (embedded && rights === 'konwent_app') await using(connect(url, { max: 1, patient: true }), migrate)
    await using(connect(url, { max: 1, patient: true, ...(rights === 'own' ? {} : { role: rights }) }), (connection) =>
      work(connection, config)
    )
  } finally {
    await embedded?.stop()
  }
}

/** Work on a connection that is closed afterwards. */
async function using<T>(connection: Connection, work: (connection: Connection) => Promise<T>): Promise<T> {
  return work(connection).finally(connection.close)
}

/** The document depends on the code alone: no database is asked. */
async function writeContract(folder: string, { yaml = false }: { yaml?: boolean }): Promise<void> {
  const connection = connect('postgres://nowhere.invalid/none', { max: 1 })
  const app = await buildApp({
    db: connection.db,
    logger: pino({ level: 'silent' }),
    publicBaseUrl: null,
    rateLimits: { address: 1, key: 1, badKeys: 1 },
    trustProxy: false,
    registry
  })
  const json = JSON.stringify(app.swagger(), null, 2)
  await writeFile(`${folder}/openapi.json`, `${json}\n`)
  // From the text: parts that several places share as objects would become aliases, of which YAML parsers accept few.
  if (yaml) await writeFile(`${folder}/openapi.yaml`, stringify(JSON.parse(json)))
  await app.close()
  await connection.close()
}
