import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { Sql } from '../../records/define.ts'
import { today } from '../../records/read/query.ts'
import { named } from '../../records/references.ts'
import { certaintyOf } from '../../records/related.ts'
import { arrayOf, uncertain, utcText } from '../../records/sql.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import { membershipValidity } from '../memberships/queries.ts'
import { organisationSummary } from '../summaries.ts'
import type { Term } from '../vocabularies/terms.ts'

/** Parts of an organisation that an answer names at most. */
const MOST_PARTS = 100

/** What an organisation can be found by, its name apart. */
export type Identifier = 'organisation' | 'nip' | 'regon'

/** At what point of its history the registry is asked. */
export interface Moment {
  as_of: string
  /** Whether that day is after today in Poland. */
  future: boolean
  checked_at: string
  journal_position: number
}

export interface HeldMembership {
  id: string
  tier: Term<'membership_tier'>
  certainty: 'certain' | 'possible'
  suspended: boolean | null
  joined: UncertainDay
  ended: UncertainDay
}

export interface KnownFacts {
  organisation: object
  memberships: HeldMembership[]
  parts: object[]
}

/** The moment of the transaction; the day is today in Poland unless told. */
export async function findMoment(tx: Db, as_of: string | undefined): Promise<Moment> {
  const day = as_of === undefined ? today : sql`${as_of}::date`
  const { rows } = await sql<Moment>`
    select ${day} as as_of, ${day} > ${today} as future, ${utcText(sql`now()`)} as checked_at, seq as journal_position
    from feed_head`.execute(tx)
  return rows[0] as Moment
}

/** Id of the organisation that an identifier names; a former slug leads to it, as does what named a record merged into it. */
export async function findOrganisation(tx: Db, by: Identifier, value: string): Promise<string | undefined> {
  const condition = by === 'organisation' ? named('o')(value) : sql`${sql.ref(`o.${by}`)} = ${value}`
  const led =
    by === 'organisation'
      ? sql`union all select target_id from redirect where subject_type = 'organisation' and identifier = ${value}`
      : sql``
  const { rows } = await sql<{ id: string }>`select o.id from organisation o where ${condition} ${led} limit 1`.execute(
    tx
  )
  return rows[0]?.id
}

/** Memberships that possibly hold on the day. Who is still a candidate is no member. */
const holds = (day: Sql): Sql => sql`m.status <> 'candidate' and ${membershipValidity(day).possible}`

/**
 * Whether membership `m` is suspended on the day: by the last step before it; before the first one, by what that changed. Null when the day of a
 * suspension is not known.
 */
const suspended = (day: Sql): Sql => {
  const step = (when: Sql) =>
    sql`(select e.kind from membership_event e where e.membership_id = m.id and e.kind in ('suspended', 'resumed') and ${when} limit 1)`
  const before = step(sql`e.effective_on <= ${day} order by e.effective_on desc, e.created_at desc`)
  const after = step(sql`e.effective_on > ${day} order by e.effective_on, e.created_at`)
  const recorded = sql`case when m.status <> 'suspended' then false when ${day} >= ${today} then true end`
  return sql`coalesce(${before} = 'suspended', case ${after} when 'suspended' then false when 'resumed' then null else ${recorded} end)`
}

/** What the registry knows of an organisation on a day. */
export async function findFacts(tx: Db, id: string, as_of: string): Promise<KnownFacts> {
  const day = sql`${as_of}::date`
  const memberships = arrayOf(
    {
      id: sql`m.id`,
      tier: sql`m.tier`,
      certainty: certaintyOf(membershipValidity(day)),
      suspended: suspended(day),
      joined: uncertain('m.joined'),
      ended: uncertain('m.ended')
    },
    sql`from membership m where m.organisation_id = o.id and ${holds(day)} order by coalesce(m.joined_on, m.joined_not_before), m.id`
  )
  const parts = arrayOf(
    Object.fromEntries(
      ['id', 'slug', 'name', 'short_name', 'kind'].map((name): [string, Sql] => [name, sql.ref(`p.${name}`)])
    ),
    sql`from organisation p where p.id in (select id from part) and exists (select from membership m where m.organisation_id = p.id and ${holds(day)})
      order by p.name collate "pl-x-icu", p.id limit ${sql.lit(MOST_PARTS)}`
  )
  const { rows } = await sql<KnownFacts>`
    with recursive part (id) as (
      select id from organisation where part_of_id = ${id}::uuid
      union select o.id from organisation o join part on o.part_of_id = part.id
    )
    select ${organisationSummary('o')} as organisation, ${memberships} as memberships, ${parts} as parts from organisation o where o.id = ${id}::uuid`.execute(
    tx
  )
  return rows[0] as KnownFacts
}
