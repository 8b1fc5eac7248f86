import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Nullable, Ref, record } from '../../contract/components.ts'
import { Bool, Id, Int, List, Slug, Str, stamps } from '../../contract/schemas.ts'
import { defineResource, type Sql } from '../../records/define.ts'
import { idOrSlug, named, reference } from '../../records/references.ts'
import { arrayOf, isOneOf, moment } from '../../records/sql.ts'
import { nullablePerson, OrganisationSummary, organisationSummary, personSummary, sourcesOf } from '../summaries.ts'
import { term } from '../vocabularies/terms.ts'

const EligibilityRule = record('EligibilityRule', 'A rule that opens a tier. An applicant who meets one rule of the tier is eligible.', {
  code: Str('Stable code of the rule.', 'social_service_centre', { maxLength: 100 }),
  no: Int('Place in the order of the printed statement.', 1),
  member_type: term('member_type', 'Type of member that the rule speaks of.', 'organisation'),
  kinds: Nullable(
    List(term('organisation_kind', 'Kind.', 'foundation'), 'Kinds of organisation that fit; null when a kind alone does not tell.', { maxItems: 100 })
  ),
  families: Nullable(List(term('kind_family', 'Family.', 'cus'), 'Families of kinds that fit; null when a family alone does not tell.', { maxItems: 100 })),
  needs_statement: Bool('Whether the applicant must also state something that no register tells, such as the will to become a CUS.', false),
  text_pl: Str('The rule as printed.', 'Centra Usług Społecznych'),
  text_en: Str('The rule in English.', 'Social service centres')
})

const MembershipTier = record('MembershipTier', 'A tier of membership of the Konwent and who may hold it.', {
  code: term('membership_tier', 'The tier.', 'ordinary'),
  no: Int('Place in the order of the printed statement.', 1),
  name_pl: Str('Polish name.', 'członek zwyczajny'),
  name_en: Str('English name.', 'ordinary member'),
  holders_pl: Str('Who may hold it, in Polish.', 'instytucje'),
  holders_en: Str('Who may hold it, in English.', 'institutions'),
  member_types: List(term('member_type', 'Type.', 'organisation'), 'Types of member that the tier admits.', { maxItems: 10 }),
  rules: List(Ref(EligibilityRule), 'Who may become a member, in the printed order.', { maxItems: 100 }),
  ...stamps
})

const rules = arrayOf(
  Object.fromEntries(
    ['code', 'no', 'member_type', 'kinds', 'families', 'needs_statement', 'text_pl', 'text_en'].map((name): [string, Sql] => [name, sql.ref(`r.${name}`)])
  ),
  sql`from eligibility_rule r where r.tier = mt.code order by r.no`
)

export const membershipTiers = defineResource({
  name: 'membership_tier',
  path: 'membership-tiers',
  label: { pl: 'kategoria członkostwa', en: 'membership tier' },
  record: MembershipTier,
  parameter: 'tier',
  identifier: Type.Unsafe<string>(term('membership_tier', 'Code of the tier.', 'ordinary')),
  identifiedBy: (code) => sql`mt.code = ${code}::tier`,
  from: sql`membership_tier mt`,
  columns: {
    code: sql`mt.code`,
    no: sql`mt.no`,
    name_pl: sql`mt.name_pl`,
    name_en: sql`mt.name_en`,
    holders_pl: sql`mt.holders_pl`,
    holders_en: sql`mt.holders_en`,
    member_types: sql`(select json_agg(x.member_type order by x.member_type) from membership_tier_member_type x where x.tier = mt.code)`,
    rules,
    version: sql`mt.version`,
    updated_at: moment('mt.updated_at')
  },
  id: { expression: sql`mt.no`, type: 'integer' },
  sorts: { no: { expression: sql`mt.no`, type: 'integer' } },
  defaultSort: 'no',
  updatedAt: sql`mt.updated_at`,
  parts: ['rules', 'sources'],
  includes: { sources: sourcesOf('membership_tier_code', sql`mt.code`) }
})

const MembershipListEntry = record('MembershipListEntry', 'A row of a printed list of members.', {
  no: Int('Row in the printed list.', 1, { minimum: 1 }),
  organisation: Ref(OrganisationSummary),
  person: nullablePerson('Person in the row; null when none is printed.'),
  printed_post: Nullable(Str('Post in the row; null when none is printed.', 'Dyrektor'))
})

const MembershipList = record(
  'MembershipList',
  'A list of members as a source prints it, kept beside the memberships that it attests: a printed list may name a member twice.',
  {
    id: Id(),
    slug: Slug('Short name for URLs.', 'czlonkowie-konwentu'),
    no: Int('Place among the lists of the source.', 3),
    heading: Nullable(Str('Heading as printed; null when not known.', 'Członkowie Konwentu')),
    source: Slug('Source that prints the list, see /sources.', 's000'),
    entries: List(Ref(MembershipListEntry), 'Rows in the printed order.'),
    ...stamps
  }
)

export const membershipLists = defineResource({
  name: 'membership_list',
  path: 'membership-lists',
  label: { pl: 'drukowana lista członków', en: 'membership list' },
  record: MembershipList,
  parameter: 'membership_list',
  identifier: idOrSlug('Id or slug of the list.', 'czlonkowie-konwentu'),
  identifiedBy: named('ml'),
  from: sql`membership_list ml join source mls on mls.id = ml.source_id`,
  columns: {
    id: sql`ml.id`,
    slug: sql`ml.slug`,
    no: sql`ml.no`,
    heading: sql`ml.heading`,
    source: sql`mls.slug`,
    entries: arrayOf(
      { no: sql`le.no`, organisation: organisationSummary('leo'), person: personSummary('lep'), printed_post: sql`le.printed_post` },
      sql`from membership_list_entry le join organisation leo on leo.id = le.organisation_id left join person lep on lep.id = le.person_id
        where le.membership_list_id = ml.id order by le.no`
    ),
    version: sql`ml.version`,
    updated_at: moment('ml.updated_at')
  },
  id: { expression: sql`ml.id`, type: 'uuid' },
  sorts: { no: { expression: sql`ml.no`, type: 'integer' } },
  defaultSort: 'no',
  filters: { organisation: reference('organisation', 'Organisation that the list names.', 'cus-wojcieszkow') },
  where: (q: { organisation?: string[] }) => [
    q.organisation &&
      sql`exists (select 1 from membership_list_entry le where le.membership_list_id = ml.id and ${isOneOf(sql`le.organisation_id`, q.organisation, 'uuid')})`
  ],
  updatedAt: sql`ml.updated_at`,
  parts: ['entries', 'sources'],
  includes: { sources: sourcesOf('membership_list_id', sql`ml.id`) }
})
