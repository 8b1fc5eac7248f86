// Mounts the merging of duplicates: POST …/merger below the record that goes, naming the one that stays.
import type { TObject } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { record } from '../../contract/components.ts'
import type { Tx } from '../../db/connect.ts'
import { ApiError, BrokenConstraint, explain, type RuleBook, type Text } from '../../http/errors.ts'
import type { Resource, Texts } from '../define.ts'
import { mountAction } from './actions.ts'
import { identityOf, refersTo } from './define.ts'
import { mergeRecords, type TakenOver } from './merge-store.ts'
import { Names } from './store.ts'
import { refusalOf, ruleBroken } from './transaction.ts'

interface Merger extends Texts {
  body: TObject
  takenOver: TakenOver
  /** Goes before the merging; throws when the two cannot be one. Both rows are locked. */
  prepare: (tx: Tx, from: string, to: string) => Promise<void>
}

/** Schema of the body that names the record which stays. */
export const mergerBody = (resource: Resource, $id: string, description: string, slug: string): TObject =>
  Object.assign(record($id, description, { into: identityOf(resource) }), {
    additionalProperties: false,
    examples: [{ into: { slug } }]
  })

/** Mounts `POST …/merger` of a resource. */
export function mountMerger(
  app: FastifyInstance,
  resource: Resource,
  { body, takenOver, prepare, ...texts }: Merger
): void {
  mountAction(app, resource, {
    ...texts,
    name: 'merger',
    scope: 'registry:write',
    body,
    before: oneAtATime,
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
        await mergeRecords(tx, resource.name, from, to, takenOver)
      } catch (error) {
        throw aboutInto(error, app.registry.book)
      }
      return to
    }
  })
}

/** Mergers wait for one another, so that two which cross do not lead round in a circle. */
async function oneAtATime(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('konwent merger'))`.execute(tx)
}

/** Id of the record that stays, with its row locked; throws 422 when there is none. */
async function locate(tx: Tx, resource: Resource, into: object): Promise<string> {
  const reference = refersTo(resource)
  const { names, faults } = await Names.read(tx, { properties: { into: reference } }, [{ body: { into } }])
  if (faults.length > 0) throw ruleBroken(...faults)
  const id = names.keyOf(reference, into)
  const { rows } = await sql`select from ${sql.table(resource.name)} where id = ${id}::uuid for update`.execute(tx)
  // Deleted since it was looked up.
  if (rows.length === 0)
    throw ruleBroken(
      atInto('unknown_reference', { pl: 'W rejestrze nie ma takiego rekordu.', en: 'The registry has no such record.' })
    )
  return id
}

/** A fault of the record that was to stay. */
export const atInto = (code: string, detail: Text) => ({ pointer: '/into', code, detail })

/** What a rule of the database says of a property is here said of the two records. Failures of other kinds, such as deadlocks, stay what they are. */
function aboutInto(error: unknown, book: RuleBook): unknown {
  const broken = refusalOf(error)
  if (!(broken instanceof BrokenConstraint)) return error
  const refused = explain(broken, book)
  return new ApiError(refused.code, refused.detail, {
    cause: error,
    faults: refused.faults.map(({ code, detail }) => atInto(code, detail))
  })
}
