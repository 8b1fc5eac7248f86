// Every write of the contract, sent once with its example body and with a record in the right state.
import type { TestResponse } from './helper.ts'

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document is JSON of many shapes
type Json = Record<string, any>
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Request {
  method?: Method
  body?: unknown
  headers?: Record<string, string | undefined>
}

export interface Operation {
  path: string
  method: string
  operation: Json
  /** Path parameters. */
  parameters: Json[]
}

export interface ScenarioContext {
  document: Json
  /** Sends a request to an address below the service. */
  send: (target: string, request?: Request) => Promise<TestResponse>
  /** Headers with a key that has all scopes. */
  admin: Record<string, string>
  /** Called for a write that the service refuses. */
  onRefused: (reason: string) => void
  /** Runs the jobs that are due. */
  work: () => Promise<unknown>
}

/** Returns the value to which a reference in the document leads. Returns any other value unchanged. */
export const resolveIn = (document: Json, value: Json): Json =>
  value.$ref
    ? value.$ref
        .slice(2)
        .split('/')
        .reduce((at: Json, key: string) => at[key.replaceAll('~1', '/').replaceAll('~0', '~')], document)
    : value

/** Returns all operations of the document. */
export const operationsOf = (document: Json): Operation[] =>
  Object.entries(document.paths as Json).flatMap(([path, item]) =>
    Object.entries(item as Json)
      .filter(([method]) => method !== 'parameters')
      .map(([method, operation]) => ({
        path,
        method,
        operation: operation as Json,
        parameters: (item.parameters ?? []).map((one: Json) => resolveIn(document, one))
      }))
  )

/** Returns media type and example of the body of an operation. */
export function bodyOf(document: Json, { operation }: { operation: Json }): { type?: string; example?: Json } {
  const [type, content] = Object.entries<Json>(operation.requestBody?.content ?? {})[0] ?? []
  if (type === undefined) return {}
  const [first] = Object.values<Json>(content?.examples ?? {})
  return { type, example: (first && resolveIn(document, first).value) ?? content?.example }
}

/** Returns the required query parameters of an operation, and the confirmation that a repeated example is new. */
export function queryOf(document: Json, { operation }: { operation: Json }): string {
  const required = ((operation.parameters ?? []) as Json[])
    .map((one) => resolveIn(document, one))
    .filter(({ in: place, name, required: needed }) => place === 'query' && (needed || name === 'confirm_new'))
  return required.length === 0
    ? ''
    : `?${required.map(({ name, example }) => `${name}=${encodeURIComponent(example)}`).join('&')}`
}

export function scenarioOf({ document, send, admin, onRefused, work }: ScenarioContext) {
  const operations = operationsOf(document)
  const operationOf = (method: string, path: string) =>
    operations.find((one) => one.method === method && one.path === path)
  /** Declarations that were accepted or rejected. */
  const decided: string[] = []

  /** Sends a write with all rights, by default with the example body of the document. */
  const write = async (
    method: Method,
    path: string,
    identifier = '',
    changed?: Json,
    headers: Request['headers'] = {}
  ): Promise<TestResponse> => {
    const one = operationOf(method.toLowerCase(), path)
    if (!one) throw new Error(`no ${method} ${path}`)
    const { type, example } = bodyOf(document, one)
    const body = type === undefined ? undefined : typeof example === 'string' ? example : { ...example, ...changed }
    const received = await send(`/v1${path.replace(/\{\w+\}/, identifier)}${queryOf(document, one)}`, {
      method,
      headers: { ...admin, ...(type !== undefined && { 'content-type': type }), ...headers },
      ...(body !== undefined && { body })
    })
    if (received.status >= 300)
      onRefused(
        `${method} ${path} refuses the example of the document: ${received.status} ` +
          `${JSON.stringify(received.json?.errors)} ${received.json?.detail}`
      )
    return received
  }

  /** Creates the record of the example. Returns its id and ETag. */
  const make = async (path: string, changed?: Json): Promise<{ id: string; etag: string }> => {
    const { json, headers } = await write('POST', path, '', changed)
    return { id: json?.id, etag: headers.etag as string }
  }

  /** Creates, changes, replaces and deletes a record of every kind that can be deleted. */
  const playRecords = async (): Promise<number> => {
    const deletable = operations.filter(({ method, path }) => method === 'delete' && path.endsWith('}'))
    for (const { path: one } of deletable) {
      const collection = operations.find(({ method, path }) => method === 'post' && one.startsWith(`${path}/{`))
      if (!collection) continue
      const made = await make(collection.path)
      const patched = await write('PATCH', one, made.id, undefined, { 'if-match': made.etag })
      let etag = patched.headers.etag as string
      const { slug } = patched.json ?? {}
      if (operationOf('put', one)) {
        etag = (await write('PUT', one, slug, undefined, { 'if-match': etag })).headers.etag as string
        await write('DELETE', one, slug, undefined, { 'if-match': etag })
        const again = await write('PUT', one, slug, undefined, { 'if-none-match': '*' })
        if (again.status !== 201) onRefused(`PUT ${one} creates no record: ${again.status}`)
        etag = again.headers.etag as string
      }
      await write('DELETE', one, slug ?? made.id, undefined, { 'if-match': etag })
    }
    return deletable.length
  }

  /** Sends every other write once, unless `isTried`, with a record in the right state. */
  const playActions = async (isTried: (one: Operation) => boolean): Promise<void> => {
    const subjects = await makeSubjects()
    const bodies = makeBodies()
    for (const one of operations) {
      const { method, path, operation } = one
      if (method === 'get' || isTried(one)) continue
      const subject = path.includes('{') ? await subjects[operation.operationId]?.() : ''
      if (subject === undefined) onRefused(`${operation.operationId} has no record in the scenario`)
      else
        await write(
          method.toUpperCase() as Method,
          path,
          subject,
          await bodies[operation.operationId]?.(),
          method === 'patch' ? { 'if-match': '*' } : {}
        )
      if (/^(accept|reject)_declaration$/.test(operation.operationId)) decided.push(subject as string)
    }
  }

  /** Sends an application. Returns its receipt. */
  const apply = async (confirmed = false): Promise<Json> => {
    const { json } = await write('POST', '/applications')
    if (confirmed) await write('POST', '/applications/confirmation', '', { token: json?.confirmation_token })
    return json
  }

  /** Parts of bodies that the examples of the document cannot contain, because they are secret. */
  const makeBodies = (): Record<string, () => Promise<Json>> => ({
    confirm_application: async () => ({ token: (await apply()).confirmation_token }),
    get_application_status: async () => ({ token: (await apply()).status_token })
  })

  /** Makes the records for the operations that need one in a certain state. */
  const makeSubjects = async (): Promise<Record<string, () => Promise<string> | string>> => {
    const declaration = async (slug: string, submitted = true) => {
      // An applicant of its own, because nobody can become a member twice.
      const { id: applicant } = await make('/organisations', { kind: 'foundation', nip: null, regon: null })
      const signature = { role: 'applicant', list_no: 1, organisation: { id: applicant }, capacity: 'unknown' }
      const { id } = await make('/declarations', { slug, signatories: [signature] })
      if (submitted) await write('POST', '/declarations/{declaration}/submission', id)
      return id
    }
    const member = async (organisation: string): Promise<string> =>
      (await send(`/v1/organisations/${organisation}/memberships`)).json.data[0].id
    const suspended = await member('cus-belzyce')
    const key = (await make('/api-keys')).id
    const endpoint = (await make('/webhook-endpoints')).id
    const restricted = (await make('/people', { slug: 'pod-ochrona' })).id
    /** Creates and changes a record, so that the change can be reversed. */
    const changed = async (path: string): Promise<string> => {
      const [collection = ''] = path.split('/{')
      const { id, etag } = await make(collection, collection === '/organisations' ? { nip: null } : undefined)
      await write('PATCH', path.replace(/\/reversal$/, ''), id, undefined, { 'if-match': etag })
      return id
    }
    const reversals = operations
      .filter(({ path }) => path.endsWith('/reversal'))
      .map(({ path, operation }) => [operation.operationId, () => changed(path)] as const)
    return {
      ...Object.fromEntries(reversals),
      submit_declaration: () => declaration('przyklad-zlozona', false),
      return_declaration: () => declaration('przyklad-zwrocona'),
      accept_declaration: () => declaration('przyklad-przyjeta'),
      reject_declaration: () => declaration('przyklad-odrzucona'),
      withdraw_declaration: () => declaration('przyklad-wycofana'),
      suspend_membership: () => suspended,
      resume_membership: () => suspended,
      change_membership_tier: () => member('cus-swidnik'),
      end_membership: () => member('cus-alwernia'),
      annul_membership_end: () => member('cus-alwernia'),
      transform_organisation: () => 'gops-krzywda',
      rename_organisation: () => 'gops-hrubieszow',
      accept_application: async () => (await apply(true)).id,
      refuse_application: async () => (await apply()).id,
      merge_organisation: async () => (await make('/organisations')).id,
      merge_person: async () => (await make('/people')).id,
      restrict_person: () => restricted,
      delete_person_restriction: () => restricted,
      erase_person: async () => (await make('/people', { slug: 'do-usuniecia' })).id,
      apply_import: async () => {
        const { id } = await make('/imports')
        await work()
        return id
      },
      update_api_key: () => key,
      rotate_api_key: () => key,
      revoke_api_key: () => key,
      rotate_webhook_secret: () => endpoint,
      pause_webhook_endpoint: () => endpoint,
      resume_webhook_endpoint: () => endpoint,
      test_webhook_endpoint: () => endpoint,
      replay_webhook_endpoint: () => endpoint,
      redeliver_webhook_delivery: async () =>
        (await send('/v1/webhook-deliveries?limit=1', { headers: admin })).json.data[0].id
    }
  }

  return { operations, decided, playRecords, playActions }
}
