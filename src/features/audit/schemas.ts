import { type Static, Type } from '@sinclair/typebox'
import { Nullable, NullableRef, record } from '../../contract/components.ts'
import { Bool, Id, Int, List, Moment, Str } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { changeOp } from '../changes/vocabularies.ts'
import { auditActor } from './vocabularies.ts'

/** The largest integer that JavaScript clients can represent exactly. */
export const MAX_SEQ = 9_007_199_254_740_991
const Seq = (description: string, example = 1204, options = {}) =>
  Int(description, example, { format: 'int64', minimum: 1, maximum: MAX_SEQ, ...options })

export const NEEDS_AUDIT_READ = 'Requires a key with the scope `audit:read`.'

export const subjectType = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^[a-z_]+$',
  description: 'Type of the record, in the singular.',
  examples: ['organisation']
})
export const subjectId = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^[A-Za-z0-9_-]+$',
  description: 'Identifier of a record: its id, or its code if it has no id.',
  examples: ['01993a5e-7c00-7000-8000-000000000001']
})
export const action = Type.String({
  minLength: 3,
  maxLength: 100,
  pattern: '^[a-z_]+[.][a-z_]+$',
  description: 'The action: a record type and a verb.',
  examples: ['organisation.updated']
})
export const requestId = Str(
  'Identifier of the request that performed the action.',
  '01993a5e-7c00-7000-8000-000000000002',
  { maxLength: 100 }
)
const noRequest = Nullable(requestId, {
  description: 'Identifier of the request that performed the action. Null if it was performed on the server.'
})
const fields = List(
  Str('Name of the property.', 'website', { maxLength: 100 }),
  'Names of the properties concerned, in alphabetical order, without their values.',
  { maxItems: 1000 }
)
const Hash = (description: string) =>
  Type.String({
    minLength: 64,
    maxLength: 64,
    pattern: '^[0-9a-f]{64}$',
    description,
    examples: ['9f2b1c7d0e4a5f68b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0']
  })

const AuditKey = record('AuditKey', 'The API key that acted.', {
  id: Id('Id of the acting API key.'),
  owner: Nullable(
    Str('Holder of the key. Null if the key is no longer known.', 'Portal CUS Bełżyce', { maxLength: 200 })
  )
})

const ENTRY_TEXT = 'One entry of the audit: who did what and when. Entries are never changed or removed.'

export const AuditEntry = record('AuditEntry', ENTRY_TEXT, {
  seq: Seq('Number of the entry, without gaps, in the order in which the changes took effect.'),
  id: Id(),
  occurred_at: Moment('Time at which the action began, UTC.'),
  actor: term(auditActor, 'Type of the actor.', 'key'),
  key: NullableRef(AuditKey, 'The API key that acted. Null for other actors.'),
  action,
  subject_type: subjectType,
  subject_ids: List(subjectId, 'Identifiers of the records concerned.'),
  subject_version: Nullable(
    Int('Version of the record after the change. Null for a read and for a removed record.', 2, { minimum: 1 })
  ),
  fields: {
    ...fields,
    description:
      `${fields.description} For \`api_key.refused\`: the operation, with its method and path, and the scopes that ` +
      'the key lacks.'
  },
  request_id: noRequest,
  hash: Hash(
    'SHA-256 in hexadecimal over the previous hash and the entry. Changing an entry would change all hashes after it.'
  )
})

export const AuditVerification = record('AuditVerification', 'Result of verifying the hash chain of the audit.', {
  intact: Bool('Whether no entry was changed, removed or added outside the audit.'),
  entries: Int('Number of entries in the audit.', 1204, { format: 'int64', maximum: MAX_SEQ }),
  first_broken: Nullable(
    Seq(
      'Number of the first entry that is missing, changed or added, as far as it can be determined. Null if the ' +
        'audit is intact.'
    ),
    { examples: [null] }
  ),
  last_seq: Seq('Number of the last entry; 0 before the first entry.', 1204, { minimum: 0 }),
  last_hash: Hash(
    'Hash of the last entry. Store it elsewhere with its number, and send both as `known` in a later verification.'
  )
})
export type AuditVerification = Static<typeof AuditVerification>

export const HistoryEntry = record(
  'HistoryEntry',
  'An entry of the change log: what changed of a record and when. It has no values and no author.',
  {
    seq: Seq('Number of the change in the change log of the whole registry.'),
    type: Type.String({ ...action, description: 'Kind of the change: a record type and a verb.' }),
    op: term(changeOp, 'Action for a copy of the record.', 'upsert'),
    version: Nullable(
      Int('Version of the record after the change. Null if the record was removed.', 2, { minimum: 1 })
    ),
    fields,
    occurred_at: Moment('Time at which the change began, UTC.'),
    request_id: noRequest
  }
)
