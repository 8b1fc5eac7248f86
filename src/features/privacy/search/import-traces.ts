// Finds the files and reports of imports that concern a person: by ids and slugs, or by a name that is spread over two
// cells of a table. Such a file or row is erased as a whole, also if an erasure does not include the name.
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../db/connect.ts'
import { UUID_PATTERN } from '../../../http/uuid.ts'
import { columnsOf } from '../../../records/columns.ts'
import type { Sql } from '../../../records/define.ts'
import { anyOf, literal } from './letters.ts'
import { reachesPerson } from './reach.ts'

export interface ImportTraces {
  /** Patterns of the given and the family name as separate cells of a table, for each name. */
  cells: [given: string, family: string][]
  /** Ids of the person and of records about the person. */
  records: string[]
  /** Patterns of the ids and slugs in any file. */
  anywhere: string[]
  /** Patterns of the ids and slugs in files with contacts. */
  inContacts: string[]
}

const CELL = `;,\\t\\r\\n"'`
/**
 * Returns the pattern of an identifier. A slug without a dash could be any word, so it must fill a cell or a string.
 */
const identifier = (text: string): string =>
  text.includes('-')
    ? `(?<![[:alnum:]-])${literal(text)}(?![[:alnum:]-])`
    : `(?:^|[${CELL}])[ \u00a0]*${literal(text)}[ \u00a0]*(?=$|[${CELL}])`

const patternsOf = (identifiers: string[]): string[] =>
  identifiers.length === 0 ? [] : [anyOf(identifiers.map(identifier))]

const a = columnsOf('appointment', 'a')
const c = columnsOf('contact', 'c')
const m = columnsOf('membership', 'm')
const p = columnsOf('person', 'p')
const r = columnsOf('redirect', 'r')

/** Returns the traces of a person in imports, with the patterns of the names in two cells. */
export async function findImportTraces(db: Db, person: string, cells: ImportTraces['cells']): Promise<ImportTraces> {
  // A contact of a post without a printed holder reaches the last holder of the post, so a row can name only the post.
  const posts = sql`select distinct post_id, null::uuid as printed_holder_id from ${a.table}
    where ${a('person_id')} = ${person}`
  const { rows } = await sql<{ identifier: string; contact: boolean; record: boolean }>`
    select ${p('id')}::text as identifier, false as contact, true as record from ${p.table}
      where ${p('id')} = ${person}
    union select ${p('slug')}, false, false from ${p.table} where ${p('id')} = ${person}
    union select ${r('identifier')}, false, ${r('identifier')} ~ ${UUID_PATTERN} from ${r.table}
      where ${r('subject_type')} = 'person' and ${r('target_id')} = ${person}
    union select ${a('id')}::text, false, true from ${a.table} where ${a('person_id')} = ${person}
    union select ${m('id')}::text, false, true from ${m.table} where ${m('person_id')} = ${person}
    union select unnest(array[${c('id')}::text, ${c('slug')}]), true, true from ${c.table}, ${p.table}
      where ${p('id')} = ${person} and ${reachesPerson}
    union select ${r('identifier')}, true, false from ${r.table}, ${c.table}, ${p.table}
      where ${r('subject_type')} = 'contact' and ${r('target_id')} = ${c('id')} and ${p('id')} = ${person}
        and ${reachesPerson}
    union select ${c('post_id')}::text, true, false from (${posts}) as c, ${p.table}
      where ${p('id')} = ${person} and ${reachesPerson}
    order by 1`.execute(db)
  return {
    cells,
    records: rows.filter((row) => row.record).map((row) => row.identifier),
    anywhere: patternsOf(rows.filter((row) => !row.contact).map((row) => row.identifier)),
    inContacts: patternsOf(rows.filter((row) => row.contact).map((row) => row.identifier))
  }
}

const any = (conditions: Sql[]): RawBuilder<boolean> =>
  conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`

/** Condition that a text of an import (`x` with `import_id`) concerns the person. */
export const containsTrace = (text: Sql, { cells, anywhere, inContacts }: ImportTraces): RawBuilder<boolean> =>
  any([
    ...cells.map(([given, family]) => sql`(${text} ~* ${given} and ${text} ~* ${family})`),
    ...anywhere.map((pattern) => sql`${text} ~* ${pattern}`),
    ...inContacts.map(
      (pattern) => sql`(${text} ~* ${pattern} and exists (
        select from import i where i.id = x.import_id and i.resource = 'contacts'))`
    )
  ])

/** Condition that a row of a report (`import_row x`) is about a record of the person. */
export const isAbout = ({ records }: ImportTraces): RawBuilder<boolean> => sql`x.subject_id = any(${records}::text[])`
