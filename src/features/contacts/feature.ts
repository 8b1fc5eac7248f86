import { defineFeature } from '../../records/define.ts'
import { byId, bySlug } from '../imports/matchings.ts'
import { contacts } from './queries.ts'
import { contactRight } from './rights.ts'
import { contactRules } from './rule-texts.ts'
import { contactVisibility, legalBasis, phoneKind } from './vocabularies.ts'
import { writableContacts } from './writable.ts'

export const contactsFeature = defineFeature({
  name: 'contacts',
  tags: { contacts: 'Ways to reach organisations and posts.' },
  vocabularies: [contactVisibility, legalBasis, phoneKind],
  resources: [contacts],
  writes: [writableContacts],
  rights: [contactRight],
  rules: contactRules,
  imports: [
    {
      resource: contacts,
      writable: writableContacts,
      scope: 'contacts:read',
      matchings: { slug: bySlug('contact'), id: byId('contact') }
    }
  ],
  seed: [{ file: 'contacts', table: 'contact', key: 'id', citation: 'contact_id' }]
})
