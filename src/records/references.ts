// Filters that name other records: an id or slug, a TERYT code or a name. What names nothing, or more than one thing, is an error, never an empty list.
import { type TSchema, Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Id } from '../contract/schemas.ts'
import type { DB } from '../db/types.ts'
import { type Fault, invalidParameters } from '../http/errors.ts'
import { UUID } from '../http/uuid.ts'
import type { Filter, Resolve, Sql } from './define.ts'

/** Path parameter or filter value: the id or the slug of a record. A UUID has the shape of a slug, so one pattern serves both. */
export const idOrSlug = (description: string, example: string) =>
  Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', minLength: 1, maxLength: 80, description, examples: [example] })

/** Those of the values that can be ids: compared as such they are found by the primary key, as text every record would be looked at. */
export const idsAmong = (values: readonly string[]): string[] => values.filter((value) => UUID.test(value))

export const idOnly = (description: string) => Id(description)

/** Condition that a table's row is the one named. */
export const named =
  (alias: string) =>
  (identifier: string): Sql =>
    UUID.test(identifier)
      ? sql`${sql.ref(`${alias}.id`)} = ${identifier}::uuid`
      : sql`${sql.ref(`${alias}.slug`)} = ${identifier}`

export const severalOf = (item: TSchema, description: string, example: string[]) =>
  Type.Array(item, { description, minItems: 1, maxItems: 100, uniqueItems: true, examples: [example] })

/** Filter by vocabulary terms; several are joined by or. */
export const oneOf = (item: TSchema, description: string, example: string[]): Filter => ({
  schema: severalOf(item, `${description} Several, separated by commas, mean any of them.`, example)
})

export const flag = (description: string): Filter => ({ schema: Type.Boolean({ description, examples: [true] }) })

/**
 * Filter by records of a table with a slug; former slugs and merged records lead on. Resolves to ids; throws 400 for a value that names none.
 * A filter must not tell that there is a record that the caller cannot see: `visible` is the condition for visible ones.
 */
export function reference(table: string, description: string, example: string, visible: Sql = sql`true`): Filter {
  const resolve: Resolve = async (db, parameter, values) => {
    const { rows } = await sql<{ id: string; names: string[] }>`
      select id::text as id, array_agg(name) as names from (
        select id, unnest(array[id::text, slug]) as name from ${sql.table(table)} where (slug = any(${values}) or id = any(${idsAmong(values)}::uuid[])) and ${visible}
        union all select ${r('target_id')}, ${r('identifier')} from redirect r join ${sql.table(table)} t on t.id = ${r('target_id')}
          where ${r('subject_type')} = ${table} and ${r('identifier')} = any(${values}) and ${visible}
      ) as named group by id order by id`.execute(db)
    const unknown = values.filter((value) => !rows.some(({ names }) => names.includes(value)))
    if (unknown.length > 0) throw invalidParameters(unknown.map((value) => unknownReference(parameter, value)))
    return rows.map(({ id }) => id)
  }
  return {
    reads: [table],
    schema: severalOf(
      idOrSlug('Id or slug.', example),
      `${description} Ids or slugs; several, separated by commas, mean any of them.`,
      [example]
    ),
    resolve
  }
}

// columns.ts, which has the helper, imports this module.
const r = (name: keyof DB['redirect'] & string) => sql.ref(`r.${name}`)

export const unknownReference = (parameter: string, value: string): Fault => ({
  parameter,
  code: 'unknown_reference',
  detail: {
    pl: `Parametr «${parameter}»: w rejestrze nie ma «${value}».`,
    en: `The parameter «${parameter}»: the registry has no «${value}».`
  }
})
