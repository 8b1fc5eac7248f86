// Sends one attempt of an event. The IP address is checked again here, immediately before the connection is made.
import dns from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Term } from '../../../records/vocabulary.ts'
import type { webhookFailure } from '../vocabularies.ts'
import { isGlobal, isLoopback, readTarget, type Target } from './addresses.ts'
import { readRetryAfter } from './retries.ts'

/** Time for a whole attempt: resolving the name, connecting, sending, and reading the response. */
export const ATTEMPT_TIMEOUT_MS = 15_000
/** Bytes of a response that are read at most. */
const MAX_RESPONSE_BYTES = 64 * 1024
/** Time for which an idle connection stays open. */
const IDLE_TIMEOUT_MS = 10_000
/** Time after which the next address of a host is tried in parallel if the first does not respond. */
const NEXT_ADDRESS_AFTER_MS = 2_000
const USER_AGENT = 'konwent-registry'

export type Failure = Term<typeof webhookFailure>

/** The outcome of an attempt. */
export interface Outcome {
  /** HTTP status of the response; null if there was none. */
  status: number | null
  /** Cause of the failure; null if the receiver accepted the event. */
  failure: Failure | null
  /** Delay in milliseconds that the receiver requested with Retry-After; 0 if none. */
  retryAfter: number
}

export interface SenderOptions {
  /** Whether receivers on the local machine are allowed, over http and on any port. */
  allowLoopback: boolean
  /** Resolves a name to its IP addresses. */
  resolve?: (host: string) => Promise<{ address: string; family: number }[]>
  /** Milliseconds for a whole attempt. */
  timeout?: number
}

export interface Sender {
  /** Posts a body. Never throws. The signal aborts the attempt. */
  send: (url: string, body: string, headers: Record<string, string>, signal?: AbortSignal) => Promise<Outcome>
  close: () => void
}

const failed = (failure: Failure, status: number | null = null, retryAfter = 0): Outcome => ({
  status,
  failure,
  retryAfter
})

/** Creates a sender with reusable connections and verified TLS. It uses no proxy and follows no redirects. */
export function createSender({
  allowLoopback,
  resolve = (host) => dns.lookup(host, { all: true }),
  timeout = ATTEMPT_TIMEOUT_MS
}: SenderOptions): Sender {
  const agentOptions = {
    keepAlive: true,
    maxFreeSockets: 4,
    timeout: IDLE_TIMEOUT_MS,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS
  }
  const agents = { 'http:': new http.Agent(agentOptions), 'https:': new https.Agent(agentOptions) }

  /** Resolves with the response as soon as its head has arrived. */
  const post = (
    target: Target,
    body: string,
    headers: Record<string, string>,
    signal: AbortSignal
  ): Promise<http.IncomingMessage> =>
    new Promise((resolveResponse, reject) => {
      const { url, host, loopback } = target
      const protocol = url.protocol as keyof typeof agents
      const start = (isRetry: boolean) => {
        const request = (protocol === 'http:' ? http : https).request({
          method: 'POST',
          protocol,
          host,
          port: url.port,
          path: url.pathname + url.search,
          agent: agents[protocol],
          lookup: lookupFor(loopback ? isLoopback : isGlobal, resolve),
          // Overrides NODE_TLS_REJECT_UNAUTHORIZED.
          rejectUnauthorized: true,
          ...(isIP(host) === 0 && { servername: host }),
          headers: {
            host: url.host,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'user-agent': USER_AGENT,
            ...headers
          },
          signal
        })
        request.once('response', resolveResponse)
        request.once('error', (error: NodeJS.ErrnoException) => {
          // The receiver closed a reused connection just then, so the request has probably not arrived.
          if (request.reusedSocket && !isRetry && BROKEN.test(error.code ?? '')) start(true)
          else reject(error)
        })
        request.end(body)
      }
      start(false)
    })

  return {
    async send(url, body, headers, signal) {
      const target = readTarget(url, allowLoopback)
      if (typeof target === 'string') return failed('forbidden_address')
      const timeLimit = AbortSignal.timeout(timeout)
      const end = signal ? AbortSignal.any([timeLimit, signal]) : timeLimit
      try {
        const response = await post(target, body, headers, end)
        await drain(response)
        return outcomeOf(response.statusCode as number, readRetryAfter(response.headers['retry-after'], new Date()))
      } catch (error) {
        return failed(end.aborted ? 'timeout' : failureOf(error as NodeJS.ErrnoException))
      }
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    }
  }
}

const BROKEN = /^(ECONNRESET|EPIPE)$/
const FORBIDDEN = 'FORBIDDEN_ADDRESS'

/**
 * Returns a lookup function that resolves a name and passes on only permitted addresses. The connection uses exactly
 * these addresses, so a later DNS response cannot redirect it.
 */
const lookupFor =
  (permitted: (address: string) => boolean, resolve: NonNullable<SenderOptions['resolve']>): LookupFunction =>
  (host, { all }, callback) =>
    void resolve(host).then(
      (found) => {
        const addresses = found.filter(({ address }) => permitted(address))
        const [first] = addresses
        if (!first)
          callback(Object.assign(new Error('no address of the host is permitted'), { code: FORBIDDEN }), '', 0)
        else if (all) callback(null, addresses)
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0)
    )

/** Reads the body, so that the connection can be reused. It stops at MAX_RESPONSE_BYTES and ignores read errors. */
async function drain(response: http.IncomingMessage): Promise<void> {
  let size = 0
  try {
    for await (const chunk of response) {
      size += (chunk as Buffer).length
      if (size > MAX_RESPONSE_BYTES) break
    }
  } catch {
    // The status, which has already arrived, decides about the attempt.
  }
}

function outcomeOf(status: number, retryAfter: number): Outcome {
  if (status >= 200 && status < 300) return { status, failure: null, retryAfter: 0 }
  return failed(status >= 300 && status < 400 ? 'redirected' : 'rejected', status, retryAfter)
}

const UNRESOLVED = /^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL|ENONAME)$/
const INSECURE =
  /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|EPROTO|INVALID_(CA|PURPOSE)|CRL_)/

function failureOf({ code = '' }: NodeJS.ErrnoException): Failure {
  if (code === FORBIDDEN) return 'forbidden_address'
  if (UNRESOLVED.test(code)) return 'unresolved'
  return INSECURE.test(code) ? 'insecure' : 'unreachable'
}
