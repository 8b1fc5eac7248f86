// Verifies the origin of webhook events (Standard Webhooks 1.0).
import type { components } from './registry.d.ts'

/** A change of a record, or the event that tests an endpoint (`webhook_endpoint.tested`). */
export type WebhookEvent = components['schemas']['WebhookChangeEvent'] | components['schemas']['WebhookTestEvent']
/** Headers of a request, as in `Request` or as in Node. */
export type WebhookHeaders = Headers | Record<string, string | string[] | undefined>

export interface WebhookOptions {
  /** Largest difference between `webhook-timestamp` and the clock, in seconds. Default: 300. */
  tolerance?: number
  /** The present time. Default: the clock. */
  now?: Date
}

/** The request does not come from the registry, or is too old. Answer it with 400. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError'
}

const PREFIX = 'whsec_'

/**
 * Verifies a webhook and returns its event. `body` is the body as received, before it is parsed; `secret` is that of
 * the endpoint (`whsec_…`), or several. Throws a WebhookError if no signature is right, or if the time is wrong.
 */
export async function verifyWebhook(
  body: string | Uint8Array<ArrayBuffer>,
  headers: WebhookHeaders,
  secret: string | readonly string[],
  { tolerance = 300, now = new Date() }: WebhookOptions = {}
): Promise<WebhookEvent> {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    headerOf(headers, `webhook-${name}`)
  )
  if (!id || !timestamp || !signatures)
    throw new WebhookError('A header is missing: webhook-id, -timestamp, -signature')
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookError('webhook-timestamp is not a number of seconds')
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > tolerance)
    throw new WebhookError(`webhook-timestamp is more than ${tolerance} seconds away`)

  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const signed = new Blob([`${id}.${timestamp}.`, bytes])
  const content = await signed.arrayBuffer()
  const candidates = signatures.split(' ').filter((one) => one.startsWith('v1,'))
  for (const text of [secret].flat() as string[]) {
    const key = await keyOf(text)
    for (const candidate of candidates) {
      const signature = bytesOf(candidate.slice('v1,'.length))
      // Compares in constant time.
      if (signature && (await crypto.subtle.verify('HMAC', key, signature, content)))
        return JSON.parse(new TextDecoder().decode(bytes))
    }
  }
  throw new WebhookError('webhook-signature does not match')
}

function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** Returns the key in a secret. Throws a TypeError if the text is no secret: that is a fault of the receiver. */
async function keyOf(secret: string) {
  const bytes = secret.startsWith(PREFIX) ? bytesOf(secret.slice(PREFIX.length)) : undefined
  if (!bytes || bytes.length === 0) throw new TypeError('the secret of a webhook endpoint begins with whsec_')
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

/** Returns the bytes of a text in base64, or undefined. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
