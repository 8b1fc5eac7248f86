// What a row of an import is matched on.
import { sql } from 'kysely'
import type { Matching } from '../../records/define.ts'
import { slugs, textAt } from '../imports/matchings.ts'

/** Memberships have no slug: the member's names one that is its only membership. */
export const byMember: Matching = {
  needed: [],
  column: 'organisation_slug',
  keyOf: (row) => {
    const [organisation, person] = [textAt(row, 'organisation', 'slug'), textAt(row, 'person', 'slug')]
    return organisation !== undefined
      ? `organisation ${organisation}`
      : person !== undefined
        ? `person ${person}`
        : undefined
  },
  find: (keys) => sql`
    select 'organisation ' || s.name as key, m.id::text as id from membership m join ${slugs('organisation')} s on s.id = m.organisation_id
      where 'organisation ' || s.name = any(${keys})
    union all select 'person ' || s.name, m.id::text from membership m join ${slugs('person')} s on s.id = m.person_id where 'person ' || s.name = any(${keys})`,
  creates: true
}
