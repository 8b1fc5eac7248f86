// The knowledge base: publications, legal acts, training topics, links, and the creation and structure of a CUS.
import { defineFeature } from '../../records/define-feature.ts'
import { publications } from './publications.ts'
import {
  creationModes,
  legalActs,
  linkedSites,
  serviceAreas,
  serviceProviders,
  structureElements,
  targetGroups,
  trainingTopics
} from './queries.ts'
import { libraryRules } from './rule-texts.ts'
import { contributorRole, legalActKind, linkedSiteKind, publicationKind, structureElementKind } from './vocabularies.ts'
import { legalActWrites, linkedSiteWrites, publicationWrites, trainingTopicWrites } from './writes.ts'

export const libraryFeature = defineFeature({
  name: 'library',
  tags: {
    publications: {
      group: 'reference',
      title: { pl: 'Publikacje', en: 'Publications' },
      description: 'Books and papers of the knowledge base.'
    },
    'legal-acts': {
      group: 'reference',
      title: { pl: 'Akty prawne', en: 'Legal acts' },
      description: 'Acts of parliament and regulations about social service centres.'
    },
    'training-topics': {
      group: 'reference',
      title: { pl: 'Zakresy tematyczne szkoleń', en: 'Training topics' },
      description: 'Topics of the training for the staff of a CUS.'
    },
    links: {
      group: 'reference',
      title: { pl: 'Strony internetowe', en: 'Links' },
      description: 'Websites to which the knowledge base links.'
    },
    'creation-modes': {
      group: 'reference',
      title: { pl: 'Tryby utworzenia CUS', en: 'Creation modes' },
      description: 'The ways of the Act to create a CUS.'
    },
    'structure-elements': {
      group: 'reference',
      title: { pl: 'Elementy struktury CUS', en: 'Structure elements' },
      description: 'Posts and teams that the Act provides for in a CUS.'
    },
    'service-areas': {
      group: 'reference',
      title: { pl: 'Obszary usług społecznych', en: 'Service areas' },
      description: 'The areas of social services in the Act.'
    },
    'target-groups': {
      group: 'reference',
      title: { pl: 'Grupy odbiorców usług', en: 'Target groups' },
      description: 'Groups of residents for whom a CUS provides services.'
    },
    'service-providers': {
      group: 'reference',
      title: { pl: 'Realizatorzy usług', en: 'Service providers' },
      description: 'Kinds of units that provide services for a CUS.'
    }
  },
  vocabularies: [structureElementKind, publicationKind, contributorRole, legalActKind, linkedSiteKind],
  resources: [
    publications,
    legalActs,
    trainingTopics,
    linkedSites,
    creationModes,
    structureElements,
    serviceAreas,
    targetGroups,
    serviceProviders
  ],
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
    { file: 'service-areas', table: 'service_area', key: 'code', citation: 'service_area_code' },
    { file: 'target-groups', table: 'target_group', key: 'code', citation: 'target_group_code' },
    { file: 'service-providers', table: 'service_provider', key: 'code', citation: 'service_provider_code' }
  ]
})
