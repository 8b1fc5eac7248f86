// How sheets of appointments name their columns.
import type { ImportColumns } from '../../records/define-imports.ts'
import { verificationColumn } from '../../records/verification.ts'
import { inOneLine } from '../imports/values/single-line.ts'
import { findOrganisations } from '../organisations/name-lookup.ts'
import { findPeople } from '../people/name-lookup.ts'

export const appointmentColumns: ImportColumns = {
  person_slug: { headings: ['Osoba', 'Slug osoby'], findByName: findPeople },
  post_id: { headings: ['Stanowisko', 'Id stanowiska'] },
  capacity: {
    headings: ['Charakter', 'Charakter pełnienia'],
    words: { 'pełni obowiązki': 'acting', 'p.o.': 'acting' }
  },
  shared: { headings: ['Wspólnie', 'Wspólnie z innymi'] },
  printed_post: { headings: ['Stanowisko w źródle', 'Nazwa stanowiska'], read: inOneLine },
  attested_on: { headings: ['Dni poświadczone', 'Poświadczone'] },
  appointed_by_slug: { headings: ['Powołany przez', 'Powołana przez'], findByName: findOrganisations },
  appointed_by_printed: { headings: ['Powołujący w źródle'], read: inOneLine },
  predecessor_id: { headings: ['Poprzednie powołanie'] },
  until_event_slug: { headings: ['Do wydarzenia'] },
  started_on: { headings: ['Od', 'Od dnia', 'Data powołania', 'Data rozpoczęcia'] },
  started_not_before: { headings: ['Od nie wcześniej niż'] },
  started_not_after: { headings: ['Od nie później niż'] },
  ended_on: { headings: ['Do', 'Do dnia', 'Data odwołania', 'Data zakończenia'] },
  ended_not_before: { headings: ['Do nie wcześniej niż'] },
  ended_not_after: { headings: ['Do nie później niż'] },
  note: { headings: ['Uwagi', 'Uwaga'] },
  note_en: { headings: ['Uwagi po angielsku', 'Uwaga po angielsku'] },
  ...verificationColumn
}
