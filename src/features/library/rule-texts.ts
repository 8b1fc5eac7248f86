// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import { dayWithin, gone, notBlank, positionTaken, rule, slugRules, webAddress } from '../../records/write/rules.ts'

export const libraryRules: Rules = {
  ...slugRules('publication'),
  ...slugRules('legal_act'),
  ...slugRules('training_topic'),
  ...slugRules('linked_site'),
  publication_title_not_blank: notBlank('/title', 'Tytuł publikacji', 'The title of a publication'),
  publication_note_en_not_blank: notBlank(
    '/note_en',
    'Uwaga po angielsku («note_en»)',
    'The remark in English («note_en»)'
  ),
  publication_no_key: positionTaken,
  publication_publisher_fkey: gone('/publisher'),
  publication_year_in_range: rule(
    '/year',
    'Rok wydania musi mieścić się między 1900 a 2100.',
    'The year must be between 1900 and 2100.'
  ),
  publication_url_shape: webAddress('/url'),
  publication_doi_shape: rule(
    '/doi',
    'DOI musi mieć postać 10.1234/ciąg-znaków, bez adresu «https://doi.org/» przed nim.',
    'A DOI must have the form 10.1234/suffix, without the address «https://doi.org/» before it.'
  ),
  publication_isbn_valid: rule(
    '/isbn',
    'ISBN musi mieć 13 albo 10 znaków, bez łączników, z poprawną cyfrą kontrolną.',
    'An ISBN must have 13 or 10 characters without hyphens, with a correct check digit.'
  ),
  publication_contributor_person_fkey: gone('/contributors'),
  legal_act_title_not_blank: notBlank('/title', 'Tytuł aktu', 'The title of an act'),
  legal_act_initiator_fkey: gone('/initiator'),
  legal_act_dates_finite: rule(
    '/dated',
    'Daty aktu muszą być dniami kalendarzowymi.',
    'The dates of an act must be calendar days.'
  ),
  training_topic_no_key: positionTaken,
  training_topic_legal_act_fkey: gone('/legal_act'),
  linked_site_no_key: rule(
    '/no',
    'Ta pozycja na liście jest już zajęta. Należy podać inną.',
    'This position in the list is already taken. State another one.'
  ),
  linked_site_run_by_fkey: gone('/run_by'),
  linked_site_url_shape: webAddress('/url'),
  legal_act_dated_within_bounds: dayWithin('dated'),
  legal_act_in_force_from_within_bounds: dayWithin('in_force_from')
}
