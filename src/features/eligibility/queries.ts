import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { Sql } from '../../records/define.ts'
import { today } from '../../records/read/query.ts'
import { idsAmong } from '../../records/references.ts'
import { arrayOf, object, uncertain } from '../../records/sql.ts'
import { organisationSummary, personSummary } from '../summaries.ts'
import type { Term } from '../vocabularies/terms.ts'
import type { Applicant, Tier, UncertainDay } from './rules.ts'

/** Somebody whose eligibility can be checked. */
export interface KnownApplicant extends Applicant {
  id: string
  /** What messages call it. */
  name: string
  /** State of an organisation, and its end; null and unknown for a person. */
  status: Term<'organisation_status'> | null
  closed: UncertainDay
  organisation: { id: string } | null
  person: { id: string } | null
}

/** Today in Poland. */
export async function findToday(db: Db): Promise<string> {
  const { rows } = await sql<{ today: string }>`select ${today} as today`.execute(db)
  return (rows[0] as { today: string }).today
}

/** The tiers with their rules, in the printed order. */
export async function listTiers(db: Db): Promise<Tier[]> {
  const rule = ['code', 'member_type', 'kinds', 'families', 'needs_statement', 'text_pl', 'text_en']
  const rules = arrayOf(
    Object.fromEntries(rule.map((name): [string, Sql] => [name, sql.ref(`r.${name}`)])),
    sql`from eligibility_rule r where r.tier = mt.code order by r.no`
  )
  const { rows } =
    await sql<Tier>`select mt.code, mt.name_pl, mt.name_en, ${rules} as rules from membership_tier mt order by mt.no`.execute(
      db
    )
  return rows
}

/** First place where a record is printed, as source and locator. */
const printedIn = (column: string, key: Sql): Sql =>
  sql`lateral (select s.slug as source, nullif(ci.locator, '') as locator from citation ci join source s on s.id = ci.source_id
    where ${sql.ref(`ci.${column}`)} = ${key} and ci.field = '' order by s.slug, length(ci.locator), ci.locator limit 1)`

const memberships = (column: string, key: Sql): Sql =>
  arrayOf(
    { tier: sql`m.tier`, joined: uncertain('m.joined'), source: sql`mc.source`, locator: sql`mc.locator` },
    sql`from membership m left join ${printedIn('membership_id', sql`m.id`)} mc on true
      where ${sql.ref(`m.${column}`)} = ${key} and m.status in ('active', 'suspended') order by m.joined_on, m.id`
  )

/** What the registry knows of the organisations or people named by id or slug, a former one too. What names nobody is left out. */
export async function findApplicants(
  db: Db,
  type: Term<'member_type'>,
  identifiers: string[]
): Promise<KnownApplicant[]> {
  const isNamed = sql`a.id = any(${idsAmong(identifiers)}::uuid[]) or a.slug = any(${identifiers})
    or a.id in (select target_id from redirect where subject_type = ${type} and identifier = any(${identifiers}))`
  const never = object({ on: sql`null::date`, not_before: sql`null::date`, not_after: sql`null::date` })
  const { rows } = await (type === 'organisation'
    ? sql<KnownApplicant>`
        select a.id, a.name, 'organisation' as member_type, a.kind, a.kind_family, ${uncertain('a.established')} as established,
          a.status, ${uncertain('a.closed')} as closed, c.source, c.locator,
          ${memberships('organisation_id', sql`a.id`)} as memberships, ${organisationSummary('a')} as organisation, null as person
        from organisation a left join ${printedIn('organisation_id', sql`a.id`)} c on true where ${isNamed} order by a.id`
    : sql<KnownApplicant>`
        select a.id, a.display_name as name, 'person' as member_type, null as kind, null as kind_family, ${never} as established,
          null as status, ${never} as closed, c.source, c.locator,
          ${memberships('person_id', sql`a.id`)} as memberships, null as organisation, ${personSummary('a')} as person
        from person a left join ${printedIn('person_id', sql`a.id`)} c on true where ${isNamed} order by a.id`
  ).execute(db)
  return rows
}
