// How sheets of events name their columns.
import type { ImportColumns } from '../../records/define-imports.ts'
import { inOneLine } from '../imports/values/single-line.ts'
import { findOrganisations } from '../organisations/name-lookup.ts'

export const eventColumns: ImportColumns = {
  slug: { headings: ['Slug', 'Adres w rejestrze'] },
  title: { headings: ['Tytuł', 'Nazwa wydarzenia', 'Wydarzenie'], read: inOneLine },
  titles: { headings: ['Inne tytuły'] },
  kind: { headings: ['Rodzaj'] },
  form: { headings: ['Forma'], words: { stacjonarnie: 'on_site', zdalnie: 'online', hybrydowo: 'hybrid' } },
  status: { headings: ['Status', 'Stan'] },
  date_on: { headings: ['Data', 'Dzień', 'Termin', 'Data wydarzenia'] },
  date_not_before: { headings: ['Nie wcześniej niż'] },
  date_not_after: { headings: ['Nie później niż'] },
  ends_on: { headings: ['Data zakończenia', 'Ostatni dzień'] },
  starts_at: { headings: ['Początek'] },
  ends_at: { headings: ['Koniec'] },
  place: { headings: ['Miejscowość', 'Miejsce'], read: inOneLine },
  venue_slug: { headings: ['Obiekt', 'Miejsce wydarzenia'], findByName: findOrganisations },
  address: { headings: ['Adres'], read: inOneLine },
  occasion: { headings: ['Okazja'] },
  participants: { headings: ['Uczestnicy'] },
  programme: { headings: ['Program'] },
  links: { headings: ['Odnośniki', 'Linki'] }
}
