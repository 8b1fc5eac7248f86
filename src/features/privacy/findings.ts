// What the registry knows a person by. Dossier and erasure begin with the same findings.
import type { Db } from '../../db/connect.ts'
import { type ContactValues, listContacts, listFormerSlugs, listOwnValues } from './erasure-queries.ts'
import { type Name, nameInSlug } from './handles.ts'
import { listNames, listOthers } from './name-queries.ts'
import { cellsOf, type Patterns, patternsOf } from './traces.ts'

interface Findings {
  /** Contacts by which the person is reached. */
  reached: ContactValues[]
  patterns: Patterns
  /** Given and family name as cells of a table, for each name. */
  cells: [given: string, family: string][]
}

/** Finds out by what the person is recognised; with `addresses`, by contact data alone. */
export async function findTraces(
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
