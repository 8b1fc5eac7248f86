// The comparison of measurements with goals, and whether the machine was quiet enough for it.
import { figure, median, quantile, ratiosOf } from './statistics.ts'

/** Measured figures by scenario and contender, one per round. */
export type Figures = Record<string, Record<string, number[]>>

/** The measured figures, such as requests per second, or processor time. */
export type Deciding = 'measured' | 'processor'

export interface Goal {
  what: string
  scenario: string
  of: string
  /** The contender whose figure of the same round is the divisor. Without it, the figure itself counts. */
  to?: string
  bound: 'at least' | 'at most'
  value: number
  unit?: string
  /** The ratio that decides. Without it, processor time decides if it was measured and the machine was not quiet. */
  decides?: Deciding
  /** The reason if the goal is missed. Printed only then. */
  why?: string
}

export interface Verdict extends Goal {
  measured: number
  /** First and third quartile of the rounds. */
  spread: [number, number]
  rounds: number
  /** The same ratio in processor time per request, of Node and PostgreSQL together. Null if it was not measured. */
  processor: number | null
  /** The ratio that has decided. */
  judgedBy: Deciding
  met: boolean
}

/**
 * Returns a verdict per measured goal, in the order of the goals. `costs` is processor time per request, if known. If
 * the machine was not quiet, it decides wherever a goal does not say otherwise.
 */
export function judge(goals: readonly Goal[], figures: Figures, costs: Figures = {}, quiet = true): Verdict[] {
  return goals.flatMap((goal) => {
    const of = figures[goal.scenario]?.[goal.of]
    const to = goal.to === undefined ? undefined : figures[goal.scenario]?.[goal.to]
    if (!of?.length || (goal.to !== undefined && !to?.length)) return []
    const values = to ? ratiosOf(of, to) : of
    const measured = median(values)
    const processor = processorRatio(goal, costs)
    const wanted = goal.decides ?? (quiet ? 'measured' : 'processor')
    const [decisive, judgedBy]: [number, Deciding] =
      wanted === 'processor' && processor !== null ? [processor, 'processor'] : [measured, 'measured']
    return [
      {
        ...goal,
        measured,
        processor,
        judgedBy,
        spread: [quantile(values, 0.25), quantile(values, 0.75)],
        rounds: values.length,
        met: goal.bound === 'at least' ? decisive >= goal.value : decisive <= goal.value
      }
    ]
  })
}

/** Returns the ratio of a goal in processor time, where less is faster. Null if it was not measured. */
function processorRatio({ scenario, of, to }: Goal, costs: Figures): number | null {
  const [cost, others] = [costs[scenario]?.[of], costs[scenario]?.[to ?? '']]
  return cost?.length && others?.length ? median(ratiosOf(others, cost)) : null
}

/** Scenarios in which two processes of the service have answered the same requests. */
const COMPARED = ['record', 'list']
/** Largest deviation of the two processes, and largest share of the processor time that others may use. */
const TOLERANCE = 0.1

/**
 * Returns why the machine was not quiet, as sentences; an empty list if it was. `othersShare` is the share of the
 * processor time of the whole machine that other processes used.
 */
export function noiseOf(figures: Figures, costs: Figures, othersShare: number): string[] {
  const ratio = (source: Figures): number => {
    const ratios = COMPARED.flatMap((scenario) => {
      const { twin, ours } = source[scenario] ?? {}
      return twin && ours ? ratiosOf(twin, ours) : []
    })
    return ratios.length > 0 ? median(ratios) : 1
  }
  const differs = (value: number) => value < 1 - TOLERANCE || value > 1 + TOLERANCE
  const [rate, cost] = [ratio(figures), ratio(costs)]
  return [
    differs(rate) ? `Two processes of the service differed in requests per second: ratio ${figure(rate)}.` : '',
    differs(cost) ? `Two processes of the service differed in processor time: ratio ${figure(cost)}.` : '',
    othersShare > TOLERANCE ? `Other processes used ${Math.round(othersShare * 100)} % of the processor time.` : ''
  ].filter(Boolean)
}
