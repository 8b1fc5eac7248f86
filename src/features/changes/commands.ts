// `konwent changes`: how long the journal of changes is kept.
import { type Command, InvalidArgumentError } from 'commander'
import type { WithDatabase } from '../../records/define.ts'
import { command, write } from '../../records/write/transaction.ts'
import { pruneChanges } from './queries.ts'

/** Adds `changes prune`. It needs the rights of the owner: the service itself can only add to the journal. */
export function addChangeCommands(program: Command, withDatabase: WithDatabase): void {
  program
    .command('changes')
    .description('look after the journal of changes')
    .command('prune')
    .description(
      'remove old changes; whoever follows the feed and has not come that far begins anew with a snapshot, and ' +
        'the history of records is shorter'
    )
    .requiredOption('--older-than <days>', 'age from which changes are removed, in days', days)
    .action(({ olderThan }: { olderThan: number }) =>
      withDatabase(async ({ db }) => {
        const { removed, upTo } = await write(db, command, (tx) => pruneChanges(tx, olderThan))
        console.log(upTo ? `Removed ${removed} changes, up to number ${upTo.seq}.` : 'Nothing to remove.')
      }, 'own')
    )
}

function days(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('A whole number of days from 1 to 99999.')
  return Number(text)
}
