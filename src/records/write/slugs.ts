// Slugs that nobody typed, and the record that has a slug which somebody typed.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../db/connect.ts'
import { BrokenConstraint } from '../../http/errors.ts'
import { UUID } from '../../http/uuid.ts'
import type { Writes } from '../define-writes.ts'
import { fold } from '../polish.ts'
import { listRecords } from './named-records.ts'

const MAX_LENGTH = 80
/** Without vowels, so that no words arise. */
const LETTERS = 'bcdfghjkmnpqrstvwxz23456789'
const SUFFIX_LENGTH = 6
const MAX_SUFFIXES = 4

/** Makes a slug of words: in Latin letters, joined by hyphens, at most 80 characters; "" if the words have none. */
export const slugOf = (words: string): string =>
  fold(words)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, MAX_LENGTH)
    .replace(/-+$/, '')

const SUFFIX = new RegExp(`-(?:[0-9]+|[${LETTERS}]{${SUFFIX_LENGTH}})$`)
/** Returns a slug without the number or suffix that distinguishes it from equal ones. */
export const withoutSuffix = (slug: string): string => slug.replace(SUFFIX, '')

/** A slug to be chosen. Equal seeds give equal suffixes, so that a preview shows the slug that is stored later. */
export interface WantedSlug {
  words: string
  seed: string
}

type Slugged = Pick<Writes, 'resource' | 'reservedSlugs'>

/**
 * Returns a free slug for each new record. If the plain slug is taken, it gets a suffix that says nothing about the
 * records that have such slugs, because some of them may be hidden. Words without Latin letters give a neutral slug.
 */
export async function chooseSlugs(
  tx: Tx,
  { resource, reservedSlugs = [] }: Slugged,
  wanted: WantedSlug[]
): Promise<string[]> {
  const reserved = new Set(reservedSlugs)
  const neutral = resource.name.replaceAll('_', '-')
  const choices = wanted.map(({ words, seed }) => {
    const plain = slugOf(words)
    const isUsable = plain !== '' && !UUID.test(plain) && !reserved.has(plain)
    const start = (plain || neutral).slice(0, MAX_LENGTH - SUFFIX_LENGTH - 1).replace(/-+$/, '')
    const suffixed = Array.from({ length: MAX_SUFFIXES }, (_, i) => `${start}-${suffix(seed, i)}`)
    return isUsable ? [plain, ...suffixed] : suffixed
  })
  const taken = new Set((await findHolders(tx, resource.name, choices.flat())).keys())
  return choices.map((slugs) => {
    // If even the last one is taken, the constraint refuses it, and the write is repeated with another seed.
    const slug = slugs.find((each) => !taken.has(each)) ?? (slugs.at(-1) as string)
    taken.add(slug)
    return slug
  })
}

const suffix = (seed: string, attempt: number): string =>
  [...createHash('sha256').update(`${seed} ${attempt}`).digest().subarray(0, SUFFIX_LENGTH)]
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('')

/** Returns the ids of the records to which present and former slugs lead. */
async function findHolders(tx: Tx, table: string, slugs: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ slug: string; id: string }>`
    select slug, id::text as id from ${sql.table(table)} where slug = any(${slugs})
    union all
    select identifier, target_id::text from redirect where subject_type = ${table} and identifier = any(${slugs})
  `.execute(tx)
  return new Map(rows.map(({ slug, id }) => [slug, id]))
}

/** Throws BrokenConstraint, with the record if the caller may see it, for a slug that leads to another record. */
export async function refuseTakenSlug(
  tx: Tx,
  { resource }: Pick<Writes, 'resource'>,
  slug: string,
  ownId: string | null
): Promise<void> {
  const holder = (await findHolders(tx, resource.name, [slug])).get(slug)
  if (holder === undefined || holder === ownId) return
  throw new BrokenConstraint(slugConstraint(resource.name), true, undefined, await listRecords(tx, resource, [holder]))
}

const slugConstraint = (table: string): string => `${table}_slug_key`

/**
 * Converts the violation by a slug that nobody typed to an error after which `write()` repeats the transaction: another
 * one has taken the slug meanwhile. Other errors are returned unchanged.
 */
export function retryIfSlugTaken(error: unknown, table: string): unknown {
  const { code, constraint } = error as { code?: string; constraint?: string }
  if (code !== '23505' || constraint !== slugConstraint(table)) return error
  return Object.assign(new Error('the slug was taken meanwhile', { cause: error }), { code: '40001' })
}
