// The text that a start prints on the terminal.
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Db } from './db/connect.ts'

/** Prints the address of the service and commands to try. While there is no admin key, also how to create the first. */
export async function announce(app: FastifyInstance, db: Db, keyless: boolean): Promise<void> {
  const address = app.server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const host =
    typeof address === 'object' && address && !['::', '0.0.0.0'].includes(address.address)
      ? address.address
      : '127.0.0.1'
  const base = app.baseUrl || `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const counts = await sql<{ organisations: number; memberships: number; people: number; events: number }>`
    select (select count(*) from organisation) as organisations, (select count(*) from membership) as memberships,
      (select count(*) from person) as people, (select count(*) from event) as events`
    .execute(db)
    .then(({ rows }) => rows[0])
    .catch(() => undefined)
  const content = counts
    ? `${counts.organisations} organisations, ${counts.memberships} memberships, ` +
      `${counts.people} people, ${counts.events} events`
    : 'the database is unavailable; the service responds 503 until it is ready'
  const firstKey = `
Changes require a key. Create the first key in another terminal while the service is running:
  npm run konwent --silent -- keys create --bootstrap --owner 'Obserwatorium CUS'
`
  console.log(`
Rejestr Konwentu Centrów Usług Społecznych: ${base}
  ${content}
  Documentation: ${base}/docs   Contract: ${base}/openapi.json

Try:
  curl '${base}/v1/organisations/cus-belzyce?include=memberships,appointments'
  curl '${base}/v1/organisations/match?name=CUS+w+Swidniku'
  curl '${base}/v1/statistics/memberships?as_of=2022-08-31'
${keyless ? firstKey : ''}
Ctrl-C stops it.
`)
}
