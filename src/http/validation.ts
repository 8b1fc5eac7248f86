// Validates requests against the schemas of the contract. Path and query are text, so their values are parsed by their
// schema, strictly: `limit=1e2`, `limit=+5` and `founder=1` are refused, although Ajv's coercion would accept them.
import type { TSchema } from '@sinclair/typebox'
import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifyServerOptions } from 'fastify'
import { NOT_BLANK } from '../contract/schemas.ts'
import { bodyValidator, MAX_FAULTS } from './body-validation.ts'
import { ApiError, type Fault, problemTypes, type Text } from './errors.ts'
import { fromPointer, quote, sanitized } from './pointer.ts'
import { ANY_CASE_UUID } from './uuid.ts'
import { describeError, valuesIn } from './validation-texts.ts'

type TextSchema = TSchema & { properties?: Record<string, TSchema> }

/** Returns an Ajv for JSON Schema 2020-12 with the keywords of this contract. It never changes the data. */
export function createAjv(options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    // The tests of the contract do that. At run time it would delay the first request with a body.
    validateSchema: false,
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

/** A 400 error for a path or query. `sound` has the values of the parameters without faults. */
export class InvalidParameters extends ApiError {
  readonly sound: Record<string, unknown>

  constructor(faults: Fault[], sound: Record<string, unknown>) {
    super('invalid_parameter', faults[0]?.detail ?? problemTypes.invalid_parameter.title, { faults })
    this.sound = sound
  }
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
    if (faults.length < MAX_FAULTS && !validate(value)) {
      const named = new Set(faults.map(({ parameter }) => parameter))
      // The values that a list may contain say more than their number.
      const errors = (validate.errors ?? []).toSorted((a, b) => Number(isCount(a)) - Number(isCount(b)))
      for (const error of errors) {
        const fault = alwaysIncluded(error, known) ?? parameterFault(error)
        if (named.has(fault.parameter)) continue
        named.add(fault.parameter)
        faults.push(fault)
      }
    }
    if (faults.length === 0) return { value }
    const faulty = new Set(faults.map(({ parameter }) => parameter))
    const sound = Object.fromEntries(Object.entries(value).filter(([name]) => !faulty.has(name)))
    return { error: new InvalidParameters(faults.slice(0, MAX_FAULTS), sound) }
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
  const { enum: terms, pattern }: TSchema = known.fields?.items ?? {}
  const names: unknown = terms ?? valuesIn(String(pattern))
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
