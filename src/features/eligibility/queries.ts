import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { Citation } from '../../db/types.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'
import { today } from '../../records/read/query.ts'
import { idsAmong } from '../../records/references.ts'
import { arrayOf, object } from '../../records/sql.ts'
import type { Term } from '../../records/vocabulary.ts'
import { statusNow } from '../memberships/as-of.ts'
import type { memberType } from '../memberships/vocabularies.ts'
import type { organisationStatus } from '../organisations/vocabularies.ts'
import { organisationSummary, personSummary } from '../summaries.ts'
import type { Applicant, Tier, UncertainDay } from './rules.ts'

/** An organisation or a person on record, whose eligibility can be checked. */
export interface KnownApplicant extends Applicant {
  id: string
  /** Name for messages. */
  name: string
  /** Status of an organisation; null for a person. */
  status: Term<typeof organisationStatus> | null
  /** Day on which an organisation was closed; unknown for a person. */
  closed: UncertainDay
  organisation: { id: string } | null
  person: { id: string } | null
}

/** Returns today's date in Poland. */
export async function findToday(db: Db): Promise<string> {
  const row = await db.selectNoFrom(today.$castTo<string>().as('today')).executeTakeFirstOrThrow()
  return row.today
}

/** Returns the tiers with their rules, in the printed order. */
export function listTiers(db: Db): Promise<Tier[]> {
  const mt = columnsOf('membership_tier', 'mt')
  const r = columnsOf('eligibility_rule', 'r')
  const rules = arrayOf(
    r.pick('code', 'member_type', 'kinds', 'families', 'needs_statement', 'text_pl', 'text_en'),
    sql`from ${r.table} where ${r('tier')} = ${mt('code')} order by ${r('no')}`
  )
  return db
    .selectFrom('membership_tier as mt')
    .select(['mt.code', 'mt.name_pl', 'mt.name_en', rules.$castTo<Tier['rules']>().as('rules')])
    .orderBy('mt.no')
    .execute()
}

const m = columnsOf('membership', 'm')
const ci = columnsOf('citation', 'ci')
const s = columnsOf('source', 's')

interface Printed {
  source: string
  locator: string | null
}

/** Selects the first place where a record is printed, as source and locator. */
const printedIn = (column: keyof Citation, key: Sql) =>
  sql<Printed>`lateral (
    select ${s('slug')} as source, nullif(${ci('locator')}, '') as locator
    from ${ci.table} join ${s.table} on ${s('id')} = ${ci('source_id')}
    where ${ci(column)} = ${key} and ${ci('field')} = ''
    order by ${s('slug')}, length(${ci('locator')}), ${ci('locator')} limit 1)`

const memberships = (column: 'organisation_id' | 'person_id', key: Sql) =>
  arrayOf(
    { tier: m('tier'), joined: m.uncertain('joined'), source: sql`mc.source`, locator: sql`mc.locator` },
    sql`from ${m.table} left join ${printedIn('membership_id', m('id'))} mc on true
      where ${m(column)} = ${key} and ${statusNow} in ('active', 'suspended') order by ${m('joined_on')}, ${m('id')}`
  ).$castTo<KnownApplicant['memberships']>()

/**
 * Condition that the record `a` has one of these ids or slugs, including former slugs. The ids are found with one index
 * each. A disjunction with the former slugs would read the whole table.
 */
function isIdentifiedBy(type: Term<typeof memberType>, identifiers: string[]) {
  const [a, x, r] = [columnsOf(type, 'a'), columnsOf(type, 'x'), columnsOf('redirect', 'r')]
  return sql<boolean>`${a('id')} = any(array(
    select ${x('id')} from ${x.table}
    where ${x('id')} = any(${idsAmong(identifiers)}::uuid[]) or ${x('slug')} = any(${identifiers})
    union all
    select ${r('target_id')} from ${r.table}
    where ${r('subject_type')} = ${type} and ${r('identifier')} = any(${identifiers})))`
}

/** Returns the organisations or people with these ids or slugs (also former slugs). Unknown identifiers are skipped. */
export async function findApplicants(
  db: Db,
  type: Term<typeof memberType>,
  identifiers: string[]
): Promise<KnownApplicant[]> {
  if (identifiers.length === 0) return []
  return type === 'organisation' ? findOrganisations(db, identifiers) : findPeople(db, identifiers)
}

function findOrganisations(db: Db, identifiers: string[]): Promise<KnownApplicant[]> {
  const a = columnsOf('organisation', 'a')
  return db
    .selectFrom('organisation as a')
    .leftJoin(printedIn('organisation_id', a('id')).as('c'), (join) => join.onTrue())
    .select(['a.id', 'a.name', sql.lit<'organisation'>('organisation').as('member_type'), 'a.kind', 'a.kind_family'])
    .select(a.uncertain('established').$castTo<UncertainDay>().as('established'))
    .select(['a.status', a.uncertain('closed').$castTo<UncertainDay>().as('closed'), 'c.source', 'c.locator'])
    .select([
      memberships('organisation_id', a('id')).as('memberships'),
      organisationSummary('a').$castTo<{ id: string }>().as('organisation'),
      sql<null>`null`.as('person')
    ])
    .where(isIdentifiedBy('organisation', identifiers))
    .orderBy('a.id')
    .execute()
}

function findPeople(db: Db, identifiers: string[]): Promise<KnownApplicant[]> {
  const a = columnsOf('person', 'a')
  const unknown = object({ on: sql`null::date`, not_before: sql`null::date`, not_after: sql`null::date` })
  const unknownDay = unknown.$castTo<UncertainDay>()
  const none = sql<null>`null`
  return db
    .selectFrom('person as a')
    .leftJoin(printedIn('person_id', a('id')).as('c'), (join) => join.onTrue())
    .select((eb) => ['a.id', eb.ref('a.display_name').$notNull().as('name')])
    .select([sql.lit<'person'>('person').as('member_type'), none.as('kind'), none.as('kind_family')])
    .select([unknownDay.as('established'), none.as('status'), unknownDay.as('closed'), 'c.source', 'c.locator'])
    .select([
      memberships('person_id', a('id')).as('memberships'),
      none.as('organisation'),
      personSummary('a').$castTo<{ id: string }>().as('person')
    ])
    .where(isIdentifiedBy('person', identifiers))
    .orderBy('a.id')
    .execute()
}
