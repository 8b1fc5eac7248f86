// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import {
  dayWithin,
  gone,
  momentWithin,
  notBlank,
  rule,
  slugRules,
  uncertainDate,
  webAddress
} from '../../records/write/rules.ts'

export const eventRules: Rules = {
  ...slugRules('event'),
  event_title_not_blank: notBlank('/title', 'Tytuł wydarzenia', 'The title of an event'),
  event_venue_fkey: gone('/venue'),
  event_date_valid: uncertainDate('date'),
  event_ends_on_not_before_start: rule(
    '/ends_on',
    'Ostatni dzień («ends_on») nie może być wcześniejszy niż pierwszy, który należy podać dokładnie jako «date.on».',
    'The last day («ends_on») must not be before the first day, which must be stated exactly as «date.on».'
  ),
  event_ends_on_without_hours: rule(
    '/ends_on',
    'Wydarzenie z godziną rozpoczęcia («starts_at») nie ma ostatniego dnia («ends_on»): jego koniec, także innego ' +
      'dnia, podaje się jako «ends_at».',
    'An event with a time of start («starts_at») has no last day («ends_on»). State its end, also on another day, ' +
      'as «ends_at».'
  ),
  event_starts_on_its_day: rule(
    '/starts_at',
    'Początek («starts_at») musi przypadać, według czasu w Polsce, w pierwszym dniu wydarzenia. ' +
      'Dzień ten należy podać dokładnie jako «date.on».',
    'The start («starts_at») must be on the first day of the event, in Polish local time. ' +
      'State that day exactly as «date.on».'
  ),
  event_ends_after_start: rule(
    '/ends_at',
    'Koniec («ends_at») musi być późniejszy niż początek («starts_at»), który też należy podać.',
    'The end («ends_at») must be later than the start («starts_at»), which is then required.'
  ),
  event_participant_person_fkey: gone('/participants'),
  event_participant_organisation_fkey: gone('/participants'),
  event_participant_somebody: rule(
    '/participants',
    'Uczestnik musi być osobą («person»), organizacją («organisation») albo grupą («group_name»).',
    'A participant must be a person («person»), an organisation («organisation») or a group («group_name»).'
  ),
  event_participant_mode_has_basis: rule(
    '/participants',
    'Sposób udziału («mode») i jego podstawę («mode_basis») należy podać razem albo oba pominąć.',
    'State both the mode of participation («mode») and its basis («mode_basis»), or neither.'
  ),
  programme_item_subject_not_blank: notBlank(
    '/programme',
    'Temat punktu programu («subject»)',
    'The subject of a programme item («subject»)'
  ),
  event_link_rights_en_not_blank: notBlank(
    '/links',
    'Zastrzeżenie praw do strony po angielsku («rights_en»)',
    'The rights statement of a page in English («rights_en»)'
  ),
  programme_item_about_fkey: gone('/programme'),
  programme_speaker_person_fkey: gone('/programme'),
  programme_speaker_organisation_fkey: gone('/programme'),
  event_link_author_fkey: gone('/links'),
  event_link_publisher_fkey: gone('/links'),
  event_link_url_shape: webAddress('/links'),
  event_date_within_bounds: dayWithin('date'),
  event_ends_on_within_bounds: dayWithin('ends_on'),
  event_starts_at_within_bounds: momentWithin('starts_at'),
  event_ends_at_within_bounds: momentWithin('ends_at')
}
