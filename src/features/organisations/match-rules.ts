// Which organisation does a printed name mean? Pure decision. It never guesses: what is not certain stays a candidate.
import { fold, mayBeLocative, stem } from '../../lib/polish.ts'

/** `places`: the gmina's present name first, then its former names and the seat, in the nominative. */
export interface MatchTarget {
  id: string
  slug: string
  name: string
  short_name: string
  kind: string
  kind_family: string
  other_names: string[]
  places: string[]
}

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

type Qualifier = 'gmina' | 'miasto' | 'miasto_gmina' | null
interface Parsed {
  kinds: string[]
  leading: boolean
  qualifier: Qualifier
  words: string[]
  locative: boolean
}
interface Reading {
  kinds: string[]
  qualifier: Qualifier
  other: boolean
}
interface Prepared {
  target: MatchTarget
  service: boolean
  readings: Reading[]
}
/** One form of a target's place. `nominatives` are the names it is a form of; no `readings`: a seat or a former name of the gmina. */
interface PlaceForm {
  owner: Prepared
  locative: boolean
  nominatives: string[]
  readings: Reading[]
}
interface NameForm {
  owner: Prepared
  on: 'name' | 'short_name' | 'other_name'
}
interface SimilarForm {
  owner: Prepared
  words: string[]
  key: string
  letters: number
}

export interface PreparedTargets {
  names: Map<string, NameForm[]>
  places: Map<string, PlaceForm[]>
  inflectable: Map<string, PlaceForm[]>
  genitives: Map<string, PlaceForm[]>
  similar: SimilarForm[]
  kinds: Map<string, Prepared[]>
}

// --- reading a printed name ---

const KINDS = new Map<string, { family: string; implies: Qualifier }>([
  ['cus', { family: 'cus', implies: null }],
  ['ops', { family: 'ops', implies: null }],
  ['gops', { family: 'ops', implies: 'gmina' }],
  ['mops', { family: 'ops', implies: 'miasto' }],
  ['mopr', { family: 'ops', implies: 'miasto' }],
  ['mgops', { family: 'ops', implies: 'miasto_gmina' }],
  ['pcpr', { family: 'pcpr', implies: null }],
  ['rops', { family: 'rops', implies: null }]
])
const ABBREVIATIONS = new Map<string, { kind: string; qualifier: Qualifier }>([
  ...[...KINDS.keys()].map((kind) => [kind, { kind, qualifier: null }] as const),
  ['gmops', { kind: 'mgops', qualifier: null }],
  ['migops', { kind: 'mgops', qualifier: null }],
  ['gcus', { kind: 'cus', qualifier: 'gmina' }],
  ['mcus', { kind: 'cus', qualifier: 'miasto' }],
  ['mgcus', { kind: 'cus', qualifier: 'miasto_gmina' }]
])
const PHRASES: [string, RegExp][] = [
  ['cus', /^centr(um|a|ow|om|ami|ach) uslug(i|om|ami|ach)? spoleczn(e|ych|ym|ymi)( |$)/],
  ['cpr', /^centr(um|a|ow|om|ami|ach) pomocy rodzinie( |$)/],
  ['ops', /^osrod(ek|k(a|i|ow|owi|om|iem|ami|u|ach)) pomocy spolecznej( |$)/],
  ['opr', /^osrod(ek|k(a|i|ow|owi|om|iem|ami|u|ach)) pomocy rodzinie( |$)/],
  ['oplt', /^osrod(ek|k(a|i|ow|owi|om|iem|ami|u|ach)) polityki spolecznej( |$)/]
]
const GMINNY = 'gminn(y|e|ego|emu|ym|ych|ymi)'
const MIEJSKI = 'miejsk(i|ie|iego|iemu|im|ich|imi)'
const ADJECTIVES: [string, RegExp][] = [
  ['miasto_gmina', new RegExp(`^(miejsko ${GMINNY}|gminno ${MIEJSKI}|${MIEJSKI} i ${GMINNY}|${GMINNY} i ${MIEJSKI}) `)],
  ['gmina', new RegExp(`^${GMINNY} `)],
  ['miasto', new RegExp(`^${MIEJSKI} `)],
  ['powiat', /^powiatow(e|ego|emu|ym|ych|ymi) /],
  ['region', /^regionaln(y|e|ego|emu|ym|ych|ymi) /]
]
const COMPOUNDS = new Map<string, { kind: string; qualifier: Qualifier }>([
  [' cus', { kind: 'cus', qualifier: null }],
  ['gmina cus', { kind: 'cus', qualifier: 'gmina' }],
  ['miasto cus', { kind: 'cus', qualifier: 'miasto' }],
  ['miasto_gmina cus', { kind: 'cus', qualifier: 'miasto_gmina' }],
  [' ops', { kind: 'ops', qualifier: null }],
  ['gmina ops', { kind: 'gops', qualifier: null }],
  ['miasto ops', { kind: 'mops', qualifier: null }],
  ['miasto_gmina ops', { kind: 'mgops', qualifier: null }],
  ['miasto opr', { kind: 'mopr', qualifier: null }],
  ['powiat cpr', { kind: 'pcpr', qualifier: null }],
  ['region oplt', { kind: 'rops', qualifier: null }]
])
const QUALIFIERS: [Exclude<Qualifier, null>, RegExp][] = [
  ['miasto_gmina', /^(gmin(a|y|ie|e) i mi(ast(o|a|u)|escie)|mi(ast(o|a|u)|escie) i gmin(a|y|ie|e)|gmin(a|y|ie|e) miejsko wiejsk(a|iej))( |$)/],
  ['miasto', /^gmin(a|y|ie|e) (mi(ast(o|a|u)|escie)|miejsk(a|iej))( |$)/],
  ['gmina', /^(gmin(a|y|ie|e)( wiejsk(a|iej))?|gm)( |$)/]
]
// Only before the place: in "Nowe Miasto" the word belongs to the place
const CITY = /^(mi(ast(o|a|u)|escie)( stoleczn(e|ego|ym))?|m( st)?)( |$)/
const ABBREVIATION_CASE = /^(.+?)(u|ie|em|owi|ow|om|y|ami|ach)$/

function parseName(folded: string): Parsed {
  const parsed: Parsed = { kinds: [], leading: false, qualifier: null, words: [], locative: false }
  let rest = folded
  let afterW = false
  while (rest !== '') {
    const kind = kindAt(rest)
    if (kind) {
      if (parsed.kinds.length === 0) parsed.leading = parsed.words.length === 0
      if (!parsed.kinds.includes(kind.kind)) parsed.kinds.push(kind.kind)
      parsed.qualifier = joined(parsed.qualifier, kind.qualifier)
      rest = rest.slice(kind.length).trimStart()
      afterW = false
      continue
    }
    const [word = ''] = rest.split(' ', 1)
    const qualifier = qualifierAt(rest, parsed.words.length === 0)
    if (qualifier) {
      parsed.qualifier = joined(parsed.qualifier, qualifier.qualifier)
      rest = rest.slice(qualifier.length).trimStart()
      afterW = false
      continue
    }
    rest = rest.slice(word.length + 1)
    if (/^(w|we)$/.test(word)) afterW = true
    else if (!/^(z|ze|siedziba)$/.test(word)) {
      if (parsed.words.length === 0) parsed.locative = afterW
      parsed.words.push(word === 'n' && parsed.words.length > 0 ? 'nad' : word) // n. Wisłą
    }
  }
  return parsed
}

function kindAt(text: string): { kind: string; qualifier: Qualifier; length: number } | undefined {
  const [adjective = '', adjectivePattern] = ADJECTIVES.find(([, pattern]) => pattern.test(text)) ?? []
  const start = adjectivePattern?.exec(text)?.[0].length ?? 0
  const body = text.slice(start)
  const [phrase, phrasePattern] = PHRASES.find(([, pattern]) => pattern.test(body)) ?? []
  const abbreviation = phrase ? undefined : abbreviationAt(body)
  const length = start + (phrasePattern?.exec(body)?.[0].length ?? abbreviation?.length ?? 0)
  if (abbreviation && adjective === '') return { ...abbreviation, length }
  const found = COMPOUNDS.get(`${adjective} ${phrase ?? abbreviation?.text}`)
  return found && { ...found, length }
}

/** "cus", "c u s" (C.U.S.), "m gops" (M-GOPS), "cus u" and "cusie" (CUS-u, CUS-ie). */
function abbreviationAt(text: string) {
  const tokens = text.split(' ', 6)
  for (let count = Math.min(5, tokens.length); count > 0; count--) {
    const word = tokens.slice(0, count).join('')
    const known = ABBREVIATIONS.has(word) || count > 1 ? word : (ABBREVIATION_CASE.exec(word)?.[1] ?? '')
    const found = ABBREVIATIONS.get(known)
    if (!found) continue
    const used = word === known && /^(u|ie|em|owi|ow|om|ami|ach)$/.test(tokens[count] ?? '') ? count + 1 : count
    return { ...found, text: known, length: tokens.slice(0, used).join(' ').length }
  }
  return undefined
}

function qualifierAt(text: string, beforePlace: boolean) {
  for (const [qualifier, pattern] of QUALIFIERS) {
    const found = pattern.exec(text)
    if (found) return { qualifier, length: found[0].length }
  }
  const city = beforePlace ? CITY.exec(text) : null
  return city ? { qualifier: 'miasto' as const, length: city[0].length } : undefined
}

function joined(a: Qualifier, b: Qualifier): Qualifier {
  return a === null || b === null || a === b ? (a ?? b) : 'miasto_gmina'
}

// --- the targets ---

/** Takes the organisations, returns their names and places indexed for `matchName`: build once, match many. */
export function prepareTargets(organisations: readonly MatchTarget[]): PreparedTargets {
  const prepared: PreparedTargets = {
    names: new Map(),
    places: new Map(),
    inflectable: new Map(),
    genitives: new Map(),
    similar: [],
    kinds: new Map()
  }
  for (const target of organisations) prepareTarget(target, prepared)
  return prepared
}

function prepareTarget(target: MatchTarget, { names, places, inflectable, genitives, similar, kinds }: PreparedTargets) {
  const owner: Prepared = { target, service: KINDS.has(target.kind), readings: [] }
  add(kinds, target.kind, owner)

  const spelled = [['name', target.name], ['short_name', target.short_name], ...target.other_names.map((name) => ['other_name', name])]
    .map(([on, text = '']) => ({ on: on as NameForm['on'], folded: fold(text) }))
    .filter(({ folded }) => folded !== '')
  const readings = spelled.map(({ on, folded }) => {
    const seen = names.get(folded)
    if (!seen?.some((form) => form.owner === owner)) add(names, folded, { owner, on })
    const parsed = parseName(folded)
    const printed = parsed.leading && parsed.kinds.length === 1 ? parsed.kinds : []
    const other = on === 'other_name'
    const reading: Reading = {
      // A former name tells its own kind only; the present ones also stand for the kind the registry keeps
      kinds: other || !owner.service ? printed : [...new Set([...printed, target.kind])],
      qualifier: parsed.qualifier,
      other
    }
    owner.readings.push(reading)
    return { reading, words: printed.length > 0 || (owner.service && !other) ? parsed.words : [], locative: parsed.locative }
  })

  const [home = '', ...elsewhere] = target.places.map(fold)
  const present = readings.filter(({ reading }) => !reading.other).map(({ reading }) => reading)
  const nominatives = new Set([home, ...readings.filter(({ reading, locative }) => !reading.other && !locative).map(({ words }) => words.join(' '))])
  const stored = new Set(readings.filter(({ locative }) => locative).map(({ words }) => words.join(' ')))
  nominatives.delete('')
  stored.delete('')

  const own: (PlaceForm & { key: string })[] = []
  const put = (key: string, form: Omit<PlaceForm, 'owner'>) => {
    const created = { owner, key, ...form }
    own.push(created)
    add(places, key, created)
    return created
  }
  for (const nominative of nominatives) {
    const form = put(nominative, { locative: false, nominatives: [nominative], readings: [...present] })
    // A locative that a name of the target shows is better than what grammar would allow
    if (![...stored].some((shown) => mayBeLocative(shown, nominative))) add(inflectable, bucket(nominative), form)
    if (nominative.includes(' ')) add(genitives, stems(nominative), form)
  }
  for (const { reading, words, locative } of readings) {
    const key = words.join(' ')
    if (key === '') continue
    const same = [...nominatives].filter((nominative) => nominative === key || mayBeLocative(key, nominative))
    if (!own.some((form) => form.key === key && form.locative === locative)) {
      const known = same.length > 0 ? same : locative ? [...nominatives] : [key]
      put(key, { locative, nominatives: known, readings: reading.other && same.length === 0 ? [] : [...present] })
    }
    // A former name can be read in every form of its place
    if (reading.other) {
      for (const form of own) {
        if (form.key === key || form.nominatives.some((nominative) => same.includes(nominative))) form.readings.push(reading)
      }
    }
  }
  for (const place of new Set(elsewhere)) {
    if (place === '' || nominatives.has(place)) continue
    add(inflectable, bucket(place), put(place, { locative: false, nominatives: [place], readings: [] }))
  }

  const likely = owner.service ? new Set([...nominatives, ...stored]) : new Set(spelled.map(({ folded }) => folded))
  for (const key of likely) similar.push({ owner, words: key.split(' '), key, letters: letters(key) })
}

function add<T>(index: Map<string, T[]>, key: string, value: T) {
  const list = index.get(key)
  if (list) list.push(value)
  else index.set(key, [value])
}

const stems = (name: string) => name.split(' ').map(stem).join(' ')
/** What every case of a name has in common: the first letters of its words. */
const bucket = (name: string) =>
  name
    .split(' ')
    .map((word) => word[0])
    .join('')
/** The set of letters as bits: half of the bits in which two sets differ is the least distance of the words. */
const letters = (text: string) => [...text].reduce((set, letter) => set | (1 << (letter.charCodeAt(0) % 32)), 0)

// --- the decision ---

const MOST_CANDIDATES = 5
const LOWEST_SCORE = 0.3
const LONGEST_NAME = 300
interface Found {
  owner: Prepared
  score: number
  on: MatchedOn
  differs: Difference[]
  fits: boolean
  homonymous: boolean
  contrary: boolean
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
export function matchName(name: string, targets: PreparedTargets | readonly MatchTarget[], homonyms: ReadonlySet<string>): MatchResult {
  const prepared = 'names' in targets ? targets : prepareTargets(targets)
  const folded = fold(name.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')) // soft hyphens of a PDF do not part words
  const printed = parseName(folded.length > LONGEST_NAME ? '' : folded)
  const key = printed.words.join(' ')
  if (key === '' && printed.kinds.length > 0) return withoutPlace(printed, folded, prepared)

  const found = atPlace(printed, prepared, homonyms)
  const barePlace = printed.kinds.length === 0 && printed.qualifier === null && prepared.places.has(key)
  const named = barePlace ? [] : (prepared.names.get(folded) ?? [])
  for (const { owner, on } of named)
    keep(found, { owner, score: on === 'other_name' ? 0.98 : 1, on, differs: [], fits: true, homonymous: false, contrary: false })

  const fitting = [...found.values()].filter(({ fits }) => fits)
  const clean = fitting.filter(({ differs }) => differs.length === 0)
  const meant = clean.length > 0 ? clean : fitting
  if (meant.length === 0 && !barePlace && folded.length <= LONGEST_NAME) addSimilar(printed, folded, prepared, found)
  const ranked = rank(found)
  const candidates = ranked.map(toCandidate)
  const [only] = meant
  if (only && meant.length === 1) return { candidates, chosen: only.owner.target.slug, reason: named.length > 0 ? 'exact_name' : 'kind_and_place' }
  return { candidates, chosen: null, reason: meant.length > 1 ? 'ambiguous' : whyNot(printed, ranked) }
}

/** A kind without a place names no one, even where an organisation is recorded under just that name. */
function withoutPlace(printed: Parsed, folded: string, { names, kinds }: PreparedTargets): MatchResult {
  const named = (names.get(folded) ?? []).map(({ owner, on }) => ({ owner, on: on as MatchedOn, score: 0.5 }))
  const alone = printed.kinds.length === 1 && printed.qualifier === null ? (kinds.get(printed.kinds[0] ?? '') ?? []) : []
  const offered = named.length > 0 ? named : alone.length === 1 ? alone.map((owner) => ({ owner, on: 'similar' as MatchedOn, score: LOWEST_SCORE })) : []
  const candidates = offered
    .map(({ owner: { target }, on, score }): Candidate => ({ id: target.id, slug: target.slug, score, matched_on: on, differs: ['place'] }))
    .sort(bySlug)
    .slice(0, MOST_CANDIDATES)
  return { candidates, chosen: null, reason: candidates.length === 0 ? 'no_candidate' : candidates.length > 1 ? 'ambiguous' : 'place_differs' }
}

function atPlace(printed: Parsed, { places, inflectable, genitives }: PreparedTargets, homonyms: ReadonlySet<string>) {
  const found = new Map<Prepared, Found>()
  const key = printed.words.join(' ')
  const forms = (places.get(key) ?? []).filter(({ locative }) => caseAgrees(printed, locative))
  if (caseAgrees(printed, true)) {
    forms.push(...(inflectable.get(bucket(key)) ?? []).filter(({ nominatives: [name = ''] }) => mayBeLocative(key, name)))
  }
  // "Opola Lubelskiego": a genitive is sure only where the adjective shows it, for "Łukowa" is another gmina than Łuków
  if (!printed.locative && printed.words.length > 1 && printed.words.some((word) => /(ego|ej)$/.test(word))) {
    forms.push(...(genitives.get(stems(key)) ?? []))
  }
  for (const { owner, readings, nominatives } of forms) {
    const [kind] = printed.kinds
    const sameKind = printed.kinds.length === 1 ? readings.filter((reading) => reading.kinds.includes(kind ?? '')) : []
    for (const reading of sameKind) {
      const relation = compare(printed.qualifier, reading.qualifier, kind, kind)
      const homonymous = relation.differs && !relation.contrary && nominatives.some((nominative) => homonyms.has(nominative))
      keep(found, {
        owner,
        score: 0.95 * relation.factor,
        on: reading.other ? 'other_name' : 'kind_and_place',
        differs: relation.differs ? ['qualifier'] : [],
        fits: !relation.contrary && !homonymous,
        homonymous,
        contrary: relation.contrary
      })
    }
    if (sameKind.length > 0) continue
    const factor = kindFactor(printed, owner)
    const own = owner.readings.find(({ other, qualifier }) => !other && qualifier)?.qualifier ?? null
    // The "Gmina" of a gmina's own name is what it is, not a qualifier
    const relation = compare(printed.qualifier, owner.service || printed.qualifier ? own : null, kind, owner.target.kind)
    const differs: Difference[] = []
    if (factor < 1) differs.push('kind')
    if (readings.length === 0) differs.push('place')
    if (relation.differs) differs.push('qualifier')
    const score = 0.95 * factor * relation.factor * (readings.length === 0 && owner.service ? 0.85 : 1)
    keep(found, { owner, score, on: 'place', differs, fits: false, homonymous: false, contrary: relation.contrary })
  }
  return found
}

// Borowie is a gmina and "w Borowie" is Borów: a bare name is a nominative, one after "w" a locative, unless its ending
// leaves no doubt which it is.
function caseAgrees(printed: Parsed, locative: boolean): boolean {
  if (printed.locative === locative) return true
  return locative ? printed.words.some((word) => /(ach|ej|u|im|ym)$/.test(word)) : !printed.words.every((word) => /(ach|ej|im|ym|[eiuy])$/.test(word))
}

function compare(printed: Qualifier, stored: Qualifier, printedKind: string | undefined, storedKind: string | undefined) {
  const same = { factor: 1, differs: false, contrary: false }
  if (printed === null && stored === null) return same // at most implied by the kinds, which are compared as such
  const implied = (kind: string | undefined) => KINDS.get(kind ?? '')?.implies ?? null
  const a = printed ?? implied(printedKind)
  const b = stored ?? implied(storedKind)
  if (a === b) return same
  const contrary = a !== null && b !== null && a !== 'miasto_gmina' && b !== 'miasto_gmina'
  return { factor: contrary ? 0.6 : 0.9, differs: true, contrary }
}

function kindFactor(printed: Parsed, { target, service, readings }: Prepared): number {
  const [kind] = printed.kinds
  if (kind === undefined) return 0.6
  if (printed.kinds.length === 1 && (kind === target.kind || readings.some(({ kinds, other }) => !other && kinds.includes(kind)))) return 1
  return printed.kinds.some((one) => sameFamily(one, target)) ? 0.75 : service ? 0.5 : 0.4
}

function sameFamily(kind: string, target: MatchTarget): boolean {
  const family = KINDS.get(kind)?.family
  return family !== undefined && (family === KINDS.get(target.kind)?.family || family === target.kind_family)
}

function addSimilar(printed: Parsed, folded: string, { similar }: PreparedTargets, found: Map<Prepared, Found>) {
  const key = printed.words.join(' ')
  const whole = folded.split(' ')
  const [mask, wholeMask] = [letters(key), letters(folded)]
  const there = new Set(found.keys())
  for (const form of similar) {
    const { owner } = form
    if (there.has(owner)) continue
    const alike = owner.service ? likeness(printed.words, key, mask, form, 0) : likeness(whole, folded, wholeMask, form, 0.5)
    if (alike === 0) continue
    const factor = owner.service || printed.leading ? kindFactor(printed, owner) : 1
    const differs: Difference[] = factor < 1 ? ['kind', 'place'] : ['place']
    keep(found, { owner, score: 0.95 * 0.85 * alike * factor, on: 'similar', differs, fits: false, homonymous: false, contrary: false })
  }
}

/** 0 for unlike, else 0.5..1: few wrong letters, or more than `least` (0..1) in common from the first word on (Opole for Opole Lubelskie). */
function likeness(words: string[], key: string, mask: number, form: SimilarForm, least: number): number {
  const longest = Math.max(key.length, form.key.length)
  const first = form.words[0] ?? ''
  const shared = first.length >= 4 && words.includes(first) ? form.words.reduce((sum, word) => (words.includes(word) ? sum + word.length : sum), 0) : 0
  const overlap = shared / longest > least ? 0.5 + 0.4 * Math.min(1, shared / longest) : 0
  const allowed = Math.floor(longest * 0.3)
  if (bits(mask ^ form.letters) > 2 * allowed) return overlap
  const distance = editDistance(key, form.key, allowed)
  return Math.max(overlap, distance <= allowed ? 1 - distance / longest : 0)
}

function bits(set: number): number {
  let count = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) count++
  return count
}

/** Levenshtein's distance, or `limit + 1` for anything above the limit. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  const costs = Uint16Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    let diagonal = row - 1
    let left = row
    let least = row
    costs[0] = row
    for (let column = 1; column <= b.length; column++) {
      const above = costs[column] ?? 0
      left = Math.min(above + 1, left + 1, diagonal + (a.charCodeAt(row - 1) === b.charCodeAt(column - 1) ? 0 : 1))
      diagonal = above
      costs[column] = left
      if (left < least) least = left
    }
    if (least > limit) return limit + 1
  }
  return costs[b.length] ?? limit + 1
}

function keep(found: Map<Prepared, Found>, next: Found) {
  const known = found.get(next.owner)
  if (!known || next.score > known.score) found.set(next.owner, next)
}

function rank(found: Map<Prepared, Found>): Found[] {
  return [...found.values()]
    .map((one) => ({ ...one, score: Math.round(one.score * 100) / 100 }))
    .filter(({ score }) => score >= LOWEST_SCORE)
    .sort((a, b) => b.score - a.score || bySlug(a.owner.target, b.owner.target))
    .slice(0, MOST_CANDIDATES)
}

const bySlug = (a: { slug: string }, b: { slug: string }) => (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0)

function toCandidate({ owner: { target }, score, on, differs }: Found): Candidate {
  return { id: target.id, slug: target.slug, score, matched_on: on, differs }
}

/** The reason is the best candidate's: what parts it from the printed name. */
function whyNot(printed: Parsed, [best, second]: Found[]): MatchReason {
  if (!best) return 'no_candidate'
  const [kind] = printed.kinds
  if (kind === undefined && best.differs.includes('kind')) return 'kind_missing'
  if (best.differs.includes('place')) return 'place_differs'
  if (best.differs.includes('kind')) {
    const tie = second?.on === 'place' && second.score === best.score && !second.differs.includes('place')
    return tie && [best, second].every(({ owner }) => sameFamily(kind ?? '', owner.target)) ? 'ambiguous' : 'kind_differs'
  }
  return best.homonymous ? 'homonymous_gmina' : best.contrary ? 'place_differs' : 'ambiguous'
}
