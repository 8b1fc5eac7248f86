// `konwent audit`: whether what was done is still told as it was.
import type { Command } from 'commander'
import type { WithDatabase } from '../../records/define.ts'
import { type KnownEntry, verifyAudit } from './verification.ts'

/** Adds `audit verify`, which ends with 1 when the audit is not whole. */
export function addAuditCommands(program: Command, withDatabase: WithDatabase): void {
  program
    .command('audit')
    .description('look after the record of who did what')
    .command('verify')
    .description('compute the chain of all entries again, and print the last one for keeping it elsewhere')
    .option('--known <seq:hash>', 'an entry that must be there, as an earlier run printed it', knownEntry)
    .action(({ known }: { known?: KnownEntry }) =>
      withDatabase(async ({ db }) => {
        const { intact, entries, first_broken, last_seq, last_hash } = await verifyAudit(db, known)
        if (!intact)
          throw new Error(`The audit is not whole: entry ${first_broken} is missing, was changed, or is too much.`)
        console.error(
          `The audit is whole: ${entries} entries. Keep the last one elsewhere, and give it with --known next time:`
        )
        console.log(`${last_seq}:${last_hash}`)
      })
    )
}

function knownEntry(text: string): KnownEntry {
  const [, seq, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? []
  if (seq === undefined || hash === undefined)
    throw new Error('--known takes the number of an entry, a colon and its hash, as `konwent audit verify` prints them')
  return { seq: Number(seq), hash }
}
