import { vocabulary } from '../../records/vocabulary.ts'

export const changeOp = vocabulary(
  'change_op',
  { pl: 'Skutek zmiany dla kopii', en: 'Effect of a change on a copy' },
  {
    upsert: { pl: 'dodanie albo zmiana', en: 'addition or change' },
    delete: { pl: 'usunięcie', en: 'deletion' },
    merge: { pl: 'scalenie', en: 'merge' },
    redact: { pl: 'usunięcie danych osobowych', en: 'erasure of personal data' }
  }
)
