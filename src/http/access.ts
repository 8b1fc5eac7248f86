// Access control. A route without an access rule is an error at startup.
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../db/connect.ts'
import { hashOf, readAuthorization } from './api-key.ts'
import { ApiError } from './errors.ts'
import { fieldsOf } from './header-fields.ts'
import {
  type AddressCount,
  consume,
  countAddresses,
  countBadKeys,
  limiterOf,
  type RateLimits,
  tooMany,
  tooManyBadKeys
} from './rate-limits.ts'
import { costOf } from './request-cost.ts'

/** The scopes that a key can have, in the order of the contract. */
export const scopes = [
  'registry:write',
  'declarations:decide',
  'applications:submit',
  'applications:decide',
  'contacts:read',
  'imports',
  'webhooks',
  'keys:admin',
  'privacy:admin',
  'audit:read'
] as const
export type Scope = (typeof scopes)[number]

/** The permissions of each scope. */
const scopeTexts: Record<Scope, string> = {
  'registry:write':
    'creates, changes, deletes and merges public records, transforms and renames organisations (running memberships ' +
    'pass to the successor), suspends and resumes memberships, corrects memberships on which the Council has not ' +
    'decided, submits and withdraws declarations; reads declarations that are not accepted. It can neither create, ' +
    'end or delete a membership, nor change its tier by an operation.',
  'declarations:decide':
    'accepts and rejects declarations, which creates and ends memberships; reads declarations that are not accepted. ' +
    'Together with `registry:write`, also creates, ends and deletes memberships by hand, annuls their end, changes ' +
    'their tier, and changes what the Council decided. Together with `imports`, imports memberships.',
  'applications:submit':
    'sends applications, enquiries and proposed corrections of visitors, and confirms those of its holder.',
  'applications:decide':
    'reads applications with their personal data, takes them over and refuses them. Together with `registry:write`, ' +
    'also takes over those that make or change a record.',
  'contacts:read':
    'reads contact data that is not public; every read is audited. A partner key reads the data for partners, a ' +
    'staff key all data. Together with `registry:write`, also makes stored data more visible and lifts withdrawals. ' +
    'Together with `imports`, imports contacts.',
  imports:
    'creates and changes records with files, under the rules of `registry:write`, but deletes and merges none: ' +
    'organisations, people, appointments, events and the register of territories. Memberships also need ' +
    '`declarations:decide`, contacts `contacts:read`.',
  webhooks: 'manages the webhook endpoints of its holder and their deliveries, which contain public data only.',
  'keys:admin':
    'lists, creates, changes, rotates and revokes the keys of all holders. It grants no scope that it lacks.',
  'privacy:admin':
    'reads data of people whose processing is restricted (art. 18 GDPR), and the dossier of a person; restricts and ' +
    'erases.',
  'audit:read':
    'reads and verifies the audit, which has ids and names of properties, never values. It also reads previous ' +
    'values of records, and who verified a record.'
}

/** The permissions of the scopes, as a list in the contract. */
export const scopeList = [
  'Its scopes permit the following.',
  ...scopes.map((name) => `- \`${name}\` ${scopeTexts[name]}`)
].join('\n\n')

/** Required access: `public` needs no key, `key` any valid key, and a scope a key with this scope. */
export type Access = 'public' | 'key' | Scope

/** The valid key of a request, and its holder. */
export interface Caller {
  /** Id of the key. */
  id: string
  owner: string
  audience: 'partner' | 'staff'
  scopes: Scope[]
  expires_at: Date
}

/** Access to the stored keys. */
export interface Keys {
  /** Returns the caller with the key of this SHA-256; undefined if there is no valid key. */
  find: (hash: Buffer) => Promise<Caller | undefined>
  /** Called for every use of a valid key. Must return at once. */
  used: (id: string) => void
  /** Condition: the key with this id is valid at the time of the query. */
  isValid: (id: string) => RawBuilder<unknown>
  /** Returns the id of the first key of the holder: the one that rotations have replaced, or the key itself. */
  first: (tx: Tx, id: string) => Promise<string>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** Requests are counted but never refused, for monitoring: a busy service must not be reported as down. */
    unlimited?: true
  }
  interface FastifyRequest {
    /** Null if the request has no key. Requests with an invalid key never reach a route. */
    caller: Caller | null
  }
  interface FastifyInstance {
    rateLimits: RateLimits
    keyIsValid: Keys['isValid']
    firstKeyOf: Keys['first']
  }
}

/**
 * `Vary` of every response. An intermediate cache must not use a public response for a request with a key, nor an older
 * response for a request that names the position of a write.
 */
export const CALLER_VARY = 'Authorization, Registry-Position'
const REALM = 'Bearer realm="konwent"'

type Security = Record<string, string[]>[]

/** Security of an operation in the contract: with a key, or public with more data for a key. */
export const keyed: Security = [{ apiKey: [] }]
export const publicOrKeyed: Security = [{}, { apiKey: [] }]

/** Returns the security of an operation. `keyAddsData`: whether a public operation returns more with a key. */
export function securityOf(access: Access, keyAddsData = false): Security {
  if (access !== 'public') return keyed
  return keyAddsData ? publicOrKeyed : [{}]
}

/** Installs hooks that identify the caller, enforce the rate limits, and check the access rule of every route. */
export function guardAccess(app: FastifyInstance, limits: RateLimits, addresses: AddressCount, keys: Keys): void {
  app.decorateRequest('caller', null)
  app.decorateRequest('cost', 1)
  app.decorate('rateLimits', limits)
  app.decorate('keyIsValid', keys.isValid)
  app.decorate('firstKeyOf', keys.first)
  app.addHook('onRoute', checkAccessRule)
  const identify = makeIdentify(limits, addresses, keys)
  app.addHook('onRequest', async (request, reply) => {
    request.cost = costOf(request)
    request.caller = await identify(request, reply)
    if (request.caller) keys.used(request.caller.id)
    authorize(request)
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.caller) reply.header('cache-control', 'private, no-store')
    const vary = reply.getHeader('vary')
    if (vary === undefined) reply.header('vary', CALLER_VARY)
    else if (!String(vary).includes(CALLER_VARY)) reply.header('vary', `${vary}, ${CALLER_VARY}`)
  })
}

/** Whether a browser asks whether a page may send a request (CORS preflight). */
export const isPreflight = ({ method, headers }: FastifyRequest): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined

/**
 * Counts requests with OPTIONS per IP address, apart from all others: the preflights of a page must not use up its
 * reads. Installed before the answer to preflights. Throws 429.
 */
export function countOptions(app: FastifyInstance, limits: RateLimits): void {
  const count = countAddresses(limits.address)
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'OPTIONS') return
    const counted = await count(request.ip)
    reply.headers(counted.headers)
    if (counted.exceeded) throw tooMany(counted)
  })
}

/** Throws unless the route has an access rule and its contract has the same security. */
function checkAccessRule({ method, url, config, schema }: RouteOptions): void {
  if (method === 'OPTIONS') return
  const access = config?.access
  const name = `${String(method)} ${url}`
  if (access === undefined) throw new Error(`${name} declares no access rule`)
  if (access !== 'public' && access !== 'key' && !scopes.includes(access))
    throw new Error(`${name} declares an unknown access rule: ${access}`)
  const { hide, security } = (schema ?? {}) as { hide?: boolean; security?: object[] }
  if (hide) return
  const open = security?.some((requirement) => Object.keys(requirement).length === 0) ?? true
  if (open !== (access === 'public'))
    throw new Error(`${name}: the security in its contract contradicts its access rule, ${access}`)
}

/**
 * Makes the function that identifies the caller and counts the request: by the key if it is valid, otherwise by the
 * address. It throws 401 and 429.
 */
function makeIdentify(limits: RateLimits, addresses: AddressCount, keys: Keys) {
  const [perKey, badKeys] = [limiterOf(limits.key), countBadKeys(limits.badKeys)]

  return async (request: FastifyRequest, reply: FastifyReply): Promise<Caller | null> => {
    const { authorization } = request.headers
    const countAddress = async () => {
      // countOptions() has counted it.
      if (request.method === 'OPTIONS') return
      const counted = await addresses(request.ip, request.cost)
      reply.headers(counted.headers)
      if (counted.exceeded && !(request.routeOptions.config.unlimited && authorization === undefined))
        throw tooMany(counted)
    }
    if (authorization === undefined) {
      await countAddress()
      return null
    }
    if (fieldsOf(request.raw, 'authorization').length > 1) {
      await countAddress()
      throw repeatedAuthorization()
    }
    // A client that guesses keys is refused before the query for the key.
    const attempts = await badKeys.exceeded(request.ip)
    if (attempts) {
      reply.headers(attempts.headers)
      throw tooManyBadKeys(attempts.seconds)
    }
    const key = readAuthorization(authorization)
    const caller =
      key &&
      (await keys.find(hashOf(key)).catch(async (error: unknown) => {
        await countAddress()
        throw error
      }))
    if (!caller) {
      await countAddress()
      await badKeys.add(request.ip)
      throw invalidKey()
    }
    const counted = await consume(perKey, caller.id, request.cost)
    reply.headers(counted.headers)
    if (counted.exceeded) throw tooMany(counted)
    return caller
  }
}

/** Throws 401 or 403 unless the caller satisfies the access rule of the route. */
function authorize({ caller, routeOptions }: FastifyRequest): void {
  const { access } = routeOptions.config
  // An unknown path has no access rule; the response will be 404.
  if (access === undefined || access === 'public') return
  if (!caller) throw keyRequired()
  if (access !== 'key') requireScope(caller, access)
}

/** Throws 401 without a key, and 403 if the key lacks the scope. */
export function requireScope(caller: Caller | null, scope: Scope): void {
  if (!caller) throw keyRequired()
  if (!caller.scopes.includes(scope)) throw new InsufficientScope([scope])
}

/** Throws 401 without a key, and 403 unless it is a staff key with the scope. For partners, a scope may permit less. */
export function requireStaffScope(caller: Caller | null, scope: Scope): void {
  requireScope(caller, scope)
  if (caller?.audience !== 'staff') throw new InsufficientScope([scope])
}

/** A 403 error for the scopes that the caller's key lacks (RFC 6750 3.1). */
export class InsufficientScope extends ApiError {
  readonly missing: readonly Scope[]

  constructor(missing: readonly Scope[]) {
    const list = missing.join(', ')
    super(
      'insufficient_scope',
      { pl: `Przesłany klucz nie ma uprawnień: ${list}.`, en: `The key lacks these scopes: ${list}.` },
      { headers: { 'www-authenticate': `${REALM}, error="insufficient_scope", scope="${missing.join(' ')}"` } }
    )
    this.missing = missing
  }
}

const keyRequired = () =>
  new ApiError(
    'key_required',
    {
      pl: 'Ta operacja wymaga klucza w nagłówku Authorization: Bearer.',
      en: 'This operation requires a key in the header Authorization: Bearer.'
    },
    { headers: { 'www-authenticate': REALM } }
  )

/** Returns the same 401 error for an unknown, expired, revoked or not yet valid key. */
export const invalidKey = () =>
  new ApiError(
    'invalid_key',
    {
      pl: 'Przesłany klucz nie jest ważny. Dane publiczne są dostępne bez klucza.',
      en: 'The key is not valid. Public data is available without a key.'
    },
    { headers: { 'www-authenticate': `${REALM}, error="invalid_token"` } }
  )

/** Returns a 400 error (RFC 6750 3.1). A proxy in front may have checked another key than the one that Node reports. */
function repeatedAuthorization(): ApiError {
  const detail = {
    pl: 'Nagłówek Authorization podano więcej niż raz.',
    en: 'The Authorization header occurs more than once.'
  }
  return new ApiError('invalid_request', detail, {
    faults: [{ code: 'repeated_header', detail }],
    headers: { 'www-authenticate': `${REALM}, error="invalid_request"` }
  })
}
