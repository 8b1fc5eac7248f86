// The headings by which a sheet names columns: the property names of the contract, and those that the features declare.
// Case, diacritics, punctuation and remarks in parentheses make no difference.
import type { TSchema } from '@sinclair/typebox'
import { editDistance } from '../../../edit-distance.ts'
import type { Text } from '../../../http/errors.ts'
import type { Importable, ImportColumn } from '../../../records/define-imports.ts'
import { columnsOf } from '../../../records/formats/csv.ts'
import { fold } from '../../../records/polish.ts'
import { vocabularyOf } from '../../../records/vocabulary.ts'

/** A column of a resource, with what the feature declares about it. */
export interface KnownColumn {
  header: string
  schema: TSchema
  declared: ImportColumn
}

export interface Headings {
  /** Columns by their header. */
  columns: ReadonlyMap<string, KnownColumn>
  /** Returns the header of the column that a heading means; undefined if it means none. */
  columnOf: (heading: string) => string | undefined
  /** Returns the reason why a column with this heading is never read; undefined if there is none. */
  notRead: (heading: string) => Text | undefined
  /** Returns a known heading of which this one may be a misspelling. */
  similarTo: (heading: string) => string | undefined
}

/** Returns the headings of a resource. `all` are all resources that can be imported: their headings are not misspelt. */
export function headingsOf(importable: Importable, all: readonly Importable[]): Headings {
  const columns = columnsOfImport(importable)
  const own = formsOf(importable)
  const others = all.filter((other) => other !== importable && other.writes)
  const hints = new Map(Object.entries(importable.notRead ?? {}).map(([heading, text]) => [fold(heading), text]))
  const find = <T>(known: ReadonlyMap<string, T>, heading: string): T | undefined =>
    heading.length > MAX_HEADING_LENGTH ? undefined : variantsOf(heading).flatMap((form) => known.get(form) ?? [])[0]
  return {
    columns,
    columnOf: (heading) => find(own, heading),
    notRead: (heading) =>
      find(hints, heading) ?? belongsTo(others.filter((other) => find(formsOf(other), heading) !== undefined)),
    similarTo: (heading) => {
      const [form = ''] = heading.length > MAX_HEADING_LENGTH ? [] : variantsOf(heading)
      const similar = [...own.keys()].find((known) => isMisspelt(form, known))
      return similar === undefined ? undefined : headingIn(columns, own.get(similar) as string, similar)
    }
  }
}

const columnsOfImport = ({ resource, columns = {} }: Importable): ReadonlyMap<string, KnownColumn> =>
  new Map(
    columnsOf(resource.record).map(({ header, schema }) => [
      header,
      { header, schema, declared: columns[header] ?? {} }
    ])
  )

/** Returns the headings of a resource, folded, with their columns. Property names come before declared headings. */
function formsOf(importable: Importable): ReadonlyMap<string, string> {
  const columns = [...columnsOfImport(importable).values()]
  const forms = new Map(columns.map(({ header }) => [fold(header), header]))
  for (const { header, declared } of columns)
    for (const heading of declared.headings ?? []) {
      const form = fold(heading)
      const other = forms.get(form) ?? header
      if (other !== header) throw new Error(`the heading «${heading}» means both ${other} and ${header}`)
      forms.set(form, header)
    }
  // The name of a vocabulary is a heading too, if only one property of the record itself has its values.
  const own = columns.filter(({ header }) => Object.hasOwn(importable.resource.record.properties, header))
  const named = Map.groupBy(own, ({ schema }) => vocabularyOf(schema))
  for (const [vocabulary, [column, ...more]] of named)
    if (vocabulary && column && more.length === 0)
      for (const name of [vocabulary.name.pl, vocabulary.name.en])
        if (!forms.has(fold(name))) forms.set(fold(name), column.header)
  return forms
}

/** Returns the folded forms of a heading: as it is, without remarks in parentheses, and without «nr» or «numer». */
function variantsOf(heading: string): string[] {
  const whole = fold(heading)
  const bare = fold(heading.replace(/\([^()]*\)/g, ' '))
  return [whole, bare, bare.replace(/^(nr|numer) /, '')].filter((form) => form !== '')
}

/** Returns the heading as declared, for a message. */
const headingIn = (columns: ReadonlyMap<string, KnownColumn>, header: string, form: string): string =>
  columns.get(header)?.declared.headings?.find((heading) => fold(heading) === form) ?? header

function belongsTo(others: readonly Importable[]): Text | undefined {
  if (others.length === 0) return undefined
  const paths = others.map(({ resource }) => `resource=${resource.path}`).join(', ')
  return {
    pl: `Takie dane importuje się w osobnym pliku (${paths}).`,
    en: `Such data is imported with another file (${paths}).`
  }
}

/** A longer text is no heading. */
const MAX_HEADING_LENGTH = 200
const MIN_LENGTH_FOR_ONE_ERROR = 4
const MIN_LENGTH_FOR_TWO_ERRORS = 8

/** Whether two different headings differ by so few letters that one may be a misspelling of the other. */
function isMisspelt(heading: string, known: string): boolean {
  const length = Math.min(heading.length, known.length)
  const errors = length < MIN_LENGTH_FOR_TWO_ERRORS ? 1 : 2
  return length >= MIN_LENGTH_FOR_ONE_ERROR && editDistance(heading, known, errors) <= errors
}
