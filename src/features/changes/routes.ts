// The change feed over HTTP: pages, for which a client may wait, and server-sent events.
import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { exampleOf, Ref } from '../../contract/components.ts'
import { dataHeaders, header, linkHeader, problemResponse, problems } from '../../contract/problems.ts'
import { nextUrl } from '../../http/cursor.ts'
import { type Fault, invalidParameters } from '../../http/errors.ts'
import { quote } from '../../http/pointer.ts'
import { chooseType, JSON_TYPE, sendRepresentation } from '../../http/representation.ts'
import { notModified } from '../../records/read/contract.ts'
import { CURSOR_PATTERN, SNAPSHOT_PATH } from './cursor.ts'
import { eventStream } from './event-stream.ts'
import { type Asked, hasMore, type Page, readPage } from './page.ts'
import {
  Change,
  ChangeCollection,
  type ChangeParameters,
  changeHeaders,
  changeParameters,
  DEFAULT_LIMIT,
  exampleCursor
} from './schemas.ts'
import { type Seat, WaitingRoom, waitBeyond } from './waiting.ts'

const NDJSON = 'application/x-ndjson'
const EVENTS = 'text/event-stream'

/** Clients that may wait at once, and those of them that come with one key or from one address. */
const SEATS = 500
const SEATS_EACH = 50

const DESCRIPTION = `All changes of public records, oldest first, without gaps, in the order in which they took \
effect. A copy that has applied a snapshot, and since then every change, is the registry as it is.

- Follow \`meta.next_cursor\` (or the Link header) for ever: it is there also when there is nothing new. With \
\`wait\` the answer comes as soon as there is.
- What to do is in \`op\`: \`upsert\` the record, \`delete\` it, replace it by the \`successor\` (\`merge\`), or \
remove what was kept of it (\`redact\`: it is not public any more).
- With \`include=data\` nothing else has to be asked: keep \`data\` under \`subject\`, and where it is null keep \
nothing. It is the record as it is now, which may be newer than the change; later changes of the record then carry \
the same again.
- 410 tells that the feed cannot go on from a cursor; then take a new snapshot, to which the Link header leads.
- As \`${EVENTS}\` the feed is a stream without end: \`id\` is the cursor after the change, \`event\` its type, \
\`data\` the change. Comments show that the connection lives. A client that connects again \
sends Last-Event-ID, as browsers do by themselves. \`limit\` and \`wait\` are not for streams.`

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
      description: 'Where to go on, `rel="next"` (RFC 8288); there also when the page is empty. Not with streams.'
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
      [NDJSON]: text('The same page with one change on each line.', `${change}\n`),
      [EVENTS]: text(
        'A stream of changes as server-sent events.',
        `id: ${exampleCursor}\nevent: organisation.updated\ndata: ${change}\n\n`
      )
    }
  }
}

const expired = () =>
  problemResponse({
    description: 'The feed cannot go on from this cursor: the copy has to begin anew with a snapshot.',
    code: 'cursor_expired',
    headers: {
      Link: header(
        'A snapshot to begin anew with, `rel="alternate"` (RFC 8288).',
        `<${SNAPSHOT_PATH}>; rel="alternate"`,
        '^<[^>]+>; rel="alternate"$'
      )
    }
  })

export function changeRoutes(app: FastifyInstance): void {
  const room = new WaitingRoom(SEATS, SEATS_EACH)
  app.addHook('preClose', async () => room.close())
  const readShared = sharing((asked: Asked) => readPage(app, asked))

  /** The page, or the first one that is not empty within so many seconds. */
  const readOrWait = async (asked: Asked, seconds: number, enter: () => Seat): Promise<Page> => {
    let page = await readPage(app, asked)
    const until = performance.now() + seconds * 1000
    const isEmpty = () => page.entries.length === 0 && !hasMore(page)
    if (seconds === 0 || !isEmpty()) return page
    const { signal, leave } = enter()
    try {
      while (isEmpty()) {
        const head = await waitBeyond(app.feed, page.seq, until - performance.now(), signal)
        if (head === undefined) break
        page = await readShared({ ...asked, after: page.next }, head)
      }
      return page
    } finally {
      leave()
    }
  }

  app.get<{ Querystring: ChangeParameters }>('/changes', {
    config: { access: 'public' },
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
      // Another client who asks for the same is not to wait until this one has waited.
      app.responses?.release(request)
      const { query } = request
      const type = chooseType(request, [JSON_TYPE, NDJSON, EVENTS])
      refuseContradictions(app.registry.changeLogTypes, query, type)
      const after = (type === EVENTS ? lastEventId(request) : undefined) ?? query.after
      const asked: Asked = {
        after,
        types: query.types,
        limit: query.limit ?? DEFAULT_LIMIT,
        data: query.include !== undefined
      }
      // HEAD tells about the answer without waiting for it.
      const live = request.method === 'GET'

      if (type === EVENTS) {
        const first = await readPage(app, asked)
        reply.headers({ 'cache-control': 'no-store', vary: 'Accept', 'x-accel-buffering': 'no' }).type(EVENTS)
        if (!live) return reply.send()
        const seat = room.enter(request, reply)
        return reply.send(
          Readable.from(
            eventStream(app.feed, first, seat, (next, heard) => readShared({ ...asked, after: next }, heard))
          )
        )
      }

      const seconds = live ? (query.wait ?? 0) : 0
      const page = await readOrWait(asked, seconds, () => room.enter(request, reply))
      const headers = {
        // What was waited for is nobody else's; the rest may be kept by whoever asks every time whether it is still right.
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

/**
 * One read for all who wait for the same and have heard of the same change: a write wakes them all at once. Who has heard of a change may share any read
 * that began after somebody had.
 */
function sharing(read: (asked: Asked) => Promise<Page>): (asked: Asked, heard: number) => Promise<Page> {
  const underWay = new Map<string, Promise<Page>>()
  return (asked, heard) => {
    const key = JSON.stringify([heard, asked])
    const known = underWay.get(key)
    if (known) return known
    const own = read(asked).finally(() => underWay.delete(key))
    underWay.set(key, own)
    return own
  }
}

/** Throws 400 for types of records that there are not, and for what a stream has no use for. */
function refuseContradictions(
  known: readonly string[],
  { types = [], limit, wait }: ChangeParameters,
  type: string
): void {
  const faults: Fault[] = []
  const unknown = types.find((each) => !known.includes(each.split('.')[0] as string))
  if (unknown !== undefined) {
    const list = known.join(', ')
    const detail = {
      pl: `Parametr «types»: nie ma typu rekordów ${quote(unknown)}. Dostępne: ${list}.`,
      en: `The parameter «types»: there is no type of records ${quote(unknown)}. There are: ${list}.`
    }
    faults.push({ parameter: 'types', code: 'unknown_value', detail })
  }
  if (type === EVENTS) {
    for (const [parameter, value] of Object.entries({ limit, wait })) {
      const detail = {
        pl: `Parametr «${parameter}» nie dotyczy strumienia.`,
        en: `The parameter «${parameter}» is not for a stream.`
      }
      if (value !== undefined) faults.push({ parameter, code: 'conflicting_parameter', detail })
    }
  }
  if (faults.length > 0) throw invalidParameters(faults)
}

/** The cursor in Last-Event-ID; throws 400 for one that is none. An empty one says that no event has come yet. */
function lastEventId({ headers }: FastifyRequest): string | undefined {
  const id = headers['last-event-id']
  if (id === undefined || id === '') return undefined
  if (typeof id === 'string' && new RegExp(CURSOR_PATTERN).test(id)) return id
  const detail = {
    pl: 'Nagłówek «Last-Event-ID» nie zawiera kursora.',
    en: 'The header «Last-Event-ID» holds no cursor.'
  }
  throw invalidParameters([{ parameter: 'Last-Event-ID', code: 'invalid_format', detail }])
}
