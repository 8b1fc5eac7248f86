// Reads Polish postal codes.
import type { ImportColumn, Unreadable } from '../../../records/define-imports.ts'

const REFUSED: Unreadable = {
  code: 'invalid_format',
  detail: {
    pl: 'Kod pocztowy musi mieć pięć cyfr, np. 21-040. Miejscowość podaje się w osobnej kolumnie («locality»).',
    en: 'The postal code must have five digits, such as 21-040. The town has a column of its own («locality»).'
  }
}

/** Returns a code of five digits with its hyphen. A code of four digits may have lost any digit. */
function readPostalCode(text: string): string | Unreadable {
  const [, area, place] = /^(?:PL ?-? ?)?(\d{2}) ?[-\u2010-\u2015\u2212]? ?(\d{3})(?:[.,]0+)?$/i.exec(text) ?? []
  return area === undefined ? REFUSED : `${area}-${place}`
}

export const postalCodeColumn: ImportColumn = {
  headings: ['Kod pocztowy', 'Kod', 'Kod poczt.'],
  read: readPostalCode
}
