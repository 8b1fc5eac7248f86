import { citations, refersTo, uncertainDay, value, values, type Writable } from '../../lib/writable.ts'
import { posts } from './posts.ts'
import { appointments } from './queries.ts'

export const writablePosts: Writable = {
  resource: posts,
  properties: { organisation: refersTo('organisation'), ...values('role', 'title') },
  required: ['organisation']
}

export const writableAppointments: Writable = {
  resource: appointments,
  properties: {
    person: refersTo('person'),
    post: refersTo('post'),
    ...values('capacity', 'printed_post'),
    attested_on: value({ fallback: [] }),
    appointed_by: refersTo('organisation'),
    ...values('appointed_by_printed'),
    predecessor: refersTo('appointment'),
    until_event: refersTo('event'),
    started: uncertainDay,
    ended: uncertainDay,
    ...values('note'),
    sources: citations('appointment_id')
  },
  required: ['person', 'post', 'capacity'],
  without: ['predecessor', 'until_event', 'ended']
}
