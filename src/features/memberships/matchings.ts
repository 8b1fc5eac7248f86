// What a row of an import is matched on.
import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'
import type { Matching } from '../../records/define-imports.ts'
import type { Term } from '../../records/vocabulary.ts'
import { slugs, textAt } from '../imports/matchings.ts'
import type { memberType } from './vocabularies.ts'

const m = columnsOf('membership', 'm')

const membersOf = (type: Term<typeof memberType>, keys: string[]): Sql => {
  const key = sql`${sql.lit(`${type} `)} || s.name`
  return sql`
    select ${key} as key, ${m('id')}::text as id
    from ${m.table} join ${slugs(type)} s on s.id = ${m(`${type}_id`)}
    where ${key} = any(${keys})`
}

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
    ${membersOf('organisation', keys)}
    union all
    ${membersOf('person', keys)}`,
  creates: true
}
