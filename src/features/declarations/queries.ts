import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, texts } from '../../records/define.ts'
import { idOrSlug, oneOf, reference } from '../../records/references.ts'
import { related } from '../../records/related.ts'
import { arrayOf, isOneOf } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { memberships } from '../memberships/queries.ts'
import { personReference } from '../people/references.ts'
import { sourcesOf } from '../sources/citations.ts'
import { eventSummary, organisationSummary, personSummary } from '../summaries.ts'
import { Declaration } from './schemas.ts'
import { declarationKind, declarationStatus } from './vocabularies.ts'

interface DeclarationFilters {
  kind?: string[]
  status?: string[]
  organisation?: string[]
  person?: string[]
}

const [d, de, ds] = [columnsOf('declaration', 'd'), columnsOf('event', 'de'), columnsOf('declaration_signatory', 'ds')]
const [dso, dsp] = [columnsOf('organisation', 'dso'), columnsOf('person', 'dsp')]
// Tables of the included memberships, under the aliases that their own declaration uses.
const [m, mo] = [columnsOf('membership', 'm'), columnsOf('organisation', 'mo')]

const signatories = arrayOf(
  {
    ...ds.pick('no', 'role', 'list_no'),
    organisation: organisationSummary('dso'),
    person: personSummary('dsp'),
    ...ds.pick('printed_post', 'capacity')
  },
  sql`from ${ds.table}
    left join ${dso.table} on ${dso('id')} = ${ds('organisation_id')}
    left join ${dsp.table} on ${dsp('id')} = ${ds('person_id')}
    where ${ds('declaration_id')} = ${d('id')} order by ${ds('no')}`
)

const signedBy = (column: 'organisation_id' | 'person_id', ids: string[] | undefined) =>
  ids &&
  sql`exists (select 1 from ${ds.table}
    where ${ds('declaration_id')} = ${d('id')} and ${isOneOf(ds(column), ids, 'uuid')})`

export const declarations = defineResource({
  name: 'declaration',
  path: 'declarations',
  label: { pl: 'deklaracja', en: 'declaration' },
  texts: texts(
    'Declarations',
    'Declaration',
    'Returns the accepted declarations with their signatories in order.',
    'Returns one declaration by its id or slug.'
  ),
  history: true,
  record: Declaration,
  parameter: 'declaration',
  identifier: idOrSlug('The id or slug of the declaration.', 'deklaracja-2021-09-16'),
  ...d.keys('slug'),
  from: sql`${d.table} left join ${de.table} on ${de('id')} = ${d('event_id')}`,
  reads: ['event', 'organisation', 'person'],
  // Declarations without an acceptance are not public.
  visible: sql`(${d('status')} = 'accepted' or shows_drafts())`,
  keyAdds:
    'A staff key with the scope `registry:write` or `declarations:decide` also returns drafts and declarations that ' +
    'are submitted, returned for completion, rejected or withdrawn.',
  columns: {
    ...d.standard(),
    ...d.pick('kind', 'status', 'title', 'tier', 'place'),
    statements: sql`to_json(${d('statements')})`,
    signed: d.uncertain('signed'),
    event: eventSummary('de'),
    signatories
  },
  sorts: {
    signed_on: { ...d.sort('signed_on', 'date'), nullable: true },
    updated_at: d.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'signed_on',
  filters: {
    kind: oneOf(term(declarationKind, 'Kind of the declaration.', 'founding'), 'Kind of the declaration.', [
      'founding'
    ]),
    status: oneOf(
      term(declarationStatus, 'Status of the declaration.', 'accepted'),
      'Status of the declaration. Without a key, only accepted declarations are visible.',
      ['accepted']
    ),
    organisation: reference('organisation', 'Organisation on whose behalf the declaration was signed.', 'cus-belzyce'),
    person: personReference('Person who signed the declaration.', 'anna-ostasz')
  },
  where: (q: DeclarationFilters) => [
    isOneOf(d('kind'), q.kind, 'declaration_kind'),
    isOneOf(d('status'), q.status, 'declaration_status'),
    signedBy('organisation_id', q.organisation),
    signedBy('person_id', q.person)
  ],
  parts: ['signatories'],
  includes: {
    memberships: related(
      memberships,
      'Memberships that were created by the declaration.',
      sql`${m('declaration_id')} = ${d('id')}`,
      sql`${mo.alphabetical('name').expression}, ${m('id')}`
    ),
    sources: sourcesOf('declaration_id', d('id'))
  }
})
