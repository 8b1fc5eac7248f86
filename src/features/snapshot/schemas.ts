import { Type } from '@sinclair/typebox'
import { components, Ref, record } from '../../contract/components.ts'
import { Id, Int, Moment, Str } from '../../contract/schemas.ts'
import { subjectId, subjectType } from '../audit/schemas.ts'
import { CURSOR_PATTERN } from '../changes/cursor.ts'
import { exampleCursor } from '../changes/schemas.ts'

// Additional properties are allowed, because it can be a record of any type.
const CopiedRecord = Type.Unsafe<Record<string, unknown>>({
  $id: 'CopiedRecord',
  title: 'CopiedRecord',
  type: 'object',
  description: 'The public record, as GET of its own address returns it.',
  properties: {
    id: Type.Optional(Id()),
    code: Type.Optional(Str('Code of a record without an id.', 'ordinary', { maxLength: 100 })),
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
  'Time and size of the snapshot, and the position at which the change feed continues.',
  {
    cursor: Type.String({
      minLength: exampleCursor.length,
      maxLength: exampleCursor.length,
      pattern: CURSOR_PATTERN,
      description: 'Position in the change feed. `/changes?after=` continues from here; no change is lost or repeated.',
      examples: [exampleCursor]
    }),
    count: Int('Number of records. A file with fewer records was cut off.', 1873),
    taken_at: Moment('Time of the state that the snapshot has, UTC.')
  }
)
