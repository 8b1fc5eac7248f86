// Citations: the sources of a record. `include=sources` adds them to a response; writes have the property `sources`.
import { sql } from 'kysely'
import { Nullable, Ref, record } from '../../contract/components.ts'
import { List, Slug, Str } from '../../contract/schemas.ts'
import type { Citation as Table } from '../../db/types.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Include, Sql } from '../../records/define.ts'
import type { Rows } from '../../records/define-writes.ts'
import { arrayOf } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { refersTo, rows, value } from '../../records/write/define.ts'
import { sources } from './queries.ts'
import { sourceCertainty } from './vocabularies.ts'

export const Citation = record('Citation', 'A source that supports a record or one of its properties.', {
  source: Slug('Slug of the source, see /sources.', 's000'),
  title: Nullable(Str('Title of the source. Null if none is printed.', 'Konwent Centrów Usług Społecznych')),
  url: Nullable(Str('Address of the source. Null if not known.', 'https://cusy.pl/konwent-cus/')),
  locator: Nullable(Str('Place in the source, a line number. Null for the whole source.', '11')),
  field: Nullable(
    Str('Property, or group of properties, that the source supports. Null for the whole record.', 'website')
  ),
  certainty: Nullable(
    term(
      sourceCertainty,
      'Certainty of a fact that is not from the documents of the Konwent. Null for printed facts.',
      'high'
    )
  ),
  note: Nullable(Str('Remark about the content of the source, in Polish.', 'Jedyna gmina o tej nazwie.')),
  note_en: Nullable(Str('The remark in English. Null if it was not translated.', 'Only gmina of that name.'))
})

const ci = columnsOf('citation', 'ci')
const s = columnsOf('source', 's')
/** Columns of `citation` that refer to the citing record. */
type Citing = Exclude<Extract<keyof Table, `${string}_id` | `${string}_code`>, 'source_id'>

/** Declares `include=sources` for a resource. `citing` is the column of `citation` that refers to its records. */
export function sourcesOf(citing: Citing, key: Sql): Include {
  return {
    schema: List(Ref(Citation), 'Sources that support the record.'),
    refersTo: sources,
    reads: ['source'],
    expression: () =>
      arrayOf(
        {
          source: s('slug'),
          ...s.pick('title', 'url'),
          locator: sql`nullif(${ci('locator')}, '')`,
          field: sql`nullif(${ci('field')}, '')`,
          ...ci.pick('certainty', 'note', 'note_en')
        },
        sql`from ${ci.table} join ${s.table} on ${s('id')} = ${ci('source_id')} where ${ci(citing)} = ${key}
          order by ${ci('field')}, ${s('slug')}, length(${ci('locator')}), ${ci('locator')}`
      )
  }
}

/** Declares the writable property `sources`. `citing` is the column of `citation` that refers to the record. */
export const citations = (citing: Citing): Rows =>
  rows(
    'citation',
    citing,
    {
      source: refersTo(sources, { bare: true }),
      locator: value({ fallback: '' }),
      field: value({ fallback: '' }),
      certainty: value(),
      note: value(),
      note_en: value()
    },
    { numbered: false, required: ['source'] }
  )
