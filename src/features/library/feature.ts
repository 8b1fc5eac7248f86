// The knowledge base: publications, legal acts, training topics, links, and the creation and structure of a CUS.
import { defineFeature } from '../../records/define-feature.ts'
import {
  creationModes,
  legalActs,
  linkedSites,
  publications,
  serviceAreas,
  structureElements,
  trainingTopics
} from './queries.ts'
import { libraryRules } from './rule-texts.ts'
import { contributorRole, legalActKind, linkedSiteKind, publicationKind, structureElementKind } from './vocabularies.ts'
import { legalActWrites, linkedSiteWrites, publicationWrites, trainingTopicWrites } from './writes.ts'

export const libraryFeature = defineFeature({
  name: 'library',
  tags: {
    publications: 'Books and papers of the knowledge base.',
    'legal-acts': 'Acts of parliament and regulations about social service centres.',
    'training-topics': 'Topics of the training for the staff of a CUS.',
    links: 'Websites to which the knowledge base links.',
    'creation-modes': 'The ways of the Act to create a CUS.',
    'structure-elements': 'Posts and teams that the Act provides for in a CUS.',
    'service-areas': 'The areas of social services in the Act.'
  },
  vocabularies: [structureElementKind, publicationKind, contributorRole, legalActKind, linkedSiteKind],
  resources: [publications, legalActs, trainingTopics, linkedSites, creationModes, structureElements, serviceAreas],
  writes: [publicationWrites, legalActWrites, trainingTopicWrites, linkedSiteWrites],
  rules: libraryRules,
  seed: [
    {
      file: 'publications',
      table: 'publication',
      key: 'id',
      citation: 'publication_id',
      children: [
        {
          property: 'contributors',
          table: 'publication_contributor',
          parentColumns: (record) => ({ publication_id: record.id })
        }
      ]
    },
    {
      file: 'legal-acts',
      table: 'legal_act',
      key: 'id',
      citation: 'legal_act_id',
      children: [
        { property: 'titles', table: 'legal_act_title', parentColumns: (record) => ({ legal_act_id: record.id }) }
      ]
    },
    { file: 'training-topics', table: 'training_topic', key: 'id', citation: 'training_topic_id' },
    { file: 'linked-sites', table: 'linked_site', key: 'id', citation: 'linked_site_id' },
    { file: 'creation-modes', table: 'creation_mode_rule', key: 'code', citation: 'creation_mode_code' },
    { file: 'structure-elements', table: 'structure_element', key: 'code', citation: 'structure_element_code' },
    { file: 'service-areas', table: 'service_area', key: 'code', citation: 'service_area_code' }
  ]
})
