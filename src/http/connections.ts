// How the service closes connections, and how long it waits for slow clients.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** Largest part of an unread body that is read after the response, in bytes. */
const MAX_LINGER_BYTES = 1024 * 1024
/** Longest time that a connection stays open for reading after the last response. */
const LINGER_MS = 1_000

/** Limits for slow clients. */
export interface SlowClientLimits {
  /** Longest time for the headers of a request, in milliseconds. */
  headersMs: number
  /** Longest time for the body of a request, in milliseconds. */
  bodyMs: number
  /** A file may take longer than `bodyMs` if it arrives at this rate, in bytes per second. */
  uploadBytesPerSecond: number
}

export const slowClientLimits: SlowClientLimits = { headersMs: 10_000, bodyMs: 15_000, uploadBytesPerSecond: 10_000 }

/** Whether the client has announced a body and not sent all of it. */
export const isUnread = ({ complete, headers }: IncomingMessage): boolean =>
  complete === false && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0)

/**
 * Closes a connection in stages (RFC 9112 9.6): sends the remaining bytes, closes the writing side, and reads until the
 * client closes its side. Closing at once would make the client's system discard the response. What arrives is not
 * parsed. Reading ends after MAX_LINGER_BYTES or LINGER_MS.
 */
export function closeInStages(socket: Socket, lastBytes = ''): void {
  if (socket.destroyed || socket.writableEnded) return
  let timer: NodeJS.Timeout | undefined
  let unread = 0
  const discard = (chunk: Buffer) => {
    unread += chunk.length
    if (unread > MAX_LINGER_BYTES) socket.destroy()
  }
  // The first listener makes Node's parser release the socket. Its own listener is then removed: it would parse and
  // run a request behind the body.
  socket.on('data', discard).removeAllListeners('data').on('data', discard).resume()
  socket.once('close', () => clearTimeout(timer))
  socket.end(lastBytes, () => {
    if (!socket.destroyed) timer = setTimeout(() => socket.destroy(), LINGER_MS)
  })
}

/** Makes the server close every connection in stages after a response with `Connection: close`. */
export function closeConnectionsInStages(server: Server): void {
  server.on('connection', (socket: Duplex) => {
    // Node calls destroySoon() after the last response of a connection.
    if (socket instanceof Socket) socket.destroySoon = () => closeInStages(socket)
  })
}

/**
 * Calls `work` when the responses to all complete requests of the connection have been sent. The client matches
 * responses to requests by their order alone.
 */
export function afterPendingResponses(socket: Socket, work: () => void): void {
  if (socket.destroyed) return
  // Node's own reference to the response whose turn it is.
  const { _httpMessage: pending } = socket as Socket & { _httpMessage?: ServerResponse | null }
  if (pending?.req.complete) pending.once('close', () => afterPendingResponses(socket, work))
  else work()
}
