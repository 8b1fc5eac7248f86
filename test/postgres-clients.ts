// The client programs of PostgreSQL 18, of the system or of the folder .programs (tools/newer-programs.sh).
import { spawnSync } from 'node:child_process'
import { delimiter, resolve } from 'node:path'

const folders = [resolve(import.meta.dirname, '../.programs/bin'), '/usr/lib/postgresql/18/bin']

/** PATH on which they come first. */
export const clientsPath = [...folders, process.env.PATH].join(delimiter)

const isPresent = (program: string): boolean => {
  const { stdout } = spawnSync(program, ['--version'], { env: { PATH: clientsPath }, encoding: 'utf8' })
  return Number(/\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1] ?? 0) >= 18
}

/** Reason to skip a test; false if they are present. */
export const noClients = ['pg_dump', 'pg_restore'].every(isPresent)
  ? false
  : 'no pg_dump and pg_restore 18 (tools/newer-programs.sh)'
