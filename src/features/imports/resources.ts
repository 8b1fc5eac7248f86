// The resources of imports and of their rows.
import { sql } from 'kysely'
import { Id } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Sql } from '../../records/define.ts'
import { idOnly, oneOf } from '../../records/references.ts'
import { arrayOf, isOneOf, object } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import type { Imports } from './importables.ts'
import { reportLines } from './report-lines.ts'
import { ImportRow, importRecord, outcome, resourceName } from './schemas.ts'
import { importStatus } from './vocabularies.ts'

export const NEEDS_IMPORTS =
  'Requires a key with the scope `imports`; for contacts also `contacts:read`, for memberships `declarations:decide`.'

/** Returns stored faults as the API has them, with their `place`. Stored details have the form `{"pl", "en"}`. */
const faults = (list: Sql, place: Sql): Sql => {
  const fault = sql`jsonb_build_object(${place},
    'column', f -> 'column', 'code', f -> 'code', 'detail_pl', f #> '{detail,pl}', 'detail_en', f #> '{detail,en}')`
  return sql`(
    select coalesce(jsonb_agg(${fault} order by no), '[]')
    from jsonb_array_elements(${list}) with ordinality as x (f, no))`
}

const i = columnsOf('import', 'i')
const f = columnsOf('import_file', 'f')

const counts = object({
  create: i('create_count'),
  update: i('update_count'),
  unchanged: i('unchanged_count'),
  error: i('error_count')
})

export const importResource = (imports: Imports) =>
  defineResource({
    name: 'import',
    path: 'imports',
    label: { pl: 'import', en: 'import' },
    texts: {
      list: {
        operationId: 'list_imports',
        summary: 'List imports',
        description: `Imports of files, with their status and results. ${NEEDS_IMPORTS}`
      },
      record: {
        operationId: 'get_import',
        summary: 'Get one import',
        description: `One import with its progress and its result. ${NEEDS_IMPORTS}`
      }
    },
    record: importRecord(imports),
    access: 'imports',
    parameter: 'import_id',
    identifier: idOnly('Stable id of the import.'),
    ...i.keys('id'),
    from: sql`${i.table} left join ${f.table} on ${f('import_id')} = ${i('id')}`,
    reads: [],
    columns: {
      ...i.stamps(),
      ...i.pick('id', 'resource', 'dry_run', 'status'),
      matched_by: i('match_on'),
      progress: object({
        done: sql`
          case when ${i('status')} in ('previewed', 'applied') then ${i('total')} else coalesce(${f('done')}, 0) end`,
        total: i('total')
      }),
      counts: sql`case when ${i('create_count')} is not null then ${counts} end`,
      messages: faults(i('messages'), sql`'line', f -> 'line'`),
      started_at: i.moment('started_at'),
      finished_at: i.moment('finished_at'),
      created_at: i.moment('created_at')
    },
    sorts: { created_at: i.sort('created_at', 'timestamptz'), updated_at: i.sort('updated_at', 'timestamptz') },
    defaultSort: '-created_at',
    filters: {
      resource: oneOf(resourceName(imports), 'Resource of the records in the file.', ['organisations']),
      status: oneOf(term(importStatus, 'Status of the import.', 'previewed'), 'Status of the import.', ['previewed'])
    },
    where: (q: { resource?: string[]; status?: string[] }) => [
      isOneOf(i('resource'), q.resource),
      isOneOf(i('status'), q.status, 'import_status')
    ]
  })

const r = columnsOf('import_row', 'r')
const ri = columnsOf('import', 'ri')

// Values of contacts are not public, so reading them is entered into the audit.
const shown = (list: Sql) => sql`
  case when ${ri('resource')} = 'contacts' and ${r('subject_id')} is not null
    then disclosed(${r('subject_id')}::uuid, 'import', ${list}::text)::jsonb else ${list} end`

// The objects are built again, because jsonb does not preserve the order of properties.
const diff = arrayOf(
  { field: sql`d.change ->> 'field'`, before: sql`d.change -> 'before'`, after: sql`d.change -> 'after'` },
  sql`from jsonb_array_elements(${shown(r('diff'))}) with ordinality as d (change, no) order by d.no`
)
const readings = arrayOf(
  {
    column: sql`d.cell ->> 'column'`,
    heading: sql`d.cell ->> 'heading'`,
    written: sql`d.cell ->> 'written'`,
    read: sql`d.cell -> 'read'`
  },
  sql`from jsonb_array_elements(${shown(r('readings'))}) with ordinality as d (cell, no) order by d.no`
)
const cell = sql`'heading', f -> 'heading', 'written', f -> 'written'`

export const importRows = defineResource({
  name: 'import_row',
  path: 'rows',
  label: { pl: 'wiersz importu', en: 'import row' },
  record: ImportRow,
  access: 'imports',
  parameter: 'row',
  identifier: idOnly('Not used: a row has no address of its own.'),
  identifiedBy: () => sql`false`,
  from: sql`${r.table} join ${ri.table} on ${ri('id')} = ${r('import_id')}`,
  reads: [],
  visible: sql`(${ri('resource')} <> 'contacts' or may_see('staff'))`,
  audited: ['diff', 'errors', 'warnings', 'readings'],
  csv: reportLines,
  columns: {
    ...r.pick('line', 'outcome', 'key'),
    subject: r('subject_id'),
    version: r('subject_version'),
    diff,
    errors: faults(shown(r('errors')), cell),
    warnings: faults(shown(r('warnings')), cell),
    readings
  },
  id: r.sort('line', 'integer'),
  sorts: { line: r.sort('line', 'integer') },
  defaultSort: 'line',
  filters: {
    import: oneOf(Id('Id of an import.'), 'Import to which the row belongs.', ['01993a5e-7c00-7000-8000-000000000001']),
    outcome: oneOf(outcome, 'Outcome of the row.', ['error'])
  },
  where: (q: { import?: string[]; outcome?: string[] }) => [
    isOneOf(r('import_id'), q.import, 'uuid'),
    isOneOf(r('outcome'), q.outcome, 'import_outcome')
  ]
})
