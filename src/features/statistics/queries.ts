import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { columnsOf } from '../../records/columns.ts'
import { today } from '../../records/read/query.ts'
import { isOneOf } from '../../records/sql.ts'
import type { Term, Vocabulary } from '../../records/vocabulary.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { type MembershipFilters, membershipConditions, membershipValidity } from '../memberships/queries.ts'
import { organisationStates } from '../organisations/as-of.ts'
import { kindFamily, organisationKind } from '../organisations/vocabularies.ts'
import { territoriesAsOf, territoryKinds } from '../territories/as-of.ts'
import { gminaKind } from '../territories/vocabularies.ts'
import type { groupings, MembershipStatistics } from './schemas.ts'

type Grouping = (typeof groupings)[number]

const m = columnsOf('membership', 'm')
const mo = columnsOf('organisation', 'mo')
const a = columnsOf('assertion', 'a')

const territory = mo('territory_code')
const keys: Record<Grouping, RawBuilder<string | null>> = {
  tier: sql`${m('tier')}::text`,
  kind: sql`st.kind::text`,
  kind_family: sql`st.kind_family::text`,
  voivodeship: sql`left(${territory}, 2)`,
  powiat: sql`case when length(${territory}) >= 4 then left(${territory}, 4) end`,
  gmina_kind: sql`gk.gmina_kind::text`
}

interface StatisticsQuery extends MembershipFilters {
  group_by?: Grouping
  as_of?: string
}

/**
 * Counts memberships as of a day, in groups, with the numbers that sources claim beside them; all from one snapshot.
 */
export async function countMemberships(db: Db, query: StatisticsQuery): Promise<MembershipStatistics> {
  const { group_by = 'tier', as_of, ...filters } = query
  const day = as_of === undefined ? today : sql`${as_of}::date`
  const { possible, certain } = membershipValidity(day)
  // By kind, a membership counts in the group of every kind that the organisation, or its gmina, possibly had on the
  // day.
  const dependsOn = (names: ('kind' | 'kind_family' | 'gmina_kind')[]) =>
    names.some((name) => group_by === name || filters[name] !== undefined)
  const isCertain = sql<boolean>`(${sql.join(
    [
      certain,
      ...(dependsOn(['kind', 'kind_family']) ? [sql`coalesce(st.certain @> ${day}, true)`] : []),
      ...(dependsOn(['gmina_kind']) ? [sql`coalesce(gk.certain @> ${day}, true)`] : [])
    ],
    sql` and `
  )})`
  const kinds = [
    isOneOf(sql`st.kind`, filters.kind, 'organisation_kind'),
    isOneOf(sql`st.kind_family`, filters.kind_family, 'kind_family'),
    isOneOf(sql`gk.gmina_kind`, filters.gmina_kind, 'gmina_kind')
  ]
  const conditions = membershipConditions(filters, kinds).filter((condition) => condition !== undefined)
  const from = sql`from ${m.table}
    left join ${mo.table} on ${mo('id')} = ${m('organisation_id')}
    left join ${territoryKinds} as gk on gk.territory_code = ${mo('territory_code')} and gk.possible @> ${day}
    left join ${organisationStates} as st on st.organisation_id = ${m('organisation_id')} and st.possible @> ${day}
    where ${sql.join([possible, ...conditions], sql` and `)}`
  const counts = sql`count(distinct ${m('id')}) filter (where ${isCertain}) as certain,
    count(distinct ${m('id')}) as possible`
  const grouped = sql<{ key: string | null; certain: number; possible: number }>`(
    select ${keys[group_by]} as key, ${counts} ${from} group by 1)`.as<'g'>('g')
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const rows = await tx
        .selectFrom(grouped)
        .leftJoin(territoriesAsOf(day).as('t'), (join) =>
          join.onRef('t.code', '=', 'g.key').on(sql<boolean>`${group_by}::text in ('voivodeship', 'powiat')`)
        )
        .select(['g.key', 't.name', 'g.certain', 'g.possible'])
        .select((eb) => sql<boolean>`coalesce(${eb.ref('t.level')} = 'city_county', false)`.as('is_city'))
        .orderBy(
          (eb) => eb.fn.coalesce('t.name', 'g.key'),
          (order) => order.collate('pl-x-icu')
        )
        .orderBy('g.key')
        .execute()
      const found = rows.map(({ key, name, is_city, certain, possible }) => ({
        key,
        ...labelsOf(group_by, key, name, is_city),
        certain,
        possible
      }))
      const none = { certain: 0, possible: 0 }
      const groups =
        group_by === 'tier'
          ? Object.keys(membershipTier.terms).map(
              (key) => found.find((group) => group.key === key) ?? { key, ...labelsOf('tier', key), ...none }
            )
          : found
      const { rows: totals } = await sql<typeof none>`select ${counts} ${from}`.execute(tx)
      const total = totals[0] ?? none
      const counted = await tx.selectNoFrom(day.$castTo<string>().as('day')).executeTakeFirstOrThrow()
      return {
        as_of: counted.day,
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
  const vocabularies: Record<typeof grouping, Vocabulary> = {
    tier: membershipTier,
    kind: organisationKind,
    kind_family: kindFamily,
    gmina_kind: gminaKind
  }
  const { pl, en } = vocabularies[grouping].terms[key] ?? { pl: key, en: key }
  return { label_pl: pl, label_en: en }
}

/**
 * Sets each claimed number beside the registry's own. The claim may be about any of several days; the registry's number
 * can change only where a period begins or ends, so those days and the first are all that need counting.
 */
async function compareAssertions(db: Db): Promise<MembershipStatistics['assertions']> {
  const rows = await db
    .with('counted', (counting) =>
      counting
        .selectFrom('assertion as a')
        .innerJoin('membership as m', (join) => join.onTrue())
        .leftJoin(organisationStates.as('st'), (join) => join.onRef('st.organisation_id', '=', 'm.organisation_id'))
        .select(['a.id as assertion_id', 'm.id as membership_id', 'm.joined_on'])
        // A claim about families counts a membership while the organisation had one of them.
        .select([
          sql<string | null>`case when ${a('families')} is null then ${m('certain_period')}
            else ${m('certain_period')} * st.certain end`.as('certain_period'),
          sql<string | null>`case when ${a('families')} is null then ${m('possible_period')}
            else ${m('possible_period')} * st.possible end`.as('possible_period')
        ])
        .where((eb) =>
          eb.and([
            eb.ref('a.counts_memberships'),
            eb('a.value', 'is not', null),
            eb.or([eb('a.families', 'is', null), sql<boolean>`st.kind_family = any(${a('families')})`])
          ])
        )
    )
    .with('bounds', (bounding) =>
      bounding
        .selectFrom('assertion')
        .select(({ fn }) => [
          'id',
          fn.coalesce('as_of_on', 'as_of_not_before', sql.lit('-infinity')).as('first'),
          fn.coalesce('as_of_on', 'as_of_not_after', sql.lit('infinity')).as('last')
        ])
        .where((eb) => eb.and([eb.ref('counts_memberships'), eb('value', 'is not', null)]))
    )
    .with('days', (listing) =>
      listing
        .selectFrom('bounds')
        .select(['id', 'first as day'])
        .union(
          listing
            .selectFrom('bounds as b')
            .innerJoin('counted as c', 'c.assertion_id', 'b.id')
            .crossJoinLateral((eb) => {
              const [certain, possible] = [eb.ref('c.certain_period'), eb.ref('c.possible_period')]
              const ends = sql`(lower(${certain})), (upper(${certain})), (lower(${possible})), (upper(${possible}))`
              return sql<{ day: string }>`(values ${ends})`.as<'d'>(sql`d (day)`)
            })
            .select(['b.id', 'd.day'])
            .whereRef('d.day', '>', 'b.first')
            .whereRef('d.day', '<=', 'b.last')
        )
    )
    .with('numbers', (counting) =>
      counting
        .selectFrom('days as d')
        .leftJoin('counted as c', 'c.assertion_id', 'd.id')
        .select((eb) => {
          const within = (period: 'c.certain_period' | 'c.possible_period') =>
            eb.fn
              .count<number>('c.membership_id')
              .distinct()
              .filterWhere(sql<boolean>`${eb.ref(period)} @> ${eb.ref('d.day')}`)
          return ['d.id', 'd.day', within('c.certain_period').as('certain'), within('c.possible_period').as('possible')]
        })
        .groupBy(['d.id', 'd.day'])
    )
    .selectFrom('assertion as a')
    .innerJoin('numbers as n', 'n.id', 'a.id')
    .select((eb) => [
      'a.slug',
      'a.claim_pl',
      'a.claim_en',
      eb.ref('a.value').$notNull().as('value'),
      a.uncertain('as_of').$castTo<MembershipStatistics['assertions'][number]['as_of']>().as('as_of'),
      sql<Term<typeof kindFamily>[] | null>`to_json(${eb.ref('a.families')})`.as('families'),
      eb.fn.min('n.certain').as('certain'),
      eb.fn.max('n.possible').as('possible'),
      eb
        .selectFrom('counted as c')
        .select(({ fn }) => fn.count<number>('c.membership_id').distinct().as('count'))
        .whereRef('c.assertion_id', '=', 'a.id')
        .where('c.joined_on', 'is', null)
        .where(sql<boolean>`not isempty(${sql.ref('c.possible_period')})`)
        .$asScalar()
        .$notNull()
        .as('unknown_joining_dates'),
      eb.fn
        .agg<boolean>('bool_and', [
          eb.and([eb('n.certain', '=', eb.ref('a.value')), eb('n.possible', '=', eb.ref('a.value'))])
        ])
        .as('every_day_exact')
    ])
    .groupBy('a.id')
    .orderBy('a.slug')
    .execute()
  return rows.map(({ every_day_exact, ...row }) => ({
    ...row,
    verdict: every_day_exact
      ? 'confirmed'
      : row.value < row.certain || row.value > row.possible
        ? 'contradicted'
        : 'undecidable'
  }))
}
