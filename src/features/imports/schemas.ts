import { Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Enum, Id, Int, List, Moment, Str, stamps } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import type { Imports } from './importables.ts'
import { importOutcome, importStatus } from './vocabularies.ts'

export const resourceName = ({ importables }: Imports) =>
  Enum([...importables.keys()], 'Resource of the records in the file.', 'organisations')
export const matchOn = ({ matches }: Imports) => Enum(matches, 'Property that matches rows with records.', 'slug')
export const outcome = term(importOutcome, 'Outcome of the row.', 'update')

const column = Nullable(Str('Column of the fault. Null if it concerns no single column.', 'nip', { maxLength: 200 }))
const code = Str('Code of the fault, for programs. It is never translated.', 'organisation_nip_invalid', {
  maxLength: 100
})
const detail = {
  detail_pl: Str(
    'Explanation of the fault and its correction, in Polish.',
    'NIP musi mieć 10 cyfr i poprawną cyfrę kontrolną.'
  ),
  detail_en: Str(
    'Explanation of the fault and its correction, in English.',
    'The NIP must have 10 digits and a valid check digit.'
  )
}

const ImportProgress = record('ImportProgress', 'Progress of an import.', {
  done: Int('Number of rows that have been processed.', 120),
  total: Int('Number of rows in the file.', 120, { minimum: 1 })
})

const ImportCounts = record('ImportCounts', 'Number of rows of an import by outcome.', {
  create: Int('Number of rows that create a record.', 2),
  update: Int('Number of rows that change a record.', 1),
  unchanged: Int('Number of rows that equal their record.', 117),
  error: Int('Number of rows that cannot be applied.', 0)
})

const ImportMessage = record('ImportMessage', 'A message about an import file as a whole.', {
  line: Nullable(Int('Line of the file. Null if it concerns no single line.', 2, { minimum: 1 })),
  column,
  code,
  ...detail
})

export const importRecord = (imports: Imports) =>
  record('Import', 'The import of a file. The file is first checked and then applied, as a whole or not at all.', {
    id: Id(),
    resource: resourceName(imports),
    matched_by: matchOn(imports),
    dry_run: Bool(
      'Whether the file is only checked and waits to be applied. If false, it is applied at once if all rows are valid.'
    ),
    status: term(
      importStatus,
      'Status of the import. `previewed` can be applied if all rows are valid. `stale` can no longer be applied, ' +
        'because the registry has changed. `failed` was not applied.',
      'previewed'
    ),
    progress: Ref(ImportProgress),
    counts: NullableRef(ImportCounts, 'Number of rows by outcome. Null until all rows have been checked.'),
    messages: List(Ref(ImportMessage), 'Reasons for a failure, or other messages about the file as a whole.'),
    started_at: Nullable(Moment('Time at which the latest run began, UTC. Null before the first run.')),
    finished_at: Nullable(Moment('Time at which the latest run ended, UTC. Null while it waits or runs.')),
    created_at: Moment('Time at which the file was sent, UTC.'),
    ...stamps
  })

const ImportDifference = record('ImportDifference', 'A value of a record before and after the import, as text.', {
  field: Str('Property, with the name of its CSV column.', 'name', { maxLength: 200 }),
  before: Nullable(
    Str('Value before the import. Null if there was none.', 'Centrum Usług Społecznych w Bełrzycach', {
      maxLength: 1_000_000,
      pattern: '^[\\s\\S]*$'
    })
  ),
  after: Nullable(
    Str('Value after the import. Null if there is none.', 'Centrum Usług Społecznych w Bełżycach', {
      maxLength: 1_000_000,
      pattern: '^[\\s\\S]*$'
    })
  )
})

const anyText = { minLength: 0, maxLength: 1_000_000, pattern: '^[\\s\\S]*$' }

const ImportFault = record('ImportFault', 'A fault of one row of an import.', {
  column,
  heading: Nullable(
    Str('Heading of the column as written in the file. Null for NDJSON, and if no column is concerned.', 'NIP', anyText)
  ),
  written: Nullable(Str('Text of the cell. Null like `heading`.', '526-104-08-27', anyText)),
  code,
  ...detail
})

const ImportReading = record(
  'ImportReading',
  'A cell that is written in another form than that of the contract, and the value that it was read as.',
  {
    column: Str('Column of the value.', 'nip', { maxLength: 200 }),
    heading: Str('Heading of the column as written in the file.', 'NIP', anyText),
    written: Str('Text of the cell.', '941-277-24-26', anyText),
    read: Nullable(Str('Value as text. Null if the cell was read as empty, such as a dash.', '9412772426', anyText))
  }
)

export const ImportRow = record('ImportRow', 'The outcome of one row of an import. It is stored for a week.', {
  line: Int('Line of the file in which the row begins.', 2, { minimum: 1 }),
  outcome,
  key: Nullable(
    Str('Value that matched the row with a record. Null if the row has none.', 'cus-belzyce', {
      maxLength: 10_000,
      pattern: '^[\\s\\S]*$'
    })
  ),
  subject: Nullable(
    Str('Id or code of the record. Null while there is none.', '01993a5e-7c00-7000-8000-000000000001', {
      maxLength: 100
    })
  ),
  version: Nullable(
    Int('Version of the record when the row was checked. Null if there was no record.', 3, { minimum: 1 })
  ),
  diff: List(Ref(ImportDifference), 'Values that the row changes, by column.'),
  errors: List(Ref(ImportFault), 'Faults of the row. Empty if the row is valid.'),
  warnings: List(
    Ref(ImportFault),
    'Hints that do not prevent the import, such as `possible_duplicate` for a new record that the registry may ' +
      'already have. Empty if there are none.'
  ),
  readings: List(
    Ref(ImportReading),
    'How the cells were read that are written in another form, such as a date with dots. Empty if there are none.'
  )
})
