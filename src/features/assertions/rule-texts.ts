// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import { dayWithin } from '../../records/write/rules.ts'

export const assertionRules: Rules = {
  assertion_as_of_within_bounds: dayWithin('as_of')
}
