import { type Static, Type } from '@sinclair/typebox'
import { Nullable, NullableRef, record } from '../../contract/components.ts'
import { Bool, Id, Int, List, Moment, Str } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { changeOp } from '../changes/vocabularies.ts'
import { auditActor } from './vocabularies.ts'

/** The largest number that a client in JavaScript can tell from the next one. */
const MAX_SEQ = 9_007_199_254_740_991
const Seq = (description: string, example = 1204, options = {}) =>
  Int(description, example, { format: 'int64', minimum: 1, maximum: MAX_SEQ, ...options })

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
  description: 'Identifier of a record: its id, or its code where it has none.',
  examples: ['01993a5e-7c00-7000-8000-000000000001']
})
export const action = Type.String({
  minLength: 3,
  maxLength: 100,
  pattern: '^[a-z_]+[.][a-z_]+$',
  description: 'What was done: a type of record, and a verb.',
  examples: ['organisation.updated']
})
export const requestId = Str(
  'Identifier of the request in which it was done.',
  '01993a5e-7c00-7000-8000-000000000002',
  { maxLength: 100 }
)
const noRequest = Nullable(requestId, {
  description: 'Identifier of the request in which it was done; null when it was done on the host.'
})
const fields = List(
  Str('Name of a property.', 'website', { maxLength: 100 }),
  'Names of the properties concerned, in alphabetical order; never their values.',
  {
    maxItems: 1000
  }
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
  id: Id('Id of the key.'),
  owner: Nullable(
    Str('Who holds the key; null when the key is not known any more.', 'Portal CUS Bełżyce', { maxLength: 200 })
  )
})

export const AuditEntry = record('AuditEntry', 'Who did what, and when. Entries are only ever added.', {
  seq: Seq('Number of the entry, without gaps, in the order in which the changes took effect.'),
  id: Id(),
  occurred_at: Moment('When it was begun, UTC.'),
  actor: term(auditActor, 'Who acted.', 'key'),
  key: NullableRef(AuditKey, 'The API key that acted; null for other actors.'),
  action,
  subject_type: subjectType,
  subject_ids: List(subjectId, 'Identifiers of the records concerned.'),
  subject_version: Nullable(
    Int('Version of the record after a change; null for a reading, and for a record that is gone.', 2, { minimum: 1 })
  ),
  fields,
  request_id: noRequest,
  hash: Hash(
    'SHA-256 in hexadecimal of the hash before it and of the entry: no entry can be changed without changing all hashes after it.'
  )
})

export const AuditVerification = record(
  'AuditVerification',
  'Whether the entries of the audit still fit each other and its end.',
  {
    intact: Bool('Whether nothing was changed, removed or added past the record of its end.'),
    entries: Int('How many entries there are.', 1204, { format: 'int64', maximum: MAX_SEQ }),
    first_broken: Nullable(
      Seq(
        'Number of the first entry that is missing, changed or too much, as far as can be told; null when there is none.'
      ),
      {
        examples: [null]
      }
    ),
    last_seq: Seq('Number of the last entry; 0 before the first one.', 1204, { minimum: 0 }),
    last_hash: Hash('Hash of the last entry. Kept elsewhere with its number, it can be given as `known` later on.')
  }
)
export type AuditVerification = Static<typeof AuditVerification>

export const HistoryEntry = record(
  'HistoryEntry',
  'A change of a record, as the journal has it: what changed and when, without values and without who.',
  {
    seq: Seq('Number of the change in the journal of the whole registry.'),
    type: Type.String({ ...action, description: 'What happened: a type of record, and a verb.' }),
    op: term(changeOp, 'What a copy of the record has to do.', 'upsert'),
    version: Nullable(Int('Version of the record after the change; null when it is gone.', 2, { minimum: 1 })),
    fields,
    occurred_at: Moment('When the change was begun, UTC.'),
    request_id: noRequest
  }
)
