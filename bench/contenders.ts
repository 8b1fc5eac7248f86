// The contenders, and how each is started.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Databases } from './database.ts'
import { type Program, type Running, resident, start } from './processes.ts'
import { type RecordedResponse, record } from './recording.ts'

/** Database connections of each contender. More do not make any of them faster. */
const POOL = '4'
const READY = '/v1/organisations/cus-belzyce'

/** Options of Node in `npm start`. */
const flags = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).scripts.start as string)
  .split(' ')
  .filter((word) => word.startsWith('--'))

/** The service as in operation, with rate limits that a load test does not reach. */
export const ours = ({ ours }: Databases, settings: Record<string, string> = {}): Program => ({
  file: '../src/main.js',
  env: {
    DATABASE_URL: ours,
    DATABASE_POOL: POOL,
    LOG_LEVEL: 'warn',
    RATE_LIMIT: '100000000',
    RATE_LIMIT_KEY: '100000000',
    ...settings
  },
  flags,
  ready: READY
})

/** The service without its response cache. */
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
 * The limit, with the recorded responses of the service to these paths. Both processes of the service get all requests,
 * so that they have done the same work before they are compared. Throws if their responses differ.
 */
export async function limit(origin: string, twin: string, paths: string[], folder: string): Promise<Program> {
  const responses: RecordedResponse[] = []
  for (const path of paths) {
    const response = await record(origin, path)
    if ((await record(twin, path)).body !== response.body)
      throw new Error(`two processes of the service respond differently to ${path}`)
    responses.push(response)
  }
  const file = join(folder, 'answers.json')
  writeFileSync(file, JSON.stringify(responses))
  return { file: 'contenders/limit.ts', env: { ANSWERS: file }, ready: paths[0] as string }
}

/** The service with recorded responses beside it in its process, sent from a thread of their own with `isolate`. */
export const floorOfProcess = (databases: Databases, { env, ready }: Program, isolate: boolean): Program => ({
  ...ours(databases),
  file: 'contenders/floor-process.ts',
  env: { ...ours(databases).env, ...env, ISOLATE: String(isolate) },
  ready
})

/** The SQL of the service without its code. */
export const floorOfSql = ({ ours }: Databases): Program => ({
  file: 'contenders/floor-sql.ts',
  env: { DATABASE_URL: ours, DATABASE_POOL: POOL },
  ready: READY
})

/** Starts several programs at once. If one fails, the others are stopped. */
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

/** Resident memory in MiB, measured before the contenders have sent more than one response. */
export async function idleMemory(contenders: Record<string, Running>): Promise<Record<string, number[]>> {
  await sleep(3_000)
  return Object.fromEntries(Object.entries(contenders).map(([name, { pid }]) => [name, [resident(pid)]]))
}
