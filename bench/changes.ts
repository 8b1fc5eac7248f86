// A writer beside the readers, and the key that it writes with.
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { end, launch, type Running } from './processes.ts'

/** Makes the first key of a registry, as its keeper would. */
export const makeKey = (database: string): string =>
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
  /** What makes a contender bear so many changes a second while it is measured. */
  at: (rate: number) => { start: () => Promise<void>; stop: () => Promise<void> }
  stop: () => Promise<void>
}

/** Starts the writer, idle at first. */
export function startWriter(service: Running, key: string, slugs: string[]): Writer {
  const { child } = launch('writer.ts', { ORIGIN: service.origin, KEY: key, SLUGS: slugs.join(',') })
  return {
    at: (rate) => ({
      start: async () => void child.send({ rate }),
      stop: async () => {
        const told = once(child, 'message')
        child.send({ rate: 0 })
        const [{ written, failed }] = (await told) as [{ written: number; failed: number }]
        if (written === 0 || failed > 0)
          throw new Error(`the writer changed ${written} records and failed ${failed} times`)
      }
    }),
    stop: () => end(child)
  }
}
