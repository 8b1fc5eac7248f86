// Reads e-Doręczenia addresses and Wikidata ids as people write them: in small letters, with spaces or other dashes.
import type { Unreadable } from '../../records/define-imports.ts'

const NO_ADDRESS: Unreadable = {
  code: 'invalid_format',
  detail: {
    pl: 'Adres do e-Doręczeń ma postać AE:PL-12345-67890-ABCDE-12: dwie grupy pięciu cyfr, pięć liter i dwie cyfry.',
    en: 'An e-Doręczenia address has the form AE:PL-12345-67890-ABCDE-12: twice five digits, five letters, two digits.'
  }
}

export function readEDelivery(text: string): string | Unreadable {
  const bare = text.replace(/[\s\u2010-\u2015\u2212-]/g, '').toUpperCase()
  const [, ...parts] = /^(?:AE:?)?PL(\d{5})(\d{5})([A-Z]{5})(\d{2})$/.exec(bare) ?? []
  return parts.length > 0 ? `AE:PL-${parts.join('-')}` : NO_ADDRESS
}

const NO_ITEM: Unreadable = {
  code: 'invalid_format',
  detail: {
    pl: 'Identyfikator Wikidanych to litera Q i numer, np. Q123456789. Można też wkleić adres elementu.',
    en: 'The id of a Wikidata item is the letter Q and a number, such as Q123456789. The address of the item works too.'
  }
}

export function readWikidata(text: string): string | Unreadable {
  const [, number] = /^(?:https?:\/\/(?:www\.)?wikidata\.org\/(?:wiki|entity)\/)?q([1-9]\d*)$/i.exec(text) ?? []
  return number === undefined ? NO_ITEM : `Q${number}`
}
