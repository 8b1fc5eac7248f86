import { type Static, Type } from '@sinclair/typebox'
import { components, NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Enum, Id, Int, List, Moment, Str } from '../../contract/schemas.ts'
import { HistoryEntry, subjectId, subjectType } from '../audit/schemas.ts'
import { CURSOR_PATTERN } from './cursor.ts'

const MAX_WAIT = 30
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
  href: Href('Address of the record, also of one that is gone.')
})

const ChangeSuccessor = record('ChangeSuccessor', 'The record that another one was merged into.', {
  id: subjectId,
  href: Href('Address of the record.')
})

// Open, since every kind of record may stand here; a pattern of its own in the contract for each of them would help no generator.
const ChangedRecord = Type.Unsafe<Record<string, unknown> | null>({
  $id: 'ChangedRecord',
  title: 'ChangedRecord',
  type: ['object', 'null'],
  description:
    'The record as everybody sees it at the moment of the answer, as GET of `subject.href` shows it. Null when ' +
    'there is nothing to be seen any more, and unless `include=data` asks for it.',
  properties: {
    id: Type.Optional(Id()),
    code: Type.Optional(Str('Code of a record that has no id.', 'ordinary', { maxLength: 100 })),
    version: Type.Optional(Int('Version of the record.', 3, { minimum: 1 })),
    updated_at: Type.Optional(Moment('When the record last changed, UTC.'))
  },
  examples: [null]
})
components.set('ChangedRecord', ChangedRecord)

const { seq, type, op, version, fields, occurred_at, request_id } = HistoryEntry.properties

export const Change = record('Change', 'One change of a public record: what a copy has to do, and never who did it.', {
  seq,
  id: Id('Stable identifier of the change; a webhook about it has the same.'),
  cursor: Cursor('Position after this change.'),
  type: {
    ...type,
    description:
      'What happened: a type of record, and a verb. `refreshed` means that only what the record shows of ' +
      'others has changed.'
  },
  op,
  subject: Ref(ChangeSubject),
  version,
  fields,
  occurred_at,
  request_id,
  successor: NullableRef(
    ChangeSuccessor,
    'The record that this one was merged into; null unless `op` is `merge`.',
    null
  ),
  data: Ref(ChangedRecord)
})
export type Change = Static<typeof Change>

const ChangesMeta = record('ChangesMeta', 'Where the page ends, and where the journal does.', {
  next_cursor: Cursor('Position after the page; there also when the page is empty.'),
  has_more: Bool(
    'Whether there is more to read now. A page may hold few entries, or none, and still say so: what `types` ' +
      'leaves out was passed.',
    false
  ),
  head: Int('Number of the newest change in the journal; 0 before the first.', 1204, seqRange(0))
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
        'Position to go on from: `meta.next_cursor`, the `cursor` of a change, or that of a snapshot. The ' +
          'beginning of the journal when absent.'
      )
    ),
    limit: Type.Optional(
      Type.Integer({
        format: 'int32',
        minimum: 1,
        maximum: MAX_LIMIT,
        default: DEFAULT_LIMIT,
        description: 'Most changes on a page.',
        examples: [DEFAULT_LIMIT]
      })
    ),
    types: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100, pattern: '^[a-z_]+([.][a-z_]+)?$' }), {
        description:
          'Keeps changes of these types of records (`organisation`) or with these verbs ' +
          '(`organisation.merged`), separated by commas. Cursors are good for any types.',
        examples: [['organisation', 'membership.ended']],
        minItems: 1,
        maxItems: 50,
        uniqueItems: true
      })
    ),
    wait: Type.Optional(
      Int('Seconds to wait for a change when there is none.', MAX_WAIT, { minimum: 1, maximum: MAX_WAIT })
    ),
    include: Type.Optional(
      Type.Array(Enum(['data'], 'What to include.'), {
        description: 'With `data` each change carries the record as it is now.',
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
      'For `text/event-stream`: the id of the event that came last. Wins over `after`, since a browser sends ' +
        'it when it connects again.'
    )
  )
})
