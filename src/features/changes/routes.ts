// The change feed over HTTP: pages, with optional long polling, and server-sent events.
import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { exampleOf, Ref } from '../../contract/components.ts'
import { dataHeaders, header, linkHeader, problemResponse, problems } from '../../contract/problems.ts'
import { nextUrl } from '../../http/cursor.ts'
import { type Fault, invalidParameters } from '../../http/errors.ts'
import { quote } from '../../http/pointer.ts'
import { chooseType, JSON_TYPE, sendRepresentation } from '../../http/representation.ts'
import { costOfList, sentLimit } from '../../http/request-cost.ts'
import { notModified } from '../../records/read/contract.ts'
import { CURSOR_PATTERN, SNAPSHOT_PATH } from './cursor.ts'
import { eventStream } from './event-stream.ts'
import { hasMore, type Page, type PageRequest, readPage } from './page.ts'
import {
  Change,
  ChangeCollection,
  type ChangeParameters,
  changeHeaders,
  changeParameters,
  DEFAULT_LIMIT,
  exampleCursor,
  MAX_LIMIT
} from './schemas.ts'
import { type WaitSlot, WaitSlots, waitBeyond } from './waiting.ts'

const NDJSON = 'application/x-ndjson'
const EVENTS = 'text/event-stream'

/** Requests that may wait at once, in total. */
const MAX_WAITING = 500
/** Requests that may wait at once with one key or from one address. */
const MAX_WAITING_PER_CLIENT = 50

const DESCRIPTION = `All changes of public records, oldest first, without gaps, in the order in which they took \
effect. A copy that applies a snapshot and then every change equals the public registry.

- Always continue with \`meta.next_cursor\` (or the Link header). It is also present when there are no new changes. \
With \`wait\`, the response is sent as soon as there is a change.
- \`op\` says what the copy has to do: \`upsert\` the record, \`delete\` it, replace it with its \`successor\` \
(\`merge\`), or remove all its stored data (\`redact\`: the record is no longer public).
- With \`include=data\`, no other request is needed: store \`data\` under \`subject\`, or remove the stored record if \
\`data\` is null. \`data\` is the present record, which may be newer than the change. Later changes of the record then \
repeat it.
- 410 means that the feed cannot continue from the cursor. Load a new snapshot; the Link header has its address.
- As \`${EVENTS}\`, the feed is an endless stream. \`id\` is the cursor after the change and \`data\` is \
the change, so \`onmessage\` of an EventSource receives it. Comments keep the connection open. A client that \
reconnects sends Last-Event-ID, as browsers do automatically. \`limit\` and \`wait\` are not allowed for streams.`

const text = (description: string, value: string) => ({
  schema: Type.String({ minLength: 0, maxLength: 100_000_000, description, examples: [value] }),
  examples: { example: { summary: description, value } }
})

const page = () => {
  const change = JSON.stringify(exampleOf(Change))
  const headers = {
    ...dataHeaders,
    Link: {
      ...linkHeader.Link,
      description:
        'Address of the next page, `rel="next"` (RFC 8288). It is also present when the page is empty. Streams do ' +
        'not have it.'
    }
  }
  return {
    description: 'A page of changes, oldest first.',
    headers,
    content: {
      [JSON_TYPE]: {
        schema: Ref(ChangeCollection),
        examples: { example: { summary: 'A page of changes', value: exampleOf(ChangeCollection) } }
      },
      [`${NDJSON}; charset=utf-8`]: text('The same page with one change on each line.', `${change}\n`),
      [EVENTS]: text('A stream of changes as server-sent events.', `id: ${exampleCursor}\ndata: ${change}\n\n`)
    }
  }
}

const expired = () =>
  problemResponse({
    description: 'The feed cannot continue from this cursor. Rebuild the copy from a snapshot.',
    code: 'cursor_expired',
    headers: {
      Link: header(
        'Address of the snapshot to start again from, `rel="alternate"` (RFC 8288).',
        `<${SNAPSHOT_PATH}>; rel="alternate"`,
        '^<[^>]+>; rel="alternate"$'
      )
    }
  })

export function changeRoutes(app: FastifyInstance): void {
  const slots = new WaitSlots(MAX_WAITING, MAX_WAITING_PER_CLIENT)
  app.addHook('preClose', async () => slots.close())
  app.measures.push({
    name: 'change_feed_waiting',
    help: `Requests that wait for changes. The limit is ${MAX_WAITING} in total.`,
    type: 'gauge',
    label: 'kind',
    read: () => slots.count()
  })
  const readShared = shareReads((wanted: PageRequest) => readPage(app, wanted))

  /** Returns the page, or waits at most `seconds` for the first page that is not empty. */
  const readOrWait = async (wanted: PageRequest, seconds: number, acquire: () => WaitSlot): Promise<Page> => {
    let page = await readPage(app, wanted)
    const until = performance.now() + seconds * 1000
    const isEmpty = () => page.entries.length === 0 && !hasMore(page)
    if (seconds === 0 || !isEmpty()) return page
    const { signal, release } = acquire()
    try {
      while (isEmpty()) {
        const head = await waitBeyond(app.feed, page.seq, until - performance.now(), signal)
        if (head === undefined) break
        page = await readShared({ ...wanted, after: page.next }, head)
      }
      return page
    } finally {
      release()
    }
  }

  app.get<{ Querystring: ChangeParameters }>('/changes', {
    config: { access: 'public', cost: costOfChanges },
    schema: {
      tags: ['changes'],
      operationId: 'list_changes',
      summary: 'List changes',
      description: DESCRIPTION,
      security: [{}],
      querystring: changeParameters,
      headers: changeHeaders,
      response: { 200: page(), 304: notModified, ...problems(400, 406), 410: expired() }
    },
    handler: async (request, reply) => {
      // Other requests for the same page must not wait until this one has finished waiting.
      app.responses?.release(request)
      const { query } = request
      const type = chooseType(request, [JSON_TYPE, NDJSON, EVENTS])
      checkParameters(app.registry.changeLogTypes, query, type)
      const after = (type === EVENTS ? lastEventId(request) : undefined) ?? query.after
      const wanted: PageRequest = {
        after,
        types: query.types,
        limit: query.limit ?? DEFAULT_LIMIT,
        data: query.include !== undefined
      }
      // HEAD never waits.
      const mayWait = request.method === 'GET'

      if (type === EVENTS) {
        const first = await readPage(app, wanted)
        reply.headers({ 'cache-control': 'no-store', vary: 'Accept', 'x-accel-buffering': 'no' }).type(EVENTS)
        if (!mayWait) return reply.send()
        const slot = slots.acquire(request, reply, 'event_stream')
        const readAfter = (after: string, knownHead: number) => readShared({ ...wanted, after }, knownHead)
        return reply.send(Readable.from(eventStream(app.feed, first, slot, readAfter)))
      }

      const seconds = mayWait ? (query.wait ?? 0) : 0
      const page = await readOrWait(wanted, seconds, () => slots.acquire(request, reply, 'long_poll'))
      const headers = {
        // A response that was waited for is useless to others. Any other response may be stored and revalidated.
        'cache-control': seconds > 0 ? 'no-store' : 'no-cache',
        vary: 'Accept, Accept-Encoding',
        link: `<${app.baseUrl}${nextUrl(request.url, { after: page.next })}>; rel="next"`
      }
      const entries = page.entries.map(({ json }) => json)
      if (type === NDJSON) {
        return sendRepresentation(request, reply, {
          type: `${NDJSON}; charset=utf-8`,
          headers,
          body: entries.map((entry) => `${entry}\n`).join('')
        })
      }
      const meta = JSON.stringify({ next_cursor: page.next, has_more: hasMore(page), head: page.head })
      return sendRepresentation(request, reply, {
        type: `${JSON_TYPE}; charset=utf-8`,
        headers,
        body: `{"data":[${entries.join(',')}],"meta":${meta}}`
      })
    }
  })
}

/** Returns the units of the rate limit for a page of changes. The records in it count like an include. */
function costOfChanges({ query }: FastifyRequest): number {
  const { limit, include } = query as Record<string, unknown>
  return costOfList(sentLimit(limit, { fallback: DEFAULT_LIMIT, max: MAX_LIMIT }), include === undefined ? 0 : 1)
}

/**
 * Lets all requests that wait for the same page share one read, because a write wakes all of them at once. A request
 * shares a read only if both know the same newest change, so the read includes that change.
 */
function shareReads(read: (wanted: PageRequest) => Promise<Page>) {
  const underWay = new Map<string, Promise<Page>>()
  return (wanted: PageRequest, knownHead: number): Promise<Page> => {
    const key = JSON.stringify([knownHead, wanted])
    const shared = underWay.get(key)
    if (shared) return shared
    const own = read(wanted).finally(() => underWay.delete(key))
    underWay.set(key, own)
    return own
  }
}

/** Throws 400 for an unknown type of record, and for parameters that a stream does not allow. */
function checkParameters(known: readonly string[], { types = [], limit, wait }: ChangeParameters, type: string): void {
  const faults: Fault[] = []
  const unknown = types.find((each) => !known.includes(each.split('.')[0] as string))
  if (unknown !== undefined) {
    const list = known.join(', ')
    const detail = {
      pl: `Parametr «types»: nie ma typu rekordów ${quote(unknown)}. Dostępne: ${list}.`,
      en: `The parameter «types»: there is no record type ${quote(unknown)}. Available: ${list}.`
    }
    faults.push({ parameter: 'types', code: 'unknown_value', detail })
  }
  if (type === EVENTS) {
    for (const [parameter, value] of Object.entries({ limit, wait })) {
      const detail = {
        pl: `Parametr «${parameter}» nie jest dozwolony dla strumienia. Należy go pominąć.`,
        en: `The parameter «${parameter}» is not allowed for a stream. Omit it.`
      }
      if (value !== undefined) faults.push({ parameter, code: 'conflicting_parameter', detail })
    }
  }
  if (faults.length > 0) throw invalidParameters(faults)
}

/**
 * Returns the cursor in Last-Event-ID, or undefined if it is absent or empty (no event has been received yet). Throws
 * 400 for any other value.
 */
function lastEventId({ headers }: FastifyRequest): string | undefined {
  const id = headers['last-event-id']
  if (id === undefined || id === '') return undefined
  if (typeof id === 'string' && new RegExp(CURSOR_PATTERN).test(id)) return id
  const detail = {
    pl: 'Nagłówek «Last-Event-ID» nie zawiera kursora, czyli wartości «id» ostatniego odebranego zdarzenia.',
    en: 'The header «Last-Event-ID» does not contain a cursor, which is the «id» of the last event received.'
  }
  throw invalidParameters([{ parameter: 'Last-Event-ID', code: 'invalid_format', detail }])
}
