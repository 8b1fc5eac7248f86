// RFC 3986 lets a URL carry bytes that are no text. They are refused before any route sees them; a client that sends raw UTF-8
// instead of percent-encoding it, as curl does with `?q=Bełżyce`, is understood.
import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { ApiError } from './errors.ts'

/**
 * Fastify's `rewriteUrl`: gives the path and query that the router is to see. An address that is no text becomes `/`, and
 * refuseBrokenUrl refuses it: the router would answer it past all hooks, uncounted, and unreadable for a page of another origin.
 */
export function screenUrl(request: IncomingMessage): string {
  const url = request.url ?? '/'
  return isText(url) && namesHost(request) ? withoutOrigin(url) : '/'
}

/** Path and query of a URL in the absolute form of RFC 9112 3.2.2, which proxies use; any other URL as it is. */
export const withoutOrigin = (url: string): string =>
  url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*/i, '') || '/'

/** RFC 9112 3.2: a request of HTTP/1.1 names its host. */
const namesHost = ({ httpVersion, headers }: IncomingMessage): boolean =>
  httpVersion !== '1.1' || headers.host !== undefined

/** Whether percent-encoding stands for UTF-8 text without control characters. */
function isText(url: string): boolean {
  const decoded = decode(url)
  return decoded !== undefined && !/[\u0000-\u001f\u007f]/.test(decoded)
}

/** onRequest hook: 400 for percent-encoding that is broken, not UTF-8 (lone surrogates included), or hides control characters. */
export async function refuseBrokenUrl(request: FastifyRequest): Promise<void> {
  // Only `/` can stand for another address.
  if (request.url !== '/') return
  if (!namesHost(request.raw)) {
    throw new ApiError('invalid_request', {
      pl: 'Żądanie nie podaje nagłówka Host.',
      en: 'The request has no Host header.'
    })
  }
  if (isText(request.originalUrl)) return
  throw new ApiError('invalid_request', {
    pl: 'Adres żądania zawiera znaki sterujące albo bajty, które nie są tekstem UTF-8.',
    en: 'The request address holds control characters, or bytes that are no UTF-8 text.'
  })
}

/**
 * Takes a parse error of Node's `clientError` and tells whether it is dealt with. Node's parser refuses raw UTF-8 in a URL. When that
 * is all that is wrong with a request without a body, its bytes are percent-encoded and it is read again; the connection ends with the answer.
 * `readTwice` holds the open connections of the server on which that was done.
 */
export function readRawUrl(
  server: Server,
  readTwice: Set<Socket>,
  error: { code?: string; rawPacket?: unknown },
  socket: Socket
): boolean {
  // What may still come on the connection is left unread.
  if (readTwice.has(socket)) return true
  const head = (error.rawPacket as Buffer | undefined)?.toString('latin1') ?? ''
  const [line, method, url, version] = /^(GET|HEAD) ([!-~\x80-\xff]+) (HTTP\/1\.[01])\r\n/.exec(head) ?? []
  if (error.code !== 'HPE_INVALID_URL' || !line || !url || !/[\x80-\xff]/.test(url) || !head.endsWith('\r\n\r\n'))
    return false
  readTwice.add(socket)
  const encoded = url.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`)
  const connection = new Duplex({
    read: () => {},
    write: (chunk, encoding, done) => socket.write(chunk, encoding, done),
    final: (done) => socket.end(done),
    destroy: (failure, done) => {
      socket.destroy()
      done(failure)
    }
  })
  // Clients are counted by their address.
  Object.defineProperty(connection, 'remoteAddress', { value: socket.remoteAddress })
  socket.once('close', () => {
    readTwice.delete(socket)
    connection.destroy()
  })
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
