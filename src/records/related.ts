// Includes of related records.
import type { TObject } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Ref, record } from '../contract/components.ts'
import { List } from '../contract/schemas.ts'
import { type Include, onDay, type Resource, type Sql, type Validity } from './define.ts'
import { arrayOf } from './sql.ts'

/** Returns the schema of the record inside another record: without its own includes. */
const withoutIncludes = ({ record: base, includes }: Resource): TObject =>
  includes ? record(`${base.$id}Base`, `${base.description} Without related records.`, base.properties) : base

/** Include of all records of another resource that meet the condition; with `as_of`, of those that hold on that day. */
export function related(resource: Resource, description: string, condition: Sql, order: Sql): Include {
  return {
    schema: List(Ref(withoutIncludes(resource)), description),
    dated: resource.validity !== undefined,
    reads: [resource.name, ...resource.reads],
    expression: (day, dated) => {
      const { from, visible, validity: validityOf, columns } = dated ? onDay(resource, day) : resource
      const validity = validityOf?.({}, day)
      const certainty = dated && validity ? { certainty: certaintyOf(validity) } : {}
      const conditions = [visible, condition, dated ? validity?.possible : undefined].filter(
        (each) => each !== undefined
      )
      return arrayOf(
        { ...columns, ...certainty },
        sql`from ${from} where ${sql.join(conditions, sql` and `)} order by ${order}`
      )
    }
  }
}

/** SQL of the certainty of a record on the day of its validity: `certain`, `possible`, or null if it does not hold. */
export const certaintyOf = ({ certain, possible }: Validity): Sql =>
  sql`case when ${certain} then 'certain' when ${possible} then 'possible' end`
