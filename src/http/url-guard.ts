// Checks the URL before routing. RFC 3986 allows percent-encoded bytes that are not text; they are refused. Raw UTF-8
// without percent-encoding, which curl sends for `?q=Bełżyce`, is accepted.
import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { type ArrayParameters, canonicalUrl } from './canonical-url.ts'
import { closeInStages } from './connections.ts'
import { ApiError } from './errors.ts'
import { fieldsOf } from './header-fields.ts'

/**
 * Returns Fastify's `rewriteUrl`, which returns the path and query for the router. An invalid URL becomes `/`, and
 * refuseBrokenUrl() refuses it. The router itself would respond without any hook: without rate limit and without CORS
 * headers.
 */
export const screenUrl =
  (arrays: ArrayParameters) =>
  (request: IncomingMessage): string => {
    const url = request.url ?? '/'
    return isText(url) && hasHost(request) ? readableUrl(request, arrays) : '/'
  }

/** Returns the path and query of a request in the one form that all code reads. */
export function readableUrl({ url = '/', method, headers }: IncomingMessage, arrays: ArrayParameters): string {
  const isPublicRead = (method === 'GET' || method === 'HEAD') && headers.authorization === undefined
  return canonicalUrl(withoutOrigin(url), arrays, isPublicRead)
}

/** Returns path and query of a URL in absolute form (RFC 9112 3.2.2), which proxies use. Other URLs stay unchanged. */
export const withoutOrigin = (url: string): string =>
  url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*/i, '') || '/'

/** Whether the request has exactly one Host header, as HTTP/1.1 requires; with HTTP/1.0 at most one (RFC 9112 3.2). */
const hasHost = (request: IncomingMessage): boolean => {
  const { length } = fieldsOf(request, 'host')
  return length === 1 || (length === 0 && request.httpVersion === '1.0')
}

/**
 * Whether the percent-decoded URL is UTF-8 text without control characters. In the query, tabs and line breaks are
 * allowed: a name that was copied from a document may contain them.
 */
function isText(url: string): boolean {
  const decoded = decode(url)
  const [path = '', ...query] = decoded?.split('?') ?? []
  return decoded !== undefined && !CONTROL.test(path) && !CONTROL.test(query.join('').replace(/[\t\r\n]/g, ''))
}

const CONTROL = /[\u0000-\u001f\u007f]/

/**
 * onRequest hook: throws 400 for a request without one Host, and for a URL that is not UTF-8 or has control characters.
 */
export async function refuseBrokenUrl(request: FastifyRequest): Promise<void> {
  // screenUrl() replaces every invalid URL by `/`.
  if (request.url !== '/') return
  if (request.raw.httpVersionMajor < 1) {
    throw new ApiError('invalid_request', {
      pl: 'Żądanie musi używać HTTP/1.0 albo nowszej wersji protokołu.',
      en: 'The request must use HTTP/1.0 or a later version of the protocol.'
    })
  }
  if (!hasHost(request.raw)) {
    throw new ApiError('invalid_request', {
      pl: 'Żądanie musi podawać dokładnie jeden nagłówek Host.',
      en: 'The request must have exactly one Host header.'
    })
  }
  if (isText(request.originalUrl)) return
  throw new ApiError('invalid_request', {
    pl: 'Adres żądania zawiera znaki sterujące albo bajty, które nie są tekstem UTF-8.',
    en: 'The request URL contains control characters, or bytes that are not UTF-8 text.'
  })
}

/**
 * Handles a parse error of Node's `clientError`. Returns whether it was handled. Node's parser refuses raw UTF-8 in a
 * URL. If a request without a body has no other fault, its URL is percent-encoded and the request is parsed again; the
 * connection closes after the response.
 */
export function readRawUrl(server: Server, error: { code?: string; rawPacket?: unknown }, socket: Socket): boolean {
  const head = (error.rawPacket as Buffer | undefined)?.toString('latin1') ?? ''
  const [line, method, url, version] = /^(GET|HEAD) ([!-~\x80-\xff]+) (HTTP\/1\.[01])\r\n/.exec(head) ?? []
  if (error.code !== 'HPE_INVALID_URL' || !line || !url || !/[\x80-\xff]/.test(url) || !head.endsWith('\r\n\r\n'))
    return false
  const encoded = url.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`)
  const connection = new Duplex({
    read: () => {},
    write: (chunk, encoding, done) => socket.write(chunk, encoding, done),
    final: (done) => {
      closeInStages(socket)
      done()
    },
    destroy: (failure, done) => {
      if (failure) socket.destroy()
      else closeInStages(socket)
      done(failure)
    }
  })
  // The rate limit needs the address of the client.
  Object.defineProperty(connection, 'remoteAddress', { value: socket.remoteAddress })
  socket.once('close', () => connection.destroy())
  connection.push(
    Buffer.from(`${method} ${encoded} ${version}\r\nConnection: close\r\n${head.slice(line.length)}`, 'latin1')
  )
  return server.emit('connection', connection)
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
