// Collects the patterns by which a person is recognised in texts. Dossier and erasure use the same patterns.
import type { Db } from '../../../db/connect.ts'
import { type ContactValues, listContacts, listFormerSlugs, listOwnValues } from '../erasure/queries.ts'
import { type Name, nameInSlug } from './handles.ts'
import { listNames, listOthers } from './name-queries.ts'
import { cellsOf, type Patterns, patternsOf } from './patterns.ts'

interface Findings {
  /** Contacts that reach the person. */
  reached: ContactValues[]
  patterns: Patterns
  /** Patterns of the given and the family name as separate cells of a table, for each name. */
  cells: [given: string, family: string][]
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
  return {
    reached,
    patterns,
    cells: scope === 'all' ? names.flatMap((name) => [cellsOf(name) ?? []].filter(isPair)) : []
  }
}

const isPair = (cells: string[]): cells is [string, string] => cells.length === 2
