import type { Writes } from '../../records/define-writes.ts'
import { values } from '../../records/write/define.ts'
import { citations } from '../sources/citations.ts'
import { findNamesakes } from './namesake-queries.ts'
import { people } from './queries.ts'

export const personWrites: Writes = {
  resource: people,
  properties: { ...values('slug', 'given_name', 'family_name', 'academic_title'), sources: citations('person_id') },
  required: ['given_name', 'family_name'],
  example: {
    given_name: 'Halina',
    family_name: 'Wójtowicz-Zając',
    academic_title: 'dr',
    sources: [{ source: 's000', locator: '11' }]
  },
  change: { family_name: 'Wójtowicz', academic_title: null },
  slugFrom: ({ given_name, family_name }) => `${given_name} ${family_name}`,
  duplicates: { pointer: '/family_name', find: findNamesakes }
}
