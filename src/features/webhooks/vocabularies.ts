import { vocabulary } from '../../records/vocabulary.ts'

export const webhookEndpointStatus = vocabulary(
  'webhook_endpoint_status',
  { pl: 'Stan odbiorcy webhooków', en: 'State of a webhook endpoint' },
  {
    active: { pl: 'czynny', en: 'active' },
    paused: { pl: 'wstrzymany', en: 'paused' },
    disabled: { pl: 'wyłączony', en: 'disabled' }
  }
)

export const webhookDisabling = vocabulary(
  'webhook_disabling',
  { pl: 'Powód wyłączenia odbiorcy webhooków', en: 'Why a webhook endpoint was disabled' },
  {
    gone: { pl: 'odpowiedział, że już go nie ma (410)', en: 'it answered that it is gone (410)' },
    failing: { pl: 'od pięciu dni niczego nie przyjął', en: 'it has taken nothing for five days' }
  }
)

export const webhookDeliveryStatus = vocabulary(
  'webhook_delivery_status',
  { pl: 'Stan doręczenia', en: 'State of a delivery' },
  {
    pending: { pl: 'czeka', en: 'pending' },
    delivered: { pl: 'doręczone', en: 'delivered' },
    failed: { pl: 'nie doręczono', en: 'failed' }
  }
)

export const webhookFailure = vocabulary(
  'webhook_failure',
  { pl: 'Przyczyna niepowodzenia doręczenia', en: 'Why a delivery failed' },
  {
    timeout: { pl: 'brak odpowiedzi w ciągu 15 sekund', en: 'no answer within 15 seconds' },
    unresolved: { pl: 'nazwy komputera nie ma w DNS', en: 'the name of the host does not resolve' },
    unreachable: {
      pl: 'nie udało się połączyć albo połączenie zerwano',
      en: 'no connection could be made, or it broke'
    },
    insecure: { pl: 'certyfikat TLS nie budzi zaufania', en: 'the TLS certificate is not trusted' },
    forbidden_address: { pl: 'adres sieciowy nie jest publiczny', en: 'the network address is not a public one' },
    redirected: { pl: 'odpowiedź była przekierowaniem', en: 'the answer was a redirect' },
    rejected: { pl: 'odpowiedź inna niż 2xx', en: 'an answer other than 2xx' },
    expired: { pl: 'zmiany nie ma już w dzienniku', en: 'the change is no longer in the journal' }
  }
)
