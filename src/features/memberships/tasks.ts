import { command, write } from '../../records/write/transaction.ts'
import type { Task } from '../../workers/task.ts'
import { storeDueStatuses } from './course/queries.ts'

/**
 * Memberships begin and end at midnight in Poland, on days that were recorded ahead. Responses show it at once; a
 * minute later this task stores the status and enters the changes for copies.
 */
export const storeStatusesNightly: Task = {
  name: 'store_membership_statuses',
  nightlyAt: '00:01',
  run: async (db) => void (await write(db, command, storeDueStatuses))
}
