// `npm test`: starts one PostgreSQL for all test files, runs tap with the same arguments, and prints the totals as its
// last line. The exit code is that of tap, or 1 if no test ran. The long runs in test/slow are part of `npm run check`,
// which passes --all.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startCluster } from './cluster.ts'

/** Lines of diagnostics that are repeated at the end for a failed assertion. */
const MAX_DIAGNOSTICS = 40
const results = join(mkdtempSync(join(tmpdir(), 'konwent-results-')), 'results.tap')
const cluster = await startCluster()
const tap = createRequire(import.meta.url)
  .resolve('tap/package.json')
  .replace('package.json', 'dist/esm/run.mjs')
// After a fresh installation, tap has its default plugins. `tap build` replaces them with those of .taprc.
if (!isBuilt()) execFileSync(process.execPath, [tap, 'build'])
const tapArguments = process.argv.slice(2).filter((argument) => argument !== '--all')
const isCovered = !process.argv.includes('--disable-coverage')
const isNamed = tapArguments.some((argument) => !argument.startsWith('-'))
const files =
  isNamed || process.argv.includes('--all') ? [] : globSync('test/**/*.test.ts', { exclude: ['test/slow'] }).sort()
const child = spawn(process.execPath, [tap, 'run', `--output-file=${results}`, ...tapArguments, ...files], {
  stdio: 'inherit',
  env: {
    ...process.env,
    TEST_DATABASE_URL: cluster.url,
    // Each test file, and each service and command that it starts, loads the same sources. Coverage is exact only
    // without the cache.
    ...(!isCovered && { NODE_COMPILE_CACHE: join(tmpdir(), 'konwent-compile-cache') }),
    ...(process.argv.includes('--all') && { TEST_ALL: '1' })
  }
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', async (code) => {
  await cluster.stop()
  const { pass, fail, skip } = totals()
  // The output of a run is long, and a record of it may keep the end only.
  for (const failure of failures()) console.log(failure)
  rmSync(dirname(results), { recursive: true })
  console.log(`\n${pass} passed, ${fail} failed, ${skip} skipped`)
  process.exit(pass + fail === 0 ? 1 : (code ?? 1))
})

/** Whether tap is already built without the plugin that .taprc omits. Building again would break a parallel run. */
function isBuilt(): boolean {
  const built = join(
    import.meta.dirname,
    '..',
    'node_modules',
    '@tapjs',
    'test',
    'test-built',
    'dist',
    'esm',
    'index.js'
  )
  return existsSync(built) && !readFileSync(built, 'utf8').includes('@tapjs/typescript')
}

/** Returns the results file of tap. It is empty if tap failed before the first test. */
function readResults(): string {
  return existsSync(results) ? readFileSync(results, 'utf8') : ''
}

/** Returns the failed assertions and tests, each with the first lines of its diagnostics. */
function failures(): string[] {
  const lines = readResults().split('\n')
  return lines.flatMap((line, i) => {
    if (!/^\s*not ok /.test(line)) return []
    const diagnostics = lines.slice(i + 1, i + 1 + MAX_DIAGNOSTICS)
    const indent = /^\s*/.exec(line)?.[0].length ?? 0
    const end = diagnostics.findIndex((next) => next.trim() !== '' && !next.startsWith(' '.repeat(indent + 2)))
    return [line, ...(end === -1 ? diagnostics : diagnostics.slice(0, end))]
  })
}

/** Returns the numbers of the last summary in the results file of tap, or zeros if there is none. */
function totals(): { pass: number; fail: number; skip: number } {
  const summary =
    readResults()
      .match(/^# \{ total: .* \}$/gm)
      ?.at(-1) ?? ''
  const count = (name: string) => Number(new RegExp(`${name}: (\\d+)`).exec(summary)?.[1] ?? 0)
  return { pass: count('pass'), fail: count('fail'), skip: count('skip') }
}
