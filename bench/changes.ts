// The process that writes while others read, and its API key.
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { end, launch, type Running } from './processes.ts'

/** Creates the first key of a registry with the command line. */
export const createKey = (database: string): string =>
  execFileSync(
    process.execPath,
    [
      fileURLToPath(new URL('../src/cli/konwent.ts', import.meta.url)),
      'keys',
      'create',
      '--bootstrap',
      '--owner',
      'Benchmark'
    ],
    {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, DATABASE_URL: database },
      stdio: ['ignore', 'pipe', 'ignore']
    }
  ).trim()

export interface Writer {
  /** Returns functions that start and stop writing at `rate` changes per second. */
  at: (rate: number) => { start: () => Promise<void>; stop: () => Promise<void> }
  stop: () => Promise<void>
}

/** Starts the writer. It is idle until `at()` starts it. */
export function startWriter(service: Running, key: string, slugs: string[]): Writer {
  const { child } = launch('writer.ts', { ORIGIN: service.origin, KEY: key, SLUGS: slugs.join(',') })
  return {
    at: (rate) => ({
      start: async () => void child.send({ rate }),
      stop: async () => {
        const report = once(child, 'message')
        child.send({ rate: 0 })
        const [{ written, failed }] = (await report) as [{ written: number; failed: number }]
        if (written === 0 || failed > 0)
          throw new Error(`the writer changed ${written} records and failed ${failed} times`)
      }
    }),
    stop: () => end(child)
  }
}
