// Changes organisations through the service, so many a second, as long as it is told to. Started by bench/changes.ts.
import { Agent, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

const { ORIGIN = '', KEY = '', SLUGS = '' } = process.env
const slugs = SLUGS.split(',')
const agent = new Agent({ keepAlive: true })
let timer: NodeJS.Timeout | undefined
let written = 0
let failed = 0

process.on('message', ({ rate }: { rate: number }) => {
  clearInterval(timer)
  if (rate > 0) timer = setInterval(change, 1000 / rate)
  else process.send?.({ written, failed })
})

function change(): void {
  const slug = slugs[Math.floor(Math.random() * slugs.length)]
  const headers = { authorization: `Bearer ${KEY}`, 'if-match': '*', 'content-type': 'application/merge-patch+json' }
  const sent = request(`${ORIGIN}/v1/organisations/${slug}`, { method: 'PATCH', agent, headers }, async (answer) => {
    await buffer(answer)
    if (answer.statusCode === 200) written++
    else failed++
  })
  sent.on('error', () => failed++)
  sent.end(JSON.stringify({ website: `www.${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}.pl` }))
}
