// The contract of a resource: its schemas, responses and examples, generated from the declaration of the feature.
import { type TObject, type TSchema, Type } from '@sinclair/typebox'
import { components, exampleOf, Nullable, NullableRef, Ref, record, referred } from '../../contract/components.ts'
import { dataHeaders, linkHeader, modifiedHeader, problems } from '../../contract/problems.ts'
import { Id, Int, List, Str } from '../../contract/schemas.ts'
import type { CsvRendition, Resource, Untyped } from '../define.ts'
import { CALENDAR_BEGIN, CALENDAR_END } from '../formats/calendar.ts'
import { toCsv } from '../formats/csv.ts'
import { mediaTypes, PARTIAL } from '../formats/formats.ts'
import { MAX_LIMIT } from './parameters.ts'

export { mediaTypes }

export const PageMeta = record('PageMeta', 'Information about the page as a whole.', {
  next_cursor: Nullable(
    Type.String({
      minLength: 1,
      maxLength: 2000,
      pattern: '^[A-Za-z0-9_-]+$',
      description: 'Cursor of the next page. Null on the last page.',
      examples: ['q80mYl0iBcdXwT1bWyJDVVMiXQ']
    })
  ),
  total: Type.Optional(Int('Number of all records that match the filters. Present only with `count=exact`.', 48))
})

const PartialRecord = Type.Unsafe<Record<string, unknown>>({
  $id: 'PartialRecord',
  title: 'PartialRecord',
  type: 'object',
  properties: { id: Type.Optional(Id()), name: Type.Optional(Str('Official or printed name.', 'Bełżyce')) },
  description: 'A record with only the properties requested in `fields`. Each is the same as in the full record.',
  examples: [{ name: 'Bełżyce' }]
})
components.set('PartialRecord', PartialRecord)

const PartialCollection = record(
  'PartialCollection',
  'One page of a list. The records have only the properties requested in `fields`.',
  {
    data: List(Ref(PartialRecord), 'The records, in the requested order.', { maxItems: MAX_LIMIT }),
    meta: Ref(PageMeta)
  }
)

const Point = record('Point', 'A point on the map (RFC 7946 3.1.2).', {
  type: constant('Point'),
  coordinates: Type.Array(
    Type.Number({
      format: 'double',
      minimum: -180,
      maximum: 180,
      description: 'Coordinate in degrees (WGS 84).',
      examples: [22.28027]
    }),
    {
      description: 'Longitude, then latitude.',
      minItems: 2,
      maxItems: 2,
      examples: [[22.28027, 51.17415]]
    }
  )
})

/** Property with a constant value, which generated clients use as the discriminator of the object. */
function constant<T extends string>(value: T) {
  return Type.Unsafe<T>({
    type: 'string',
    const: value,
    description: `Always \`${value}\` (GeoJSON).`,
    examples: [value]
  })
}

interface Declared {
  full: TObject
  collection: TObject
  features: TObject | undefined
}

/** Registers the schemas of a resource: the record with its includes, the page of a list, and GeoJSON for a place. */
export function declare(resource: Resource): void {
  const { record: base } = resource
  const name = base.$id as string
  const includes = Object.entries(resource.includes ?? {}).map(([key, { schema }]): [string, TSchema] => [
    key,
    orNull(schema, `${schema.description} Null unless requested with \`include\`.`)
  ])
  const full = record(
    name,
    base.description as string,
    { ...base.properties, ...Object.fromEntries(includes) } as Record<string, TSchema>
  )
  record(`${name}Collection`, `One page of a list of ${name} records.`, {
    data: List(Ref(full), 'The records, in the requested order.', { maxItems: MAX_LIMIT }),
    meta: Ref(PageMeta)
  })
  if (resource.place) declareFeatures(full)
}

/** The schema of an include. One object may be null already. */
const orNull = (schema: TSchema, description: string): TSchema =>
  schema.anyOf ? { ...schema, description } : Nullable(schema, { description })

function declareFeatures(full: TObject): void {
  const Feature = record(`${full.$id}Feature`, `${full.$id} as a GeoJSON feature (RFC 7946 3.2).`, {
    type: constant('Feature'),
    id: full.properties.id as TSchema,
    geometry: NullableRef(Point, 'Location of the record. Null if the coordinates are not known.'),
    properties: Ref(full)
  })
  record(`${full.$id}FeatureCollection`, `A list of ${full.$id} records as GeoJSON (RFC 7946 3.3).`, {
    type: constant('FeatureCollection'),
    features: List(Ref(Feature), 'The records, in the requested order.')
  })
}

function declared(resource: Resource): Declared {
  const name = resource.record.$id as string
  const schema = (suffix: string) => components.get(`${name}${suffix}`) as TObject
  return { full: schema(''), collection: schema('Collection'), features: resource.place && schema('FeatureCollection') }
}

// The schema declares no JSON-LD keywords, because the linters of the contract require snake_case properties. Further
// properties are allowed.
const LinkedData = Type.Unsafe({
  $id: 'LinkedData',
  title: 'LinkedData',
  type: 'object',
  properties: {
    name: Type.Optional(
      Str('Official or printed name of the record. Absent if `@graph` contains several records.', 'Bełżyce')
    )
  },
  description:
    'JSON-LD 1.1 with the vocabulary of schema.org: `@context`, and either one record with `@id`, `@type` and its ' +
    'known properties, or several records in `@graph`.'
})
components.set('LinkedData', LinkedData)
const media = (schema: TSchema, summary: string, value: unknown) => ({
  schema,
  examples: { example: { summary, value } }
})
const text = (description: string, value: string) =>
  media(Type.String({ minLength: 0, maxLength: 100_000_000, description, examples: [value] }), description, value)
/** `content` of a binary file. The example is its beginning, because JSON cannot contain it. */
export const binary = (contentMediaType: string, description: string, example: string) =>
  media(
    Type.String({ minLength: 0, maxLength: 100_000_000, contentMediaType, description, examples: [example] }),
    description,
    example
  )
/** `content` of a workbook (ECMA-376). */
export const workbook = (description: string) => binary(mediaTypes.xlsx, description, 'PK')
const EMPTY_CALENDAR = CALENDAR_BEGIN + CALENDAR_END
const EXAMPLE_CARD = 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Anna Ostasz\r\nEND:VCARD\r\n'
const EXAMPLE_PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>Członkowie Konwentu CUS</title></svg>'

/** The example has only declared properties, because linters compare it with the schema. */
const linkedData = (path: string) => ({
  'application/ld+json': media(Ref(LinkedData), `The name only. For a full response see /v1/${path}`, {
    name: 'Bełżyce'
  })
})

/**
 * `content` of a response with a picture. Media types are case-insensitive (RFC 9110 8.3.1). The capital is for orval:
 * beside `image/svg+xml`, it reads JSON as binary data.
 */
export const pictureOf = (description: string) => ({ 'Image/svg+xml': text(description, EXAMPLE_PICTURE) })

/** 304 without a body: the copy of the client is current. */
export const notModified = {
  type: 'null' as const,
  description: 'The copy whose ETag was sent in If-None-Match is current (RFC 9110 13.1.2). There is no body.',
  headers: dataHeaders
}

/** A 200 response in JSON. */
export const ok = (schema: TSchema, description: string) => ({
  description,
  headers: dataHeaders,
  content: { 'application/json': media(schema, description, exampleOf(schema)) }
})

/** `content` of a response in CSV and as a workbook, with one row as the example. */
export const tablesOf = (schema: TObject, example: unknown = exampleOf(schema), csv?: CsvRendition) => ({
  'text/csv': text(
    csv
      ? 'CSV (RFC 4180) with a header row. A record takes one or more lines.'
      : 'CSV (RFC 4180) with a header row. The names of nested properties are joined by `_`.',
    toCsv(csv?.record ?? schema, csv?.lines(example as Untyped) ?? [example], 'rfc4180')
  ),
  [mediaTypes.xlsx]: workbook('A workbook with one sheet: the columns of CSV as typed cells below a header row.')
})

/** The formats that every list has in addition to JSON, with one record as the example. */
const tableFormats = (schema: TObject, example: unknown = exampleOf(schema), csv?: CsvRendition) => ({
  ...tablesOf(schema, example, csv),
  // With its parameter, as it is sent: orval takes an operation with the bare type for a stream that is nothing else.
  [mediaTypes.ndjson]: text('One record as JSON on each line.', `${JSON.stringify(example)}\n`)
})

/** Returns the responses of a list. `extra` are statuses in addition to 400 and 406. */
export function listResponses(resource: Resource, ...extra: number[]) {
  const { access = 'public', filters = {} } = resource
  const refuses = access !== 'public' || Object.values(filters).some(({ needs }) => needs !== undefined)
  const { full, collection, features } = declared(resource)
  const content = {
    'application/json': media(Ref(collection), 'A page of records', exampleOf(collection)),
    [PARTIAL]: media(Ref(PartialCollection), 'A page of records with some properties only', {
      data: [{ name: 'Bełżyce' }],
      meta: { next_cursor: null }
    }),
    ...tableFormats(resource.record, exampleOf(full), resource.csv),
    ...(features && {
      'application/geo+json': media(Ref(features), 'The records as GeoJSON features', exampleOf(features))
    }),
    ...(resource.calendar && {
      'text/calendar': text('iCalendar (RFC 5545) with the events whose exact day is known.', EMPTY_CALENDAR)
    }),
    ...(resource.linked && linkedData(`${resource.path}?limit=1&format=jsonld`)),
    ...(resource.card && {
      'text/vcard': text('vCard 4.0 (RFC 6350) or 3.0 (RFC 2426), one card per record.', EXAMPLE_CARD)
    }),
    ...(resource.map && pictureOf('The records on a map of Poland, with a text alternative.'))
  }
  return {
    200: {
      description: 'One page of the list, in the requested order.',
      headers: { ...dataHeaders, ...linkHeader },
      content
    },
    304: notModified,
    ...problems(400, ...(refuses ? [403] : []), 406, ...extra)
  }
}

/**
 * Returns the parts of a record that have their own address: lists among its properties and includes. `item` is the
 * schema of one item.
 */
export function partsOf(resource: Resource): { name: string; included: boolean; item: TSchema }[] {
  const own = Object.entries(resource.record.properties as Record<string, TSchema>).map(([name, schema]) => ({
    name,
    schema,
    included: false
  }))
  const includes = Object.entries(resource.includes ?? {}).map(([name, { schema }]) => ({
    name,
    schema,
    included: true
  }))
  return [...own, ...includes]
    .filter(({ name }) => resource.parts?.includes(name))
    .map(({ name, included, schema }) => ({ name, included, item: schema.items as TSchema }))
}

/** Registers the schemas of the lists within a record. */
export function declareParts(resource: Resource): void {
  for (const { item } of partsOf(resource)) partResponses(item)
}

/** Returns the responses of a part of a record. */
export function partResponses(item: TSchema) {
  const name = referred(item).$id as string
  const schema = record(`${name}List`, `All ${name} items of one record, in the order of the record.`, {
    data: List(item, 'The items, in the order of the record.'),
    meta: Ref(PageMeta)
  })
  const description = 'The items, in the order of the record.'
  const content = {
    'application/json': media(Ref(schema), description, exampleOf(schema)),
    ...tableFormats(referred(item) as TObject)
  }
  return { 200: { description, headers: dataHeaders, content }, 304: notModified, ...problems(400, 404, 406) }
}

/** Returns the responses of one record. `extra` are statuses in addition to 400, 404 and 406. */
export function recordResponses(resource: Resource, ...extra: number[]) {
  const { full } = declared(resource)
  const content = {
    'application/json': media(Ref(full), 'The record', exampleOf(full)),
    [PARTIAL]: media(Ref(PartialRecord), 'The record with some properties only', { name: 'Bełżyce' }),
    ...(resource.calendar && { 'text/calendar': text('The event as iCalendar (RFC 5545).', EMPTY_CALENDAR) }),
    ...(resource.linked && linkedData(`${resource.path}/${exampleOf(resource.identifier)}?format=jsonld`)),
    ...(resource.card && { 'text/vcard': text('The record as vCard 4.0 (RFC 6350) or 3.0 (RFC 2426).', EXAMPLE_CARD) })
  }
  const headers = resource.updatedAt ? { ...dataHeaders, ...modifiedHeader } : dataHeaders
  return {
    200: { description: 'The record. Unknown values are null.', headers, content },
    304: notModified,
    ...problems(400, 404, 406, ...extra)
  }
}
