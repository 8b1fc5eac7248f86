import type { Writes } from '../../records/define-writes.ts'
import { verification, verificationDerived, verificationFaults } from '../../records/verification.ts'
import { refersTo, uncertainDay, value, values } from '../../records/write/define.ts'
import { events } from '../events/queries.ts'
import { organisations } from '../organisations/queries.ts'
import { people } from '../people/queries.ts'
import { citations } from '../sources/citations.ts'
import { posts } from './posts.ts'
import { appointments } from './queries.ts'

export const postWrites: Writes = {
  resource: posts,
  properties: { organisation: refersTo(organisations), ...values('role', 'title') },
  required: ['organisation'],
  example: { organisation: { slug: 'cus-belzyce' }, role: 'deputy_head', title: 'Zastępca Dyrektora' },
  change: { title: 'Zastępczyni Dyrektora' }
}

export const appointmentWrites: Writes = {
  resource: appointments,
  properties: {
    person: refersTo(people),
    post: refersTo(posts),
    ...values('capacity'),
    shared: value({ fallback: false }),
    ...values('printed_post'),
    attested_on: value({ fallback: [] }),
    appointed_by: refersTo(organisations),
    ...values('appointed_by_printed'),
    predecessor: refersTo(appointments),
    until_event: refersTo(events),
    started: uncertainDay,
    ended: uncertainDay,
    ...values('note', 'note_en'),
    ...verification,
    sources: citations('appointment_id')
  },
  derived: { organisation: 'post', ...verificationDerived },
  required: ['person', 'post', 'capacity'],
  example: {
    person: { slug: 'anna-ostasz' },
    post: { id: '01a1fdfa-468e-7a26-8264-8bc4c54864da' },
    capacity: 'acting',
    printed_post: 'p.o. Dyrektora',
    started: { on: '2026-10-01' },
    sources: [{ source: 's000', locator: '11' }]
  },
  change: {
    ended: { not_before: '2026-11-01' },
    note: 'Źródło nie podaje końca.',
    note_en: 'The end is not printed.',
    verified_on: '2026-10-15'
  },
  faults: verificationFaults
}
