import type { Writes } from '../../records/define-writes.ts'
import { refersTo, rows, uncertainDay, value, values } from '../../records/write/define.ts'
import { requireState } from '../../records/write/life-cycle.ts'
import { events } from '../events/queries.ts'
import { organisations } from '../organisations/queries.ts'
import { people } from '../people/queries.ts'
import { citations } from '../sources/citations.ts'
import { getDeclaration } from './decision-queries.ts'
import { declarationLifeCycle } from './life-cycle.ts'
import { declarations } from './queries.ts'

export const declarationWrites: Writes = {
  resource: declarations,
  properties: {
    ...values('slug', 'kind', 'title', 'tier'),
    statements: value({ fallback: [] }),
    signed: uncertainDay,
    ...values('place'),
    event: refersTo(events),
    signatories: rows(
      'declaration_signatory',
      'declaration_id',
      {
        ...values('role', 'list_no'),
        organisation: refersTo(organisations),
        person: refersTo(people),
        ...values('printed_post', 'capacity')
      },
      { required: ['role', 'list_no', 'capacity'] }
    ),
    sources: citations('declaration_id')
  },
  required: ['kind', 'title'],
  example: {
    kind: 'accession',
    title: 'Deklaracja przystąpienia PTPS',
    tier: 'supporting',
    statements: ['other_in_social_services'],
    signed: { on: '2026-10-01' },
    place: 'Lublin',
    signatories: [
      {
        role: 'applicant',
        list_no: 1,
        organisation: { slug: 'ptps' },
        person: { slug: 'anna-ostasz' },
        printed_post: 'Prezes',
        capacity: 'substantive'
      }
    ]
  },
  change: { place: 'Warszawa', signed: { on: null, not_after: '2026-10-31' } },
  slugFrom: ({ title }) => String(title),
  guard: async (tx, id, step) => requireState(declarationLifeCycle, (await getDeclaration(tx, id)).status, step)
}
