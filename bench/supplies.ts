// Requests that create memberships. Each organisation can be used only once, so the rows are prepared again after every
// turn.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Request } from 'autocannon'
import { run } from './database.ts'
import type { Supply } from './rounds.ts'

/** Time for the service to read the changes of a refill, so that they are not part of the next turn. */
const SETTLE_MS = 200

export interface SupplyOptions {
  /** URL of the database of the contender. */
  database: string
  headers: Record<string, string>
  /** Requests of one turn. */
  count: number
}

/** Organisations that may become ordinary members with a statement: `part` 0 and 1 have none in common. */
const freeOrganisations = `
  select slug from (select slug, row_number() over (order by md5(slug)) as n from organisation o
    where kind in ('gops', 'mops', 'mgops') and not exists (select from membership m where m.organisation_id = o.id)
  ) as free where n % 2 = $1 order by n limit $2`

const deleteMemberships = `
  delete from membership where organisation_id in (select id from organisation where slug = any($1))`

const insertDeclarations = `
  insert into declaration (slug, kind, status, title, tier, statements, signed_on)
  select 'przystapienie-' || $2 || '-' || slug, 'accession', 'submitted', 'Deklaracja przystąpienia', 'ordinary',
    '{assistance_centre_becoming_cus}', '2026-03-01'
  from unnest($1::text[]) as slug`

const insertSignatories = `
  insert into declaration_signatory (declaration_id, no, role, list_no, organisation_id, capacity)
  select d.id, 1, 'applicant', 1, o.id, 'substantive'
  from unnest($1::text[]) as slug
  join organisation o using (slug)
  join declaration d on d.slug = 'przystapienie-' || $2 || '-' || o.slug`

/** Returns the slugs of `count` organisations without a membership. Throws if there are fewer. */
async function findFree(database: string, part: 0 | 1, count: number): Promise<string[]> {
  const rows = await run(database, (query) => query(freeOrganisations, [part, count]))
  if (rows.length < count) throw new Error(`a turn needs ${count} organisations, but only ${rows.length} are free`)
  return rows.map(({ slug }) => String(slug))
}

/** Creations of memberships of organisations that have none. */
export async function membershipSupply({ database, headers, count }: SupplyOptions): Promise<Supply> {
  const free = await findFree(database, 0, count)
  const bodyOf = (slug: string) => ({
    organisation: { slug },
    tier: 'supporting',
    tier_basis: 'decided',
    joined: { on: '2026-01-15' }
  })
  return {
    requests: () =>
      free.map(
        (slug): Request => ({ method: 'POST', path: '/v1/memberships', headers, body: JSON.stringify(bodyOf(slug)) })
      ),
    refill: async () => {
      await run(database, (query) => query(deleteMemberships, [free]))
      await sleep(SETTLE_MS)
    }
  }
}

/** Acceptances of submitted declarations, one of each organisation. */
export async function acceptanceSupply({ database, headers, count }: SupplyOptions): Promise<Supply> {
  const free = await findFree(database, 1, count)
  let turn = 0
  const insert = () =>
    run(database, async (query) => {
      await query(deleteMemberships, [free])
      await query(insertDeclarations, [free, ++turn])
      await query(insertSignatories, [free, turn])
    })
  await insert()
  return {
    requests: () =>
      free.map(
        (slug): Request => ({
          method: 'POST',
          path: `/v1/declarations/przystapienie-${turn}-${slug}/acceptance`,
          headers,
          body: JSON.stringify({ decided_on: '2026-03-10' })
        })
      ),
    refill: async () => {
      await insert()
      await sleep(SETTLE_MS)
    }
  }
}
