// The feed of changes.
import { defineFeature } from '../../records/define-feature.ts'
import { addChangeCommands } from './commands.ts'
import { changeRoutes } from './routes.ts'
import { announceWithdrawalsNightly } from './tasks.ts'
import { changeOp } from './vocabularies.ts'

export const changesFeature = defineFeature({
  name: 'changes',
  tags: { changes: 'What changed, for those who keep a copy.' },
  vocabularies: [changeOp],
  operations: [changeRoutes],
  tasks: [announceWithdrawalsNightly],
  commands: addChangeCommands
})
