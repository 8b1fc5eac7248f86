// Places in a body: as JSON Pointer (RFC 6901) for programs and as text for people. Names come from the client, so they
// are shortened and sanitised.
import type { Text } from './errors.ts'

/** Names of members and indices of items, from the root of the body to the value. */
export type Path = (string | number)[]

const MAX_POINTER_LENGTH = 500
const MAX_NAME_LENGTH = 60

/** Returns a name for display: at most 60 characters, without control, invisible and bidirectional characters. */
export const sanitized = (name: string) =>
  (name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH)}…` : name).replace(/\p{C}/gu, '\ufffd')

/** Returns a name from a request, quoted for a sentence. */
export const quote = (name: string) => `«${sanitized(name)}»`

/** Returns the JSON Pointer to a place. A pointer longer than the contract allows ends at an enclosing place. */
export function toPointer(path: Path): string {
  let pointer = ''
  for (const step of path) {
    const longer = `${pointer}/${sanitized(String(step)).replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (longer.length > MAX_POINTER_LENGTH) break
    pointer = longer
  }
  return pointer
}

/** Parses a JSON Pointer of Ajv. */
export const fromPointer = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')))

/** Returns the subject of a sentence about a value. In Polish it can be masculine or feminine. */
export function subjectAt(path: Path): Text {
  const last = path.at(-1)
  if (last === undefined) return { pl: 'Treść żądania', en: 'The body' }
  if (typeof last === 'string')
    return { pl: `Wartość pola ${quote(last)}`, en: `The value of the field ${quote(last)}` }
  const list = path.findLast((step) => typeof step === 'string')
  if (list === undefined) return { pl: `Element nr ${last + 1} listy`, en: `Item ${last + 1} of the list` }
  return { pl: `Element nr ${last + 1} pola ${quote(list)}`, en: `Item ${last + 1} of the field ${quote(list)}` }
}
