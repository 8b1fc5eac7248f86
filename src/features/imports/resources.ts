// Imports and their rows as the API lists them.
import { sql } from 'kysely'
import { Id } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Sql } from '../../records/define.ts'
import { idOnly, oneOf } from '../../records/references.ts'
import { arrayOf, isOneOf, object } from '../../records/sql.ts'
import { term } from '../vocabularies/terms.ts'
import type { Imports } from './importables.ts'
import { ImportRow, importRecord, outcome, resourceName } from './schemas.ts'

export const NEEDS = 'Needs a key with the scope `imports`; for contacts also `contacts:read`.'

/** Stored texts are in both languages: `{"pl", "en"}`. */
const faults = (list: Sql, withLine: boolean): Sql => sql`(
  select coalesce(jsonb_agg(jsonb_build_object(${withLine ? sql`'line', f -> 'line',` : sql``} 'column', f -> 'column', 'code', f -> 'code',
    'detail_pl', f #> '{detail,pl}', 'detail_en', f #> '{detail,en}') order by no), '[]') from jsonb_array_elements(${list}) with ordinality as x (f, no))`

const t = columnsOf('import', 'i')

export const importResource = (imports: Imports) =>
  defineResource({
    name: 'import',
    path: 'imports',
    label: { pl: 'import', en: 'import' },
    texts: {
      list: {
        operationId: 'list_imports',
        summary: 'List imports',
        description: `Files that were sent to be taken over. ${NEEDS}`
      },
      record: {
        operationId: 'get_import',
        summary: 'Get one import',
        description: `How far one import is, and what it would do or did. ${NEEDS}`
      }
    },
    record: importRecord(imports),
    access: 'imports',
    parameter: 'import',
    identifier: idOnly('Stable id of the import.'),
    ...t.keys('id'),
    from: sql`import i left join import_file f on f.import_id = i.id`,
    reads: [],
    columns: {
      ...t.stamps(),
      ...t.pick('id', 'resource', 'dry_run', 'status'),
      matched_by: sql`i.match_on`,
      progress: object({
        done: sql`case when i.status in ('previewed', 'applied') then i.total else coalesce(f.done, 0) end`,
        total: sql`i.total`
      }),
      counts: sql`case when i.create_count is not null then ${object({
        create: sql`i.create_count`,
        update: sql`i.update_count`,
        unchanged: sql`i.unchanged_count`,
        error: sql`i.error_count`
      })} end`,
      messages: faults(sql`i.messages`, true),
      started_at: t.moment('started_at'),
      finished_at: t.moment('finished_at'),
      created_at: t.moment('created_at')
    },
    sorts: { created_at: t.sort('created_at', 'timestamptz'), updated_at: t.sort('updated_at', 'timestamptz') },
    defaultSort: '-created_at',
    filters: {
      resource: oneOf(resourceName(imports), 'What the rows are records of.', ['organisations']),
      status: oneOf(term('import_status', 'Status.', 'previewed'), 'How far it is.', ['previewed'])
    },
    where: (q: { resource?: string[]; status?: string[] }) => [
      isOneOf(sql`i.resource`, q.resource),
      isOneOf(sql`i.status`, q.status, 'import_status')
    ]
  })

// Values of contacts, that not everybody sees, are noted for the audit as they leave.
const shown = sql`case when ri.resource = 'contacts' and r.subject_id is not null then disclosed(r.subject_id::uuid, 'import', r.diff::text)::jsonb else r.diff end`

// jsonb keeps neither the order of members nor the way that all other answers are written.
const diff = arrayOf(
  { field: sql`d.change ->> 'field'`, before: sql`d.change -> 'before'`, after: sql`d.change -> 'after'` },
  sql`from jsonb_array_elements(${shown}) with ordinality as d (change, no) order by d.no`
)

export const importRows = defineResource({
  name: 'import_row',
  path: 'rows',
  label: { pl: 'wiersz importu', en: 'row of an import' },
  record: ImportRow,
  access: 'imports',
  parameter: 'row',
  identifier: idOnly('Not in use: a row has no address.'),
  identifiedBy: () => sql`false`,
  from: sql`import_row r join import ri on ri.id = r.import_id`,
  reads: [],
  visible: sql`(ri.resource <> 'contacts' or may_see('staff'))`,
  audited: ['diff'],
  columns: {
    line: sql`r.line`,
    outcome: sql`r.outcome`,
    key: sql`r.key`,
    subject: sql`r.subject_id`,
    version: sql`r.subject_version`,
    diff,
    errors: faults(sql`r.errors`, false)
  },
  id: { expression: sql`r.line`, type: 'integer' },
  sorts: { line: { expression: sql`r.line`, type: 'integer' } },
  defaultSort: 'line',
  filters: {
    import: oneOf(Id('Id of an import.'), 'Import that the row is of.', ['01993a5e-7c00-7000-8000-000000000001']),
    outcome: oneOf(outcome, 'What becomes of the row.', ['error'])
  },
  where: (q: { import?: string[]; outcome?: string[] }) => [
    isOneOf(sql`r.import_id`, q.import, 'uuid'),
    isOneOf(sql`r.outcome`, q.outcome, 'import_outcome')
  ]
})
