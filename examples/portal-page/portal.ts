// The server of the page. It holds the key of the portal, which must not reach a browser, and passes applications on.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

export interface PortalOptions {
  /** Address of the registry, such as `https://rejestr.example.org`. */
  registry: string
  /** Key with the scope `applications:submit`. */
  key: string
  /** Sends a text to the address in an application. */
  mail: (to: string, text: string) => Promise<void>
}

/** Longest body that the page sends, bytes. */
const BODY_LIMIT = 16 * 1024
const file = (name: string) => readFileSync(new URL(name, import.meta.url))
const files: Record<string, { type: string; body: Buffer }> = {
  '/': { type: 'text/html; charset=utf-8', body: file('page.html') },
  '/page.js': { type: 'text/javascript; charset=utf-8', body: file('page.js') },
  '/page.css': { type: 'text/css; charset=utf-8', body: file('page.css') }
}

/** Creates the server. It does not listen yet. */
export function createPortal({ registry, key, mail }: PortalOptions): Server {
  const origin = new URL(registry).origin
  const policy =
    `default-src 'none'; script-src 'self'; style-src 'self'; img-src ${origin}; connect-src 'self' ${origin}; ` +
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

  /** Sends a body to the registry. The language of the visitor decides in which language errors are. */
  const send = (path: string, body: unknown, more: Record<string, string>) =>
    fetch(`${registry}/v1/applications${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'accept-language': 'pl', ...more },
      body: JSON.stringify(body)
    })

  /** Passes an application on, and mails the code that confirms it. The visitor gets everything else. */
  const apply = async (body: { email?: unknown }, request: IncomingMessage): Promise<[number, unknown]> => {
    // The page makes one number per form, so that a second click sends no second application.
    const form = String(request.headers['form-number'] ?? '').slice(0, 64)
    const response = await send('', body, form ? { 'idempotency-key': form } : {})
    const answer = await response.json()
    if (response.status !== 202) return [response.status, answer]
    const { confirmation_token, ...receipt } = answer as { confirmation_token: string; receipt: string }
    if (response.headers.get('idempotent-replayed') === null)
      await mail(
        String(body.email),
        `Zgłoszenie ${receipt.receipt}. Kod potwierdzenia, który należy wpisać na stronie: ${confirmation_token}`
      )
    return [202, receipt]
  }
  const pass = async (path: string, body: unknown): Promise<[number, unknown]> => {
    const response = await send(path, body, {})
    return [response.status, await response.json()]
  }
  const steps: Record<string, (body: object, request: IncomingMessage) => Promise<[number, unknown]>> = {
    '/zgloszenia': apply,
    '/zgloszenia/potwierdzenie': (body) => pass('/confirmation', body),
    '/zgloszenia/stan': (body) => pass('/status', body)
  }

  return createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://portal')
    response.setHeader('content-security-policy', policy)
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('referrer-policy', 'no-referrer')
    const step = steps[pathname]
    const found = files[pathname]
    if (request.method === 'GET' && pathname === '/config.json') return answer(response, 200, { registry })
    if (request.method === 'GET' && found) {
      response.setHeader('content-type', found.type)
      return response.end(found.body)
    }
    if (request.method !== 'POST' || !step) return answer(response, 404, { detail: 'Nie ma takiej strony.' })
    // A page of another site can neither set this type without a preflight, nor this origin.
    const sameSite = request.headers.origin === `http://${request.headers.host}` || isHttps(request)
    if (!sameSite || request.headers['content-type'] !== 'application/json')
      return answer(response, 403, { detail: 'Formularz można wysłać tylko z tej strony.' })
    try {
      const body = await readBody(request)
      if (body === undefined) return answer(response, 400, { detail: 'Nie udało się odczytać formularza.' })
      const [status, result] = await step(body, request)
      answer(response, status, result)
    } catch {
      answer(response, 502, { detail: 'Rejestr jest niedostępny. Proszę spróbować za chwilę.' })
    }
  })
}

/** Whether the request comes from the page behind a TLS proxy, which sends the name of the site as Host. */
const isHttps = ({ headers }: IncomingMessage): boolean => headers.origin === `https://${headers.host}`

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status
  response.setHeader('content-type', 'application/json')
  response.setHeader('cache-control', 'no-store')
  response.end(JSON.stringify(body))
}

/** Returns the object in the body; undefined if it is no object or too long. */
async function readBody(request: IncomingMessage): Promise<object | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > BODY_LIMIT) return undefined
    chunks.push(chunk)
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString())
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined
  } catch {
    return undefined
  }
}
