// `npm run clients [-- --force]`: tries the contract with the generators in tools/clients. Each client is generated,
// compiled under `strict` and run against the service. If all of them work, openapi/clients.json records it. As long as
// the contract and tools/clients stay the same, nothing is installed or run again.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { pino } from 'pino'
import { buildApp } from '../src/app.ts'
import { connect } from '../src/db/connect.ts'
import { startCluster, TEMPLATE, withDatabase } from '../test/cluster.ts'
import { makeKey, unlimited } from '../test/helper.ts'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'tools/clients')
const RECORD = join(root, 'openapi/clients.json')
/** Each client, and the package that generates it. */
const GENERATORS: Record<string, string> = {
  'openapi-fetch': 'openapi-typescript',
  'hey-api': '@hey-api/openapi-ts',
  orval: 'orval',
  'swagger-typescript-api': 'swagger-typescript-api'
}

const run = promisify(execFile)
const text = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Returns a digest of all that decides whether a client works: the contract, the generators and the programs. */
function fingerprint(): string {
  const files = globSync(['tools/clients.ts', 'tools/clients/{*,programs/*}.{mjs,ts,json}'], { cwd: root }).sort()
  const hash = createHash('sha256')
  for (const file of ['openapi/openapi.json', ...files]) hash.update(`${file}\n${text(file)}\n`)
  return hash.digest('hex')
}

/** Starts the service on the loopback interface, with a database of its own and a key that may write. */
async function startService(): Promise<{ url: string; key: string; stop: () => Promise<void> }> {
  const cluster = await startCluster()
  const admin = connect(cluster.url, { max: 1 })
  await admin.pool.query(`create database clients template ${TEMPLATE}`)
  await admin.close()
  const { db, close } = connect(withDatabase(cluster.url, 'clients'), { max: 4, timeoutFactor: 15 })
  const app = await buildApp({
    db,
    logger: pino({ level: 'silent' }),
    publicBaseUrl: null,
    rateLimits: unlimited,
    trustProxy: false
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const stop = async () => {
    await app.close()
    await close()
    await cluster.stop()
  }
  return { url: `http://127.0.0.1:${port}/v1`, key: await makeKey(db, ['registry:write']), stop }
}

/** Generates, compiles and runs a client. Prints its steps. Returns whether all of them worked. */
async function tryClient(name: string, env: Record<string, string>): Promise<boolean> {
  const settings = { cwd: folder, env: { ...process.env, ...env } }
  try {
    await run(process.execPath, ['generate.mjs', name], settings)
  } catch (error) {
    console.log(`FAIL ${name}\n       ${(error as { stderr: string }).stderr.trim().replaceAll('\n', '\n       ')}`)
    return false
  }
  const { stdout } = await run(process.execPath, [`generated/${name}.mjs`], settings)
  const steps: { step: string; fault?: string }[] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const faults = steps.filter(({ fault }) => fault !== undefined)
  console.log(
    `${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${steps.length - faults.length} of ${steps.length} steps)`
  )
  for (const { step, fault } of faults) console.log(`       ${step}: ${fault}`)
  return faults.length === 0
}

const hash = fingerprint()
const recorded = existsSync(RECORD) ? JSON.parse(readFileSync(RECORD, 'utf8')).hash : undefined
if (recorded === hash && !process.argv.includes('--force')) {
  console.log('The clients were tried with this contract.')
} else {
  await run('npm', ['ci', '--prefix', 'tools/clients'], { cwd: root })
  const service = await startService()
  const failed: string[] = []
  for (const name of Object.keys(GENERATORS))
    if (!(await tryClient(name, { REGISTRY_URL: service.url, REGISTRY_KEY: service.key }))) failed.push(name)
  await service.stop()
  if (failed.length === 0) {
    const versionOf = (generator: string) =>
      JSON.parse(text(`tools/clients/node_modules/${generator}/package.json`)).version
    const clients = Object.entries(GENERATORS).map(([name, generator]) => [
      name,
      `${generator} ${versionOf(generator)}`
    ])
    writeFileSync(RECORD, `${JSON.stringify({ hash, clients: Object.fromEntries(clients) }, null, 2)}\n`)
    console.log('\nAll clients work: commit openapi/clients.json.')
  } else {
    console.log(`\nThese clients do not work with the contract: ${failed.join(', ')}`)
    process.exitCode = 1
  }
}
