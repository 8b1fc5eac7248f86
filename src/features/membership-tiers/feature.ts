import { defineFeature } from '../../records/define-feature.ts'
import { membershipTiers } from './queries.ts'
import { membershipTier } from './vocabularies.ts'

export const membershipTiersFeature = defineFeature({
  name: 'membership-tiers',
  tags: {
    'membership-tiers': {
      group: 'memberships',
      title: { pl: 'Kategorie członkostwa', en: 'Membership tiers' },
      description: 'Membership tiers and the rules for eligibility.'
    }
  },
  vocabularies: [membershipTier],
  resources: [membershipTiers],
  seed: [
    {
      file: 'membership-tiers',
      table: 'membership_tier',
      key: 'code',
      citation: 'membership_tier_code',
      children: [
        {
          property: 'member_types',
          table: 'membership_tier_member_type',
          parentColumns: (tier) => ({ tier: tier.code }),
          wrap: (value) => ({ member_type: value })
        },
        { property: 'rules', table: 'eligibility_rule', parentColumns: (tier) => ({ tier: tier.code }) }
      ]
    }
  ]
})
