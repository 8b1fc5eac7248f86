// Parameters that are valid on their own but contradict each other, the format or the resource.
import type { Fault } from '../../http/errors.ts'
import type { Resource } from '../define.ts'
import type { Format, ListQuery } from '../formats/format.ts'
import { includesInTables, isTable, propertiesFor } from '../formats/table.ts'
import { conflict, parametersOfOtherFormats } from './parameters.ts'

/** Returns the faults of parameters that contradict each other. */
export function contradictions(resource: Resource, query: ListQuery, format: Format): Fault[] {
  return [
    ...parametersOfOtherFormats(query, format),
    ...certaintyFaults(resource, query),
    ...dayFaults(resource, query),
    ...periodFaults(resource, query),
    ...selectionFaults(resource, query, format),
    ...(query.count && format !== 'json'
      ? [conflict('count', 'Parametr «count» dotyczy tylko formatu JSON.', 'The parameter «count» is for JSON only.')]
      : []),
    ...sortFaults(query)
  ]
}

/** Returns the faults for a list within a record, which has whole items in JSON and NDJSON. */
export const contradictionsInPart = (query: ListQuery, format: Format): Fault[] => [
  ...parametersOfOtherFormats(query, format),
  ...(query.fields && !isTable(format)
    ? [
        conflict(
          'fields',
          'Parametr «fields» dotyczy tutaj tylko formatów CSV i XLSX.',
          'The parameter «fields» is for CSV and XLSX only here.'
        )
      ]
    : [])
]

/** Whether the query has a period of the resource. */
const hasPeriod = ({ period }: Resource, query: ListQuery): boolean =>
  period !== undefined && (query[period.from] ?? query[period.to]) !== undefined

function certaintyFaults(resource: Resource, query: ListQuery): Fault[] {
  if (!query.certainty || query.as_of || (resource.period?.validity && hasPeriod(resource, query))) return []
  const { from, to, validity } = resource.period ?? {}
  const or = validity ? { pl: ` albo «${from}» lub «${to}»`, en: ` or «${from}» or «${to}»` } : { pl: '', en: '' }
  return [
    conflict(
      'certainty',
      `Parametr «certainty» wymaga parametru «as_of»${or.pl}.`,
      `The parameter «certainty» requires «as_of»${or.en}.`
    )
  ]
}

/** `as_of` needs something in the response that depends on the day. */
function dayFaults(resource: Resource, query: ListQuery): Fault[] {
  const { validity, filters = {}, includes = {} } = resource
  if (query.as_of === undefined || validity) return []
  const { include = [] } = propertiesFor(resource, query)
  const dated = Object.keys(includes).filter((name) => includes[name]?.dated)
  const datedFilters = Object.keys(filters).filter((name) => filters[name]?.dated)
  if (include.some((name) => dated.includes(name)) || datedFilters.some((name) => query[name] !== undefined)) return []
  const needed = [
    ...(dated.length > 0
      ? [
          {
            pl: `parametru «include» z jedną z wartości: ${dated.join(', ')}`,
            en: `«include» with one of: ${dated.join(', ')}`
          }
        ]
      : []),
    ...(datedFilters.length > 0
      ? [{ pl: `jednego z filtrów: ${datedFilters.join(', ')}`, en: `one of the filters: ${datedFilters.join(', ')}` }]
      : [])
  ]
  return [
    conflict(
      'as_of',
      `Parametr «as_of» wymaga tutaj ${needed.map(({ pl }) => pl).join('; albo ')}.`,
      `The parameter «as_of» requires here ${needed.map(({ en }) => en).join('; or ')}.`
    )
  ]
}

/** A period is no day, and ends after it begins. */
function periodFaults(resource: Resource, query: ListQuery): Fault[] {
  const { period } = resource
  if (!period || !hasPeriod(resource, query)) return []
  const { from, to } = period
  const [first, last] = [query[from], query[to]] as (string | number | undefined)[]
  return [
    ...(query.as_of === undefined
      ? []
      : [
          conflict(
            'as_of',
            `Parametr «as_of» wskazuje jeden dzień i nie łączy się z okresem («${from}», «${to}»).`,
            `The parameter «as_of» names one day and cannot be combined with a period («${from}», «${to}»).`
          )
        ]),
    ...(first !== undefined && last !== undefined && first > last
      ? [
          conflict(
            to,
            `Parametr «${to}»: koniec okresu nie może być wcześniejszy niż jego początek («${from}»).`,
            `The parameter «${to}»: the period must not end before it begins («${from}»).`
          )
        ]
      : [])
  ]
}

function sortFaults({ sort = [] }: ListQuery): Fault[] {
  const sorted = sort.map((name) => name.replace(/^-/, ''))
  if (new Set(sorted).size === sorted.length) return []
  const pl = 'Parametr «sort» podaje tę samą właściwość dwa razy.'
  return [conflict('sort', pl, 'The parameter «sort» names the same property twice.')]
}

/** Returns the faults of `fields` and `include` that the format cannot follow. */
function selectionFaults(resource: Resource, { fields, include }: ListQuery, format: Format): Fault[] {
  if (isTable(format)) return listsInTable(resource, include)
  if (format === 'json' || format === 'ndjson') return pathsInJson(resource, fields)
  return (['fields', 'include'] as const)
    .filter((parameter) => (parameter === 'fields' ? fields : include))
    .map((parameter) =>
      conflict(
        parameter,
        `Parametr «${parameter}» dotyczy tylko formatów JSON, NDJSON, CSV i XLSX.`,
        `The parameter «${parameter}» is for JSON, NDJSON, CSV and XLSX only.`
      )
    )
}

/** A table has one row per record. It cannot have a list within a record without repeating or hiding something. */
function listsInTable(resource: Resource, include: string[] = []): Fault[] {
  const possible = includesInTables(resource)
  const lists = include.filter((name) => !possible.includes(name))
  if (lists.length === 0) return []
  const [named, list] = [lists.join(', '), possible.join(', ')]
  const also = {
    pl: list && ` W arkuszu można podać tylko: ${list}.`,
    en: list && ` A spreadsheet can have only: ${list}.`
  }
  return [
    conflict(
      'include',
      `Parametr «include»: ${named} to lista, a arkusz ma jeden wiersz na rekord. Lista ma własny adres albo jest ` +
        `dostępna w formatach JSON i NDJSON.${also.pl}`,
      `The parameter «include»: ${named} is a list, and a spreadsheet has one row per record. The list has its own ` +
        `address, or is available in JSON and NDJSON.${also.en}`
    )
  ]
}

/** JSON has whole properties. Only a table has single columns of nested objects and of includes. */
function pathsInJson(resource: Resource, fields: string[] = []): Fault[] {
  const paths = fields.filter((name) => !Object.hasOwn(resource.record.properties, name))
  if (paths.length === 0) return []
  const named = paths.join(', ')
  return [
    conflict(
      'fields',
      `Parametr «fields»: ${named} to kolumna arkusza, dostępna tylko w CSV i XLSX. W JSON i NDJSON podaje się całą ` +
        'właściwość rekordu, a rekordy powiązane w parametrze «include».',
      `The parameter «fields»: ${named} is a column of a spreadsheet, for CSV and XLSX only. JSON and NDJSON take ` +
        'whole properties of the record, and related records in the parameter «include».'
    )
  ]
}
