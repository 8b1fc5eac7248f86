import type { ReaderRight } from '../../records/define.ts'

/** The right to see people whose processing is restricted (art. 18 GDPR), for staff with `privacy:admin`. */
export const restrictedRight: ReaderRight = {
  setting: 'konwent.restricted',
  full: 'on',
  of: ({ audience, scopes }) => (audience === 'staff' && scopes.includes('privacy:admin') ? 'on' : undefined),
  discloses: 'contact'
}
