// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import { dayWithin, notBlank } from '../../records/write/rules.ts'

export const assertionRules: Rules = {
  assertion_as_of_within_bounds: dayWithin('as_of'),
  assertion_as_of_basis_en_not_blank: notBlank(
    '/as_of_basis_en',
    'Uzasadnienie dnia po angielsku («as_of_basis_en»)',
    'The reason for the day in English («as_of_basis_en»)'
  )
}
