// One PostgreSQL for all test files. Each test clones a template database with the schema and the Konwent's data.
import { existsSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../src/db/connect.ts'
import { startEmbedded } from '../src/db/embedded/server.ts'
import { migrate } from '../src/db/migrate.ts'
import { seed } from '../src/features/seed/seed.ts'
import { declared } from './declared.ts'

export const TEMPLATE = 'konwent_template'

/** Returns the URL with another database of the same server. */
export function withDatabase(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

/** A file system in memory, and the free space that the databases of a run may need, in bytes. */
const MEMORY = '/dev/shm'
const NEEDED_MEMORY = 3 * 1024 ** 3

/** Each test makes and deletes a thousand files, which takes a quarter of the time of a run on a disk. */
function parentFolder(): string {
  if (!existsSync(MEMORY)) return tmpdir()
  const { bavail, bsize } = statfsSync(MEMORY)
  return bavail * bsize > NEEDED_MEMORY ? MEMORY : tmpdir()
}

/** Starts a temporary PostgreSQL and creates the template database. */
export async function startCluster(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(parentFolder(), 'konwent-test-'))
  const { url, stop } = await startEmbedded({ dataDir, throwaway: true })
  const admin = connect(url, { max: 1, noTimeouts: true })
  // Its locks and statistics would come at times that no test decides.
  await admin.pool.query('alter system set autovacuum = off')
  await admin.pool.query('select pg_reload_conf()')
  await admin.pool.query(`create database ${TEMPLATE}`)
  await admin.close()
  const template = connect(withDatabase(url, TEMPLATE), { max: 1, noTimeouts: true })
  await migrate(template)
  await seed(template.db, declared.datasets)
  await template.close()
  return { url, stop }
}
