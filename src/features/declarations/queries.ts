import { sql } from 'kysely'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, texts } from '../../records/define.ts'
import { idOrSlug, oneOf, reference } from '../../records/references.ts'
import { related } from '../../records/related.ts'
import { arrayOf, isOneOf } from '../../records/sql.ts'
import { memberships } from '../memberships/queries.ts'
import { personReference } from '../people/references.ts'
import { sourcesOf } from '../sources/citations.ts'
import { eventSummary, organisationSummary, personSummary } from '../summaries.ts'
import { term } from '../vocabularies/terms.ts'
import { Declaration } from './schemas.ts'

interface DeclarationFilters {
  kind?: string[]
  status?: string[]
  organisation?: string[]
  person?: string[]
}

const signatories = arrayOf(
  {
    no: sql`ds.no`,
    role: sql`ds.role`,
    list_no: sql`ds.list_no`,
    organisation: organisationSummary('dso'),
    person: personSummary('dsp'),
    printed_post: sql`ds.printed_post`,
    capacity: sql`ds.capacity`
  },
  sql`from declaration_signatory ds
    left join organisation dso on dso.id = ds.organisation_id
    left join person dsp on dsp.id = ds.person_id
    where ds.declaration_id = d.id order by ds.no`
)

const signedBy = (column: string, ids: string[] | undefined) =>
  ids &&
  sql`exists (select 1 from declaration_signatory ds where ds.declaration_id = d.id and ${isOneOf(sql.ref(`ds.${column}`), ids, 'uuid')})`

const t = columnsOf('declaration', 'd')

export const declarations = defineResource({
  name: 'declaration',
  path: 'declarations',
  label: { pl: 'deklaracja', en: 'declaration' },
  texts: texts(
    'Declarations',
    'Declaration',
    'Accepted declarations with their signatories in order.',
    'One declaration by its id or slug.'
  ),
  history: true,
  record: Declaration,
  parameter: 'declaration',
  identifier: idOrSlug('Id or slug of the declaration.', 'deklaracja-2021-09-16'),
  ...t.keys('slug'),
  from: sql`declaration d left join event de on de.id = d.event_id`,
  reads: ['event', 'organisation', 'person'],
  // What is still being decided is nobody's business but the registry's.
  visible: sql`(d.status = 'accepted' or shows_drafts())`,
  widened:
    'A key of staff with the scope `registry:write` or `declarations:decide` adds those that are still being decided on.',
  columns: {
    ...t.standard(),
    ...t.pick('kind', 'status', 'title', 'tier', 'place'),
    statements: sql`to_json(d.statements)`,
    signed: t.uncertain('signed'),
    event: eventSummary('de'),
    signatories
  },
  sorts: {
    signed_on: { ...t.sort('signed_on', 'date'), nullable: true },
    updated_at: t.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'signed_on',
  filters: {
    kind: oneOf(term('declaration_kind', 'Kind.', 'founding'), 'Kind of declaration.', ['founding']),
    status: oneOf(
      term('declaration_status', 'State.', 'accepted'),
      'State of the proceedings; without a key there are accepted ones only.',
      ['accepted']
    ),
    organisation: reference('organisation', 'Organisation in whose name it was signed.', 'cus-belzyce'),
    person: personReference('Person who signed.', 'anna-ostasz')
  },
  where: (q: DeclarationFilters) => [
    isOneOf(sql`d.kind`, q.kind, 'declaration_kind'),
    isOneOf(sql`d.status`, q.status, 'declaration_status'),
    signedBy('organisation_id', q.organisation),
    signedBy('person_id', q.person)
  ],
  parts: ['signatories'],
  includes: {
    memberships: related(
      memberships,
      'Memberships that the declaration made.',
      sql`m.declaration_id = d.id`,
      sql`mo.name collate "pl-x-icu", m.id`
    ),
    sources: sourcesOf('declaration_id', sql`d.id`)
  }
})
