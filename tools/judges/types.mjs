// node tools/judges/types.mjs [--check] DOCUMENT OUT.d.ts
// Writes the TypeScript types of an OpenAPI document for openapi-fetch. With --check, fails if OUT is stale.

import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import openapiTS, { astToString } from 'openapi-typescript'

const BANNER = '// Generated from openapi/openapi.json by npm run contract; do not edit.\n\n'

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean' } } })
const [documentPath, outPath] = positionals
if (!documentPath || !outPath) {
  console.error('usage: node types.mjs [--check] DOCUMENT OUT.d.ts')
  process.exit(2)
}

const types = await openapiTS(pathToFileURL(resolve(documentPath)), {
  // In the order of the document, so that a change of the contract is a small diff here.
  alphabetize: false,
  immutable: false,
  // A request may omit a property with a default. Schemas of responses list their properties as required.
  defaultNonNullable: false
})
const text = BANNER + astToString(types)
if (!options.check) {
  await writeFile(outPath, text)
} else if ((await readFile(outPath, 'utf8')) !== text) {
  console.error(`${outPath} is stale: run npm run contract`)
  process.exitCode = 1
} else {
  console.log(`${outPath} is up to date.`)
}
