import type { Writes } from '../../records/define.ts'
import { refersTo, uncertainDay, value, values } from '../../records/write/define.ts'
import { declarations } from '../declarations/queries.ts'
import { organisations } from '../organisations/queries.ts'
import { people } from '../people/queries.ts'
import { citations } from '../sources/citations.ts'
import { isDecided } from './course/queries.ts'
import { memberships } from './queries.ts'

/** Properties that decisions of the Council set. */
const decidedProperties = ['tier', 'tier_basis', 'status', 'joined', 'ended', 'declaration']

export const membershipWrites: Writes = {
  resource: memberships,
  properties: {
    organisation: refersTo(organisations),
    person: refersTo(people),
    ...values('tier', 'tier_basis', 'tier_basis_note'),
    founder: value({ fallback: false }),
    founding_signatory: value({ fallback: false }),
    status: value({ fallback: 'active' }),
    joined: uncertainDay,
    ended: uncertainDay,
    declaration: refersTo(declarations),
    representative: refersTo(people),
    sources: citations('membership_id')
  },
  required: ['tier', 'tier_basis'],
  // The scope for maintaining records is not enough to change what the Council decided.
  reserved: {
    scope: 'declarations:decide',
    appliesTo: async (tx, id, body) => {
      if (body.tier_basis === 'decided') return true
      if (id === null || !decidedProperties.some((name) => name in body)) return false
      return isDecided(tx, id)
    }
  },
  example: {
    organisation: { slug: 'ptps' },
    tier: 'supporting',
    tier_basis: 'printed',
    joined: { on: '2026-10-01' },
    sources: [{ source: 's000', locator: '11' }]
  },
  change: {
    tier_basis_note: 'Uchwała nr 5/2026 Rady Konwentu',
    joined: { on: null, not_before: '2026-10-01', not_after: '2026-10-31' }
  }
}
