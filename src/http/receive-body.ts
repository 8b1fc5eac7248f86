// Receives the body of a request, within a time limit.
import { PassThrough, type Readable } from 'node:stream'
import { ApiError, problemTypes } from './errors.ts'

/** The client closed the connection before the end of the body. Nobody receives the response. */
export class ClientHungUp extends Error {
  constructor(cause: unknown) {
    super('the client closed the connection before the end of the body', { cause })
  }
}

/** Time limit of a body: `baseMs`, and a second more for each `bytesPerSecond` received. */
export interface TimeLimit {
  baseMs: number
  bytesPerSecond: number
}

/**
 * Returns the body of a request as a stream. It fails with ClientHungUp if the connection closes, and with 408 if the
 * time limit is exceeded; the connection then stays open for the response.
 */
export function receiveBody(request: Readable, { baseMs, bytesPerSecond }: TimeLimit): Readable {
  const body = new PassThrough()
  const start = performance.now()
  let bytes = 0
  let timer: NodeJS.Timeout | undefined
  const fail = (error: Error) => {
    request.unpipe(body)
    body.destroy(error)
  }
  /** Bytes may have arrived while the process was busy: the limit counts only once there are none left to read. */
  const failIfNothingArrives = (before: number) =>
    setImmediate(() => {
      if (body.closed || body.writableEnded) return
      if (bytes > before) failIfNothingArrives(bytes)
      else fail(new ApiError('request_timeout', problemTypes.request_timeout.title))
    })
  const watch = () => {
    const left = start + baseMs + (bytes / bytesPerSecond) * 1000 - performance.now()
    if (left > 0) timer = setTimeout(watch, left)
    else failIfNothingArrives(bytes)
  }
  const hangUp = () => fail(new ClientHungUp(request.errored ?? new Error('aborted')))
  watch()
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
  })
  request.once('error', hangUp).once('close', () => {
    if (!request.readableEnded) hangUp()
  })
  // The parser stops listening once it has refused the body.
  body.on('error', () => {}).once('close', () => clearTimeout(timer))
  // The connection may have closed while the key was looked up. Then there are no more events.
  if (request.destroyed) queueMicrotask(hangUp)
  return request.pipe(body)
}
