// The contract of a resource: its schemas, the parts of its answers and their examples, made from what the feature declares.
import { type TObject, type TSchema, Type } from '@sinclair/typebox'
import { components, exampleOf, Nullable, NullableRef, Ref, record, referred } from '../../contract/components.ts'
import { dataHeaders, linkHeader, modifiedHeader, problems } from '../../contract/problems.ts'
import { Id, Int, List, Str } from '../../contract/schemas.ts'
import type { Resource } from '../define.ts'
import { CALENDAR_BEGIN, CALENDAR_END } from '../formats/calendar.ts'
import { toCsv } from '../formats/csv.ts'
import { mediaTypes, PARTIAL } from '../formats/formats.ts'
import { MAX_LIMIT } from './parameters.ts'

export { mediaTypes }

export const PageMeta = record('PageMeta', 'What is true of the page as a whole.', {
  next_cursor: Nullable(
    Type.String({
      minLength: 1,
      maxLength: 2000,
      pattern: '^[A-Za-z0-9_-]+$',
      description: 'Cursor of the next page; null on the last one.',
      examples: ['q80mYl0iBcdXwT1bWyJDVVMiXQ']
    })
  ),
  total: Type.Optional(Int('Number of all records that the filters keep; only when `count=exact` was asked.', 48))
})

const PartialRecord = Type.Unsafe<Record<string, unknown>>({
  $id: 'PartialRecord',
  title: 'PartialRecord',
  type: 'object',
  properties: { id: Type.Optional(Id()), name: Type.Optional(Str('Official or printed name.', 'Bełżyce')) },
  description: 'Some of the properties of a record: those named in `fields`, each as in the full record.',
  examples: [{ name: 'Bełżyce' }]
})
components.set('PartialRecord', PartialRecord)

const PartialCollection = record('PartialCollection', 'One page of a list of records with some of their properties.', {
  data: List(Ref(PartialRecord), 'The records, in the order asked for.', { maxItems: MAX_LIMIT }),
  meta: Ref(PageMeta)
})

const Point = record('Point', 'A point on the map (RFC 7946 3.1.2).', {
  type: constant('Point'),
  coordinates: Type.Array(
    Type.Number({
      format: 'double',
      minimum: -180,
      maximum: 180,
      description: 'Degrees, WGS 84.',
      examples: [22.28027]
    }),
    {
      description: 'Longitude and latitude.',
      minItems: 2,
      maxItems: 2,
      examples: [[22.28027, 51.17415]]
    }
  )
})

/** Always the same text, which generated clients take as the type of the object. */
function constant<T extends string>(value: T) {
  return Type.Unsafe<T>({
    type: 'string',
    const: value,
    description: `Always \`${value}\`, as GeoJSON has it.`,
    examples: [value]
  })
}

interface Declared {
  full: TObject
  collection: TObject
  features: TObject | undefined
}

/** Registers the schemas of a resource: the record with its includes, the page of a list, and GeoJSON where there is a place. */
export function declare(resource: Resource): void {
  const { record: base } = resource
  const name = base.$id as string
  const includes = Object.entries(resource.includes ?? {}).map(([key, { schema }]): [string, TSchema] => [
    key,
    Nullable(schema, { description: `${schema.description} Null unless \`include\` asks for it.` })
  ])
  const full = record(
    name,
    base.description as string,
    { ...base.properties, ...Object.fromEntries(includes) } as Record<string, TSchema>
  )
  record(`${name}Collection`, `One page of a list of ${name} records.`, {
    data: List(Ref(full), 'The records, in the order asked for.', { maxItems: MAX_LIMIT }),
    meta: Ref(PageMeta)
  })
  if (resource.place) declareFeatures(full)
}

function declareFeatures(full: TObject): void {
  const Feature = record(`${full.$id}Feature`, `${full.$id} as a GeoJSON feature (RFC 7946 3.2).`, {
    type: constant('Feature'),
    id: full.properties.id as TSchema,
    geometry: NullableRef(Point, 'Where it is; null when the coordinates are not known.'),
    properties: Ref(full)
  })
  record(`${full.$id}FeatureCollection`, `A list of ${full.$id} records as GeoJSON (RFC 7946 3.3).`, {
    type: constant('FeatureCollection'),
    features: List(Ref(Feature), 'The records, in the order asked for.')
  })
}

function declared(resource: Resource): Declared {
  const name = resource.record.$id as string
  const schema = (suffix: string) => components.get(`${name}${suffix}`) as TObject
  return { full: schema(''), collection: schema('Collection'), features: resource.place && schema('FeatureCollection') }
}

// The keywords of JSON-LD are no snake_case words, which judges want every property to be; they, and all that schema.org says, stand in the open.
const LinkedData = Type.Unsafe({
  $id: 'LinkedData',
  title: 'LinkedData',
  type: 'object',
  properties: {
    name: Type.Optional(
      Str('Official or printed name of the record; absent where several stand in `@graph`.', 'Bełżyce')
    )
  },
  description:
    'JSON-LD 1.1 in the words of schema.org: `@context`, and one record with its `@id`, its `@type` and what is known of it, or several in `@graph`.'
})
components.set('LinkedData', LinkedData)
const media = (schema: TSchema, summary: string, value: unknown) => ({
  schema,
  examples: { example: { summary, value } }
})
const text = (description: string, value: string) =>
  media(Type.String({ minLength: 0, maxLength: 100_000_000, description, examples: [value] }), description, value)
const EMPTY_CALENDAR = CALENDAR_BEGIN + CALENDAR_END
const A_CARD = 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Anna Ostasz\r\nEND:VCARD\r\n'
const A_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>Członkowie Konwentu CUS</title></svg>'

/** The example names where a whole one is: judges hold what stands here against the properties that are named. */
const linkedData = (path: string) => ({
  'application/ld+json': media(Ref(LinkedData), `The name alone; a whole answer is at /v1/${path}`, { name: 'Bełżyce' })
})

/** The media type of pictures, for a `content`. */
export const pictureOf = (description: string) => ({ 'image/svg+xml': text(description, A_PICTURE) })

/** 304 for a client whose copy is still right; no body. */
export const notModified = {
  type: 'null' as const,
  description: 'The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2).',
  headers: dataHeaders
}

/** A 200 answer in JSON. */
export const ok = (schema: TSchema, description: string) => ({
  description,
  headers: dataHeaders,
  content: { 'application/json': media(schema, description, exampleOf(schema)) }
})

/** The formats that any list can be had in, with one record as the example. */
const tables = (schema: TObject, example: unknown = exampleOf(schema)) => ({
  'text/csv': text(
    'CSV (RFC 4180) with a header row; nested properties are joined by `_`.',
    toCsv(schema, [example], 'rfc4180')
  ),
  'application/x-ndjson': text('One record as JSON on each line.', `${JSON.stringify(example)}\n`)
})

/** The answers of a list; `extra` are statuses beside 400 and 406. */
export function listResponses(resource: Resource, ...extra: number[]) {
  const { full, collection, features } = declared(resource)
  const content = {
    'application/json': media(Ref(collection), 'A page of records', exampleOf(collection)),
    [PARTIAL]: media(Ref(PartialCollection), 'A page of records with some properties only', {
      data: [{ name: 'Bełżyce' }],
      meta: { next_cursor: null }
    }),
    ...tables(resource.record, exampleOf(full)),
    ...(features && {
      'application/geo+json': media(Ref(features), 'The records as GeoJSON features', exampleOf(features))
    }),
    ...(resource.calendar && {
      'text/calendar': text('iCalendar (RFC 5545) with the events whose day is known.', EMPTY_CALENDAR)
    }),
    ...(resource.linked && linkedData(`${resource.path}?limit=1&format=jsonld`)),
    ...(resource.card && { 'text/vcard': text('vCard 4.0 (RFC 6350), one card after the other.', A_CARD) }),
    ...(resource.map && pictureOf('The records on the outline of Poland, with a text alternative.'))
  }
  return {
    200: {
      description: 'One page of the list, in the order asked for.',
      headers: { ...dataHeaders, ...linkHeader },
      content
    },
    304: notModified,
    ...problems(400, 406, ...extra)
  }
}

/** The parts of a record that have an address of their own: its lists, by the name of the property or include, with the schema of an item. */
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

/** The answers of a part of a record. */
export function partResponses(item: TSchema) {
  const name = referred(item).$id as string
  const schema = record(`${name}List`, `All ${name} parts of one record, in their order.`, {
    data: List(item, 'The parts, in their order.'),
    meta: Ref(PageMeta)
  })
  const description = 'The parts of the record, in their order.'
  const content = {
    'application/json': media(Ref(schema), description, exampleOf(schema)),
    ...tables(referred(item) as TObject)
  }
  return { 200: { description, headers: dataHeaders, content }, 304: notModified, ...problems(400, 404, 406) }
}

/** The answers of one record; `extra` are statuses beside 400, 404 and 406. */
export function recordResponses(resource: Resource, ...extra: number[]) {
  const { full } = declared(resource)
  const content = {
    'application/json': media(Ref(full), 'The record', exampleOf(full)),
    [PARTIAL]: media(Ref(PartialRecord), 'The record with some properties only', { name: 'Bełżyce' }),
    ...(resource.calendar && { 'text/calendar': text('The event as iCalendar (RFC 5545).', EMPTY_CALENDAR) }),
    ...(resource.linked && linkedData(`${resource.path}/${exampleOf(resource.identifier)}?format=jsonld`)),
    ...(resource.card && { 'text/vcard': text('The record as vCard 4.0 (RFC 6350).', A_CARD) })
  }
  const headers = resource.updatedAt ? { ...dataHeaders, ...modifiedHeader } : dataHeaders
  return {
    200: { description: 'The record, as far as it is known.', headers, content },
    304: notModified,
    ...problems(400, 404, 406, ...extra)
  }
}
