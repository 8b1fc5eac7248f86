import type { FastifyInstance } from 'fastify'
import type { Tx } from '../../db/connect.ts'
import { ApiError } from '../../http/errors.ts'
import { atInto, mergerBody, mountMerger } from '../../records/write/merger-routes.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import { refuseTwoMemberships } from '../memberships/merger.ts'
import { findProtection, passNameOn } from './merger-queries.ts'
import { people } from './queries.ts'

const PersonMerger = mergerBody(people, 'PersonMerger', 'Into which record a duplicate is merged.', 'anna-ostasz')

export function personMerger(app: FastifyInstance): void {
  mountMerger(app, people, {
    operationId: 'merge_person',
    summary: 'Merge a duplicate of a person',
    description:
      'Merges the person of the path into another record of the same person and answers with that one. All that referred to the one refers to the other, whose name stays; the academic title is taken over where there is none. The id and slug lead on (308). Two that both have a running membership are refused.',
    body: PersonMerger,
    fillableColumns: { person: [['academic_title']] },
    prepare: async (tx, from, to) => {
      await refuseTwoMemberships(tx, 'person', from, to)
      await refuseProtected(tx, from, to)
      await passNameOn(tx, from, to)
    }
  })
}

/** Throws 409 for data that is only kept, and 422 for a record of somebody whose data was erased: nothing of it may come back. */
async function refuseProtected(tx: Tx, from: string, to: string): Promise<void> {
  const { restricted, erased } = await findProtection(tx, [from, to])
  if (restricted) {
    throw new ApiError('processing_restricted', {
      pl: 'Przetwarzanie danych jednej z osób jest ograniczone (art. 18 RODO), więc rekordów nie można scalić, dopóki ograniczenie trwa.',
      en: 'The processing of the data of one of the two is restricted (art. 18 GDPR), so they cannot be merged as long as the restriction lasts.'
    })
  }
  if (erased) {
    throw ruleBroken(
      atInto('erased', {
        pl: 'Dane jednej z osób usunięto na żądanie; takich rekordów nie scala się z innymi.',
        en: 'The data of one of the two was erased on request; such records are not merged with others.'
      })
    )
  }
}
