// The snapshot as an SQLite database: one table per type of records, with the columns of CSV and their descriptions.
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Resource } from '../../../records/define.ts'
import { type Column, columnsOf, valueIn } from '../../../records/formats/csv.ts'
import { aboutSnapshot, type Meta } from './about.ts'
import { Entries } from './entries.ts'

export interface DatabaseSource {
  lines: AsyncIterable<Buffer>
  meta: Meta
  resources: readonly Resource[]
  base: string
}

const types: Record<string, string> = { integer: 'INTEGER', boolean: 'INTEGER', number: 'REAL' }
/** Properties with which records refer to others, and with which readers look them up. */
const LOOKED_UP = new Set(['id', 'slug', 'code'])

/** Yields the bytes of the database. It is built in a temporary file, batch by batch. */
export async function* snapshotDatabase(source: DatabaseSource): AsyncGenerator<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'konwent-'))
  const path = join(folder, 'snapshot.sqlite')
  try {
    const database = new DatabaseSync(path)
    try {
      await build(database, source)
    } finally {
      database.close()
    }
    yield* createReadStream(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function build(database: DatabaseSync, { lines, meta, resources, base }: DatabaseSource): Promise<void> {
  database.exec('pragma journal_mode = off; pragma synchronous = off; begin')
  database.exec('create table meta (name TEXT primary key, value TEXT not null) strict')
  const insertFact = database.prepare('insert into meta values (?, ?)')
  for (const fact of aboutSnapshot(meta, base, 'en')) insertFact.run(...fact)
  const entries = new Entries(lines)
  for (const resource of resources) {
    const columns = columnsOf(resource.record)
    database.exec(tableOf(resource, columns))
    const insert = database.prepare(
      `insert into ${quoted(resource.name)} values (${columns.map(() => '?').join(', ')})`
    )
    for await (const records of entries.ofType(resource.name)) {
      for (const record of records) insert.run(...columns.map((column) => storedValue(valueIn(record, column))))
      await nextTurn()
    }
    for (const index of indexesOf(resource, columns)) {
      database.exec(index)
      await nextTurn()
    }
  }
  database.exec('commit')
}

/** Lists and their items are JSON. SQLite has no booleans: true is 1. */
function storedValue(value: unknown): SQLInputValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const keyOf = ({ columns }: Resource): string => ('id' in columns ? 'id' : 'code')

/** The statement that creates a table. SQLite keeps it with its comments, so `.schema` shows the descriptions. */
function tableOf(resource: Resource, columns: readonly Column[]): string {
  const key = keyOf(resource)
  const lines = columns.map(({ header, schema }, i) => {
    const type = types[String([schema.type].flat()[0])] ?? 'TEXT'
    const comma = i < columns.length - 1 ? ',' : ''
    return `  ${quoted(header)} ${type}${header === key ? ' primary key' : ''}${comma}${comment(schema.description)}`
  })
  return `create table ${quoted(resource.name)} (${comment(resource.record.description)}\n${lines.join('\n')}\n) strict`
}

const comment = (text: string | undefined): string => (text ? ` -- ${text.replace(/\s+/g, ' ')}` : '')

function indexesOf(resource: Resource, columns: readonly Column[]): string[] {
  const { name } = resource
  const indexed = columns.filter(
    ({ path, header }) => LOOKED_UP.has(path.at(-1) as string) && header !== keyOf(resource)
  )
  return indexed.map(
    ({ header }) => `create index ${quoted(`${name}_${header}_idx`)} on ${quoted(name)} (${quoted(header)})`
  )
}
