// Puts the one file that the service serves into viewer/package, with its licence. `npm ci` in the root folder runs
// this. An installation of the package would bring its dependencies too, which the file contains already.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const cwd = fileURLToPath(new URL('.', import.meta.url))
const lock = JSON.parse(readFileSync(`${cwd}package-lock.json`, 'utf8'))
const { version, integrity } = lock.packages['node_modules/openapi-explorer']

const npm = [process.env.npm_execpath, 'pack', `openapi-explorer@${version}`, '--json', '--ignore-scripts']
const [archive] = JSON.parse(execFileSync(process.execPath, npm, { cwd, encoding: 'utf8' }))
try {
  if (archive.integrity !== integrity)
    throw new Error(`the package registry has another openapi-explorer ${version} than viewer/package-lock.json`)
  // With package.json, a list of the components of the image (SBOM) includes the viewer.
  const files = ['dist/browser/openapi-explorer.min.js', 'LICENSE', 'package.json'].map((file) => `package/${file}`)
  execFileSync('tar', ['-xzf', archive.filename, ...files], { cwd })
} finally {
  rmSync(`${cwd}${archive.filename}`)
}
