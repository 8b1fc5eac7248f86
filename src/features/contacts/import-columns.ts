// How sheets of contacts name their columns and write their values.
import type { ImportColumns, Unreadable } from '../../records/define-imports.ts'
import { verificationColumn } from '../../records/verification.ts'
import { postalCodeColumn } from '../imports/values/postal-codes.ts'
import { inOneLine } from '../imports/values/single-line.ts'
import { findOrganisations } from '../organisations/name-lookup.ts'
import { findPeople } from '../people/name-lookup.ts'
import { phoneFaults, readPhone } from './rules.ts'

const SEVERAL_NUMBERS: Unreadable = {
  code: 'several_values',
  detail: {
    pl: 'Komórka może zawierać tylko jeden numer telefonu. Drugi należy podać w osobnym wierszu.',
    en: 'The cell may contain one telephone number only. State the other one in a row of its own.'
  }
}
const FAX_NUMBER: Unreadable = {
  code: 'fax_number',
  detail: {
    pl: 'To numer faksu, a nie telefonu. Rejestr go nie przechowuje.',
    en: 'This is a fax number, not a telephone number. The registry does not store it.'
  }
}
/** Labels before a number, such as «tel.», «tel. kom.», «tel./fax». */
const LABEL =
  /^(tel(efon)?|kom(órka|órkowy)?|nr)?[ .:/]*(kom(órkowy)?|stac(jonarny)?|fax|faks|tel(efonu)?)?[ .:]*(?=[+(\d])/i

/** Returns a telephone number in the form E.164, as it is dialled in Poland. */
function readWrittenPhone(text: string): string | Unreadable {
  if (/^(fax|faks)\b/i.test(text)) return FAX_NUMBER
  const number = text.replace(LABEL, '').replace(/\/(?=\d)/g, ' ')
  const [first = '', ...others] = number.split(/[,;/]|\b(?:lub|oraz|i)\b/).filter((part) => /\d{3}/.test(part))
  if (others.length > 0) return SEVERAL_NUMBERS
  // The country code without its plus makes no number of Poland.
  const phone =
    readPhone(number) ?? readPhone(first) ?? (/^48[ \d-]+$/.test(number) ? readPhone(`+${number}`) : undefined)
  if (phone && !phone.extension) return phone.e164
  const [fault] = phoneFaults({ phone: number })
  return fault ? { code: fault.code, detail: fault.detail } : number
}

export const contactColumns: ImportColumns = {
  slug: { headings: ['Slug', 'Adres w rejestrze'] },
  organisation_slug: { headings: ['Organizacja', 'Slug organizacji', 'Jednostka'], findByName: findOrganisations },
  post_id: { headings: ['Stanowisko', 'Id stanowiska'] },
  heading: { headings: ['Nagłówek', 'Opis', 'Nazwa kontaktu'], read: inOneLine },
  printed_holder_slug: { headings: ['Osoba', 'Slug osoby'], findByName: findPeople },
  email: { headings: ['E-mail', 'Adres e-mail', 'Mail', 'Poczta elektroniczna', 'Adres poczty elektronicznej'] },
  email_visibility: { headings: ['Widoczność e-maila'] },
  phone: {
    headings: ['Telefon', 'Tel.', 'Telefon kontaktowy', 'Numer telefonu', 'Nr tel.', 'Telefon komórkowy', 'Telefony'],
    read: readWrittenPhone
  },
  phone_printed: { headings: ['Telefon w źródle'] },
  phone_kind: { headings: ['Rodzaj numeru'] },
  phone_visibility: { headings: ['Widoczność telefonu'] },
  street: { headings: ['Ulica', 'Ulica i numer', 'Ulica i nr'], read: inOneLine },
  postal_code: postalCodeColumn,
  locality: { headings: ['Miejscowość', 'Poczta', 'Miasto'], read: inOneLine },
  address_visibility: { headings: ['Widoczność adresu'] },
  basis: { headings: ['Podstawa prawna', 'Podstawa'] },
  basis_source: { headings: ['Źródło danych', 'Źródło'] },
  review_on: { headings: ['Data przeglądu', 'Dzień przeglądu'] },
  withdrawn_on: { headings: ['Wycofane od'] },
  ...verificationColumn
}
