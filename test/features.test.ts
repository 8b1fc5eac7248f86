// Checks that features declare everything: compares the declarations with the database, the contract and the sources.
// Each message says what to do.
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import tap, { type Test } from 'tap'
import { features } from '../src/features/index.ts'
import type { Resource } from '../src/records/define.ts'
import type { Properties, Rows } from '../src/records/define-writes.ts'
import { columnsOf } from '../src/records/formats/csv.ts'
import { declared } from './declared.ts'
import { setup } from './helper.ts'

const root = join(import.meta.dirname, '..')
const none = (t: Test, missing: string[], what: string) => t.strictSame(missing, [], what)
const rowsIn = (properties: Properties): Rows[] =>
  Object.values(properties).flatMap((property) =>
    property.kind === 'rows' ? [property, ...rowsIn(property.items)] : []
  )
const featureOf = ({ name }: Resource): string =>
  features.find(({ resources = [] }) => resources.some((each) => each.name === name))?.name ?? '?'

// Shared modules without a declaration.
const NOT_FEATURES = new Set(['jobs', 'seed'])

tap.test('features: every folder of src/features is in the list once', async (t) => {
  const folders = readdirSync(join(root, 'src/features'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NOT_FEATURES.has(entry.name))
    .map(({ name }) => name)
  t.strictSame(
    features.map(({ name }) => name).sort(),
    folders.sort(),
    'add the feature.ts of the folder to the list in src/features/index.ts, ' +
      'with the name of the folder as its `name`'
  )
})

tap.test(
  'resources: every tracked table has one, and each has everything for the contract and the snapshot',
  async (t) => {
    const { db } = await setup(t)
    const { rows } = await sql<{ name: string }>`
    select subject_type as name from record_type where journaled`.execute(db)
    const tracked = rows.map(({ name }) => name)
    t.ok(tracked.length > 15)
    const tables = new Set(declared.resources.keys())
    none(
      t,
      tracked.filter((name) => !tables.has(name)),
      'the change log has this table: define its resource and add it to `resources` in the feature.ts of its feature'
    )
    none(
      t,
      declared.changeLogTypes.filter((name) => !tracked.includes(name)),
      'everybody may read the resource, so a copy needs its changes: have its migration register the table, or give the resource an `access`'
    )
    const listed = [...declared.resources.values()].filter(({ texts }) => texts)
    const names = declared.snapshotResources.map(({ name }) => name)
    none(
      t,
      listed.filter(({ access, name }) => access === undefined && !names.includes(name)).map(({ name }) => name),
      'the snapshot lacks the public resource: give its columns `updated_at`'
    )
    none(
      t,
      listed
        .filter(({ access, updatedAt, columns }) => access === undefined && (!updatedAt || !('version' in columns)))
        .map(({ name }) => name),
      'spread `...t.keys()` into the resource and `...t.standard()` or `...t.stamps()` into its columns'
    )
    const tags = new Set(declared.tags.map(({ name }) => name))
    none(
      t,
      listed
        .filter(({ path }) => !tags.has(path))
        .map(({ path, ...resource }) => `${featureOf(resource as Resource)}: ${path}`),
      'add the path of the resource with a sentence about it to `tags` in feature.ts'
    )
    for (const { path, label, identifier } of listed) {
      t.match(label.pl, /\S/, `${path}: give the resource a Polish \`label\``)
      t.ok(
        (identifier as { examples?: unknown[] }).examples?.length,
        `${path}: give the identifier an example, which the contract and the tests use`
      )
    }
  }
)

tap.test('tags: every tag is used, and every operation has one', async (t) => {
  const { contract } = await setup(t)
  const operations = Object.values(
    contract.document.paths as Record<string, Record<string, { tags?: string[]; operationId?: string }>>
  )
    .flatMap((item) => Object.values(item))
    .filter(({ operationId }) => operationId)
  const used = new Set(operations.flatMap(({ tags = [] }) => tags))
  const known = declared.tags.map(({ name }) => name)
  t.strictSame(known.length, new Set(known).size, 'two features declare the same tag: remove one')
  none(
    t,
    [...used].filter((tag) => !known.includes(tag)),
    'an operation has the tag: add it with a sentence to `tags` in the feature.ts of its feature'
  )
  none(
    t,
    known.filter((tag) => !used.has(tag)),
    'no operation has the tag: remove it from `tags` in feature.ts'
  )
})

tap.test('snapshot and seed: what others refer to comes first', async (t) => {
  const order = declared.snapshotResources.map(({ name }) => name)
  const references = declared.writes.flatMap(({ writes: { resource, properties } }) =>
    [properties, ...rowsIn(properties).map(({ items }) => items)].flatMap((each) =>
      Object.values(each).flatMap((property) =>
        property.kind === 'reference' ? [[resource.name, property.resource.name] as const] : []
      )
    )
  )
  t.ok(references.length > 20)
  none(
    t,
    references
      .filter(([from, to]) => from !== to && order.indexOf(to) > order.indexOf(from))
      .map(([from, to]) => `${from} comes before ${to}`),
    'the references form a cycle, so a copy cannot load the snapshot in its order; ' +
      'remove one of them from `writes`'
  )
  t.strictSame(order[0], 'source', 'sources come first, because citations refer to them')
})

tap.test('rules: every constraint that a write can break has a text in its feature', async (t) => {
  const owners = new Map<string, string>()
  for (const { name, rules = {} } of features)
    for (const constraint of Object.keys(rules)) {
      t.notOk(
        owners.get(constraint),
        `${constraint}: ${name} and ${owners.get(constraint)} both have a text in \`rules\`; remove one`
      )
      owners.set(constraint, name)
    }
  const { db } = await setup(t)
  const { rows } = await sql<{ table: string; name: string }>`
    select conrelid::regclass::text as table, conname as name from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('c', 'u', 'x')`.execute(db)
  for (const { writes } of declared.writes) {
    const feature = features.find((each) => each.writes?.includes(writes))
    const tables = [writes.resource.name, ...rowsIn(writes.properties).map(({ table }) => table)].filter(
      (table) => table !== 'citation'
    )
    // Only operations of the registry set these columns.
    const internal = /^(contact_withdrawal_finite|person_restriction_has_reason|person_erased_not_restricted)$/
    const missing = rows.filter(
      ({ table, name }) => tables.includes(table) && !internal.test(name) && owners.get(name) !== feature?.name
    )
    none(
      t,
      missing.map(({ name }) => name),
      `add a text for the constraint to the \`rules\` of src/features/${feature?.name}/feature.ts`
    )
  }
})

tap.test('writes and imports: each has everything for the contract and for matching rows', async (t) => {
  for (const { writes } of declared.writes) {
    const { resource, properties, required, example, change } = writes
    const { name } = resource
    t.equal(declared.resources.get(name), resource, `${name}: add the resource of the writes to \`resources\``)
    const unknown = (names: string[]) => names.filter((each) => !(each in properties))
    none(
      t,
      unknown([...required, ...Object.keys(example), ...Object.keys(change)]),
      `${name}: add the property to \`properties\` of the writes`
    )
    none(
      t,
      required.filter((each) => !(each in example)),
      `${name}: \`example\` is sent by the tests: give it every required property`
    )
    t.ok(Object.keys(change).length > 0, `${name}: let \`change\` change something`)
  }
  for (const { imports = [] } of features) {
    for (const { resource, writes, matchings } of imports) {
      t.ok(
        Object.keys(matchings).length > 0,
        `${resource.path}: add a way to match rows to \`matchings\` of the import`
      )
      if (!writes) continue
      t.equal(writes.resource, resource, `${resource.path}: the writes must refer to the same resource object`)
      const headers = columnsOf(resource.record).map(({ header }) => header)
      for (const { needed, column } of Object.values(matchings))
        none(
          t,
          [...needed, column].filter((each) => !headers.includes(each)),
          `${resource.path}: a matching needs a column that the CSV does not have; ` +
            'add the property to the record or change the matching'
        )
    }
  }
})

tap.test('seed: every file of data/konwent fills a table of its feature', async (t) => {
  const files = globSync('data/konwent/*.json', { cwd: root }).map((path) =>
    path.slice('data/konwent/'.length, -'.json'.length)
  )
  t.strictSame(
    declared.datasets.flatMap(({ file }) => file ?? []).sort(),
    files.sort(),
    'add the file to `seed` in the feature.ts of its feature, or remove it'
  )
  for (const { file, table, citation } of declared.datasets) {
    const { includes } = declared.resources.get(table) ?? {}
    const name = file ?? table
    t.ok(declared.resources.has(table), `${name}: add the resource of ${table} to \`resources\``)
    if (citation)
      t.ok(
        includes?.sources,
        `${name}: records of the seed have sources, so give the resource \`includes: { sources: sourcesOf(…) }\``
      )
  }
})

tap.test('modules: no cyclic imports, and the engine imports no feature', async (t) => {
  const files = globSync('src/**/*.ts', { cwd: root })
  const imports = new Map(
    files.map((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      return [
        file,
        [...text.matchAll(/(?:from|import)\s*\(?'(\.[^']+\.ts)'/g)].map(([, path]) =>
          join(dirname(file), path as string)
        )
      ]
    })
  )
  const engine = /^src\/(records|http|contract|cache|changes|db|workers)\//
  none(
    t,
    [...imports].flatMap(([file, paths]) =>
      engine.test(file)
        ? paths.filter((path) => path.startsWith('src/features/')).map((path) => `${file} → ${path}`)
        : []
    ),
    'the engine imports a feature: pass it through the declaration of the feature'
  )
  const routes = /^src\/features\/([^/]+)\/(routes|[a-z-]+-routes?)\.ts$/
  none(
    t,
    [...imports].flatMap(([file, paths]) =>
      file.startsWith('src/features/')
        ? paths
            .filter((path) => routes.test(path) && dirname(path) !== dirname(file))
            .map((path) => `${file} → ${path}`)
        : []
    ),
    'a feature imports the routes of another one: import its queries'
  )
  none(t, circleIn(imports), 'cyclic imports (types count, too): move the shared part to a module of its own')
})

/** Returns the first cycle of imports as a path, or an empty list. */
function circleIn(imports: Map<string, string[]>): string[] {
  const done = new Set<string>()
  const walk = (file: string, path: string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return []
    for (const next of imports.get(file) ?? []) {
      const found = walk(next, [...path, file])
      if (found.length > 0) return found
    }
    done.add(file)
    return []
  }
  for (const file of imports.keys()) {
    const found = walk(file, [])
    if (found.length > 0) return found
  }
  return []
}
