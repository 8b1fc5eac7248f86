import { defineFeature } from '../../records/define-feature.ts'
import { addSigningKeyCommands } from './commands.ts'
import { membershipChecks, publicKeys } from './routes.ts'

export const membershipChecksFeature = defineFeature({
  name: 'membership-checks',
  tags: {
    'membership-checks': {
      group: 'memberships',
      title: { pl: 'Potwierdzenia członkostwa', en: 'Membership checks' },
      description:
        'Checks whether an organisation is a member on a day. Each answer has a receipt that anyone can verify.'
    }
  },
  operations: [membershipChecks],
  rootOperations: [publicKeys],
  commands: addSigningKeyCommands
})
