// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import { notBlank, slugRules } from '../../records/write/rules.ts'

export const personRules: Rules = {
  ...slugRules('person'),
  person_name_not_blank: notBlank(
    '/family_name',
    'Żadne z pól «given_name» i «family_name»',
    'Each of «given_name» and «family_name»'
  )
}
