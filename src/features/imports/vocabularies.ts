import { vocabulary } from '../../records/vocabulary.ts'

export const importStatus = vocabulary(
  'import_status',
  { pl: 'Stan importu', en: 'Status of an import' },
  {
    queued: { pl: 'czeka', en: 'queued' },
    running: { pl: 'w toku', en: 'running' },
    previewed: { pl: 'sprawdzony, jeszcze niezastosowany', en: 'checked, not yet applied' },
    applied: { pl: 'zastosowany', en: 'applied' },
    failed: { pl: 'nieudany', en: 'failed' },
    stale: { pl: 'nieaktualny', en: 'stale' }
  }
)

export const importOutcome = vocabulary(
  'import_outcome',
  { pl: 'Skutek wiersza importu', en: 'Outcome of an import row' },
  {
    create: { pl: 'nowy rekord', en: 'new record' },
    update: { pl: 'zmiana rekordu', en: 'change of a record' },
    unchanged: { pl: 'bez zmian', en: 'unchanged' },
    error: { pl: 'błąd', en: 'error' }
  }
)
