// The query parameters of a list and of a record. They are generated from the declaration of the resource, so the
// contract documents only parameters that have an effect.
import { type TObject, type TSchema, Type } from '@sinclair/typebox'
import { StringEnum } from '../../contract/components.ts'
import { Day, Enum, Moment, NOT_BLANK } from '../../contract/schemas.ts'
import { type Fault, invalidParameters } from '../../http/errors.ts'
import type { Filter, Resource } from '../define.ts'
import type { Format, ListQuery } from '../formats/format.ts'
import { formatsOf, PARTIAL, partFormats, recordFormatsOf } from '../formats/formats.ts'
import { includesInTables, namesInTable, type TableSource } from '../formats/table.ts'
import { cardVersions } from '../formats/vcard.ts'

export const MAX_LIMIT = 500
export const DEFAULT_LIMIT = 50

export { formatsOf } from '../formats/formats.ts'

const listOf = (values: string[], description: string, example: string[], maxItems = values.length) =>
  Type.Array(StringEnum(values), { description, examples: [example], minItems: 1, maxItems, uniqueItems: true })

/** One of several values. It is a pattern, not an enum, because linters of the contract require snake_case enums. */
const choice = (prefix: string, values: string[], description = `One of ${values.join(', ')}.`) =>
  Type.String({
    minLength: 1,
    maxLength: 100,
    pattern: `^${prefix}(${values.join('|').replaceAll('.', '[.]')})$`,
    description,
    examples: [values.at(-1)]
  })

const dialect = choice(
  '',
  ['rfc4180', 'excel-pl'],
  'Dialect of CSV. `excel-pl` opens directly in Excel with Polish settings. Default: `rfc4180`.'
)
const cardVersion = choice(
  '',
  [...cardVersions],
  'Version of vCard. Takes precedence over `Accept`. Outlook does not read 4.0. Default: `4.0`.'
)
/** Accept-Language is ignored: a picture in a Polish page is Polish for every browser. */
const lang = Enum(['pl', 'en'], 'Language of the texts in SVG. Default: `pl`.', 'pl')

const inCsvText = (resource: Resource): string => {
  const names = includesInTables(resource)
  return names.length > 0
    ? ` In CSV and XLSX, only ${names.join(', ')}: other lists are tables of their own.`
    : ' Not in CSV and XLSX: lists are tables of their own.'
}

/** Whether `as_of` changes the response: the records that hold, what is included, or, in a list, a filter. */
const isDated = ({ validity, includes = {}, filters = {} }: Resource, list: boolean): boolean =>
  [validity !== undefined, ...Object.values(includes).map(({ dated }) => dated === true)].includes(true) ||
  (list && Object.values(filters).some(({ dated }) => dated))

/** Parameters that one record and a list have in common. */
function commonParameters(resource: Resource, list: boolean): Record<string, TSchema> {
  const names = Object.keys(resource.columns)
  const includes = Object.keys(resource.includes ?? {})
  return {
    fields: listOf(
      names,
      'Properties to include in the response, separated by commas. Default: all. In JSON, the response then has the ' +
        `media type \`${PARTIAL}\`.`,
      names.slice(0, 2)
    ),
    ...(includes.length > 0 && {
      include: listOf(
        includes,
        `Related records to include in each record, separated by commas.${inCsvText(resource)}`,
        includes.slice(0, 1)
      )
    }),
    ...(isDated(resource, list) && {
      as_of: Day(
        'Day to which the response refers. A list returns only records that certainly or possibly hold on this day; ' +
          '`certainty` says which. Membership filters and included records refer to the same day.',
        '2022-08-31'
      )
    })
  }
}

/** Returns the schema of a filter, with the scope that it needs. */
const filterSchema = ({ schema, needs }: Filter): TSchema =>
  needs ? { ...schema, description: `${schema.description} Needs a staff key with the scope \`${needs}\`.` } : schema

/** The parameter `fields` of a list, which may be sent as a table. */
function fieldsOf(source: TableSource, description: string): TSchema {
  const names = namesInTable(source)
  return Type.Array(choice('', names, 'A property, or for CSV and XLSX the path of a column.'), {
    description,
    examples: [names.slice(0, 2)],
    minItems: 1,
    maxItems: names.length,
    uniqueItems: true
  })
}

/** Returns the query parameters of a list. `without`: filters that the path of a sub-list already sets. */
export function listParameters(resource: Resource, without: string[] = []): TObject {
  const formats = formatsOf(resource)
  const filters = Object.entries(resource.filters ?? {}).filter(([name]) => !without.includes(name))
  return query({
    ...Object.fromEntries(filters.map(([name, filter]) => [name, filterSchema(filter)])),
    ...(resource.searchText && {
      q: Type.String({
        minLength: 1,
        maxLength: 200,
        pattern: NOT_BLANK,
        description:
          'Search words. Each must match the beginning of a word in the record. Case, diacritics and Polish ' +
          'inflection are ignored, and so is punctuation. Cyrillic and Greek names are also found in Latin letters.',
        examples: ['swidniku']
      })
    }),
    ...(resource.validity && {
      certainty: Enum(
        ['certain', 'possible'],
        resource.period?.validity
          ? 'Returns only records that hold with this certainty on the day `as_of`, or that changed with this ' +
              `certainty in the period. Requires \`as_of\`, \`${resource.period.from}\` or \`${resource.period.to}\`.`
          : 'Returns only records that hold with this certainty on the day `as_of`. Requires `as_of`.',
        'certain'
      )
    }),
    ...(resource.updatedAt && {
      updated_since: Moment(
        'Returns only records changed at or after this time. The `updated_at` of a record can be used unchanged. ' +
          'Not suitable for keeping a copy: `updated_at` is the time at which the transaction of a change began. A ' +
          'change that took long appears with an earlier time than changes that were already visible, and deletions ' +
          'do not appear. Use `/changes`, which has every change once, in the order of the commits.'
      )
    }),
    ...commonParameters(resource, true),
    fields: fieldsOf(
      resource,
      'Properties to include in the response, separated by commas. Default: all. In JSON, the response then has the ' +
        `media type \`${PARTIAL}\`. CSV and XLSX have the columns in the requested order. There, a path names a ` +
        'column of a nested object, and a column of `include` needs no `include`.'
    ),
    sort: Type.Array(choice('-?', Object.keys(resource.sorts)), {
      description:
        'Order of the records: sort keys separated by commas, with `-` in front for descending order. Text is sorted ' +
        `by the Polish alphabet, and unknown values come last. Default: \`${resource.defaultSort}\`.`,
      examples: [resource.defaultSort.split(',')],
      minItems: 1,
      maxItems: 3,
      uniqueItems: true
    }),
    limit: Type.Integer({
      format: 'int32',
      minimum: 1,
      maximum: MAX_LIMIT,
      default: DEFAULT_LIMIT,
      description:
        'Maximum number of records on a page. Formats other than JSON return the whole list if neither `limit` nor ' +
        '`cursor` is sent.',
      examples: [50]
    }),
    cursor: Type.String({
      minLength: 1,
      maxLength: 2000,
      pattern: '^[A-Za-z0-9_-]+$',
      description:
        'Cursor of the next page, from `meta.next_cursor` or the `Link` header. It is valid only with the same ' +
        'filters and order.',
      examples: ['q80mYl0iBcdXwT1bWyJDVVMiXQ']
    }),
    count: Enum(['exact'], 'Adds `meta.total`, the number of all records that match the filters. JSON only.'),
    ...(formats.length > 1 && { format: formatOf(formats) }),
    ...(formats.includes('csv') && { dialect }),
    ...(formats.includes('vcard') && { version: cardVersion }),
    ...(formats.includes('svg') && { lang })
  })
}

/** Returns the query parameters of one record. */
export function recordParameters(resource: Resource): TObject {
  const formats = recordFormatsOf(resource)
  return query({
    ...commonParameters(resource, false),
    ...(formats.length > 1 && { format: formatOf(formats) }),
    ...(formats.includes('vcard') && { version: cardVersion })
  })
}

/** Returns the query parameters of a list within a record. */
export const partParameters = (item: TObject): TObject =>
  query({
    fields: fieldsOf(
      { record: item },
      'Columns in the requested order, separated by commas: properties, or paths of nested ones. CSV and XLSX only.'
    ),
    format: formatOf(partFormats),
    dialect
  })

/** Returns the query parameters of an operation that responds with JSON, a table of its rows or a picture. */
export const rowParameters = (...formats: ('csv' | 'xlsx' | 'svg')[]) => ({
  format: Type.Optional(formatOf(['json', ...formats])),
  ...(formats.includes('csv') && { dialect: Type.Optional(dialect) }),
  ...(formats.includes('svg') && { lang: Type.Optional(lang) })
})

const formatOf = (formats: Format[]): TSchema =>
  Enum(formats, 'Format of the response. Takes precedence over `Accept`.', 'json')

const query = (properties: Record<string, TSchema>): TObject =>
  Type.Object(Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)])), {
    additionalProperties: false
  })

export const conflict = (parameter: string, pl: string, en: string): Fault => ({
  parameter,
  code: 'conflicting_parameter',
  detail: { pl, en }
})

/** Returns the faults of parameters that belong to a format other than that of the response. */
export const parametersOfOtherFormats = ({ dialect, lang, version }: ListQuery, format: Format): Fault[] => [
  ...(dialect && format !== 'csv'
    ? [conflict('dialect', 'Parametr «dialect» dotyczy tylko formatu CSV.', 'The parameter «dialect» is for CSV only.')]
    : []),
  ...(version && format !== 'vcard'
    ? [
        conflict(
          'version',
          'Parametr «version» dotyczy tylko formatu vCard.',
          'The parameter «version» is for vCard only.'
        )
      ]
    : []),
  ...(lang && format !== 'svg'
    ? [conflict('lang', 'Parametr «lang» dotyczy tylko formatu SVG.', 'The parameter «lang» is for SVG only.')]
    : [])
]

/** Throws 400 if there are faults. */
export function refuseParameters(faults: Fault[]): void {
  if (faults.length > 0) throw invalidParameters(faults)
}
