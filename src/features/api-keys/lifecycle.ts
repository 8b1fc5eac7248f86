// Creates, changes, rotates and revokes keys, for HTTP and for the commands on the server. Each function first locks
// all keys, so that its decisions still hold when it commits. `creator` is the caller's key, read under the lock. Null
// stands for a command on the server, which may do everything.
import type { Tx } from '../../db/connect.ts'
import { type Caller, invalidKey, requireScope, type Scope, scopes } from '../../http/access.ts'
import { generateApiKey, hashOf, hintOf } from '../../http/api-key.ts'
import { ApiError, notFound } from '../../http/errors.ts'
import { stateOf } from '../../http/preconditions.ts'
import {
  type ApiKeyRow,
  adminKeyExists,
  findApiKey,
  findHolder,
  insertApiKey,
  lockApiKeys,
  type NewApiKey,
  updateApiKey
} from './queries.ts'
import {
  type Audience,
  checkGrant,
  dateOf,
  defaultExpiry,
  endAfterRotation,
  lastAdminKey,
  type Moment,
  requireAlive,
  requireNotPast,
  requireOwnScopes,
  sortScopes,
  weakensAdminKey
} from './rules.ts'

export const label = { pl: 'klucz API', en: 'API key' }

/** A new key. Its text is known only now, because the database stores only its hash. */
export interface CreatedKey {
  id: string
  key: string
}

export interface KeyProperties {
  owner: string
  label?: string | null
  audience: Audience
  scopes: readonly Scope[]
  not_before?: Moment
  expires_at?: Moment
}

/**
 * Locks all keys until the transaction ends. Throws 401 if the caller's key is no longer valid, and 403 if it lost the
 * scope `keys:admin` since the request began.
 */
async function lockKeys(tx: Tx, caller: Caller | null): Promise<{ now: Date; creator: Caller | null }> {
  const now = await lockApiKeys(tx)
  if (!caller) return { now, creator: null }
  const creator = await findHolder(tx, caller.id)
  if (!creator) throw invalidKey()
  requireScope(creator, 'keys:admin')
  return { now, creator }
}

/**
 * Creates a key. Throws 403 if it would have a scope that its creator lacks, and 422 if it would expire after its
 * creator or breaks another rule.
 */
export async function createApiKey(tx: Tx, wanted: KeyProperties, caller: Caller | null): Promise<CreatedKey> {
  const { now, creator } = await lockKeys(tx, caller)
  const { audience, not_before: start = now } = wanted
  const not_before = dateOf(start)
  if (wanted.not_before) requireNotPast('/not_before', not_before, now)
  const end = wanted.expires_at ?? defaultExpiry(audience, not_before, creator)
  const grant = { audience, scopes: sortScopes(wanted.scopes), not_before, expires_at: dateOf(end) }
  requireOwnScopes(grant.scopes, creator)
  checkGrant(grant, creator)
  return issue(tx, {
    ...grant,
    not_before: start,
    expires_at: end,
    owner: wanted.owner,
    label: wanted.label ?? null,
    created_by_id: creator?.id ?? null
  })
}

/** Creates the first key, with all scopes. Throws 409 if a key with `keys:admin` is valid. */
export async function bootstrapApiKey(
  tx: Tx,
  wanted: Pick<KeyProperties, 'owner' | 'label' | 'expires_at'>
): Promise<CreatedKey> {
  await lockApiKeys(tx)
  if (await adminKeyExists(tx)) {
    throw new ApiError('already_exists', {
      pl:
        'Istnieje już ważny klucz z uprawnieniem «keys:admin». Należy go użyć albo nadać inny klucz bez opcji ' +
        '--bootstrap.',
      en: 'A key with the scope «keys:admin» is already valid. Use it, or create another key without --bootstrap.'
    })
  }
  return createApiKey(tx, { ...wanted, audience: 'staff', scopes }, null)
}

export interface Change {
  owner?: string
  label?: string | null
  scopes?: readonly Scope[]
  expires_at?: Moment
}

/**
 * Changes a key that is not revoked or expired. New scopes and a later expiry have the same limits as in a new key.
 * `check` receives the state of the key and may throw. Throws 404, 403, 409 and 422.
 */
export async function changeApiKey(
  tx: Tx,
  id: string,
  change: Change,
  caller: Caller | null,
  check: (state: string) => void
): Promise<void> {
  const { now, creator } = await lockKeys(tx, caller)
  const key = await getApiKey(tx, id)
  check(stateOf(id, key.version))
  requireAlive(key, now)
  const { scopes: newScopes, ...rest } = change
  const sorted = { ...rest, ...(newScopes && { scopes: sortScopes(newScopes) }) }
  const after = { ...key, ...sorted, expires_at: dateOf(change.expires_at ?? key.expires_at) }
  // Extending a key needs all of its scopes, because it has the same effect as creating a key.
  const isExtended = after.expires_at > key.expires_at
  requireOwnScopes(isExtended ? after.scopes : after.scopes.filter((scope) => !key.scopes.includes(scope)), creator)
  if (change.expires_at) requireNotPast('/expires_at', after.expires_at, now)
  // The limits of the caller's own key apply only to an extension, not to a new name or an earlier expiry.
  checkGrant(after, isExtended ? creator : null)
  await requireAnotherAdmin(tx, key, after, now)
  await updateApiKey(tx, id, sorted)
}

/**
 * Revokes a key at once and permanently. Does nothing if it is already revoked. Throws 404, and 409 for the last admin
 * key.
 */
export async function revokeApiKey(tx: Tx, id: string, caller: Caller | null): Promise<void> {
  const { now } = await lockKeys(tx, caller)
  const key = await getApiKey(tx, id)
  if (key.revoked_at !== null) return
  await requireAnotherAdmin(tx, key, { ...key, revoked_at: now }, now)
  await updateApiKey(tx, id, { revoked_at: now }, 'revoked')
}

/**
 * Creates a new key with the holder and scopes of an old one and the default validity. The old key ends after
 * `graceSeconds`. Throws 404, 403 if the old key has scopes that the caller lacks, and 409 if the old key is revoked,
 * expired or already replaced.
 */
export async function rotateApiKey(
  tx: Tx,
  id: string,
  graceSeconds: number,
  caller: Caller | null
): Promise<CreatedKey> {
  const { now, creator } = await lockKeys(tx, caller)
  const key = await getApiKey(tx, id)
  requireAlive(key, now)
  if (key.replaced_by_id !== null)
    throw new ApiError('wrong_state', {
      pl: 'Klucz już zastąpiono nowym. Należy użyć nowego klucza.',
      en: 'The key has already been replaced by a new one. Use the new key.'
    })
  requireOwnScopes(key.scopes, creator)
  const { owner, audience } = key
  const not_before = key.not_before > now ? key.not_before : now
  const grant = {
    audience,
    scopes: key.scopes,
    not_before,
    expires_at: defaultExpiry(audience, not_before, creator, key.expires_at)
  }
  checkGrant(grant, creator)
  const created = await issue(tx, { ...grant, owner, label: key.label, created_by_id: creator?.id ?? null })
  await updateApiKey(tx, id, { ...endAfterRotation(key, graceSeconds, now), replaced_by_id: created.id }, 'rotated')
  return created
}

async function issue(tx: Tx, key: Omit<NewApiKey, 'secret_hash' | 'hint'>): Promise<CreatedKey> {
  const text = generateApiKey()
  return { id: await insertApiKey(tx, { ...key, secret_hash: hashOf(text), hint: hintOf(text) }), key: text }
}

async function requireAnotherAdmin(tx: Tx, before: ApiKeyRow, after: ApiKeyRow, now: Date): Promise<void> {
  if (weakensAdminKey(before, after, now) && !(await adminKeyExists(tx, before.id))) throw lastAdminKey()
}

async function getApiKey(tx: Tx, id: string): Promise<ApiKeyRow> {
  const key = await findApiKey(tx, id)
  if (!key) throw notFound(label)
  return key
}
