// Rules about the scopes and the validity of keys. They do not query the database.
import { type Caller, InsufficientScope, type Scope, scopes } from '../../http/access.ts'
import { ApiError, type Fault } from '../../http/errors.ts'
import { LAST_MOMENT, momentOutOfBounds } from '../../records/bounds.ts'
import { ruleBroken } from '../../records/write/transaction.ts'

const DAY_MS = 86_400_000
const STAFF_KEY_DAYS = 90
/** Longest time for which a key stays valid after its rotation. */
export const MAX_GRACE_SECONDS = 7 * 86_400
/** Scopes that a partner's key may have. All other scopes are for the staff. */
const partnerScopes: Scope[] = ['applications:submit', 'contacts:read', 'webhooks']

/** A point in time. Text comes from a request body and is stored as sent. Rules compare it in milliseconds. */
export type Moment = Date | string

/** Converts text that the schema has checked to a Date. Date itself accepts no leap seconds or lower-case letters. */
export function dateOf(moment: Moment): Date {
  if (typeof moment !== 'string') return moment
  const leap = /:60(\.\d+)?([Zz+-])/.test(moment)
  const date = new Date(moment.toUpperCase().replace(/:60(\.\d+)?([Z+-])/, ':59$2'))
  return leap ? new Date(date.getTime() + 1000) : date
}

export type Audience = 'partner' | 'staff'

/** The permissions of a key and its validity. */
export interface Grant {
  audience: Audience
  scopes: Scope[]
  not_before: Date
  expires_at: Date
}

/** Returns the moment twelve months later. 29 February becomes 28 February, as in PostgreSQL. */
export function yearAfter(moment: Date): Date {
  const later = new Date(moment)
  later.setUTCFullYear(moment.getUTCFullYear() + 1)
  if (later.getUTCDate() !== moment.getUTCDate()) later.setUTCDate(0)
  return later
}

/**
 * Returns the expiry of a key for which none is provided: the default validity, or the expiry of the replaced key if
 * that is later. It is never later than the expiry of the creator (null: a command on the server).
 */
export function defaultExpiry(audience: Audience, notBefore: Date, creator: Caller | null, replaced?: Date): Date {
  const standard = audience === 'staff' ? new Date(notBefore.getTime() + STAFF_KEY_DAYS * DAY_MS) : yearAfter(notBefore)
  const latest = replaced && replaced > standard ? replaced : standard
  return creator && creator.expires_at < latest ? creator.expires_at : latest
}

/** Returns the scopes without duplicates, in the order of the contract. */
export const sortScopes = (wanted: readonly Scope[]): Scope[] => scopes.filter((scope) => wanted.includes(scope))

/** Throws 403 if a key would get a scope that its creator lacks. A command on the server (null) may grant any scope. */
export function requireOwnScopes(given: readonly Scope[], creator: Caller | null): void {
  const missing = creator ? sortScopes(given).filter((scope) => !creator.scopes.includes(scope)) : []
  if (missing.length > 0) throw new InsufficientScope(missing)
}

/** Throws 422 if a grant breaks a rule, or if it would expire after the key of its creator. */
export function checkGrant(grant: Grant, creator: Caller | null): void {
  const { audience, scopes, not_before, expires_at } = grant
  const faults: Fault[] = []
  if (audience === 'partner' && scopes.some((scope) => !partnerScopes.includes(scope))) {
    const list = partnerScopes.join(', ')
    faults.push({
      pointer: '/scopes',
      code: 'api_key_partner_scopes',
      detail: {
        pl: `Klucz partnera może mieć tylko uprawnienia: ${list}.`,
        en: `A partner's key can only have these scopes: ${list}.`
      }
    })
  }
  for (const [name, moment] of Object.entries({ not_before, expires_at })) {
    if (moment > new Date(LAST_MOMENT)) {
      faults.push({ pointer: `/${name}`, code: 'api_key_moments_out_of_range', detail: momentOutOfBounds(name) })
    }
  }
  if (expires_at <= not_before || expires_at > yearAfter(not_before)) {
    faults.push({
      pointer: '/expires_at',
      code: 'api_key_lifetime',
      detail: {
        pl: 'Klucz musi wygasać po chwili, w której zaczyna obowiązywać, i nie później niż dwanaście miesięcy po niej.',
        en: 'A key must expire after the time at which it becomes valid, and at most twelve months later.'
      }
    })
  } else if (creator && expires_at > creator.expires_at) {
    faults.push({
      pointer: '/expires_at',
      code: 'api_key_outlives_maker',
      detail: {
        pl: `Klucz nie może obowiązywać dłużej niż klucz, którym go nadano: do ${creator.expires_at.toISOString()}.`,
        en: `A key cannot be valid longer than the key that creates it: until ${creator.expires_at.toISOString()}.`
      }
    })
  }
  if (faults.length > 0) throw ruleBroken(...faults)
}

/** Throws 422 for a moment in the past. */
export function requireNotPast(pointer: string, moment: Date, now: Date): void {
  if (moment >= now) return
  throw ruleBroken({
    pointer,
    code: 'in_the_past',
    detail: {
      pl: 'Podana chwila już minęła. Należy podać chwilę w przyszłości.',
      en: 'This time has already passed. Provide a time in the future.'
    }
  })
}

/**
 * Returns the change that ends a rotated key. The key expires after the grace period, or earlier if it was to expire
 * earlier. It is revoked if the grace period is zero or ends before the key becomes valid.
 */
export function endAfterRotation(
  key: Pick<Grant, 'not_before' | 'expires_at'>,
  graceSeconds: number,
  now: Date
): { expires_at?: Date; revoked_at?: Date } {
  const end = new Date(now.getTime() + graceSeconds * 1000)
  if (graceSeconds === 0 || end <= key.not_before) return { revoked_at: now }
  return end < key.expires_at ? { expires_at: end } : {}
}

export interface KeyState extends Grant {
  revoked_at: Date | null
}

const isAlive = ({ revoked_at, expires_at }: KeyState, now: Date) => revoked_at === null && expires_at > now
const isAdmin = (key: KeyState, now: Date) =>
  isAlive(key, now) && key.not_before <= now && key.scopes.includes('keys:admin')

/** Returns whether a change takes `keys:admin` from a valid key or ends the key earlier. Another one must remain. */
export function weakensAdminKey(before: KeyState, after: KeyState, now: Date): boolean {
  return isAdmin(before, now) && (!isAdmin(after, now) || after.expires_at < before.expires_at)
}

/** Throws 409 for a key that is revoked or expired. Such a key can never become valid again. */
export function requireAlive(key: KeyState, now: Date): void {
  if (isAlive(key, now)) return
  throw new ApiError('wrong_state', {
    pl: 'Klucz unieważniono albo już wygasł. Należy nadać nowy.',
    en: 'The key was revoked or has expired. Create a new key.'
  })
}

export const lastAdminKey = () =>
  new ApiError('last_admin_key', {
    pl: 'To ostatni ważny klucz z uprawnieniem «keys:admin». Najpierw należy nadać drugi taki klucz.',
    en: 'This is the last valid key with the scope «keys:admin». Create another one first.'
  })
