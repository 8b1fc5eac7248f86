// The listener for Prometheus, apart from the public one: a proxy that publishes the service does not publish it.
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

const PATH = '/metrics'
const TIMEOUT_MS = 5_000
const MAX_CONNECTIONS = 20

export interface MetricsListener {
  port: number
  close: () => Promise<void>
}

/**
 * Serves `GET /metrics`. Equal requests at the same time share one reading. Rejects if the port is taken. `failed` is
 * called with an unexpected error, for which the response is 500.
 */
export async function serveMetrics(
  { contentType, read }: { contentType: string; read: () => Promise<string> },
  { host, port }: { host: string; port: number },
  failed: (error: Error) => void
): Promise<MetricsListener> {
  let reading: Promise<string> | undefined
  const readShared = () => {
    reading ??= read().finally(() => {
      reading = undefined
    })
    return reading
  }
  const respond: RequestListener = async ({ method, url }, response) => {
    if (url?.split('?')[0] !== PATH) return response.writeHead(404).end()
    if (method !== 'GET' && method !== 'HEAD') return response.writeHead(405, { allow: 'GET, HEAD' }).end()
    try {
      const text = await readShared()
      const headers = { 'content-type': contentType, 'content-length': Buffer.byteLength(text) }
      response.writeHead(200, { ...headers, 'cache-control': 'no-store' }).end(method === 'HEAD' ? undefined : text)
    } catch (error) {
      failed(error as Error)
      response.writeHead(500).end()
    }
  }
  const server = createServer({ requestTimeout: TIMEOUT_MS, headersTimeout: TIMEOUT_MS }, (request, response) => {
    void respond(request, response)
  })
  server.maxConnections = MAX_CONNECTIONS
  server.listen(port, host)
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { port: (server.address() as AddressInfo).port, close }
}
