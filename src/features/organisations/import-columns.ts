// How sheets of organisations name their columns and write their values.
import type { Text } from '../../http/errors.ts'
import type { ImportColumns } from '../../records/define-imports.ts'
import { verificationColumn } from '../../records/verification.ts'
import { postalCodeColumn } from '../imports/values/postal-codes.ts'
import { inOneLine } from '../imports/values/single-line.ts'
import { findOrganisations } from './name-lookup.ts'
import { readEDelivery, readWikidata } from './written-addresses.ts'
import { readKrs, readNip, readRegon } from './written-numbers.ts'

export const organisationColumns: ImportColumns = {
  slug: { headings: ['Slug', 'Adres w rejestrze'] },
  name: {
    headings: [
      'Nazwa',
      'Nazwa jednostki',
      'Nazwa organizacji',
      'Nazwa instytucji',
      'Nazwa podmiotu',
      'Nazwa członka',
      'Pełna nazwa',
      'Nazwa pełna',
      'Nazwa ośrodka'
    ],
    read: inOneLine
  },
  short_name: {
    headings: ['Skrót', 'Nazwa skrócona', 'Skrócona nazwa', 'Skrót nazwy', 'Krótka nazwa', 'Nazwa krótka'],
    read: inOneLine
  },
  kind: {
    headings: ['Rodzaj', 'Rodzaj jednostki', 'Typ', 'Typ jednostki', 'Typ organizacji'],
    words: {
      'M-GOPS': 'mgops',
      MiGOPS: 'mgops',
      'urząd gminy': 'gmina',
      'urząd miasta': 'gmina',
      'urząd miejski': 'gmina',
      'starostwo powiatowe': 'powiat',
      PES: 'social_economy_entity'
    }
  },
  status: {
    headings: ['Status', 'Stan'],
    words: { aktywny: 'active', czynny: 'active', działający: 'active', istniejący: 'active', zamknięty: 'closed' }
  },
  territory_code: {
    headings: ['TERYT', 'Kod TERYT', 'Kod gminy', 'Kod TERYT gminy', 'TERYT gminy', 'Identyfikator TERYT', 'TERC']
  },
  seat: { headings: ['Siedziba', 'Miejscowość siedziby'], read: inOneLine },
  street: { headings: ['Ulica', 'Ulica i numer', 'Ulica i nr', 'Ulica, nr', 'Ulica nr domu'], read: inOneLine },
  postal_code: postalCodeColumn,
  locality: { headings: ['Miejscowość', 'Poczta', 'Miasto'], read: inOneLine },
  latitude: { headings: ['Szerokość geograficzna', 'Szerokość'] },
  longitude: { headings: ['Długość geograficzna', 'Długość'] },
  coordinates_basis: { headings: ['Podstawa współrzędnych'] },
  website: {
    headings: ['Strona internetowa', 'Strona', 'Strona WWW', 'WWW', 'Adres WWW', 'Adres strony', 'Witryna'],
    read: inOneLine
  },
  nip: { headings: ['NIP'], read: readNip },
  regon: { headings: ['REGON'], read: readRegon },
  krs: { headings: ['KRS'], read: readKrs },
  e_delivery: {
    headings: ['e-Doręczenia', 'Adres do e-Doręczeń', 'Adres e-Doręczeń', 'Adres do doręczeń elektronicznych', 'ADE'],
    read: readEDelivery
  },
  bip: { headings: ['BIP', 'Adres BIP', 'Strona BIP', 'Biuletyn Informacji Publicznej'] },
  wikidata: { headings: ['Wikidata', 'Wikidane'], read: readWikidata },
  ...verificationColumn,
  creation_mode: { headings: ['Tryb utworzenia', 'Sposób utworzenia'] },
  legal_form: { headings: ['Forma prawna'], read: inOneLine },
  part_of_slug: { headings: ['Część organizacji', 'Jednostka nadrzędna'], findByName: findOrganisations },
  established_on: {
    headings: ['Data utworzenia', 'Data powstania', 'Data założenia', 'Dzień utworzenia', 'Utworzono', 'Utworzona']
  },
  established_not_before: { headings: ['Utworzona nie wcześniej niż'] },
  established_not_after: { headings: ['Utworzona nie później niż'] },
  closed_on: { headings: ['Data likwidacji', 'Data zamknięcia', 'Dzień likwidacji'] },
  closed_not_before: { headings: ['Zamknięta nie wcześniej niż'] },
  closed_not_after: { headings: ['Zamknięta nie później niż'] }
}

const PLACE: Text = {
  pl: 'Gminę podaje się kodem TERYT w kolumnie «territory_code»; powiat i województwo wynikają z niego.',
  en: 'State the gmina by its TERYT code in the column «territory_code»; powiat and voivodeship follow from it.'
}
const ADDRESS: Text = {
  pl: 'Adres podaje się w osobnych kolumnach: «street», «postal_code», «locality».',
  en: 'State the address in separate columns: «street», «postal_code», «locality».'
}

export const organisationColumnsNotRead: Readonly<Record<string, Text>> = {
  Gmina: PLACE,
  Powiat: PLACE,
  Województwo: PLACE,
  Adres: ADDRESS,
  'Adres siedziby': ADDRESS
}
