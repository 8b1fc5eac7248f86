// Reads records and lists, with the types of the contract.
import type { components, paths } from './registry.d.ts'
import { type RetryOptions, retrying } from './retrying.ts'

export type Problem = components['schemas']['Problem']

type Get<P extends keyof paths> = paths[P] extends { get: infer Operation } ? Operation : never
type Body<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Json } } } }
  ? Json
  : never
type Page = { data: unknown[]; meta: { next_cursor: string | null } }

/** Paths that return JSON, such as `/organisations/{organisation}`. */
export type ReadPath = { [P in keyof paths]: [Body<Get<P>>] extends [never] ? never : P }[keyof paths]
/**
 * Paths that return lists in pages, such as `/organisations`. The last page has no cursor: `/changes` is no such list.
 */
export type ListPath = {
  [P in ReadPath]: Body<Get<P>> extends { data: unknown[]; meta: { next_cursor: infer Cursor } }
    ? null extends Cursor
      ? P
      : never
    : never
}[ReadPath]
/** The JSON that a path returns. */
export type BodyOf<P extends ReadPath> = Body<Get<P>>
/** A record of a list: `RecordOf<'/organisations'>` is an `Organisation`. */
export type RecordOf<P extends ListPath> = BodyOf<P> extends { data: (infer One)[] } ? One : never

/** The parameters of a path: `path` for those in braces, `query` for the others. */
type Parameters<P extends ReadPath> =
  Get<P> extends { parameters: infer All }
    ? (All extends { path: infer Path } ? { path: Path } : { path?: never }) &
        (All extends { query: infer Query }
          ? { query: Query }
          : All extends { query?: infer Query }
            ? { query?: Query }
            : unknown)
    : never
interface Reading {
  /** ETag of your copy. If the copy is current, the answer has `notModified`. */
  etag?: string | undefined
  signal?: AbortSignal
  headers?: Record<string, string>
}
type Options<P extends ReadPath> = Parameters<P> & Reading
/** Options may be left out if no parameter is required. */
type Rest<P extends ReadPath> =
  Record<string, never> extends Parameters<P> ? [options?: Options<P>] : [options: Options<P>]

/** The result of `get`: the data with its ETag, or `notModified` if your copy is current. */
export type Answer<T> =
  | { notModified: false; data: T; etag: string | null; response: Response }
  | { notModified: true; data?: never; etag: string | null; response: Response }

/** A response that is neither 2xx nor 304. `problem` says why; it is null if a proxy has answered. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError'
  readonly status: number
  readonly problem: Problem | null
  readonly response: Response

  constructor(response: Response, problem: Problem | null) {
    super(problem?.detail ?? `${response.status} ${response.statusText}`)
    this.status = response.status
    this.problem = problem
    this.response = response
  }
}

export interface RegistryOptions extends RetryOptions {
  /** API key. Public data needs none. */
  key?: string
  /** Language of errors. Default: Polish. */
  language?: 'pl' | 'en'
}

export interface Registry {
  /** Reads a record or one page of a list. Throws a RegistryError. */
  get: <P extends ReadPath>(path: P, ...options: Rest<P>) => Promise<Answer<BodyOf<P>>>
  /** Iterates over all pages of a list. */
  pages: <P extends ListPath>(path: P, ...options: Rest<P>) => AsyncGenerator<BodyOf<P>, void, void>
  /** Iterates over all records of a list. `query.limit` is the number of records per request. */
  list: <P extends ListPath>(path: P, ...options: Rest<P>) => AsyncGenerator<RecordOf<P>, void, void>
  /** Sends a request to a path below `/v1` with key, language and retries, and returns any response. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>
}

interface AnyOptions extends Reading {
  path?: Record<string, string | number>
  query?: Record<string, unknown>
}

/**
 * Returns a client of the registry at an address such as `https://registry.example.org`. 429 and 503 are retried after
 * `Retry-After`.
 */
export function createRegistry(url: string, { key, language, ...retries }: RegistryOptions = {}): Registry {
  const base = `${url.replace(/\/+$/, '').replace(/\/v1$/, '')}/v1`
  const send = retrying(retries)

  const fetch: Registry['fetch'] = (path, init = {}) => {
    const headers = new Headers(init.headers)
    if (key !== undefined) headers.set('authorization', `Bearer ${key}`)
    if (language !== undefined && !headers.has('accept-language')) headers.set('accept-language', language)
    return send(`${base}${path}`, { ...init, headers })
  }

  async function get(
    path: string,
    { etag, signal, headers, ...parameters }: AnyOptions = {}
  ): Promise<Answer<unknown>> {
    const response = await fetch(addressOf(path, parameters), {
      headers: { accept: 'application/json', ...(etag !== undefined && { 'if-none-match': etag }), ...headers },
      ...(signal && { signal })
    })
    const found = { etag: response.headers.get('etag'), response }
    if (response.status === 304) return { notModified: true, ...found }
    if (!response.ok) throw await errorOf(response)
    return { notModified: false, data: await response.json(), ...found }
  }

  async function* pages(path: string, options: AnyOptions = {}): AsyncGenerator<Page, void, void> {
    const { etag: _, ...request } = options
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = { ...request.query, ...(cursor !== undefined && { cursor }) }
      const page = (await get(path, { ...request, query })).data as Page
      yield page
      cursor = page.meta.next_cursor
    }
  }

  async function* list(path: string, options: AnyOptions = {}): AsyncGenerator<unknown, void, void> {
    for await (const { data } of pages(path, options)) yield* data
  }

  return { get, pages, list, fetch } as Registry
}

/** Returns the path with its parameters. Several values of a parameter are separated by commas. */
function addressOf(path: string, { path: names = {}, query = {} }: AnyOptions): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(names[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  const text = search.toString()
  return text === '' ? filled : `${filled}?${text}`
}

/** Returns the error of a response, with its problem if there is one. */
export async function errorOf(response: Response): Promise<RegistryError> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json')
  const problem = isProblem ? await response.json().catch(() => null) : null
  return new RegistryError(response, problem as Problem | null)
}
