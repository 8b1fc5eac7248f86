// Writes the results to bench/results.json, and the tables made from them to docs/performance.md.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { between, type Machine, type Results, section } from './report.ts'

const file = new URL('results.json', import.meta.url)
const page = new URL('../docs/performance.md', import.meta.url)

const titles = {
  country: 'The whole country, 3,000 organisations',
  floors: 'Floors: the same work without the code of the service, 3,000 organisations',
  million: '1,000,000 organisations'
}

/** Stores the results of one data set; those of the others stay. */
export function publish(name: keyof typeof titles, results: Results): void {
  const stored = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value)
  writeFileSync(file, `${JSON.stringify({ ...stored, [name]: results }, rounded, 1)}\n`)
  writeFileSync(page, between(readFileSync(page, 'utf8'), name, section(titles[name], results)))
}

export function machineOf(postgres: string): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${release()}`,
    node: process.versions.node,
    postgres
  }
}

/** Returns the measured commit, with a `+` if files differ from it. Returns '' outside of a repository. */
export function commitOf(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty=+'], {
      encoding: 'utf8',
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'ignore']
    }).trim()
  } catch {
    return ''
  }
}
