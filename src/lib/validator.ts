// Checks requests against the schemas of the contract. Bodies are taken as they are; path and query are text, so each value is first read as
// its schema says, strictly: `limit=1e2`, `limit=+5` or `founder=1` are refused, where Ajv's own coercion would let them pass.
import type { TSchema } from '@sinclair/typebox'
import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifyServerOptions } from 'fastify'
import { ApiError, type Fault, invalidParameters, type Text } from './errors.ts'

type TextSchema = TSchema & { properties?: Record<string, TSchema> }

// More help nobody, and a request of a thousand faults would have an answer of a megabyte.
const MOST_FAULTS = 20

/** An Ajv for JSON Schema 2020-12 with this contract's keywords; it never coerces, removes or adds anything. */
export function createAjv(options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true, keywords: ['example', 'x-extensible-enum'], ...options })
  addFormats.default(ajv)
  narrow(ajv, 'date', /^(?!0000)/)
  narrow(ajv, 'date-time', /^(?!0000).{10}T.{6}(60|[0-5]\d(\.\d{1,9})?)(Z|[+-](0\d|1[0-5]):[0-5]\d)$/i)
  return ajv
}

/** Takes away what ajv-formats lets pass and PostgreSQL does not have: a year 0, odd blanks, a fraction of a leap second, an offset of 16 hours. */
function narrow(ajv: Ajv2020, format: string, pattern: RegExp): void {
  const { validate } = ajv.formats[format] as { validate: (text: string) => boolean }
  ajv.addFormat(format, (text: string) => pattern.test(text) && validate(text))
}

export const schemaController: NonNullable<FastifyServerOptions['schemaController']> = {
  compilersFactory: {
    buildValidator(externalSchemas: unknown) {
      // Made at the first request that needs them: compiling a hundred routes at the start would cost a third of its time and memory.
      let ajv: Ajv2020 | undefined
      const compile = (schema: TextSchema): ValidateFunction => {
        ajv ??= createAjv({ schemas: Object.values(externalSchemas as Record<string, TSchema>) })
        return ajv.compile(schema)
      }
      return (({ schema, httpPart }: { schema: TextSchema; httpPart?: string }) => {
        let validate: ValidateFunction | undefined
        const lazily = () => {
          validate ??= compile(schema)
          return validate
        }
        return httpPart === 'querystring' || httpPart === 'params' ? textValidator(schema, lazily) : bodyValidator(lazily)
      }) as never
    }
  }
}

const bodyValidator = (compiled: () => ValidateFunction) => (value: unknown) => {
  const validate = compiled()
  if (validate(value)) return { value }
  const faults = (validate.errors ?? []).map((error) => ({ pointer: error.instancePath, ...explain(error) }))
  return { error: new ApiError('invalid_request', faults[0]?.detail ?? { pl: 'Nieprawidłowa treść.', en: 'Invalid body.' }, { faults }) }
}

const textValidator = (schema: TextSchema, compiled: () => ValidateFunction) => (raw: Record<string, string | string[]>) => {
  const validate = compiled()
  const known = schema.properties ?? {}
  const faults: Fault[] = []
  const value: Record<string, unknown> = {}
  for (const [name, text] of Object.entries(raw)) {
    if (faults.length === MOST_FAULTS) break
    if (!Object.hasOwn(known, name)) faults.push(unknownParameter(name, Object.keys(known)))
    else if (Array.isArray(text)) faults.push({ parameter: name, code: 'repeated_parameter', detail: repeated(name) })
    else value[name] = readText(text, known[name] as TSchema)
  }
  if (faults.length === 0 && !validate(value)) {
    const byName = new Map<string, Fault>()
    for (const error of validate.errors ?? []) {
      const name = error.instancePath.split('/')[1] ?? String(error.params.missingProperty ?? '')
      if (!byName.has(name)) byName.set(name, { parameter: name, ...explain(error, name) })
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
  return text
}

const shorten = (text: string, length: number) => (text.length > length ? `${text.slice(0, length).toWellFormed()}…` : text)
const quote = (text: string) => `«${shorten(text, 60)}»`

const repeated = (name: string): Text => ({
  pl: `Parametr ${quote(name)} podano więcej niż raz; kilka wartości należy rozdzielić przecinkami, jeśli parametr je przyjmuje.`,
  en: `The parameter ${quote(name)} is given more than once; separate several values by commas where the parameter takes them.`
})

function unknownParameter(name: string, known: string[]): Fault {
  const list = known.length > 0 ? known.join(', ') : '–'
  const shown = shorten(name.trim(), 60)
  return {
    ...(shown !== '' && { parameter: shown }),
    code: 'unknown_parameter',
    detail: { pl: `Nieznany parametr ${quote(name)}. Dostępne: ${list}.`, en: `Unknown parameter ${quote(name)}. There are: ${list}.` }
  }
}

const formats: Record<string, Text> = {
  date: { pl: 'istniejącą datą w postaci RRRR-MM-DD', en: 'an existing date of the form YYYY-MM-DD' },
  'date-time': { pl: 'chwilą w postaci RRRR-MM-DDTGG:MM:SSZ', en: 'a moment of the form YYYY-MM-DDTHH:MM:SSZ' },
  uuid: { pl: 'identyfikatorem UUID', en: 'a UUID' }
}

/** What is wrong, for humans, with a code for programs. Says what would be right; repeats no value from a body. */
function explain(error: ErrorObject, name?: string): { code: string; detail: Text } {
  const subject = name === undefined ? { pl: 'Wartość', en: 'The value' } : { pl: `Parametr ${quote(name)}`, en: `The parameter ${quote(name)}` }
  const must = (code: string, pl: string, en: string) => ({ code, detail: { pl: `${subject.pl} ${pl}.`, en: `${subject.en} ${en}.` } })
  const p = error.params as Record<string, unknown>
  switch (error.keyword) {
    case 'enum': {
      const values = (p.allowedValues as string[]).filter((value) => value !== null).join(', ')
      return must('unknown_value', `musi być jedną z wartości: ${values}`, `must be one of: ${values}`)
    }
    case 'type': {
      const type = String(p.type)
      const words: Record<string, Text> = {
        integer: { pl: 'liczbą całkowitą zapisaną cyframi', en: 'a whole number in digits' },
        boolean: { pl: 'wartością true albo false', en: 'true or false' }
      }
      const word = words[type] ?? { pl: `wartością typu ${type}`, en: `of type ${type}` }
      return must('invalid_type', `musi być ${word.pl}`, `must be ${word.en}`)
    }
    case 'minimum':
    case 'exclusiveMinimum':
      return must('out_of_range', `musi wynosić co najmniej ${p.limit}`, `must be at least ${p.limit}`)
    case 'maximum':
    case 'exclusiveMaximum':
      return must('out_of_range', `może wynosić co najwyżej ${p.limit}`, `may be at most ${p.limit}`)
    case 'minLength':
      if (p.limit !== 1) return must('too_short', `musi mieć co najmniej ${p.limit} znaków`, `must have at least ${p.limit} characters`)
      return must('too_short', 'nie może być pusty', 'must not be empty')
    case 'maxLength':
      return must('too_long', `może mieć co najwyżej ${p.limit} znaków`, `may have at most ${p.limit} characters`)
    case 'maxItems':
      return must('too_many_values', `może mieć co najwyżej ${p.limit} wartości`, `may have at most ${p.limit} values`)
    case 'uniqueItems':
      return must('repeated_value', 'zawiera tę samą wartość dwa razy', 'holds the same value twice')
    case 'format': {
      const word = formats[String(p.format)] ?? { pl: `zgodny z formatem ${p.format}`, en: `of the format ${p.format}` }
      return must('invalid_format', `musi być ${word.pl}`, `must be ${word.en}`)
    }
    case 'pattern': {
      // Patterns of a few values, such as those of `sort`, tell the values.
      const values = /\(([a-z0-9_|-]+)\)\$$/.exec(String(p.pattern))?.[1]?.replaceAll('|', ', ')
      if (values) return must('unknown_value', `musi być jedną z wartości: ${values}`, `must be one of: ${values}`)
      return must('invalid_format', 'ma nieprawidłową postać', 'does not have the right form')
    }
    case 'required':
      return must('missing', 'jest wymagany', 'is required')
    case 'additionalProperties':
      return must('unknown_property', 'zawiera nieznaną właściwość', 'has an unknown property')
    default:
      return must('invalid_format', 'ma nieprawidłową postać', 'does not have the right form')
  }
}
