import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Id, Moment } from '../../contract/schemas.ts'
import { defineResource, type Resource } from '../../records/define.ts'
import { idOnly, oneOf } from '../../records/references.ts'
import { isOneOf, moment, object, unlessNull } from '../../records/sql.ts'
import { term } from '../vocabularies/terms.ts'
import { AuditEntry, action, HistoryEntry, requestId, subjectId, subjectType } from './schemas.ts'

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

export const audit = defineResource({
  name: 'audit',
  path: 'audit',
  label: { pl: 'wpis dziennika audytu', en: 'audit entry' },
  record: AuditEntry,
  access: 'audit:read',
  parameter: 'entry',
  identifier: idOnly('Stable id of the entry.'),
  identifiedBy: (id) => sql`a.id = ${id}::uuid`,
  from: sql`audit a left join api_key k on k.id = a.key_id`,
  columns: {
    seq: sql`a.seq`,
    id: sql`a.id`,
    occurred_at: moment('a.occurred_at'),
    actor: sql`a.actor`,
    key: unlessNull('a.key_id', object({ id: sql`a.key_id`, owner: sql`k.owner` })),
    action: sql`a.action`,
    subject_type: sql`a.subject_type`,
    subject_ids: sql`a.subject_ids`,
    subject_version: sql`a.subject_version`,
    fields: sql`a.fields`,
    request_id: sql`a.request_id`,
    hash: sql`encode(a.hash, 'hex')`
  },
  id: { expression: sql`a.seq`, type: 'bigint' },
  sorts: { seq: { expression: sql`a.seq`, type: 'bigint' } },
  defaultSort: '-seq',
  filters: {
    key: oneOf(Id('Id of an API key.'), 'API key that acted.', ['01993a5e-7c00-7000-8000-000000000001']),
    actor: oneOf(term('audit_actor', 'Who acted.', 'key'), 'Who acted.', ['command']),
    action: oneOf(action, 'What was done.', ['contact.read']),
    subject_type: oneOf(subjectType, 'Type of the records concerned.', ['organisation']),
    subject: oneOf(subjectId, 'Record concerned, by its id, or its code where it has none.', ['01993a5e-7c00-7000-8000-000000000001']),
    request_id: { schema: Type.String({ ...requestId, description: 'Request in which it was done.' }) },
    from: { schema: Moment('Keeps what was begun at this moment or later.') },
    to: { schema: Moment('Keeps what was begun before this moment.', '2026-11-22T00:00:00Z') }
  },
  where: (q: Filters) => [
    isOneOf(sql`a.key_id`, q.key, 'uuid'),
    isOneOf(sql`a.actor`, q.actor),
    isOneOf(sql`a.action`, q.action),
    isOneOf(sql`a.subject_type`, q.subject_type),
    q.subject && sql`a.subject_ids && ${[...q.subject]}::text[]`,
    q.request_id === undefined ? undefined : sql`a.request_id = ${q.request_id}`,
    q.from === undefined ? undefined : sql`a.occurred_at >= ${q.from}::timestamptz`,
    q.to === undefined ? undefined : sql`a.occurred_at < ${q.to}::timestamptz`
  ]
})

/** Changes in the journal; a list of them stands below the record that they are of. */
export const history = defineResource({
  name: 'change',
  path: 'history',
  label: { pl: 'zmiana', en: 'change' },
  record: HistoryEntry,
  parameter: 'change',
  identifier: idOnly('Stable id of the change.'),
  identifiedBy: (id) => sql`c.id = ${id}::uuid`,
  from: sql`change c`,
  columns: {
    seq: sql`c.seq`,
    type: sql`c.type`,
    op: sql`c.op`,
    version: sql`c.subject_version`,
    fields: sql`c.fields`,
    occurred_at: moment('c.occurred_at'),
    request_id: sql`c.request_id`
  },
  id: { expression: sql`c.seq`, type: 'bigint' },
  sorts: { seq: { expression: sql`c.seq`, type: 'bigint' } },
  defaultSort: '-seq',
  filters: { subject: oneOf(subjectId, 'Record that changed.', ['01993a5e-7c00-7000-8000-000000000001']) },
  where: (q: { subject?: string[] }) => [isOneOf(sql`c.subject_id`, q.subject)]
})

/** The changes of records of one type. */
export const historyOf = ({ name }: Resource): Resource => ({
  ...history,
  where: (query, day) => [sql`c.subject_type = ${name}`, ...(history.where?.(query, day) ?? [])]
})
