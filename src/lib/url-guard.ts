// RFC 3986 lets a URL carry bytes that are no text. They are refused before any route sees them; a client that sends raw UTF-8
// instead of percent-encoding it, as curl does with `?q=Bełżyce`, is understood.
import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { ApiError } from './errors.ts'

/** Fastify's `rewriteUrl`: Node hands raw bytes over as Latin-1 characters; each becomes percent-encoded. */
export function encodeRawBytes(request: IncomingMessage): string {
  const url = request.url ?? '/'
  return /[^\x00-\x7f]/.test(url) ? url.replace(/[^\x00-\x7f]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`) : url
}

/** onRequest hook: 400 for percent-encoding that is broken, not UTF-8 (lone surrogates included), or hides control characters. */
export async function refuseBrokenUrl(request: FastifyRequest): Promise<void> {
  const decoded = decode((request.raw.url ?? '/').replaceAll('+', '%20'))
  if (decoded === undefined || /[\u0000-\u001f\u007f]/.test(decoded)) {
    throw new ApiError('invalid_request', {
      pl: 'Adres żądania zawiera znaki sterujące albo bajty, które nie są tekstem UTF-8.',
      en: 'The request address holds control characters, or bytes that are no UTF-8 text.'
    })
  }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
