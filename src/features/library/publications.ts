import { sql } from 'kysely'
import { Int } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, texts } from '../../records/define.ts'
import { flag, idOrSlug, oneOf } from '../../records/references.ts'
import { arrayOf, isOneOf } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { personReference } from '../people/references.ts'
import { sourcesOf } from '../sources/citations.ts'
import { organisationSummary, personSummary } from '../summaries.ts'
import { byNo } from './order.ts'
import { Publication } from './schemas.ts'
import { publicationKind } from './vocabularies.ts'

const pu = columnsOf('publication', 'pu')
const puo = columnsOf('organisation', 'puo')
const pc = columnsOf('publication_contributor', 'pc')
const pcp = columnsOf('person', 'pcp')

interface PublicationFilters {
  kind?: string[]
  person?: string[]
  year?: number[]
  year_from?: number
  year_to?: number
  year_known?: boolean
}

const year = (description: string, example: number) => Int(description, example, { minimum: 1900, maximum: 2100 })

export const publications = defineResource({
  name: 'publication',
  path: 'publications',
  label: { pl: 'publikacja', en: 'publication' },
  texts: texts(
    'Publications',
    'Publication',
    'Books and papers of the knowledge base, with authors and editors.',
    'One publication by its id or slug.'
  ),
  reversible: true,
  record: Publication,
  parameter: 'publication',
  identifier: idOrSlug('Id or slug of the publication.', 'standaryzacja-uslug-spolecznych'),
  ...pu.keys('slug'),
  from: sql`${pu.table} left join ${puo.table} on ${puo('id')} = ${pu('publisher_id')}`,
  reads: ['organisation', 'person'],
  columns: {
    ...pu.standard(),
    ...pu.pick('no', 'title', 'kind', 'issue', 'year', 'url', 'doi', 'isbn', 'note', 'note_en'),
    publisher: organisationSummary('puo'),
    contributors: arrayOf(
      { ...pc.pick('no', 'role'), person: personSummary('pcp') },
      sql`from ${pc.table} join ${pcp.table} on ${pcp('id')} = ${pc('person_id')}
        where ${pc('publication_id')} = ${pu('id')} order by ${pc('no')}`
    )
  },
  sorts: { ...byNo(pu).sorts, title: pu.alphabetical('title') },
  defaultSort: 'no',
  filters: {
    kind: oneOf(term(publicationKind, 'Kind of publication.', 'book'), 'Kind of publication.', ['book']),
    person: personReference('Author or editor of the publication.', 'miroslaw-grewinski'),
    year: oneOf(year('Year of publication.', 2021), 'Printed year of publication.', [2021]),
    year_from: {
      schema: year('First year of the period. Publications that may have appeared in or after it are returned.', 2020)
    },
    year_to: {
      schema: year('Last year of the period. Publications that may have appeared in or before it are returned.', 2022)
    },
    year_known: flag('Whether the year of publication is printed.')
  },
  where: (q: PublicationFilters) => [
    isOneOf(pu('kind'), q.kind, 'publication_kind'),
    isOneOf(pu('year'), q.year, 'integer'),
    q.year_from === undefined ? undefined : sql`coalesce(${pu('year')} >= ${q.year_from}, true)`,
    q.year_to === undefined ? undefined : sql`coalesce(${pu('year')} <= ${q.year_to}, true)`,
    q.year_known === undefined ? undefined : sql`(${pu('year')} is not null) = ${q.year_known}`,
    q.person &&
      sql`exists (
        select 1 from ${pc.table}
        where ${pc('publication_id')} = ${pu('id')} and ${isOneOf(pc('person_id'), q.person, 'uuid')})`
  ],
  period: { from: 'year_from', to: 'year_to' },
  searchText: pu('search_text'),
  parts: ['contributors'],
  includes: { sources: sourcesOf('publication_id', pu('id')) }
})
