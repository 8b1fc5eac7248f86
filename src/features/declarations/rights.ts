import type { ReaderRight } from '../../records/define.ts'

/** Right to read declarations that are not accepted, for staff who write them or decide on them. */
export const draftRight: ReaderRight = {
  setting: 'konwent.drafts',
  full: 'on',
  of: ({ audience, scopes }) =>
    audience === 'staff' && (scopes.includes('registry:write') || scopes.includes('declarations:decide'))
      ? 'on'
      : undefined
}
