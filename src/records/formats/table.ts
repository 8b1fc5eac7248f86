// The columns of a list in a format of rows and columns, such as CSV. A column is named by its path in the JSON:
// `territory.voivodeship.name`. Its header has `_` in place of the dots (csv.ts).
import type { TSchema } from '@sinclair/typebox'
import type { Resource } from '../define.ts'
import { type Column, columnsOf } from './csv.ts'
import type { Format, ListQuery } from './format.ts'

/** The part of a resource that decides on its columns. */
export type TableSource = Pick<Resource, 'record' | 'includes'>

const tableFormats: ReadonlySet<Format> = new Set(['csv', 'xlsx'])
/** Whether a format has rows and columns. */
export const isTable = (format: Format): boolean => tableFormats.has(format)

/** Returns the includes that a table can have: those that are one object. A list would need a table of its own. */
export const includesInTables = ({ includes = {} }: Pick<Resource, 'includes'>): string[] =>
  Object.keys(includes).filter((name) => includes[name]?.schema.anyOf)

/** Returns all columns that a table can have: those of the record, and then those of the includes. */
export function everyColumn(source: TableSource): Column[] {
  const { record, includes = {} } = source
  const schemas = includesInTables(source).map((name): [string, TSchema] => [name, includes[name]?.schema as TSchema])
  return columnsOf({ ...record, properties: { ...record.properties, ...Object.fromEntries(schemas) } } as TSchema)
}

/** Whether a name in `fields` or `include` means the column itself or an object that contains it. */
const isMeant = ({ path }: Column, name: string): boolean => {
  const names = name.split('.')
  return names.every((part, i) => part === path[i])
}

/**
 * Returns all names that `fields` can have in a table: the properties of the record, the includes, and the objects and
 * columns within them.
 */
export function namesInTable(source: TableSource): string[] {
  const paths = everyColumn(source).map(({ path }) => path)
  return [...new Set(paths.flatMap((path) => path.map((_, i) => path.slice(0, i + 1).join('.'))))]
}

/**
 * Returns the columns of a table. `fields` names columns or objects of columns, in the order of the table. An include
 * of which `fields` names nothing comes after them as a whole.
 */
export function tableColumns(source: TableSource, { fields, include = [] }: ListQuery): Column[] {
  const all = everyColumn(source)
  const meantBy = (names: readonly string[]) => names.flatMap((name) => all.filter((column) => isMeant(column, name)))
  const whole = include.filter((name) => !fields?.some((field) => headOf(field) === name))
  return [...new Set([...meantBy(fields ?? Object.keys(source.record.properties)), ...meantBy(whole)])]
}

/** Returns the property or include that contains a column. */
export const headOf = (name: string): string => name.split('.')[0] as string

/** Returns the properties and the includes of a record that contain the requested fields and includes. */
export function propertiesFor(
  source: TableSource,
  { fields, include }: ListQuery
): Pick<ListQuery, 'fields' | 'include'> {
  if (!fields) return { ...(include && { include }) }
  const heads = [...new Set(fields.map(headOf))]
  const included = [...new Set([...(include ?? []), ...heads.filter((name) => source.includes?.[name])])]
  return {
    fields: heads.filter((name) => Object.hasOwn(source.record.properties, name)),
    ...(included.length > 0 && { include: included })
  }
}
