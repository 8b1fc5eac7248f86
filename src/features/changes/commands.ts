// `konwent changes`: how long changes stay in the change log.
import { type Command, InvalidArgumentError } from 'commander'
import type { WithDatabase } from '../../records/define.ts'
import { command, write } from '../../records/write/transaction.ts'
import { pruneChanges } from './queries.ts'

/** Adds `changes prune`. It needs the rights of the database owner: the service can only append to the change log. */
export function addChangeCommands(program: Command, withDatabase: WithDatabase): void {
  program
    .command('changes')
    .description('maintain the change log')
    .command('prune')
    .description(
      'remove old changes; a client of the change feed that has not read them has to start again from a snapshot, ' +
        'and the history of records becomes shorter'
    )
    .requiredOption('--older-than <days>', 'remove changes older than this number of days', days)
    .action(({ olderThan }: { olderThan: number }) =>
      withDatabase(async ({ db }) => {
        const { removed, upTo } = await write(db, command, (tx) => pruneChanges(tx, olderThan))
        console.log(upTo ? `Removed ${removed} changes, up to number ${upTo.seq}.` : 'Nothing to remove.')
      }, 'own')
    )
}

function days(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('It must be a whole number of days from 1 to 99999.')
  return Number(text)
}
