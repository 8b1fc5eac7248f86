// Art. 17 RODO: the data of a person goes from everywhere at once, in the transaction of the request.
import type { Tx } from '../../db/connect.ts'
import {
  addErasures,
  announceErasure,
  beginErasing,
  deleteContacts,
  deleteFormerNames,
  deleteRedirects,
  type Erasure,
  forgetImports,
  listErasures,
  lockPerson,
  markErased,
  removeAddresses
} from './erasure-queries.ts'
import { findTraces } from './findings.ts'
import type { Ledger } from './ledger.ts'
import { findPlaces, type Mention, readPlaces, referencesTo } from './mentions.ts'
import { removeTexts } from './text-queries.ts'

/** An erasure, with the places that were not erased and need a decision or a check. */
export interface ErasureResult extends Erasure {
  left: Mention[]
}

/**
 * Erases the contact data of a person, and with `pseudonymise` the name. Repeated it does nothing, unless it asks for more than was done. Returns the
 * erasure that holds; undefined when there is no such person.
 */
export async function erasePerson(
  tx: Tx,
  id: string,
  pseudonymise: boolean,
  requestId: string | null,
  ledger: Ledger | null
): Promise<ErasureResult | undefined> {
  const person = await lockPerson(tx, id)
  if (!person) return undefined
  const earlier = await listErasures(tx, id)
  const done = earlier.findLast(({ pseudonymised }) => pseudonymised) ?? (pseudonymise ? undefined : earlier.at(-1))
  if (done && person.erased_at !== null) return resultOf(done, await readPlaces(tx, done.left_open))

  await beginErasing(tx)
  await announceErasure(tx, id)
  const { reached, patterns, cells } = await findTraces(tx, person, pseudonymise ? 'all' : 'addresses')
  await deleteContacts(tx, reached)
  await forgetImports(tx, [...reached.map((contact) => contact.id), ...(pseudonymise ? [id] : [])], patterns, cells)
  await markErased(tx, id, pseudonymise)
  if (patterns.erased.length > 0) {
    await removeAddresses(tx, patterns)
    await removeTexts(tx, patterns, ['person', 'person_former_name', 'redirect'])
  }
  if (pseudonymise) {
    await deleteRedirects(tx, id, patterns)
    await deleteFormerNames(tx, id)
  }
  const left = (await findPlaces(tx, patterns)).filter(({ on_erasure }) => on_erasure !== 'erased')
  const erasures = await addErasures(tx, id, pseudonymise, requestId, referencesTo(left))
  // Last, and before the commit: what the registry has erased must be known outside of it, and to erase once more does no harm.
  await ledger?.append(erasures)
  const [own] = erasures
  return own && resultOf(own, left)
}

const resultOf = ({ person, pseudonymised, erased_at }: Erasure, left: Mention[]): ErasureResult => ({
  person,
  pseudonymised,
  erased_at,
  left: left.map(({ table, column, record, text, on_erasure, why }) => ({
    table,
    column,
    record,
    text,
    on_erasure,
    why
  }))
})
