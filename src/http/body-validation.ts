// Validates bodies against the schemas of the contract. A body is never coerced; only its ids are written in lower case.
import type { TSchema } from '@sinclair/typebox'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { components, derivedFrom, referred } from '../contract/components.ts'
import { ApiError, type Fault } from './errors.ts'
import { fromPointer, type Path, quote, subjectAt, toPointer } from './pointer.ts'
import { screenBody } from './text-screening.ts'
import { ANY_CASE_UUID } from './uuid.ts'
import { describeError } from './validation-texts.ts'

/** More faults would not help the client, and would make the response very large. */
export const MAX_FAULTS = 20
/** Unknown fields of one object that are named. */
const MAX_UNKNOWN_FIELDS = 5

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

/** Returns Fastify's validator of bodies: it accepts a valid one as it is, with its ids in lower case. */
export const bodyValidator = (compiled: () => ValidateFunction) => (value: unknown) => {
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
