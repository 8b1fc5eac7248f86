// `npm test`: starts one PostgreSQL for all test files, runs tap over them with the arguments given, and ends with its exit code.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { startCluster } from './cluster.ts'

const cluster = await startCluster()
const tap = createRequire(import.meta.url)
  .resolve('tap/package.json')
  .replace('package.json', 'dist/esm/run.mjs')
const child = spawn(process.execPath, [tap, 'run', ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, TEST_DATABASE_URL: cluster.url } })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', async (code) => {
  await cluster.stop()
  process.exit(code ?? 1)
})
