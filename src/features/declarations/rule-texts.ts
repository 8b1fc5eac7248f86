// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import { dayWithin, gone, notBlank, rule, slugRules, uncertainDate } from '../../records/write/rules.ts'

export const declarationRules: Rules = {
  ...slugRules('declaration'),
  declaration_event_fkey: gone('/event'),
  declaration_signed_valid: uncertainDate('signed'),
  declaration_withdrawal_asks_nothing: rule(
    '/tier',
    'Deklaracja wystąpienia nie może wskazywać kategorii («tier») ani zawierać oświadczeń («statements»).',
    'A declaration of withdrawal cannot name a tier («tier») or contain statements («statements»).'
  ),
  declaration_statements_known: rule(
    '/statements',
    'Oświadczenie na liście «statements» nie może być puste.',
    'A statement in «statements» must not be null.'
  ),
  declaration_signatory_organisation_fkey: gone('/signatories'),
  declaration_signatory_person_fkey: gone('/signatories'),
  declaration_signatory_somebody: rule(
    '/signatories',
    'Przy każdym podpisie należy wskazać organizację («organisation»), osobę («person») albo obie.',
    'Each signature must name an organisation («organisation»), a person («person») or both.'
  ),
  declaration_signatory_no_positive: rule(
    '/signatories',
    'Miejsce podpisu na liście («list_no») musi być liczbą od 1 wzwyż.',
    'The position of a signature in its list («list_no») must be 1 or more.'
  ),
  declaration_signatory_list_key: rule(
    '/signatories',
    'Każde miejsce («list_no») na liście podpisów («role») można podać tylko raz.',
    'Each position («list_no») in a list of signatures («role») can be used only once.'
  ),
  // For a withdrawal, the property is `ended`.
  declaration_decision_effective_valid: uncertainDate('joined'),
  declaration_decision_basis_not_blank: notBlank('/basis', 'Podstawa decyzji', 'The basis of a decision'),
  declaration_decision_reason_not_blank: notBlank('/reason', 'Uzasadnienie decyzji', 'The reason for a decision'),
  declaration_signed_within_bounds: dayWithin('signed', '0001-01-01'),
  declaration_decision_decided_on_within_bounds: dayWithin('decided_on'),
  // For a withdrawal, the property is `ended`.
  declaration_decision_effective_within_bounds: dayWithin('joined'),
  declaration_decision_duplicate_of_fkey: gone('/duplicate_of'),
  declaration_return_complete_by_within_bounds: dayWithin('complete_by'),
  declaration_gap_something: rule(
    '/missing',
    'Każdy brak należy opisać: częścią deklaracji («property»), oświadczeniem («statement») albo słowami («text»).',
    'Each missing item needs a part of the declaration («property»), a statement («statement») or words («text»).'
  ),
  declaration_gap_text_not_blank: notBlank('/missing', 'Opis braku', 'The description of a missing item')
}
