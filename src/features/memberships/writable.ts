import { citations, refersTo, uncertainDay, value, values, type Writable } from '../../lib/writable.ts'
import { memberships } from './queries.ts'

export const writableMemberships: Writable = {
  resource: memberships,
  properties: {
    organisation: refersTo('organisation'),
    person: refersTo('person'),
    ...values('tier', 'tier_basis', 'tier_basis_note'),
    founder: value({ fallback: false }),
    founding_signatory: value({ fallback: false }),
    status: value({ fallback: 'active' }),
    joined: uncertainDay,
    ended: uncertainDay,
    declaration: refersTo('declaration'),
    representative: refersTo('person'),
    sources: citations('membership_id')
  },
  required: ['tier', 'tier_basis'],
  example: {
    organisation: { slug: 'ptps' },
    tier: 'supporting',
    tier_basis: 'decided',
    joined: { on: '2026-10-01' },
    sources: [{ source: 's000', locator: '11' }]
  },
  change: { tier_basis_note: 'Uchwała nr 5/2026 Rady Konwentu', joined: { on: null, not_before: '2026-10-01', not_after: '2026-10-31' } }
}
