// The rights of a reader beyond the public. The transaction sets them, and functions of the database (may_see,
// shows_drafts, shows_restricted) decide by them row by row. Features declare them; migrations/functions/reader_settings.sql reads them.
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import type { Caller } from '../../http/access.ts'
import type { ReaderRight, Resource } from '../define.ts'

/** Rights for one transaction. */
export interface Rights {
  /** Values of settings; a setting without a value grants nothing. */
  settings: Record<string, string>
  /** Type of the records whose audited columns the reader may see. */
  discloses?: string
}

export const noRights: Rights = { settings: {} }

/** Joins the rights for which `grant` returns a value. */
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

/** Rights of a key's holder; a reader without a key has none. */
export const rightsOfCaller = (rights: readonly ReaderRight[], caller: Caller | null): Rights =>
  caller ? rightsOf(rights, ({ of }) => of(caller)) : noRights

/** All rights in full. */
export const fullRights = (rights: readonly ReaderRight[]): Rights => rightsOf(rights, ({ full }) => full)

/** Returns whether the reader sees anything beyond the public. */
export const seesMore = ({ settings }: Rights): boolean => Object.keys(settings).length > 0

/** The calls of set_config() that grant the rights to the transaction. */
export const rightsSettings = ({ settings }: Rights) =>
  sql.join(Object.entries(settings).map(([setting, value]) => sql`set_config(${setting}, ${value}, true)`))

/** Grants the rights to the transaction. */
export async function grantRights(tx: Tx, rights: Rights): Promise<void> {
  if (seesMore(rights)) await sql`select ${rightsSettings(rights)}`.execute(tx)
}

/** Values of audited columns that a transaction read. */
export interface Disclosures {
  type: string
  ids: string[]
  fields: string[]
}

/** Removes and returns what the transaction has noted about audited columns; undefined if it read none. */
export async function takeDisclosures(tx: Tx, { discloses }: Rights): Promise<Disclosures | undefined> {
  if (discloses === undefined) return undefined
  const { rows } = await sql<Omit<Disclosures, 'type'>>`select ids, fields from take_disclosures()`.execute(tx)
  return rows[0] && { type: discloses, ...rows[0] }
}

/** Enters into the audit that audited columns were read. */
export async function auditDisclosures(tx: Tx, { type, ids, fields }: Disclosures): Promise<void> {
  await sql`select record_audit(${`${type}.read`}, ${type}, ${ids}, ${fields})`.execute(tx)
}

/** The resource with the rows that belong to the caller; unchanged if its rows belong to nobody. */
export const seenBy = (resource: Resource, caller: Caller | null): Resource =>
  resource.visibleTo ? { ...resource, visible: caller ? resource.visibleTo(caller) : sql`false` } : resource
