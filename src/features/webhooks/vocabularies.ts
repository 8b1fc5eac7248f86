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
  { pl: 'Powód wyłączenia odbiorcy webhooków', en: 'Reason for disabling a webhook endpoint' },
  {
    gone: { pl: 'odpowiedział, że już nie istnieje (410)', en: 'it responded that it no longer exists (410)' },
    failing: { pl: 'od pięciu dni nie przyjął żadnego zdarzenia', en: 'it has accepted no event for five days' }
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
  { pl: 'Przyczyna niepowodzenia doręczenia', en: 'Cause of a failed delivery' },
  {
    timeout: { pl: 'brak odpowiedzi w ciągu 15 sekund', en: 'no response within 15 seconds' },
    unresolved: { pl: 'nazwy serwera nie ma w DNS', en: 'the host name does not resolve' },
    unreachable: {
      pl: 'nie udało się połączyć albo połączenie zerwano',
      en: 'the connection failed or broke'
    },
    insecure: { pl: 'certyfikat TLS nie budzi zaufania', en: 'the TLS certificate is not trusted' },
    forbidden_address: { pl: 'adres sieciowy nie jest publiczny', en: 'the network address is not public' },
    redirected: { pl: 'odpowiedź była przekierowaniem', en: 'the response was a redirect' },
    rejected: { pl: 'odpowiedź inna niż 2xx', en: 'a response other than 2xx' },
    expired: { pl: 'zmiany nie ma już w dzienniku zmian', en: 'the change is no longer in the change log' }
  }
)
