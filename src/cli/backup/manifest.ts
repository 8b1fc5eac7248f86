// The files of a backup. A backup is a folder with a dump, the erasure ledger, a manifest, and their checksums.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Static, Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { readLedger } from '../../features/privacy/erasure/ledger.ts'
import type { Erasure } from '../../features/privacy/erasure/queries.ts'
import { Nullable, Rights } from './rights.ts'

export const DUMP = 'database.dump'
export const LEDGER = 'erasures.ndjson'
const MANIFEST = 'manifest.json'
/** In the format of `sha256sum --check`. */
const CHECKSUMS = 'SHA256SUMS'

/** Raised if an older version could not restore a backup any more. */
const FORMAT = 1

const Manifest = Type.Object({
  format: Type.Literal(FORMAT),
  /** Version of the registry. */
  version: Type.String(),
  /** Moment of the backup, ISO 8601 in UTC. */
  taken_at: Type.String(),
  /** Major versions of the server and of pg_dump. */
  postgresql: Type.Integer(),
  pg_dump: Type.Integer(),
  /** Applied migrations, by file name. */
  migrations: Type.Array(Type.String()),
  epoch: Type.String(),
  /** Number of the newest change. */
  position: Type.Integer(),
  /** Result of the verification of the audit. */
  audit: Type.Object({
    intact: Type.Boolean(),
    entries: Type.Integer(),
    first_broken: Nullable(Type.Integer()),
    last_seq: Type.Integer(),
    last_hash: Type.String()
  }),
  /** Number of rows by table. */
  rows: Type.Record(Type.String(), Type.Integer()),
  rights: Rights
})
export type Manifest = Static<typeof Manifest>

/** Writes a file that only its owner may read, synced to disk. Throws if it exists. */
export async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder.
  if (process.platform === 'win32') return
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

/** Adds manifest and checksums to the folder with the other files. */
export async function seal(folder: string, manifest: Omit<Manifest, 'format'>): Promise<void> {
  await writeSynced(join(folder, MANIFEST), `${JSON.stringify({ format: FORMAT, ...manifest }, null, 2)}\n`)
  const names = [DUMP, LEDGER, MANIFEST]
  const sums = await Promise.all(names.map(async (name) => `${await checksumOf(join(folder, name))}  ${name}\n`))
  await writeSynced(join(folder, CHECKSUMS), sums.join(''))
}

/** Returns the manifest of a backup. Throws if the backup is incomplete, damaged, or from a newer version. */
export async function readBackup(folder: string): Promise<Manifest> {
  const names = await readdir(folder).catch((error: Error) => {
    throw new Error(`the backup cannot be read: ${error.message}`)
  })
  const missing = [CHECKSUMS, MANIFEST, DUMP, LEDGER].find((name) => !names.includes(name))
  if (missing !== undefined) throw new Error(`${folder} is not a complete backup: ${missing} is missing`)
  const lines = (await readFile(join(folder, CHECKSUMS), 'utf8')).trimEnd().split('\n')
  const sums = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]))
  for (const name of [MANIFEST, DUMP, LEDGER])
    if (sums.get(name) !== (await checksumOf(join(folder, name))))
      throw new Error(`the backup is damaged: ${name} does not match its checksum in ${CHECKSUMS}`)
  const manifest: unknown = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'))
  if (!Value.Check(Manifest, manifest))
    throw new Error(`${MANIFEST} has another format: restore this backup with the version of the registry that made it`)
  return manifest
}

/** Returns the entries of a ledger file. Throws, with its name, if it is missing or has an invalid line. */
export const readLedgerFile = (file: string): Promise<Erasure[]> =>
  readLedger(file).catch((error: Error) => {
    throw new Error(`the erasure ledger ${file} cannot be used: ${error.message}`)
  })

/** Returns the different entries of ledgers, in their order. */
export const joinLedgers = (entries: Erasure[]): Erasure[] => [
  ...new Map(entries.map((entry) => [`${entry.person} ${entry.pseudonymised}`, entry])).values()
]

/** Returns the SHA-256 of a file, hexadecimal. */
async function checksumOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
