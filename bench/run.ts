// `npm run bench`: compares the service with the limit of Node, a naive handler and @platformatic/db.
// docs/performance.md describes the method.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ours } from './contenders.ts'
import { prepareCountry } from './country.ts'
import { measureFigures, measureStarts } from './country-figures.ts'
import { type Cluster, startCluster } from './database.ts'
import { measureExports } from './exports.ts'
import { prepareFloors } from './floors.ts'
import { goals } from './goals.ts'
import { prepareMillion } from './million.ts'
import { machineTime, start, treeTime } from './processes.ts'
import { commitOf, machineOf, publish } from './publish.ts'
import { costTable, figureTable, goalTable, type Results } from './report.ts'
import { measureAll, type Sample, type Samples, type Scenario } from './rounds.ts'
import { type Figures, judge, noiseOf } from './verdicts.ts'

const help = `Usage: npm run bench -- [options]

Measures with the data of the whole country, in less than ten minutes.
Writes bench/results.json and docs/performance.md.

  --large           with a million organisations instead, in about a quarter of an hour
  --floors          what the same work costs without the code of the service and behind Varnish, in about five minutes
  --quick           short rounds, in less than three minutes; writes nothing. With --large, a tenth of the organisations.
  --only <pattern>  only scenarios whose names match the regular expression; writes nothing
`

const { values: options } = parseArgs({
  options: {
    large: { type: 'boolean', default: false },
    floors: { type: 'boolean', default: false },
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
/** Minutes for the figures that follow the scenarios. */
const FIGURE_MINUTES = options.quick ? 0.8 : 2.5
const pace = options.quick
  ? { rounds: 3, seconds: 0.6, few: 1, once: 160, minutes: 2.4, organisations: 100_000 }
  : options.large
    ? { rounds: 5, seconds: 1.5, few: 2, once: 320, minutes: 20, organisations: 1_000_000 }
    : { rounds: options.floors ? 4 : 9, seconds: 1.5, few: 4, once: 320, minutes: 9.3, organisations: 1_000_000 }
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
  const othersShare = watchOthers()
  const dataSet = options.large ? 'million' : options.floors ? 'floors' : 'country'
  const { figures, samples } = await { million: measureMillion, floors: measureFloors, country: measureCountry }[
    dataSet
  ](cluster)
  const measured = { ...pick(samples, ({ speed }) => speed), ...figures }
  const costs = pick(samples, ({ node, postgres }) => node + postgres)
  const noise = noiseOf(measured, costs, othersShare())
  const results: Results = {
    at: new Date().toISOString(),
    commit: commitOf(),
    minutes: minutes(),
    machine: machineOf(cluster.version),
    noise,
    verdicts: judge(goals, measured, costs, noise.length === 0),
    figures,
    samples
  }
  console.log(`\n${goalTable(results.verdicts)}\n\n${costTable(samples)}\n\n${figureTable(figures)}\n`)
  if (noise.length > 0) console.log(`The machine was not quiet. ${noise.join(' ')} Run it again.`)
  if (!options.quick && options.only === undefined) publish(dataSet, results)
} finally {
  await stop()
}

interface Measured {
  figures: Figures
  samples: Samples
}

async function measureCountry(cluster: Cluster): Promise<Measured> {
  const starts: Figures = wanted('start') ? { start: await measureStarts(cluster, pace.few) } : {}
  log('started every contender alone')
  const country = await prepareCountry(cluster, folder, pace.once)
  undo.push(country.stop)
  const samples = await measureWanted(country.scenarios, cluster, FIGURE_MINUTES)
  const figures = await measureFigures(cluster, country, samples, { rounds: pace.few, wanted, log })
  return { figures: { ...starts, ...(wanted('idle') && { idle: country.idle }), ...figures }, samples }
}

async function measureFloors(cluster: Cluster): Promise<Measured> {
  const { scenarios, stop } = await prepareFloors(cluster, folder, log)
  undo.push(stop)
  return { figures: {}, samples: await measureWanted(scenarios, cluster) }
}

async function measureMillion(cluster: Cluster): Promise<Measured> {
  const { databases, idle, scenarios, stop } = await prepareMillion(cluster, pace.organisations, log)
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
  return { figures, samples }
}

/** Measures the scenarios that were chosen, and leaves `reserved` minutes of the run. */
async function measureWanted(scenarios: Scenario[], { pid }: Cluster, reserved = 0): Promise<Samples> {
  const chosen = scenarios.filter(({ name }) => wanted(name))
  return measureAll(chosen, { ...pace, minutes: pace.minutes - minutes() - reserved, postgres: pid }, log)
}

/** Returns a function that returns the share of the processor time since now that other processes used. */
function watchOthers(): () => number {
  const others = () => machineTime() - treeTime(process.pid)
  const [begun, before] = [performance.now(), others()]
  return () => (others() - before) / ((performance.now() - begun) / 1000) / cpus().length
}

/** Takes one value from each sample. */
function pick(samples: Samples, value: (sample: Sample) => number): Figures {
  const ofEntrants = (entrants: Record<string, Sample[]>) =>
    Object.fromEntries(Object.entries(entrants).map(([name, rounds]) => [name, rounds.map(value)]))
  return Object.fromEntries(Object.entries(samples).map(([scenario, entrants]) => [scenario, ofEntrants(entrants)]))
}
