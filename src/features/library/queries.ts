import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Str } from '../../contract/schemas.ts'
import { defineResource, type SortKey, type Sql } from '../../records/define.ts'
import { idOrSlug, named, oneOf, reference } from '../../records/references.ts'
import { arrayOf, isOneOf, moment, uncertain } from '../../records/sql.ts'
import { organisationSummary, personSummary, sourcesOf } from '../summaries.ts'
import { territoryJoins, territorySummary } from '../territories/queries.ts'
import { term } from '../vocabularies/terms.ts'
import { Assertion, CreationMode, LegalAct, LinkedSite, Publication, ServiceArea, StructureElement, TrainingTopic } from './schemas.ts'

const stampsOf = (alias: string) => ({ version: sql.ref(`${alias}.version`), updated_at: moment(`${alias}.updated_at`) })
const columns = <const N extends string>(alias: string, names: readonly N[]) =>
  Object.fromEntries(names.map((name) => [name, sql.ref(`${alias}.${name}`)])) as Record<N, Sql>
const byId = (alias: string): { id: SortKey } => ({ id: { expression: sql.ref(`${alias}.id`), type: 'uuid' } })
const byNo = (alias: string): { sorts: Record<string, SortKey>; defaultSort: string } => ({
  sorts: {
    no: { expression: sql`${sql.ref(`${alias}.no`)}`, type: 'integer', nullable: true },
    updated_at: { expression: sql.ref(`${alias}.updated_at`), type: 'timestamptz' }
  },
  defaultSort: 'no'
})
const changedAt = (alias: string) => ({ updatedAt: sql.ref(`${alias}.updated_at`) })

export const publications = defineResource({
  name: 'publication',
  path: 'publications',
  label: { pl: 'publikacja', en: 'publication' },
  record: Publication,
  parameter: 'publication',
  identifier: idOrSlug('Id or slug of the publication.', 'standaryzacja-uslug-spolecznych'),
  identifiedBy: named('pu'),
  from: sql`publication pu left join organisation puo on puo.id = pu.publisher_id`,
  columns: {
    ...columns('pu', ['id', 'slug', 'no', 'title', 'kind', 'issue', 'year']),
    publisher: organisationSummary('puo'),
    contributors: arrayOf(
      { no: sql`pc.no`, role: sql`pc.role`, person: personSummary('pcp') },
      sql`from publication_contributor pc join person pcp on pcp.id = pc.person_id where pc.publication_id = pu.id order by pc.no`
    ),
    note: sql`pu.note`,
    ...stampsOf('pu')
  },
  ...byId('pu'),
  sorts: { ...byNo('pu').sorts, title: { expression: sql`pu.title collate "pl-x-icu"`, type: 'text' } },
  defaultSort: 'no',
  filters: {
    kind: oneOf(term('publication_kind', 'Kind.', 'book'), 'Kind of publication.', ['book']),
    person: reference('person', 'Author or editor.', 'miroslaw-grewinski')
  },
  where: (q: { kind?: string[]; person?: string[] }) => [
    isOneOf(sql`pu.kind`, q.kind, 'publication_kind'),
    q.person && sql`exists (select 1 from publication_contributor pc where pc.publication_id = pu.id and ${isOneOf(sql`pc.person_id`, q.person, 'uuid')})`
  ],
  searchText: sql`pu.search_text`,
  ...changedAt('pu'),
  parts: ['contributors', 'sources'],
  includes: { sources: sourcesOf('publication_id', sql`pu.id`) }
})

export const legalActs = defineResource({
  name: 'legal_act',
  path: 'legal-acts',
  label: { pl: 'akt prawny', en: 'legal act' },
  record: LegalAct,
  parameter: 'legal_act',
  identifier: idOrSlug('Id or slug of the act.', 'ustawa-cus-2019'),
  identifiedBy: named('la'),
  from: sql`legal_act la`,
  columns: {
    ...columns('la', ['id', 'slug', 'kind', 'title', 'dated', 'journal', 'in_force_from']),
    titles: arrayOf(
      { no: sql`lt.no`, title: sql`lt.title`, printed_where: sql`lt.printed_where` },
      sql`from legal_act_title lt where lt.legal_act_id = la.id order by lt.no`
    ),
    ...stampsOf('la')
  },
  ...byId('la'),
  sorts: { dated: { expression: sql`la.dated`, type: 'date' }, updated_at: { expression: sql`la.updated_at`, type: 'timestamptz' } },
  defaultSort: 'dated',
  filters: { kind: oneOf(term('legal_act_kind', 'Kind.', 'act'), 'Kind of act.', ['act']) },
  where: (q: { kind?: string[] }) => [isOneOf(sql`la.kind`, q.kind, 'legal_act_kind')],
  searchText: sql`(' ' || fold(la.title))`,
  ...changedAt('la'),
  parts: ['titles', 'sources'],
  includes: { sources: sourcesOf('legal_act_id', sql`la.id`) }
})

export const trainingTopics = defineResource({
  name: 'training_topic',
  path: 'training-topics',
  label: { pl: 'zakres tematyczny szkolenia', en: 'training topic' },
  record: TrainingTopic,
  parameter: 'training_topic',
  identifier: idOrSlug('Id or slug of the topic.', 'organizacja-spolecznosci-lokalnej'),
  identifiedBy: named('tt'),
  from: sql`training_topic tt left join legal_act tta on tta.id = tt.legal_act_id`,
  columns: { ...columns('tt', ['id', 'slug', 'no', 'name', 'post_role']), legal_act: sql`tta.slug`, ...stampsOf('tt') },
  ...byId('tt'),
  ...byNo('tt'),
  ...changedAt('tt'),
  parts: ['sources'],
  includes: { sources: sourcesOf('training_topic_id', sql`tt.id`) }
})

export const linkedSites = defineResource({
  name: 'linked_site',
  path: 'links',
  label: { pl: 'strona', en: 'linked site' },
  record: LinkedSite,
  parameter: 'link',
  identifier: idOrSlug('Id or slug of the site.', 'krajowa-baza-cus'),
  identifiedBy: named('li'),
  from: sql`linked_site li left join organisation lio on lio.id = li.run_by_id`,
  columns: { ...columns('li', ['id', 'slug', 'no', 'name', 'kind', 'url', 'printed_domain']), run_by: organisationSummary('lio'), ...stampsOf('li') },
  ...byId('li'),
  ...byNo('li'),
  filters: { kind: oneOf(term('linked_site_kind', 'Kind.', 'portal'), 'Kind of site.', ['portal']) },
  where: (q: { kind?: string[] }) => [isOneOf(sql`li.kind`, q.kind, 'linked_site_kind')],
  ...changedAt('li'),
  parts: ['sources'],
  includes: { sources: sourcesOf('linked_site_id', sql`li.id`) }
})

const byCode = (alias: string, example: string) => ({
  parameter: 'code',
  identifier: Str('Stable code of the record.', example, { pattern: '^[a-z0-9]+(_[a-z0-9]+)*$', maxLength: 100 }),
  identifiedBy: (value: string) => sql`${sql.ref(`${alias}.code`)}::text = ${value}`,
  id: { expression: sql`${sql.ref(`${alias}.code`)}::text`, type: 'text' } as SortKey
})

export const creationModes = defineResource({
  name: 'creation_mode_rule',
  path: 'creation-modes',
  label: { pl: 'tryb utworzenia CUS', en: 'creation mode' },
  record: CreationMode,
  ...byCode('cm', 'transformation_ops'),
  identifier: Type.Unsafe<string>(term('creation_mode', 'Code of the mode.', 'transformation_ops')),
  from: sql`creation_mode_rule cm`,
  columns: { ...columns('cm', ['code', 'no', 'area_pl', 'area_en', 'ops_continues', 'min_population_exclusive']), ...stampsOf('cm') },
  ...byNo('cm'),
  ...changedAt('cm'),
  parts: ['sources'],
  includes: { sources: sourcesOf('creation_mode_code', sql`cm.code`) }
})

export const structureElements = defineResource({
  name: 'structure_element',
  path: 'structure-elements',
  label: { pl: 'element struktury CUS', en: 'structure element' },
  record: StructureElement,
  ...byCode('se', 'services_team'),
  from: sql`structure_element se`,
  columns: { ...columns('se', ['code', 'no', 'kind', 'name', 'members', 'optional_cell']), ...stampsOf('se') },
  ...byNo('se'),
  ...changedAt('se'),
  parts: ['sources'],
  includes: { sources: sourcesOf('structure_element_code', sql`se.code`) }
})

export const serviceAreas = defineResource({
  name: 'service_area',
  path: 'service-areas',
  label: { pl: 'obszar usług społecznych', en: 'service area' },
  record: ServiceArea,
  ...byCode('sa', 'family_support'),
  from: sql`service_area sa`,
  columns: { ...columns('sa', ['code', 'no', 'name_pl', 'name_genitive_pl', 'name_en']), ...stampsOf('sa') },
  ...byNo('sa'),
  ...changedAt('sa'),
  parts: ['sources'],
  includes: { sources: sourcesOf('service_area_code', sql`sa.code`) }
})

export const assertions = defineResource({
  name: 'assertion',
  path: 'assertions',
  label: { pl: 'twierdzenie źródła', en: 'assertion' },
  record: Assertion,
  parameter: 'assertion',
  identifier: idOrSlug('Id or slug of the assertion.', '19-jednostek'),
  identifiedBy: named('ass'),
  from: sql`assertion ass
    left join organisation asso on asso.id = ass.subject_organisation_id
    left join territory asst on asst.code = ass.subject_territory_code ${territoryJoins('asst')}`,
  columns: {
    ...columns('ass', ['id', 'slug', 'claim_pl', 'claim_en', 'value', 'counts_memberships']),
    families: sql`to_json(ass.families)`,
    organisation: organisationSummary('asso'),
    territory: territorySummary('asst'),
    as_of: uncertain('ass.as_of'),
    as_of_basis: sql`ass.as_of_basis`,
    ...stampsOf('ass')
  },
  ...byId('ass'),
  sorts: { slug: { expression: sql`ass.slug`, type: 'text' }, updated_at: { expression: sql`ass.updated_at`, type: 'timestamptz' } },
  defaultSort: 'slug',
  ...changedAt('ass'),
  parts: ['sources'],
  includes: { sources: sourcesOf('assertion_id', sql`ass.id`) }
})
