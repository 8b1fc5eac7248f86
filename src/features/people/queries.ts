import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Sql, texts } from '../../records/define.ts'
import { idOrSlug, matchesIdOrSlug, oneOf, reference } from '../../records/references.ts'
import { related } from '../../records/related.ts'
import { isOneOf } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { appointments } from '../appointments/queries.ts'
import { postRole } from '../appointments/vocabularies.ts'
import { konwent, memberships } from '../memberships/queries.ts'
import { sourcesOf } from '../sources/citations.ts'
import { personCard } from './card.ts'
import { personData } from './linked-data.ts'
import { Person } from './schemas.ts'
import { academicTitle } from './vocabularies.ts'

interface PersonFilters {
  organisation?: string[]
  role?: string[]
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
const isListed = (condition: Sql | undefined): Sql | undefined =>
  condition && sql`exists (select 1 from ${l.table} where ${l('person_id')} = ${p('id')} and ${condition})`

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
  where: (q: PersonFilters) => [
    holdsPost(isOneOf(po('organisation_id'), q.organisation, 'uuid')),
    holdsPost(isOneOf(po('role'), q.role, 'post_role')),
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
    sources: sourcesOf('person_id', p('id'))
  },
  card: { include: ['appointments'], current: true, write: personCard },
  linked: { columns: { konwent }, reads: ['organisation'], include: ['appointments', 'memberships'], write: personData }
})
