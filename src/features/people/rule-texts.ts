// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import { notBlank, rule, slugRules } from '../../records/write/rules.ts'

export const personRules: Rules = {
  ...slugRules('person'),
  person_name_not_blank: notBlank(
    '/family_name',
    'Żadne z pól «given_name» i «family_name»',
    'Each of «given_name» and «family_name»'
  ),
  person_name_length: rule(
    '/family_name',
    'Imię i nazwisko z tytułem («display_name») mogą mieć razem co najwyżej 2000 znaków.',
    'Title and names («display_name») may have at most 2,000 characters together.'
  )
}
