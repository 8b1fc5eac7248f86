import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Nullable, Ref, record } from '../../contract/components.ts'
import { Bool, Int, List, Str, stamps } from '../../contract/schemas.ts'
import type { Db } from '../../db/connect.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, texts } from '../../records/define.ts'
import { arrayOf, object } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { applicantStatement } from '../declarations/vocabularies.ts'
import { memberType } from '../memberships/vocabularies.ts'
import { kindFamily, organisationKind } from '../organisations/vocabularies.ts'
import { sourcesOf } from '../sources/citations.ts'
import { nullableOrganisation, organisationSummary } from '../summaries.ts'
import { membershipTier } from './vocabularies.ts'

const EligibilityRule = record(
  'EligibilityRule',
  'A rule that opens a tier. An applicant that meets one rule of the tier is eligible.',
  {
    code: Str('Stable code of the rule.', 'social_service_centre', { maxLength: 100 }),
    no: Int('Position in the printed statement, from 1.', 1),
    member_type: term(memberType, 'Type of member to which the rule applies.', 'organisation'),
    kinds: Nullable(
      List(
        term(organisationKind, 'Kind of the organisation.', 'foundation'),
        'Kinds of organisation that meet the rule. Null if the rule does not depend on the kind.',
        { maxItems: 100 }
      )
    ),
    families: Nullable(
      List(
        term(kindFamily, 'Family of the kind.', 'cus'),
        'Families of kinds that meet the rule. Null if the rule does not depend on the family.',
        { maxItems: 100 }
      )
    ),
    needs_statement: Bool(
      'Whether the applicant must also make a statement that no register can verify, such as the wish to become a CUS.',
      false
    ),
    text_pl: Str('Text of the rule as printed, in Polish.', 'Centra Usług Społecznych'),
    text_en: Str('Text of the rule in English.', 'Social service centres')
  }
)

const Joining = record(
  'Joining',
  'The way into a tier. The rules of the tier say for whom it is open. A portal sends applications of its visitors to ' +
    '`POST /v1/applications`.',
  {
    statements: List(
      term(applicantStatement, 'Code of a statement, which is also the code of its rule.', 'other_in_social_services'),
      'Statements that an applicant must add to the declaration of accession if it joins by one of these rules.',
      { maxItems: 10 }
    ),
    decided_by: nullableOrganisation('Organisation that decides on the admission. Null if not known.'),
    submitted_to: nullableOrganisation(
      'Organisation that receives declarations; its contacts are at /organisations/{organisation}/contacts. ' +
        'Null if not known.'
    )
  }
)

const MembershipTier = record('MembershipTier', 'A tier of membership in the Konwent, with its eligibility rules.', {
  code: term(membershipTier, 'Code of the tier.', 'ordinary'),
  no: Int('Position in the printed statement, from 1.', 1),
  name_pl: Str('Polish name of the tier.', 'członek zwyczajny'),
  name_en: Str('English name of the tier.', 'ordinary member'),
  holders_pl: Str('Description of eligible holders, in Polish.', 'instytucje'),
  holders_en: Str('Description of eligible holders, in English.', 'institutions'),
  member_types: List(term(memberType, 'Type of member.', 'organisation'), 'Types of member that the tier admits.', {
    maxItems: 10
  }),
  rules: List(Ref(EligibilityRule), 'Eligibility rules of the tier, in the printed order.', { maxItems: 100 }),
  joining: Ref(Joining),
  ...stamps
})

const mt = columnsOf('membership_tier', 'mt')
const r = columnsOf('eligibility_rule', 'r')
const x = columnsOf('membership_tier_member_type', 'x')
const db = columnsOf('organisation', 'db')
const st = columnsOf('organisation', 'st')

const rules = arrayOf(
  r.pick('code', 'no', 'member_type', 'kinds', 'families', 'needs_statement', 'text_pl', 'text_en'),
  sql`from ${r.table} where ${r('tier')} = ${mt('code')} order by ${r('no')}`
)

const joining = object({
  statements: sql`(
    select coalesce(json_agg(${r('code')} order by ${r('no')}), '[]')
    from ${r.table} where ${r('tier')} = ${mt('code')} and ${r('needs_statement')})`,
  decided_by: organisationSummary('db'),
  submitted_to: organisationSummary('st')
})

export const membershipTiers = defineResource({
  name: 'membership_tier',
  path: 'membership-tiers',
  label: { pl: 'kategoria członkostwa', en: 'membership tier' },
  texts: texts(
    'Membership Tiers',
    'Membership Tier',
    'Returns the membership tiers with their eligibility rules.',
    'Returns one membership tier by its code.'
  ),
  record: MembershipTier,
  parameter: 'tier',
  identifier: Type.Unsafe<string>(term(membershipTier, 'The code of the tier.', 'ordinary')),
  identifiedBy: (code) => sql`${mt('code')} = ${code}::tier`,
  from: sql`${mt.table}
    left join ${db.table} on ${db('id')} = ${mt('decided_by_id')}
    left join ${st.table} on ${st('id')} = ${mt('submitted_to_id')}`,
  reads: ['organisation'],
  columns: {
    ...mt.stamps(),
    ...mt.pick('code', 'no', 'name_pl', 'name_en', 'holders_pl', 'holders_en'),
    member_types: sql`(
      select json_agg(${x('member_type')} order by ${x('member_type')})
      from ${x.table} where ${x('tier')} = ${mt('code')})`,
    rules,
    joining
  },
  id: mt.sort('no', 'integer'),
  sorts: { no: mt.sort('no', 'integer') },
  defaultSort: 'no',
  updatedAt: mt('updated_at'),
  parts: ['rules'],
  includes: { sources: sourcesOf('membership_tier_code', mt('code')) }
})

/** Returns which types of members each tier admits. */
export const findAdmittedTypes = (db: Db) =>
  db.selectFrom('membership_tier_member_type').select(['tier', 'member_type']).execute()
