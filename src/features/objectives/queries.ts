import { sql } from 'kysely'
import { Nullable, record } from '../../contract/components.ts'
import { Id, Int, Slug, Str, stamps } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, texts } from '../../records/define.ts'
import { idOrSlug, oneOf, reference } from '../../records/references.ts'
import { isOneOf } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { sourcesOf } from '../sources/citations.ts'
import { nullableOrganisation, organisationSummary } from '../summaries.ts'
import { objectiveKind } from './vocabularies.ts'

const Objective = record(
  'Objective',
  'An aim or task of the Konwent, of the Observatory, of the Act or of a CUS, in the words of the registry.',
  {
    id: Id(),
    slug: Slug('Short name for URLs.', 'misja-wymiana-doswiadczen'),
    no: Int('Position in the list of all objectives. Those of one kind follow each other.', 1, {
      minimum: 1,
      maximum: 32_767
    }),
    kind: term(objectiveKind, 'Kind of objective.', 'mission'),
    text_pl: Str('The objective in Polish.', 'Członkowie uczą się od siebie nawzajem, dzieląc się doświadczeniem.', {
      maxLength: 100
    }),
    text_en: Str('The objective in English.', 'Members learn from one another by sharing experience.', {
      maxLength: 100
    }),
    organisation: nullableOrganisation('Organisation that has the objective. Null if it belongs to none.'),
    legal_act: Nullable(
      Slug('Slug of the act that has the objective, see /legal-acts. Null if it belongs to none.', 'ustawa-cus-2019')
    ),
    ...stamps
  }
)

const ob = columnsOf('objective', 'ob')
const obo = columnsOf('organisation', 'obo')
const obl = columnsOf('legal_act', 'obl')

export const objectives = defineResource({
  name: 'objective',
  path: 'objectives',
  label: { pl: 'cel', en: 'objective' },
  texts: texts(
    'Objectives',
    'Objective',
    'Mission, lines of action and tasks of the Konwent, tasks of the Observatory and of a CUS, and the aim of the Act.',
    'One objective by its id or slug.'
  ),
  reversible: true,
  record: Objective,
  parameter: 'objective',
  identifier: idOrSlug('Id or slug of the objective.', 'misja-wymiana-doswiadczen'),
  ...ob.keys('slug'),
  from: sql`${ob.table}
    left join ${obo.table} on ${obo('id')} = ${ob('organisation_id')}
    left join ${obl.table} on ${obl('id')} = ${ob('legal_act_id')}`,
  reads: ['organisation', 'legal_act'],
  columns: {
    ...ob.standard(),
    ...ob.pick('no', 'kind', 'text_pl', 'text_en'),
    organisation: organisationSummary('obo'),
    legal_act: obl('slug')
  },
  sorts: { no: ob.sort('no', 'integer'), updated_at: ob.sort('updated_at', 'timestamptz') },
  defaultSort: 'no',
  filters: {
    kind: oneOf(term(objectiveKind, 'Kind of objective.', 'mission'), 'Kind of objective.', ['mission']),
    organisation: reference('organisation', 'Organisation that has the objective.', 'konwent-cus')
  },
  where: (q: { kind?: string[]; organisation?: string[] }) => [
    isOneOf(ob('kind'), q.kind, 'objective_kind'),
    isOneOf(ob('organisation_id'), q.organisation, 'uuid')
  ],
  includes: { sources: sourcesOf('objective_id', ob('id')) }
})
