// Which organisation does a printed name mean? Pure decision. It never guesses: what is not certain stays a candidate.
import { fold } from '../../records/polish.ts'
import { likeness } from './likeness.ts'
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

const MOST_CANDIDATES = 5
const LOWEST_SCORE = 0.3
const LONGEST_NAME = 300

/** `obstacle`: why the name cannot mean this one; null where it may. */
interface Found {
  owner: PreparedTarget
  score: number
  on: MatchedOn
  differs: Difference[]
  obstacle: MatchReason | null
}

/**
 * Takes a name as printed, the organisations (`prepareTargets` once for many names) and the folded names of gminas that more
 * than one gmina bears. Returns at most 5 candidates, best first, and the slug of the one meant, or null with the reason.
 * Never throws. Chosen is only an exact name, or the same kind and place, where nothing contradicts; longer names than 300
 * characters can only be exact.
 *
 * Scores: 1 the name or short name, 0.98 another name (all after folding), 0.95 kind and place; that times 0.9 when the
 * qualifier ("Gminy") stands in one only, 0.6 when it contradicts, 0.75 for another kind of the family, 0.6 for no kind
 * printed, 0.5 for another kind (0.4 outside CUS, OPS, PCPR, ROPS), 0.85 for a seat or former place, 0.85 times the
 * likeness (0..1) for a similar place or name. Below 0.3 nothing is a candidate.
 */
export function matchName(
  name: string,
  targets: PreparedTargets | readonly MatchTarget[],
  homonyms: ReadonlySet<string>
): MatchResult {
  const prepared = 'names' in targets ? targets : prepareTargets(targets)
  const folded = fold(name.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')) // soft hyphens of a PDF do not part words
  const printed = readPrintedName(folded.length > LONGEST_NAME ? '' : folded)
  if (printed.place === '' && printed.kinds.length > 0) return withoutPlace(printed, folded, prepared)

  const found = atPlace(printed, prepared, homonyms)
  const barePlace = printed.kinds.length === 0 && printed.qualifier === null && prepared.places.has(printed.place)
  const named = barePlace ? [] : (prepared.names.get(folded) ?? [])
  for (const { owner, on } of named)
    keep(found, { owner, score: on === 'other_name' ? 0.98 : 1, on, differs: [], obstacle: null })

  const fitting = [...found.values()].filter(({ obstacle }) => obstacle === null)
  const clean = fitting.filter(({ differs }) => differs.length === 0)
  const meant = clean.length > 0 ? clean : fitting
  if (meant.length === 0 && !barePlace && folded.length <= LONGEST_NAME) addSimilar(printed, folded, prepared, found)
  const ranked = rank(found.values())
  const candidates = ranked.map(toCandidate)
  const [only] = meant
  if (only && meant.length === 1)
    return { candidates, chosen: only.owner.target.slug, reason: named.length > 0 ? 'exact_name' : 'kind_and_place' }
  return { candidates, chosen: null, reason: only ? 'ambiguous' : whyNot(printed, ranked) }
}

/** A kind without a place names no one, even where an organisation is recorded under just that name. */
function withoutPlace(printed: PrintedName, folded: string, { names, kinds }: PreparedTargets): MatchResult {
  const [kind = ''] = printed.kinds
  const named = names.get(folded) ?? []
  const ofKind = printed.kinds.length === 1 && printed.qualifier === null ? (kinds.get(kind) ?? []) : []
  const alone = named.length === 0 && ofKind.length === 1 ? ofKind : []
  const offered = [
    ...named.map((one) => ({ ...one, score: 0.5 })),
    ...alone.map((owner) => ({ owner, on: 'similar' as const, score: LOWEST_SCORE }))
  ]
  const ranked = rank(offered.map((one) => ({ ...one, differs: ['place'], obstacle: 'place_differs' })))
  return {
    candidates: ranked.map(toCandidate),
    chosen: null,
    reason: ranked.length > 1 ? 'ambiguous' : whyNot(printed, ranked)
  }
}

function atPlace(printed: PrintedName, prepared: PreparedTargets, homonyms: ReadonlySet<string>) {
  const found = new Map<PreparedTarget, Found>()
  const [kind = ''] = printed.kinds
  for (const form of findPlaces(printed, prepared)) {
    const sameKind = printed.kinds.length === 1 ? form.readings.filter(({ kinds }) => kinds.includes(kind)) : []
    for (const reading of sameKind) keep(found, ofSameKind(printed, form, reading, homonyms))
    if (sameKind.length === 0) keep(found, ofOtherKind(printed, form))
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
  return {
    owner,
    score: 0.95 * AGREEMENT_FACTORS[agreement],
    on: reading.former ? 'other_name' : 'kind_and_place',
    differs: agreement === 'full' ? [] : ['qualifier'],
    obstacle: agreement === 'contrary' ? 'place_differs' : homonymous ? 'homonymous_gmina' : null
  }
}

function ofOtherKind(printed: PrintedName, { owner, readings }: PlaceForm): Found {
  const [kind] = printed.kinds
  const elsewhere = readings.length === 0
  const factor = kindFactor(printed, owner)
  // The "Gmina" of a gmina's own name is what it is, not a qualifier
  const agreement = compare(
    printed.qualifier,
    owner.service || printed.qualifier ? owner.qualifier : null,
    kind,
    owner.target.kind
  )
  const differs: Difference[] = []
  if (factor < 1) differs.push('kind')
  if (elsewhere) differs.push('place')
  if (agreement !== 'full') differs.push('qualifier')
  // With the right kind too, only a former name of another kind ties it to this place
  let obstacle: MatchReason = agreement === 'contrary' ? 'place_differs' : 'ambiguous'
  if (kind === undefined) obstacle = 'kind_missing'
  else if (elsewhere) obstacle = 'place_differs'
  else if (factor < 1) obstacle = 'kind_differs'
  return {
    owner,
    score: 0.95 * factor * AGREEMENT_FACTORS[agreement] * (elsewhere && owner.service ? 0.85 : 1),
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
  if (printed === null && stored === null) return 'full' // at most implied by the kinds, which are compared as such
  const implied = (kind: string | undefined) => KINDS.get(kind ?? '')?.implies ?? null
  const a = printed ?? implied(printedKind)
  const b = stored ?? implied(storedKind)
  if (a === b) return 'full'
  return a === null || b === null || a === 'miasto_gmina' || b === 'miasto_gmina' ? 'partial' : 'contrary'
}

function kindFactor(printed: PrintedName, { target, service, kinds }: PreparedTarget): number {
  const [kind] = printed.kinds
  if (kind === undefined) return 0.6
  if (printed.kinds.length === 1 && kinds.includes(kind)) return 1
  return printed.kinds.some((one) => sameFamily(one, target)) ? 0.75 : service ? 0.5 : 0.4
}

function sameFamily(kind: string, target: MatchTarget): boolean {
  const family = KINDS.get(kind)?.family
  return family !== undefined && (family === KINDS.get(target.kind)?.family || family === target.kind_family)
}

function addSimilar(
  printed: PrintedName,
  folded: string,
  { likely }: PreparedTargets,
  found: Map<PreparedTarget, Found>
) {
  const there = new Set(found.keys())
  for (const { owner, text } of likely) {
    if (there.has(owner)) continue
    const alike = owner.service ? likeness(printed.place, text, 0) : likeness(folded, text, 0.5)
    if (alike === 0) continue
    const factor = owner.service || printed.leading ? kindFactor(printed, owner) : 1
    keep(found, {
      owner,
      score: 0.95 * 0.85 * alike * factor,
      on: 'similar',
      differs: factor < 1 ? ['kind', 'place'] : ['place'],
      obstacle: factor < 1 && printed.kinds.length === 0 ? 'kind_missing' : 'place_differs'
    })
  }
}

function keep(found: Map<PreparedTarget, Found>, next: Found) {
  const known = found.get(next.owner)
  if (!known || next.score > known.score) found.set(next.owner, next)
}

function rank(found: Iterable<Found>): Found[] {
  return [...found]
    .map((one) => ({ ...one, score: Math.round(one.score * 100) / 100 }))
    .filter(({ score }) => score >= LOWEST_SCORE)
    .sort((a, b) => b.score - a.score || (a.owner.target.slug < b.owner.target.slug ? -1 : 1))
    .slice(0, MOST_CANDIDATES)
}

function toCandidate({ owner: { target }, score, on, differs }: Found): Candidate {
  return { id: target.id, slug: target.slug, score, matched_on: on, differs }
}

/** What parts the best candidate from the printed name; two as good as each other of the printed kind's family leave it open. */
function whyNot(printed: PrintedName, [best, second]: Found[]): MatchReason {
  if (!best?.obstacle) return 'no_candidate'
  const [kind = ''] = printed.kinds
  const tie = best.obstacle === 'kind_differs' && second?.obstacle === 'kind_differs' && second.score === best.score
  return tie && [best, second].every(({ owner }) => sameFamily(kind, owner.target)) ? 'ambiguous' : best.obstacle
}
