// `npm run clients [-- --force]`: tries the contract with the generators in tools/clients. Each client is generated,
// compiled under `strict` and run against the service. If all of them work, openapi/clients.json records it. As long as
// the contract, the generators and the programs stay the same, nothing is installed or run again.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

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
  const ours = globSync(['tools/clients/*.mjs', 'tools/clients/programs/*.ts'], { cwd: root }).sort()
  const hash = createHash('sha256')
  for (const file of ['openapi/openapi.json', 'tools/clients/package-lock.json', ...ours])
    hash.update(`${file}\n${text(file)}\n`)
  return hash.digest('hex')
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
  const { startService } = await import('./clients/start-service.ts')
  const service = await startService()
  const failed: string[] = []
  try {
    for (const name of Object.keys(GENERATORS))
      if (!(await tryClient(name, { REGISTRY_URL: service.url, REGISTRY_KEY: service.key }))) failed.push(name)
  } finally {
    await service.stop()
  }
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
