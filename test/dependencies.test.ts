// The cache relies on declarations of the changes on which a list depends. PostgreSQL reports which tables the query of
// a list reads, and its triggers report the types of changes of each table. Every table must be covered.
import { sql } from 'kysely'
import t from 'tap'
import { connect, type Db } from '../src/db/connect.ts'
import { withLiterals } from '../src/db/literals.ts'
import type { Filter, Resource } from '../src/records/define.ts'
import { chooseFormat, formatsOf } from '../src/records/formats/formats.ts'
import { dependenciesOfList, dependenciesOfPage } from '../src/records/read/dependencies.ts'
import { ResourceQuery, type Selection, wholeList } from '../src/records/read/query.ts'
import { declared } from './declared.ts'
import { database } from './helper.ts'

const NO_ID = '00000000-0000-0000-0000-000000000000'

/** Returns the types of changes in the change log by table. */
async function typesByTable(db: Db): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ name: string; types: string[] }>`
    select c.relname as name, array_agg(distinct case
      when g.tgname like 'track%' then c.relname
      else split_part(encode(g.tgargs, 'escape'), '\\000', 1) end) as types
    from pg_trigger g join pg_class c on c.oid = g.tgrelid
    where g.tgname ~ '^(track|touch)_' group by 1`.execute(db)
  return new Map(rows.map(({ name, types }) => [name, types]))
}

interface Plan {
  'Relation Name'?: string
  Alias?: string
  Plans?: Plan[]
}
const tablesIn = (plan: Plan): string[] => [
  ...(plan['Relation Name'] ? [plan['Relation Name']] : []),
  ...(plan.Plans ?? []).flatMap(tablesIn)
]

async function tablesOf(db: Db, resource: Resource, selection: Selection): Promise<Set<string>> {
  const query = `explain (format json) ${withLiterals(wholeList(resource, selection))}`
  const { rows } = await sql.raw<{ 'QUERY PLAN': [{ Plan: Plan }] }>(query).execute(db)
  return new Set(tablesIn((rows[0] as (typeof rows)[number])['QUERY PLAN'][0].Plan))
}

/** A value of the filter in the form that its condition expects. */
function sampleOf({ schema, resolve, reads = [] }: Filter): unknown {
  if (resolve) return [reads.includes('territory') ? '06' : NO_ID]
  return (schema.examples as unknown[])[0]
}

/** Returns the tables that a list reads and that no declared type covers. */
const undeclaredIn =
  (db: Db, logged: Map<string, string[]>) =>
  async (resource: Resource, requested: Partial<Selection>, format = 'json'): Promise<string[]> => {
    // Only the tables of the query matter.
    const request = { query: { format } } as unknown as Parameters<typeof chooseFormat>[0]
    const chosen = chooseFormat(request, resource, formatsOf(resource))
    const selection = chosen.select({ filters: {}, sort: resource.defaultSort, ...requested })
    const declared = dependenciesOfList(resource, selection, chosen.rendition)
    if (declared.includes('*')) return []
    const tables = [...(await tablesOf(db, chosen.source, selection))]
    // Rows of a table without triggers never change, or are visible only with a key.
    return tables
      .filter((table) => logged.has(table) && !logged.get(table)?.some((type) => declared.includes(type)))
      .sort()
  }

t.test('GET of lists: `reads` declares the types of all tables that the query reads', async (t) => {
  const { db, close } = connect(await database(t), { max: 1, timeoutFactor: 15 })
  t.teardown(close)
  const logged = await typesByTable(db)
  t.same(logged.get('organisation_name'), ['organisation'], 'rows of a part are changes of its record')
  t.ok(logged.size > 20, `${logged.size} tables`)
  const undeclared = undeclaredIn(db, logged)
  for (const resource of [...declared.resources.values()].filter(
    ({ texts, access }) => texts && access === undefined
  )) {
    const { path } = resource
    const checks: [string, Partial<Selection>, string?][] = [
      ['alone', {}],
      ...Object.keys(resource.sorts).map((sort): [string, Partial<Selection>] => [`sort=${sort}`, { sort }]),
      ...Object.keys(resource.includes ?? {}).map((name): [string, Partial<Selection>] => [
        `include=${name}`,
        { include: [name] }
      ]),
      ...Object.entries(resource.filters ?? {}).map(([name, filter]): [string, Partial<Selection>] => [
        name,
        { filters: { [name]: sampleOf(filter) } }
      ]),
      ...formatsOf(resource).map((format): [string, Partial<Selection>, string] => [`format=${format}`, {}, format]),
      ...(resource.searchText ? [['q', { q: 'a' }] as [string, Partial<Selection>]] : []),
      ...(resource.validity ? [['as_of', { as_of: '2026-01-01' }] as [string, Partial<Selection>]] : [])
    ]
    for (const [what, requested, format] of checks)
      t.same(
        await undeclared(resource, requested, format),
        [],
        `${path}, ${what}: declare the types of these tables in \`reads\``
      )
  }
})

t.test('A missing declaration is detected', async (t) => {
  const { db, close } = connect(await database(t), { max: 1, timeoutFactor: 15 })
  t.teardown(close)
  const undeclared = undeclaredIn(db, await typesByTable(db))
  const [memberships, people] = ['membership', 'person'].map((name) => declared.resources.get(name)) as [
    Resource,
    Resource
  ]
  t.same(await undeclared({ ...memberships, reads: [] }, {}), ['declaration', 'organisation', 'person'])
  const { role } = people.filters as { role: Filter }
  t.same(await undeclared({ ...people, filters: { role: { schema: role.schema } } }, { filters: { role: ['head'] } }), [
    'appointment',
    'post'
  ])
})

/** Returns the columns in the conditions and sort keys of a plan, as `table.column`. */
function columnsIn(plan: Plan, aliases = new Map<string, string>()): Set<string> {
  const walk = (node: Plan, visit: (node: Plan) => void): void => {
    visit(node)
    for (const inner of node.Plans ?? []) walk(inner, visit)
  }
  walk(plan, (node) => {
    if (node['Relation Name']) aliases.set(node.Alias ?? node['Relation Name'], node['Relation Name'])
  })
  const found = new Set<string>()
  walk(plan, (node) => {
    for (const [name, value] of Object.entries(node)) {
      // A scan may output columns that nothing above it reads.
      if (name === 'Plans' || name === 'Output') continue
      for (const [, alias, column] of JSON.stringify(value).matchAll(/\b([a-z_0-9]+)\.([a-z_0-9]+)/g)) {
        const table = aliases.get(alias as string)
        if (table) found.add(`${table}.${column}`)
      }
    }
  })
  return found
}

t.test('GET of pages: the columns that choose and order the records are dependencies', async (t) => {
  const { db, close } = connect(await database(t), { max: 1, timeoutFactor: 15 })
  t.teardown(close)
  const logged = await typesByTable(db)
  const { rows } = await sql<{ column: string; property: string | null; key: boolean }>`
    select p.subject_type || '.' || p.column_name as column, p.property, p.column_name = r.key_column as key
    from record_property p join record_type r using (subject_type)`.execute(db)
  const properties = new Map(rows.map(({ column, ...rest }) => [column, rest]))
  let precise = 0
  for (const resource of [...declared.resources.values()].filter(({ texts, access }) => texts && !access)) {
    const checks: Partial<Selection>[] = [
      {},
      ...Object.keys(resource.sorts).map((sort) => ({ sort })),
      ...Object.entries(resource.filters ?? {}).map(([name, filter]) => ({ filters: { [name]: sampleOf(filter) } })),
      ...(resource.searchText ? [{ q: 'a' }] : [])
    ]
    for (const requested of checks) {
      const selection = { filters: {}, sort: resource.defaultSort, ...requested }
      const query = new ResourceQuery(resource)
      const tags = dependenciesOfPage(declared.resources, query, selection, [])
      if (!tags.includes(resource.name)) precise++
      const { from, conditions, orderBy } = query.partsOf(selection)
      const text = sql`explain (verbose, format json)
        select ${resource.id.expression} ${from} where ${conditions} ${orderBy}`
      const plan = (await text.execute(db)).rows[0] as { 'QUERY PLAN': [{ Plan: Plan }] }
      const missing = [...columnsIn(plan['QUERY PLAN'][0].Plan)].filter((column) => {
        const [table, name] = column.split('.') as [string, string]
        const types = logged.get(table) ?? []
        const known = properties.get(column)
        const derived = declared.resources.get(table)?.derivedColumns?.[name]
        const isCovered =
          derived?.every((tag) => tags.includes(tag)) ||
          (known?.property && tags.includes(`${table}.${known.property}`) && tags.includes(`${table}+`))
        return types.length > 0 && !known?.key && !isCovered && !types.some((type) => tags.includes(type))
      })
      t.same(missing, [], `${resource.path} ${JSON.stringify(requested)}: columns without a dependency`)
    }
  }
  t.ok(precise > 50, `${precise} of the lists depend on less than their type`)
})
