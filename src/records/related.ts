// A record inside another one: the include of related records.
import type { TObject } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Ref, record } from '../contract/components.ts'
import { List } from '../contract/schemas.ts'
import type { Include, Resource, Sql, Validity } from './define.ts'
import { arrayOf } from './sql.ts'

/** The record as it appears inside another one: without includes of its own. */
const withoutIncludes = ({ record: base, includes }: Resource): TObject =>
  includes ? record(`${base.$id}Base`, `${base.description} Without related records.`, base.properties) : base

/** Include of the records of another resource: all that meet the condition, of the day asked for when one is. */
export function related(resource: Resource, description: string, condition: Sql, order: Sql): Include {
  return {
    schema: List(Ref(withoutIncludes(resource)), description),
    dated: resource.validity !== undefined,
    reads: [resource.name, ...resource.reads],
    expression: (day, dated) => {
      const validity = resource.validity?.({}, day)
      const certainty = dated && validity ? { certainty: certaintyOf(validity) } : {}
      const conditions = [resource.visible, condition, dated ? validity?.possible : undefined].filter(
        (each) => each !== undefined
      )
      return arrayOf(
        { ...resource.columns, ...certainty },
        sql`from ${resource.from} where ${sql.join(conditions, sql` and `)} order by ${order}`
      )
    }
  }
}

/** The record's certainty on the day that its validity was made for; null when it does not hold on it. */
export const certaintyOf = ({ certain, possible }: Validity): Sql =>
  sql`case when ${certain} then 'certain' when ${possible} then 'possible' end`
