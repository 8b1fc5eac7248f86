// `konwent audit`: verifies that no entry of the audit was changed or removed.
import type { Command } from 'commander'
import type { WithDatabase } from '../../records/define.ts'
import { type KnownEntry, verifyAudit } from './verification.ts'

/** Adds `audit verify`, which exits with status 1 if the audit is not intact. */
export function addAuditCommands(program: Command, withDatabase: WithDatabase): void {
  program
    .command('audit')
    .description('maintain the audit')
    .command('verify')
    .description('verify the hash chain of all entries, and print the last entry so that it can be stored elsewhere')
    .option('--known <seq:hash>', 'an entry that must exist, as printed by an earlier run', knownEntry)
    .action(({ known }: { known?: KnownEntry }) =>
      withDatabase(async ({ db }) => {
        const { intact, entries, first_broken, last_seq, last_hash } = await verifyAudit(db, known)
        if (!intact)
          throw new Error(`The audit is not intact: entry ${first_broken} is missing, was changed, or was added.`)
        console.error(
          `The audit is intact: ${entries} entries. Store the last entry elsewhere and pass it as --known next time:`
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
