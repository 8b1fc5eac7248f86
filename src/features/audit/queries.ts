import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Id, Moment } from '../../contract/schemas.ts'
import { invalidParameters } from '../../http/errors.ts'
import { UUID } from '../../http/uuid.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Filter, type Resolve, type Resource, type SubList } from '../../records/define.ts'
import { idOnly, oneOf } from '../../records/references.ts'
import { isOneOf, object } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { AuditEntry, action, HistoryEntry, NEEDS_AUDIT_READ, requestId, subjectId, subjectType } from './schemas.ts'
import { auditActor } from './vocabularies.ts'

interface Filters {
  key?: string[]
  actor?: string[]
  action?: string[]
  subject_type?: string[]
  subject?: string[]
  request_id?: string
  from?: string
  to?: string
}

const a = columnsOf('audit', 'a')

/** Filter by the record concerned. A value that no entry has, such as a slug, is 400 and not an empty list. */
function subjectFilter(description: string, example: string[]): Filter {
  const resolve: Resolve = async (db, parameter, values) => {
    const others = values.filter((value) => !UUID.test(value))
    const { rows } = await sql<{ value: string }>`
      select value from unnest(${others}::text[]) as given (value)
      where not exists (select from ${a.table} where ${a('subject_ids')} @> array[value])`.execute(db)
    if (rows.length > 0) throw invalidParameters(rows.map(({ value }) => noSubject(parameter, value)))
    return values
  }
  return { ...oneOf(subjectId, description, example), resolve }
}

const noSubject = (parameter: string, value: string) => ({
  parameter,
  code: 'unknown_reference',
  detail: {
    pl:
      `Parametr «${parameter}»: dziennik audytu nie zna rekordu «${value}». Rekord wskazuje się polem «id» ` +
      'albo kodem; slug («slug») może się zmienić i tutaj nie wystarcza.',
    en:
      `The parameter «${parameter}»: the audit knows no record «${value}». Name a record by its «id» or its code; ` +
      'a slug («slug») may change and is not accepted here.'
  }
})
const k = columnsOf('api_key', 'k')

export const audit = defineResource({
  name: 'audit',
  path: 'audit',
  label: { pl: 'wpis dziennika audytu', en: 'audit entry' },
  texts: {
    list: {
      operationId: 'list_audit_entries',
      summary: 'List audit entries',
      description:
        'Actions with author and time: changes of all records, reads of data that is not public, and requests that were ' +
        'refused because the key lacks a scope (`api_key.refused`, at most one entry per hour for the same key, ' +
        `operation and scopes). Entries have names of properties, never their values. ${NEEDS_AUDIT_READ}`
    },
    record: {
      operationId: 'get_audit_entry',
      summary: 'Get one audit entry',
      description: `One entry of the audit by its id. ${NEEDS_AUDIT_READ}`
    }
  },
  record: AuditEntry,
  access: 'audit:read',
  parameter: 'entry',
  identifier: idOnly('Stable id of the entry.'),
  identifiedBy: (id) => sql`${a('id')} = ${id}::uuid`,
  from: sql`${a.table} left join ${k.table} on ${k('id')} = ${a('key_id')}`,
  reads: [],
  columns: {
    ...a.pick('seq', 'id', 'actor', 'action', 'subject_type', 'subject_ids', 'subject_version', 'fields', 'request_id'),
    occurred_at: a.moment('occurred_at'),
    key: a.unlessNull('key_id', object({ id: a('key_id'), owner: k('owner') })),
    hash: sql`encode(${a('hash')}, 'hex')`
  },
  id: a.sort('seq', 'bigint'),
  sorts: { seq: a.sort('seq', 'bigint') },
  defaultSort: '-seq',
  filters: {
    key: oneOf(Id('Id of an acting API key.'), 'API key that acted.', ['01993a5e-7c00-7000-8000-000000000001']),
    actor: oneOf(term(auditActor, 'Type of the actor.', 'key'), 'Type of the actor.', ['command']),
    action: oneOf(action, 'Action that was performed.', ['contact.read']),
    subject_type: oneOf(subjectType, 'Type of the records concerned.', ['organisation']),
    subject: subjectFilter('Record concerned: its id, or its code if it has no id.', [
      '01993a5e-7c00-7000-8000-000000000001'
    ]),
    request_id: {
      schema: Type.String({ ...requestId, description: 'Identifier of the request that performed the action.' })
    },
    from: { schema: Moment('Returns only actions that began at this time or later.') },
    to: { schema: Moment('Returns only actions that began before this time.', '2026-11-22T00:00:00Z') }
  },
  where: (q: Filters) => [
    isOneOf(a('key_id'), q.key, 'uuid'),
    isOneOf(a('actor'), q.actor),
    isOneOf(a('action'), q.action),
    isOneOf(a('subject_type'), q.subject_type),
    q.subject && sql`${a('subject_ids')} && ${[...q.subject]}::text[]`,
    q.request_id === undefined ? undefined : sql`${a('request_id')} = ${q.request_id}`,
    q.from === undefined ? undefined : sql`${a('occurred_at')} >= ${q.from}::timestamptz`,
    q.to === undefined ? undefined : sql`${a('occurred_at')} < ${q.to}::timestamptz`
  ]
})

const c = columnsOf('change', 'c')

/** Changes in the change log. The list of a record's changes is below the address of the record. */
export const history = defineResource({
  name: 'change',
  path: 'history',
  label: { pl: 'zmiana', en: 'change' },
  record: HistoryEntry,
  parameter: 'change',
  identifier: idOnly('Stable id of the change.'),
  identifiedBy: (id) => sql`${c('id')} = ${id}::uuid`,
  from: c.table,
  reads: ['*'],
  columns: {
    ...c.pick('seq', 'type', 'op', 'fields', 'request_id'),
    version: c('subject_version'),
    occurred_at: c.moment('occurred_at')
  },
  id: c.sort('seq', 'bigint'),
  sorts: { seq: c.sort('seq', 'bigint') },
  defaultSort: '-seq',
  filters: { subject: oneOf(subjectId, 'Record that changed.', ['01993a5e-7c00-7000-8000-000000000001']) },
  where: (q: { subject?: string[] }) => [isOneOf(c('subject_id'), q.subject)]
})

/** The history resource, limited to records of one type. */
const historyOf = ({ name }: Resource): Resource => ({
  ...history,
  where: (query, day) => [sql`${c('subject_type')} = ${name}`, ...(history.where?.(query, day) ?? [])]
})

/** Declares the list of changes below each record of the resource. */
export function historyList(resource: Resource): SubList {
  const { en } = resource.label
  return {
    parent: resource,
    child: historyOf(resource),
    filter: 'subject',
    texts: {
      operationId: `list_${en.toLowerCase().replaceAll(' ', '_')}_history`,
      summary: `List the history of one ${en}`,
      description:
        `The entries of the change log for one ${en}: what changed and when, without values. \`fields\` also names ` +
        'related records that changed.'
    }
  }
}
