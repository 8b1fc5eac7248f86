// `konwent backup` and `konwent restore`.
import { type Command, InvalidArgumentError } from 'commander'
import packageJson from '../../../package.json' with { type: 'json' }
import { erasureLedgerOf } from '../../config.ts'
import { textOf } from '../../features/privacy/erasure/replay.ts'
import type { WithDatabase } from '../../records/define.ts'
import { restoreBackup } from './restore-backup.ts'
import { deleteOld, takeBackup } from './take-backup.ts'

/** Adds `backup` and `restore`. Both need the login of the database owner. */
export function addBackupCommands(program: Command, withDatabase: WithDatabase): void {
  program
    .command('backup')
    .description(
      'save the database, its rights and settings and the erasure ledger into a new folder, and print its path'
    )
    .argument('<folder>', 'the folder of all backups')
    .option('--keep-days <days>', 'delete backups in this folder that are older, if the new one is complete', days)
    .action((parent: string, { keepDays }: { keepDays?: number }) =>
      withDatabase(async ({ db }, config, url) => {
        const ledger = erasureLedgerOf(config)
        if (ledger === null) console.error('ERASURE_LEDGER is not set: only erasures in the database are saved.')
        const signal = interruption()
        const { folder, manifest } = await takeBackup({ db, url, parent, ledger, version: packageJson.version, signal })
        console.log(folder)
        const old = keepDays === undefined ? [] : await deleteOld(parent, keepDays, new Date(manifest.taken_at))
        if (old.length > 0) console.error(`Deleted: ${old.join(', ')}`)
        const { intact, first_broken, last_seq, last_hash } = manifest.audit
        if (!intact) throw new Error(`The backup is complete, but the audit is not intact: entry ${first_broken}.`)
        console.error(`The audit is intact. Store its last entry elsewhere: ${last_seq}:${last_hash}`)
      }, 'own')
    )

  program
    .command('restore')
    .description(
      'restore a backup into an empty database, repeat the erasures made since, and start a new epoch of the registry'
    )
    .argument('<folder>', 'the folder of the backup')
    .option('--ledger <file...>', 'the newest erasure ledger, or several (default: ERASURE_LEDGER)')
    .action((folder: string, { ledger }: { ledger?: string[] }) =>
      withDatabase(async (connection, config, url) => {
        const configured = erasureLedgerOf(config)
        const ledgers = ledger ?? (configured === null ? [] : [configured])
        if (ledgers.length === 0) throw new Error('pass the newest erasure ledger as --ledger, or set ERASURE_LEDGER')
        const { DATABASE_APP_PASSWORD: appPassword } = config
        const signal = interruption()
        const { manifest, applied, replayed, left } = await restoreBackup({
          ...{ connection, url, folder, ledgers, appPassword, signal }
        })
        const tables = Object.values(manifest.rows)
        const rows = tables.reduce((sum, count) => sum + count, 0)
        console.log(`Restored: ${tables.length} tables with ${rows} rows, as of ${manifest.taken_at}.`)
        console.log(`The audit is as at the backup: ${manifest.audit.last_seq}:${manifest.audit.last_hash}`)
        console.log(applied.length === 0 ? 'Nothing to migrate.' : `Applied: ${applied.join(', ')}`)
        console.log(textOf(replayed))
        for (const each of left) console.error(`Still to do: ${each}`)
      }, 'own')
    )
}

/** Returns a signal that is aborted by Ctrl-C or SIGTERM. */
function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort())
  return controller.signal
}

function days(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('It must be a whole number of days from 1 to 99999.')
  return Number(text)
}
