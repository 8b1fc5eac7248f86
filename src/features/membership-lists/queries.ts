import { sql } from 'kysely'
import { Nullable, Ref, record } from '../../contract/components.ts'
import { Id, Int, List, Slug, Str, stamps } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, texts } from '../../records/define.ts'
import { idOrSlug, reference } from '../../records/references.ts'
import { arrayOf, isOneOf } from '../../records/sql.ts'
import { sourcesOf } from '../sources/citations.ts'
import { nullablePerson, OrganisationSummary, organisationSummary, personSummary } from '../summaries.ts'

const MembershipListEntry = record('MembershipListEntry', 'A row of a printed list of members.', {
  no: Int('Number of the row in the printed list, from 1.', 1, { minimum: 1 }),
  organisation: Ref(OrganisationSummary),
  person: nullablePerson('Person in the row. Null if none is printed.'),
  printed_post: Nullable(Str('Post in the row. Null if none is printed.', 'Dyrektor'))
})

const MembershipList = record(
  'MembershipList',
  'A list of members as printed in a source. It is separate from the memberships that it attests, because a printed ' +
    'list may name a member twice.',
  {
    id: Id(),
    slug: Slug('Readable name of the list in URLs.', 'czlonkowie-konwentu'),
    no: Int('Position among the lists of the source.', 3),
    heading: Nullable(Str('Heading as printed. Null if unknown.', 'Członkowie Konwentu')),
    source: Slug('Slug of the source that prints the list (see `/sources`).', 's000'),
    entries: List(Ref(MembershipListEntry), 'Rows of the list, in the printed order.'),
    ...stamps
  }
)

const ml = columnsOf('membership_list', 'ml')
const mls = columnsOf('source', 'mls')
const le = columnsOf('membership_list_entry', 'le')
const leo = columnsOf('organisation', 'leo')
const lep = columnsOf('person', 'lep')

export const membershipLists = defineResource({
  name: 'membership_list',
  path: 'membership-lists',
  label: { pl: 'drukowana lista członków', en: 'membership list' },
  texts: texts(
    'Membership Lists',
    'Membership List',
    'Returns the lists of members as printed in sources, row by row.',
    'Returns one printed list by its id or slug.'
  ),
  record: MembershipList,
  parameter: 'membership_list',
  identifier: idOrSlug('The id or slug of the list.', 'czlonkowie-konwentu'),
  ...ml.keys('slug'),
  from: sql`${ml.table} join ${mls.table} on ${mls('id')} = ${ml('source_id')}`,
  reads: ['source', 'organisation', 'person'],
  columns: {
    ...ml.standard(),
    ...ml.pick('no', 'heading'),
    source: mls('slug'),
    entries: arrayOf(
      {
        no: le('no'),
        organisation: organisationSummary('leo'),
        person: personSummary('lep'),
        printed_post: le('printed_post')
      },
      sql`from ${le.table} join ${leo.table} on ${leo('id')} = ${le('organisation_id')}
        left join ${lep.table} on ${lep('id')} = ${le('person_id')}
        where ${le('membership_list_id')} = ${ml('id')} order by ${le('no')}`
    )
  },
  sorts: { no: ml.sort('no', 'integer') },
  defaultSort: 'no',
  filters: { organisation: reference('organisation', 'Organisation that is named in the list.', 'cus-wojcieszkow') },
  where: (q: { organisation?: string[] }) => [
    q.organisation &&
      sql`exists (
        select 1 from ${le.table}
        where ${le('membership_list_id')} = ${ml('id')} and ${isOneOf(le('organisation_id'), q.organisation, 'uuid')})`
  ],
  parts: ['entries'],
  includes: { sources: sourcesOf('membership_list_id', ml('id')) }
})
