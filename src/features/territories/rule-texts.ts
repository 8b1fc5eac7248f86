// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import { dayWithin } from '../../records/write/rules.ts'

export const territoryRules: Rules = {
  territory_register_state_stated_on_within_bounds: dayWithin('STAN_NA'),
  territory_name_valid_within_bounds: dayWithin('STAN_NA')
}
