import type { FastifyInstance } from 'fastify'
import type { Tx } from '../../db/connect.ts'
import { ApiError } from '../../http/errors.ts'
import { atInto, mergerBody, mountMerger } from '../../records/write/merger-routes.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import { refuseTwoRunningMemberships } from '../memberships/merger.ts'
import { addFormerName, findProtection } from './merger-queries.ts'
import { people } from './queries.ts'

const PersonMerger = mergerBody(people, 'PersonMerger', 'The record into which a duplicate is merged.', 'anna-ostasz')

export function personMerger(app: FastifyInstance): void {
  mountMerger(app, people, {
    operationId: 'merge_person',
    summary: 'Merge a duplicate of a person',
    description:
      'Merges the person in the path into another record of the same person, and returns that record. All references ' +
      'to the duplicate now refer to the remaining record. The remaining record keeps its name; the name of the ' +
      'duplicate becomes a former name. The academic title is taken from the duplicate if the remaining record has ' +
      'none. The id and slug of the duplicate redirect to the remaining record (308). The merger is refused if both ' +
      'have a running membership.',
    body: PersonMerger,
    fillableColumns: { person: [['academic_title']] },
    prepare: async (tx, from, to) => {
      await refuseTwoRunningMemberships(tx, 'person', from, to)
      await refuseProtected(tx, from, to)
      await addFormerName(tx, from, to)
    }
  })
}

/**
 * Throws 409 if processing is restricted for one of the people. Throws 422 if the data of one was erased, because a
 * merger would bring some of it back.
 */
async function refuseProtected(tx: Tx, from: string, to: string): Promise<void> {
  const { restricted, erased } = await findProtection(tx, [from, to])
  if (restricted) {
    throw new ApiError('processing_restricted', {
      pl:
        'Przetwarzanie danych jednej z tych osób jest ograniczone (art. 18 RODO). ' +
        'Dopóki ograniczenie trwa, rekordów nie można scalić.',
      en:
        'Processing is restricted for one of the two people (art. 18 GDPR). ' +
        'The records cannot be merged while the restriction lasts.'
    })
  }
  if (erased) {
    throw ruleBroken(
      atInto('erased', {
        pl: 'Dane jednej z tych osób usunięto na jej żądanie. Takiego rekordu nie można scalić z innym.',
        en: 'The data of one of the two people was erased on request. Such a record cannot be merged with another.'
      })
    )
  }
}
