import type { Task } from '../../workers/task.ts'
import { NIGHTLY, rewriteErased } from './erasure/rewrite.ts'

/** Removes erased values from freed pages. Tables in use are tried again, like every job that fails. */
export const rewriteErasedNightly: Task = {
  name: 'rewrite_erased',
  nightlyAt: '03:41',
  run: async (db, _job, signal) => {
    const { left } = await rewriteErased(db, { ...NIGHTLY, signal })
    if (left.length > 0) throw new Error('tables are in use and still have to be rewritten')
  }
}
