// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import { momentWithin, notBlank } from '../../records/write/rules.ts'

export const apiKeyRules: Rules = {
  api_key_owner_not_blank: notBlank('/owner', 'Posiadacz klucza', 'The holder of a key'),
  api_key_label_not_blank: notBlank('/label', 'Opis klucza', 'The label of a key'),
  api_key_moments_within_bounds: momentWithin('expires_at')
}
