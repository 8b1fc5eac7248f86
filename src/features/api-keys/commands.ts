// `konwent keys`: API keys from the host, which needs no key itself and so makes the first one.
import type { Command } from 'commander'
import { type Scope, scopes } from '../../http/access.ts'
import { UUID } from '../../http/uuid.ts'
import type { WithDatabase } from '../../records/define.ts'
import { command, write } from '../../records/write/transaction.ts'
import { bootstrapApiKey, createApiKey, type MadeKey, revokeApiKey, rotateApiKey } from './lifecycle.ts'
import { type ApiKeyRow, listApiKeys } from './queries.ts'
import { MAX_GRACE } from './rules.ts'

type Options = { owner: string; label?: string; audience: string; scopes?: string; days?: string; bootstrap?: true }

const DAY = 86_400_000

/** Adds `keys create`, `list`, `revoke` and `rotate`. The text of a new key is all that they write to the standard output. */
export function addKeyCommands(program: Command, withDatabase: WithDatabase): void {
  const keys = program.command('keys').description('make, list, rotate and revoke API keys')

  keys
    .command('create')
    .description('make a key and print its text, which is never shown again')
    .requiredOption('--owner <name>', 'who holds the key')
    .option('--label <text>', 'what the key is for')
    .option('--audience <audience>', 'staff or partner', 'staff')
    .option('--scopes <scopes>', `what the key may do, separated by commas: ${scopes.join(', ')}`)
    .option('--days <days>', 'how long the key is valid (default: 90 for staff, twelve months for a partner)')
    .option('--bootstrap', 'make the first key, with all scopes; only while no key with keys:admin is valid')
    .action((options: Options) =>
      withDatabase(async ({ db }) => {
        if (options.bootstrap && (options.scopes !== undefined || options.audience !== 'staff'))
          throw new Error('--bootstrap makes a staff key with all scopes: leave --scopes and --audience out')
        const { owner, label = null } = options
        const days = options.days === undefined ? undefined : wholeNumber('--days', options.days, 1, 366)
        const wanted = { owner, label, ...(days !== undefined && { expires_at: new Date(Date.now() + days * DAY) }) }
        const made = await write(db, command, (tx) =>
          options.bootstrap
            ? bootstrapApiKey(tx, wanted)
            : createApiKey(
                tx,
                { ...wanted, audience: audienceOf(options.audience), scopes: scopesOf(options.scopes) },
                null
              )
        )
        show(made, owner)
      })
    )

  keys
    .command('list')
    .description('list all keys, without their text')
    .action(() => withDatabase(async ({ db }) => console.log(tableOf(await listApiKeys(db)))))

  keys
    .command('revoke')
    .description('end a key at once and for good')
    .argument('<id>', 'id of the key', idOf)
    .action((id: string) =>
      withDatabase(async ({ db }) => {
        await write(db, command, (tx) => revokeApiKey(tx, id, null))
        console.error(`The key ${id} is revoked.`)
      })
    )

  keys
    .command('rotate')
    .description('make a new key for the holder of an old one and print its text, which is never shown again')
    .argument('<id>', 'id of the old key', idOf)
    .option('--grace-days <days>', 'how long the old key stays valid, at most 7', '7')
    .action((id: string, { graceDays }: { graceDays: string }) =>
      withDatabase(async ({ db }) => {
        const seconds = wholeNumber('--grace-days', graceDays, 0, MAX_GRACE / 86_400) * 86_400
        show(await write(db, command, (tx) => rotateApiKey(tx, id, seconds, null)), `the holder of ${id}`)
      })
    )
}

function show({ id, key }: MadeKey, owner: string): void {
  console.error(`Key ${id} for ${owner}. Keep its text: it is not shown again.`)
  console.log(key)
}

function tableOf(keys: ApiKeyRow[]): string {
  const rows = keys.map((key) => [
    key.id,
    key.hint,
    stateOf(key),
    key.expires_at.toISOString().slice(0, 10),
    key.audience,
    key.scopes.join(','),
    key.owner
  ])
  const table = [['id', 'begins with', 'state', 'expires', 'audience', 'scopes', 'owner'], ...rows]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}

function stateOf({ revoked_at, not_before, expires_at }: ApiKeyRow): string {
  if (revoked_at) return 'revoked'
  const now = new Date()
  return expires_at <= now ? 'expired' : not_before > now ? 'to come' : 'valid'
}

function wholeNumber(option: string, text: string, low: number, high: number): number {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= low && value <= high)) throw new Error(`${option} must be a whole number from ${low} to ${high}`)
  return value
}

function audienceOf(text: string): 'partner' | 'staff' {
  if (text !== 'partner' && text !== 'staff') throw new Error('--audience must be staff or partner')
  return text
}

function scopesOf(text: string | undefined): Scope[] {
  if (text === undefined)
    throw new Error(
      `--scopes is needed, such as --scopes registry:write,contacts:read; or --bootstrap for the first key`
    )
  const wanted = text.split(',').map((part) => part.trim())
  const unknown = wanted.find((scope) => !(scopes as readonly string[]).includes(scope))
  if (unknown !== undefined) throw new Error(`there is no scope «${unknown}»; there are ${scopes.join(', ')}`)
  return wanted as Scope[]
}

function idOf(text: string): string {
  if (!UUID.test(text)) throw new Error('the id of a key is a UUID, as `konwent keys list` shows it')
  return text
}
