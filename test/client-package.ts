// Builds clients/typescript, as `npm install konwent-registry-client` would place it.
import { cpSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { compile } from './tsc.ts'

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'clients/typescript')

/** Installs the package in the folder `node_modules` of a folder. */
export async function installClient(folder: string): Promise<void> {
  const target = join(folder, 'node_modules/konwent-registry-client')
  mkdirSync(target, { recursive: true })
  const errors = await compile(['-p', source, '--outDir', join(target, 'dist')])
  if (errors !== '') throw new Error(errors)
  cpSync(join(source, 'src/registry.d.ts'), join(target, 'dist/registry.d.ts'))
  cpSync(join(source, 'package.json'), join(target, 'package.json'))
}
