import type { ReaderRight } from '../../records/define.ts'

/** Contact data that is not public: a partner's key sees data for partners, a staff key all. Each read is audited. */
export const contactRight: ReaderRight = {
  setting: 'konwent.contacts',
  full: 'staff',
  of: ({ audience, scopes }) => (scopes.includes('contacts:read') ? audience : undefined),
  discloses: 'contact'
}
