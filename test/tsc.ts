// The compiler, without the loaders that the test runner hands to child processes: it does not start with them.
import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const TSC = join(root, 'node_modules/typescript/bin/tsc')

/** Runs tsc in a folder. Returns its errors; an empty text if there are none. Rejects if tsc itself fails. */
export function compile(options: string[], cwd: string = root): Promise<string> {
  const { NODE_OPTIONS: _loaders, ...env } = process.env
  return new Promise((found, fail) =>
    execFile(process.execPath, [TSC, ...options], { cwd, env, maxBuffer: 100_000_000 }, (error, stdout, stderr) =>
      error && stdout === '' ? fail(new Error(stderr, { cause: error })) : found(stdout)
    )
  )
}
