import { Nullable, record } from '../../contract/components.ts'
import { Day, Id, Slug, Str, stamps, Url } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, texts } from '../../records/define.ts'
import { idOrSlug, oneOf } from '../../records/references.ts'
import { isOneOf } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { sourceKind } from './vocabularies.ts'

const Source = record('Source', 'A document, web page or register from which facts were taken.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 's000'),
  kind: term(sourceKind, 'Kind of source: document, web page or public register.', 'document'),
  title: Nullable(Str('Title as printed. Null if none is printed.', 'Konwent Centrów Usług Społecznych')),
  url: Nullable(Url('Address at which the source was found. Null if not known.', 'https://cusy.pl/konwent-cus/')),
  author: Nullable(Str('Author as printed. Null if none is printed.', 'Wiktoria Kwiecień')),
  published_on: Nullable(Day('Day of publication. Null if none is printed.')),
  snapshot_not_after: Nullable(
    Day(
      'Latest day on which the text can have been written, as far as the page shows it. Null if not known.',
      '2022-08-31'
    )
  ),
  taken_over_on: Nullable(Day('Day on which the registry took over the facts. Null if not recorded.', '2026-11-21')),
  rights: Nullable(
    Str(
      'Reservation of rights that binds users of the source, in Polish. Null if none is printed.',
      'Teksty i zdjęcia wolno kopiować tylko za zgodą redakcji.'
    )
  ),
  rights_en: Nullable(
    Str(
      'The reservation of rights in English. Null if it was not translated.',
      'Texts and photographs may be copied only with the consent of the editors.'
    )
  ),
  project: Nullable(
    Str(
      'Project in which the source was made, as printed. Null if none is printed.',
      'Promowanie aktywności osób niepełnosprawnych w różnych dziedzinach życia społecznego i zawodowego'
    )
  ),
  project_from: Nullable(Day('First day of the project. Null if it is not printed.', '2022-09-01')),
  project_to: Nullable(Day('Last day of the project. Null if it is not printed.', '2022-12-10')),
  project_by: Nullable(
    Str(
      'Organisation that ran the project, by its name. Null if none is printed.',
      'Lubelskie Forum Organizacji Osób Niepełnosprawnych – Sejmik Wojewódzki'
    )
  ),
  funded_by: Nullable(
    Str('Organisation that paid for the source, by its name. Null if none is printed.', 'Województwo Lubelskie')
  ),
  sha256: Nullable(
    Str(
      'SHA-256 of the stored copy in hexadecimal. Null if no copy is stored.',
      'ecd840d63efaa9ed1c1314a496f7a35a3773448dfaa80fda9e5f75a3fed4fc74',
      {
        maxLength: 64
      }
    )
  ),
  ...stamps
})

const so = columnsOf('source', 'so')

export const sources = defineResource({
  name: 'source',
  path: 'sources',
  label: { pl: 'źródło', en: 'source' },
  texts: texts(
    'Sources',
    'Source',
    'Documents, web pages and registers from which facts were taken.',
    'One source by its id or slug.'
  ),
  reversible: true,
  record: Source,
  parameter: 'source',
  identifier: idOrSlug('Id or slug of the source.', 's000'),
  ...so.keys('slug'),
  from: so.table,
  reads: [],
  columns: {
    ...so.standard(),
    ...so.pick(
      'kind',
      'title',
      'url',
      'author',
      'published_on',
      'snapshot_not_after',
      'taken_over_on',
      'rights',
      'rights_en',
      'project',
      'project_from',
      'project_to',
      'project_by',
      'funded_by',
      'sha256'
    )
  },
  sorts: { slug: so.sort('slug', 'text'), updated_at: so.sort('updated_at', 'timestamptz') },
  defaultSort: 'slug',
  filters: { kind: oneOf(term(sourceKind, 'Kind of source.', 'document'), 'Kind of source.', ['document']) },
  where: (q: { kind?: string[] }) => [isOneOf(so('kind'), q.kind, 'source_kind')]
})
