// The sources that a record rests on: shown by `include=sources`, written as the property `sources`.
import { sql } from 'kysely'
import { Nullable, Ref, record } from '../../contract/components.ts'
import { List, Slug, Str } from '../../contract/schemas.ts'
import type { Citation as Table } from '../../db/types.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Include, Rows, Sql } from '../../records/define.ts'
import { arrayOf } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { refersTo, rows, value } from '../../records/write/define.ts'
import { sources } from './queries.ts'
import { sourceCertainty } from './vocabularies.ts'

export const Citation = record('Citation', 'A source that a record, or one of its properties, rests on.', {
  source: Slug('Slug of the source, see /sources.', 's000'),
  title: Nullable(Str('Title of the source; null when none is printed.', 'Konwent Centrów Usług Społecznych')),
  url: Nullable(Str('Address of the source; null when not known.', 'https://cusy.pl/konwent-cus/')),
  locator: Nullable(Str('Where in the source: a line number; null for the whole.', '11')),
  field: Nullable(
    Str(
      'Property, or what several properties tell together, that the citation is for; null for the record as a whole.',
      'website'
    )
  ),
  certainty: Nullable(
    term(
      sourceCertainty,
      "How sure the fact is, for facts from outside the Konwent's own documents; null for printed facts.",
      'high'
    )
  ),
  note: Nullable(Str('Remark on what the source says.', 'Only gmina of that name.'))
})

const ci = columnsOf('citation', 'ci')
const s = columnsOf('source', 's')
/** Columns of `citation` that refer to a record that cites. */
type Citing = Exclude<Extract<keyof Table, `${string}_id` | `${string}_code`>, 'source_id'>

/** `include=sources`: the documents that a record rests on, by the column of `citation` that refers to it. */
export function sourcesOf(citing: Citing, key: Sql): Include {
  return {
    schema: List(Ref(Citation), 'Sources that the record rests on.'),
    refersTo: sources,
    reads: ['source'],
    expression: () =>
      arrayOf(
        {
          source: s('slug'),
          ...s.pick('title', 'url'),
          locator: sql`nullif(${ci('locator')}, '')`,
          field: sql`nullif(${ci('field')}, '')`,
          ...ci.pick('certainty', 'note')
        },
        sql`from ${ci.table} join ${s.table} on ${s('id')} = ${ci('source_id')} where ${ci(citing)} = ${key}
          order by ${ci('field')}, ${s('slug')}, length(${ci('locator')}), ${ci('locator')}`
      )
  }
}

/** The sources that a record rests on, by the column of `citation` that refers to it. */
export const citations = (citing: Citing): Rows =>
  rows(
    'citation',
    citing,
    {
      source: refersTo(sources, { bare: true }),
      locator: value({ fallback: '' }),
      field: value({ fallback: '' }),
      certainty: value(),
      note: value()
    },
    { numbered: false, required: ['source'] }
  )
