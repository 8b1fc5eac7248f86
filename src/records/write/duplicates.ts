// Refuses or reports new records that may already be in the registry under another id.
import { type TObject, Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import { ApiError, type NamedRecord, type Text } from '../../http/errors.ts'
import type { Writes } from '../define-writes.ts'
import { listRecords } from './named-records.ts'

/** Schema of the query of an operation that creates records. */
export const creationQuery = ({ duplicates }: Writes): TObject =>
  Type.Object(
    duplicates
      ? {
          confirm_new: Type.Optional(
            Type.Boolean({
              description:
                'Whether the record is new although the registry has a similar one. Without it, the response is then ' +
                '409 with the code `possible_duplicate`, and `records` lists the similar records.',
              examples: [true]
            })
          )
        }
      : {},
    { additionalProperties: false }
  )

/**
 * Returns the possible duplicates of new records, which are already stored, by the id of the new record. Only records
 * that the caller may see are returned. Waits until other transactions with new records of the type have ended, so that
 * of two equal ones the second finds the first. It must be the last step of a transaction that waits for a lock;
 * otherwise two transactions could wait for each other.
 */
export async function findDuplicates(
  tx: Tx,
  { resource, duplicates }: Writes,
  ids: string[]
): Promise<Map<string, NamedRecord[]>> {
  if (!duplicates || ids.length === 0) return new Map()
  await waitForOthers(tx, resource.name)
  const found = await duplicates.find(tx, ids)
  const all = [...new Set([...found.values()].flat().map(({ id }) => id))]
  const visible = new Map((await listRecords(tx, resource, all)).map((each) => [each.id, each]))
  return new Map(
    [...found].flatMap(([created, candidates]) => {
      const named = candidates.flatMap(({ id, matched_name }): NamedRecord[] => {
        const record = visible.get(id)
        return record ? [{ ...record, matched_name }] : []
      })
      return named.length > 0 ? [[created, named] as const] : []
    })
  )
}

/** Waits for other transactions that have created records of the type, and lets later ones wait for this one. */
async function waitForOthers(tx: Tx, table: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('konwent duplicates'), hashtext(${table}))`.execute(tx)
}

/**
 * Throws 409 if the registry has a record that may be the same as the new one, unless it is confirmed to be new. A
 * confirmed record takes the lock as well, so that an equal one at the same time finds it.
 */
export async function refuseDuplicate(tx: Tx, writes: Writes, id: string, isConfirmed: boolean): Promise<void> {
  if (isConfirmed && writes.duplicates) await waitForOthers(tx, writes.resource.name)
  if (isConfirmed) return
  const records = (await findDuplicates(tx, writes, [id])).get(id)
  if (!records) return
  const { pl, en } = similarTo(records)
  const detail = {
    pl: `${pl} Jeśli to ten sam, należy zmienić istniejący. Jeśli nie, należy powtórzyć żądanie z confirm_new=true.`,
    en: `${en} If it is the same, change the existing record. If not, repeat the request with confirm_new=true.`
  }
  const pointer = writes.duplicates?.pointer ?? ''
  throw new ApiError('possible_duplicate', detail, {
    faults: [{ pointer, code: 'possible_duplicate', detail }],
    records
  })
}

/** Returns a sentence that names the similar records. */
export function similarTo(records: NamedRecord[]): Text {
  const list = (former: string) =>
    records
      .map(
        ({ name, path, matched_name }) => `«${name}» (${matched_name ? `${former} «${matched_name}», ` : ''}${path})`
      )
      .join(', ')
  return {
    pl: `W rejestrze jest już podobny rekord: ${list('pod inną nazwą')}.`,
    en: `The registry already has a similar record: ${list('under another name')}.`
  }
}
