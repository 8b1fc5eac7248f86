// Figures of the whole country other than requests per second.
import { naive, ours, platformatic } from './contenders.ts'
import type { Country } from './country.ts'
import type { Cluster } from './database.ts'
import { measureImports } from './imports.ts'
import { measureLatency } from './latency.ts'
import { measureMemory } from './memory.ts'
import { start } from './processes.ts'
import { measureRebuilt } from './rebuilt.ts'
import { measureRefused } from './refused.ts'
import type { Samples } from './rounds.ts'
import { shuffled } from './statistics.ts'
import type { Figures } from './verdicts.ts'

/** Changes after which the hot addresses are requested again. */
const CHANGES = 20

export interface FigureOptions {
  /** Rounds of each figure. */
  rounds: number
  /** Whether a figure is measured. */
  wanted: (name: string) => boolean
  log: (line: string) => void
}

/** Returns the seconds from the start to the first response, round by round. */
export async function measureStarts({ country }: Cluster, rounds: number): Promise<Record<string, number[]>> {
  const programs = { ours: ours(country), naive: naive(country), platformatic: platformatic(country) }
  const seconds: Record<string, number[]> = { ours: [], naive: [], platformatic: [] }
  for (let round = 0; round < rounds; round++) {
    for (const [name, program] of shuffled(Object.entries(programs))) {
      const running = await start(program)
      await running.stop()
      seconds[name]?.push(running.seconds)
    }
  }
  return seconds
}

/** Measures what follows the scenarios. The imports come last, because they add rows. */
export async function measureFigures(
  { country: databases, pid }: Cluster,
  { contenders, key, workload }: Country,
  samples: Samples,
  { rounds, wanted, log }: FigureOptions
): Promise<Figures> {
  const figures: Figures = {}
  const measure = async (name: string, work: () => Promise<Record<string, number[]>>) => {
    if (!wanted(name)) return
    figures[name] = { ...figures[name], ...(await work()) }
    log(`${name}: ${JSON.stringify(figures[name], (_, value) => (typeof value === 'number' ? round(value) : value))}`)
  }
  const pages = samples['page of changes']?.uncached
  if (pages)
    figures['processor time'] = { 'page of changes': pages.map(({ node, postgres }) => (node + postgres) / 1000) }
  await measure('processor time', async () => ({
    'refused body': await measureRefused(contenders.uncached, pid, rounds)
  }))
  await measure('rebuilt', async () => ({ ours: await measureRebuilt(databases, workload, key, CHANGES) }))
  await measure('mixed', () => measureMemory(databases, workload, key, Math.ceil(rounds / 2)))
  const paths = [...workload.records, ...workload.lists, ...workload.searches].map((target) => target.ours)
  await measure('p99', () => measureLatency(contenders.ours, key, paths, rounds))
  await measure('import', () => measureImports(contenders.ours, key, databases, Math.ceil(rounds / 2)))
  return figures
}

const round = (value: number): number => Number(value.toPrecision(3))
