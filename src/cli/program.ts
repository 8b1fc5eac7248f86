// The command `konwent`, for work on the host.
import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { pino } from 'pino'
import { stringify } from 'yaml'
import packageJson from '../../package.json' with { type: 'json' }
import { buildApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { publicPart } from '../contract/document.ts'
import { enableAppLogin } from '../db/app-login.ts'
import { type Connection, connect } from '../db/connect.ts'
import { ConnectError } from '../db/connect-error.ts'
import { attachOrStart } from '../db/embedded/attach.ts'
import { migrate, readSchemaState, repairDatabaseRights } from '../db/migrate.ts'
import { findDirectFault } from '../db/pooler.ts'
import { repairRoleDefaults } from '../db/role-defaults.ts'
import { features } from '../features/index.ts'
import { seed } from '../features/seed/seed.ts'
import { BrokenConstraint, constraintError } from '../http/errors.ts'
import { registryOf } from '../records/registry.ts'
import { addBackupCommands } from './backup/commands.ts'

const NOT_MIGRATED = 'The database has not been migrated to this version. Run `konwent migrate` first.'

const TABLES_IN_USE = 'Other sessions use the tables that the migration changes. Trying again.'

const registry = registryOf(features)
const program = new Command('konwent')
  .description('Administers the Konwent registry on its host.')
  .version(packageJson.version)
  .showHelpAfterError()

program
  .command('migrate')
  .description('migrate the database of DATABASE_URL, or the embedded one, to the newest version')
  .action(() =>
    withDatabase(async (connection, { DATABASE_APP_PASSWORD }) => {
      const applied = await migrate(connection, { onBusy: () => console.error(TABLES_IN_USE) })
      if (DATABASE_APP_PASSWORD !== null) await enableAppLogin(connection.db, DATABASE_APP_PASSWORD)
      console.log(applied.length === 0 ? 'Nothing to migrate.' : `Applied: ${applied.join(', ')}`)
      const missing = await repairDatabaseRights(connection.db)
      if (missing.length > 0)
        console.error(`The owner of the database must still run this in psql: ${missing.join('; ')}`)
      const defaults = await repairRoleDefaults(connection.db)
      if (defaults.length > 0)
        console.error(`An administrator of the role konwent_app must still run this in psql: ${defaults.join('; ')}`)
    }, 'own')
  )

program
  .command('seed')
  .description("load the Konwent's own data: create missing records and correct different ones")
  .action(() =>
    withDatabase(async ({ db }) => {
      const changed = await seed(db, registry.datasets)
      console.log(changed === 0 ? 'Nothing to change.' : `Changed ${changed} records.`)
    })
  )

program
  .command('openapi')
  .description('write the OpenAPI documents, openapi.json and public.json, to a folder')
  .argument('[folder]', 'the folder', 'openapi')
  .option('--yaml', 'also write openapi.yaml')
  .action(writeContract)

addBackupCommands(program, withDatabase)
for (const { commands } of features) commands?.(program, withDatabase)

await program.parseAsync().catch((error: Error) => {
  console.error(messageOf(error))
  process.exitCode = 1
})

/** Runs work on the configured database, as the role of the service or with the login's own rights. */
async function withDatabase(
  work: (connection: Connection, config: Config, url: string) => Promise<void>,
  rights: 'konwent_app' | 'own' = 'konwent_app'
): Promise<void> {
  const config = readConfig(process.env)
  const embedded = config.DATABASE_URL === null ? await attachOrStart(config.DATA_DIR) : undefined
  const url = config.DATABASE_DIRECT_URL ?? config.DATABASE_URL ?? embedded?.url ?? ''
  try {
    const fault = await findDirectFault({ url: config.DATABASE_URL ?? url, directUrl: url })
    if (fault !== undefined) throw new Error(fault)
    // An embedded database is migrated first, as at the start of the service.
    if (embedded && rights === 'konwent_app') await using(connect(url, { max: 1, noTimeouts: true }), migrate)
    await using(
      connect(url, { max: 1, noTimeouts: true, ...(rights === 'own' ? {} : { role: rights }) }),
      async (connection) => {
        if (rights === 'konwent_app') await refuseOtherVersion(connection)
        await work(connection, config, url)
      }
    )
  } finally {
    await embedded?.stop()
  }
}

/** Throws if this version cannot work on the database. */
async function refuseOtherVersion({ db }: Connection): Promise<void> {
  const { state, unknown } = await readSchemaState(db)
  if (state === 'pending') throw new Error(NOT_MIGRATED)
  if (state === 'broken')
    throw new Error(
      `A newer version has migrated the database (${unknown.join(', ')}), and this version is older. ` +
        'Install the newer version.'
    )
}

function messageOf(error: Error & { code?: string | undefined }): string {
  if (error instanceof BrokenConstraint) return constraintError(error, registry.book).message
  // A role that is missing at the connect, and a missing table.
  const isMissing = error instanceof ConnectError ? error.code === '22023' : error.code === '42P01'
  if (isMissing) return NOT_MIGRATED
  return error.code === '42501'
    ? `The login may not do this: ${error.message}. Use the login of the owner of the database.`
    : error.message
}

/** Runs work on a connection and closes it afterwards. */
async function using<T>(connection: Connection, work: (connection: Connection) => Promise<T>): Promise<T> {
  return work(connection).finally(connection.close)
}

/** Writes the OpenAPI document. It depends only on the code, so no database is needed. */
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
  await writeFile(`${folder}/public.json`, `${JSON.stringify(publicPart(JSON.parse(json)), null, 2)}\n`)
  // Parsed from the text: shared objects would become YAML aliases, of which parsers accept only a few.
  if (yaml) await writeFile(`${folder}/openapi.yaml`, stringify(JSON.parse(json)))
  await app.close()
  await connection.close()
}
