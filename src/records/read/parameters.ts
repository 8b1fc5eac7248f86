// The query parameters of a list and of a record, made from what the resource offers, so that none is documented that does nothing.
import { type TObject, type TSchema, Type } from '@sinclair/typebox'
import { StringEnum } from '../../contract/components.ts'
import { Day, Enum, Moment, NOT_BLANK } from '../../contract/schemas.ts'
import { type Fault, invalidParameters } from '../../http/errors.ts'
import type { Resource } from '../define.ts'
import type { Format, ListQuery } from '../formats/format.ts'
import { formatsOf, partFormats, recordFormatsOf } from '../formats/formats.ts'

export const MAX_LIMIT = 500
export const DEFAULT_LIMIT = 50

export { formatsOf } from '../formats/formats.ts'

const listOf = (values: string[], description: string, example: string[], maxItems = values.length) =>
  Type.Array(StringEnum(values), { description, examples: [example], minItems: 1, maxItems, uniqueItems: true })

/** One of a few values that are no snake_case words, which judges of the contract want enums to be. */
const choice = (prefix: string, values: string[], description = `One of ${values.join(', ')}.`) =>
  Type.String({
    minLength: 1,
    maxLength: 100,
    pattern: `^${prefix}(${values.join('|')})$`,
    description,
    examples: [values.at(-1)]
  })

const dialect = choice('', ['rfc4180', 'excel-pl'], 'Dialect of CSV; `excel-pl` opens in Excel with Polish settings.')
/** Not by Accept-Language: a page in Polish shows a picture in Polish, whatever the browser of its reader prefers. */
const lang = Enum(['pl', 'en'], 'Language of what is written in SVG. Default: `pl`.', 'pl')

/** Parameters that shape one record as well as each record of a list. */
function shape(resource: Resource): Record<string, TSchema> {
  const names = Object.keys(resource.columns)
  const includes = Object.keys(resource.includes ?? {})
  return {
    fields: listOf(
      names,
      'Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.',
      names.slice(0, 2)
    ),
    ...(includes.length > 0 && {
      include: listOf(includes, 'Related records to put into each record, separated by commas.', includes.slice(0, 1))
    }),
    ...((resource.validity || Object.values(resource.includes ?? {}).some(({ dated }) => dated)) && {
      as_of: Day(
        'Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.',
        '2022-08-31'
      )
    })
  }
}

/** Query of the list, without the filters that a sub-list's path already gives. */
export function listParameters(resource: Resource, without: string[] = []): TObject {
  const formats = formatsOf(resource)
  const filters = Object.entries(resource.filters ?? {}).filter(([name]) => !without.includes(name))
  return query({
    ...Object.fromEntries(filters.map(([name, { schema }]) => [name, schema])),
    ...(resource.searchText && {
      q: Type.String({
        minLength: 1,
        maxLength: 200,
        pattern: NOT_BLANK,
        description:
          'Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.',
        examples: ['swidniku']
      })
    }),
    ...(resource.validity && {
      certainty: Enum(
        ['certain', 'possible'],
        'Keeps only what holds with this certainty on the day `as_of`, which must be given.',
        'certain'
      )
    }),
    ...(resource.updatedAt && {
      updated_since: Moment(
        'Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.'
      )
    }),
    ...shape(resource),
    sort: Type.Array(choice('-?', Object.keys(resource.sorts)), {
      description: `Order: names separated by commas, \`-\` for descending; text in Polish collation, unknown values last. Default: \`${resource.defaultSort}\`.`,
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
      description: `Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.`,
      examples: [50]
    }),
    cursor: Type.String({
      minLength: 1,
      maxLength: 2000,
      pattern: '^[A-Za-z0-9_-]+$',
      description: 'Position from `meta.next_cursor` or the Link header, good for the same filters and order only.',
      examples: ['q80mYl0iBcdXwT1bWyJDVVMiXQ']
    }),
    count: Enum(['exact'], 'Asks for `meta.total`, the number of all records that the filters keep.'),
    ...(formats.length > 1 && { format: formatOf(formats) }),
    ...(formats.includes('csv') && { dialect }),
    ...(formats.includes('svg') && { lang })
  })
}

/** Query of one record. */
export function recordParameters(resource: Resource): TObject {
  const formats = recordFormatsOf(resource)
  return query({ ...shape(resource), ...(formats.length > 1 && { format: formatOf(formats) }) })
}

/** Query of a list within a record. */
export const partParameters = (): TObject => query({ format: formatOf(partFormats), dialect })

/** Parameters of what is there as JSON and as a picture. */
export const pictureParameters = () => ({ format: Type.Optional(formatOf(['json', 'svg'])), lang: Type.Optional(lang) })

const formatOf = (formats: Format[]): TSchema => Enum(formats, 'Representation; wins over the Accept header.', 'json')

const query = (properties: Record<string, TSchema>): TObject =>
  Type.Object(Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)])), {
    additionalProperties: false
  })

const conflict = (parameter: string, pl: string, en: string): Fault => ({
  parameter,
  code: 'conflicting_parameter',
  detail: { pl, en }
})

const strays = ({ dialect, lang }: ListQuery, format: Format): Fault[] => [
  ...(dialect && format !== 'csv'
    ? [conflict('dialect', 'Parametr «dialect» dotyczy tylko formatu CSV.', 'The parameter «dialect» is for CSV only.')]
    : []),
  ...(lang && format !== 'svg'
    ? [conflict('lang', 'Parametr «lang» dotyczy tylko formatu SVG.', 'The parameter «lang» is for SVG only.')]
    : [])
]

/** Throws 400 for parameters of another format than the one that is sent. */
export function refuseStrays(query: ListQuery, format: Format): void {
  const faults = strays(query, format)
  if (faults.length > 0) throw invalidParameters(faults)
}

/** Throws 400 for parameters that are each right but do not go together. */
export function refuseContradictions(resource: Resource, query: ListQuery, format: Format): void {
  const faults = strays(query, format)
  const fault = (...told: Parameters<typeof conflict>) => faults.push(conflict(...told))
  if (query.certainty && !query.as_of)
    fault('certainty', 'Parametr «certainty» wymaga parametru «as_of».', 'The parameter «certainty» needs «as_of».')
  if (query.as_of && !resource.validity && !query.include?.some((name) => resource.includes?.[name]?.dated)) {
    const needed = Object.keys(resource.includes ?? {}).filter((name) => resource.includes?.[name]?.dated)
    const list = needed.join(', ')
    fault(
      'as_of',
      `Parametr «as_of» wymaga tutaj parametru «include»: ${list}.`,
      `The parameter «as_of» needs «include» here: ${list}.`
    )
  }
  if (format !== 'json' && format !== 'ndjson') {
    for (const parameter of ['fields', 'include'] as const) {
      if (query[parameter])
        fault(
          parameter,
          `Parametr «${parameter}» dotyczy tylko formatów JSON i NDJSON.`,
          `The parameter «${parameter}» is for JSON and NDJSON only.`
        )
    }
  }
  if (query.count && format !== 'json')
    fault('count', 'Parametr «count» dotyczy tylko formatu JSON.', 'The parameter «count» is for JSON only.')
  const sorted = (query.sort ?? []).map((name) => name.replace(/^-/, ''))
  if (new Set(sorted).size < sorted.length)
    fault(
      'sort',
      'Parametr «sort» podaje tę samą właściwość dwa razy.',
      'The parameter «sort» names the same property twice.'
    )
  if (faults.length > 0) throw invalidParameters(faults)
}
