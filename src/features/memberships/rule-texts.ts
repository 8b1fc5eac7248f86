// Texts of the constraints of this feature's tables.
import { ApiError, type Refusals, type Rules } from '../../http/errors.ts'
import { dayWithin, gone, notBlank, rule, uncertainDate } from '../../records/write/rules.ts'

export const membershipRules: Rules = {
  membership_organisation_fkey: gone('/organisation'),
  membership_person_fkey: gone('/person'),
  membership_declaration_fkey: gone('/declaration'),
  membership_representative_fkey: gone('/representative'),
  membership_continues_fkey: gone('/continues'),
  membership_continues_once: rule(
    '/continues',
    'Tę kontynuację członkostwa już zapisano. Należy zmienić istniejącą (PATCH /v1/memberships/{membership}).',
    'This continuation of the membership is already recorded. Change the existing one (PATCH ' +
      '/v1/memberships/{membership}).'
  ),
  membership_not_continuing_itself: rule(
    '/continues',
    'Członkostwo nie może być kontynuacją samego siebie.',
    'A membership cannot continue itself.'
  ),
  membership_one_member: rule(
    '/organisation',
    'Członkiem musi być albo organizacja («organisation»), albo osoba («person»), lecz nie obie.',
    'The member must be either an organisation («organisation») or a person («person»), not both.'
  ),
  membership_tier_admits_member_type: rule(
    '/tier',
    'Ta kategoria członkostwa nie jest otwarta dla członków tego typu. Osoba może być tylko członkiem honorowym: ' +
      'należy podać «tier»: «honorary».',
    'This tier is not open to members of this type. A person can only be an honorary member: state «tier»: «honorary».'
  ),
  membership_joined_valid: uncertainDate('joined'),
  membership_ended_valid: uncertainDate('ended'),
  membership_period_not_empty: rule(
    '/ended',
    'Członkostwo musi trwać co najmniej jeden dzień: «ended» musi być późniejsze niż «joined».',
    'A membership must last at least one day: «ended» must be later than «joined».'
  ),
  membership_founder_signed: rule(
    '/founding_signatory',
    'Członek założyciel («founder») musi być też sygnatariuszem deklaracji założycielskiej («founding_signatory»).',
    'A founder («founder») must also be a signatory of the founding declaration («founding_signatory»).'
  ),
  membership_ended_has_end: rule(
    '/ended',
    'Zakończone członkostwo (status = ended) musi mieć dzień zakończenia albo co najmniej jedną jego granicę.',
    'An ended membership (status = ended) must have the day of its end, or at least one bound of it.'
  ),
  membership_once_at_a_time: rule(
    '/joined',
    'W części tego okresu członek ma już inne członkostwo. W tym samym czasie może mieć tylko jedno. Należy poprawić ' +
      'daty albo zmienić tamto członkostwo (PATCH /v1/memberships/{membership}) lub je zakończyć (POST ' +
      '/v1/memberships/{membership}/end).',
    'The member has another membership in a part of this period. Only one is possible at a time. Correct the dates, ' +
      'or change that membership (PATCH /v1/memberships/{membership}) or end it (POST ' +
      '/v1/memberships/{membership}/end).'
  ),
  membership_event_basis_not_blank: notBlank(
    '/basis',
    'Żadne z pól «basis» i «override»',
    'Each of «basis» and «override»'
  ),
  membership_tier_basis_note_en_not_blank: notBlank(
    '/tier_basis_note_en',
    'Uzasadnienie kategorii członkostwa po angielsku («tier_basis_note_en»)',
    'The reason for the tier in English («tier_basis_note_en»)'
  ),
  membership_end_basis_not_blank: notBlank('/end_basis', 'Podstawa zakończenia', 'The basis of the end'),
  membership_event_effective_known: rule(
    '/ended',
    'Zmiana kategorii musi mieć dokładny dzień: «ended» musi mieć pole «on».',
    'A change of tier must have an exact day: «ended» must have «on».'
  ),
  membership_event_effective_valid: uncertainDate('ended'),
  membership_joined_within_bounds: dayWithin('joined'),
  membership_ended_within_bounds: dayWithin('ended'),
  membership_event_effective_within_bounds: dayWithin('effective_on')
}

/** Returns the 422 error for the day of an end that the trigger refuses. */
const endRefused =
  (code: string, pl: string, en: string): Refusals[string] =>
  (cause) => {
    const detail = { pl, en }
    return new ApiError('rule_broken', detail, { faults: [{ pointer: '/ended', code, detail }], cause })
  }

/**
 * Errors of the triggers that write the end into the course, and that keep the membership of an accepted declaration.
 */
export const membershipRefusals: Refusals = {
  membership_ended_in_the_future: endRefused(
    'membership_ended_in_the_future',
    'Dzień zakończenia jeszcze nie nadszedł. Członkostwo, które jeszcze trwa, zapisuje się jako aktywne; przyszły ' +
      'koniec podaje się operacją POST /v1/memberships/{membership}/end (zapisany koniec należy najpierw uchylić: ' +
      'POST /v1/memberships/{membership}/end-annulment).',
    'The day of the end is in the future. Record a membership that still runs as active, and state its end with POST ' +
      '/v1/memberships/{membership}/end (annul an end on record first: POST ' +
      '/v1/memberships/{membership}/end-annulment).'
  ),
  membership_ended_before_step: endRefused(
    'membership_ended_before_step',
    'Członkostwo nie może się skończyć przed zawieszeniem albo wznowieniem, które ma w swoim przebiegu. Należy podać ' +
      'późniejszy dzień; przebieg zwraca GET /v1/memberships/{membership}/course.',
    'The membership cannot end before a suspension or resumption in its course. State a later day; GET ' +
      '/v1/memberships/{membership}/course returns the course.'
  ),
  membership_of_declaration: (cause) => {
    const address = `/v1/declarations/${(cause as { detail?: string }).detail}`
    const detail = {
      pl:
        `Na tym członkostwie opiera się przyjęta deklaracja ${address}: bez niego nie miałaby skutku. ` +
        'Członkostwo należy zakończyć (POST /v1/memberships/{membership}/end), a nie usuwać ani odłączać.',
      en:
        `The accepted declaration ${address} rests on this membership and would have no effect without it. ` +
        'End the membership (POST /v1/memberships/{membership}/end) instead of deleting or detaching it.'
    }
    return new ApiError('in_use', detail, { faults: [{ code: 'membership_of_declaration', detail }], cause })
  }
}
