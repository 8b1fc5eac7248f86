import { command, write } from '../../records/write/transaction.ts'
import type { Task } from '../../workers/task.ts'
import { announceWithdrawals } from './queries.ts'

/** Contacts stop being public at midnight in Poland. A minute later this task enters the changes for copies. */
export const announceWithdrawalsNightly: Task = {
  name: 'announce_withdrawals',
  nightlyAt: '00:01',
  run: async (db) => void (await write(db, command, announceWithdrawals))
}
