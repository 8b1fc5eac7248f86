import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Str } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, type SortKey, type Sql, texts } from '../../records/define.ts'
import { idOrSlug, oneOf } from '../../records/references.ts'
import { arrayOf, isOneOf } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { creationMode } from '../organisations/vocabularies.ts'
import { sourcesOf } from '../sources/citations.ts'
import { organisationSummary } from '../summaries.ts'
import { byNo } from './order.ts'
import {
  CreationMode,
  LegalAct,
  LinkedSite,
  ServiceArea,
  ServiceProvider,
  StructureElement,
  TargetGroup,
  TrainingTopic
} from './schemas.ts'
import { legalActKind, linkedSiteKind } from './vocabularies.ts'

const la = columnsOf('legal_act', 'la')
const lt = columnsOf('legal_act_title', 'lt')
const lao = columnsOf('organisation', 'lao')

export const legalActs = defineResource({
  name: 'legal_act',
  path: 'legal-acts',
  label: { pl: 'akt prawny', en: 'legal act' },
  texts: texts(
    'Legal Acts',
    'Legal Act',
    'Acts of parliament and regulations about social service centres.',
    'One legal act by its id or slug.'
  ),
  reversible: true,
  record: LegalAct,
  parameter: 'legal_act',
  identifier: idOrSlug('Id or slug of the legal act.', 'ustawa-cus-2019'),
  ...la.keys('slug'),
  from: sql`${la.table} left join ${lao.table} on ${lao('id')} = ${la('initiator_id')}`,
  reads: ['organisation'],
  columns: {
    ...la.standard(),
    ...la.pick('kind', 'title', 'dated', 'journal', 'in_force_from'),
    titles: arrayOf(
      lt.pick('no', 'title', 'printed_where'),
      sql`from ${lt.table} where ${lt('legal_act_id')} = ${la('id')} order by ${lt('no')}`
    ),
    initiator: organisationSummary('lao')
  },
  sorts: { dated: la.sort('dated', 'date'), updated_at: la.sort('updated_at', 'timestamptz') },
  defaultSort: 'dated',
  filters: { kind: oneOf(term(legalActKind, 'Kind of legal act.', 'act'), 'Kind of legal act.', ['act']) },
  where: (q: { kind?: string[] }) => [isOneOf(la('kind'), q.kind, 'legal_act_kind')],
  searchText: sql`(' ' || fold(${la('title')}))`,
  includes: { sources: sourcesOf('legal_act_id', la('id')) }
})

const tt = columnsOf('training_topic', 'tt')
const tta = columnsOf('legal_act', 'tta')

export const trainingTopics = defineResource({
  name: 'training_topic',
  path: 'training-topics',
  label: { pl: 'zakres tematyczny szkolenia', en: 'training topic' },
  texts: texts(
    'Training Topics',
    'Training Topic',
    'Topics of the training for the staff of a CUS.',
    'One training topic by its id or slug.'
  ),
  reversible: true,
  record: TrainingTopic,
  parameter: 'training_topic',
  identifier: idOrSlug('Id or slug of the training topic.', 'organizacja-spolecznosci-lokalnej'),
  ...tt.keys('slug'),
  from: sql`${tt.table} left join ${tta.table} on ${tta('id')} = ${tt('legal_act_id')}`,
  reads: ['legal_act'],
  columns: {
    ...tt.standard(),
    ...tt.pick('no', 'name', 'post_role'),
    legal_act: tta('slug')
  },
  ...byNo(tt),
  includes: { sources: sourcesOf('training_topic_id', tt('id')) }
})

const li = columnsOf('linked_site', 'li')
const lio = columnsOf('organisation', 'lio')

export const linkedSites = defineResource({
  name: 'linked_site',
  path: 'links',
  label: { pl: 'strona', en: 'linked site' },
  texts: texts('Links', 'Link', 'Websites to which the knowledge base links.', 'One website by its id or slug.'),
  reversible: true,
  record: LinkedSite,
  parameter: 'link',
  identifier: idOrSlug('Id or slug of the website.', 'krajowa-baza-cus'),
  ...li.keys('slug'),
  from: sql`${li.table} left join ${lio.table} on ${lio('id')} = ${li('run_by_id')}`,
  reads: ['organisation'],
  columns: {
    ...li.standard(),
    ...li.pick('no', 'name', 'kind', 'url', 'printed_domain'),
    run_by: organisationSummary('lio')
  },
  ...byNo(li),
  filters: { kind: oneOf(term(linkedSiteKind, 'Kind of website.', 'portal'), 'Kind of website.', ['portal']) },
  where: (q: { kind?: string[] }) => [isOneOf(li('kind'), q.kind, 'linked_site_kind')],
  includes: { sources: sourcesOf('linked_site_id', li('id')) }
})

const byCode = (code: Sql, example: string) => ({
  parameter: 'code',
  identifier: Str('Stable code of the record.', example, { pattern: '^[a-z0-9]+(_[a-z0-9]+)*$', maxLength: 100 }),
  identifiedBy: (value: string) => sql`${code}::text = ${value}`,
  id: { expression: sql`${code}::text`, type: 'text' } satisfies SortKey
})

const cm = columnsOf('creation_mode_rule', 'cm')

export const creationModes = defineResource({
  name: 'creation_mode_rule',
  path: 'creation-modes',
  label: { pl: 'tryb utworzenia CUS', en: 'creation mode' },
  texts: texts(
    'Creation Modes',
    'Creation Mode',
    'The four ways to create a CUS under the Act of 19 July 2019.',
    'One creation mode by its code.'
  ),
  record: CreationMode,
  ...byCode(cm('code'), 'transformation_ops'),
  identifier: Type.Unsafe<string>(term(creationMode, 'Code of the creation mode.', 'transformation_ops')),
  from: cm.table,
  reads: [],
  columns: {
    ...cm.stamps(),
    ...cm.pick('code', 'no', 'name_pl', 'name_en', 'available_to_pl', 'available_to_en', 'area_pl', 'area_en'),
    ...cm.pick('ops_continues', 'min_population_exclusive')
  },
  ...byNo(cm),
  updatedAt: cm('updated_at'),
  includes: { sources: sourcesOf('creation_mode_code', cm('code')) }
})

const se = columnsOf('structure_element', 'se')

export const structureElements = defineResource({
  name: 'structure_element',
  path: 'structure-elements',
  label: { pl: 'element struktury CUS', en: 'structure element' },
  texts: texts(
    'Structure Elements',
    'Structure Element',
    'The posts and teams of the organisational structure of a CUS.',
    'One structure element by its code.'
  ),
  record: StructureElement,
  ...byCode(se('code'), 'services_team'),
  from: se.table,
  reads: [],
  columns: { ...se.stamps(), ...se.pick('code', 'no', 'kind', 'name', 'members', 'optional_cell') },
  ...byNo(se),
  updatedAt: se('updated_at'),
  includes: { sources: sourcesOf('structure_element_code', se('code')) }
})

const sa = columnsOf('service_area', 'sa')

export const serviceAreas = defineResource({
  name: 'service_area',
  path: 'service-areas',
  label: { pl: 'obszar usług społecznych', en: 'service area' },
  texts: texts(
    'Service Areas',
    'Service Area',
    'The 14 areas of social services in art. 2 (1) of the Act of 19 July 2019.',
    'One service area by its code.'
  ),
  record: ServiceArea,
  ...byCode(sa('code'), 'family_support'),
  from: sa.table,
  reads: [],
  columns: { ...sa.stamps(), ...sa.pick('code', 'no', 'name_pl', 'name_genitive_pl', 'name_en') },
  ...byNo(sa),
  updatedAt: sa('updated_at'),
  includes: { sources: sourcesOf('service_area_code', sa('code')) }
})

const tg = columnsOf('target_group', 'tg')

export const targetGroups = defineResource({
  name: 'target_group',
  path: 'target-groups',
  label: { pl: 'grupa odbiorców usług', en: 'target group' },
  texts: texts(
    'Target Groups',
    'Target Group',
    'Groups of residents for whom a CUS provides services. The list of the source is not exhaustive.',
    'One target group by its code.'
  ),
  record: TargetGroup,
  ...byCode(tg('code'), 'older_people'),
  from: tg.table,
  reads: [],
  columns: { ...tg.stamps(), ...tg.pick('code', 'no', 'name_pl', 'name_en') },
  ...byNo(tg),
  updatedAt: tg('updated_at'),
  includes: { sources: sourcesOf('target_group_code', tg('code')) }
})

const sp = columnsOf('service_provider', 'sp')

export const serviceProviders = defineResource({
  name: 'service_provider',
  path: 'service-providers',
  label: { pl: 'realizator usług', en: 'service provider' },
  texts: texts(
    'Service Providers',
    'Service Provider',
    'Kinds of units that provide services for a CUS.',
    'One kind of service provider by its code.'
  ),
  record: ServiceProvider,
  ...byCode(sp('code'), 'ngos'),
  from: sp.table,
  reads: [],
  columns: { ...sp.stamps(), ...sp.pick('code', 'no', 'name_pl', 'name_en') },
  ...byNo(sp),
  updatedAt: sp('updated_at'),
  includes: { sources: sourcesOf('service_provider_code', sp('code')) }
})
