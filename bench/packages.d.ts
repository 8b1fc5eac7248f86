/** The part of autocannon that the benchmark uses. */
declare module 'autocannon' {
  interface Request {
    method?: string
    path: string
    headers?: Record<string, string>
    body?: string
  }
  interface Client {
    setRequests: (requests: Request[]) => void
    pipelinedRequests: { addBody: (data: Buffer) => void }
  }
  interface Options {
    url: string
    connections: number
    /** Seconds. */
    duration?: number
    /** Number of requests, instead of the duration. */
    amount?: number
    /** Milliseconds between checks whether the duration is over. */
    sampleInt: number
    /** Seconds to wait for one response. */
    timeout: number
    requests: Request[]
    /** Called for each connection before its first request. */
    setupClient: (client: Client) => void
  }
  interface Result {
    totalCompletedRequests: number
    totalBytes: number
    errors: number
    timeouts: number
    statusCodeStats: Record<string, { count: number }>
    start: Date
    finish: Date
  }
  export default function autocannon(options: Options & { skipAggregateResult: true }): PromiseLike<Result>
}

/** The part of @platformatic/db that the benchmark uses. */
declare module '@platformatic/db' {
  export function create(
    root: string,
    config: object
  ): Promise<{ start: (options: { listen: boolean }) => Promise<void> }>
}

declare module '@fastify/compress' {
  import type { FastifyPluginAsync } from 'fastify'

  const compress: FastifyPluginAsync<{ global: boolean }>
  export default compress
}
