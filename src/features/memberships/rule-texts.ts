// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import { dayWithin, gone, notBlank, rule, uncertainDate } from '../../records/write/rules.ts'

export const membershipRules: Rules = {
  membership_organisation_fkey: gone('/organisation'),
  membership_person_fkey: gone('/person'),
  membership_declaration_fkey: gone('/declaration'),
  membership_representative_fkey: gone('/representative'),
  membership_continues_fkey: gone('/continues'),
  membership_continues_once: rule(
    '/continues',
    'Tę kontynuację członkostwa już zapisano.',
    'This continuation of the membership is already recorded.'
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
    'Ta kategoria członkostwa nie jest otwarta dla członków tego typu. Osoba może być tylko członkiem honorowym.',
    'This tier is not open to members of this type. A person can only be an honorary member.'
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
    'W części tego okresu członek ma już inne członkostwo. W tym samym czasie może mieć tylko jedno.',
    'The member has another membership in a part of this period. Only one is possible at a time.'
  ),
  membership_event_basis_not_blank: notBlank(
    '/basis',
    'Żadne z pól «basis» i «override»',
    'Each of «basis» and «override»'
  ),
  membership_event_effective_valid: uncertainDate('ended'),
  membership_joined_within_bounds: dayWithin('joined'),
  membership_ended_within_bounds: dayWithin('ended'),
  membership_event_effective_within_bounds: dayWithin('effective_on')
}
