import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Nullable, Ref, record } from '../../contract/components.ts'
import { Bool, Int, List, Str, stamps } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, texts } from '../../records/define.ts'
import { arrayOf } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { memberType } from '../memberships/vocabularies.ts'
import { kindFamily, organisationKind } from '../organisations/vocabularies.ts'
import { sourcesOf } from '../sources/citations.ts'
import { membershipTier } from './vocabularies.ts'

const EligibilityRule = record(
  'EligibilityRule',
  'A rule that opens a tier. An applicant who meets one rule of the tier is eligible.',
  {
    code: Str('Stable code of the rule.', 'social_service_centre', { maxLength: 100 }),
    no: Int('Place in the order of the printed statement.', 1),
    member_type: term(memberType, 'Type of member that the rule speaks of.', 'organisation'),
    kinds: Nullable(
      List(
        term(organisationKind, 'Kind.', 'foundation'),
        'Kinds of organisation that fit; null when a kind alone does not tell.',
        { maxItems: 100 }
      )
    ),
    families: Nullable(
      List(term(kindFamily, 'Family.', 'cus'), 'Families of kinds that fit; null when a family alone does not tell.', {
        maxItems: 100
      })
    ),
    needs_statement: Bool(
      'Whether the applicant must also state something that no register tells, such as the will to become a CUS.',
      false
    ),
    text_pl: Str('The rule as printed.', 'Centra Usług Społecznych'),
    text_en: Str('The rule in English.', 'Social service centres')
  }
)

const MembershipTier = record('MembershipTier', 'A tier of membership of the Konwent and who may hold it.', {
  code: term(membershipTier, 'The tier.', 'ordinary'),
  no: Int('Place in the order of the printed statement.', 1),
  name_pl: Str('Polish name.', 'członek zwyczajny'),
  name_en: Str('English name.', 'ordinary member'),
  holders_pl: Str('Who may hold it, in Polish.', 'instytucje'),
  holders_en: Str('Who may hold it, in English.', 'institutions'),
  member_types: List(term(memberType, 'Type.', 'organisation'), 'Types of member that the tier admits.', {
    maxItems: 10
  }),
  rules: List(Ref(EligibilityRule), 'Who may become a member, in the printed order.', { maxItems: 100 }),
  ...stamps
})

const mt = columnsOf('membership_tier', 'mt')
const r = columnsOf('eligibility_rule', 'r')
const x = columnsOf('membership_tier_member_type', 'x')

const rules = arrayOf(
  r.pick('code', 'no', 'member_type', 'kinds', 'families', 'needs_statement', 'text_pl', 'text_en'),
  sql`from ${r.table} where ${r('tier')} = ${mt('code')} order by ${r('no')}`
)

export const membershipTiers = defineResource({
  name: 'membership_tier',
  path: 'membership-tiers',
  label: { pl: 'kategoria członkostwa', en: 'membership tier' },
  texts: texts(
    'Membership Tiers',
    'Membership Tier',
    'The tiers of membership, with the rules that open them.',
    'One tier by its code.'
  ),
  record: MembershipTier,
  parameter: 'tier',
  identifier: Type.Unsafe<string>(term(membershipTier, 'Code of the tier.', 'ordinary')),
  identifiedBy: (code) => sql`${mt('code')} = ${code}::tier`,
  from: mt.table,
  reads: [],
  columns: {
    ...mt.stamps(),
    ...mt.pick('code', 'no', 'name_pl', 'name_en', 'holders_pl', 'holders_en'),
    member_types: sql`(
      select json_agg(${x('member_type')} order by ${x('member_type')})
      from ${x.table} where ${x('tier')} = ${mt('code')})`,
    rules
  },
  id: mt.sort('no', 'integer'),
  sorts: { no: mt.sort('no', 'integer') },
  defaultSort: 'no',
  updatedAt: mt('updated_at'),
  parts: ['rules'],
  includes: { sources: sourcesOf('membership_tier_code', mt('code')) }
})
