// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import { dayWithin, gone, notBlank, rule, slugRules } from '../../records/write/rules.ts'
import { postalCode } from '../organisations/rule-texts.ts'

export const contactRules: Rules = {
  ...slugRules('contact'),
  contact_organisation_fkey: gone('/organisation'),
  contact_post_fkey: gone('/post'),
  contact_printed_holder_fkey: gone('/printed_holder'),
  contact_one_owner: rule(
    '/organisation',
    'Dane kontaktowe muszą dotyczyć albo organizacji («organisation»), albo stanowiska («post»), lecz nie obu.',
    'A contact must belong to either an organisation («organisation») or a post («post»), not to both.'
  ),
  contact_reaches_something: rule(
    '/email',
    'Dane kontaktowe muszą zawierać co najmniej jedno z pól: «email», «phone», «street», «locality».',
    'A contact must have at least one of «email», «phone», «street» and «locality».'
  ),
  contact_email_shape: rule(
    '/email',
    'Adres e-mail musi mieć postać nazwa@domena, z kropką w domenie i bez odstępów, oraz najwyżej 254 znaki. ' +
      'Domenę z polskimi literami zapisuje się w postaci ASCII: «cus-łódź.pl» to «xn--cus-d-3ta66c8n.pl».',
    'The e-mail address must have the form name@domain, with a dot in the domain and no white space, ' +
      'and at most 254 characters. A domain with letters beyond ASCII is written as «xn--…» (punycode).'
  ),
  contact_phone_shape: rule(
    '/phone',
    'Numer telefonu podaje się w postaci międzynarodowej (E.164): znak + i od 7 do 15 cyfr bez odstępów, ' +
      'np. +48818272694. Polski numer to +48 i cyfry bez zera na początku, także numer skrócony: +48116111. ' +
      'Numer wewnętrzny wpisuje się w pole «phone_printed», np. «81 827 26 94 wew. 12».',
    'The telephone number must have the international form E.164: + and 7 to 15 digits without spaces, ' +
      'such as +48818272694. A Polish number is +48 and its digits without a leading 0, also a short one: +48116111. ' +
      'An extension belongs into «phone_printed», such as «81 827 26 94 wew. 12».'
  ),
  contact_postal_code_shape: postalCode,
  contact_basis_source_not_blank: notBlank(
    '/basis_source',
    'Źródło danych («basis_source»)',
    'The origin of the data («basis_source»)'
  ),
  contact_review_finite: rule(
    '/review_on',
    'Dzień przeglądu musi być dniem kalendarzowym.',
    'The review date must be a calendar day.'
  ),
  contact_review_on_within_bounds: dayWithin('review_on'),
  contact_verified_on_within_bounds: dayWithin('verified_on')
}
