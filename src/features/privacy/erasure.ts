// Art. 17 RODO: the data of a person goes from everywhere at once, in the transaction of the request.
import type { Tx } from '../../db/connect.ts'
import {
  addErasures,
  announceErasure,
  beginErasing,
  deleteContacts,
  deleteRedirects,
  type Erasure,
  forgetImports,
  listContacts,
  listErasures,
  listFormerSlugs,
  lockPerson,
  markErased,
  removeAddresses
} from './erasure-queries.ts'
import type { Ledger } from './ledger.ts'
import { removeTexts } from './text-queries.ts'
import { cellsOf, patternOf } from './traces.ts'

/**
 * Erases the contact data of a person, and with `pseudonymise` the name. Repeated it does nothing, unless it asks for more than was done. Returns the
 * erasure that holds; undefined when there is no such person.
 */
export async function erasePerson(tx: Tx, id: string, pseudonymise: boolean, requestId: string | null, ledger: Ledger | null): Promise<Erasure | undefined> {
  const person = await lockPerson(tx, id)
  if (!person) return undefined
  const earlier = await listErasures(tx, id)
  const done = earlier.findLast(({ pseudonymised }) => pseudonymised) ?? (pseudonymise ? undefined : earlier.at(-1))
  if (done && person.erased_at !== null) return done

  await beginErasing(tx)
  await announceErasure(tx, id)
  const reached = await listContacts(tx, id)
  const values = await deleteContacts(tx, reached)
  const slugs = [person.slug, ...(await listFormerSlugs(tx, id))]
  const name = { given: person.given_name, family: person.family_name }
  const pattern = patternOf({ ...values, names: pseudonymise ? [name] : [], slugs: pseudonymise ? slugs : [] })
  const records = [...reached.map((contact) => contact.id), ...(pseudonymise ? [id] : [])]
  await forgetImports(tx, records, pattern, pseudonymise ? cellsOf(name) : undefined)
  await markErased(tx, id, pseudonymise)
  if (pattern !== undefined) {
    await removeAddresses(tx, pattern)
    await removeTexts(tx, pattern, ['person', 'redirect'])
  }
  if (pseudonymise && pattern !== undefined) await deleteRedirects(tx, id, pattern)
  const erasures = await addErasures(tx, id, pseudonymise, requestId)
  // Last, and before the commit: what the registry has erased must be known outside of it, and to erase once more does no harm.
  await ledger?.append(erasures)
  return erasures[0]
}
