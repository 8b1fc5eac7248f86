// Strict parsers, independent of the service: CSV (RFC 4180), content lines (RFC 5545 and RFC 6350), XML 1.0.
import type { Contract } from './contract.ts'

// biome-ignore lint/suspicious/noExplicitAny: records have many shapes and were already validated against the contract
type Json = any

/** Parses CSV strictly (RFC 4180). Throws at a quote in an unquoted cell and at text after a closing quote. */
export function parseCsv(text: string, delimiter: string): string[][] {
  const cell = new RegExp(`"((?:[^"]|"")*)"|[^"${delimiter}\r\n]*`, 'y')
  const rows: string[][] = [[]]
  while (cell.lastIndex < text.length) {
    const [plain, quoted] = cell.exec(text) as RegExpExecArray
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? (plain as string))
    const at = cell.lastIndex
    if (text.startsWith('\r\n', at)) {
      cell.lastIndex = at + 2
      if (at + 2 < text.length) rows.push([])
    } else if (text[at] === delimiter) cell.lastIndex = at + 1
    else throw new Error(`no end of a cell at ${at}: ${JSON.stringify(text.slice(at - 20, at + 20))}`)
  }
  return rows
}

/** Returns the columns of a schema: the paths of its properties. Properties that only `include` fills are left out. */
export function columnsOf({ document }: Contract, schema: Json, path: string[] = []): string[][] {
  const one = schema.anyOf?.[0] ?? schema
  const { properties } = one.$ref ? document.components.schemas[one.$ref.split('/').at(-1)] : one
  if (!properties) return [path]
  return Object.entries<Json>(properties)
    .filter(([, property]) => !/Null unless requested with `include`/.test(property.description))
    .flatMap(([name, property]) => columnsOf({ document } as Contract, property, [...path, name]))
}

/** Returns the headers of columns. A nested one has a dot if a property of the record itself has its name. */
export function headersOf(columns: string[][]): string[] {
  const own = columns.filter((path) => path.length === 1).map(([name]) => name)
  return columns.map((path) => path.join(path.length > 1 && own.includes(path.join('_')) ? '.' : '_'))
}

/**
 * Returns the expected cell of a value: empty for null, the texts of a list joined by `|`, and an apostrophe before
 * text that a spreadsheet would run as a formula. `comma`: decimal comma.
 */
export function cell(value: Json, comma: boolean): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return comma ? String(value).replace('.', ',') : String(value)
  if (typeof value === 'object')
    return !Array.isArray(value) || value.some((item) => typeof item !== 'string')
      ? JSON.stringify(value)
      : value.join('|')
  return String(value).replace(/^[=+\-@\t\r＝]/, "'$&")
}

export interface ContentLine {
  group: string | undefined
  name: string
  parameters: Record<string, string>
  value: string
}

/**
 * Parses and unfolds content lines (RFC 5545 3.1, RFC 6350 3.3). Throws at a line of more than 75 octets, a line folded
 * within a character, a bare line feed, a control character, and at invalid syntax.
 */
export function contentLines(bytes: Buffer): ContentLine[] {
  const physical: Buffer[] = []
  let rest = bytes
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n')
    if (end === -1) throw new Error(`no line end after ${rest}`)
    physical.push(rest.subarray(0, end))
    rest = rest.subarray(end + 2)
  }
  let text = ''
  for (const line of physical) {
    if (line.length > 75) throw new Error(`${line.length} octets: ${line}`)
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(line)
    if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(decoded))
      throw new Error(`control character in ${JSON.stringify(decoded)}`)
    text += /^[ \t]/.test(decoded) ? decoded.slice(1) : `${text === '' ? '' : '\n'}${decoded}`
  }
  return text.split('\n').map((line) => {
    const match = /^(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:]*))*):(.*)$/s.exec(line)
    if (!match) throw new Error(`not a content line: ${line}`)
    const parameters = [...(match[3] ?? '').matchAll(/;([^=]+)=("[^"]*"|[^";:]*)/g)].map(([, name, value]) => [
      name,
      value?.replaceAll('"', '')
    ])
    return {
      group: match[1],
      name: match[2] as string,
      parameters: Object.fromEntries(parameters),
      value: match[4] as string
    }
  })
}

/** Unescapes a text value. Throws if a character is not escaped as required (RFC 5545 3.3.11, RFC 6350 3.4). */
export function unescaped(value: string): string {
  if (!/^(?:[^\\;,]|\\[\\;,nN])*$/.test(value)) throw new Error(`not escaped: ${value}`)
  return value.replace(/\\(.)/g, (_all, sign) => (/n/i.test(sign) ? '\n' : sign))
}

/** Returns the unescaped parts of a structured value such as N, ADR and ORG. */
export const components = (value: string): string[] => value.split(/(?<=(?:^|[^\\])(?:\\\\)*);/).map(unescaped)

export interface Component {
  name: string
  lines: ContentLine[]
  components: Component[]
}

/** Returns the nested components. Throws if BEGIN and END do not match, or if a property follows a nested component. */
export function componentsOf(lines: ContentLine[]): Component[] {
  const root: Component = { name: '', lines: [], components: [] }
  const open = [root]
  for (const line of lines) {
    const current = open.at(-1) as Component
    if (line.name === 'BEGIN') {
      const component = { name: line.value, lines: [], components: [] }
      current.components.push(component)
      open.push(component)
    } else if (line.name === 'END') {
      if (open.length === 1 || current.name !== line.value) throw new Error(`END:${line.value} in ${current.name}`)
      open.pop()
    } else if (current.components.length > 0 || current === root) throw new Error(`${line.name} follows a component`)
    else current.lines.push(line)
  }
  if (open.length > 1) throw new Error(`no end of ${open.at(-1)?.name}`)
  return root.components
}

export interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }
const decode = (text: string): string => {
  if (/&(?!(?:amp|lt|gt|quot);)/.test(text)) throw new Error(`bare ampersand in ${text}`)
  // XML 1.0 2.2
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text))
    throw new Error(`character not allowed in XML in ${JSON.stringify(text)}`)
  return text.replace(/&(\w+);/g, (_all, name) => entities[name] as string)
}

/** Parses a document of elements and text. Throws if it is not well-formed or has comments, instructions or CDATA. */
export function parseXml(source: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const token = /<([a-zA-Z]+)((?:\s+[a-zA-Z:-]+="[^"<]*")*)\s*(\/?)>|<\/([a-zA-Z]+)>|([^<>]+)/y
  while (token.lastIndex < source.length) {
    const at = token.lastIndex
    const match = token.exec(source)
    if (!match) throw new Error(`not well-formed at ${at}: ${source.slice(at, at + 60)}`)
    const [, name, attributes = '', empty, closed, text] = match
    const current = open.at(-1) as Element
    if (name) {
      const pairs = [...attributes.matchAll(/([a-zA-Z:-]+)="([^"]*)"/g)].map(([, key, value]) => [
        key,
        decode(value as string)
      ])
      if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`an attribute twice in ${name}`)
      const element: Element = { name, attributes: Object.fromEntries(pairs), children: [], text: '' }
      current.children.push(element)
      if (!empty) open.push(element)
    } else if (closed) {
      if (current.name !== closed) throw new Error(`</${closed}> in ${current.name}`)
      open.pop()
    } else current.text += decode(text as string)
  }
  if (open.length > 1 || root.children.length !== 1 || root.text.trim() !== '') throw new Error('no single root')
  return root.children[0] as Element
}

/** Returns an element and all its descendants. */
export const everyElement = (element: Element): Element[] => [element, ...element.children.flatMap(everyElement)]
