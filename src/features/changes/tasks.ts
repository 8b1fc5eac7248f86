import { command, write } from '../../records/write/transaction.ts'
import type { Task } from '../../workers/task.ts'
import { announceWithdrawals } from './queries.ts'

/** Contacts stop being public at midnight in Poland; copies are told of it a minute later. */
export const announceWithdrawalsNightly: Task = {
  name: 'announce_withdrawals',
  nightlyAt: '00:01',
  run: async (db) => void (await write(db, command, announceWithdrawals))
}
