// Validates requests against the schemas of the contract. Bodies are never coerced. Path and query are text, so their
// values are parsed by their schema, strictly: `limit=1e2`, `limit=+5` and `founder=1` are refused, although Ajv's
// coercion would accept them.
import type { TSchema } from '@sinclair/typebox'
import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifyServerOptions } from 'fastify'
import { components, derivedFrom, referred } from '../contract/components.ts'
import { NOT_BLANK } from '../contract/schemas.ts'
import { ApiError, type Fault, invalidParameters, type Text } from './errors.ts'
import { fromPointer, type Path, quote, sanitized, subjectAt, toPointer } from './pointer.ts'
import { screenBody } from './text-screening.ts'
import { ANY_CASE_UUID } from './uuid.ts'
import { describeError } from './validation-texts.ts'

type TextSchema = TSchema & { properties?: Record<string, TSchema> }

/** More faults would not help the client, and would make the response very large. */
const MAX_FAULTS = 20
/** Unknown fields of one object that are named. */
const MAX_UNKNOWN_FIELDS = 5

/** Returns an Ajv for JSON Schema 2020-12 with the keywords of this contract. It never changes the data. */
export function createAjv(options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    allowUnionTypes: true,
    keywords: ['example', 'x-extensible-enum'],
    ...options
  })
  addFormats.default(ajv)
  restrictFormat(ajv, 'date', /^(?!0000)/)
  restrictFormat(ajv, 'date-time', /^(?!0000).{10}T.{6}(60|[0-5]\d(\.\d{1,9})?)(Z|[+-](0\d|1[0-5]):[0-5]\d)$/i)
  return ajv
}

/**
 * Excludes values that ajv-formats accepts and PostgreSQL does not: the year 0, unusual separators, fractions of a leap
 * second, offsets of 16 hours and more.
 */
function restrictFormat(ajv: Ajv2020, format: string, pattern: RegExp): void {
  const { validate } = ajv.formats[format] as { validate: (text: string) => boolean }
  ajv.addFormat(format, (text: string) => pattern.test(text) && validate(text))
}

export const schemaController: NonNullable<FastifyServerOptions['schemaController']> = {
  compilersFactory: {
    buildValidator(externalSchemas: unknown) {
      // Schemas are compiled on first use: compiling all routes would take a third of the time and memory of a start.
      let ajv: Ajv2020 | undefined
      const compile = (schema: TextSchema): ValidateFunction => {
        ajv ??= createAjv({ verbose: true, schemas: Object.values(externalSchemas as Record<string, TSchema>) })
        return ajv.compile(schema)
      }
      // The type of Fastify's compiler only fits its default validator.
      return (({ schema, httpPart }: { schema: TextSchema; httpPart?: string }) => {
        // Headers are in the schema only for the contract. The code that reads a header validates it.
        if (httpPart === 'headers') return (value: unknown) => ({ value })
        let validate: ValidateFunction | undefined
        const lazily = () => {
          validate ??= compile(schema)
          return validate
        }
        return httpPart === 'querystring' || httpPart === 'params'
          ? textValidator(schema, lazily)
          : bodyValidator(lazily)
      }) as never
    }
  }
}

/** Writes the ids in a body in lower case: a UUID has the same meaning in capitals (RFC 9562 4). */
function lowerIds(schema: TSchema, value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  const { properties = {}, items } = referred(schema)
  const holder = value as Record<string | number, unknown>
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    const part = Array.isArray(value) ? items : Object.hasOwn(properties, key) && properties[key]
    const inner = holder[key]
    if (!part) continue
    if (typeof inner !== 'string') lowerIds(part, inner)
    else if (part.format === 'uuid') holder[key] = ANY_CASE_UUID.test(inner) ? inner.toLowerCase() : inner
  }
}

/** Returns the faults of a body: schema violations, one per place, and invalid characters. */
export function faultsOf(validate: ValidateFunction, value: unknown): Fault[] {
  lowerIds(validate.schema as TSchema, value)
  const faults = new Map<string, Fault>()
  const unknown = new Map<string, number>()
  if (!validate(value)) {
    for (const error of withoutUnions(validate.errors ?? [])) {
      if (error.keyword === 'additionalProperties') {
        const count = (unknown.get(error.instancePath) ?? 0) + 1
        if (count > MAX_UNKNOWN_FIELDS) continue
        unknown.set(error.instancePath, count)
      }
      const place = `${error.instancePath}/${error.params.missingProperty ?? error.params.additionalProperty ?? ''}`
      if (!faults.has(place)) faults.set(place, bodyFault(error))
      if (faults.size === MAX_FAULTS) break
    }
  }
  return [...faults.values(), ...screenBody(value, MAX_FAULTS - faults.size)]
}

/** Replaces the errors of "an object or null" by those of the object. If the value is neither, one error says so. */
function withoutUnions(errors: ErrorObject[]): ErrorObject[] {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf')
  if (unions.length === 0) return errors
  const places = new Set(unions.map(({ instancePath }) => instancePath))
  return errors.flatMap((error) => {
    if (!places.has(error.instancePath)) return [error]
    if (error.keyword === 'anyOf' || (error.keyword === 'type' && error.params.type === 'null')) return []
    return [error.keyword === 'type' ? { ...error, params: { type: [error.params.type, 'null'] } } : error]
  })
}

const bodyValidator = (compiled: () => ValidateFunction) => (value: unknown) => {
  // Bytes of a media type other than JSON. The route parses them.
  if (value instanceof Uint8Array) return { value }
  const faults = faultsOf(compiled(), value)
  return faults[0] ? { error: new ApiError('invalid_request', faults[0].detail, { faults }) } : { value }
}

function bodyFault(error: ErrorObject): Fault {
  const path = fromPointer(error.instancePath)
  const { missingProperty: missing, additionalProperty: extra } = error.params as Record<string, string | undefined>
  if (missing !== undefined) {
    const name = quote(missing)
    return {
      pointer: toPointer([...path, missing]),
      code: 'missing',
      detail: { pl: `Pole ${name} jest wymagane.`, en: `The field ${name} is required.` }
    }
  }
  if (path.length === 0 && error.keyword === 'type') return noObject(error.parentSchema as TSchema)
  if (extra !== undefined) return extraField(path, extra, (error.parentSchema ?? {}) as TSchema)
  return faultOf(path, error)
}

/** Returns the fault of a body that is no object. It names the fields that the object must have. */
function noObject({ required = [] }: TSchema): Fault {
  const list = (required as string[]).join(', ')
  return {
    pointer: '',
    code: 'invalid_type',
    detail: {
      pl: `Treść żądania musi być obiektem JSON${list && ` z polami: ${list}`}.`,
      en: `The body must be a JSON object${list && ` with the fields: ${list}`}.`
    }
  }
}

function faultOf(path: Path, error: Pick<ErrorObject, 'keyword' | 'params'>): Fault {
  const { code, pl, en } = describeError(error)
  const subject = subjectAt(path)
  return { pointer: toPointer(path), code, detail: { pl: `${subject.pl} ${pl}.`, en: `${subject.en} ${en}.` } }
}

/** Returns the fault of a field that an object does not allow. A field of the record itself is read-only. */
function extraField(path: Path, name: string, { $id = '', properties = {} }: TSchema): Fault {
  const pointer = toPointer([...path, name])
  const record = components.get($id.replace(/(Prototype|Patch)$/, ''))
  const origin = record && derivedFrom(record, name)
  if (origin !== undefined) {
    return {
      pointer,
      code: 'derived_property',
      detail: {
        pl: `Wartość pola ${quote(name)} wynika z pola ${quote(origin)}; nie podaje się jej tutaj.`,
        en: `The field ${quote(name)} follows from the field ${quote(origin)}; it is not stated here.`
      }
    }
  }
  if (Object.hasOwn(record?.properties ?? {}, name)) {
    return {
      pointer,
      code: 'read_only_property',
      detail: {
        pl: `Wartość pola ${quote(name)} nadaje rejestr; nie można jej przesłać.`,
        en: `The registry sets the field ${quote(name)}; it cannot be sent.`
      }
    }
  }
  const known = Object.keys(properties).join(', ')
  return {
    pointer,
    code: 'unknown_property',
    detail: {
      pl: `Nieznane pole ${quote(name)}. Dostępne: ${known}.`,
      en: `Unknown field ${quote(name)}. Available: ${known}.`
    }
  }
}

/** Returns the largest number of fields of an object in a body, at any depth. */
export function mostFieldsOf(schema: TSchema): number {
  const { properties = {}, items } = referred(schema)
  const inner = [...Object.values<TSchema>(properties), ...(items ? [items as TSchema] : [])]
  return Math.max(Object.keys(properties).length, ...inner.map(mostFieldsOf))
}

/** Returns the faults of an object in a body that has more fields than its schema: the first few unknown ones. */
export function unknownFields(body: TSchema, path: Path, names: readonly string[]): Fault[] {
  let schema = referred(body)
  for (const [depth, step] of path.entries()) {
    const { properties = {}, items } = schema as TSchema & { properties?: Record<string, TSchema> }
    const inner = typeof step === 'number' ? (items as TSchema | undefined) : properties[step]
    if (inner === undefined) return [extraField(path.slice(0, depth), String(step), schema)]
    schema = referred(inner)
  }
  const { properties, type } = schema as { properties?: object; type?: unknown }
  if (!properties) return [faultOf(path, { keyword: 'type', params: { type } })]
  const unknown = names.filter((name) => !Object.hasOwn(properties, name)).slice(0, MAX_UNKNOWN_FIELDS)
  return unknown.map((name) => extraField(path, name, schema))
}

const textValidator =
  (schema: TextSchema, compiled: () => ValidateFunction) => (raw: Record<string, string | string[]>) => {
    const validate = compiled()
    const known = schema.properties ?? {}
    const faults: Fault[] = []
    const value: Record<string, unknown> = {}
    for (const [name, text] of Object.entries(raw)) {
      if (faults.length === MAX_FAULTS) break
      if (!Object.hasOwn(known, name)) faults.push(unknownParameter(name, Object.keys(known)))
      else if (typeof text === 'string') value[name] = readText(text, known[name] as TSchema)
      else if (known[name]?.type === 'array') value[name] = readText(text.join(','), known[name] as TSchema)
      else faults.push({ parameter: name, code: 'repeated_parameter', detail: repeated(name) })
    }
    if (faults.length === 0 && !validate(value)) {
      const byName = new Map<string, Fault>()
      // What a list may contain says more than how many values it may have.
      const errors = (validate.errors ?? []).toSorted((a, b) => Number(isCount(a)) - Number(isCount(b)))
      for (const error of errors) {
        const fault = alwaysIncluded(error, known) ?? parameterFault(error)
        if (!byName.has(fault.parameter)) byName.set(fault.parameter, fault)
      }
      faults.push(...byName.values())
    }
    return faults.length > 0 ? { error: invalidParameters(faults) } : { value }
  }

function readText(text: string, schema: TSchema): unknown {
  const type: unknown = schema.type
  if (type === 'array') return text.split(',').map((part) => readText(part, schema.items as TSchema))
  if (type === 'integer' && /^-?(0|[1-9]\d{0,14})$/.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  if (ANY_CASE_UUID.test(text)) return schema.pattern === NOT_BLANK ? text : text.toLowerCase()
  // A name that was copied from a document or a cell.
  return schema.pattern === NOT_BLANK ? text.replace(/[\t\r\n]+/g, ' ') : text
}

const isCount = ({ keyword }: ErrorObject): boolean => keyword === 'maxItems' || keyword === 'minItems'

const repeated = (name: string): Text => ({
  pl: `Parametr ${quote(name)} podano więcej niż raz, a przyjmuje on jedną wartość.`,
  en: `The parameter ${quote(name)} occurs more than once, but it accepts one value.`
})

function unknownParameter(name: string, known: string[]): Fault {
  const list = known.length > 0 ? known.join(', ') : '–'
  const parameter = sanitized(name.trim())
  return {
    ...(parameter !== '' && { parameter }),
    code: 'unknown_parameter',
    detail: {
      pl: `Nieznany parametr ${quote(name)}. Dostępne: ${list}.`,
      en: `Unknown parameter ${quote(name)}. Available: ${list}.`
    }
  }
}

/** Returns the fault of an `include` that names a property which every record has; undefined for any other error. */
function alwaysIncluded(
  error: ErrorObject,
  known: Record<string, TSchema>
): ReturnType<typeof parameterFault> | undefined {
  const names: unknown = known.fields?.items?.enum
  if (error.keyword !== 'enum' || !error.instancePath.startsWith('/include/') || !Array.isArray(names)) return undefined
  if (!names.includes(error.data)) return undefined
  const name = quote(String(error.data))
  return {
    parameter: 'include',
    code: 'always_included',
    detail: {
      pl: `Parametr «include»: ${name} jest zawsze częścią rekordu i nie trzeba o nie prosić.`,
      en: `The parameter «include»: ${name} is part of every record and needs no request.`
    }
  }
}

function parameterFault(error: ErrorObject): Fault & { parameter: string } {
  const parameter = String(fromPointer(error.instancePath)[0] ?? error.params.missingProperty ?? '')
  const name = quote(parameter)
  const { code, pl, en } =
    error.keyword === 'required' ? { code: 'missing', pl: 'jest wymagany', en: 'is required' } : describeError(error)
  return { parameter, code, detail: { pl: `Parametr ${name} ${pl}.`, en: `The parameter ${name} ${en}.` } }
}
