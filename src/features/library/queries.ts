import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Str } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type SortKey, texts } from '../../records/define.ts'
import { idOrSlug, oneOf } from '../../records/references.ts'
import { arrayOf, isOneOf } from '../../records/sql.ts'
import { personReference } from '../people/references.ts'
import { sourcesOf } from '../sources/citations.ts'
import { organisationSummary, personSummary } from '../summaries.ts'
import { term } from '../vocabularies/terms.ts'
import {
  CreationMode,
  LegalAct,
  LinkedSite,
  Publication,
  ServiceArea,
  StructureElement,
  TrainingTopic
} from './schemas.ts'

/** Order by the place in the printed list. */
const byNo = (t: {
  sort: (name: 'no' | 'updated_at', type: SortKey['type']) => SortKey
}): { sorts: Record<string, SortKey>; defaultSort: string } => ({
  sorts: { no: { ...t.sort('no', 'integer'), nullable: true }, updated_at: t.sort('updated_at', 'timestamptz') },
  defaultSort: 'no'
})

const publication = columnsOf('publication', 'pu')

export const publications = defineResource({
  name: 'publication',
  path: 'publications',
  label: { pl: 'publikacja', en: 'publication' },
  texts: texts(
    'Publications',
    'Publication',
    'Books and papers of the knowledge base, with authors and editors.',
    'One publication by its id or slug.'
  ),
  record: Publication,
  parameter: 'publication',
  identifier: idOrSlug('Id or slug of the publication.', 'standaryzacja-uslug-spolecznych'),
  ...publication.keys('slug'),
  from: sql`publication pu left join organisation puo on puo.id = pu.publisher_id`,
  reads: ['organisation', 'person'],
  columns: {
    ...publication.standard(),
    ...publication.pick('no', 'title', 'kind', 'issue', 'year', 'note'),
    publisher: organisationSummary('puo'),
    contributors: arrayOf(
      { no: sql`pc.no`, role: sql`pc.role`, person: personSummary('pcp') },
      sql`from publication_contributor pc join person pcp on pcp.id = pc.person_id where pc.publication_id = pu.id order by pc.no`
    )
  },
  sorts: { ...byNo(publication).sorts, title: publication.alphabetical('title') },
  defaultSort: 'no',
  filters: {
    kind: oneOf(term('publication_kind', 'Kind.', 'book'), 'Kind of publication.', ['book']),
    person: personReference('Author or editor.', 'miroslaw-grewinski')
  },
  where: (q: { kind?: string[]; person?: string[] }) => [
    isOneOf(sql`pu.kind`, q.kind, 'publication_kind'),
    q.person &&
      sql`exists (select 1 from publication_contributor pc where pc.publication_id = pu.id and ${isOneOf(sql`pc.person_id`, q.person, 'uuid')})`
  ],
  searchText: sql`pu.search_text`,
  parts: ['contributors'],
  includes: { sources: sourcesOf('publication_id', sql`pu.id`) }
})

const legalAct = columnsOf('legal_act', 'la')

export const legalActs = defineResource({
  name: 'legal_act',
  path: 'legal-acts',
  label: { pl: 'akt prawny', en: 'legal act' },
  texts: texts(
    'Legal Acts',
    'Legal Act',
    'Acts and regulations about social service centres.',
    'One act by its id or slug.'
  ),
  record: LegalAct,
  parameter: 'legal_act',
  identifier: idOrSlug('Id or slug of the act.', 'ustawa-cus-2019'),
  ...legalAct.keys('slug'),
  from: sql`legal_act la`,
  reads: [],
  columns: {
    ...legalAct.standard(),
    ...legalAct.pick('kind', 'title', 'dated', 'journal', 'in_force_from'),
    titles: arrayOf(
      { no: sql`lt.no`, title: sql`lt.title`, printed_where: sql`lt.printed_where` },
      sql`from legal_act_title lt where lt.legal_act_id = la.id order by lt.no`
    )
  },
  sorts: { dated: legalAct.sort('dated', 'date'), updated_at: legalAct.sort('updated_at', 'timestamptz') },
  defaultSort: 'dated',
  filters: { kind: oneOf(term('legal_act_kind', 'Kind.', 'act'), 'Kind of act.', ['act']) },
  where: (q: { kind?: string[] }) => [isOneOf(sql`la.kind`, q.kind, 'legal_act_kind')],
  searchText: sql`(' ' || fold(la.title))`,
  includes: { sources: sourcesOf('legal_act_id', sql`la.id`) }
})

const topic = columnsOf('training_topic', 'tt')

export const trainingTopics = defineResource({
  name: 'training_topic',
  path: 'training-topics',
  label: { pl: 'zakres tematyczny szkolenia', en: 'training topic' },
  texts: texts(
    'Training Topics',
    'Training Topic',
    "Topics of the training of a centre's staff.",
    'One topic by its id or slug.'
  ),
  record: TrainingTopic,
  parameter: 'training_topic',
  identifier: idOrSlug('Id or slug of the topic.', 'organizacja-spolecznosci-lokalnej'),
  ...topic.keys('slug'),
  from: sql`training_topic tt left join legal_act tta on tta.id = tt.legal_act_id`,
  reads: ['legal_act'],
  columns: {
    ...topic.standard(),
    ...topic.pick('no', 'name', 'post_role'),
    legal_act: sql`tta.slug`
  },
  ...byNo(topic),
  includes: { sources: sourcesOf('training_topic_id', sql`tt.id`) }
})

const site = columnsOf('linked_site', 'li')

export const linkedSites = defineResource({
  name: 'linked_site',
  path: 'links',
  label: { pl: 'strona', en: 'linked site' },
  texts: texts('Links', 'Link', 'Sites that the knowledge base links to.', 'One site by its id or slug.'),
  record: LinkedSite,
  parameter: 'link',
  identifier: idOrSlug('Id or slug of the site.', 'krajowa-baza-cus'),
  ...site.keys('slug'),
  from: sql`linked_site li left join organisation lio on lio.id = li.run_by_id`,
  reads: ['organisation'],
  columns: {
    ...site.standard(),
    ...site.pick('no', 'name', 'kind', 'url', 'printed_domain'),
    run_by: organisationSummary('lio')
  },
  ...byNo(site),
  filters: { kind: oneOf(term('linked_site_kind', 'Kind.', 'portal'), 'Kind of site.', ['portal']) },
  where: (q: { kind?: string[] }) => [isOneOf(sql`li.kind`, q.kind, 'linked_site_kind')],
  includes: { sources: sourcesOf('linked_site_id', sql`li.id`) }
})

const byCode = (alias: string, example: string) => ({
  parameter: 'code',
  identifier: Str('Stable code of the record.', example, { pattern: '^[a-z0-9]+(_[a-z0-9]+)*$', maxLength: 100 }),
  identifiedBy: (value: string) => sql`${sql.ref(`${alias}.code`)}::text = ${value}`,
  id: { expression: sql`${sql.ref(`${alias}.code`)}::text`, type: 'text' } as SortKey
})

const mode = columnsOf('creation_mode_rule', 'cm')

export const creationModes = defineResource({
  name: 'creation_mode_rule',
  path: 'creation-modes',
  label: { pl: 'tryb utworzenia CUS', en: 'creation mode' },
  texts: texts(
    'Creation Modes',
    'Creation Mode',
    'The four ways in which the Act of 19 July 2019 lets a CUS come to be.',
    'One mode by its code.'
  ),
  record: CreationMode,
  ...byCode('cm', 'transformation_ops'),
  identifier: Type.Unsafe<string>(term('creation_mode', 'Code of the mode.', 'transformation_ops')),
  from: sql`creation_mode_rule cm`,
  reads: [],
  columns: {
    ...mode.stamps(),
    ...mode.pick('code', 'no', 'area_pl', 'area_en', 'ops_continues', 'min_population_exclusive')
  },
  ...byNo(mode),
  updatedAt: mode('updated_at'),
  includes: { sources: sourcesOf('creation_mode_code', sql`cm.code`) }
})

const element = columnsOf('structure_element', 'se')

export const structureElements = defineResource({
  name: 'structure_element',
  path: 'structure-elements',
  label: { pl: 'element struktury CUS', en: 'structure element' },
  texts: texts(
    'Structure Elements',
    'Structure Element',
    'The organisational structure of a CUS.',
    'One element by its code.'
  ),
  record: StructureElement,
  ...byCode('se', 'services_team'),
  from: sql`structure_element se`,
  reads: [],
  columns: { ...element.stamps(), ...element.pick('code', 'no', 'kind', 'name', 'members', 'optional_cell') },
  ...byNo(element),
  updatedAt: element('updated_at'),
  includes: { sources: sourcesOf('structure_element_code', sql`se.code`) }
})

const area = columnsOf('service_area', 'sa')

export const serviceAreas = defineResource({
  name: 'service_area',
  path: 'service-areas',
  label: { pl: 'obszar usług społecznych', en: 'service area' },
  texts: texts(
    'Service Areas',
    'Service Area',
    'The 14 areas of social services of art. 2 (1) of the Act of 19 July 2019.',
    'One area by its code.'
  ),
  record: ServiceArea,
  ...byCode('sa', 'family_support'),
  from: sql`service_area sa`,
  reads: [],
  columns: { ...area.stamps(), ...area.pick('code', 'no', 'name_pl', 'name_genitive_pl', 'name_en') },
  ...byNo(area),
  updatedAt: area('updated_at'),
  includes: { sources: sourcesOf('service_area_code', sql`sa.code`) }
})
