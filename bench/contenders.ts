// Who takes part, and how each is started.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Databases } from './database.ts'
import { type Program, type Running, resident, start } from './processes.ts'
import { type RecordedAnswer, record } from './recording.ts'

/** Database connections of each contender; one more pays nowhere. */
const POOL = '4'
const READY = '/v1/organisations/cus-belzyce'

/** The service as it is operated, with limits that a load test does not reach. */
export const ours = ({ ours }: Databases, settings: Record<string, string> = {}): Program => ({
  file: '../src/main.ts',
  env: {
    DATABASE_URL: ours,
    DATABASE_POOL: POOL,
    LOG_LEVEL: 'warn',
    RATE_LIMIT: '1000000',
    RATE_LIMIT_KEY: '1000000',
    ...settings
  },
  ready: READY
})

/** The service without its memory of finished answers: every answer is made anew. */
export const uncached = (databases: Databases): Program => ours(databases, { ANSWER_CACHE_MB: '0' })

export const naive = ({ plain }: Databases): Program => ({
  file: 'contenders/naive.ts',
  env: { DATABASE_URL: plain, DATABASE_POOL: POOL },
  ready: READY
})

export const platformatic = ({ plain }: Databases): Program => ({
  file: 'contenders/platformatic.ts',
  env: { DATABASE_URL: plain, DATABASE_POOL: POOL },
  ready: '/organisation/?limit=1'
})

/**
 * The limit of what the service answers to these paths. Both its processes are asked for all of them, so that they have done the same before they
 * are compared; throws when they answer differently.
 */
export async function limit(origin: string, twin: string, paths: string[], folder: string): Promise<Program> {
  const answers: RecordedAnswer[] = []
  for (const path of paths) {
    const answer = await record(origin, path)
    if ((await record(twin, path)).body !== answer.body)
      throw new Error(`two processes of the service answer ${path} differently`)
    answers.push(answer)
  }
  const file = join(folder, 'answers.json')
  writeFileSync(file, JSON.stringify(answers))
  return { file: 'contenders/limit.ts', env: { ANSWERS: file }, ready: paths[0] as string }
}

/** Starts several at once; when one fails none is left running. */
export async function startAll<T extends Record<string, Program>>(programs: T): Promise<{ [K in keyof T]: Running }> {
  const started = await Promise.allSettled(Object.values(programs).map(start))
  const failed = started.find((one) => one.status === 'rejected')
  if (failed) {
    await Promise.all(started.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)))
    throw failed.reason
  }
  const running = started.map((one) => (one as PromiseFulfilledResult<Running>).value)
  return Object.fromEntries(Object.keys(programs).map((name, i) => [name, running[i]])) as { [K in keyof T]: Running }
}

/** Resident memory in MiB of those who have been asked for no more than one answer. */
export async function idleMemory(contenders: Record<string, Running>): Promise<Record<string, number[]>> {
  await sleep(3_000)
  return Object.fromEntries(Object.entries(contenders).map(([name, { pid }]) => [name, [resident(pid)]]))
}
