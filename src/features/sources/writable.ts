import { values, type Writable } from '../../lib/writable.ts'
import { sources } from './queries.ts'

export const writableSources: Writable = {
  resource: sources,
  properties: values('slug', 'kind', 'title', 'url', 'author', 'published_on', 'snapshot_not_after', 'taken_over_on', 'rights', 'sha256'),
  required: ['slug', 'kind'],
  slugFrom: ({ slug }) => String(slug)
}
