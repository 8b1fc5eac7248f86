// How keys are made, changed, replaced and revoked, over HTTP as on the host. Each takes the lock of all keys first, so that what it decides by still
// holds when it commits. The maker is the caller's key as it is by then; null stands for the host, which may do everything.
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
  endAfter,
  inOrder,
  lastAdminKey,
  type Moment,
  refuseDead,
  refusePast,
  refuseWider,
  usualExpiry,
  weakensAdmin
} from './rules.ts'

export const label = { pl: 'klucz API', en: 'API key' }

/** A key just made: the only time that its text is known. */
export interface MadeKey {
  id: string
  key: string
}

export interface Wanted {
  owner: string
  label?: string | null
  audience: Audience
  scopes: readonly Scope[]
  not_before?: Moment
  expires_at?: Moment
}

/** Has nobody else change keys until the transaction ends. Throws 401 and 403 when the caller's key was revoked or narrowed since the request began. */
async function begin(tx: Tx, caller: Caller | null): Promise<{ now: Date; maker: Caller | null }> {
  const now = await lockApiKeys(tx)
  if (!caller) return { now, maker: null }
  const maker = await findHolder(tx, caller.id)
  if (!maker) throw invalidKey()
  requireScope(maker, 'keys:admin')
  return { now, maker }
}

/** Makes a key; throws 403 when it would be wider than its maker's, 422 when it would live longer or breaks another rule. */
export async function createApiKey(tx: Tx, wanted: Wanted, caller: Caller | null): Promise<MadeKey> {
  const { now, maker } = await begin(tx, caller)
  const { audience, not_before: start = now } = wanted
  const not_before = dateOf(start)
  if (wanted.not_before) refusePast('/not_before', not_before, now)
  const end = wanted.expires_at ?? usualExpiry(audience, not_before, maker)
  const grant = { audience, scopes: inOrder(wanted.scopes), not_before, expires_at: dateOf(end) }
  refuseWider(grant.scopes, maker)
  checkGrant(grant, maker)
  return issue(tx, {
    ...grant,
    not_before: start,
    expires_at: end,
    owner: wanted.owner,
    label: wanted.label ?? null,
    created_by_id: maker?.id ?? null
  })
}

/** Makes the first key, which may do everything, while no admin key is valid; throws 409 otherwise. */
export async function bootstrapApiKey(
  tx: Tx,
  wanted: Pick<Wanted, 'owner' | 'label' | 'expires_at'>
): Promise<MadeKey> {
  await lockApiKeys(tx)
  if (await adminKeyExists(tx)) {
    throw new ApiError('already_exists', {
      pl: 'Jest już ważny klucz z uprawnieniem «keys:admin».',
      en: 'A key with the scope «keys:admin» is valid already: use it, or make another one without --bootstrap.'
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

/** Changes a living key; what it gives is bounded as in a new one. `check` may refuse a version. Throws 404, 403, 409 and 422. */
export async function changeApiKey(
  tx: Tx,
  id: string,
  change: Change,
  caller: Caller | null,
  check: (state: string) => void
): Promise<void> {
  const { now, maker } = await begin(tx, caller)
  const key = await getApiKey(tx, id)
  check(stateOf(id, key.version))
  refuseDead(key, now)
  const { scopes: wanted, ...rest } = change
  const given = { ...rest, ...(wanted && { scopes: inOrder(wanted) }) }
  const after = { ...key, ...given, expires_at: dateOf(change.expires_at ?? key.expires_at) }
  // To let a wider key than one's own live longer would be to make one.
  const longer = after.expires_at > key.expires_at
  refuseWider(longer ? after.scopes : after.scopes.filter((scope) => !key.scopes.includes(scope)), maker)
  if (change.expires_at) refusePast('/expires_at', after.expires_at, now)
  // Whoever only corrects a name or shortens a key need not be able to make it.
  checkGrant(after, longer ? maker : null)
  await keepAnAdmin(tx, key, after, now)
  await updateApiKey(tx, id, given)
}

/** Revokes a key at once and for good; one that was revoked already stays as it is. Throws 404, and 409 for the last admin key. */
export async function revokeApiKey(tx: Tx, id: string, caller: Caller | null): Promise<void> {
  const { now } = await begin(tx, caller)
  const key = await getApiKey(tx, id)
  if (key.revoked_at !== null) return
  await keepAnAdmin(tx, key, { ...key, revoked_at: now }, now)
  await updateApiKey(tx, id, { revoked_at: now }, 'revoked')
}

/**
 * Makes a new key for the holder of an old one, with the same scopes and the usual time to live; the old one ends after the grace, in seconds.
 * Throws 404, 403 when the key is wider than the maker's own, and 409 when it is dead or was replaced before.
 */
export async function rotateApiKey(tx: Tx, id: string, graceSeconds: number, caller: Caller | null): Promise<MadeKey> {
  const { now, maker } = await begin(tx, caller)
  const key = await getApiKey(tx, id)
  refuseDead(key, now)
  if (key.replaced_by_id !== null)
    throw new ApiError('wrong_state', {
      pl: 'Klucz już zastąpiono nowym.',
      en: 'The key was replaced by a new one already.'
    })
  refuseWider(key.scopes, maker)
  const { owner, audience } = key
  const not_before = key.not_before > now ? key.not_before : now
  const grant = {
    audience,
    scopes: key.scopes,
    not_before,
    expires_at: usualExpiry(audience, not_before, maker, key.expires_at)
  }
  checkGrant(grant, maker)
  const made = await issue(tx, { ...grant, owner, label: key.label, created_by_id: maker?.id ?? null })
  await updateApiKey(tx, id, { ...endAfter(key, graceSeconds, now), replaced_by_id: made.id }, 'rotated')
  return made
}

async function issue(tx: Tx, key: Omit<NewApiKey, 'secret_hash' | 'hint'>): Promise<MadeKey> {
  const text = generateApiKey()
  return { id: await insertApiKey(tx, { ...key, secret_hash: hashOf(text), hint: hintOf(text) }), key: text }
}

async function keepAnAdmin(tx: Tx, before: ApiKeyRow, after: ApiKeyRow, now: Date): Promise<void> {
  if (weakensAdmin(before, after, now) && !(await adminKeyExists(tx, before.id))) throw lastAdminKey()
}

async function getApiKey(tx: Tx, id: string): Promise<ApiKeyRow> {
  const key = await findApiKey(tx, id)
  if (!key) throw notFound(label)
  return key
}
