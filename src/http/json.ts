// Parses JSON strictly (I-JSON, RFC 7493). It refuses what JSON.parse() accepts silently: repeated names, numbers that
// a double cannot represent, names with a meaning in JavaScript, and excessive nesting or size.
import { ApiError, type Fault, type Text } from './errors.ts'
import { type Path, quote, subjectAt, toPointer } from './pointer.ts'

const MAX_DEPTH = 32
const MAX_VALUES = 20_000
const MAX_NUMBER_LENGTH = 100

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const refuse = (code: string, detail: Text) => new ApiError('invalid_request', detail, { faults: [{ code, detail }] })

/** A limit of the names in each object, and the faults of an object with more. */
export interface NameLimit {
  names: number
  /** Receives the place of the object and its first `names` + 1 names. */
  faults: (path: Path, names: string[]) => Fault[]
}

const noLimit: NameLimit = { names: Number.POSITIVE_INFINITY, faults: () => [] }

/** Returns the value of a JSON text. Throws 400 with the faults. */
export function readJson(bytes: Uint8Array, limit: NameLimit = noLimit): unknown {
  const text = decode(bytes)
  const value = parse(text)
  const faults = jsonFaults(text, limit)
  if (faults[0]) throw new ApiError('invalid_request', faults[0].detail, { faults })
  return value
}

function decode(bytes: Uint8Array): string {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    throw refuse('not_utf8', {
      pl: 'Treść żądania nie jest tekstem w kodowaniu UTF-8.',
      en: 'The body is not UTF-8 text.'
    })
  }
  if (!text.startsWith('\ufeff')) return text
  throw refuse('byte_order_mark', {
    pl: 'Treść żądania zaczyna się od znacznika kolejności bajtów (BOM). ' + 'Plik należy zapisać jako UTF-8 bez BOM.',
    en: 'The body begins with a byte order mark (BOM). Save the file as UTF-8 without BOM.'
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // Only the position is used, because the rest of the engine's message quotes the text.
    const [, line, column] = /line (\d+) column (\d+)/.exec(String(error)) ?? []
    const position = line
      ? { pl: ` (wiersz ${line}, znak ${column})`, en: ` (line ${line}, character ${column})` }
      : { pl: '', en: '' }
    throw refuse('invalid_json', {
      pl: `Treść żądania nie jest poprawnym tekstem JSON${position.pl}.`,
      en: `The body is not valid JSON${position.en}.`
    })
  }
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|-?\d[\d.eE+-]*/g
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/** Returns the first part of a valid JSON text that a body must not contain; an empty list if there is none. */
export function jsonFaults(text: string, limit: NameLimit = noLimit): Fault[] {
  // The enclosing objects and lists of the token: names seen so far in an object, and the current name or index.
  const levels: { names?: Set<string>; at: string | number }[] = []
  let values = 0
  let last = ''
  const fault = (code: string, message: (subject: Text) => Text): Fault[] => {
    const path: Path = levels.map(({ at }) => at)
    return [{ pointer: toPointer(path), code, detail: message(subjectAt(path)) }]
  }
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1)
    if (token === '{') levels.push({ names: new Set(), at: '' })
    else if (token === '[') levels.push({ at: 0 })
    else if (token === '}' || token === ']') levels.pop()
    else if (token === ',') {
      values++
      if (typeof level?.at === 'number') level.at++
    } else if (token === ':' && level?.names) {
      const name: string = JSON.parse(last)
      level.at = name
      if (FORBIDDEN.has(name))
        return fault('forbidden_name', () => ({
          pl: `Pole nie może nazywać się ${quote(name)}.`,
          en: `A field must not be named ${quote(name)}.`
        }))
      if (level.names.has(name))
        return fault('repeated_name', () => ({
          pl: `Pole ${quote(name)} podano więcej niż raz.`,
          en: `The field ${quote(name)} occurs more than once.`
        }))
      level.names.add(name)
      if (level.names.size > limit.names)
        return limit.faults(
          levels.slice(0, -1).map(({ at }) => at),
          [...level.names]
        )
    } else if (token.startsWith('"')) last = token
    else if (!isExact(token)) {
      return fault('inexact_number', ({ pl, en }) => ({
        pl: `${pl} to liczba zbyt duża albo zbyt dokładna, aby zachować ją bez zmiany.`,
        en: `${en} is a number too large or too precise to be stored exactly.`
      }))
    }
    if (levels.length > MAX_DEPTH) {
      const detail = {
        pl: `Treść żądania ma więcej niż ${MAX_DEPTH} poziomy zagnieżdżenia.`,
        en: `The body is nested more than ${MAX_DEPTH} levels deep.`
      }
      return [{ code: 'too_deep', detail }]
    }
    if (values > MAX_VALUES) {
      const detail = {
        pl: `Treść żądania ma więcej niż ${MAX_VALUES} wartości.`,
        en: `The body has more than ${MAX_VALUES} values.`
      }
      return [{ code: 'too_many_values', detail }]
    }
  }
  return []
}

/** Whether a double represents the number exactly (RFC 7493 2.2). */
function isExact(token: string): boolean {
  const value = Number(token)
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return false
  return token.length <= MAX_NUMBER_LENGTH && normalize(token) === normalize(String(value))
}

/** Returns digits and exponent without insignificant zeros: 15e2 for 1.50e3. */
function normalize(token: string): string {
  const [, whole = '', fraction = '', exponent = '0'] = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(token) ?? []
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  return significant && `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`
}
