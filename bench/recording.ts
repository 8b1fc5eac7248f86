// The service's own answers, byte for byte, for the limit to give.
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface RecordedAnswer {
  path: string
  /** Names and values in turn, as node:http takes them. */
  headers: string[]
  /** Base64. */
  body: string
  /** Headers of the answer to whoever has it already. */
  unchanged: string[]
}

// node:http writes these itself.
const own = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding'])

/** Asks for an address, uncompressed, twice: as a stranger, and as one who has the answer. Throws unless that gives 200 and 304. */
export async function record(origin: string, path: string): Promise<RecordedAnswer> {
  const answer = await get(origin + path, {})
  const body = await buffer(answer)
  const { etag } = answer.headers
  if (answer.statusCode !== 200 || etag === undefined)
    throw new Error(`${path} answers ${answer.statusCode}, ETag ${etag}: ${body.toString().slice(0, 300)}`)
  const again = await get(origin + path, { 'if-none-match': etag })
  await buffer(again)
  if (again.statusCode !== 304) throw new Error(`${path} answers ${again.statusCode} to its own ETag`)
  return {
    path,
    headers: withoutOwn(answer.rawHeaders),
    body: body.toString('base64'),
    unchanged: withoutOwn(again.rawHeaders)
  }
}

async function get(url: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const sent = request(url, { headers, agent: false }).end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  return answer
}

const withoutOwn = (raw: string[]): string[] => {
  const kept: string[] = []
  for (let i = 0; i < raw.length; i += 2)
    if (!own.has((raw[i] as string).toLowerCase())) kept.push(raw[i] as string, raw[i + 1] as string)
  return kept
}
