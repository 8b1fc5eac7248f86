import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { columnsOf } from '../../records/columns.ts'
import { today } from '../../records/read/query.ts'
import type { Term, Vocabulary } from '../../records/vocabulary.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { type MembershipFilters, membershipConditions, membershipValidity } from '../memberships/queries.ts'
import { kindFamily, organisationKind } from '../organisations/vocabularies.ts'
import { gminaKind } from '../territories/vocabularies.ts'
import type { groupings, MembershipStatistics } from './schemas.ts'

type Grouping = (typeof groupings)[number]

const m = columnsOf('membership', 'm')
const mo = columnsOf('organisation', 'mo')
const mt = columnsOf('territory', 'mt')
const a = columnsOf('assertion', 'a')

const territory = mo('territory_code')
const keys: Record<Grouping, RawBuilder<string | null>> = {
  tier: sql`${m('tier')}::text`,
  kind: sql`${mo('kind')}::text`,
  kind_family: sql`${mo('kind_family')}::text`,
  voivodeship: sql`left(${territory}, 2)`,
  powiat: sql`case when length(${territory}) >= 4 then left(${territory}, 4) end`,
  gmina_kind: sql`${mt('gmina_kind')}::text`
}

interface StatisticsQuery extends MembershipFilters {
  group_by?: Grouping
  as_of?: string
}

/** Counts memberships as of a day by group, and compares the numbers that sources claim. It reads one snapshot. */
export async function countMemberships(db: Db, query: StatisticsQuery): Promise<MembershipStatistics> {
  const { group_by = 'tier', as_of, ...filters } = query
  const day = as_of === undefined ? today : sql`${as_of}::date`
  const { possible, certain } = membershipValidity(day)
  const isCertain = certain.$castTo<boolean>()
  const conditions = membershipConditions(filters).filter((condition) => condition !== undefined)
  const isCounted = sql<boolean>`${sql.join([possible, ...conditions], sql` and `)}`
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const rows = await tx
        .selectFrom((eb) =>
          eb
            .selectFrom('membership as m')
            .leftJoin('organisation as mo', 'mo.id', 'm.organisation_id')
            .leftJoin('territory as mt', 'mt.code', 'mo.territory_code')
            .select(({ fn }) => [
              keys[group_by].as('key'),
              fn.countAll<number>().filterWhere(isCertain).as('certain'),
              fn.countAll<number>().as('possible')
            ])
            .where(isCounted)
            .groupBy(sql`1`)
            .as('g')
        )
        .leftJoin('territory as t', (join) =>
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
      const total = groups.reduce(
        (sum, group) => ({ certain: sum.certain + group.certain, possible: sum.possible + group.possible }),
        none
      )
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
  if (key === null) return { label_pl: 'nie wiadomo', label_en: 'unknown' }
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
 * Compares each claimed number with the number of the registry. A claim can be about any of several days. The number of
 * the registry changes only where a period begins or ends, so only those days and the first day are counted.
 */
async function compareAssertions(db: Db): Promise<MembershipStatistics['assertions']> {
  const rows = await db
    .with('counted', (counting) =>
      counting
        .selectFrom('assertion as a')
        .innerJoin('membership as m', (join) => join.onTrue())
        .leftJoin('organisation as mo', 'mo.id', 'm.organisation_id')
        .select(['a.id as assertion_id', 'm.joined_on', 'm.certain_period', 'm.possible_period'])
        .where((eb) =>
          eb.and([
            eb.ref('a.counts_memberships'),
            eb('a.value', 'is not', null),
            eb.or([eb('a.families', 'is', null), sql<boolean>`${mo('kind_family')} = any(${a('families')})`])
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
          const countOf = (period: 'c.certain_period' | 'c.possible_period') =>
            eb.fn.countAll<number>().filterWhere(sql<boolean>`${eb.ref(period)} @> ${eb.ref('d.day')}`)
          const [certain, possible] = [countOf('c.certain_period'), countOf('c.possible_period')]
          return ['d.id', 'd.day', certain.as('certain'), possible.as('possible')]
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
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('c.assertion_id', '=', 'a.id')
        .where('c.joined_on', 'is', null)
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
    verdict: verdictOf(row, every_day_exact)
  }))
}

function verdictOf(
  { value, certain, possible }: { value: number; certain: number; possible: number },
  isExact: boolean
): MembershipStatistics['assertions'][number]['verdict'] {
  if (isExact) return 'confirmed'
  return value < certain || value > possible ? 'contradicted' : 'undecidable'
}
