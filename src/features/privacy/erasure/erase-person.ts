// Erases the data of a person everywhere (art. 17 GDPR), in one transaction.
import { sql } from 'kysely'
import type { Tx } from '../../../db/connect.ts'
import type { Sql } from '../../../records/define.ts'
import { forgetApplications } from '../../applications/retention.ts'
import { forgetImports, holdImports } from '../../imports/forget.ts'
import { type Findings, findPatterns } from '../search/findings.ts'
import { containsTrace, isAbout } from '../search/import-traces.ts'
import { findPlaces, type Mention, readPlaces, referencesTo } from '../search/mentions.ts'
import { containsErasable, removeTexts } from '../search/text-queries.ts'
import type { Ledger } from './ledger.ts'
import {
  addErasures,
  allowErasing,
  announceErasure,
  deleteContacts,
  deleteFormerNames,
  deleteRedirects,
  type Erasure,
  listErasures,
  lockPerson,
  markErased,
  removeAddresses
} from './queries.ts'

/** An erasure with the places that were not erased, because they need a decision or a check. */
export interface ErasureResult extends Erasure {
  left: Mention[]
}

/**
 * Erases the contact data of a person, and with `pseudonymise` also the name. Does nothing if an earlier erasure
 * already covers this. Returns the erasure in force; undefined if there is no such person.
 */
export async function erasePerson(
  tx: Tx,
  id: string,
  pseudonymise: boolean,
  requestId: string | null,
  ledger: Ledger | null
): Promise<ErasureResult | undefined> {
  await holdImports(tx)
  const person = await lockPerson(tx, id)
  if (!person) return undefined
  const earlier = await listErasures(tx, id)
  const done = earlier.findLast(({ pseudonymised }) => pseudonymised) ?? (pseudonymise ? undefined : earlier.at(-1))
  if (done && person.erased_at !== null) return resultOf(done, await readPlaces(tx, done.left_open))

  await allowErasing(tx)
  await announceErasure(tx, id)
  const all = await findPatterns(tx, person, 'all')
  const { reached, patterns } = pseudonymise ? all : await findPatterns(tx, person, 'addresses')
  await forgetImportsOf(tx, all)
  await forgetApplicationsOf(tx, all)
  await deleteContacts(tx, reached)
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
  // The ledger is written last but before the commit: every committed erasure must be in it. If the commit fails, the
  // ledger has an entry too many, which does no harm: the erasure was requested.
  await ledger?.append(erasures)
  const [own] = erasures
  return own && resultOf(own, left)
}

/** Deletes waiting files and rows of reports that mention the person, also if the name is not erased elsewhere. */
async function forgetImportsOf(tx: Tx, { patterns, imports }: Findings): Promise<void> {
  const isErased = (text: Sql) => sql<boolean>`(${containsErasable(text, patterns)} or ${containsTrace(text, imports)})`
  const report = sql`concat_ws(' ', x.key, x.diff, x.errors, x.warnings, x.readings)`
  await forgetImports(tx, isErased(sql`x.content`), sql<boolean>`(${isAbout(imports)} or ${isErased(report)})`)
}

/** Deletes applications that mention the person or propose a correction of a record of the person. */
async function forgetApplicationsOf(tx: Tx, { patterns, imports }: Findings): Promise<void> {
  // The trace of a post without a holder concerns only rows of files with contacts.
  const traces = { ...imports, inContacts: [] }
  await forgetApplications(
    tx,
    (text) => sql<boolean>`(${containsErasable(text, patterns)} or ${containsTrace(text, traces)})`,
    imports.records
  )
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
