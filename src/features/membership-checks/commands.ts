// `konwent signing-keys`: the keys with which the registry signs receipts. The first one makes itself.
import type { Command } from 'commander'
import type { WithDatabase } from '../../records/define.ts'
import { command, write } from '../../records/write/transaction.ts'
import { type KeyRow, listSigningKeys, revokeSigningKey, rotateSigningKey } from './key-queries.ts'

/** Adds `signing-keys list`, `rotate` and `revoke`. */
export function addSigningKeyCommands(program: Command, withDatabase: WithDatabase): void {
  const keys = program.command('signing-keys').description('list, rotate and revoke the keys that sign receipts')

  keys
    .command('list')
    .description('list all keys, the newest first')
    .action(() =>
      withDatabase(async ({ db }) => {
        for (const key of await listSigningKeys(db))
          console.log(`${key.kid}  ${stateOf(key)}  made on ${key.created_at.toISOString().slice(0, 10)}`)
      })
    )

  keys
    .command('rotate')
    .description('sign with a new key from now on; receipts of the old one can still be verified')
    .action(() =>
      withDatabase(async ({ db }) => {
        console.log((await write(db, command, rotateSigningKey)).kid)
      })
    )

  keys
    .command('revoke')
    .description(
      'for a key that others may have had: publish it no more, so that none of its receipts counts; one that ' +
        'signs is replaced'
    )
    .argument('<kid>', 'kid of the key, as `list` shows it')
    .action((kid: string) =>
      withDatabase(async ({ db }) => {
        if (!(await write(db, command, (tx) => revokeSigningKey(tx, kid)))) throw new Error('there is no such key')
        console.error(`The key ${kid} is revoked.`)
      })
    )
}

const stateOf = ({ retired_at, revoked_at }: KeyRow): string =>
  revoked_at ? 'revoked' : retired_at ? 'retired' : 'signs'
