// Finds organisations that may be the same as new ones, by the names and places by which the name matching knows them.
import { sql } from 'kysely'
import type { Tx } from '../../../db/connect.ts'
import { columnsOf } from '../../../records/columns.ts'
import type { Sql } from '../../../records/define.ts'
import type { Duplicate, Duplicates } from '../../../records/define-writes.ts'
import { fold } from '../../../records/polish.ts'
import { takeTurns } from '../../../workers/turns.ts'
import { readTargets } from './directory.ts'
import { type MatchTarget, type PreparedTargets, possibleMeanings, prepareTargets } from './match-rules.ts'
import { addTarget } from './match-targets.ts'
import { readPrintedName } from './printed-name.ts'

const MAX_DUPLICATES = 5
/** Above this number of new organisations, all organisations are read instead of those with similar words. */
const MAX_SEARCHED = 20
/** Other names compared for each organisation. The index of its names grows with the square of their number. */
const MAX_OTHER_NAMES = 100

const o = columnsOf('organisation', 'o')
const isOneOf = (ids: string[]): Sql => sql`${o('id')} = any(${ids}::uuid[])`

export const organisationDuplicates: Duplicates = { pointer: '/name', find: findDuplicateOrganisations }

/**
 * Two organisations may be the same if a name of one can mean the other. After such an addition, a name that was
 * certain before would be ambiguous, for example in a membership check.
 */
async function findDuplicateOrganisations(tx: Tx, ids: string[]): Promise<Map<string, Duplicate[]>> {
  const created = (await readTargets(tx, isOneOf(ids))).map(withFewerNames)
  const condition = ids.length > MAX_SEARCHED ? undefined : hasSimilarWords(created, ids)
  const all = (await readTargets(tx, condition)).map(withFewerNames)
  const targets = new Map(all.map((target) => [target.id, target]))
  const duplicates = new Map<string, Map<string, Duplicate>>(created.map(({ id }) => [id, new Map()]))
  const add = (id: string, other: string, matched_name: string | null) => {
    const found = duplicates.get(id)
    if (!found || id === other || (found.size >= MAX_DUPLICATES && !found.has(other))) return
    // Its present name says more than a former one.
    if (!found.has(other) || matched_name === null) found.set(other, { id: other, matched_name })
  }
  await eachMeaning(created, await prepared(all), (id, name, meant) => {
    for (const { id: other, isFormer } of meant)
      add(id, other, isFormer ? formerNameLike(name, targets.get(other)) : null)
  })
  await eachMeaning(all, await prepared(created), (other, name, meant) => {
    const { name: own, short_name } = targets.get(other) as MatchTarget
    for (const { id } of meant) add(id, other, [own, short_name].includes(name) ? null : name)
  })
  return new Map([...duplicates].flatMap(([id, found]) => (found.size > 0 ? [[id, [...found.values()]]] : [])))
}

const withFewerNames = (target: MatchTarget): MatchTarget => ({
  ...target,
  other_names: target.other_names.slice(0, MAX_OTHER_NAMES)
})

/** Prepares targets as prepareTargets() does. Other requests have their turn meanwhile. */
async function prepared(targets: readonly MatchTarget[]): Promise<PreparedTargets> {
  const [index, nextTurn] = [prepareTargets([]), takeTurns()]
  for (const target of targets) {
    addTarget(index, target)
    await nextTurn()
  }
  return index
}

/** Passes the possible meanings of each name of the organisations on. */
async function eachMeaning(
  organisations: readonly MatchTarget[],
  prepared: PreparedTargets,
  use: (id: string, name: string, meant: ReturnType<typeof possibleMeanings>) => void
): Promise<void> {
  // Many organisations of a file may have the same name.
  const known = new Map<string, ReturnType<typeof possibleMeanings>>()
  const nextTurn = takeTurns()
  for (const { id, name, short_name, other_names } of organisations) {
    for (const each of new Set([name, short_name, ...other_names])) {
      const meant = known.get(each) ?? possibleMeanings(each, prepared)
      known.set(each, meant)
      use(id, each, meant)
      await nextTurn()
    }
  }
}

/** Returns the former or other name that a name equals or whose kind it has; null if there is none. */
function formerNameLike(name: string, target: MatchTarget | undefined): string | null {
  const others = target?.other_names ?? []
  const { kinds } = readPrintedName(fold(name))
  const hasKind = (other: string) => readPrintedName(fold(other)).kinds.some((kind) => kinds.includes(kind))
  return others.find((other) => fold(other) === fold(name)) ?? others.find(hasKind) ?? null
}

/**
 * Condition on `organisation o`: it may have a name or place in common with one of the organisations. The longest word
 * of each name and place is compared by its beginning, which all grammatical cases share.
 */
function hasSimilarWords(organisations: readonly MatchTarget[], ids: string[]): Sql {
  const texts = organisations.flatMap(({ name, short_name, other_names, places }) => [
    ...[name, short_name, ...other_names].map(fold).map((folded) => readPrintedName(folded).place || folded),
    ...places.map(fold)
  ])
  const beginnings = new Set(texts.map(longestWord).map((word) => word.slice(0, word.length < 6 ? 2 : 4)))
  const patterns = [...beginnings].map((beginning) => sql`${o('search_text')} like ${`% ${beginning}%`}`)
  return sql`(${sql.join([isOneOf(ids), ...patterns], sql` or `)})`
}

const longestWord = (text: string): string =>
  text.split(' ').reduce((longest, word) => (word.length > longest.length ? word : longest), '')
