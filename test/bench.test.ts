// The arithmetic and the tables of the benchmark. No test depends on speed.
import tap from 'tap'
import { goals } from '../bench/goals.ts'
import { between, goalTable, table } from '../bench/report.ts'
import { figure, median, quantile, ratiosOf, shuffled } from '../bench/statistics.ts'
import { type Goal, judge, noiseOf } from '../bench/verdicts.ts'

tap.test('bench: medians, quantiles and ratios within a round', async (t) => {
  t.equal(median([9, 1, 5]), 5)
  t.equal(median([4, 1, 3, 2]), 2.5)
  t.equal(quantile([10, 20, 30, 40, 50], 0.25), 20)
  t.equal(quantile([10, 20], 0.25), 12.5)
  t.throws(() => median([]))
  t.strictSame(ratiosOf([10, 30, 50], [5, 10, 100]), [2, 3, 0.5], 'ratios are per round')
  t.strictSame(ratiosOf([10, 30], [5]), [2], 'a round that only one of the two has is ignored')
  const list = [1, 2, 3, 4, 5]
  t.strictSame(
    shuffled(list, () => 0),
    [2, 3, 4, 5, 1]
  )
  t.strictSame(list, [1, 2, 3, 4, 5])
})

const fast: Goal = {
  what: 'a read',
  scenario: 'read',
  of: 'ours',
  to: 'limit',
  bound: 'at least',
  value: 0.9,
  why: 'It waits.'
}
const small: Goal = {
  what: 'memory',
  scenario: 'idle',
  of: 'ours',
  bound: 'at most',
  value: 130,
  unit: 'MiB',
  why: 'It grew.'
}

tap.test('bench: goals are compared with the median of the ratios', async (t) => {
  // The medians alone would be 100/100. Within the rounds, `ours` was mostly slower.
  const figures = { read: { ours: [80, 100, 160], limit: [100, 200, 80] }, idle: { ours: [120] } }
  const [read, memory] = judge([fast, small], figures, { read: { ours: [10, 10, 10], limit: [5, 20, 10] } })
  t.match(read, { measured: 0.8, rounds: 3, met: false, processor: 1 })
  t.strictSame(read?.spread, [0.65, 1.4])
  t.match(memory, { measured: 120, met: true, processor: null })
  t.strictSame(judge([{ ...fast, to: 'nobody' }], figures), [], 'a goal that was not measured has no verdict')
})

tap.test('bench: processor time decides where a goal says so, and everywhere if the machine was noisy', async (t) => {
  const figures = { read: { ours: [100], limit: [100] } }
  const costs = { read: { ours: [20], limit: [10] } }
  t.match(judge([fast], figures, costs), [{ judgedBy: 'measured', met: true, processor: 0.5 }])
  t.match(judge([fast], figures, costs, false), [{ judgedBy: 'processor', met: false }])
  const byProcessor = judge([{ ...fast, decides: 'processor' }], figures, costs)
  t.match(byProcessor, [{ judgedBy: 'processor', met: false }])
  t.match(goalTable(byProcessor), '**missed** by CPU')
  t.match(judge([{ ...fast, decides: 'measured' }], figures, costs, false), [{ judgedBy: 'measured', met: true }])
  t.match(
    judge([{ ...fast, decides: 'processor' }], figures),
    [{ judgedBy: 'measured', met: true }],
    'without processor time, the rate decides'
  )
})

tap.test('bench: a missed goal has its reason, a met one none', async (t) => {
  const verdicts = judge([fast, small], { read: { ours: [8], limit: [10] }, idle: { ours: [120] } })
  const text = goalTable(verdicts)
  const cells = (line: string) => line.split('|').map((cell) => cell.trim())
  t.strictSame(
    text
      .split('\n')
      .filter((line) => line.startsWith('| a read') || line.startsWith('| memory'))
      .map(cells),
    [
      ['', 'a read', 'limit', 'at least 0.9', '0.8', '0.8–0.8', '', '**missed**', ''],
      ['', 'memory', '', 'at most 130 MiB', '120 MiB', '120–120', '', 'met', '']
    ]
  )
  t.match(text, '- a read, against limit: It waits.')
  t.notMatch(text, 'It grew.')
  t.notMatch(goalTable(judge([small], { idle: { ours: [120] } })), 'Missed')
})

tap.test('bench: a run is noisy if two processes of the same program differ, or if others work', async (t) => {
  const pair = (ours: number[], twin: number[]) => ({ record: { ours, twin } })
  const same = pair([100, 100], [95, 108])
  t.strictSame(noiseOf(same, same, 0.05), [])
  t.strictSame(noiseOf({}, {}, 0), [], 'what was not measured says nothing')
  for (const twin of [80, 120]) {
    const other = pair([100], [twin])
    const ratio = `ratio ${twin / 100}.`
    t.strictSame(noiseOf(other, same, 0), [`Two processes of the service differed in requests per second: ${ratio}`])
    t.strictSame(noiseOf(same, other, 0), [`Two processes of the service differed in processor time: ${ratio}`])
  }
  t.strictSame(noiseOf(same, same, 0.25), ['Other processes used 25 % of the processor time.'])
  const list = { list: { ours: [100, 100, 100], twin: [80, 80, 80] } }
  t.equal(noiseOf({ ...same, ...list }, {}, 0).length, 1, 'all compared scenarios count')
})

tap.test('bench: tables and figures', async (t) => {
  t.equal(table(['', 'b'], [['long name', '1']]), '|           |   b |\n| --------- | --: |\n| long name |   1 |')
  t.strictSame([0.12345, 1.5, 1234.5, 1_000_000].map(figure), ['0.123', '1.5', '1235', '1000000'])
  t.equal(figure(Number.NaN), '–')
  const page = 'Above\n<!-- x: begin -->\nold\n<!-- x: end -->\nbelow'
  t.equal(between(page, 'x', 'new'), 'Above\n<!-- x: begin -->\n\nnew\n\n<!-- x: end -->\nbelow')
  t.throws(() => between('Above', 'x', 'new'))
})

tap.test('bench: every goal occurs once', async (t) => {
  const names = goals.map(({ what, scenario, of, to }) => [what, scenario, of, to].join(' | '))
  t.equal(new Set(names).size, goals.length)
})
