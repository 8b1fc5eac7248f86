import { defineFeature } from '../../records/define-feature.ts'
import { byId, bySlug } from '../imports/matchings.ts'
import { contactColumns } from './import-columns.ts'
import { contacts } from './queries.ts'
import { contactRight } from './rights.ts'
import { contactRules } from './rule-texts.ts'
import { contactVisibility, legalBasis, phoneKind } from './vocabularies.ts'
import { contactWrites } from './writes.ts'

export const contactsFeature = defineFeature({
  name: 'contacts',
  tags: {
    contacts: {
      group: 'people',
      title: { pl: 'Dane kontaktowe', en: 'Contacts' },
      description: 'Ways to reach organisations and posts.'
    }
  },
  vocabularies: [contactVisibility, legalBasis, phoneKind],
  resources: [contacts],
  writes: [contactWrites],
  rights: [contactRight],
  rules: contactRules,
  imports: [
    {
      resource: contacts,
      writes: contactWrites,
      columns: contactColumns,
      scope: 'contacts:read',
      matchings: { slug: bySlug('contact'), id: byId('contact') }
    }
  ],
  seed: [{ file: 'contacts', table: 'contact', key: 'id', citation: 'contact_id' }]
})
