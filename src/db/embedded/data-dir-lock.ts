// Lock of a data folder: only one process at a time may use it.
import fs from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const BUSY_TIMEOUT_MS = 250
const SQLITE_BUSY = 5

/** Another running process uses the folder. */
export class DataDirInUse extends Error {}

/**
 * Locks an existing folder for this process. The returned function unlocks it and may be called more than once.
 * Throws DataDirInUse while another caller holds the lock.
 *
 * An exclusive lock of SQLite is a lock of the operating system, so it always ends with the process. The file is never
 * removed, because a lock on a removed file would not exclude anybody. The process id in lock.pid is only for the error
 * message.
 */
export function lockDataDir(home: string): () => void {
  const owner = path.join(home, 'lock.pid')
  const lock = new DatabaseSync(path.join(home, 'lock'), { timeout: BUSY_TIMEOUT_MS })
  try {
    lock.exec('pragma journal_mode = off; begin exclusive')
  } catch (error) {
    lock.close()
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error
    const pid = fs.existsSync(owner) ? fs.readFileSync(owner, 'utf8') : 'unknown'
    throw new DataDirInUse(
      `${home} is already in use by process ${pid}: stop it, or set DATA_DIR and PORT to run a second one`
    )
  }
  fs.writeFileSync(owner, String(process.pid))
  return () => {
    if (lock.isOpen) lock.close()
  }
}
