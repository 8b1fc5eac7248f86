import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { Sql } from '../../records/define.ts'
import { today } from '../../records/read/query.ts'
import { uncertain } from '../../records/sql.ts'
import { type MembershipFilters, membershipConditions, membershipValidity } from '../memberships/queries.ts'
import { type Term, vocabularies } from '../vocabularies/terms.ts'
import type { groupings, MembershipStatistics } from './schemas.ts'

type Grouping = (typeof groupings)[number]

const keys: Record<Grouping, Sql> = {
  tier: sql`m.tier::text`,
  kind: sql`mo.kind::text`,
  kind_family: sql`mo.kind_family::text`,
  voivodeship: sql`left(mo.territory_code, 2)`,
  powiat: sql`case when length(mo.territory_code) >= 4 then left(mo.territory_code, 4) end`,
  gmina_kind: sql`mt.gmina_kind::text`
}

const from = sql`membership m left join organisation mo on mo.id = m.organisation_id left join territory mt on mt.code = mo.territory_code`

interface StatisticsQuery extends MembershipFilters {
  group_by?: Grouping
  as_of?: string
}

/** Counts memberships as of a day, in groups, with the numbers that sources claim beside them; all from one snapshot. */
export async function countMemberships(db: Db, query: StatisticsQuery): Promise<MembershipStatistics> {
  const { group_by = 'tier', as_of, ...filters } = query
  const day = as_of === undefined ? today : sql`${as_of}::date`
  const { possible, certain } = membershipValidity(day)
  const conditions = membershipConditions(filters).filter((condition) => condition !== undefined)
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const { rows } = await sql<{
        key: string | null
        name: string | null
        is_city: boolean
        certain: number
        possible: number
      }>`
        select g.key, t.name, coalesce(t.level = 'city_county', false) as is_city, g.certain, g.possible
        from (select ${keys[group_by]} as key, count(*) filter (where ${certain}) as certain, count(*) as possible
          from ${from} where ${sql.join([possible, ...conditions], sql` and `)} group by 1) as g
        left join territory t on t.code = g.key and ${group_by}::text in ('voivodeship', 'powiat')
        order by coalesce(t.name, g.key) collate "pl-x-icu", g.key`.execute(tx)
      const found = rows.map(({ key, name, is_city, certain, possible }) => ({
        key,
        ...labelsOf(group_by, key, name, is_city),
        certain,
        possible
      }))
      const none = { certain: 0, possible: 0 }
      const groups =
        group_by === 'tier'
          ? Object.keys(vocabularies.membership_tier.terms).map(
              (key) => found.find((group) => group.key === key) ?? { key, ...labelsOf('tier', key), ...none }
            )
          : found
      const total = groups.reduce(
        (sum, group) => ({ certain: sum.certain + group.certain, possible: sum.possible + group.possible }),
        none
      )
      const { rows: days } = await sql<{ day: string }>`select ${day} as day`.execute(tx)
      return {
        as_of: (days[0] as { day: string }).day,
        group_by,
        total,
        groups,
        assertions: await compareAssertions(tx)
      }
    })
}

function labelsOf(
  grouping: Grouping,
  key: string | null,
  name: string | null = null,
  isCity = false
): { label_pl: string; label_en: string } {
  if (key === null) return { label_pl: 'nie wiadomo', label_en: 'not known' }
  if (grouping === 'voivodeship')
    return { label_pl: `województwo ${name ?? key}`, label_en: `voivodeship ${name ?? key}` }
  if (grouping === 'powiat' && isCity)
    return { label_pl: `${name} (miasto na prawach powiatu)`, label_en: `${name} (city with powiat rights)` }
  if (grouping === 'powiat') return { label_pl: `powiat ${name ?? key}`, label_en: `powiat ${name ?? key}` }
  const vocabulary = {
    tier: 'membership_tier',
    kind: 'organisation_kind',
    kind_family: 'kind_family',
    gmina_kind: 'gmina_kind'
  } as const
  const { pl, en } = (vocabularies[vocabulary[grouping]].terms as Record<string, { pl: string; en: string }>)[key] ?? {
    pl: key,
    en: key
  }
  return { label_pl: pl, label_en: en }
}

/**
 * Sets each claimed number beside the registry's own. The claim may be about any of several days; the registry's number can change only
 * where a period begins or ends, so those days and the first are all that need counting.
 */
async function compareAssertions(db: Db): Promise<MembershipStatistics['assertions']> {
  const { rows } = await sql<
    Omit<MembershipStatistics['assertions'][number], 'verdict' | 'families'> & {
      families: Term<'kind_family'>[] | null
      every_day_exact: boolean
    }
  >`
    with counted as (
      select a.id as assertion_id, m.joined_on, m.certain_period, m.possible_period
      from assertion a
        join membership m on true
        left join organisation mo on mo.id = m.organisation_id
      where a.counts_memberships and a.value is not null and (a.families is null or mo.kind_family = any(a.families))
    ), bounds as (
      select id, coalesce(as_of_on, as_of_not_before, '-infinity') as first, coalesce(as_of_on, as_of_not_after, 'infinity') as last
      from assertion where counts_memberships and value is not null
    ), days as (
      select id, first as day from bounds
      union
      select b.id, d.day
      from bounds b
        join counted c on c.assertion_id = b.id
        cross join lateral (values (lower(c.certain_period)), (upper(c.certain_period)), (lower(c.possible_period)), (upper(c.possible_period))) as d (day)
      where d.day > b.first and d.day <= b.last
    ), numbers as (
      select d.id, d.day, count(*) filter (where c.certain_period @> d.day) as certain, count(*) filter (where c.possible_period @> d.day) as possible
      from days d left join counted c on c.assertion_id = d.id
      group by d.id, d.day
    )
    select a.slug, a.claim_pl, a.claim_en, a.value, ${uncertain('a.as_of')} as as_of, to_json(a.families) as families,
      min(n.certain) as certain, max(n.possible) as possible,
      (select count(*) from counted c where c.assertion_id = a.id and c.joined_on is null) as unknown_joining_dates,
      bool_and(n.certain = a.value and n.possible = a.value) as every_day_exact
    from assertion a join numbers n on n.id = a.id
    group by a.id
    order by a.slug`.execute(db)
  return rows.map(({ every_day_exact, ...row }) => ({
    ...row,
    verdict: every_day_exact
      ? 'confirmed'
      : row.value < row.certain || row.value > row.possible
        ? 'contradicted'
        : 'undecidable'
  }))
}
