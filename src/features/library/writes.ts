import type { Writes } from '../../records/define-writes.ts'
import { refersTo, rows, value, values } from '../../records/write/define.ts'
import { organisations } from '../organisations/queries.ts'
import { people } from '../people/queries.ts'
import { citations } from '../sources/citations.ts'
import { publications } from './publications.ts'
import { legalActs, linkedSites, trainingTopics } from './queries.ts'

export const publicationWrites: Writes = {
  resource: publications,
  properties: {
    ...values('slug'),
    no: value({ keepIfAbsent: true }),
    ...values('title', 'kind', 'issue', 'year'),
    publisher: refersTo(organisations),
    contributors: rows(
      'publication_contributor',
      'publication_id',
      { ...values('role'), person: refersTo(people) },
      { required: ['role', 'person'] }
    ),
    ...values('url', 'doi', 'isbn', 'note', 'note_en'),
    sources: citations('publication_id')
  },
  required: ['title', 'kind'],
  example: {
    title: 'Usługi społeczne w małej gminie',
    kind: 'handbook',
    year: 2026,
    publisher: { slug: 'obserwatorium-cus' },
    contributors: [{ role: 'author', person: { slug: 'anna-ostasz' } }]
  },
  change: { isbn: '9788300000005', year: 2027 },
  slugFrom: ({ title }) => String(title)
}

export const legalActWrites: Writes = {
  resource: legalActs,
  properties: {
    ...values('slug', 'kind', 'title'),
    titles: rows('legal_act_title', 'legal_act_id', values('title', 'printed_where'), {
      required: ['title', 'printed_where']
    }),
    ...values('dated', 'journal', 'in_force_from'),
    initiator: refersTo(organisations),
    sources: citations('legal_act_id')
  },
  required: ['kind', 'title', 'dated'],
  example: {
    kind: 'regulation',
    title: 'Rozporządzenie w sprawie sprawozdań centrów usług społecznych',
    dated: '2026-03-02',
    journal: 'Dz.U. 2026 poz. 321',
    titles: [{ title: 'rozporządzenie o sprawozdaniach', printed_where: 'S000:3' }]
  },
  change: { in_force_from: '2026-04-01' },
  slugFrom: ({ title }) => String(title)
}

export const trainingTopicWrites: Writes = {
  resource: trainingTopics,
  properties: {
    ...values('slug'),
    no: value({ keepIfAbsent: true }),
    ...values('name', 'post_role'),
    legal_act: refersTo(legalActs, { bare: true }),
    sources: citations('training_topic_id')
  },
  required: ['name'],
  example: {
    name: 'Diagnoza potrzeb społeczności',
    post_role: 'community_organiser',
    legal_act: 'rozporzadzenie-szkolenia-2020'
  },
  change: { post_role: null },
  slugFrom: ({ name }) => String(name)
}

export const linkedSiteWrites: Writes = {
  resource: linkedSites,
  properties: {
    ...values('slug', 'no', 'name', 'kind', 'url', 'printed_domain'),
    run_by: refersTo(organisations),
    sources: citations('linked_site_id')
  },
  required: ['name', 'kind'],
  example: {
    name: 'Portal usług społecznych',
    kind: 'portal',
    url: 'https://uslugi.example/',
    run_by: { slug: 'obserwatorium-cus' }
  },
  change: { url: 'https://uslugi.example/cus', run_by: null },
  slugFrom: ({ name }) => String(name)
}
