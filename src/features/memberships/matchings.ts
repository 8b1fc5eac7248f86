// Finds the membership of an import row.
import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import type { Sql } from '../../records/define.ts'
import type { Matching } from '../../records/define-imports.ts'
import type { Term } from '../../records/vocabulary.ts'
import { slugs, textAt } from '../imports/matchings.ts'
import type { memberType } from './vocabularies.ts'

const m = columnsOf('membership', 'm')

const selectByMember = (type: Term<typeof memberType>, keys: string[]): Sql => {
  const key = sql`${sql.lit(`${type} `)} || s.name`
  return sql`
    select ${key} as key, ${m('id')}::text as id
    from ${m.table} join ${slugs(type)} s on s.id = ${m(`${type}_id`)}
    where ${key} = any(${keys})`
}

/** Matches on the slug of the member, because memberships have no slug. The member must have only one membership. */
export const byMember: Matching = {
  needed: [],
  column: 'organisation_slug',
  keyOf: (row) => {
    const [organisation, person] = [textAt(row, 'organisation', 'slug'), textAt(row, 'person', 'slug')]
    if (organisation !== undefined) return `organisation ${organisation}`
    return person === undefined ? undefined : `person ${person}`
  },
  find: (keys) => sql`
    ${selectByMember('organisation', keys)}
    union all
    ${selectByMember('person', keys)}`,
  creates: true
}
