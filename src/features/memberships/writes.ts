import type { Writes } from '../../records/define-writes.ts'
import { refersTo, uncertainDay, value, values } from '../../records/write/define.ts'
import { declarations } from '../declarations/queries.ts'
import { organisations } from '../organisations/queries.ts'
import { people } from '../people/queries.ts'
import { citations } from '../sources/citations.ts'
import { getStatus, isDecided } from './course/queries.ts'
import { memberships } from './queries.ts'
import { membershipFaults } from './record-rules.ts'

/** Properties that decisions of the Council set. */
const decidedProperties = ['tier', 'tier_basis', 'status', 'joined', 'ended', 'end_basis', 'declaration']
/** Properties that decide who is a member, and until when. */
const decisiveProperties = ['organisation', 'person', 'ended', 'end_basis']

export const membershipWrites: Writes = {
  resource: memberships,
  properties: {
    organisation: refersTo(organisations),
    person: refersTo(people),
    ...values('tier', 'tier_basis', 'tier_basis_note', 'tier_basis_note_en'),
    founder: value({ fallback: false }),
    founding_signatory: value({ fallback: false }),
    status: value({ fallback: 'active' }),
    joined: uncertainDay,
    ended: uncertainDay,
    ...values('end_basis'),
    declaration: refersTo(declarations),
    representative: refersTo(people),
    sources: citations('membership_id')
  },
  required: ['tier', 'tier_basis'],
  faults: membershipFaults,
  // The scope for maintaining records is not enough to make or end a membership, nor to change what the Council
  // decided.
  reserved: {
    scope: 'declarations:decide',
    text: 'Creating, ending or deleting a membership, or changing what the Council decided,',
    appliesTo: async (tx, id, body) => {
      if (id === null || body === null || body.tier_basis === 'decided') return true
      if (decisiveProperties.some((name) => name in body)) return true
      if (body.status !== undefined && body.status !== (await getStatus(tx, id))) return true
      return decidedProperties.some((name) => name in body) && isDecided(tx, id)
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
