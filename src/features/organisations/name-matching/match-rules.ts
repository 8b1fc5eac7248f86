// Decides which organisation a printed name means. Pure. It never guesses: an uncertain match stays a candidate.
import { fold } from '../../../records/polish.ts'
import {
  findPlaces,
  type MatchTarget,
  type PlaceForm,
  type PreparedTarget,
  type PreparedTargets,
  prepareTargets,
  type Reading
} from './match-targets.ts'
import { KINDS, type PrintedName, type Qualifier, readPrintedName } from './printed-name.ts'
import { similarity } from './similarity.ts'

export { type MatchTarget, type PreparedTargets, prepareTargets }

export type MatchReason =
  | 'exact_name'
  | 'kind_and_place'
  | 'no_candidate'
  | 'ambiguous'
  | 'kind_differs'
  | 'place_differs'
  | 'kind_missing'
  | 'homonymous_gmina'

export type MatchedOn = 'name' | 'short_name' | 'other_name' | 'kind_and_place' | 'place' | 'similar'
export type Difference = 'kind' | 'place' | 'qualifier'
export interface Candidate {
  id: string
  slug: string
  score: number
  matched_on: MatchedOn
  differs: Difference[]
}
export interface MatchResult {
  candidates: Candidate[]
  chosen: string | null
  reason: MatchReason
}

const MAX_CANDIDATES = 5
const MIN_SCORE = 0.3
const MAX_NAME_CHARACTERS = 300

interface Found {
  owner: PreparedTarget
  score: number
  on: MatchedOn
  differs: Difference[]
  /** The reason why the name cannot mean this organisation; null if it can. */
  obstacle: MatchReason | null
}

/**
 * Finds the organisation that a printed name means. Never throws. `targets` are the organisations; prepare them once
 * for many names. `homonyms` are the folded names that more than one gmina has.
 * Returns at most 5 candidates, best first, and the slug of the chosen organisation, or null with the reason. It
 * chooses only an exact name, or the same kind and place if nothing contradicts. A name of more than 300 characters
 * matches only exactly.
 *
 * Scores are a base times factors:
 * - base 1: the name or short name; 0.98: another name (all compared after folding); 0.95: kind and place
 * - 0.9: only one of the two has the qualifier ("Gminy"); 0.6: the qualifiers contradict
 * - 0.75: another kind of the same family; 0.6: no kind printed; 0.5: another kind (0.4 outside CUS, OPS, PCPR, ROPS)
 * - 0.85: a seat or former place; 0.85 times the similarity (0 to 1): a similar place or name
 *
 * Organisations below 0.3 are no candidates.
 */
export function matchName(
  name: string,
  targets: PreparedTargets | readonly MatchTarget[],
  homonyms: ReadonlySet<string>
): MatchResult {
  const prepared = 'names' in targets ? targets : prepareTargets(targets)
  const { folded, printed } = readName(name)
  if (printed.place === '' && printed.kinds.length > 0) return withoutPlace(printed, folded, prepared)

  const found = atPlace(printed, prepared, homonyms)
  const barePlace = printed.kinds.length === 0 && printed.qualifier === null && prepared.places.has(printed.place)
  const named = barePlace ? [] : (prepared.names.get(folded) ?? [])
  for (const { owner, on } of named)
    addIfBetter(found, { owner, score: on === 'other_name' ? 0.98 : 1, on, differs: [], obstacle: null })

  const possible = [...found.values()].filter(({ obstacle }) => obstacle === null)
  const withoutDifference = possible.filter(({ differs }) => differs.length === 0)
  const meant = withoutDifference.length > 0 ? withoutDifference : possible
  if (meant.length === 0 && !barePlace && folded.length <= MAX_NAME_CHARACTERS)
    addSimilar(printed, folded, prepared, found)
  const ranked = rank(found.values())
  const candidates = ranked.map(toCandidate)
  const [first] = meant
  if (first && meant.length === 1)
    return { candidates, chosen: first.owner.target.slug, reason: named.length > 0 ? 'exact_name' : 'kind_and_place' }
  return { candidates, chosen: null, reason: first ? 'ambiguous' : reasonAgainst(printed, ranked) }
}

function readName(name: string): { folded: string; printed: PrintedName } {
  // Text copied from a PDF contains soft hyphens and zero-width characters inside words.
  const folded = fold(name.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, ''))
  return { folded, printed: readPrintedName(folded.length > MAX_NAME_CHARACTERS ? '' : folded) }
}

/**
 * Returns the ids of the organisations that a name can mean: those with exactly this name, and those with the same kind
 * and place if nothing contradicts. `isFormer` says that only a former or other name of the organisation agrees.
 */
export function possibleMeanings(name: string, prepared: PreparedTargets): { id: string; isFormer: boolean }[] {
  const { folded, printed } = readName(name)
  const found = printed.place === '' ? new Map<PreparedTarget, Found>() : atPlace(printed, prepared, new Set())
  const meant = new Map<string, boolean>()
  const add = ({ target: { id } }: PreparedTarget, isFormer: boolean) =>
    meant.set(id, isFormer && (meant.get(id) ?? true))
  for (const { owner, on, obstacle } of found.values()) if (obstacle === null) add(owner, on === 'other_name')
  for (const { owner, on } of prepared.names.get(folded) ?? []) add(owner, on === 'other_name')
  return [...meant].map(([id, isFormer]) => ({ id, isFormer }))
}

/** A kind without a place is never chosen, even if an organisation has exactly that name. */
function withoutPlace(printed: PrintedName, folded: string, { names, kinds }: PreparedTargets): MatchResult {
  const [kind = ''] = printed.kinds
  const named = names.get(folded) ?? []
  const ofKind = printed.kinds.length === 1 && printed.qualifier === null ? (kinds.get(kind) ?? []) : []
  const onlyOfKind = named.length === 0 && ofKind.length === 1 ? ofKind : []
  const scored = [
    ...named.map((each) => ({ ...each, score: 0.5 })),
    ...onlyOfKind.map((owner) => ({ owner, on: 'similar' as const, score: MIN_SCORE }))
  ]
  const ranked = rank(scored.map((each) => ({ ...each, differs: ['place'], obstacle: 'place_differs' })))
  return {
    candidates: ranked.map(toCandidate),
    chosen: null,
    reason: ranked.length > 1 ? 'ambiguous' : reasonAgainst(printed, ranked)
  }
}

function atPlace(printed: PrintedName, prepared: PreparedTargets, homonyms: ReadonlySet<string>) {
  const found = new Map<PreparedTarget, Found>()
  const [kind = ''] = printed.kinds
  for (const form of findPlaces(printed, prepared)) {
    const sameKind = printed.kinds.length === 1 ? form.readings.filter(({ kinds }) => kinds.includes(kind)) : []
    for (const reading of sameKind) addIfBetter(found, ofSameKind(printed, form, reading, homonyms))
    if (sameKind.length === 0) addIfBetter(found, ofOtherKind(printed, form))
  }
  return found
}

function ofSameKind(
  printed: PrintedName,
  { owner, nominatives }: PlaceForm,
  reading: Reading,
  homonyms: ReadonlySet<string>
): Found {
  const [kind] = printed.kinds
  const agreement = compare(printed.qualifier, reading.qualifier, kind, kind)
  const homonymous = agreement === 'partial' && nominatives.some((nominative) => homonyms.has(nominative))
  let obstacle: MatchReason | null = null
  if (agreement === 'contrary') obstacle = 'place_differs'
  else if (homonymous) obstacle = 'homonymous_gmina'
  return {
    owner,
    score: 0.95 * AGREEMENT_FACTORS[agreement],
    on: reading.former ? 'other_name' : 'kind_and_place',
    differs: agreement === 'full' ? [] : ['qualifier'],
    obstacle
  }
}

function ofOtherKind(printed: PrintedName, { owner, readings }: PlaceForm): Found {
  const [kind] = printed.kinds
  const isSeatOrFormerPlace = readings.length === 0
  const factor = kindFactor(printed, owner)
  // "Gmina" in a gmina's own name is its kind, not a qualifier.
  const agreement = compare(
    printed.qualifier,
    owner.service || printed.qualifier ? owner.qualifier : null,
    kind,
    owner.target.kind
  )
  const differs: Difference[] = []
  if (factor < 1) differs.push('kind')
  if (isSeatOrFormerPlace) differs.push('place')
  if (agreement !== 'full') differs.push('qualifier')
  // If even the kind agrees, the target is tied to this place only by a former name of another kind.
  let obstacle: MatchReason = agreement === 'contrary' ? 'place_differs' : 'ambiguous'
  if (kind === undefined) obstacle = 'kind_missing'
  else if (isSeatOrFormerPlace) obstacle = 'place_differs'
  else if (factor < 1) obstacle = 'kind_differs'
  return {
    owner,
    score: 0.95 * factor * AGREEMENT_FACTORS[agreement] * (isSeatOrFormerPlace && owner.service ? 0.85 : 1),
    on: 'place',
    differs,
    obstacle
  }
}

const AGREEMENT_FACTORS = { full: 1, partial: 0.9, contrary: 0.6 }

function compare(
  printed: Qualifier,
  stored: Qualifier,
  printedKind: string | undefined,
  storedKind: string | undefined
): keyof typeof AGREEMENT_FACTORS {
  // Qualifiers that the kinds imply are compared as kinds.
  if (printed === null && stored === null) return 'full'
  const implied = (kind: string | undefined) => KINDS.get(kind ?? '')?.implies ?? null
  const qualifiers = [printed ?? implied(printedKind), stored ?? implied(storedKind)]
  if (qualifiers[0] === qualifiers[1]) return 'full'
  return qualifiers.includes(null) || qualifiers.includes('miasto_gmina') ? 'partial' : 'contrary'
}

function kindFactor(printed: PrintedName, { target, service, kinds }: PreparedTarget): number {
  const [kind] = printed.kinds
  if (kind === undefined) return 0.6
  if (printed.kinds.length === 1 && kinds.includes(kind)) return 1
  if (printed.kinds.some((each) => sameFamily(each, target))) return 0.75
  return service ? 0.5 : 0.4
}

function sameFamily(kind: string, target: MatchTarget): boolean {
  const family = KINDS.get(kind)?.family
  return family !== undefined && (family === KINDS.get(target.kind)?.family || family === target.kind_family)
}

function addSimilar(
  printed: PrintedName,
  folded: string,
  { similarTexts }: PreparedTargets,
  found: Map<PreparedTarget, Found>
) {
  const alreadyFound = new Set(found.keys())
  for (const { owner, text } of similarTexts) {
    if (alreadyFound.has(owner)) continue
    const similar = owner.service ? similarity(printed.place, text, 0) : similarity(folded, text, 0.5)
    if (similar === 0) continue
    const factor = owner.service || printed.leading ? kindFactor(printed, owner) : 1
    addIfBetter(found, {
      owner,
      score: 0.95 * 0.85 * similar * factor,
      on: 'similar',
      differs: factor < 1 ? ['kind', 'place'] : ['place'],
      obstacle: factor < 1 && printed.kinds.length === 0 ? 'kind_missing' : 'place_differs'
    })
  }
}

/** Keeps the better of two findings for the same organisation. */
function addIfBetter(found: Map<PreparedTarget, Found>, next: Found) {
  const previous = found.get(next.owner)
  if (!previous || next.score > previous.score) found.set(next.owner, next)
}

function rank(found: Iterable<Found>): Found[] {
  return [...found]
    .map((each) => ({ ...each, score: Math.round(each.score * 100) / 100 }))
    .filter(({ score }) => score >= MIN_SCORE)
    .sort((a, b) => b.score - a.score || (a.owner.target.slug < b.owner.target.slug ? -1 : 1))
    .slice(0, MAX_CANDIDATES)
}

function toCandidate({ owner: { target }, score, on, differs }: Found): Candidate {
  return { id: target.id, slug: target.slug, score, matched_on: on, differs }
}

/**
 * Returns the reason why no candidate was chosen: the obstacle of the best one. If the two best score the same and both
 * are of the printed kind's family, the name is ambiguous.
 */
function reasonAgainst(printed: PrintedName, [best, second]: Found[]): MatchReason {
  if (!best?.obstacle) return 'no_candidate'
  const [kind = ''] = printed.kinds
  const tie = best.obstacle === 'kind_differs' && second?.obstacle === 'kind_differs' && second.score === best.score
  return tie && [best, second].every(({ owner }) => sameFamily(kind, owner.target)) ? 'ambiguous' : best.obstacle
}
