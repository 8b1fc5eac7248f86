// Waits as the registry asks, and sends the request again.

export interface RetryOptions {
  /** Sends the requests. Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch
  /** Number of times that a request is sent, from 1. Default: 5. */
  attempts?: number
  /** A longer `Retry-After` is not awaited: the response is returned. In seconds. Default: 60. */
  longestWait?: number
}

const DEFAULT_WAIT_SECONDS = 1

/**
 * Returns a `fetch` that sends a request again after 429 and 503, when `Retry-After` has passed. After 503, a POST is
 * repeated only with `Idempotency-Key`, since it may have been executed. The last response is returned as it is. It
 * fits into other clients: `createClient<paths>({ fetch: retrying() })`.
 */
export function retrying(options: RetryOptions = {}): typeof globalThis.fetch {
  const { attempts = 5, longestWait = 60 } = options
  return async (input, init) => {
    const send = options.fetch ?? globalThis.fetch
    const first = new Request(input, init)
    for (let attempt = 1; ; attempt++) {
      // The body of a request can be sent once, so each attempt sends a copy.
      const response = await send(attempt < attempts ? first.clone() : first)
      const wait = secondsToWait(response)
      if (attempt >= attempts || !mayRepeat(first, response.status) || wait > longestWait) return response
      await response.body?.cancel()
      await sleep(wait, first.signal)
    }
  }
}

function mayRepeat({ method, headers }: Request, status: number): boolean {
  return status === 429 || (status === 503 && (method !== 'POST' || headers.has('idempotency-key')))
}

/** Returns the seconds in `Retry-After`, which is a number or a date (RFC 9110 10.2.3). Without it: 1. */
function secondsToWait(response: Response): number {
  const value = response.headers.get('retry-after')
  if (value === null) return DEFAULT_WAIT_SECONDS
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isNaN(seconds) ? DEFAULT_WAIT_SECONDS : Math.max(0, seconds)
}

/** Waits. Rejects with the reason of the signal as soon as it is aborted. */
export function sleep(seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const abort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, seconds * 1000)
    signal?.addEventListener('abort', abort, { once: true })
  })
}
