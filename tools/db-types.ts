// Writes src/db/types.ts from a freshly migrated database.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../src/db/connect.ts'
import { startEmbedded } from '../src/db/embedded/server.ts'
import { migrate } from '../src/db/migrate.ts'

/** Arguments of kysely-codegen. The test that compares the file uses them, too. */
export const codegenArguments = (url: string): string[] => [
  createRequire(import.meta.url)
    .resolve('kysely-codegen/package.json')
    .replace('package.json', 'dist/cli/bin.js'),
  '--dialect=postgres',
  `--url=${url}`,
  '--out-file=src/db/types.ts',
  '--include-pattern=public.*',
  '--exclude-pattern=public.migration',
  '--date-parser=string',
  '--numeric-parser=number',
  // As src/db/connect.ts parses it.
  '--type-mapping={"int8":"number"}',
  '--no-domains'
]

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), 'konwent-types-'))
  const { url, stop } = await startEmbedded({ dataDir: folder, throwaway: true })
  const connection = connect(url, { max: 1 })
  await migrate(connection)
  await connection.close()
  const { status } = spawnSync(process.execPath, codegenArguments(url), { stdio: 'inherit' })
  await stop()
  rmSync(folder, { recursive: true, force: true })
  process.exitCode = status ?? 1
}
