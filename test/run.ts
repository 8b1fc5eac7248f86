// `npm test`: starts one PostgreSQL for all test files, runs tap with the same arguments, and prints the totals as its
// last line. The exit code is that of tap, or 1 if no test ran. The long runs in test/slow are part of `npm run check`,
// which passes --all.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startCluster } from './cluster.ts'

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

/** Returns the numbers of the last summary in the results file of tap, or zeros if there is none. */
function totals(): { pass: number; fail: number; skip: number } {
  let text = ''
  try {
    text = readFileSync(results, 'utf8')
  } catch {
    // No results file: tap failed before the first test.
  }
  const summary = text.match(/^# \{ total: .* \}$/gm)?.at(-1) ?? ''
  const count = (name: string) => Number(new RegExp(`${name}: (\\d+)`).exec(summary)?.[1] ?? 0)
  return { pass: count('pass'), fail: count('fail'), skip: count('skip') }
}
