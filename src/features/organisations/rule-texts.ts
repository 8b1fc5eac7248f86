// Texts of the constraints of this feature's tables.
import type { Rules, Text } from '../../http/errors.ts'
import { dayWithin, gone, notBlank, rule, slugRules, uncertainDate, webAddress } from '../../records/write/rules.ts'

export const postalCode = rule(
  '/postal_code',
  'Kod pocztowy musi mieć postać 00-000.',
  'The postal code must have the form 00-000.'
)

/** How to go on after a number that another organisation has. */
const SAME: Text = {
  pl: 'Jeśli to ta sama organizacja, należy zmienić istniejący rekord; jeśli inna, należy sprawdzić numer.',
  en: 'If it is the same organisation, change the existing record; otherwise check the number.'
}

export const organisationRules: Rules = {
  ...slugRules('organisation'),
  organisation_slug_shape: rule(
    '/slug',
    'Slug musi składać się z małych liter od a do z i cyfr, w słowach połączonych łącznikami, i mieć najwyżej ' +
      '80 znaków. Nie może mieć postaci UUID ani brzmieć «match».',
    'The slug must consist of words of the letters a to z and digits, joined by hyphens, and have at most ' +
      '80 characters. It must not have the form of a UUID and must not be «match».'
  ),
  organisation_name_not_blank: notBlank(
    '/name',
    'Żadna z nazw («name», «short_name»)',
    'Each of the names («name», «short_name»)'
  ),
  organisation_nip_valid: rule(
    '/nip',
    'Numer NIP musi mieć dziesięć cyfr, poprawną cyfrę kontrolną i nie może składać się z samych zer.',
    'The NIP must have ten digits with a correct check digit, and must not consist of zeros only.'
  ),
  organisation_nip_key: rule(
    '/nip',
    `Ten numer NIP ma już organizacja spoza tej gminy. Wspólny NIP mogą mieć tylko jednostki tej samej gminy. ${SAME.pl}`,
    `An organisation outside of this gmina has this NIP. Only parts of the same gmina can share a NIP. ${SAME.en}`
  ),
  organisation_regon_valid: rule(
    '/regon',
    'Numer REGON musi mieć 9 albo 14 cyfr, poprawne cyfry kontrolne i nie może składać się z samych zer.',
    'The REGON must have 9 or 14 digits with correct check digits, and must not consist of zeros only.'
  ),
  organisation_regon_key: rule(
    '/regon',
    `Ten numer REGON jest już zapisany w rejestrze. ${SAME.pl}`,
    `The registry already contains this REGON. ${SAME.en}`
  ),
  organisation_krs_valid: rule(
    '/krs',
    'Numer KRS musi mieć dziesięć cyfr, razem z zerami na początku, i nie może składać się z samych zer.',
    'The KRS number must have ten digits, including leading zeros, and must not consist of zeros only.'
  ),
  organisation_krs_key: rule(
    '/krs',
    `Ten numer KRS jest już zapisany w rejestrze. ${SAME.pl}`,
    `The registry already contains this KRS number. ${SAME.en}`
  ),
  organisation_e_delivery_valid: rule(
    '/e_delivery',
    'Adres do e-Doręczeń musi mieć postać AE:PL-12345-67890-ABCDE-12: wielkimi literami i bez odstępów.',
    'The e-Doręczenia address must have the form AE:PL-12345-67890-ABCDE-12, in capitals and without spaces.'
  ),
  organisation_e_delivery_key: rule(
    '/e_delivery',
    'Ten adres do e-Doręczeń ma już organizacja spoza tej gminy. Wspólny adres mogą mieć tylko jednostki tej samej ' +
      `gminy. ${SAME.pl}`,
    `An organisation outside of this gmina has this address. Only parts of the same gmina can share one. ${SAME.en}`
  ),
  organisation_bip_shape: webAddress('/bip'),
  organisation_wikidata_valid: rule(
    '/wikidata',
    'Identyfikator Wikidanych to litera Q i numer bez zera na początku, np. Q123456789.',
    'The id of a Wikidata item is the letter Q and a number without leading zeros, such as Q123456789.'
  ),
  organisation_wikidata_key: rule(
    '/wikidata',
    `Ten identyfikator Wikidanych jest już zapisany w rejestrze. ${SAME.pl}`,
    `The registry already contains this Wikidata id. ${SAME.en}`
  ),
  organisation_verified_on_within_bounds: dayWithin('verified_on'),
  organisation_state_name_not_blank: notBlank(
    '/former_states',
    'Żadna z dawnych nazw («name», «short_name»)',
    'Each of the former names («name», «short_name»)'
  ),
  organisation_state_until_valid: uncertainDate('former_states'),
  organisation_state_until_within_bounds: dayWithin('former_states'),
  organisation_state_until_bounded: rule(
    '/former_states',
    'Dzień zmiany («until») musi być podany dokładnie («on») albo przynajmniej ograniczony z góry («not_after»).',
    'The day of the change («until») must be exact («on») or at least have an upper bound («not_after»).'
  ),
  organisation_territory_fkey: rule(
    '/territory',
    'W rejestrze nie ma jednostki o tym kodzie TERYT.',
    'The registry has no territory with this TERYT code.'
  ),
  organisation_part_of_fkey: gone('/part_of'),
  organisation_not_part_of_itself: rule(
    '/part_of',
    'Organizacja nie może być częścią samej siebie, także za pośrednictwem innych organizacji.',
    'An organisation cannot be a part of itself, directly or through other organisations.'
  ),
  organisation_postal_code_shape: postalCode,
  organisation_coordinates_together: rule(
    '/coordinates_basis',
    'Szerokość («latitude»), długość («longitude») i podstawę współrzędnych («coordinates_basis») należy podać razem ' +
      'albo wszystkie pominąć.',
    'State all of «latitude», «longitude» and «coordinates_basis», or none of them.'
  ),
  organisation_coordinates_in_range: rule(
    '/latitude',
    'Szerokość geograficzna musi mieścić się między -90 a 90 stopni, długość między -180 a 180 stopni.',
    'The latitude must be between -90 and 90 degrees, the longitude between -180 and 180 degrees.'
  ),
  organisation_creation_mode_of_cus: rule(
    '/creation_mode',
    'Sposób utworzenia («creation_mode») można podać tylko dla centrum usług społecznych (kind = cus).',
    'Only a social service centre (kind = cus) can have a «creation_mode».'
  ),
  organisation_established_valid: uncertainDate('established'),
  organisation_closed_valid: uncertainDate('closed'),
  organisation_period_not_empty: rule(
    '/closed',
    'Organizacja musi istnieć co najmniej jeden dzień: «closed» musi być późniejsze niż «established».',
    'An organisation must exist for at least one day: «closed» must be later than «established».'
  ),
  organisation_name_name_not_blank: notBlank('/names', 'Inna nazwa organizacji', 'Another name of an organisation'),
  organisation_name_name_key: rule(
    '/names',
    'Każdą inną nazwę organizacji można podać tylko raz.',
    'Each other name of an organisation can be listed only once.'
  ),
  organisation_lineage_organisation_fkey: gone('/successor'),
  organisation_lineage_predecessor_fkey: gone('/predecessor'),
  organisation_lineage_not_itself: rule(
    '/predecessor',
    'Organizacja nie może być poprzedniczką samej siebie.',
    'An organisation cannot be its own predecessor.'
  ),
  organisation_lineage_happened_valid: uncertainDate('happened'),
  organisation_lineage_predecessor_key: rule(
    '/predecessor_name',
    'Poprzednik o tej nazwie jest już zapisany przy tej organizacji. Należy zmienić istniejący wpis.',
    'This organisation already has a predecessor with this name. Change the existing entry.'
  ),
  organisation_established_within_bounds: dayWithin('established'),
  organisation_closed_within_bounds: dayWithin('closed'),
  organisation_lineage_happened_within_bounds: dayWithin('happened')
}
