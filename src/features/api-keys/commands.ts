// `konwent keys`: manages API keys on the server. It needs no key itself, so it can create the first one.
import type { Command } from 'commander'
import { type Scope, scopes } from '../../http/access.ts'
import { UUID } from '../../http/uuid.ts'
import type { WithDatabase } from '../../records/define.ts'
import { command, write } from '../../records/write/transaction.ts'
import { bootstrapApiKey, type CreatedKey, createApiKey, revokeApiKey, rotateApiKey } from './lifecycle.ts'
import { type ApiKeyRow, listApiKeys } from './queries.ts'
import { MAX_GRACE_SECONDS } from './rules.ts'

type Options = { owner: string; label?: string; audience: string; scopes?: string; days?: string; bootstrap?: true }

const DAY_MS = 86_400_000

/** Adds `keys create`, `list`, `revoke` and `rotate`. Only the text of a new key goes to standard output. */
export function addKeyCommands(program: Command, withDatabase: WithDatabase): void {
  const keys = program.command('keys').description('create, list, rotate and revoke API keys')

  keys
    .command('create')
    .description('create a key and print its text, which is never shown again')
    .requiredOption('--owner <name>', 'holder of the key')
    .option('--label <text>', 'purpose of the key')
    .option('--audience <audience>', 'staff or partner', 'staff')
    .option('--scopes <scopes>', `scopes of the key, separated by commas: ${scopes.join(', ')}`)
    .option('--days <days>', 'validity in days (default: 90 for staff, twelve months for a partner)')
    .option('--bootstrap', 'create the first key, with all scopes; only while no key with keys:admin is valid')
    .action((options: Options) =>
      withDatabase(async ({ db }) => {
        if (options.bootstrap && (options.scopes !== undefined || options.audience !== 'staff'))
          throw new Error('--bootstrap creates a staff key with all scopes: omit --scopes and --audience')
        const { owner, label = null } = options
        const days = options.days === undefined ? undefined : wholeNumber('--days', options.days, 1, 366)
        const wanted = { owner, label, ...(days !== undefined && { expires_at: new Date(Date.now() + days * DAY_MS) }) }
        const created = await write(db, command, (tx) =>
          options.bootstrap
            ? bootstrapApiKey(tx, wanted)
            : createApiKey(
                tx,
                { ...wanted, audience: audienceOf(options.audience), scopes: scopesOf(options.scopes) },
                null
              )
        )
        printKey(created, owner)
      })
    )

  keys
    .command('list')
    .description('list all keys, without their text')
    .action(() => withDatabase(async ({ db }) => console.log(tableOf(await listApiKeys(db)))))

  keys
    .command('revoke')
    .description('revoke a key at once and permanently')
    .argument('<id>', 'id of the key', idOf)
    .action((id: string) =>
      withDatabase(async ({ db }) => {
        await write(db, command, (tx) => revokeApiKey(tx, id, null))
        console.error(`The key ${id} is revoked.`)
      })
    )

  keys
    .command('rotate')
    .description('create a new key for the holder of an old one and print its text, which is never shown again')
    .argument('<id>', 'id of the old key', idOf)
    .option('--grace-days <days>', 'days for which the old key stays valid, at most 7', '7')
    .action((id: string, { graceDays }: { graceDays: string }) =>
      withDatabase(async ({ db }) => {
        const seconds = wholeNumber('--grace-days', graceDays, 0, MAX_GRACE_SECONDS / 86_400) * 86_400
        printKey(await write(db, command, (tx) => rotateApiKey(tx, id, seconds, null)), `the holder of ${id}`)
      })
    )
}

function printKey({ id, key }: CreatedKey, owner: string): void {
  console.error(`Key ${id} for ${owner}. Store its text now: it is not shown again.`)
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
  if (expires_at <= now) return 'expired'
  return not_before > now ? 'not yet valid' : 'valid'
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
      '--scopes is required, such as --scopes registry:write,contacts:read; use --bootstrap for the first key'
    )
  const wanted = text.split(',').map((part) => part.trim())
  const unknown = wanted.find((scope) => !(scopes as readonly string[]).includes(scope))
  if (unknown !== undefined) throw new Error(`there is no scope «${unknown}»; available: ${scopes.join(', ')}`)
  return wanted as Scope[]
}

function idOf(text: string): string {
  if (!UUID.test(text)) throw new Error('the id of a key must be a UUID, as listed by `konwent keys list`')
  return text
}
