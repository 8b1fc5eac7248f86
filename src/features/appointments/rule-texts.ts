// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import { dayWithin, gone, notBlank, rule, uncertainDate } from '../../records/write/rules.ts'

export const appointmentRules: Rules = {
  post_organisation_fkey: gone('/organisation'),
  post_title_not_blank: notBlank('/title', 'Nazwa stanowiska', 'The title of a post'),
  post_title_key: rule(
    '/title',
    'W tej organizacji jest już stanowisko o tej nazwie.',
    'This organisation already has a post with this title.'
  ),
  appointment_person_fkey: gone('/person'),
  appointment_post_fkey: gone('/post'),
  appointment_appointed_by_fkey: gone('/appointed_by'),
  appointment_predecessor_fkey: gone('/predecessor'),
  appointment_until_event_fkey: gone('/until_event'),
  appointment_not_own_predecessor: rule(
    '/predecessor',
    'Wpis o pełnieniu stanowiska nie może poprzedzać samego siebie.',
    'An appointment cannot be its own predecessor.'
  ),
  appointment_attested_on_finite: rule(
    '/attested_on',
    'Dni na liście «attested_on» muszą być dniami kalendarzowymi.',
    'The days in «attested_on» must be calendar days.'
  ),
  appointment_started_valid: uncertainDate('started'),
  appointment_ended_valid: uncertainDate('ended'),
  appointment_period_not_empty: rule(
    '/ended',
    'Pełnienie stanowiska musi trwać co najmniej jeden dzień: «ended» musi być późniejsze niż «started».',
    'An appointment must last at least one day: «ended» must be later than «started».'
  ),
  appointment_person_once_in_post: rule(
    '/started',
    'Ta osoba ma już wpis o pełnieniu tego stanowiska w części tego okresu.',
    'This person already has an appointment to this post that overlaps this period.'
  ),
  appointment_started_within_bounds: dayWithin('started'),
  appointment_ended_within_bounds: dayWithin('ended'),
  appointment_attested_on_within_bounds: dayWithin('attested_on')
}
