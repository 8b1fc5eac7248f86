// Filters whose values name other records by id, slug, code or name. A value that names no record, or more than one, is
// an error and never gives an empty list.
import { type TSchema, Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Id } from '../contract/schemas.ts'
import type { DB } from '../db/types.ts'
import { type Fault, invalidParameters } from '../http/errors.ts'
import { UUID } from '../http/uuid.ts'
import type { Filter, Resolve, Sql } from './define.ts'

/** Schema of a path parameter or filter value: id or slug of a record. The pattern of a slug also matches a UUID. */
export const idOrSlug = (description: string, example: string) =>
  Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', minLength: 1, maxLength: 80, description, examples: [example] })

/**
 * Returns the values that are UUIDs. A comparison as uuid uses the primary key; a comparison as text would scan the
 * table.
 */
export const idsAmong = (values: readonly string[]): string[] => values.filter((value) => UUID.test(value))

export const idOnly = (description: string) => Id(description)

/** Returns the condition that a row has the identifier, an id or a slug. */
export const matchesIdOrSlug =
  (alias: string) =>
  (identifier: string): Sql =>
    UUID.test(identifier)
      ? sql`${sql.ref(`${alias}.id`)} = ${identifier}::uuid`
      : sql`${sql.ref(`${alias}.slug`)} = ${identifier}`

export const severalOf = (item: TSchema, description: string, example: unknown[]) =>
  Type.Array(item, { description, minItems: 1, maxItems: 100, uniqueItems: true, examples: [example] })

/** Filter by one or more values. A record matches if it has any of them. */
export const oneOf = (item: TSchema, description: string, example: unknown[]): Filter => ({
  schema: severalOf(item, `${description} Separate several values with commas; any of them may match.`, example)
})

export const flag = (description: string): Filter => ({ schema: Type.Boolean({ description, examples: [true] }) })

/**
 * Filter by records of a table with slugs. It resolves values to ids, former slugs and ids of merged records included,
 * and throws 400 for a value that names no record. `visible` is the condition for the records that the caller may see:
 * the filter must not reveal that others exist.
 */
export function reference(table: string, description: string, example: string, visible: Sql = sql`true`): Filter {
  const resolve: Resolve = async (db, parameter, values) => {
    const { rows } = await sql<{ id: string; names: string[] }>`
      select id::text as id, array_agg(name) as names from (
        select id, unnest(array[id::text, slug]) as name from ${sql.table(table)}
          where (slug = any(${values}) or id = any(${idsAmong(values)}::uuid[])) and ${visible}
        union all select ${r('target_id')}, ${r('identifier')}
          from redirect r join ${sql.table(table)} t on t.id = ${r('target_id')}
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
      `${description} Ids or slugs, separated by commas; any of them may match.`,
      [example]
    ),
    resolve
  }
}

// columnsOf() cannot be used here: columns.ts imports this module.
const r = (name: keyof DB['redirect'] & string) => sql.ref(`r.${name}`)

export const unknownReference = (parameter: string, value: string): Fault => ({
  parameter,
  code: 'unknown_reference',
  detail: {
    pl: `Parametr «${parameter}»: w rejestrze nie ma «${value}».`,
    en: `The parameter «${parameter}» names «${value}», which is not in the registry.`
  }
})
