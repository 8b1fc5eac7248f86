// Renaming a column in the generated types must cause compile errors wherever it is used.
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { compile } from './tsc.ts'

const root = join(import.meta.dirname, '..')

// One column for each kind of use: record, filter, summary, condition, write, report, lease.
const columns: [type: string, column: string, folders: string[]][] = [
  ['Organisation', 'kind_family', ['organisations', 'memberships']],
  ['Person', 'restricted_at', ['privacy', 'people']],
  ['Membership', 'tier', ['memberships', 'statistics']],
  ['Contact', 'email', ['contacts', 'privacy']],
  ['Appointment', 'attested_on', ['appointments']],
  ['DeclarationSignatory', 'printed_post', ['declarations', 'privacy']],
  ['Event', 'starts_at', ['events']],
  ['Source', 'published_on', ['sources']],
  ['Territory', 'gmina_kind', ['territories', 'organisations']],
  ['ApiKey', 'revoked_at', ['api-keys']],
  ['WebhookDelivery', 'due_at', ['webhooks']],
  ['ImportRow', 'outcome', ['imports']],
  ['Job', 'attempts', ['jobs']],
  ['Change', 'seq', ['changes']]
]

/** Renames a column of one table in the text of the generated types. */
function rename(types: string, type: string, column: string): string {
  const start = types.indexOf(`export interface ${type} {`)
  const end = types.indexOf('\n}', start)
  const renamed = types.slice(start, end).replace(`\n  ${column}:`, `\n  ${column}_renamed:`)
  if (start < 0 || renamed === types.slice(start, end)) throw new Error(`${type} has no ${column}`)
  return types.slice(0, start) + renamed + types.slice(end)
}

// A limit for a compiler that hangs.
t.setTimeout(900_000)

t.test('tsc: renaming a column in src/db/types.ts is an error wherever it is used', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'konwent-columns-'))
  t.teardown(() => rm(folder, { recursive: true }))
  for (const name of ['src', 'package.json', 'tsconfig.json'])
    await cp(join(root, name), join(folder, name), { recursive: true })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const path = join(folder, 'src/db/types.ts')
  let types = await readFile(path, 'utf8')
  for (const [type, column] of columns) types = rename(types, type, column)
  await writeFile(path, types)
  const errors = await compile(['--noEmit', '--pretty', 'false'], folder)
  const lines = errors.split('\n').filter((line) => line.startsWith('src/'))
  for (const [type, column, features] of columns)
    for (const feature of features)
      t.ok(
        lines.some((line) => line.startsWith(`src/features/${feature}/`) && line.includes(column)),
        `${type}.${column} in ${feature}: name the column through columnsOf() or the query builder`
      )
})
