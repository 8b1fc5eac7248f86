import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Sql, texts } from '../../records/define.ts'
import { idOrSlug, matchesIdOrSlug, oneOf, reference } from '../../records/references.ts'
import { related } from '../../records/related.ts'
import { isOneOf } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { appointments } from '../appointments/queries.ts'
import { postRole } from '../appointments/vocabularies.ts'
import { currentMembershipOfPerson } from '../memberships/current-membership.ts'
import { hasMembership, type MemberFilters, memberFilters, requiresMembership } from '../memberships/member-filters.ts'
import { konwent, memberships } from '../memberships/queries.ts'
import { sourcesOf } from '../sources/citations.ts'
import { territory, within } from '../territories/references.ts'
import { personCard } from './card.ts'
import { personData } from './linked-data.ts'
import { Person } from './schemas.ts'
import { academicTitle } from './vocabularies.ts'

interface PersonFilters extends MemberFilters {
  organisation?: string[]
  role?: string[]
  voivodeship?: string[]
  membership_list?: string[]
  academic_title?: string[]
}

const p = columnsOf('person', 'p')
const a = columnsOf('appointment', 'a')
const po = columnsOf('post', 'po')
const l = columnsOf('membership_list_entry', 'l')
const m = columnsOf('membership', 'm')
const ao = columnsOf('organisation', 'ao')

const holdsPost = (condition: Sql | undefined): Sql | undefined =>
  condition &&
  sql`exists (select 1 from ${a.table} join ${po.table} on ${po('id')} = ${a('post_id')}
    where ${a('person_id')} = ${p('id')} and ${condition})`

/** Condition: the person holds a post on the day that meets all filters about posts and their organisations. */
const holdsOnDay = (q: PersonFilters, day: Sql): Sql => {
  const conditions = [
    isOneOf(po('organisation_id'), q.organisation, 'uuid'),
    isOneOf(po('role'), q.role, 'post_role'),
    within(ao('territory_code'), q.voivodeship),
    requiresMembership(q) ? hasMembership({ organisation: ao('id') }, q, 'possible_period', day) : undefined,
    sql`${a('possible_period')} @> ${day}`
  ].filter((condition) => condition !== undefined)
  return sql`exists (select 1 from ${a.table}
    join ${po.table} on ${po('id')} = ${a('post_id')} join ${ao.table} on ${ao('id')} = ${po('organisation_id')}
    where ${a('person_id')} = ${p('id')} and ${sql.join(conditions, sql` and `)})`
}

/**
 * Conditions of the filters about posts. With `member`, `tier` or `voivodeship`, one post of the day meets all of them; a
 * person who is a member needs no post. Without them, each filter may be met by another post, also a former one.
 */
function postConditions(q: PersonFilters, day: Sql): (Sql | undefined)[] {
  const { member, organisation, role, voivodeship } = q
  const isMember = (filters: MemberFilters) => hasMembership({ person: p('id') }, filters, 'possible_period', day)
  if (member === false) {
    const { member: _member, ...others } = q
    return [...postConditions(others, day), sql`not (${isMember({})} or ${holdsOnDay({ member: true }, day)})`]
  }
  if (!requiresMembership(q) && voivodeship === undefined)
    return [
      holdsPost(isOneOf(po('organisation_id'), organisation, 'uuid')),
      holdsPost(isOneOf(po('role'), role, 'post_role'))
    ]
  const needsPost = (organisation ?? role ?? voivodeship) !== undefined
  return [needsPost ? holdsOnDay(q, day) : sql`(${isMember(q)} or ${holdsOnDay(q, day)})`]
}

const isListed = (condition: Sql | undefined): Sql | undefined =>
  condition && sql`exists (select 1 from ${l.table} where ${l('person_id')} = ${p('id')} and ${condition})`

const heldPosts = ['appointment', 'post', 'organisation']
const members = memberFilters('the person, or an organisation in which the person holds a post on that day,')

export const people = defineResource({
  name: 'person',
  path: 'people',
  label: { pl: 'osoba', en: 'person' },
  texts: texts(
    'People',
    'Person',
    'Returns the people whom sources name in a public function. The search covers names only.',
    'Returns one person by id or slug.'
  ),
  history: true,
  record: Person,
  identity: { slug: 'anna-ostasz' },
  parameter: 'person',
  identifier: idOrSlug('The id or slug of the person.', 'ewelina-szkutnicka'),
  ...p.keys('slug'),
  from: p.table,
  reads: [],
  visible: sql`(${p('erased_at')} is null and (${p('restricted_at')} is null or shows_restricted()))`,
  erased: (identifier) =>
    sql`1 from ${p.table} where ${matchesIdOrSlug('p')(identifier)} and ${p('erased_at')} is not null`,
  keyAdds:
    'A staff key with the scope `privacy:admin` also returns people whose processing is restricted (art. 18 GDPR).',
  columns: {
    ...p.standard(),
    ...p.pick('given_name', 'family_name', 'academic_title', 'display_name', 'restriction_reason'),
    restricted_at: p.moment('restricted_at')
  },
  sorts: {
    family_name: p.alphabetical('family_name'),
    given_name: p.alphabetical('given_name'),
    updated_at: p.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'family_name,given_name',
  filters: {
    organisation: {
      ...reference('organisation', 'Organisation in which the person holds or held a post.', 'cus-wojcieszkow'),
      reads: ['organisation', 'appointment', 'post']
    },
    role: {
      ...oneOf(term(postRole, 'Role of the post.', 'head'), 'Role of a post that the person holds or held.', ['head']),
      reads: ['appointment', 'post']
    },
    member: { ...members.member, reads: ['membership', ...heldPosts] },
    tier: { ...members.tier, reads: ['membership', ...heldPosts] },
    voivodeship: { ...territory('voivodeship'), reads: ['territory', ...heldPosts], dated: true },
    membership_list: reference(
      'membership_list',
      'Printed list of members that names the person (see `/membership-lists`).',
      'czlonkowie-konwentu'
    ),
    academic_title: oneOf(term(academicTitle, 'Academic title of the person.', 'dr'), 'Academic title of the person.', [
      'dr',
      'dr_hab'
    ])
  },
  where: (q: PersonFilters, day) => [
    ...postConditions(q, day),
    isListed(isOneOf(l('membership_list_id'), q.membership_list, 'uuid')),
    isOneOf(p('academic_title'), q.academic_title, 'academic_title')
  ],
  // Contains names only, so that a search cannot find a person by contact data.
  searchText: p('search_text'),
  includes: {
    appointments: related(
      appointments,
      'Past and present appointments of the person.',
      sql`${a('person_id')} = ${p('id')}`,
      sql`${a('attested_on')}[1], ${ao.alphabetical('name').expression}, ${a('id')}`
    ),
    memberships: related(
      memberships,
      'Past and present memberships of the person.',
      sql`${m('person_id')} = ${p('id')}`,
      sql`${m('joined_on')}, ${m('id')}`
    ),
    current_membership: currentMembershipOfPerson(p('id')),
    sources: sourcesOf('person_id', p('id'))
  },
  card: { include: ['appointments'], current: true, write: personCard },
  linked: { columns: { konwent }, reads: ['organisation'], include: ['appointments', 'memberships'], write: personData }
})
