import { vocabulary } from '../../records/vocabulary.ts'

export const membershipTier = vocabulary(
  'membership_tier',
  { pl: 'Kategoria członkostwa', en: 'Membership tier' },
  {
    ordinary: { pl: 'członek zwyczajny', en: 'ordinary member' },
    supporting: { pl: 'członek wspierający', en: 'supporting member' },
    honorary: { pl: 'członek honorowy', en: 'honorary member' }
  }
)
