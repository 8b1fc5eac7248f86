// Collects the patterns by which a person is recognised in texts. Dossier and erasure use the same patterns.
import type { Db } from '../../../db/connect.ts'
import { type ContactValues, listContacts, listFormerSlugs, listOwnValues } from '../erasure/queries.ts'
import { type Name, nameInSlug } from './handles.ts'
import { findImportTraces, type ImportTraces } from './import-traces.ts'
import { listNames, listOthers } from './name-queries.ts'
import { cellsOf, type Patterns, patternsOf } from './patterns.ts'

export interface Findings {
  /** Contacts that reach the person. */
  reached: ContactValues[]
  patterns: Patterns
  /** The person in files and reports of imports. */
  imports: ImportTraces
}

/** Returns the patterns of a person. With the scope `addresses`, they cover only contact data. */
export async function findPatterns(
  db: Db,
  person: { id: string; slug: string },
  scope: 'all' | 'addresses'
): Promise<Findings> {
  const reached = await listContacts(db, person.id)
  const names = await listNames(db, person.id)
  const slugs = [person.slug, ...(await listFormerSlugs(db, person.id))]
  const all: Name[] = [...names, ...slugs.flatMap((slug) => nameInSlug(slug, names) ?? [])]
  const others = await listOthers(db, person.id, all)
  const patterns = patternsOf({ ...(await listOwnValues(db, reached)), names, slugs, others }, scope)
  const cells = names.flatMap((name) => [cellsOf(name) ?? []].filter(isPair))
  return { reached, patterns, imports: await findImportTraces(db, person.id, cells) }
}

const isPair = (cells: string[]): cells is [string, string] => cells.length === 2
