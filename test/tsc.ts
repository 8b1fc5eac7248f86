// The compiler, without the loaders that the test runner hands to child processes: it does not start with them.
import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const TSC = join(root, 'node_modules/typescript/bin/tsc')

/** Runs tsc in a folder. Returns its errors; an empty text if there are none. Rejects if tsc itself fails. */
export function compile(options: string[], cwd: string = root): Promise<string> {
  // The test runner adds its loaders to the environment of every child that runs Node. `env` removes them again.
  const command = ['-u', 'NODE_OPTIONS', process.execPath, TSC, ...options]
  return new Promise((found, fail) =>
    execFile('env', command, { cwd, maxBuffer: 100_000_000 }, (error, stdout, stderr) =>
      error && stdout === '' ? fail(new Error(stderr, { cause: error })) : found(stdout)
    )
  )
}
