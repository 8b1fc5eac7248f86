// A PostgreSQL on one port that can be stopped and started again, durable as in production.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { findBinaries, openCluster, serverEnv } from '../../src/db/embedded/cluster.ts'
import { freePort } from '../../src/db/embedded/free-port.ts'

export interface Postgres {
  /** URL of the superuser. */
  url: string
  /** Starts the server and waits until it accepts connections. */
  start: () => Promise<void>
  /** `fast` ends the sessions and writes a checkpoint; `immediate` is a crash, after which it recovers from its WAL. */
  stop: (mode: 'fast' | 'immediate') => Promise<void>
}

const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const

/** Creates a cluster in the folder and starts its server. */
export async function startPostgres(home: string): Promise<Postgres> {
  const binaries = await findBinaries()
  const { folder, account, password } = await openCluster(binaries, home, false)
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    'max_connections=100',
    `port=${port}`
  ].flatMap((setting) => ['-c', setting])
  let server: ChildProcess | undefined
  const start = async () => {
    const child = spawn(binaries.postgres, ['-D', folder, ...settings], {
      ...account,
      env: serverEnv,
      cwd: folder,
      // Ctrl-C in a terminal must not reach it before the replicas have stopped.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe']
    })
    server = child
    const last: string[] = []
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        if (last.push(line) > 50) last.shift()
        if (line.includes('database system is ready to accept connections')) resolve()
      })
      child.once('error', reject)
      child.once('close', (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${last.join('\n')}`)))
    })
  }
  const stop = async (mode: 'fast' | 'immediate') => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, 'exit')
    server.kill(SIGNALS[mode])
    await exited
  }
  process.on('exit', () => server?.kill('SIGQUIT'))
  await start()
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, start, stop }
}
