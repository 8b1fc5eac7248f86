import { type Static, Type } from '@sinclair/typebox'
import { components, NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Enum, Id, Int, List, Moment, Str } from '../../contract/schemas.ts'
import { HistoryEntry, subjectId, subjectType } from '../audit/schemas.ts'
import { CURSOR_PATTERN } from './cursor.ts'

const MAX_WAIT_SECONDS = 30
export const MAX_LIMIT = 500
export const DEFAULT_LIMIT = 50

export const exampleCursor = 'AAAAAAS0AaH9-kYccCmQHZFmcqrwQN8mB2iX0c7fKq3vXh0m'
const Cursor = (description: string) =>
  Type.String({
    minLength: exampleCursor.length,
    maxLength: exampleCursor.length,
    pattern: CURSOR_PATTERN,
    description,
    examples: [exampleCursor]
  })
const Href = (description: string) =>
  Str(description, '/v1/organisations/01993a5e-7c00-7000-8000-000000000001', {
    format: 'uri-reference',
    pattern: '^(https?://[^/]+)?/v1/[^ ]+$'
  })

const ChangeSubject = record('ChangeSubject', 'The record that changed.', {
  type: subjectType,
  id: subjectId,
  href: Href('Address of the record. It is also present for a removed record.')
})

const ChangeSuccessor = record('ChangeSuccessor', 'The record into which another one was merged.', {
  id: subjectId,
  href: Href('Address of the successor.')
})

// Additional properties are allowed, because it can be a record of any type. A union of all record schemas would not
// help code generators.
const ChangedRecord = Type.Unsafe<Record<string, unknown>>({
  $id: 'ChangedRecord',
  title: 'ChangedRecord',
  type: 'object',
  description: 'A public record at the time of the response, as GET of `subject.href` returns it.',
  properties: {
    id: Type.Optional(Id()),
    code: Type.Optional(Str('Code of a record without an id.', 'ordinary', { maxLength: 100 })),
    version: Type.Optional(Int('Version of the record.', 3, { minimum: 1 })),
    updated_at: Type.Optional(Moment('When the record last changed, UTC.'))
  }
})
components.set('ChangedRecord', ChangedRecord)

const { seq, type, op, version, fields, occurred_at, request_id } = HistoryEntry.properties

const CHANGE_TEXT = 'One change of a public record: what a copy has to do. It never says who made the change.'

export const Change = record('Change', CHANGE_TEXT, {
  seq,
  id: Id('Stable identifier of the change. A webhook event about the change has the same id.'),
  cursor: Cursor('Position after this change.'),
  type: {
    ...type,
    description:
      'Kind of the change: a record type and a verb. `refreshed` means that only data of other records that this ' +
      'record includes has changed.'
  },
  op,
  subject: Ref(ChangeSubject),
  version,
  fields,
  occurred_at,
  request_id,
  successor: NullableRef(
    ChangeSuccessor,
    'The record into which this one was merged. Null unless `op` is `merge`.',
    null
  ),
  data: NullableRef(
    ChangedRecord,
    'The record. Null if it is no longer public, or if `include=data` was not requested.',
    null
  )
})
export type Change = Static<typeof Change>

const ChangesMeta = record('ChangesMeta', 'Position of the page and of the newest change.', {
  next_cursor: Cursor('Position after the page. It is also present when the page is empty.'),
  has_more: Bool(
    'Whether more changes can be read now. It can be true even if the page has few entries or none, because changes ' +
      'excluded by `types` also count.',
    false
  ),
  head: Int('Number of the newest change in the change log; 0 before the first change.', 1204, seqRange(0))
})

function seqRange(minimum: number) {
  return { format: seq.format, maximum: seq.maximum, minimum }
}

export const ChangeCollection = record('ChangeCollection', 'One page of the change feed.', {
  data: List(Ref(Change), 'The changes, oldest first.', { maxItems: MAX_LIMIT }),
  meta: Ref(ChangesMeta)
})

export const changeParameters = Type.Object(
  {
    after: Type.Optional(
      Cursor(
        'Position after which to continue: `meta.next_cursor`, or the `cursor` of a change or of a snapshot. ' +
          'Default: the beginning of the change log, as far as it is stored.'
      )
    ),
    limit: Type.Optional(
      Type.Integer({
        format: 'int32',
        minimum: 1,
        maximum: MAX_LIMIT,
        default: DEFAULT_LIMIT,
        description: 'Maximum number of changes on a page.',
        examples: [DEFAULT_LIMIT]
      })
    ),
    types: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100, pattern: '^[a-z_]+([.][a-z_]+)?$' }), {
        description:
          'Returns only changes of these record types (`organisation`) or these kinds of change ' +
          '(`organisation.merged`), separated by commas. A cursor can be used with any `types`.',
        examples: [['organisation', 'membership.ended']],
        minItems: 1,
        maxItems: 50,
        uniqueItems: true
      })
    ),
    wait: Type.Optional(
      Int('Number of seconds to wait for a change if there is none. Default: do not wait.', MAX_WAIT_SECONDS, {
        minimum: 1,
        maximum: MAX_WAIT_SECONDS
      })
    ),
    include: Type.Optional(
      Type.Array(Enum(['data'], 'Data to include in each change.'), {
        description: 'With `data`, each change includes the present record.',
        examples: [['data']],
        minItems: 1,
        maxItems: 1,
        uniqueItems: true
      })
    )
  },
  { additionalProperties: false }
)
export type ChangeParameters = Static<typeof changeParameters>

export const changeHeaders = Type.Object({
  'Last-Event-Id': Type.Optional(
    Cursor(
      'For `text/event-stream`: the id of the last event received. It overrides `after`, because a browser sends it ' +
        'when it reconnects.'
    )
  )
})
