// What no service in Node can beat by much: bare node:http that has every answer ready, the very bytes and headers of ours.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { RecordedAnswer } from '../recording.ts'
import { given } from './environment.ts'

interface Answer {
  etag: string | undefined
  headers: string[]
  body: Buffer
  /** Of a 304. */
  unchanged: string[]
}

const recorded: RecordedAnswer[] = JSON.parse(readFileSync(given('ANSWERS'), 'utf8'))
const answers = new Map(
  recorded.map(({ path, headers, body, unchanged }): [string, Answer] => {
    const etag = headers[headers.findIndex((name) => name.toLowerCase() === 'etag') + 1]
    return [path, { etag, headers, body: Buffer.from(body, 'base64'), unchanged }]
  })
)

createServer((request, response) => {
  const answer = answers.get(request.url as string)
  if (answer === undefined) {
    response.writeHead(404).end()
  } else if (request.headers['if-none-match'] !== undefined && request.headers['if-none-match'] === answer.etag) {
    response.writeHead(304, answer.unchanged).end()
  } else {
    response.writeHead(200, answer.headers).end(answer.body)
  }
}).listen(Number(given('PORT')), '127.0.0.1')
