// node tools/judges/types.mjs DOCUMENT OUT.d.ts
// Writes the TypeScript types of an OpenAPI document, for a client used through openapi-fetch.

import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const BANNER = '// Generated from openapi/openapi.json by npm run contract:types; do not edit.\n\n'

const [documentPath, outPath] = process.argv.slice(2)
if (!documentPath || !outPath) {
  console.error('usage: node types.mjs DOCUMENT OUT.d.ts')
  process.exit(2)
}

const types = await openapiTS(pathToFileURL(resolve(documentPath)), {
  // In the document's order, so that a change of the contract is a small diff here.
  alphabetize: false,
  immutable: false,
  // A request may leave out what has a default; what a response always has, its schema lists as required.
  defaultNonNullable: false
})
await writeFile(outPath, BANNER + astToString(types))
