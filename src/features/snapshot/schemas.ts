import { Type } from '@sinclair/typebox'
import { components, Ref, record } from '../../contract/components.ts'
import { Id, Int, Moment, Str } from '../../contract/schemas.ts'
import { subjectId, subjectType } from '../audit/schemas.ts'
import { CURSOR_PATTERN } from '../changes/cursor.ts'
import { exampleCursor } from '../changes/schemas.ts'

// Open, since every kind of record stands here.
const CopiedRecord = Type.Unsafe<Record<string, unknown>>({
  $id: 'CopiedRecord',
  title: 'CopiedRecord',
  type: 'object',
  description: 'The record as everybody sees it, as GET of its own address shows it.',
  properties: {
    id: Type.Optional(Id()),
    code: Type.Optional(Str('Code of a record that has no id.', 'ordinary', { maxLength: 100 })),
    version: Type.Optional(Int('Version of the record.', 3, { minimum: 1 })),
    updated_at: Type.Optional(Moment('When the record last changed, UTC.'))
  },
  examples: [{ id: '01993a5e-7c00-7000-8000-000000000001', version: 3, updated_at: '2026-11-21T09:00:00.000000Z' }]
})
components.set('CopiedRecord', CopiedRecord)

export const SnapshotEntry = record('SnapshotEntry', 'One record of the registry.', {
  type: subjectType,
  id: subjectId,
  data: Ref(CopiedRecord)
})

export const SnapshotMeta = record(
  'SnapshotMeta',
  'What the snapshot is of, and where the change feed goes on after it.',
  {
    cursor: Type.String({
      minLength: exampleCursor.length,
      maxLength: exampleCursor.length,
      pattern: CURSOR_PATTERN,
      description:
        'Position in the change feed: `/changes?after=` goes on from here, and nothing is lost or comes twice.',
      examples: [exampleCursor]
    }),
    count: Int('Number of records; a copy with fewer was cut off.', 1873),
    taken_at: Moment('Moment whose state it is, UTC.')
  }
)
