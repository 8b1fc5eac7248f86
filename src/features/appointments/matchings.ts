// What a row of an import is matched on.
import { sql } from 'kysely'
import type { Matching } from '../../records/define.ts'
import { slugs, textAt } from '../imports/matchings.ts'

/** Appointments have no slug: the person's slug and the id of the post name one. */
export const byHolder: Matching = {
  needed: ['person_slug', 'post_id'],
  column: 'person_slug',
  keyOf: (row) => {
    const [person, post] = [textAt(row, 'person', 'slug'), textAt(row, 'post', 'id')]
    return person !== undefined && post !== undefined ? `${person} ${post}` : undefined
  },
  find: (
    keys
  ) => sql`select s.name || ' ' || a.post_id as key, a.id::text as id from appointment a join ${slugs('person')} s on s.id = a.person_id
    where s.name || ' ' || a.post_id = any(${keys})`,
  creates: true
}
