// What a caller may see beyond what everybody sees. The database is told, and its functions (may_see, shows_drafts, shows_restricted) decide row by row.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { Caller } from '../../http/access.ts'
import type { Resource } from '../define.ts'

export interface Sight {
  /** Contact data of this visibility and below. */
  contacts: 'public' | 'partner' | 'staff'
  /** Declarations that are still being decided on. */
  drafts: boolean
  /** People whose data is only kept (art. 18 RODO). */
  restricted: boolean
}

/** What the holder of a key may see; without a key nothing but what is public. */
export function sightOf(caller: Caller | null): Sight {
  const has = (...scopes: Caller['scopes']) => scopes.some((scope) => caller?.scopes.includes(scope))
  const staff = caller?.audience === 'staff'
  return {
    contacts: caller && has('contacts:read') ? caller.audience : 'public',
    drafts: staff && has('registry:write', 'declarations:decide'),
    restricted: staff && has('privacy:admin')
  }
}

/** Everything there is. */
export const fullSight: Sight = { contacts: 'staff', drafts: true, restricted: true }

export const seesMore = ({ contacts, drafts, restricted }: Sight): boolean =>
  contacts !== 'public' || drafts || restricted

/** Whether contact data that not everybody sees may be read so; each such reading is entered into the audit. */
export const readsContacts = ({ contacts, restricted }: Sight): boolean => contacts !== 'public' || restricted

/** What tells the database how much the transaction may see. */
export const sightSettings = ({ contacts, drafts, restricted }: Sight) =>
  sql`set_config('konwent.contacts', ${contacts}, true), set_config('konwent.drafts', ${drafts ? 'on' : ''}, true),
    set_config('konwent.restricted', ${restricted ? 'on' : ''}, true)`

/** Lets the transaction see that much. */
export async function lookWith(tx: Tx, sight: Sight): Promise<void> {
  await sql`select ${sightSettings(sight)}`.execute(tx)
}

/** Contact data that the transaction has read and not everybody sees; forgotten with that. Undefined when there is none. */
export async function takeDisclosures(tx: Tx): Promise<{ ids: string[]; fields: string[] } | undefined> {
  const { rows } = await sql<{ ids: string[]; fields: string[] }>`select ids, fields from take_disclosures()`.execute(
    tx
  )
  return rows[0]
}

/** Enters into the audit that contact data was read. The table of disclosures holds ids of contacts alone; the columns are those declared `audited`. */
export async function auditDisclosures(tx: Tx, { ids, fields }: { ids: string[]; fields: string[] }): Promise<void> {
  await sql`select record_audit('contact.read', 'contact', ${ids}, ${fields})`.execute(tx)
}

/** The resource as the caller may see it: with the rows that are his. */
export const seenBy = (resource: Resource, caller: Caller | null): Resource =>
  resource.visibleTo ? { ...resource, visible: caller ? resource.visibleTo(caller) : sql`false` } : resource
