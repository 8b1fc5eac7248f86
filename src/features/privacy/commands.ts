// `konwent privacy`: keeps erasures in force after a restore from a backup.
import type { Command } from 'commander'
import { erasureLedgerOf } from '../../config.ts'
import type { WithDatabase } from '../../records/define.ts'
import { lineOf, readLedger } from './erasure/ledger.ts'
import { listErasures } from './erasure/queries.ts'
import { replayErasures, textOf } from './erasure/replay.ts'
import { NIGHTLY, rewriteErased } from './erasure/rewrite.ts'

/** Adds `privacy ledger` and `privacy replay`. */
export function addPrivacyCommands(program: Command, withDatabase: WithDatabase): void {
  const privacy = program.command('privacy').description('keep erasures of personal data in force')

  privacy
    .command('ledger')
    .description('print the erasures, with ids only, to store them beside the backups')
    .action(() =>
      withDatabase(async ({ db }) => {
        for (const erasure of await listErasures(db)) process.stdout.write(lineOf(erasure))
      })
    )

  privacy
    .command('replay')
    .description(
      'after a restore from a backup: repeat the erasures made since the backup, and start a new epoch of the registry'
    )
    .argument('[file]', 'the ledger (default: ERASURE_LEDGER)')
    .action((file: string | undefined) =>
      withDatabase(async ({ db }, config) => {
        const ledger = file ?? erasureLedgerOf(config)
        if (ledger === null) throw new Error('pass the file of the ledger, or set ERASURE_LEDGER')
        console.log(textOf(await replayErasures(db, await readLedger(ledger))))
      })
    )

  privacy
    .command('rewrite')
    .description(
      'rewrite the files of tables after erasures, as the nightly job does, but without a time limit for each table'
    )
    .action(() =>
      withDatabase(async ({ db }) => {
        const { done, left, samplesLeft } = await rewriteErased(db, { ...NIGHTLY, tableTimeoutMs: 0 })
        console.log(`Rewritten: ${done.length} tables.`)
        if (samplesLeft)
          console.log('The login may not rewrite pg_statistic. As a superuser, run: VACUUM FULL pg_statistic')
        if (left.length > 0) throw new Error(`in use, run the command again: ${left.join(', ')}`)
      })
    )
}
