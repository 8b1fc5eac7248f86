import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Enum, Id, Int, List, Moment, Str, stamps } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import type { Imports } from './importables.ts'
import { importOutcome, importStatus } from './vocabularies.ts'

export const resourceName = ({ importables }: Imports) =>
  Enum([...importables.keys()], 'What the rows are records of.', 'organisations')
export const matchOn = ({ matches }: Imports) =>
  Enum(matches, 'By what a row is held to be one of a record that is there.', 'slug')
export const outcome = term(importOutcome, 'What becomes of the row.', 'update')

const column = Nullable(Str('Column at fault; null when it is none in particular.', 'nip', { maxLength: 200 }))
const code = Str('What is wrong, for programs; never translated.', 'organisation_nip_valid', { maxLength: 100 })
const detail = {
  detail_pl: Str(
    'What is wrong and what would be right, in Polish.',
    'NIP musi mieć 10 cyfr i poprawną cyfrę kontrolną.'
  ),
  detail_en: Str(
    'What is wrong and what would be right, in English.',
    'The NIP must have 10 digits, and a check digit that fits.'
  )
}

const ImportProgress = record('ImportProgress', 'How far the work on an import is.', {
  done: Int('Rows that were looked through.', 120),
  total: Int('Rows that the file has.', 120, { minimum: 1 })
})

const ImportCounts = record('ImportCounts', 'How many rows of an import have which outcome.', {
  create: Int('Rows that make a record.', 2),
  update: Int('Rows that change a record.', 1),
  unchanged: Int('Rows that say what the registry has.', 117),
  error: Int('Rows that cannot be applied.', 0)
})

const ImportMessage = record('ImportMessage', 'Something to be said of an import file as a whole.', {
  line: Nullable(Int('Line of the file; null when it is none in particular.', 2, { minimum: 1 })),
  column,
  code,
  ...detail
})

export const importRecord = (imports: Imports) =>
  record(
    'Import',
    'A file that was sent to be taken over: first looked through, then applied as a whole or not at all.',
    {
      id: Id(),
      resource: resourceName(imports),
      matched_by: matchOn(imports),
      dry_run: Bool(
        'Whether it waits, once looked through, to be applied; otherwise it is applied at once when no row is at fault.'
      ),
      status: term(
        importStatus,
        'How far it is: `previewed` can be applied when no row is at fault; `stale` cannot any more, since the ' +
          'registry has moved; `failed` was not applied.',
        'previewed'
      ),
      progress: Ref(ImportProgress),
      counts: NullableRef(ImportCounts, 'How many rows have which outcome; null before all were looked through.'),
      messages: List(Ref(ImportMessage), 'Why it failed, or what else is to be said of the file as a whole.'),
      started_at: Nullable(Moment('When the work began that is under way, or was last; null before it.')),
      finished_at: Nullable(Moment('When that work ended; null while it waits or runs.')),
      created_at: Moment('When the file was sent.'),
      ...stamps
    }
  )

const ImportDifference = record('ImportDifference', 'A value of a record before and after, as text.', {
  field: Str('Property, named as its column in CSV.', 'name', { maxLength: 200 }),
  before: Nullable(
    Str('The value before; null when there was none.', 'Centrum Usług Społecznych w Bełrzycach', {
      maxLength: 1_000_000,
      pattern: '^[\\s\\S]*$'
    })
  ),
  after: Nullable(
    Str('The value after; null when there is none.', 'Centrum Usług Społecznych w Bełżycach', {
      maxLength: 1_000_000,
      pattern: '^[\\s\\S]*$'
    })
  )
})

const ImportFault = record('ImportFault', 'A fault of a row of an import.', { column, code, ...detail })

export const ImportRow = record('ImportRow', 'What a row of an import would do, or did. Kept for a week.', {
  line: Int('Line of the file that the row begins in.', 2, { minimum: 1 }),
  outcome,
  key: Nullable(
    Str('Value by which the row was held to be one of a record; null when it lacks one.', 'cus-belzyce', {
      maxLength: 10_000,
      pattern: '^[\\s\\S]*$'
    })
  ),
  subject: Nullable(
    Str('Id or code of the record; null while there is none.', '01993a5e-7c00-7000-8000-000000000001', {
      maxLength: 100
    })
  ),
  version: Nullable(
    Int('Version of the record when the row was looked through; null when there was none.', 3, { minimum: 1 })
  ),
  diff: List(Ref(ImportDifference), 'What differs before and after, by column.'),
  errors: List(Ref(ImportFault), 'What is wrong with the row; empty unless it is at fault.')
})
