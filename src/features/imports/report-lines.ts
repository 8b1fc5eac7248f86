// The report of an import in CSV, for a spreadsheet: one line for each fault, warning, reading and change of a row, in
// words and without JSON.
import { Type } from '@sinclair/typebox'
import { Nullable } from '../../contract/components.ts'
import { Enum, Int, Str } from '../../contract/schemas.ts'
import type { Text } from '../../http/errors.ts'
import type { CsvRendition, Untyped } from '../../records/define.ts'
import type { Term } from '../../records/vocabulary.ts'
import { outcome } from './schemas.ts'
import { importOutcome } from './vocabularies.ts'

const text = (description: string, example: string) => Nullable(Str(description, example))

const Line = Type.Object({
  line: Int('Line of the file in which the row begins.', 2, { minimum: 1 }),
  outcome,
  key: text('Value that matched the row with a record.', 'cus-belzyce'),
  subject: text('Id or code of the record.', '01993a5e-7c00-7000-8000-000000000001'),
  finding: Nullable(Enum(['error', 'warning', 'reading', 'change'], 'Kind of the remark.', 'reading')),
  column: text('Column of the value.', 'established_on'),
  heading: text('Heading of the column in the file.', 'Data utworzenia'),
  written: text('Text of the cell.', '21.11.2016'),
  read: text('Value as read, or after the import.', '2016-11-21'),
  code: text('Code of the fault or warning.', 'organisation_nip_invalid'),
  message_pl: text('Message in Polish.', 'Odczytano jako «2016-11-21».'),
  message_en: text('Message in English.', 'Read as «2016-11-21».')
})

type ReportLine = Record<string, unknown>

/** Returns the lines of a row, at least one. */
function linesOf({ line, outcome, key, subject, errors, warnings, readings, diff }: Untyped): ReportLine[] {
  const lines = [
    ...errors.map((fault: Untyped) => faultLine('error', fault, { pl: 'Błąd', en: 'Error' })),
    ...warnings.map((fault: Untyped) => faultLine('warning', fault, { pl: 'Ostrzeżenie', en: 'Warning' })),
    ...readings.map(readingLine),
    // All values of a new record are new.
    ...(outcome === 'update' ? diff.map(changeLine) : [])
  ]
  const { pl, en } = importOutcome.terms[outcome as Term<typeof importOutcome>]
  const remarks = lines.length > 0 ? lines : [{ message_pl: `Wynik: ${pl}.`, message_en: `Outcome: ${en}.` }]
  return remarks.map((remark) => ({ line, outcome, key, subject, ...remark }))
}

const faultLine = (finding: string, fault: Untyped, label: Text): ReportLine => ({
  finding,
  column: fault.column,
  heading: fault.heading,
  written: fault.written,
  code: fault.code,
  message_pl: `${label.pl}: ${fault.detail_pl}`,
  message_en: `${label.en}: ${fault.detail_en}`
})

function readingLine({ column, heading, written, read }: Untyped): ReportLine {
  const { pl, en } = readingText(written, read)
  return { finding: 'reading', column, heading, written, read, message_pl: pl, message_en: en }
}

const bare = (text: string): string => text.replace(/\s/g, '')

function readingText(written: string, read: string | null): Text {
  if (read === null) return { pl: 'Odczytano jako puste.', en: 'Read as empty.' }
  const { pl, en } = { pl: `Odczytano jako «${read}».`, en: `Read as «${read}».` }
  return bare(written) === bare(read)
    ? { pl: `${pl} Pominięto zbędne odstępy.`, en: `${en} Superfluous spaces were left out.` }
    : { pl, en }
}

/** A list is JSON in a report, which is left out here. */
const isList = (value: string | null): boolean => value !== null && /^\[[{[\]"]/.test(value)

function changeLine({ field, before, after }: Untyped): ReportLine {
  const change = { finding: 'change', column: field }
  if (isList(before) || isList(after))
    return { ...change, message_pl: 'Zmiana: lista będzie inna.', message_en: 'Change: the list will differ.' }
  const shown = (value: string | null, empty: string) => (value === null ? empty : `«${value}»`)
  return {
    ...change,
    read: after,
    message_pl: `Zmiana: było ${shown(before, 'puste')}, będzie ${shown(after, 'puste')}.`,
    message_en: `Change: it was ${shown(before, 'empty')}, it will be ${shown(after, 'empty')}.`
  }
}

export const reportLines: CsvRendition = { record: Line, lines: linesOf }
