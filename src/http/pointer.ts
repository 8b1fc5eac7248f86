// Where in a body something is, as programs read it (RFC 6901) and as people do. Names come from the client: they are shown short and harmless.
import type { Text } from './errors.ts'

/** Names of members and indices of items, from the root of the body to the value. */
export type Path = (string | number)[]

const LONGEST_POINTER = 500

/** A name for display: 60 characters at most, none of them half, unseen or turning the line around. */
export const shown = (name: string) => (name.length > 60 ? `${name.slice(0, 60)}…` : name).replace(/\p{C}/gu, '\ufffd')

/** A name from a request, quoted for a sentence. */
export const quote = (name: string) => `«${shown(name)}»`

/** JSON Pointer to a place; to one around it, where names that no field has would make it longer than the contract promises. */
export function toPointer(path: Path): string {
  let pointer = ''
  for (const step of path) {
    const longer = `${pointer}/${shown(String(step)).replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (longer.length > LONGEST_POINTER) break
    pointer = longer
  }
  return pointer
}

/** The place that a pointer made by Ajv leads to. */
export const fromPointer = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')))

/** Subject of a sentence about the value at a place; what follows must fit a masculine and a feminine subject alike. */
export function subjectAt(path: Path): Text {
  const last = path.at(-1)
  if (last === undefined) return { pl: 'Treść żądania', en: 'The body' }
  if (typeof last === 'string')
    return { pl: `Wartość pola ${quote(last)}`, en: `The value of the field ${quote(last)}` }
  const list = path.findLast((step) => typeof step === 'string')
  if (list === undefined) return { pl: `Element nr ${last + 1} listy`, en: `Item ${last + 1} of the list` }
  return { pl: `Element nr ${last + 1} pola ${quote(list)}`, en: `Item ${last + 1} of the field ${quote(list)}` }
}
