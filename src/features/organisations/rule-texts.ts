// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import { dayWithin, gone, notBlank, rule, slugRules, uncertainDate } from '../../records/write/rules.ts'

export const postalCode = rule(
  '/postal_code',
  'Kod pocztowy musi mieć postać 00-000.',
  'The postal code must have the form 00-000.'
)

export const organisationRules: Rules = {
  ...slugRules('organisation'),
  organisation_slug_shape: rule(
    '/slug',
    'Slug musi składać się z małych liter od a do z i cyfr, w słowach połączonych łącznikami, mieć najwyżej 80 znaków, nie mieć postaci UUID i nie brzmieć «match».',
    'The slug must be words of the letters a to z and digits, joined by hyphens, of at most 80 characters, not of the shape of a UUID and not «match».'
  ),
  organisation_name_not_blank: notBlank(
    '/name',
    'Żadna z nazw («name», «short_name»)',
    'Each of the names («name», «short_name»)'
  ),
  organisation_nip_valid: rule(
    '/nip',
    'Numer NIP musi mieć dziesięć cyfr, poprawną cyfrę kontrolną i nie może składać się z samych zer.',
    'The NIP must have ten digits with the right check digit, and not be all zeros.'
  ),
  organisation_nip_key: rule(
    '/nip',
    'Ten numer NIP jest już zapisany w rejestrze.',
    'This NIP is in the registry already.'
  ),
  organisation_regon_valid: rule(
    '/regon',
    'Numer REGON musi mieć 9 albo 14 cyfr, poprawne cyfry kontrolne i nie może składać się z samych zer.',
    'The REGON must have 9 or 14 digits with the right check digits, and not be all zeros.'
  ),
  organisation_regon_key: rule(
    '/regon',
    'Ten numer REGON jest już zapisany w rejestrze.',
    'This REGON is in the registry already.'
  ),
  organisation_krs_valid: rule(
    '/krs',
    'Numer KRS musi mieć dziesięć cyfr, razem z zerami na początku, i nie może składać się z samych zer.',
    'The KRS number must have ten digits, leading zeros included, and not be all zeros.'
  ),
  organisation_krs_key: rule(
    '/krs',
    'Ten numer KRS jest już zapisany w rejestrze.',
    'This KRS number is in the registry already.'
  ),
  organisation_territory_fkey: rule(
    '/territory',
    'W rejestrze nie ma jednostki o tym kodzie TERYT.',
    'The registry has no territory of this TERYT code.'
  ),
  organisation_part_of_fkey: gone('/part_of'),
  organisation_not_part_of_itself: rule(
    '/part_of',
    'Organizacja nie może być częścią samej siebie, także za pośrednictwem innych.',
    'An organisation cannot be a part of itself, not by way of others either.'
  ),
  organisation_postal_code_shape: postalCode,
  organisation_coordinates_together: rule(
    '/coordinates_basis',
    'Szerokość («latitude»), długość («longitude») i podstawę współrzędnych («coordinates_basis») należy podać wszystkie albo żadnej.',
    'Of «latitude», «longitude» and «coordinates_basis» give all or none.'
  ),
  organisation_coordinates_in_range: rule(
    '/latitude',
    'Szerokość geograficzna musi mieścić się między -90 a 90 stopni, długość między -180 a 180 stopni.',
    'The latitude must lie between -90 and 90 degrees, the longitude between -180 and 180.'
  ),
  organisation_creation_mode_of_cus: rule(
    '/creation_mode',
    'Sposób utworzenia («creation_mode») można podać tylko dla centrum usług społecznych (kind = cus).',
    'A «creation_mode» can be given for a social service centre (kind = cus) only.'
  ),
  organisation_established_valid: uncertainDate('established'),
  organisation_closed_valid: uncertainDate('closed'),
  organisation_period_not_empty: rule(
    '/closed',
    'Organizacja musi istnieć co najmniej jeden dzień: «closed» musi być późniejsze niż «established».',
    'An organisation must exist for a day at least: «closed» must be later than «established».'
  ),
  organisation_name_name_not_blank: notBlank('/names', 'Inna nazwa organizacji', 'Another name of an organisation'),
  organisation_name_name_key: rule(
    '/names',
    'Każdą inną nazwę organizacji można podać tylko raz.',
    'Each other name of an organisation can be given only once.'
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
    'Poprzednik o tej nazwie jest już zapisany przy tej organizacji.',
    'A predecessor of this name is recorded for this organisation already.'
  ),
  organisation_established_within_bounds: dayWithin('established'),
  organisation_closed_within_bounds: dayWithin('closed'),
  organisation_lineage_happened_within_bounds: dayWithin('happened')
}
