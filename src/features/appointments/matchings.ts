// Finds the appointment of an import row.
import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import type { Matching } from '../../records/define-imports.ts'
import { slugs, textAt } from '../imports/matchings.ts'

const a = columnsOf('appointment', 'a')

/** Matches on the slug of the person and the id of the post, because appointments have no slug. */
export const byHolder: Matching = {
  needed: ['person_slug', 'post_id'],
  column: 'person_slug',
  keyOf: (row) => {
    const [person, post] = [textAt(row, 'person', 'slug'), textAt(row, 'post', 'id')]
    return person !== undefined && post !== undefined ? `${person} ${post}` : undefined
  },
  find: (keys) => {
    const key = sql`s.name || ' ' || ${a('post_id')}`
    return sql`select ${key} as key, ${a('id')}::text as id
      from ${a.table} join ${slugs('person')} s on s.id = ${a('person_id')}
      where ${key} = any(${keys})`
  },
  creates: true
}
