import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type Sql, texts } from '../../records/define.ts'
import { idOnly, reference } from '../../records/references.ts'
import { isOneOf } from '../../records/sql.ts'
import { organisationSummary } from '../summaries.ts'
import { Lineage } from './schemas.ts'

const [l, ls, lp] = [
  columnsOf('organisation_lineage', 'l'),
  columnsOf('organisation', 'ls'),
  columnsOf('organisation', 'lp')
]

export const lineage = defineResource({
  name: 'organisation_lineage',
  path: 'lineage',
  label: { pl: 'następstwo organizacji', en: 'lineage' },
  texts: texts(
    'Lineage',
    'Lineage',
    'Returns the transitions between organisations, such as an assistance centre that was transformed into a CUS.',
    'Returns one transition from a predecessor to a successor.'
  ),
  reversible: true,
  record: Lineage,
  parameter: 'lineage',
  identifier: idOnly('The id of the lineage entry.'),
  ...l.keys('id'),
  from: sql`${l.table}
    join ${ls.table} on ${ls('id')} = ${l('organisation_id')}
    left join ${lp.table} on ${lp('id')} = ${l('predecessor_id')}`,
  reads: ['organisation'],
  columns: {
    ...l.stamps(),
    ...l.pick('id', 'predecessor_name', 'predecessor_kind', 'legal_basis'),
    successor: organisationSummary('ls'),
    predecessor: organisationSummary('lp'),
    happened: l.uncertain('happened')
  },
  sorts: {
    happened_on: { ...l.sort('happened_on', 'date'), nullable: true },
    successor: ls.alphabetical('name')
  },
  defaultSort: 'happened_on',
  filters: {
    organisation: reference(
      'organisation',
      'Organisation that is the successor or the predecessor of the transition.',
      'cus-swidnik'
    )
  },
  where: (q: { organisation?: string[] }) => {
    const isOne = (column: Sql) => isOneOf(column, q.organisation, 'uuid')
    return [q.organisation && sql`(${isOne(l('organisation_id'))} or ${isOne(l('predecessor_id'))})`]
  }
})
