import type { Writes } from '../../records/define-writes.ts'
import { values } from '../../records/write/define.ts'
import { sources } from './queries.ts'

export const sourceWrites: Writes = {
  resource: sources,
  properties: values(
    'slug',
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
  ),
  required: ['slug', 'kind'],
  example: {
    slug: 'uchwala-rady-5-2026',
    kind: 'document',
    title: 'Uchwała nr 5/2026 Rady Konwentu',
    author: 'Rada Konwentu',
    published_on: '2026-10-02'
  },
  change: { url: 'https://cusy.example/uchwaly/5-2026', rights: null },
  slugFrom: ({ slug }) => String(slug)
}
