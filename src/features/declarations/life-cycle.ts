// The states of a declaration, and the steps that each allows.
import type { Term } from '../../records/vocabulary.ts'
import type { LifeCycle } from '../../records/write/life-cycle.ts'
import { declarationStatus } from './vocabularies.ts'

type Status = Term<typeof declarationStatus>
type Step =
  | 'change'
  | 'deletion'
  | 'submission'
  | 'return'
  | 'acceptance'
  | 'rejection'
  | 'discarding'
  | 'withdrawal'
  | 'creation'

/** Path of one declaration. */
export const ADDRESS = '/v1/declarations/{declaration}'

export const declarationLifeCycle: LifeCycle<Status, Step> = {
  subject: { pl: 'Deklaracja', en: 'The declaration' },
  path: ADDRESS,
  states: declarationStatus.terms,
  steps: {
    change: { name: { pl: 'zmianę', en: 'change' }, from: ['draft', 'returned'], operation: `PATCH ${ADDRESS}` },
    submission: { name: { pl: 'złożenie', en: 'submission' }, from: ['draft', 'returned'] },
    acceptance: { name: { pl: 'przyjęcie', en: 'acceptance' }, from: ['submitted'] },
    return: { name: { pl: 'wezwanie do uzupełnienia braków', en: 'return for completion' }, from: ['submitted'] },
    rejection: { name: { pl: 'odrzucenie', en: 'rejection' }, from: ['submitted', 'returned'] },
    discarding: {
      name: { pl: 'odrzucenie jako duplikat («duplicate_of»)', en: 'rejection as a duplicate («duplicate_of»)' },
      from: ['draft', 'submitted', 'returned'],
      operation: `POST ${ADDRESS}/rejection`
    },
    withdrawal: { name: { pl: 'wycofanie', en: 'withdrawal' }, from: ['submitted', 'returned'] },
    deletion: { name: { pl: 'usunięcie', en: 'deletion' }, from: ['draft'], operation: `DELETE ${ADDRESS}` },
    // After a decision, only another declaration changes something.
    creation: {
      name: { pl: 'sporządzenie nowej deklaracji', en: 'a new declaration' },
      from: ['accepted', 'rejected', 'withdrawn'],
      operation: 'POST /v1/declarations'
    }
  }
}
