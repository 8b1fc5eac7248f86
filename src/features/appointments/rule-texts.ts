// Texts of the constraints of this feature's tables.
import { ApiError, type Refusals, type Rules, type Text } from '../../http/errors.ts'
import { dayWithin, gone, notBlank, rule, uncertainDate } from '../../records/write/rules.ts'

export const appointmentRules: Rules = {
  post_organisation_fkey: gone('/organisation'),
  post_title_not_blank: notBlank('/title', 'Nazwa stanowiska', 'The title of a post'),
  post_title_key: rule(
    '/title',
    'W tej organizacji jest już stanowisko o tej nazwie. Należy użyć istniejącego albo podać inną nazwę.',
    'This organisation already has a post with this title. Use the existing one, or state another title.'
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
    'Ta osoba ma już wpis o pełnieniu tego stanowiska w części tego okresu. Należy poprawić daty albo zmienić ' +
      'tamten wpis.',
    'This person already has an appointment to this post that overlaps this period. Correct the dates, or change ' +
      'that appointment.'
  ),
  appointment_note_en_not_blank: notBlank(
    '/note_en',
    'Uwaga po angielsku («note_en»)',
    'The remark in English («note_en»)'
  ),
  appointment_started_within_bounds: dayWithin('started'),
  appointment_ended_within_bounds: dayWithin('ended'),
  appointment_attested_on_within_bounds: dayWithin('attested_on'),
  appointment_verified_on_within_bounds: dayWithin('verified_on')
}

/** The appointment in the way, from the trigger; empty if its person is hidden from the caller. */
interface Other {
  id?: string
  name?: string
}

/** Errors of the triggers that allow a leading post one substantive holder at a time. */
export const appointmentRefusals: Refusals = {
  appointment_single_head: (cause) => {
    const { id, name } = JSON.parse((cause as { detail?: string }).detail ?? '{}') as Other
    const other = id === undefined ? ANOTHER_PERSON : sameInBoth(`${name} (/v1/appointments/${id})`)
    const detail = {
      pl:
        `W części tego okresu stanowisko już pełni: ${other.pl}. Należy poprawić daty albo zapisać koniec tamtego ` +
        'wpisu. Jeżeli stanowisko pełni kilka osób razem, należy podać «shared»: true.',
      en:
        `In a part of this period the post is already held by ${other.en}. Correct the dates, or record the end of ` +
        'that appointment. If several people hold the post together, send «shared»: true.'
    }
    return new ApiError('already_exists', detail, {
      faults: [{ pointer: '/post', code: 'appointment_single_head', detail }],
      cause
    })
  }
}

const ANOTHER_PERSON: Text = { pl: 'inna osoba', en: 'another person' }
const sameInBoth = (text: string): Text => ({ pl: text, en: text })
