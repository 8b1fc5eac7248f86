// Places in which the registry names a person beside the records about them, and what an erasure does with each.
// Dossier and erasure use this one list.
import type { Static } from '@sinclair/typebox'
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { UUID_PATTERN } from '../../http/uuid.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'
import type { DossierMention } from './schemas.ts'
import { asText, findsAny, listTextColumns, mayHold, type TextColumn, without } from './text-queries.ts'
import type { Patterns } from './traces.ts'

export type Mention = Static<typeof DossierMention>

/** A mention with the key of its row, which holds no personal data. */
interface Place extends Mention {
  key: string[]
}

/** A place that was left, as an erasure keeps it. */
export type Reference = Pick<Place, 'table' | 'column' | 'key' | 'on_erasure' | 'why'>

// People and their former names are told by themselves. What a database derives from other columns would come twice.
const ELSEWHERE = ['person', 'person_former_name']
const DERIVED = ['search_text']
const SHOWN = 2000

const redirect = columnsOf('redirect', 'x')

/** A former slug is named by the record that it leads to: the slug itself may be made of a name. */
const keyOf = ({ table, key }: TextColumn): { record: Sql; key: Sql } => {
  const columns = table === 'redirect' ? ['target_id', 'subject_type'] : key
  const texts = columns.map((name) => sql`${sql.ref(`x.${name}`)}::text`)
  return { record: texts[0] ?? sql`null::text`, key: sql`array[${sql.join(texts)}]::text[]` }
}

/** Former slugs of people are theirs, and ids of merged records are made of no name. */
const isPlace = ({ table }: TextColumn): Sql =>
  table === 'redirect'
    ? sql`(${redirect('subject_type')} <> 'person' and ${redirect('identifier')} !~ ${UUID_PATTERN})`
    : sql`true`

/** Texts that hold both cells, which an erasure forgets with the file or the row that they came in. */
const holdsCells = ({ table }: TextColumn, text: Sql, cells: [string, string][]): Sql => {
  if (!['import_file', 'import_row'].includes(table) || cells.length === 0) return sql`false`
  return sql`(${sql.join(
    cells.map(([given, family]) => sql`(${text} ~* ${given} and ${text} ~* ${family})`),
    sql` or `
  )})`
}

const shown = (text: Sql): Sql => sql`btrim(left(${text}, ${SHOWN}), E' \t\r\n\u00a0')`

interface Hit {
  key: string[]
  record: string | null
  text: string
  erased: boolean
  decision: boolean
  weak: boolean
  inflected: boolean
}

async function searchColumn(db: Db, column: TextColumn, patterns: Patterns, cells: [string, string][]): Promise<Hit[]> {
  const text = asText(column.type, column.column)
  const { record, key } = keyOf(column)
  // What is erased is not looked at once more, and what is to be decided on is not to be checked as well.
  const less = (from: Sql, found: string[]) => without(from, found, sql`'[]'`)
  const both = (found: string[], cased: string[]) =>
    sql`(${findsAny(sql`undecided`, found)} or ${findsAny(sql`undecided`, cased, { cased: true })})`
  const { rows } = await sql<Hit>`
    select key, record, ${shown(sql`text`)} as text, erased, decision,
      ${both(patterns.weak, patterns.weakCased)} as weak, ${both(patterns.inflected, patterns.inflectedCased)} as inflected
    from (select ${key} as key, ${record} as record, ${text} as text
        from ${sql.table(`${column.schema}.${column.table}`)} x
        where ${isPlace(column)} and (${mayHold(text, patterns)} or ${holdsCells(column, text, cells)}) offset 0) as x
      cross join lateral (select
        ${findsAny(sql`text`, patterns.erased)} or ${holdsCells(column, sql`text`, cells)} as erased,
        ${less(sql`text`, patterns.erased)} as rest offset 0) as r
      cross join lateral (select ${findsAny(sql`rest`, patterns.decision)} as decision,
        ${less(sql`rest`, patterns.decision)} as undecided offset 0) as d
    order by record, key`.execute(db)
  return rows
}

/** All places where the person stands, in the order of tables and columns. */
export async function findPlaces(db: Db, patterns: Patterns, cells: [string, string][] = []): Promise<Place[]> {
  const places: Place[] = []
  for (const column of await listTextColumns(db)) {
    if (ELSEWHERE.includes(column.table) || DERIVED.includes(column.column)) continue
    for (const { key, record, text, erased, decision, weak, inflected } of await searchColumn(
      db,
      column,
      patterns,
      cells
    )) {
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

/** References to the places that were left, without their values. */
export const referencesTo = (places: Place[]): Reference[] =>
  places.map(({ table, column, key, on_erasure, why }) => ({ table, column, key, on_erasure, why }))

/** The places that references lead to, with their present text; those that are gone are left out. */
export async function readPlaces(db: Db, references: Reference[]): Promise<Mention[]> {
  const mentions: (Mention & { no: number })[] = []
  for (const column of references.length === 0 ? [] : await listTextColumns(db)) {
    const wanted = references.flatMap((reference, no) =>
      reference.table === column.table && reference.column === column.column ? [{ ...reference, no }] : []
    )
    if (wanted.length === 0) continue
    const text = asText(column.type, column.column)
    const { record, key } = keyOf(column)
    const { rows } = await sql<Pick<Mention, 'record' | 'text' | 'on_erasure' | 'why'> & { no: number }>`
      select ${record} as record, ${shown(text)} as text, r.on_erasure, r.why, r.no
      from ${sql.table(`${column.schema}.${column.table}`)} x
      join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
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
