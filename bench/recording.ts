// Records the service's own responses, byte for byte, for the contender `limit`.
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface RecordedResponse {
  path: string
  /** Names and values alternate, as node:http expects them. */
  headers: string[]
  /** Base64. */
  body: string
  /** Headers of the 304. */
  unchanged: string[]
}

// node:http writes these itself.
const CONNECTION_HEADERS = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding'])

/** Records the uncompressed response to a path, and the 304 to its ETag. Throws if it gets any other status. */
export async function record(origin: string, path: string): Promise<RecordedResponse> {
  const response = await get(origin + path, {})
  const body = await buffer(response)
  const { etag } = response.headers
  if (response.statusCode !== 200 || etag === undefined)
    throw new Error(`${path} returned ${response.statusCode}, ETag ${etag}: ${body.toString().slice(0, 300)}`)
  const revalidated = await get(origin + path, { 'if-none-match': etag })
  await buffer(revalidated)
  if (revalidated.statusCode !== 304) throw new Error(`${path} returned ${revalidated.statusCode} to its own ETag`)
  return {
    path,
    headers: withoutConnectionHeaders(response.rawHeaders),
    body: body.toString('base64'),
    unchanged: withoutConnectionHeaders(revalidated.rawHeaders)
  }
}

async function get(url: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const sent = request(url, { headers, agent: false }).end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return response
}

const withoutConnectionHeaders = (raw: string[]): string[] => {
  const headers: string[] = []
  for (let i = 0; i < raw.length; i += 2)
    if (!CONNECTION_HEADERS.has((raw[i] as string).toLowerCase())) headers.push(raw[i] as string, raw[i + 1] as string)
  return headers
}
