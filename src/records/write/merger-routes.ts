// Mounts the merging of duplicates: POST …/merger below the duplicate. The body names the record that stays.
import type { TObject } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { record } from '../../contract/components.ts'
import type { Tx } from '../../db/connect.ts'
import { ApiError, BrokenConstraint, constraintError, type RuleBook, type Text } from '../../http/errors.ts'
import type { Resource, Texts } from '../define.ts'
import { mountAction } from './actions.ts'
import { identityOf } from './define.ts'
import { type FillableColumns, mergeRecords } from './merge-store.ts'
import { findReference } from './names.ts'
import { refusalOf, ruleBroken } from './transaction.ts'

interface Merger extends Texts {
  body: TObject
  fillableColumns: FillableColumns
  /** Runs before the merge, with both rows locked. Throws if the records cannot be merged. */
  prepare: (tx: Tx, from: string, to: string) => Promise<void>
}

/** Schema of the body, which names the record that stays. */
export const mergerBody = (resource: Resource, $id: string, description: string, slug: string): TObject =>
  Object.assign(record($id, description, { into: identityOf(resource) }), {
    additionalProperties: false,
    examples: [{ into: { slug } }]
  })

/** Mounts `POST …/merger` of a resource. */
export function mountMerger(
  app: FastifyInstance,
  resource: Resource,
  { body, fillableColumns, prepare, ...texts }: Merger
): void {
  mountAction(app, resource, {
    ...texts,
    name: 'merger',
    scope: 'registry:write',
    body,
    before: lockMergers,
    act: async (tx, from, { into }: { into: object }) => {
      const to = await locate(tx, resource, into)
      if (to === from)
        throw ruleBroken(
          atInto('merge_into_itself', {
            pl: 'Rekordu nie można scalić z nim samym.',
            en: 'A record cannot be merged into itself.'
          })
        )
      try {
        await prepare(tx, from, to)
        await mergeRecords(tx, resource.name, from, to, fillableColumns)
      } catch (error) {
        throw pointingAtInto(error, app.registry.book)
      }
      return to
    }
  })
}

/** Waits for other mergers. Otherwise two crossing mergers could redirect the records to each other. */
async function lockMergers(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('konwent merger'))`.execute(tx)
}

/** Locks the record that stays and returns its id. Throws 422 if it does not exist. */
async function locate(tx: Tx, resource: Resource, into: object): Promise<string> {
  const { id, faults } = await findReference(tx, resource, 'into', into)
  if (id === null) throw ruleBroken(...faults)
  const { rows } = await sql`select from ${sql.table(resource.name)} where id = ${id}::uuid for update`.execute(tx)
  // It was deleted after the lookup.
  if (rows.length === 0)
    throw ruleBroken(
      atInto('unknown_reference', { pl: 'W rejestrze nie ma takiego rekordu.', en: 'The registry has no such record.' })
    )
  return id
}

/** Returns a fault that points at the record that was to stay. */
export const atInto = (code: string, detail: Text) => ({ pointer: '/into', code, detail })

/**
 * Converts a broken constraint to an error that points at `into`, because the body of a merger has no other properties.
 * Other errors, such as deadlocks, are returned unchanged.
 */
function pointingAtInto(error: unknown, book: RuleBook): unknown {
  const broken = refusalOf(error)
  if (!(broken instanceof BrokenConstraint)) return error
  const refused = constraintError(broken, book)
  return new ApiError(refused.code, refused.detail, {
    cause: error,
    faults: refused.faults.map(({ code, detail }) => atInto(code, detail))
  })
}
