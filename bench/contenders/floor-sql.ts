// The floor of reads without the response cache, and of a PATCH: bare node:http with the driver of the service and its
// SQL. It neither checks nor computes anything that the SQL does not.
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { connect } from '../../src/db/connect.ts'
import type { PreparingClient } from '../../src/db/prepared.ts'
import type { DB } from '../../src/db/types.ts'
import { organisations } from '../../src/features/organisations/queries.ts'
import { findRecord, ResourceQuery, selectPage } from '../../src/records/read/query.ts'
import { setting } from './environment.ts'

interface Compiled {
  sql: string
  parameters: readonly unknown[]
}

/** Returns the statement that a read of the service sends. */
async function statementOf(read: (db: Kysely<DB>) => Promise<unknown>): Promise<Compiled> {
  const sent: Compiled[] = []
  const driver = new DummyDriver()
  driver.acquireConnection = async () => ({
    executeQuery: async (query) => {
      sent.push(query)
      return { rows: [] }
    },
    streamQuery: () => {
      throw new Error('the reads of the benchmark are not streamed')
    }
  })
  await read(
    new Kysely<DB>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => driver,
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler()
      }
    })
  )
  return sent[0] as Compiled
}

const query = new ResourceQuery(organisations)
const statements = new Map<string, Compiled>()

/** Returns the statement for the path of a record or list. */
async function statementFor(path: string): Promise<Compiled> {
  const { pathname, searchParams } = new URL(path, 'http://localhost')
  const slug = pathname.split('/')[3]
  const statement = await statementOf((db) =>
    slug === undefined
      ? selectPage(
          db,
          query,
          {
            filters: { voivodeship: [searchParams.get('voivodeship')] },
            include: searchParams.get('include')?.split(',') ?? [],
            sort: 'name'
          },
          { limit: Number(searchParams.get('limit')) }
        )
      : findRecord(db, query, slug, { filters: {}, sort: 'name' })
  )
  statements.set(path, statement)
  return statement
}

const { pool } = connect(setting('DATABASE_URL'), { max: Number(setting('DATABASE_POOL')) })

async function withClient<T>(work: (client: PreparingClient) => Promise<T>): Promise<T> {
  const client = (await pool.connect()) as unknown as PreparingClient & { release: () => void }
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

async function read(path: string): Promise<string> {
  const { sql, parameters } = statements.get(path) ?? (await statementFor(path))
  const { rows } = await withClient((client) => client.run<{ json: string }>(sql, parameters))
  const records = rows.map(({ json }) => json)
  return path.includes('?') ? `{"data":[${records.slice(0, -1).join(',')}]}` : (records[0] as string)
}

/** Changes the website in one round trip, with the change log and the audit that the triggers write. */
async function change(path: string, request: IncomingMessage): Promise<void> {
  const { website } = JSON.parse(await text(request))
  await withClient((client) =>
    Promise.all([
      client.run('begin', []),
      client.run('update organisation set website = $1 where slug = $2', [website, path.split('/')[3]]),
      client.run('commit', [])
    ])
  )
}

createServer(async (request, response) => {
  const path = request.url as string
  const body = request.method === 'PATCH' ? await change(path, request) : await read(path)
  response.writeHead(200, { 'content-type': 'application/json' }).end(body)
}).listen(Number(setting('PORT')), '127.0.0.1')
