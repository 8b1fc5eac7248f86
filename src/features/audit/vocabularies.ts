import { vocabulary } from '../../records/vocabulary.ts'

export const auditActor = vocabulary(
  'audit_actor',
  { pl: 'Kto działał', en: 'Who acted' },
  {
    key: { pl: 'klucz API', en: 'API key' },
    command: { pl: 'polecenie na serwerze', en: 'command on the host' },
    database: { pl: 'osoba zalogowana bezpośrednio do bazy danych', en: 'direct login to the database' }
  }
)
