// The Markdown tables for the terminal, and for docs/performance.md between markers.
import type { Sample, Samples } from './rounds.ts'
import { figure, median, quantile } from './statistics.ts'
import type { Figures, Goal, Verdict } from './verdicts.ts'

export interface Machine {
  cpu: string
  cores: number
  memory: string
  system: string
  node: string
  postgres: string
}

/** One run of the benchmark on one data set, as stored in bench/results.json. */
export interface Results {
  at: string
  commit: string
  minutes: number
  machine: Machine
  /** Why the machine was not quiet, as sentences. Empty if it was. */
  noise: string[]
  verdicts: Verdict[]
  /** Figures other than requests per second. */
  figures: Figures
  samples: Samples
}

/** A Markdown table. All columns except the first are right-aligned. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const pad = (cell: string, i: number) =>
    i === 0 ? cell.padEnd(width[i] as number) : cell.padStart(width[i] as number)
  const line = (cells: readonly string[]) => `| ${cells.map(pad).join(' | ')} |`
  const alignment = (length: number, i: number) => (i === 0 ? '-'.repeat(length) : `${'-'.repeat(length - 1)}:`)
  return [line(head), `| ${width.map(alignment).join(' | ')} |`, ...rows.map(line)].join('\n')
}

const withUnit = (value: string, { unit }: Goal) => (unit === undefined ? value : `${value} ${unit}`)

/** The contender that the goal names. If less is better, the service is compared with itself, and there is none. */
const opponentOf = ({ bound, to }: Goal) => (bound === 'at least' ? to : undefined)
const nameOf = (goal: Goal) => (opponentOf(goal) ? `${goal.what}, against ${opponentOf(goal)}` : goal.what)

/** The table of goals and results, followed by the reasons for missed goals. */
export function goalTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map((verdict) => {
    const { what, bound, value, measured, spread, processor, judgedBy, met } = verdict
    const range = `${figure(spread[0])}–${figure(spread[1])}`
    return [
      what,
      opponentOf(verdict) ?? '',
      withUnit(`${bound} ${value}`, verdict),
      withUnit(figure(measured), verdict),
      range,
      processor === null ? '' : figure(processor),
      (met ? 'met' : '**missed**') + (judgedBy === 'processor' ? ' by CPU' : '')
    ]
  })
  const goals = table(['', 'against', 'goal', 'median', 'middle half', 'by CPU', ''], rows)
  const missed = Map.groupBy(
    verdicts.filter(({ met }) => !met),
    ({ why = 'the reason is not known yet.' }) => why
  )
  if (missed.size === 0) return goals
  const reasons = [...missed].map(([why, goalsMissed]) => `- ${goalsMissed.map(nameOf).join('; ')}: ${why}`)
  return `${goals}\n\nMissed:\n\n${reasons.join('\n')}`
}

/** Medians of each contender in each scenario. */
export function costTable(samples: Samples): string {
  const rows = Object.entries(samples).flatMap(([scenario, entrants]) =>
    Object.entries(entrants).map(([name, rounds]) => {
      const middle = (key: keyof Sample) => figure(median(rounds.map((sample) => sample[key])))
      return [scenario, name, middle('speed'), middle('node'), middle('postgres'), middle('bytes'), middle('resident')]
    })
  )
  return table(['', 'contender', 'requests/s', 'Node µs', 'PostgreSQL µs', 'bytes', 'MiB'], rows)
}

/** Medians of the figures other than requests per second. */
export function figureTable(figures: Figures): string {
  const rows = Object.entries(figures).flatMap(([scenario, entrants]) =>
    Object.entries(entrants)
      .filter(([, values]) => values.length > 0)
      .map(([name, values]) => [
        scenario,
        name,
        figure(median(values)),
        `${figure(quantile(values, 0.25))}–${figure(quantile(values, 0.75))}`
      ])
  )
  return table(['', 'contender', 'median', 'middle half'], rows)
}

const FIGURES_TITLE =
  'Other figures (start in seconds, memory in MiB, export in MB per second, import in rows per second, processor time ' +
  'and p99 in milliseconds, rebuilt addresses as a number):'

/** One run in Markdown. */
export function section(
  title: string,
  { at, commit, minutes, machine, noise, verdicts, figures, samples }: Results
): string {
  const { cpu, cores, memory, system, node, postgres } = machine
  const where = `${cpu}, ${cores} cores, ${memory}, ${system}, Node ${node}, PostgreSQL ${postgres}`
  const warning = noise.length === 0 ? '' : `\nThe machine was not quiet. ${noise.join(' ')} Run it again.\n`
  return [
    `### ${title}\n`,
    `${at.slice(0, 10)}, commit ${commit}, ${figure(minutes)} minutes on ${where}.`,
    warning,
    goalTable(verdicts),
    '\nRequests, medians:\n',
    costTable(samples),
    `\n${FIGURES_TITLE}\n`,
    `${figureTable(figures)}\n`
  ].join('\n')
}

/** Replaces the text between the two markers of `name`. Throws if there are no such markers. */
export function between(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`]
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`there are no markers ${begin} and ${end}`)
  return `${text.slice(0, from + begin.length)}\n\n${content.trim()}\n\n${text.slice(to)}`
}
