import { defineFeature } from '../../records/define-feature.ts'
import { byId } from '../imports/matchings.ts'
import { membershipOperations } from './course-routes.ts'
import { membershipColumns } from './import-columns.ts'
import { byMember } from './matchings.ts'
import { memberships } from './queries.ts'
import { membershipRefusals, membershipRules } from './rule-texts.ts'
import { storeStatusesNightly } from './tasks.ts'
import { membershipEventKind, membershipStatus, memberType, tierBasis } from './vocabularies.ts'
import { membershipWrites } from './writes.ts'

export const membershipsFeature = defineFeature({
  name: 'memberships',
  tags: {
    memberships: {
      group: 'memberships',
      title: { pl: 'Członkostwa', en: 'Memberships' },
      description: 'Memberships in the Konwent and their course: suspension, resumption, change of tier, end.'
    }
  },
  vocabularies: [tierBasis, memberType, membershipStatus, membershipEventKind],
  resources: [memberships],
  writes: [membershipWrites],
  operations: [membershipOperations],
  rules: membershipRules,
  refusals: membershipRefusals,
  tasks: [storeStatusesNightly],
  imports: [
    {
      resource: memberships,
      writes: membershipWrites,
      columns: membershipColumns,
      matchings: { slug: byMember, id: byId('membership') },
      scope: 'declarations:decide'
    }
  ],
  seed: [{ file: 'memberships', table: 'membership', key: 'id', citation: 'membership_id' }]
})
