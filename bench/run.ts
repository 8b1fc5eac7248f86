// `npm run bench`: compares the service with the limit of Node, a naive handler and @platformatic/db.
// docs/performance.md describes the method.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createKey } from './changes.ts'
import { naive, ours, platformatic } from './contenders.ts'
import { prepareCountry } from './country.ts'
import { type Cluster, startCluster } from './database.ts'
import { measureExports } from './exports.ts'
import { type Figures, goals, isQuiet, judge } from './goals.ts'
import { measureImports } from './imports.ts'
import { prepareMillion } from './million.ts'
import { start } from './processes.ts'
import { commitOf, machineOf, publish } from './publish.ts'
import { costTable, figureTable, goalTable, type Results } from './report.ts'
import { measureAll, type Sample, type Samples, type Scenario } from './rounds.ts'
import { shuffled } from './statistics.ts'

const help = `Usage: npm run bench -- [options]

Measures with the data of the whole country, in less than ten minutes.
Writes bench/results.json and docs/performance.md.

  --large           with a million organisations instead, in about half an hour
  --quick           short rounds, in less than two minutes; writes nothing. With --large, a tenth of the organisations.
  --only <pattern>  only scenarios whose names match the regular expression; writes nothing
`

const { values: options } = parseArgs({
  options: {
    large: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false }
  }
})
if (options.help) {
  console.log(help)
  process.exit(0)
}

const begun = performance.now()
const minutes = () => (performance.now() - begun) / 60_000
const log = (line: string) => console.log(`${minutes().toFixed(1).padStart(5)} min  ${line}`)
const pace = options.quick
  ? { rounds: 3, seconds: 0.8, few: 2, minutes: 1.8, organisations: 100_000 }
  : { rounds: 9, seconds: 2, few: 4, minutes: options.large ? 40 : 9.2, organisations: 1_000_000 }
const wanted = (name: string) => options.only === undefined || new RegExp(options.only).test(name)

const folder = mkdtempSync(join(tmpdir(), 'konwent-bench-'))
const undo: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
const stop = async () => {
  for (const step of undo.splice(0).reverse()) await step()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stop().finally(() => process.exit(1)))

try {
  const cluster = await startCluster()
  undo.push(cluster.stop)
  log('PostgreSQL is filled with the country')
  const { figures, samples } = await (options.large ? measureMillion(cluster) : measureCountry(cluster))
  const measured = { ...pick(samples, ({ speed }) => speed), ...figures }
  const results: Results = {
    at: new Date().toISOString(),
    commit: commitOf(),
    minutes: minutes(),
    machine: machineOf(cluster.version),
    quiet: isQuiet(measured) ?? true,
    verdicts: judge(
      goals,
      measured,
      pick(samples, ({ node, postgres }) => node + postgres)
    ),
    figures,
    samples
  }
  console.log(`\n${goalTable(results.verdicts)}\n\n${costTable(samples)}\n\n${figureTable(figures)}\n`)
  if (!results.quiet)
    console.log(
      'Two processes of the same program differ by more than a tenth: the machine is too noisy. Run it again.'
    )
  if (!options.quick && options.only === undefined) publish(options.large ? 'million' : 'country', results)
} finally {
  await stop()
}

interface Measured {
  figures: Figures
  samples: Samples
}

async function measureCountry(cluster: Cluster): Promise<Measured> {
  const figures: Figures = wanted('start') ? { start: await measureStarts(cluster) } : {}
  const { idle, scenarios, stop } = await prepareCountry(cluster, folder)
  undo.push(stop)
  figures.idle = idle
  const samples = await measureWanted(scenarios, cluster)
  const reads = ['record', 'list', 'search', 'unchanged', 'compressed']
  const memoryOf = (contender: string) =>
    reads.flatMap((name) => samples[name]?.[contender] ?? []).map((sample) => sample.resident)
  if (memoryOf('ours').length > 0)
    figures.loaded = Object.fromEntries(
      ['limit', 'ours', 'naive', 'platformatic'].map((name) => [name, memoryOf(name)])
    )
  return { figures, samples }
}

async function measureMillion(cluster: Cluster): Promise<Measured> {
  const { contenders, databases, idle, scenarios, stop } = await prepareMillion(cluster, pace.organisations, log)
  undo.push(stop)
  const figures: Figures = { 'grown, memory idle': { '3,000': idle.small ?? [], '1,000,000': idle.large ?? [] } }
  const samples = await measureWanted(scenarios, cluster)
  const loaded = samples['grown, cached']
  if (loaded)
    figures['grown, memory loaded'] = Object.fromEntries(
      Object.entries(loaded).map(([name, list]) => [name, list.map((sample) => sample.resident)])
    )
  if (wanted('export')) {
    // A fresh process: the memory of earlier work would count.
    const exporter = await start(ours(databases))
    undo.push(exporter.stop)
    Object.assign(figures, await measureExports(exporter, databases.ours, pace.few, log))
  }
  if (wanted('import'))
    figures.import = await measureImports(contenders.small, createKey(cluster.country.ours), cluster.country, pace.few)
  return { figures, samples }
}

async function measureWanted(scenarios: Scenario[], { pid }: Cluster): Promise<Samples> {
  const chosen = scenarios.filter(({ name }) => wanted(name))
  return measureAll(chosen, { ...pace, minutes: pace.minutes - minutes(), postgres: pid }, log)
}

/** Returns the seconds from the start to the first response, round by round. */
async function measureStarts({ country }: Cluster): Promise<Record<string, number[]>> {
  const programs = { ours: ours(country), naive: naive(country), platformatic: platformatic(country) }
  const seconds: Record<string, number[]> = { ours: [], naive: [], platformatic: [] }
  for (let round = 0; round < pace.few; round++) {
    for (const [name, program] of shuffled(Object.entries(programs))) {
      const running = await start(program)
      await running.stop()
      seconds[name]?.push(running.seconds)
    }
  }
  log(`start, seconds: ${JSON.stringify(seconds)}`)
  return seconds
}

/** Takes one value from each sample. */
function pick(samples: Samples, value: (sample: Sample) => number): Figures {
  const ofEntrants = (entrants: Record<string, Sample[]>) =>
    Object.fromEntries(Object.entries(entrants).map(([name, rounds]) => [name, rounds.map(value)]))
  return Object.fromEntries(Object.entries(samples).map(([scenario, entrants]) => [scenario, ofEntrants(entrants)]))
}
