import type { Db } from '../../db/connect.ts'
import { command, write } from '../../records/write/transaction.ts'
import type { Job, Task } from '../../workers/task.ts'
import type { Imports } from './importables.ts'
import { purgeImports, setProgress } from './queries.ts'
import { failImport, workOnImport } from './run-import.ts'

/** Shortest time between two updates of the progress. */
const PROGRESS_MS = 500

const authorOf = ({ key_id, request_id }: Job) => ({ keyId: key_id, requestId: request_id })

/** Checks or applies an import. */
export const importTask = (imports: Imports): Task => ({
  name: 'import',
  run: async (db, job, signal) => {
    const id = job.import_id as string
    await workOnImport(db, imports, id, authorOf(job), { progress: reportProgress(db, id), signal })
  },
  recordFailure: (db, job) => failImport(db, job.import_id as string, authorOf(job))
})

/** Deletes files and reports of imports after a week. */
export const purgeImportsNightly: Task = {
  name: 'purge_imports',
  nightlyAt: '03:17',
  run: async (db) => void (await write(db, command, purgeImports))
}

/** Returns a function that stores the number of processed rows, at most twice a second. */
function reportProgress(db: Db, id: string): (done: number) => Promise<void> {
  let reportedAt = Number.NEGATIVE_INFINITY
  return async (done) => {
    if (performance.now() - reportedAt < PROGRESS_MS) return
    reportedAt = performance.now()
    await setProgress(db, id, done)
  }
}
