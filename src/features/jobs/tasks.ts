// All tasks that workers do.
import { announceWithdrawalsNightly } from '../changes/tasks.ts'
import { importTask, purgeImportsNightly } from '../imports/tasks.ts'
import type { Task } from './worker.ts'

export const tasks: readonly Task[] = [importTask, purgeImportsNightly, announceWithdrawalsNightly]
