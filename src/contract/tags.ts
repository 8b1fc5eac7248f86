// Tags of the operations, and the groups in which a reader finds them.

/** Groups of tags with their titles, in the order of the document: the subjects of the registry first. */
const groups = {
  organisations: { pl: 'Organizacje', en: 'Organisations' },
  memberships: { pl: 'Członkostwa i kategorie', en: 'Memberships and tiers' },
  declarations: { pl: 'Deklaracje', en: 'Declarations' },
  events: { pl: 'Wydarzenia', en: 'Events' },
  people: { pl: 'Osoby, stanowiska i kontakty', en: 'People, posts and contacts' },
  copies: { pl: 'Zmiany i kopie danych', en: 'Changes and copies' },
  reference: { pl: 'Biblioteka, terytoria i słowniki', en: 'Library, territories and vocabularies' },
  administration: { pl: 'Administracja', en: 'Administration' }
} as const

/** A tag of the contract. Each operation has one. */
export interface Tag {
  group: keyof typeof groups
  title: { pl: string; en: string }
  /** A sentence in English. */
  description: string
}

/** Returns the members `tags`, by name, and `x-tagGroups`, in the order of the groups, of the OpenAPI document. */
export function describeTags(tags: readonly (Tag & { name: string })[]) {
  return {
    tags: tags
      .map(({ name, title, description }) => ({
        name,
        description,
        'x-displayName': title.en,
        'x-title-pl': title.pl
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    'x-tagGroups': Object.entries(groups).map(([key, { pl, en }]) => ({
      name: en,
      'x-title-pl': pl,
      tags: tags.filter(({ group }) => group === key).map(({ name }) => name)
    }))
  }
}
