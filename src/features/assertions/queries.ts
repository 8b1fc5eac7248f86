import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, texts } from '../../records/define.ts'
import { idOrSlug } from '../../records/references.ts'
import { sourcesOf } from '../sources/citations.ts'
import { organisationSummary } from '../summaries.ts'
import { territoryJoins, territorySummary } from '../territories/queries.ts'
import { Assertion } from './schemas.ts'

const ass = columnsOf('assertion', 'ass')
const asso = columnsOf('organisation', 'asso')
const asst = columnsOf('territory', 'asst')

export const assertions = defineResource({
  name: 'assertion',
  path: 'assertions',
  label: { pl: 'twierdzenie źródła', en: 'assertion' },
  texts: texts(
    'Assertions',
    'Assertion',
    'Claims of sources, listed separately from the numbers of the registry.',
    'One assertion by its id or slug.'
  ),
  record: Assertion,
  parameter: 'assertion',
  identifier: idOrSlug('Id or slug of the assertion.', '19-jednostek'),
  ...ass.keys('slug'),
  from: sql`${ass.table}
    left join ${asso.table} on ${asso('id')} = ${ass('subject_organisation_id')}
    left join ${asst.table} on ${asst('code')} = ${ass('subject_territory_code')} ${territoryJoins('asst')}`,
  reads: ['organisation', 'territory'],
  columns: {
    ...ass.standard(),
    ...ass.pick('claim_pl', 'claim_en', 'value', 'counts_memberships', 'as_of_basis', 'as_of_basis_en'),
    families: sql`to_json(${ass('families')})`,
    organisation: organisationSummary('asso'),
    territory: territorySummary('asst'),
    as_of: ass.uncertain('as_of')
  },
  sorts: { slug: ass.sort('slug', 'text'), updated_at: ass.sort('updated_at', 'timestamptz') },
  defaultSort: 'slug',
  includes: { sources: sourcesOf('assertion_id', ass('id')) }
})
