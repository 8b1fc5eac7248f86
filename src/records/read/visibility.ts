// The rights of a reader beyond the public. They are settings of the transaction. Database functions (may_see,
// shows_drafts, shows_restricted) read them and decide for each row; see migrations/functions/reader_settings.sql.
// Features declare the rights.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { Caller } from '../../http/access.ts'
import type { ReaderRight, Resource } from '../define.ts'

/** Rights for one transaction. */
export interface Rights {
  /** Values of the settings. A setting without a value grants nothing. */
  settings: Record<string, string>
  /** Type of the records whose audited columns the reader may see. */
  discloses?: string
}

export const noRights: Rights = { settings: {} }

/** Combines the rights for which `grant` returns a value. */
export function rightsOf(rights: readonly ReaderRight[], grant: (right: ReaderRight) => string | undefined): Rights {
  const granted = rights.flatMap((right) => {
    const value = grant(right)
    return value === undefined ? [] : [{ ...right, value }]
  })
  const disclosing = granted.find(({ discloses }) => discloses !== undefined)
  return {
    settings: Object.fromEntries(granted.map(({ setting, value }) => [setting, value])),
    ...(disclosing?.discloses && { discloses: disclosing.discloses })
  }
}

/** Returns the rights of a caller; none without a key. */
export const rightsOfCaller = (rights: readonly ReaderRight[], caller: Caller | null): Rights =>
  caller ? rightsOf(rights, ({ of }) => of(caller)) : noRights

/** Returns all rights with their full value. */
export const fullRights = (rights: readonly ReaderRight[]): Rights => rightsOf(rights, ({ full }) => full)

/** Returns whether the reader may see anything that is not public. */
export const seesMore = ({ settings }: Rights): boolean => Object.keys(settings).length > 0

/** The calls of set_config() that grant the rights to the transaction. */
export const rightsSettings = ({ settings }: Rights) =>
  sql.join(Object.entries(settings).map(([setting, value]) => sql`set_config(${setting}, ${value}, true)`))

/** Grants the rights to the transaction. */
export async function grantRights(tx: Tx, rights: Rights): Promise<void> {
  if (seesMore(rights)) await sql`select ${rightsSettings(rights)}`.execute(tx)
}

/** Records and audited columns whose non-public values a transaction read. */
export interface Disclosures {
  type: string
  ids: string[]
  fields: string[]
}

/** Returns the disclosures noted in the transaction and clears them; undefined if there are none. */
export async function takeDisclosures(tx: Tx, { discloses }: Rights): Promise<Disclosures | undefined> {
  if (discloses === undefined) return undefined
  const { rows } = await sql<Omit<Disclosures, 'type'>>`select ids, fields from take_disclosures()`.execute(tx)
  return rows[0] && { type: discloses, ...rows[0] }
}

/** Enters the disclosures that the transaction has noted into the audit, which it writes itself. */
export async function auditOwnDisclosures(tx: Tx, { discloses }: Rights): Promise<void> {
  if (discloses === undefined) return
  await sql`
    select record_audit(${`${discloses}.read`}, ${discloses}, ids, fields) from take_disclosures()`.execute(tx)
}

/** Enters disclosures of another transaction into the audit. */
export async function auditDisclosures(tx: Tx, { type, ids, fields }: Disclosures): Promise<void> {
  await sql`select record_audit(${`${type}.read`}, ${type}, ${ids}, ${fields})`.execute(tx)
}

/** Returns the resource restricted to the rows of the caller; unchanged if its rows do not belong to key holders. */
export function seenBy(resource: Resource, caller: Caller | null): Resource {
  if (!resource.visibleTo) return resource
  return { ...resource, visible: caller ? resource.visibleTo(caller) : sql`false` }
}
