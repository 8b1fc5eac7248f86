// The change feed.
import { defineFeature } from '../../records/define-feature.ts'
import { addChangeCommands } from './commands.ts'
import { changeMeasures } from './measures.ts'
import { changeRoutes } from './routes.ts'
import { announceWithdrawalsNightly } from './tasks.ts'
import { changeOp } from './vocabularies.ts'

export const changesFeature = defineFeature({
  name: 'changes',
  tags: {
    changes: {
      group: 'copies',
      title: { pl: 'Zmiany i migawka', en: 'Changes and snapshot' },
      description: 'The change feed and the snapshot, for clients that maintain a copy of the registry.'
    }
  },
  vocabularies: [changeOp],
  operations: [changeRoutes],
  measures: changeMeasures,
  tasks: [announceWithdrawalsNightly],
  commands: addChangeCommands
})
