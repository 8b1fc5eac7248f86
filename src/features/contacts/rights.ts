import type { ReaderRight } from '../../records/define.ts'

/**
 * Right to read contact data that is not public. A partner key reads data for partners, a staff key reads all data.
 * Each such read is audited.
 */
export const contactRight: ReaderRight = {
  setting: 'konwent.contacts',
  full: 'staff',
  of: ({ audience, scopes }) => (scopes.includes('contacts:read') ? audience : undefined),
  discloses: 'contact'
}
