// node tools/clients/generate.mjs NAME
// Generates the client NAME from openapi/openapi.json with the settings of its documentation, compiles it together with
// its program under `strict`, and bundles both into generated/NAME.mjs. Exits with 1 and the output of the tool that
// failed.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'

const HERE = import.meta.dirname
const DOCUMENT = '../../openapi/openapi.json'
const PRINTED_LINES = 8

/** The command line of each generator. Its output is a folder of its own in `generated`. */
const GENERATORS = {
  'openapi-fetch': ['openapi-typescript', DOCUMENT, '-o', 'generated/openapi-fetch/registry.d.ts'],
  'hey-api': ['openapi-ts', '-i', DOCUMENT, '-o', 'generated/hey-api', '-c', '@hey-api/client-fetch', '--no-log-file'],
  orval: ['orval', '-c', 'orval.config.mjs'],
  'swagger-typescript-api': [
    ...['swagger-typescript-api', 'generate', '-p', DOCUMENT],
    ...['-o', 'generated/swagger-typescript-api', '-n', 'registry.ts']
  ]
}
/** As in the templates of current bundlers. */
const COMPILE = [
  ...['tsc', '--noEmit', '--strict', '--skipLibCheck', '--isolatedModules', '--target', 'es2022', '--module', 'esnext'],
  ...['--moduleResolution', 'bundler', '--lib', 'es2022,dom,dom.iterable', '--typeRoots', 'generated/none']
]

const name = process.argv[2]
const generator = GENERATORS[name]
if (!generator) {
  console.error(`usage: node generate.mjs ${Object.keys(GENERATORS).join('|')}`)
  process.exit(2)
}
for (const path of [name, `${name}.mjs`]) rmSync(join(HERE, 'generated', path), { recursive: true, force: true })
const program = `programs/${name}.ts`
run('generate', generator)
run('compile', [...COMPILE, program])
run('bundle', ['esbuild', program, '--bundle', '--format=esm', '--log-level=error', `--outfile=generated/${name}.mjs`])

function run(what, [tool, ...options]) {
  try {
    execFileSync(join(HERE, 'node_modules/.bin', tool), options, { cwd: HERE, stdio: 'pipe', encoding: 'utf8' })
  } catch ({ stdout, stderr, message }) {
    const lines = (`${stdout ?? ''}${stderr ?? ''}`.trim() || message).split('\n')
    const more = lines.length > PRINTED_LINES ? [`… ${lines.length - PRINTED_LINES} more lines`] : []
    console.error([`${what} failed:`, ...lines.slice(0, PRINTED_LINES), ...more].join('\n'))
    process.exit(1)
  }
}
