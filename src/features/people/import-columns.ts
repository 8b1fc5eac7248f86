// How sheets of people name their columns and write their values.
import type { Text } from '../../http/errors.ts'
import type { ImportColumns } from '../../records/define-imports.ts'
import { inOneLine } from '../imports/values/single-line.ts'

export const personColumns: ImportColumns = {
  slug: { headings: ['Slug', 'Adres w rejestrze'] },
  given_name: { headings: ['Imię', 'Imiona'], read: inOneLine },
  family_name: { headings: ['Nazwisko'], read: inOneLine },
  academic_title: { headings: ['Tytuł', 'Tytuł naukowy', 'Stopień naukowy'] }
}

const BOTH_NAMES: Text = {
  pl: 'Imię i nazwisko podaje się w osobnych kolumnach: «given_name», «family_name».',
  en: 'State the names in separate columns: «given_name», «family_name».'
}

export const personColumnsNotRead: Readonly<Record<string, Text>> = {
  'Imię i nazwisko': BOTH_NAMES,
  'Nazwisko i imię': BOTH_NAMES
}
