import type { ReaderRight } from '../../records/define.ts'

/** Declarations that are not decided yet: for staff who write or decide them. */
export const draftRight: ReaderRight = {
  setting: 'konwent.drafts',
  full: 'on',
  of: ({ audience, scopes }) =>
    audience === 'staff' && (scopes.includes('registry:write') || scopes.includes('declarations:decide'))
      ? 'on'
      : undefined
}
