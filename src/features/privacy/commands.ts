// `konwent privacy`: erasures that must outlive a restore.
import type { Command } from 'commander'
import { erasureLedgerOf } from '../../config.ts'
import type { WithDatabase } from '../../records/define.ts'
import { listErasures } from './erasure-queries.ts'
import { lineOf, readLedger } from './ledger.ts'
import { replayErasures } from './replay.ts'

/** Adds `privacy ledger` and `privacy replay`. */
export function addPrivacyCommands(program: Command, withDatabase: WithDatabase): void {
  const privacy = program.command('privacy').description('keep erasures of personal data in force')

  privacy
    .command('ledger')
    .description('print the erasures, with ids only, for keeping them beside the backups')
    .action(() =>
      withDatabase(async ({ db }) => {
        for (const erasure of await listErasures(db)) process.stdout.write(lineOf(erasure))
      })
    )

  privacy
    .command('replay')
    .description(
      'after a restore from a backup: erase again what was erased since, and begin a new history of the registry'
    )
    .argument('[file]', 'the ledger (default: ERASURE_LEDGER)')
    .action((file: string | undefined) =>
      withDatabase(async ({ db }, config) => {
        const ledger = file ?? erasureLedgerOf(config)
        if (ledger === null) throw new Error('name the file of the ledger, or set ERASURE_LEDGER')
        const { repeated, known, unknown, left } = await replayErasures(db, await readLedger(ledger))
        console.log(
          `Erased again: ${repeated}. Known already: ${known}. Of people that the backup does not have: ${unknown}. The registry has a new epoch.`
        )
        console.log(`Places left for a decision or a check: ${left}. Repeat the erasure of a person to list them.`)
      })
    )
}
