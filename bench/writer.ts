// Changes organisations over HTTP, at the rate (changes per second) in the last message. Started by bench/changes.ts.
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

const { ORIGIN = '', KEY = '', SLUGS = '' } = process.env
const slugs = SLUGS.split(',')
const agent = new Agent({ keepAlive: true })
let timer: NodeJS.Timeout | undefined
let written = 0
let failed = 0

const pending = new Set<Promise<void>>()

process.on('message', async ({ rate }: { rate: number }) => {
  clearInterval(timer)
  if (rate > 0) {
    begin()
    timer = setInterval(begin, 1000 / rate)
  } else {
    await Promise.all(pending)
    process.send?.({ written, failed })
  }
})

function begin(): void {
  const one = change()
    .then((status) => (status === 200 ? written++ : failed++))
    .catch(() => failed++)
    .then(() => void pending.delete(one))
  pending.add(one)
}

async function change(): Promise<number | undefined> {
  const slug = slugs[Math.floor(Math.random() * slugs.length)]
  const headers = { authorization: `Bearer ${KEY}`, 'if-match': '*', 'content-type': 'application/merge-patch+json' }
  const sent = request(`${ORIGIN}/v1/organisations/${slug}`, { method: 'PATCH', agent, headers })
  sent.end(JSON.stringify({ website: `www.${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}.pl` }))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  await buffer(response)
  return response.statusCode
}
