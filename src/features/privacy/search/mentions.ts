// Finds the places that mention a person outside the records about them, with the effect of an erasure on each. Dossier
// and erasure use the same list.
import type { Static } from '@sinclair/typebox'
import { sql } from 'kysely'
import type { Db } from '../../../db/connect.ts'
import { UUID_PATTERN } from '../../../http/uuid.ts'
import { columnsOf } from '../../../records/columns.ts'
import type { Sql } from '../../../records/define.ts'
import type { DossierMention } from '../schemas.ts'
import { containsTrace, type ImportTraces, isAbout } from './import-traces.ts'
import type { Patterns } from './patterns.ts'
import { asText, findsAny, listTextColumns, mayContain, replaceMatches, type TextColumn } from './text-queries.ts'

export type Mention = Static<typeof DossierMention>

/** A mention with the key of its row, which contains no personal data. */
interface Place extends Mention {
  key: string[]
}

/** A place that an erasure left, as stored with the erasure. */
export type Reference = Pick<Place, 'table' | 'column' | 'key' | 'on_erasure' | 'why'>

// People and their former names are separate parts of the dossier. The columns would repeat other columns, or are ids.
const EXCLUDED_TABLES = ['person', 'person_former_name']
const EXCLUDED_COLUMNS = ['search_text', 'subject_id']
const MAX_TEXT_LENGTH = 2000

const redirect = columnsOf('redirect', 'x')

/** Returns the record and the key of a row. A former slug is identified by its target: it may contain a name itself. */
const keyOf = ({ table, key }: TextColumn): { record: Sql; key: Sql } => {
  const columns = table === 'redirect' ? ['target_id', 'subject_type'] : key
  const texts = columns.map((name) => sql`${sql.ref(`x.${name}`)}::text`)
  return { record: texts[0] ?? sql`null::text`, key: sql`array[${sql.join(texts)}]::text[]` }
}

/** Excludes former slugs of people, which are a part of the dossier, and ids of merged records. */
const isPlace = ({ table }: TextColumn): Sql =>
  table === 'redirect'
    ? sql`(${redirect('subject_type')} <> 'person' and ${redirect('identifier')} !~ ${UUID_PATTERN})`
    : sql`true`

const IMPORT_TABLES = ['import_file', 'import_row']

/** Condition that a text of an import concerns the person. An erasure deletes the whole file or row. */
const isTraced = ({ table, column }: TextColumn, text: Sql, traces: ImportTraces | undefined): Sql => {
  if (!IMPORT_TABLES.includes(table) || traces === undefined) return sql`false`
  const trace = containsTrace(text, traces)
  return table === 'import_row' && column === 'diff' ? sql`(${trace} or ${isAbout(traces)})` : trace
}

const excerpt = (text: Sql): Sql => sql`btrim(left(${text}, ${MAX_TEXT_LENGTH}), E' \t\r\n\u00a0')`

/** Returns the lines of a file that concern the person: the others may be about other people. */
const linesOf = (text: Sql, patterns: Patterns, traces: ImportTraces): Sql => sql`(
  select string_agg(line, E'\n' order by no) from string_to_table(${text}, E'\n') with ordinality as l (line, no)
  where ${mayContain(sql`line`, patterns)} or ${containsTrace(sql`line`, traces)})`

interface Hit {
  key: string[]
  record: string | null
  text: string
  erased: boolean
  decision: boolean
  weak: boolean
  inflected: boolean
}

async function searchColumn(
  db: Db,
  column: TextColumn,
  patterns: Patterns,
  traces: ImportTraces | undefined
): Promise<Hit[]> {
  const text = asText(column.type, column.column)
  const { record, key } = keyOf(column)
  // A text that is erased is not searched again, and one that needs a decision is not listed for a check as well.
  const remainder = (from: Sql, patterns: string[]) => replaceMatches(from, patterns, sql`'[]'`)
  const findsEither = (uncased: string[], cased: string[]) =>
    sql`(${findsAny(sql`undecided`, uncased)} or ${findsAny(sql`undecided`, cased, { cased: true })})`
  const shown =
    column.table === 'import_file' && traces ? sql`coalesce(${linesOf(sql`text`, patterns, traces)}, text)` : sql`text`
  // The condition refers to the row itself, so it is computed beside its text.
  const traced = isTraced(column, text, traces)
  const { rows } = await sql<Hit>`
    select key, record, ${excerpt(shown)} as text, erased, decision,
      ${findsEither(patterns.weak, patterns.weakCased)} as weak,
      ${findsEither(patterns.inflected, patterns.inflectedCased)} as inflected
    from (select ${key} as key, ${record} as record, ${text} as text, ${traced} as traced
        ${column.table === 'import_file' ? sql`, x.import_id` : sql``}
        from ${sql.table(`${column.schema}.${column.table}`)} x
        where ${isPlace(column)} and (${mayContain(text, patterns)} or ${traced}) offset 0) as x
      cross join lateral (select ${findsAny(sql`text`, patterns.erased)} or traced as erased,
        ${remainder(sql`text`, patterns.erased)} as rest offset 0) as r
      cross join lateral (select ${findsAny(sql`rest`, patterns.decision)} as decision,
        ${remainder(sql`rest`, patterns.decision)} as undecided offset 0) as d
    order by record, key`.execute(db)
  return rows
}

/** Returns all places that mention the person, in the order of tables and columns. */
export async function findPlaces(db: Db, patterns: Patterns, traces?: ImportTraces): Promise<Place[]> {
  const places: Place[] = []
  for (const column of await listTextColumns(db)) {
    if (EXCLUDED_TABLES.includes(column.table) || EXCLUDED_COLUMNS.includes(column.column)) continue
    const hits = await searchColumn(db, column, patterns, traces)
    for (const { key, record, text, erased, decision, weak, inflected } of hits) {
      const add = (on_erasure: Mention['on_erasure'], why: Mention['why']) =>
        places.push({ table: column.table, column: column.column, record, text, on_erasure, why, key })
      if (erased) add('erased', null)
      if (decision) add('decision', 'could_be_another_person')
      if (weak) add('check', 'weak')
      else if (inflected) add('check', 'inflected')
    }
  }
  return places
}

/** Returns references to places, without their texts. */
export const referencesTo = (places: Place[]): Reference[] =>
  places.map(({ table, column, key, on_erasure, why }) => ({ table, column, key, on_erasure, why }))

/** Returns the places of references with their present texts. Places that no longer exist are omitted. */
export async function readPlaces(db: Db, references: Reference[]): Promise<Mention[]> {
  const mentions: (Mention & { no: number })[] = []
  for (const column of references.length === 0 ? [] : await listTextColumns(db)) {
    const ofColumn = references.flatMap((reference, no) =>
      reference.table === column.table && reference.column === column.column ? [{ ...reference, no }] : []
    )
    if (ofColumn.length === 0) continue
    const text = asText(column.type, column.column)
    const { record, key } = keyOf(column)
    const { rows } = await sql<Pick<Mention, 'record' | 'text' | 'on_erasure' | 'why'> & { no: number }>`
      select ${record} as record, ${excerpt(text)} as text, r.on_erasure, r.why, r.no
      from ${sql.table(`${column.schema}.${column.table}`)} x
      join jsonb_to_recordset(${JSON.stringify(ofColumn)}::jsonb)
        as r (no integer, key jsonb, on_erasure text, why text) on r.key = to_jsonb(${key})
      where ${isPlace(column)} and ${text} ~ '\\S'`.execute(db)
    mentions.push(
      ...rows.map(({ no, record, text, on_erasure, why }) => ({
        table: column.table,
        column: column.column,
        record,
        text,
        on_erasure,
        why,
        no
      }))
    )
  }
  return mentions.sort((a, b) => a.no - b.no).map(({ no: _no, ...mention }) => mention)
}
