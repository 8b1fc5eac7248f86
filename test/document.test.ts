// The committed contract as client generators read it: its names, its references and its size.
import { readFile } from 'node:fs/promises'
import t from 'tap'
import { inPolish } from '../src/contract/polish.ts'
import summaries from '../src/contract/summaries-pl.json' with { type: 'json' }

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document is JSON of many shapes
type Json = Record<string, any>

const read = async (name: string): Promise<Json> =>
  JSON.parse(await readFile(new URL(`../openapi/${name}`, import.meta.url), 'utf8'))
const document = await read('openapi.json')
const polish = JSON.parse(inPolish(JSON.stringify(document))) as Json
const open = await read('public.json')

const KINDS = ['schemas', 'responses', 'parameters', 'headers', 'examples'] as const
const namesOf = ({ components }: Json) => KINDS.flatMap((kind) => Object.keys(components[kind] ?? {}))

/** Types that every program has in TypeScript with a browser, Java, C#, Python, Swift or Kotlin. */
const GLOBAL_TYPES = `
  Array Boolean Date Error Function JSON Map Math Number Object Promise Proxy Record RegExp Set String Symbol WeakMap
  Partial Required Readonly Pick Omit Exclude Extract Parameters ReturnType Awaited
  Blob Body Cache Comment Document Element Event EventTarget File FormData Headers History Image Location Lock Node
  Notification Option Plugin Range Report Request Response Selection Storage Text URL Window Worker
  Byte Character Class Double Enum Exception Float Integer Iterable Long Module Package Process Runtime Short System
  Thread Throwable Void
  Action Attribute Buffer Console Convert Delegate Environment Func Guid Index Int32 Lazy List Dictionary Nullable
  Random Task Tuple Type Version Any Dict Exception Iterator Optional Union
  Data Result Sequence Int Bool Character Operation Unit Nothing Pair Triple
`
  .trim()
  .split(/\s+/)

/** Words that a variable or argument may not be called in at least one of ten languages. */
const RESERVED_WORDS = `
  abstract add alias alignas and annotation any arguments as assert associatedtype async atomic auto await base become
  begin bool boolean box break by byte callable case catch chan char checked class clone companion const constructor
  continue crate data debugger decimal declare def default defer defined deinit del delegate delete deinit descending do
  double dyn dynamic echo elif else elseif elsif empty end enddeclare endfor endforeach endif endswitch endwhile ensure
  enum eval event except exit explicit export extends extension extern external fallthrough false field fileprivate
  final finally fixed float fn fun func function get global go goto guard if impl implements implicit import in indirect
  infix init inline inner inout instanceof insteadof int interface internal into is isset join lambda lazy let list lock
  long loop macro map match mod module move mut mutating namespace native new next nil none nonisolated nonlocal not
  null object of open operator optional or out override package params pass postfix print priv private protected protocol
  public raise range readonly record redo ref register repeat require rescue rethrows retry return sbyte sealed select
  self set short sizeof stackalloc static strictfp string struct subscript super suspend switch synchronized template
  then this throw throws trait transient true try type typealias typeof typeswitch uint ulong unchecked undef union
  unless unsafe unset unsized until unowned use ushort using val value var virtual void volatile weak when where while
  with xor yield
`
  .trim()
  .split(/\s+/)

const same = (names: string[]) => {
  const lower = names.map((name) => name.toLowerCase())
  return names.filter((_name, i) => lower.indexOf(lower[i] as string) !== i)
}

t.test('Every component has a name of its own, which is no type of a common language', async (t) => {
  const names = namesOf(document)
  t.ok(names.length > 400)
  t.strictSame(same(names), [], 'unique over all kinds of components, whatever the case')
  t.strictSame(
    names.filter((name) => !/^[A-Z][A-Za-z]+$/.test(name)),
    [],
    'words without digits'
  )
  t.strictSame(
    names.filter((name) => GLOBAL_TYPES.includes(name)),
    [],
    'no global type'
  )
  const ids = Object.values(document.paths as Json).flatMap((item) =>
    Object.values<Json>(item).flatMap(({ operationId }) => operationId ?? [])
  )
  const derived = ids.flatMap((id: string) => {
    const name = id.replace(/(^|_)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase())
    return [name, `${name}Response`, `${name}Request`, `${name}Params`]
  })
  t.strictSame(
    names.filter((name) => derived.includes(name)),
    [],
    'no type that generators derive from an operation'
  )
})

t.test(
  'The public document has all operations that need no key, as the whole document has them, and no others',
  async (t) => {
    const operationsOf = ({ paths }: Json) =>
      Object.entries<Json>(paths).flatMap(([path, item]) =>
        Object.entries<Json>(item)
          .filter(([, { operationId }]) => operationId)
          .map(([method, operation]): [string, Json] => [`${method} ${path}`, operation])
      )
    const keyless = operationsOf(document).filter(([, { security }]) =>
      security.some((requirement: object) => Object.keys(requirement).length === 0)
    )
    t.strictSame(
      operationsOf(open),
      keyless.map(([name, operation]) => [name, { ...operation, security: [{}] }])
    )
    t.ok(keyless.length > 70 && keyless.length < operationsOf(document).length)
    t.strictSame([open.components.securitySchemes, open.webhooks], [undefined, undefined])
    const text = JSON.stringify(open)
    for (const kind of KINDS)
      for (const [name, value] of Object.entries(open.components[kind])) {
        t.strictSame(value, document.components[kind][name])
        if (!text.includes(`"#/components/${kind}/${name}"`)) t.fail(`${kind} ${name} is not used`)
      }
    for (const [, kind, name] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g))
      if (!open.components[kind as string]?.[name as string]) t.fail(`${kind} ${name} is missing`)
  }
)

t.test('Tags are in groups, the subjects of the registry first, with Polish and English titles', async (t) => {
  const groups = document['x-tagGroups'] as Json[]
  t.strictSame(
    groups.slice(0, 5).map(({ name }) => name),
    ['Organisations', 'Memberships and tiers', 'Declarations', 'Events', 'People, posts and contacts']
  )
  t.equal(groups.at(-1)?.name, 'Administration')
  t.strictSame(
    groups.flatMap(({ tags }) => tags).sort(),
    document.tags.map(({ name }: Json) => name)
  )
  for (const { name, 'x-displayName': en, 'x-title-pl': pl } of document.tags)
    if (!/^[A-Z]/.test(en ?? '') || !/^[A-ZŹŚ]/.test(pl ?? '')) t.fail(`${name} has no titles`)
})

/** Returns the operations and webhooks of a document. */
const operationsOf = ({ paths, webhooks }: Json): Json[] =>
  [paths, webhooks]
    .flatMap((items) => Object.values<Json>(items))
    .flatMap((item) => Object.values<Json>(item))
    .filter(({ operationId }) => operationId)

t.test('Every operation has a Polish summary in src/contract/summaries-pl.json', async (t) => {
  const ids: string[] = operationsOf(document).map(({ operationId }) => operationId)
  t.ok(ids.length > 200)
  const known = Object.keys(summaries)
  t.strictSame(
    ids.filter((id) => !known.includes(id)),
    [],
    'operations without a Polish summary: add it to the file'
  )
  t.strictSame(
    known.filter((id) => !ids.includes(id)),
    [],
    'Polish summaries without an operation: remove them from the file'
  )
  const texts = Object.values(summaries)
  t.strictSame(same(texts), [], 'each operation has its own summary')
  // The viewer cuts longer summaries.
  const form = /^(?=.{4,100}$)[A-ZŹŚĆŁŻ][A-Za-ząćęłńóśźż]*(,? [A-Za-ząćęłńóśźż]+|: [a-z]+)*$/
  t.strictSame(
    texts.filter((text) => !form.test(text)),
    [],
    'words with a capital, without a full stop'
  )
})

t.test('The Polish document differs only in summaries, tags and its language', async (t) => {
  const titles = new Map<string, string>(document.tags.map((tag: Json) => [tag.name, tag['x-title-pl']]))
  t.equal(new Set(titles.values()).size, titles.size, 'each Polish title names one tag')
  const own = operationsOf(document)
  const theirs = operationsOf(polish)
  t.strictSame(
    theirs.map(({ summary, tags }) => ({ summary, tags })),
    own.map(({ operationId, tags }) => ({
      summary: (summaries as Record<string, string>)[operationId],
      tags: tags.map((tag: string) => titles.get(tag))
    }))
  )
  const sorted = polish.tags.map(({ name }: Json) => name)
  t.strictSame(
    sorted,
    [...titles.values()].sort(new Intl.Collator('pl').compare),
    'in the order of the Polish alphabet'
  )
  t.strictSame(polish['x-tagGroups'].flatMap(({ tags }: Json) => tags).sort(), sorted.toSorted())
  t.equal(polish['x-tagGroups'][0].name, 'Organizacje')
  t.equal(polish.info['x-locale'], 'pl')

  const restored = structuredClone(polish)
  operationsOf(restored).forEach((operation, i) => {
    Object.assign(operation, { summary: own[i]?.summary, tags: own[i]?.tags })
  })
  delete restored.info['x-locale']
  const { tags, 'x-tagGroups': groups } = document
  t.ok(JSON.stringify({ ...restored, tags, 'x-tagGroups': groups }) === JSON.stringify(document), 'nothing else')
})

t.test('A path parameter is no reserved word of a common language', async (t) => {
  const names = Object.keys(document.paths).flatMap((path) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
  t.ok(names.length > 60)
  t.strictSame(
    names.filter((name) => RESERVED_WORDS.includes(name as string)),
    []
  )
})

/** Returns every object in the document, with the keys that lead to it. */
function* objectsIn(value: unknown, path: string[] = []): Generator<{ path: string[]; value: Json }> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield { path, value }
  for (const [key, inner] of Object.entries(value)) yield* objectsIn(inner, [...path, key])
}

t.test('null is a member of anyOf beside a reference or an enum, never part of a component or an enum', async (t) => {
  const { schemas } = document.components
  t.strictSame(
    Object.keys(schemas).filter((name) => [schemas[name].type].flat().includes('null')),
    []
  )
  const nullable = [...objectsIn(document)].filter(({ value }) => Array.isArray(value.anyOf))
  t.ok(nullable.length > 50)
  for (const { path, value } of nullable) {
    const [some, none] = value.anyOf as [Json, Json]
    if (!(some.$ref || some.enum) || none.type !== 'null' || value.anyOf.length !== 2) t.fail(path.join(' '))
  }
  for (const { path, value } of objectsIn(document.components))
    if (Array.isArray(value.enum) && value.enum.includes(null)) t.fail(path.join(' '))
})

t.test('Nested objects are components', async (t) => {
  const nested = [...objectsIn(document.components.schemas)].filter(
    ({ path, value }) => path.length > 1 && path.at(-2) === 'properties' && typeof value.properties === 'object'
  )
  const items = [...objectsIn(document)].filter(({ path, value }) => path.at(-1) === 'items' && value.properties)
  t.strictSame(
    [...nested, ...items].map(({ path }) => path.join(' ')),
    []
  )
})

t.test(
  'A successful response names its formats in its operation, JSON first and none that orval reads as binary',
  async (t) => {
    const successes = Object.entries<Json>(document.paths).flatMap(([path, item]) =>
      Object.values<Json>(item).flatMap(({ responses = {} }) =>
        Object.entries<Json>(responses)
          .filter(([status]) => status.startsWith('2'))
          .map(([, response]) => ({ path, response }))
      )
    )
    t.ok(successes.length > 150)
    for (const { path, response } of successes) {
      if (response.$ref) t.equal(response.$ref, '#/components/responses/NoContent', path)
      const types = Object.keys(response.content ?? {})
      // The snapshot has files in several formats, but no JSON.
      if (types.length < 2 || path === '/snapshot') continue
      t.equal(types[0], 'application/json', path)
      t.strictSame(
        types.filter((type) => /^(image|audio|video|font)\/|^application\/(octet-stream|pdf|zip|x-ndjson)$/.test(type)),
        [],
        path
      )
    }
  }
)

t.test('Responses, parameters, headers and examples that occur several times are components', async (t) => {
  const found: Record<string, string[]> = { responses: [], parameters: [], headers: [], examples: [] }
  for (const { path, value } of objectsIn({ paths: document.paths, responses: document.components.responses })) {
    for (const kind of ['responses', 'headers', 'examples'] as const)
      if (path.at(-1) !== 'schema' && !Array.isArray(value[kind]) && path.at(-2) !== 'properties')
        found[kind]?.push(
          ...Object.entries<Json>(value[kind] ?? {})
            .filter(([key, one]) => one && !one.$ref && !(kind === 'responses' && key.startsWith('2') && one.content))
            .map(([, one]) => JSON.stringify(one))
        )
    if (Array.isArray(value.parameters))
      found.parameters?.push(
        ...value.parameters.filter((one: Json) => !one.$ref).map((one: Json) => JSON.stringify(one))
      )
  }
  for (const [kind, texts] of Object.entries(found))
    t.strictSame(
      texts.filter((text, i) => texts.indexOf(text) !== i).map((text) => text.slice(0, 100)),
      [],
      kind
    )
  t.ok(Buffer.byteLength(JSON.stringify(document)) < 1_600_000, 'smaller than the document without references')
})
