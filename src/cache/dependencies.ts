// What an answer shows, so that the cache knows which changes concern it. Found in the answer and in its query themselves: nothing has to be declared
// but what neither tells.
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Resource } from '../records/define.ts'
import { type Selection, today, wholeList } from '../records/read/query.ts'
import { ANYTHING, idsIn, type Shown } from './response-cache.ts'

// Tables whose rows are changes of a record that their name does not begin with.
const PARENTS: [prefix: string, type: string][] = [
  ['programme_', 'event'],
  ['eligibility_rule', 'membership_tier']
]
// Rows of these belong to whatever record is shown: a change of theirs is one of it.
const OF_THE_RECORD = new Set(['citation'])

// Words after `from` that name no table: `substring(x from y)`, functions and subqueries.
const NOT_TABLES = new Set(['lateral', 'unnest', 'jsonb_each', 'generate_series', 'select'])

/** All resources by the name of their table. */
type Resources = ReadonlyMap<string, Resource>

/** Type of the records among whose changes those of a table are; undefined for a table that the journal does not follow. */
function typeOf(table: string, resources: Resources): string | undefined {
  const names = [...resources.keys()].filter((name) => table === name || table.startsWith(`${name}_`))
  return names.sort((a, b) => b.length - a.length)[0] ?? PARENTS.find(([prefix]) => table.startsWith(prefix))?.[1]
}

const read = new Map<string, Shown>()

// Filters by these name what has a code, whose changes concern every answer.
const OF_TERRITORY = new Set(['voivodeship', 'powiat', 'gmina', 'territory'])

/** What a list shows: any record of the types that its query reads; anything where other records are named by filters, or by the path. */
export function shownByList(db: Db, resources: Resources, resource: Resource, selection: Selection): Shown {
  if (Object.keys(selection.filters).some((name) => resource.filters?.[name]?.resolve && !OF_TERRITORY.has(name))) return ANYTHING
  // The tables depend on which parameters are given, and on flags, but on no other value.
  const shape = Object.entries({ ...selection, ...selection.filters }).map(([name, value]) =>
    typeof value === 'boolean' || name === 'include' ? [name, value] : name
  )
  const key = JSON.stringify([resource.name, shape])
  const known = read.get(key)
  if (known) return known
  const shown = typesIn(wholeList(resource, selection).compile(db).sql, resources)
  if (read.size > 10_000) read.clear()
  read.set(key, shown)
  return shown
}

function typesIn(query: string, resources: Resources): Shown {
  const tables = new Set([...query.matchAll(/\b(?:from|join)\s+"?([a-z_]+)"?/g)].map(([, table]) => table as string))
  const types = new Set<string>()
  for (const table of tables) {
    if (OF_THE_RECORD.has(table) || NOT_TABLES.has(table)) continue
    const type = typeOf(table, resources)
    if (type === undefined) return ANYTHING
    types.add(type)
  }
  return [...types]
}
/** What one record shows: itself, the records whose ids stand in it, and any of the types that its includes read. */
export function shownByRecord(
  db: Db,
  resources: Resources,
  resource: Resource,
  { include = [], fields }: Pick<Selection, 'include' | 'fields'>,
  json: string
): Shown {
  // Without its own id nothing in the answer tells whose it is.
  if (fields && !fields.includes('id')) return ANYTHING
  const included = include.flatMap((name) => {
    const expression = resource.includes?.[name]?.expression(today, true)
    return expression ? typesIn(sql`select ${expression}`.compile(db).sql, resources) : []
  })
  return [...new Set([...idsIn(json), ...(resource.alsoShows ?? []), ...included])]
}
