// Builds clients/typescript, as `npm install konwent-registry-client` would place it.
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'clients/typescript')
const tsc = join(root, 'node_modules/typescript/bin/tsc')

/** Installs the package in the folder `node_modules` of a folder. */
export async function installClient(folder: string): Promise<void> {
  const target = join(folder, 'node_modules/konwent-registry-client')
  mkdirSync(target, { recursive: true })
  await promisify(execFile)(process.execPath, [tsc, '-p', source, '--outDir', join(target, 'dist')])
  cpSync(join(source, 'src/registry.d.ts'), join(target, 'dist/registry.d.ts'))
  cpSync(join(source, 'package.json'), join(target, 'package.json'))
}
