// Processor time of a request that the service refuses because of its size.
import { request } from 'node:http'
import { familyTime, processorTime, type Running } from './processes.ts'

const REQUESTS = 200
const BODY_BYTES = 1_000_000
const PAYLOAD_TOO_LARGE = 413

/** Returns the processor time of Node and PostgreSQL per request, in ms, round by round. */
export async function measureRefused(service: Running, postgres: number, rounds: number): Promise<number[]> {
  // Many unknown fields, which are dear to validate.
  const field = (n: number) => `"pole_${String(n).padStart(6, '0')}":"śmieci",`
  const fields = Array.from({ length: Math.ceil(BODY_BYTES / Buffer.byteLength(field(0))) }, (_, n) => field(n)).join(
    ''
  )
  const body = Buffer.from(`{${fields}"koniec":true}`)
  const url = `${service.origin}/v1/eligibility-checks`
  const used = () => processorTime(service.pid) + familyTime(postgres)
  await send(url, body)
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const before = used()
    for (let i = 0; i < REQUESTS; i++) await send(url, body)
    times.push(((used() - before) / REQUESTS) * 1000)
  }
  return times
}

/** Sends the body until the service refuses it. */
function send(url: string, body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length }
    let refused = false
    const sent = request(url, { method: 'POST', agent: false, headers }, (response) => {
      refused = response.statusCode === PAYLOAD_TOO_LARGE
      response.resume().once('close', () => {
        sent.destroy()
        if (refused) resolve()
        else reject(new Error(`a body of ${body.length} bytes returned ${response.statusCode}`))
      })
    })
    // The service closes the connection while the body is still being sent.
    sent.on('error', (error) => (refused ? resolve() : reject(error)))
    sent.end(body)
  })
}
