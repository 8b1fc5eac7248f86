import { citations, refersTo, rows, value, values, type Writable } from '../../lib/writable.ts'
import { legalActs, linkedSites, publications, trainingTopics } from './queries.ts'

export const writablePublications: Writable = {
  resource: publications,
  properties: {
    ...values('slug'),
    no: value({ given: true }),
    ...values('title', 'kind', 'issue', 'year'),
    publisher: refersTo('organisation'),
    contributors: rows('publication_contributor', 'publication_id', { ...values('role'), person: refersTo('person') }, { required: ['role', 'person'] }),
    ...values('note'),
    sources: citations('publication_id')
  },
  required: ['title', 'kind'],
  slugFrom: ({ title }) => String(title)
}

export const writableLegalActs: Writable = {
  resource: legalActs,
  properties: {
    ...values('slug', 'kind', 'title'),
    titles: rows('legal_act_title', 'legal_act_id', values('title', 'printed_where'), { required: ['title', 'printed_where'] }),
    ...values('dated', 'journal', 'in_force_from'),
    sources: citations('legal_act_id')
  },
  required: ['kind', 'title', 'dated'],
  slugFrom: ({ title }) => String(title)
}

export const writableTrainingTopics: Writable = {
  resource: trainingTopics,
  properties: {
    ...values('slug'),
    no: value({ given: true }),
    ...values('name', 'post_role'),
    legal_act: refersTo('legal_act', { bare: true }),
    sources: citations('training_topic_id')
  },
  required: ['name'],
  slugFrom: ({ name }) => String(name)
}

export const writableLinkedSites: Writable = {
  resource: linkedSites,
  properties: {
    ...values('slug', 'no', 'name', 'kind', 'url', 'printed_domain'),
    run_by: refersTo('organisation'),
    sources: citations('linked_site_id')
  },
  required: ['name', 'kind'],
  slugFrom: ({ name }) => String(name)
}
