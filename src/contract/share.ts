// Moves the parts of the OpenAPI document that occur several times into components, each under a name of its own.
import { type Json, operationsOf } from './document-json.ts'
import { responseNames } from './problems.ts'

type Kind = 'responses' | 'parameters' | 'headers' | 'examples'

/** One place at which a part occurs. */
interface Use {
  holder: Json
  key: string | number
  /** Name of the part, if its meaning is the same everywhere. */
  plain: string
  subject: Subject
}

/** The subject of an operation. */
interface Subject {
  /** The operationId without its verb, which tells parts of the same name apart: `Organisation`, `PersonPosts`. */
  noun: string
  /** Last word of the path. */
  word: string
}

/** Names of shared responses without content. */
const STATUS_WORDS: Record<string, string> = { 204: 'NoContent', 304: 'NotModified' }

const camel = (text: string) =>
  text.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_all, letter: string) => letter.toUpperCase())
const schemaName = (media: Json | undefined): string => media?.schema?.$ref?.split('/').at(-1) ?? ''

/**
 * Replaces equal responses, parameters, headers and examples by references to components. The outer parts come first,
 * so that a part of a shared one counts once. A part that occurs once stays in its place. So does the content of
 * a successful operation: swagger-typescript-api does not see that a component is JSON, and returns nothing.
 */
export function shareParts(document: Json): void {
  const taken = new Set(Object.keys(document.components.schemas).map((name) => name.toLowerCase()))
  for (const kind of ['responses', 'parameters', 'headers', 'examples'] as const) {
    const shared: Json = {}
    for (const [name, group] of named(kind, groupsOf(document, kind), taken)) {
      const [{ holder, key }] = group as [Use, ...Use[]]
      shared[name] = holder[key]
      for (const use of group) use.holder[use.key] = { $ref: `#/components/${kind}/${name}` }
    }
    document.components[kind] = Object.fromEntries(Object.entries(shared).sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}

/** Returns the uses of each part that occurs more than once. */
function groupsOf(document: Json, kind: Kind): Use[][] {
  const groups = Map.groupBy(usesOf(document, kind), ({ holder, key }) => JSON.stringify(holder[key]))
  return [...groups.values()].filter(({ length }) => length > 1)
}

/**
 * Gives each group a name. The plain one is for the group that has most of the uses of this name. A parameter must also
 * have several subjects for it. Others have the subject before the plain name. Throws if two names would differ in
 * their letter case only, or not at all.
 */
function named(kind: Kind, groups: Use[][], taken: Set<string>): Map<string, Use[]> {
  const totals = new Map<string, number>()
  const plainOf = (group: Use[]) => (group[0] as Use).plain
  for (const group of groups) totals.set(plainOf(group), (totals.get(plainOf(group)) ?? 0) + group.length)
  const names = new Map<string, Use[]>()
  for (const group of groups) {
    const [{ plain, subject }] = group as [Use, ...Use[]]
    const isGeneral = kind !== 'parameters' || new Set(group.map((use) => use.subject.word)).size > 1
    const isMost = group.length * 2 > (totals.get(plain) ?? 0)
    const name = isGeneral && isMost ? plain : `${subject.noun}${plain}`
    if (taken.has(name.toLowerCase())) throw new Error(`The contract has two components with the name ${name}.`)
    taken.add(name.toLowerCase())
    names.set(name, group)
  }
  return names
}

function* usesOf(document: Json, kind: Kind): Generator<Use> {
  for (const [path, item] of Object.entries(document.paths as Json)) {
    const operations = operationsOf(item)
    const word = path.split('/').findLast((part) => part !== '' && !part.startsWith('{')) ?? ''
    const subjectOf = ({ operationId }: Json) => ({ word, noun: camel(String(operationId).replace(/^[a-z]+_/, '')) })
    if (kind === 'parameters') yield* parametersOf(item, subjectOf(operations[0] as Json))
    for (const operation of operations) {
      const subject = subjectOf(operation)
      if (kind === 'parameters') yield* parametersOf(operation, subject)
      if (kind === 'examples') yield* examplesOf(operation.requestBody?.content, subject)
      yield* responsesOf(operation.responses, kind, subject)
    }
  }
  // A shared response is a component already. Its parts may be those of other responses.
  if (kind !== 'responses') yield* responsesOf(document.components.responses ?? {}, kind)
}

function* parametersOf({ parameters = [] }: Json, subject: Subject): Generator<Use> {
  for (const [i, { name, in: place }] of (parameters as Json[]).entries()) {
    const plain = `${camel(name)}${place === 'path' ? 'Path' : ''}Parameter`
    yield { holder: parameters, key: i, plain, subject }
  }
}

function* responsesOf(responses: Json, kind: Kind, of?: Subject): Generator<Use> {
  for (const [key, response] of Object.entries<Json>(responses)) {
    if (response.$ref) continue
    const { description, headers = {}, content } = response
    const subject = of ?? { noun: key, word: key }
    if (kind === 'responses' && !(content && key.startsWith('2')))
      yield { holder: responses, key, plain: responseNames[description] ?? STATUS_WORDS[key] ?? camel(key), subject }
    if (kind === 'headers')
      for (const name of Object.keys(headers))
        yield { holder: headers, key: name, plain: `${camel(name)}Header`, subject }
    if (kind === 'examples') yield* examplesOf(content, subject, responseNames[description])
  }
}

function* examplesOf(content: Json = {}, subject: Subject, problem?: string): Generator<Use> {
  const about = schemaName(content['application/json'])
  for (const [type, media] of Object.entries<Json>(content)) {
    const format = camel(type.replace(/^[a-z]+[/](x-|vnd[.])?|;.*/gi, ''))
    const plain = `${problem ?? (schemaName(media) || `${about}${format}`)}Example`
    for (const key of Object.keys(media.examples ?? {})) yield { holder: media.examples, key, plain, subject }
  }
}
