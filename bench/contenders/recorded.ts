// Bare node:http that sends recorded responses of the service, with the same bytes and headers.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { RecordedResponse } from '../recording.ts'

interface StoredResponse {
  etag: string | undefined
  headers: string[]
  body: Buffer
  /** Headers of the 304. */
  unchanged: string[]
}

/** Sends the responses in a file, which bench/contenders.ts writes, on a local port. */
export function serveRecorded(file: string, port: number): void {
  const recorded: RecordedResponse[] = JSON.parse(readFileSync(file, 'utf8'))
  const responses = new Map(
    recorded.map(({ path, headers, body, unchanged }): [string, StoredResponse] => {
      const etag = headers[headers.findIndex((name) => name.toLowerCase() === 'etag') + 1]
      return [path, { etag, headers, body: Buffer.from(body, 'base64'), unchanged }]
    })
  )

  createServer((request, response) => {
    const stored = responses.get(request.url as string)
    if (stored === undefined) {
      response.writeHead(404).end()
    } else if (request.headers['if-none-match'] !== undefined && request.headers['if-none-match'] === stored.etag) {
      response.writeHead(304, stored.unchanged).end()
    } else {
      response.writeHead(200, stored.headers).end(stored.body)
    }
  }).listen(port, '127.0.0.1')
}
