// How complete the data about the members is. It counts public data only, whoever asks.
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'
import { today } from '../../records/read/query.ts'
import { hasHead } from '../appointments/current-head.ts'
import { contacts, maySeeEmail } from '../contacts/queries.ts'
import { type MembershipFilters, membershipConditions, membershipValidity } from '../memberships/queries.ts'
import { organisationSummary } from '../summaries.ts'
import { type CompletenessStatistics, type Fact, factNames } from './completeness-schemas.ts'

const [m, mo, mt] = [columnsOf('membership', 'm'), columnsOf('organisation', 'mo'), columnsOf('territory', 'mt')]
const [c, co, h] = [columnsOf('contact', 'c'), columnsOf('organisation', 'co'), columnsOf('appointment', 'h')]

const factsOf = (since: Sql): Record<Fact, Sql> => ({
  website: sql`${mo('website')} is not null`,
  email: sql`exists (select from ${contacts.from}
    where ${co('id')} = ${mo('id')} and ${contacts.visible as Sql} and ${maySeeEmail} and ${c('email')} is not null)`,
  e_delivery: sql`${mo('e_delivery')} is not null`,
  nip: sql`${mo('nip')} is not null`,
  place: sql`${mo('territory_code')} is not null and coalesce(${mo('latitude')}, ${mt('latitude')}) is not null`,
  head: hasHead(mo('id'), today),
  head_verified: hasHead(mo('id'), today, sql`${h('verified_on')} >= ${since}`),
  verified: sql`coalesce(${mo('verified_on')} >= ${since}, false)`
})

/** Returns the completeness of the members today. A verification counts since the day, by default for a year. */
export async function findCompleteness(
  db: Db,
  filters: MembershipFilters,
  verifiedSince: string | undefined
): Promise<CompletenessStatistics> {
  const since = verifiedSince === undefined ? sql`(${today} - interval '1 year')::date` : sql`${verifiedSince}::date`
  const { possible, certain } = membershipValidity(today)
  const conditions = [possible, ...membershipConditions(filters)].filter((condition) => condition !== undefined)
  const columns = Object.entries(factsOf(since)).map(([name, fact]) => sql`${fact} as ${sql.id(name)}`)
  const counts = factNames.map((name) => sql`count(*) filter (where ${sql.id(name)}) as ${sql.id(name)}`)
  // An organisation with two possible memberships is one member, of the tier that is certain.
  const { rows } = await sql<CompletenessStatistics>`
    with member as materialized (
      select distinct on (${mo('id')}) ${mo('id')} as id, ${mo('name')} as name,
        ${organisationSummary('mo')} as organisation, ${m('tier')} as tier, ${sql.join(columns)},
        ${mo('verified_on')} as verified_on
      from ${m.table} join ${mo.table} on ${mo('id')} = ${m('organisation_id')}
        left join ${mt.table} on ${mt('code')} = ${mo('territory_code')}
      where ${sql.join(conditions, sql` and `)}
      order by ${mo('id')}, ${certain} desc, ${m('id')}
    )
    select ${today}::text as as_of, ${since}::text as verified_since,
      (select row_to_json(t) from (select count(*) as members, ${sql.join(counts)} from member) as t) as total,
      (select coalesce(json_agg(row_to_json(r)), '[]') from (
        select organisation, tier, ${sql.join(factNames.map((name) => sql.id(name)))}, verified_on
        from member order by name collate "pl-x-icu", id) as r) as members`.execute(db)
  return rows[0] as CompletenessStatistics
}
