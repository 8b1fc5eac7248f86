// `konwent signing-keys`: manages the keys that sign receipts. The service creates the first key itself.
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
          console.log(`${key.kid}  ${stateOf(key)}  created on ${key.created_at.toISOString().slice(0, 10)}`)
      })
    )

  keys
    .command('rotate')
    .description('create a new signing key; receipts of the former key can still be verified')
    .action(() =>
      withDatabase(async ({ db }) => {
        console.log((await write(db, command, rotateSigningKey)).kid)
      })
    )

  keys
    .command('revoke')
    .description(
      'stop publishing a key that others may have obtained, so that its receipts are no longer valid; the active ' +
        'key is replaced'
    )
    .argument('<kid>', 'kid of the key, as printed by `list`')
    // One kid in 64 begins with a hyphen, as options do.
    .allowUnknownOption()
    .action((kid: string) =>
      withDatabase(async ({ db }) => {
        if (!(await write(db, command, (tx) => revokeSigningKey(tx, kid)))) throw new Error('there is no such key')
        console.error(`The key ${kid} is revoked.`)
      })
    )
}

function stateOf({ retired_at, revoked_at }: KeyRow): string {
  if (revoked_at) return 'revoked'
  return retired_at ? 'retired' : 'active'
}
