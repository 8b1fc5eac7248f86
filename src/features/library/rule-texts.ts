// Texts of the constraints of this feature's tables.
import type { Rules, Text } from '../../http/errors.ts'
import { dayWithin, gone, notBlank, rule, slugRules, webAddress } from '../../records/write/rules.ts'

const TAKEN: Text = {
  pl: 'Ta pozycja na liście jest już zajęta. Należy podać inną',
  en: 'This position in the list is already taken. State another one'
}
/** For lists whose next number the registry assigns. */
const numberTaken = rule(
  '/no',
  `${TAKEN.pl} albo pominąć «no»: rejestr nada kolejny numer.`,
  `${TAKEN.en}, or omit «no»: the registry assigns the next number.`
)

export const libraryRules: Rules = {
  ...slugRules('publication'),
  ...slugRules('legal_act'),
  ...slugRules('training_topic'),
  ...slugRules('linked_site'),
  publication_title_not_blank: notBlank('/title', 'Tytuł publikacji', 'The title of a publication'),
  publication_no_key: numberTaken,
  publication_publisher_fkey: gone('/publisher'),
  publication_year_in_range: rule(
    '/year',
    'Rok wydania musi mieścić się między 1900 a 2100.',
    'The year must be between 1900 and 2100.'
  ),
  publication_contributor_person_fkey: gone('/contributors'),
  legal_act_title_not_blank: notBlank('/title', 'Tytuł aktu', 'The title of an act'),
  legal_act_dates_finite: rule(
    '/dated',
    'Daty aktu muszą być dniami kalendarzowymi.',
    'The dates of an act must be calendar days.'
  ),
  training_topic_no_key: numberTaken,
  training_topic_legal_act_fkey: gone('/legal_act'),
  linked_site_no_key: rule('/no', `${TAKEN.pl}.`, `${TAKEN.en}.`),
  linked_site_run_by_fkey: gone('/run_by'),
  linked_site_url_shape: webAddress('/url'),
  legal_act_dated_within_bounds: dayWithin('dated'),
  legal_act_in_force_from_within_bounds: dayWithin('in_force_from')
}
