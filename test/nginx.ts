// A real nginx as a shared cache in front of the service. It follows Cache-Control and Vary, and adds the header X-Cache
// to each response.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'

const BINARY = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx'].find(existsSync)

/** Reason to skip a test: nginx is not installed. False if it is. */
export const noNginx = BINARY ? false : 'nginx is not installed (Debian: nginx-light)'

export interface Received {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
  /** HIT if the response came from the cache of nginx. Undefined without nginx. */
  cache: string | undefined
}

export type Send = (path: string, headers?: Record<string, string>, method?: string, body?: string) => Promise<Received>

/** Returns a client for a server on a local port or socket. It does not decode the body. */
export const clientOf =
  (at: { port: number } | { socketPath: string }): Send =>
  async (path, headers = {}, method = 'GET', body) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const request = http.request({
      host: '127.0.0.1',
      ...at,
      path,
      method,
      headers: { ...length, ...headers },
      agent: false,
      timeout: 20_000
    })
    request.on('timeout', () => request.destroy(new Error(`no response to ${method} ${path}`)))
    request.end(body)
    const [response] = (await once(request, 'response')) as [http.IncomingMessage]
    const chunks = await response.toArray()
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: Buffer.concat(chunks),
      cache: response.headers['x-cache'] as string | undefined
    }
  }

const accepts = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path, () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })

/**
 * Starts nginx in front of the service at `port`, with an empty cache in a temporary folder. It ends with the test.
 * With `gzip`, it compresses JSON instead of caching it.
 */
export async function startNginx(t: Test, port: number, { gzip = false } = {}): Promise<Send> {
  const folder = mkdtempSync(join(tmpdir(), 'konwent-nginx-'))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${name};`)
    .join('\n')
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off;
master_process off;
pid nginx.pid;
error_log stderr warn;
events { worker_connections 64; }
http {
  access_log off;
${temporary}
  proxy_cache_path cache keys_zone=konwent:1m use_temp_path=off;
  upstream service { server 127.0.0.1:${port}; keepalive 4; }
  server {
    listen unix:${folder}/nginx.sock;
    location / {
      proxy_pass http://service;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      ${gzip ? 'proxy_cache off; gzip on; gzip_types application/json;' : 'proxy_cache konwent;'}
      proxy_cache_key $scheme$host$request_uri;
      proxy_cache_lock on;
      proxy_cache_revalidate on;
      proxy_cache_background_update on;
      proxy_cache_use_stale updating;
      add_header X-Cache $upstream_cache_status always;
    }
  }
}
`
  )
  const child = spawn(BINARY as string, ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe']
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = once(child, 'exit')
  t.teardown(async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  const socketPath = join(folder, 'nginx.sock')
  // The socket is bound before nginx listens on it.
  for (let waited = 0; !(await accepts(socketPath)); waited++) {
    if (waited === 1200 || child.exitCode !== null) throw new Error(`nginx did not start: ${stderr}`)
    await sleep(50)
  }
  return clientOf({ socketPath })
}
