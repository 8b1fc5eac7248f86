// What a key may be given, and by whom: decisions without the database.
import { type Caller, insufficientScope, type Scope, scopes } from '../../http/access.ts'
import { ApiError, type Fault } from '../../http/errors.ts'
import { LAST_MOMENT, momentOutOfBounds } from '../../records/bounds.ts'
import { ruleBroken } from '../../records/write/transaction.ts'

const DAY = 86_400_000
const STAFF_DAYS = 90
/** Seconds that a key may outlive its rotation. */
export const MAX_GRACE = 7 * 86_400
/** A partner reads what is shown to partners and hears of changes; everything else is for the staff. */
const partnerScopes: Scope[] = ['contacts:read', 'webhooks']

/** A moment; as text it is one of a body, which is stored as it was sent. What is decided by it is decided by the millisecond. */
export type Moment = Date | string

/** The moment as a Date, which knows no leap second and no small letters. The schema has checked the text. */
export function dateOf(moment: Moment): Date {
  if (typeof moment !== 'string') return moment
  const leap = /:60(\.\d+)?([Zz+-])/.test(moment)
  const date = new Date(moment.toUpperCase().replace(/:60(\.\d+)?([Z+-])/, ':59$2'))
  return leap ? new Date(date.getTime() + 1000) : date
}

export type Audience = 'partner' | 'staff'

/** What a key lets its holder do, and for how long. */
export interface Grant {
  audience: Audience
  scopes: Scope[]
  not_before: Date
  expires_at: Date
}

/** Twelve months later, the end of February as PostgreSQL has it. */
export function yearAfter(moment: Date): Date {
  const later = new Date(moment)
  later.setUTCFullYear(moment.getUTCFullYear() + 1)
  if (later.getUTCDate() !== moment.getUTCDate()) later.setUTCDate(0)
  return later
}

/**
 * When a key ends whose maker does not say so: after the usual time, or with the key that it replaces where that is later, but not after the
 * maker's own (null for the host).
 */
export function usualExpiry(audience: Audience, notBefore: Date, maker: Caller | null, replaced?: Date): Date {
  const usual = audience === 'staff' ? new Date(notBefore.getTime() + STAFF_DAYS * DAY) : yearAfter(notBefore)
  const wanted = replaced && replaced > usual ? replaced : usual
  return maker && maker.expires_at < wanted ? maker.expires_at : wanted
}

/** The scopes each once, in the order in which they are shown. */
export const inOrder = (wanted: readonly Scope[]): Scope[] => scopes.filter((scope) => wanted.includes(scope))

/** Throws 403 when a key would get a scope that its maker's does not have; the host (null) may give all. */
export function refuseWider(given: readonly Scope[], maker: Caller | null): void {
  const missing = maker ? inOrder(given).filter((scope) => !maker.scopes.includes(scope)) : []
  if (missing.length > 0) throw insufficientScope(missing)
}

/** Throws 422 when a grant breaks a rule, by itself or because the maker's own key ends earlier. */
export function checkGrant(grant: Grant, maker: Caller | null): void {
  const { audience, scopes, not_before, expires_at } = grant
  const faults: Fault[] = []
  if (audience === 'partner' && scopes.some((scope) => !partnerScopes.includes(scope))) {
    const list = partnerScopes.join(', ')
    faults.push({
      pointer: '/scopes',
      code: 'api_key_partner_scopes',
      detail: {
        pl: `Klucz partnera może mieć tylko uprawnienia: ${list}.`,
        en: `A partner's key may have these scopes only: ${list}.`
      }
    })
  }
  for (const [name, moment] of Object.entries({ not_before, expires_at })) {
    if (moment > new Date(LAST_MOMENT)) {
      faults.push({ pointer: `/${name}`, code: 'api_key_moments_within_bounds', detail: momentOutOfBounds(name) })
    }
  }
  if (expires_at <= not_before || expires_at > yearAfter(not_before)) {
    faults.push({
      pointer: '/expires_at',
      code: 'api_key_lifetime',
      detail: {
        pl: 'Klucz musi wygasać po dniu, w którym zaczyna obowiązywać, i nie później niż po dwunastu miesiącach.',
        en: 'A key must expire after it begins to be valid, and at most twelve months later.'
      }
    })
  } else if (maker && expires_at > maker.expires_at) {
    faults.push({
      pointer: '/expires_at',
      code: 'api_key_outlives_maker',
      detail: {
        pl: `Klucz nie może obowiązywać dłużej niż klucz, którym go nadano: do ${maker.expires_at.toISOString()}.`,
        en: `A key cannot outlive the key that makes it, which expires at ${maker.expires_at.toISOString()}.`
      }
    })
  }
  if (faults.length > 0) throw ruleBroken(...faults)
}

/** Throws 422 for a moment that has passed already. */
export function refusePast(pointer: string, moment: Date, now: Date): void {
  if (moment >= now) return
  throw ruleBroken({
    pointer,
    code: 'in_the_past',
    detail: { pl: 'Podana chwila już minęła.', en: 'The moment given has passed already.' }
  })
}

/** How a key ends that was rotated: it expires after the grace unless it does so earlier, or is revoked where there is none or it would never have begun. */
export function endAfter(
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

/** Whether a change takes from a valid admin key what makes it one, now or earlier than before, so that another must remain. */
export function weakensAdmin(before: KeyState, after: KeyState, now: Date): boolean {
  return isAdmin(before, now) && (!isAdmin(after, now) || after.expires_at < before.expires_at)
}

/** Throws 409 for a key that was revoked or has expired: it does not come back. */
export function refuseDead(key: KeyState, now: Date): void {
  if (isAlive(key, now)) return
  throw new ApiError('wrong_state', {
    pl: 'Klucz unieważniono albo już wygasł; należy nadać nowy.',
    en: 'The key was revoked or has expired already; a new one has to be made.'
  })
}

export const lastAdminKey = () =>
  new ApiError('last_admin_key', {
    pl: 'To ostatni ważny klucz z uprawnieniem «keys:admin». Najpierw należy nadać drugi.',
    en: 'This is the last valid key with the scope «keys:admin». Make another one first.'
  })
