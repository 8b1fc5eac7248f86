// Text in the XML of a workbook. Characters that XML cannot contain are written as `_x0001_` (ECMA-376 22.9.2.19).
import { withEntities } from '../xml.ts'

const NOT_IN_XML = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g
/** An underscore that begins what looks like an escape. */
const ESCAPE_BEGIN = /_(?=x[0-9A-Fa-f]{4}_)/g

const codeOf = (sign: string): string => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

/** Returns the text for an element or an attribute. A text that looks like an escape is escaped itself. */
export const escaped = (text: string): string =>
  withEntities(text.toWellFormed().replace(ESCAPE_BEGIN, '_x005F_').replace(NOT_IN_XML, codeOf))

/** Returns the text that `escaped` or a spreadsheet program has written. XML entities are already resolved. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
