// Previous values of records, for staff who correct mistakes. The list of one record is below its address.
import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Nullable, record } from '../../contract/components.ts'
import { Id, Int, Moment, Str } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Resource, type SubList } from '../../records/define.ts'
import { idOnly, oneOf } from '../../records/references.ts'
import { isOneOf } from '../../records/sql.ts'
import { MAX_SEQ, NEEDS_AUDIT_READ, subjectId, subjectType } from './schemas.ts'

const PreviousValue = record('PreviousValue', 'A value of a property before a change of the record.', {
  id: Id(),
  subject_type: subjectType,
  subject_id: subjectId,
  version: Int(
    'Version that the change gave to the record. For a deleted record, the number after its last version.',
    2,
    { minimum: 2 }
  ),
  change: Nullable(
    Int('Number of the change in the change log. Null if the change log has no such entry.', 1204, {
      format: 'int64',
      minimum: 1,
      maximum: MAX_SEQ
    })
  ),
  field: Str('Name of the property.', 'website', { maxLength: 100 }),
  before: Nullable(
    Type.String({
      minLength: 0,
      maxLength: 1_000_000,
      pattern: '^[\\s\\S]*$',
      description:
        'Value before the change, as text. An uncertain date is an object in JSON, a list an array in JSON, and a ' +
        'reference the id or code of the record. Null if there was none.',
      examples: ['cusbelzyce.pl']
    })
  ),
  replaced_at: Moment('Time at which the change began, UTC.')
})

interface Filters {
  subject_type?: string[]
  subject?: string[]
  field?: string[]
  from?: string
  to?: string
}

const p = columnsOf('previous_value', 'p')
const c = columnsOf('change', 'c')

export const previousValues = defineResource({
  name: 'previous_value',
  path: 'previous-values',
  label: { pl: 'poprzednia wartość', en: 'previous value' },
  texts: {
    list: {
      operationId: 'list_previous_values',
      summary: 'List previous values',
      description:
        'Values of records before changes, also of deleted records, so that a mistake can be undone. There are none of ' +
        `people, appointments, contacts, declarations and applications. They are deleted after two years. ${NEEDS_AUDIT_READ}`
    }
  },
  record: PreviousValue,
  access: 'audit:read',
  parameter: 'value',
  identifier: idOnly('Stable id of the value.'),
  identifiedBy: (id) => sql`${p('id')} = ${id}::uuid`,
  from: p.table,
  reads: [],
  columns: {
    ...p.pick('id', 'subject_type', 'subject_id', 'version', 'field'),
    change: sql`(select ${c('seq')} from ${c.table}
      where ${c('subject_type')} = ${p('subject_type')} and ${c('subject_id')} = ${p('subject_id')}
        and ${c('subject_version')} = ${p('version')} and ${c('type')} <> ${p('subject_type')} || '.refreshed'
      order by ${c('seq')} limit 1)`,
    // The operator returns a text without its quotes, and null for the JSON null.
    before: sql`${p('before')} #>> '{}'`,
    replaced_at: p.moment('replaced_at')
  },
  id: p.sort('id', 'uuid'),
  sorts: { replaced_at: p.sort('replaced_at', 'timestamptz') },
  defaultSort: '-replaced_at',
  filters: {
    subject_type: oneOf(subjectType, 'Type of the record.', ['organisation']),
    subject: oneOf(subjectId, 'Record that changed, by its id.', ['01993a5e-7c00-7000-8000-000000000001']),
    field: oneOf(
      Type.String({
        minLength: 1,
        maxLength: 100,
        pattern: '^[a-z0-9_]+$',
        description: 'Name of the property.',
        examples: ['website']
      }),
      'Property that changed.',
      ['website']
    ),
    from: { schema: Moment('Returns only values of changes that began at this time or later.') },
    to: { schema: Moment('Returns only values of changes that began before this time.', '2026-11-22T00:00:00Z') }
  },
  where: (q: Filters) => [
    isOneOf(p('subject_type'), q.subject_type),
    isOneOf(p('subject_id'), q.subject),
    isOneOf(p('field'), q.field),
    q.from === undefined ? undefined : sql`${p('replaced_at')} >= ${q.from}::timestamptz`,
    q.to === undefined ? undefined : sql`${p('replaced_at')} < ${q.to}::timestamptz`
  ]
})

/** Declares the list of previous values below each record of the resource. */
export function previousValuesList(resource: Resource): SubList {
  const { en } = resource.label
  return {
    parent: resource,
    child: {
      ...previousValues,
      where: (query, day) => [
        sql`${p('subject_type')} = ${resource.name}`,
        ...(previousValues.where?.(query, day) ?? [])
      ]
    } as Resource,
    filter: 'subject',
    texts: {
      operationId: `list_${en.toLowerCase().replaceAll(' ', '_')}_previous_values`,
      summary: `List the previous values of one ${en}`,
      description:
        `Values of the properties of one ${en} before its changes, the latest first. \`POST /${resource.path}/` +
        `{${resource.parameter}}/reversal\` undoes a change. ${NEEDS_AUDIT_READ}`
    }
  }
}
