// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import { notBlank, webAddress } from '../../records/write/rules.ts'

export const webhookRules: Rules = {
  webhook_endpoint_url_shape: webAddress('/url'),
  webhook_endpoint_description_not_blank: notBlank(
    '/description',
    'Opis odbiorcy webhooków',
    'The description of a webhook endpoint'
  )
}
