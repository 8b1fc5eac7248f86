// `npm run bench`: measures the service beside its limit, a naive handler and what a user would pick instead. See docs/performance.md.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, release, tmpdir, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { naive, ours, platformatic } from './contenders.ts'
import { type Country, prepareCountry } from './country.ts'
import { type Cluster, startCluster } from './database.ts'
import { type Figures, goals, isQuiet, judge } from './goals.ts'
import { resident, start } from './processes.ts'
import { between, goalTable, type Machine, type Results, section } from './report.ts'
import { measure, type Sample } from './rounds.ts'
import { median, shuffled } from './statistics.ts'

const help = `Usage: npm run bench -- [options]

Without options everything on the data of the whole country, in less than ten minutes. Writes bench/results.json and docs/performance.md.

  --quick           short rounds, in less than two minutes; writes nothing
  --only <pattern>  only the scenarios whose names the regular expression fits; writes nothing
`

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } }
})
if (options.help) {
  console.log(help)
  process.exit(0)
}

const begun = performance.now()
const minutes = () => (performance.now() - begun) / 60_000
const pace = options.quick ? { rounds: 3, seconds: 0.8, starts: 2, minutes: 1.8 } : { rounds: 9, seconds: 2, starts: 5, minutes: 9 }
const folder = mkdtempSync(join(tmpdir(), 'konwent-bench-'))
const undo: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
const stop = async () => {
  for (const step of undo.splice(0).reverse()) await step()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().finally(() => process.exit(1)))

try {
  await main()
} finally {
  await stop()
}

async function main(): Promise<void> {
  const cluster = await startCluster()
  undo.push(cluster.stop)
  const figures: Figures = { start: await measureStarts(cluster) }
  const country = await prepareCountry(cluster, folder)
  undo.push(country.stop)
  await sleep(2_000)
  figures.idle = Object.fromEntries(Object.entries(country.contenders).map(([name, { pid }]) => [name, [resident(pid)]]))
  const samples = await measureScenarios(country, cluster.pid)
  Object.assign(figures, speedsOf(samples))
  figures.loaded = { ours: loadOf(samples) }
  const results: Results = {
    at: new Date().toISOString(),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    minutes: minutes(),
    machine: machineOf(cluster),
    quiet: isQuiet(figures) ?? true,
    verdicts: judge(goals, figures, costsOf(samples)),
    samples
  }
  console.log(`\n${goalTable(results.verdicts)}\n`)
  if (!results.quiet) console.log('Two processes of the same program differ by more than a tenth: the machine is too noisy, run it again.')
  if (!options.quick && options.only === undefined) publish(results)
}

/** Seconds from start to first answer, in rounds. */
async function measureStarts({ country }: Cluster): Promise<Record<string, number[]>> {
  const programs = { ours: ours(country), naive: naive(country), platformatic: platformatic(country) }
  const seconds: Record<string, number[]> = { ours: [], naive: [], platformatic: [] }
  for (let round = 0; round < pace.starts; round++) {
    for (const [name, program] of shuffled(Object.entries(programs))) {
      const running = await start(program)
      await running.stop()
      seconds[name]?.push(running.seconds)
    }
  }
  return seconds
}

/** Everybody in every scenario; with fewer rounds towards the end when time runs short. */
async function measureScenarios({ scenarios }: Country, postgres: number): Promise<Record<string, Record<string, Sample[]>>> {
  const chosen = scenarios.filter(({ name }) => options.only === undefined || new RegExp(options.only).test(name))
  const samples: Record<string, Record<string, Sample[]>> = {}
  for (const [i, { name, entrants }] of chosen.entries()) {
    const turns = chosen.slice(i).reduce((sum, scenario) => sum + scenario.entrants.length, 0)
    const left = (pace.minutes - minutes()) * 60 - (chosen.length - i) * 2
    const rounds = Math.max(3, Math.min(pace.rounds, Math.floor(left / turns / (pace.seconds + 0.1))))
    samples[name] = await measure(entrants, { rounds, seconds: pace.seconds, postgres })
    const speeds = Object.entries(samples[name]).map(([who, list]) => `${who} ${Math.round(median(list.map(({ speed }) => speed)))}`)
    console.log(`${minutes().toFixed(1)} min  ${name}, ${rounds} rounds, requests/s: ${speeds.join(', ')}`)
  }
  return samples
}

const pick = (samples: Results['samples'], value: (sample: Sample) => number): Figures =>
  Object.fromEntries(
    Object.entries(samples).map(([scenario, entrants]) => [
      scenario,
      Object.fromEntries(Object.entries(entrants).map(([name, rounds]) => [name, rounds.map(value)]))
    ])
  )
const speedsOf = (samples: Results['samples']): Figures => pick(samples, ({ speed }) => speed)
const costsOf = (samples: Results['samples']): Figures => pick(samples, ({ node, postgres }) => node + postgres)

/** Memory of the service after each round of cached reads. */
const loadOf = (samples: Results['samples']): number[] =>
  ['record', 'list', 'search', 'unchanged', 'compressed'].flatMap((scenario) => samples[scenario]?.ours?.map((sample) => sample.resident) ?? [])

function machineOf({ version }: Cluster): Machine {
  const [cpu] = cpus()
  return {
    cpu: cpu?.model.trim() ?? 'unknown processor',
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${release()}`,
    node: process.versions.node,
    postgres: version
  }
}

function publish(results: Results): void {
  const file = new URL('results.json', import.meta.url)
  writeFileSync(file, `${JSON.stringify(results, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value), 1)}\n`)
  const page = new URL('../docs/performance.md', import.meta.url)
  writeFileSync(page, between(readFileSync(page, 'utf8'), 'country', section('The country: 3,000 organisations', results)))
}
