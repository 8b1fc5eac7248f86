// Runs `node src/main.js` as in production, on any database, for tests that stop or break the database.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/** A test, or another piece of work that ends what it has started. */
export interface Lifetime {
  teardown: (work: () => unknown) => unknown
}

export interface Main {
  child: ChildProcess
  base: string
  output: () => string
  status: (path: string) => Promise<number>
  /** Sends SIGTERM. Resolves with the exit code and the milliseconds until the process ended. */
  stop: () => Promise<{ code: number | null; ms: number }>
}

/** Starts the process and waits until it prints its address. */
export async function startMain(t: Lifetime, url: string, settings: Record<string, string> = {}): Promise<Main> {
  const env = { PATH: process.env.PATH, DATABASE_URL: url, PORT: '0', LOG_LEVEL: 'warn', ...settings }
  const child = spawn(process.execPath, ['src/main.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  t.teardown(() => void child.kill('SIGKILL'))
  let output = ''
  const printedAddress = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text
        const base = /: (http:\/\/127\.0\.0\.1:\d+)\n/.exec(output)?.[1]
        if (base) resolve(base)
      })
    }
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)))
  })
  const base = await Promise.race([
    printedAddress,
    sleep(60_000, undefined, { ref: false }).then(() => Promise.reject(new Error(`no address: ${output}`)))
  ])
  const status = async (path: string) => {
    const response = await fetch(base + path, { signal: AbortSignal.timeout(30_000) })
    await response.arrayBuffer()
    return response.status
  }
  const stop = async () => {
    const start = performance.now()
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    const [code] = await Promise.race([exit, sleep(60_000, ['no end'], { ref: false })])
    return { code, ms: Math.round(performance.now() - start) }
  }
  return { child, base, output: () => output, status, stop }
}
