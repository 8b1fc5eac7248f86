import { sql } from 'kysely'
import { Nullable, record } from '../../contract/components.ts'
import { Day, Id, Slug, Str, stamps, Url } from '../../contract/schemas.ts'
import { defineResource } from '../../records/define.ts'
import { idOrSlug, named, oneOf } from '../../records/references.ts'
import { isOneOf, moment } from '../../records/sql.ts'
import { term } from '../vocabularies/terms.ts'

const Source = record('Source', 'A document, page or register that facts were taken from.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 's000'),
  kind: term('source_kind', 'Document, web page or public register.', 'document'),
  title: Nullable(Str('Title as printed; null when none is printed.', 'Konwent Centrów Usług Społecznych')),
  url: Nullable(Url('Address where the source was seen; null when not known.', 'https://cusy.pl/konwent-cus/')),
  author: Nullable(Str('Author as printed; null when none is printed.', 'Wiktoria Kwiecień')),
  published_on: Nullable(Day('Day of publication; null when none is printed.')),
  snapshot_not_after: Nullable(Day('Latest day on which the text can have been written, when something on the page tells it.', '2022-08-31')),
  taken_over_on: Nullable(Day('Day on which the registry took over the facts; null when not recorded.', '2026-11-21')),
  rights: Nullable(
    Str(
      'Reservation of rights as far as it binds re-users; null when none is printed.',
      'Texts and photographs may be copied only with the consent of the editors.'
    )
  ),
  sha256: Nullable(
    Str('SHA-256 of the stored copy, hexadecimal; null when no copy is stored.', 'ecd840d63efaa9ed1c1314a496f7a35a3773448dfaa80fda9e5f75a3fed4fc74', {
      maxLength: 64
    })
  ),
  ...stamps
})

export const sources = defineResource({
  name: 'source',
  path: 'sources',
  label: { pl: 'źródło', en: 'source' },
  record: Source,
  parameter: 'source',
  identifier: idOrSlug('Id or slug of the source.', 's000'),
  identifiedBy: named('so'),
  from: sql`source so`,
  columns: {
    id: sql`so.id`,
    slug: sql`so.slug`,
    kind: sql`so.kind`,
    title: sql`so.title`,
    url: sql`so.url`,
    author: sql`so.author`,
    published_on: sql`so.published_on`,
    snapshot_not_after: sql`so.snapshot_not_after`,
    taken_over_on: sql`so.taken_over_on`,
    rights: sql`so.rights`,
    sha256: sql`so.sha256`,
    version: sql`so.version`,
    updated_at: moment('so.updated_at')
  },
  id: { expression: sql`so.id`, type: 'uuid' },
  sorts: { slug: { expression: sql`so.slug`, type: 'text' }, updated_at: { expression: sql`so.updated_at`, type: 'timestamptz' } },
  defaultSort: 'slug',
  filters: { kind: oneOf(term('source_kind', 'Kind.', 'document'), 'Kind of source.', ['document']) },
  where: (q: { kind?: string[] }) => [isOneOf(sql`so.kind`, q.kind, 'source_kind')],
  updatedAt: sql`so.updated_at`
})
