// How sheets of memberships name their columns and write their values.
import type { ImportColumns } from '../../records/define-imports.ts'
import { findOrganisations } from '../organisations/name-lookup.ts'
import { findPeople } from '../people/name-lookup.ts'

export const membershipColumns: ImportColumns = {
  organisation_slug: { headings: ['Organizacja', 'Slug organizacji', 'Członek'], findByName: findOrganisations },
  person_slug: { headings: ['Osoba', 'Slug osoby'], findByName: findPeople },
  tier: {
    headings: ['Kategoria', 'Kategoria członkostwa', 'Rodzaj członkostwa'],
    words: { zwyczajny: 'ordinary', wspierający: 'supporting', honorowy: 'honorary' }
  },
  tier_basis: { headings: ['Podstawa kategorii'] },
  tier_basis_note: { headings: ['Uzasadnienie kategorii', 'Uwagi'] },
  tier_basis_note_en: { headings: ['Uzasadnienie kategorii po angielsku', 'Uwagi po angielsku'] },
  founder: { headings: ['Założyciel', 'Członek założyciel'] },
  founding_signatory: { headings: ['Sygnatariusz', 'Sygnatariusz deklaracji założycielskiej'] },
  status: { headings: ['Status', 'Stan', 'Status członkostwa'] },
  joined_on: { headings: ['Data przystąpienia', 'Data przyjęcia', 'Członek od'] },
  joined_not_before: { headings: ['Przystąpienie nie wcześniej niż'] },
  joined_not_after: { headings: ['Przystąpienie nie później niż'] },
  ended_on: { headings: ['Data ustania', 'Data wystąpienia', 'Członek do'] },
  ended_not_before: { headings: ['Ustanie nie wcześniej niż'] },
  ended_not_after: { headings: ['Ustanie nie później niż'] },
  end_basis: { headings: ['Podstawa ustania'] },
  declaration_slug: { headings: ['Deklaracja'] },
  representative_slug: { headings: ['Przedstawiciel', 'Reprezentant'], findByName: findPeople }
}
