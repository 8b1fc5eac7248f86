// One attempt to hand an event over. Whom it may go to is judged again here, by the address that is connected to.
import dns from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Term } from '../../records/vocabulary.ts'
import { isGlobal, isLoopback, readTarget, type Target } from './addresses.ts'
import { readRetryAfter } from './retries.ts'
import type { webhookFailure } from './vocabularies.ts'

/** Milliseconds of a whole attempt: looking the name up, connecting, sending, and reading the answer. */
export const ATTEMPT = 15_000
/** Bytes of an answer that are read at most. */
const MOST = 64 * 1024
/** Milliseconds for which a connection that is not used is kept. */
const IDLE = 10_000
/** Milliseconds after which the next address of a host is tried beside one that does not answer. */
const NEXT_ADDRESS = 2_000
const USER_AGENT = 'konwent-registry'

export type Failure = Term<typeof webhookFailure>

/** What came of an attempt. */
export interface Outcome {
  /** HTTP status of the answer; null when there was none. */
  status: number | null
  /** Why it failed; null when the receiver has taken the event. */
  failure: Failure | null
  /** Milliseconds that the receiver asks to be left alone. */
  retryAfter: number
}

export interface SenderOptions {
  /** Whether receivers on this machine may be called, over http and on any port. */
  allowLoopback: boolean
  /** Addresses of a name. */
  resolve?: (host: string) => Promise<{ address: string; family: number }[]>
  /** Milliseconds of an attempt. */
  timeout?: number
}

export interface Sender {
  /** Posts a body; never throws. The signal ends it early. */
  send: (url: string, body: string, headers: Record<string, string>, signal?: AbortSignal) => Promise<Outcome>
  close: () => void
}

const failed = (failure: Failure, status: number | null = null, retryAfter = 0): Outcome => ({
  status,
  failure,
  retryAfter
})

/** Sends over connections that are kept for a while, with TLS verified, without proxies, following nothing. */
export function createSender({
  allowLoopback,
  resolve = (host) => dns.lookup(host, { all: true }),
  timeout = ATTEMPT
}: SenderOptions): Sender {
  const kept = { keepAlive: true, maxFreeSockets: 4, timeout: IDLE, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS }
  const agents = { 'http:': new http.Agent(kept), 'https:': new https.Agent(kept) }

  /** Resolves with the answer as soon as its head is there. */
  const post = (
    target: Target,
    body: string,
    headers: Record<string, string>,
    signal: AbortSignal
  ): Promise<http.IncomingMessage> =>
    new Promise((done, fail) => {
      const { url, host, loopback } = target
      const protocol = url.protocol as keyof typeof agents
      const begin = (again: boolean) => {
        const request = (protocol === 'http:' ? http : https).request({
          method: 'POST',
          protocol,
          host,
          port: url.port,
          path: url.pathname + url.search,
          agent: agents[protocol],
          lookup: lookupFor(loopback ? isLoopback : isGlobal, resolve),
          // Whatever the environment says.
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
        request.once('response', done)
        request.once('error', (error: NodeJS.ErrnoException) => {
          // The receiver closed a kept connection in the very moment: nothing is known to have arrived.
          if (request.reusedSocket && !again && BROKEN.test(error.code ?? '')) begin(true)
          else fail(error)
        })
        request.end(body)
      }
      begin(false)
    })

  return {
    async send(url, body, headers, signal) {
      const target = readTarget(url, allowLoopback)
      if (typeof target === 'string') return failed('forbidden_address')
      const limit = AbortSignal.timeout(timeout)
      const ended = signal ? AbortSignal.any([limit, signal]) : limit
      try {
        const answer = await post(target, body, headers, ended)
        await drain(answer)
        return judge(answer.statusCode as number, readRetryAfter(answer.headers['retry-after'], new Date()))
      } catch (error) {
        return failed(ended.aborted ? 'timeout' : failureOf(error as NodeJS.ErrnoException))
      }
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    }
  }
}

const BROKEN = /^(ECONNRESET|EPIPE)$/
const FORBIDDEN = 'FORBIDDEN_ADDRESS'

/** Looks a name up and leaves only the addresses that may be connected to, so that no later answer of the DNS can lead elsewhere. */
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

/** Reads so much of the body that the connection can be used again; of a longer one, and of one that breaks, the status has been told all the same. */
async function drain(answer: http.IncomingMessage): Promise<void> {
  let size = 0
  try {
    for await (const chunk of answer) {
      size += (chunk as Buffer).length
      if (size > MOST) break
    }
  } catch {
    // What the receiver thinks of the event stands in the head.
  }
}

function judge(status: number, retryAfter: number): Outcome {
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
