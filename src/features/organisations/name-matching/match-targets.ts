// Indexes the organisations by the names and places under which the name matching finds them.
import { fold, mayBeLocative, stem } from '../../../records/polish.ts'
import { KINDS, type PrintedName, type Qualifier, readPrintedName } from './printed-name.ts'

export interface MatchTarget {
  id: string
  slug: string
  name: string
  short_name: string
  kind: string
  kind_family: string
  other_names: string[]
  /** Places in the nominative: the gmina's present name first, then its former names and the seat. */
  places: string[]
}

export interface PreparedTarget {
  target: MatchTarget
  /** Whether its kind can be recognised in a name (`KINDS`). */
  service: boolean
  /** Its own kind and the kinds in its present names. */
  kinds: string[]
  /** The qualifier in its present names. */
  qualifier: Qualifier
}

type NameOrigin = 'name' | 'short_name' | 'other_name'

/** One name of a target, taken apart. */
export interface Reading {
  former: boolean
  kinds: string[]
  qualifier: Qualifier
  /** The place; "" if the name contains no kind, because its words may then mean anything. */
  place: string
  locative: boolean
}

/** One form of a target's place. */
export interface PlaceForm {
  owner: PreparedTarget
  place: string
  locative: boolean
  /** The nominatives of which this is a form. */
  nominatives: string[]
  /** Readings of the names with this place; empty for a seat and for a former name of the gmina. */
  readings: Reading[]
}

export interface PreparedTargets {
  names: Map<string, { owner: PreparedTarget; on: NameOrigin }[]>
  kinds: Map<string, PreparedTarget[]>
  /** Forms of places by their exact text. */
  places: Map<string, PlaceForm[]>
  /** Nominatives by the initials of their words, which all grammatical cases share. */
  inflectable: Map<string, PlaceForm[]>
  /** Nominatives of several words by their stems. */
  genitives: Map<string, PlaceForm[]>
  /** Texts with which a misprint is compared. */
  similarTexts: { owner: PreparedTarget; text: string }[]
}

/** Indexes the names and places of the organisations for `matchName()`. Prepare them once for many names. */
export function prepareTargets(organisations: readonly MatchTarget[]): PreparedTargets {
  const index: PreparedTargets = {
    names: new Map(),
    kinds: new Map(),
    places: new Map(),
    inflectable: new Map(),
    genitives: new Map(),
    similarTexts: []
  }
  for (const target of organisations) addTarget(index, target)
  return index
}

/** Adds an organisation to the index. */
export function addTarget(index: PreparedTargets, target: MatchTarget): void {
  const service = KINDS.has(target.kind)
  const names = foldedNames(target)
  const readings = names.map(({ on, text }) => readName(text, on === 'other_name', service ? target.kind : undefined))
  const present = readings.filter(({ former }) => !former)
  const qualifier = present.find((reading) => reading.qualifier)?.qualifier ?? null
  const owner: PreparedTarget = {
    target,
    service,
    kinds: [target.kind, ...present.flatMap(({ kinds }) => kinds)],
    qualifier
  }
  addTo(index.kinds, target.kind, owner)
  for (const { on, text } of names) {
    if (!index.names.get(text)?.some((entry) => entry.owner === owner)) addTo(index.names, text, { owner, on })
    if (!service) index.similarTexts.push({ owner, text })
  }
  indexPlaces(owner, readings, index)
}

function foldedNames({ name, short_name, other_names }: MatchTarget): { on: NameOrigin; text: string }[] {
  const others = other_names.map((other) => ({ on: 'other_name' as const, text: fold(other) }))
  return [
    { on: 'name' as const, text: fold(name) },
    { on: 'short_name' as const, text: fold(short_name) },
    ...others
  ].filter(({ text }) => text !== '')
}

/**
 * Reads one name. `serviceKind` is the recorded kind, if names can contain it. A present name stands for it too; a
 * former name stands only for the kind that it contains.
 */
function readName(folded: string, former: boolean, serviceKind: string | undefined): Reading {
  const printed = readPrintedName(folded)
  const kindsInName = printed.leading && printed.kinds.length === 1 ? printed.kinds : []
  const kinds = former || !serviceKind ? kindsInName : [...new Set([...kindsInName, serviceKind])]
  const { qualifier, place, locative } = printed
  return { former, kinds, qualifier, place: kinds.length > 0 ? place : '', locative }
}

function indexPlaces(
  owner: PreparedTarget,
  readings: Reading[],
  { places, inflectable, genitives, similarTexts }: PreparedTargets
) {
  const [gmina = '', ...otherPlaces] = owner.target.places.map((place) => fold(place))
  const present = readings.filter(({ former }) => !former)
  const nominatives = distinct([gmina, ...present.filter(({ locative }) => !locative).map(({ place }) => place)])
  const locatives = distinct(readings.filter(({ locative }) => locative).map(({ place }) => place))
  if (owner.service) for (const text of distinct([...nominatives, ...locatives])) similarTexts.push({ owner, text })

  const forms: PlaceForm[] = []
  const addForm = (form: Omit<PlaceForm, 'owner'>) => {
    const created = { owner, ...form }
    forms.push(created)
    addTo(places, form.place, created)
    return created
  }
  for (const place of nominatives) {
    const form = addForm({ place, locative: false, nominatives: [place], readings: [...present] })
    // If a name of the target contains the locative, forms that grammar merely allows are not needed.
    if (!locatives.some((locative) => mayBeLocative(locative, place))) addTo(inflectable, initials(place), form)
    if (place.includes(' ')) addTo(genitives, stems(place), form)
  }
  for (const reading of readings) {
    const { place, locative, former } = reading
    if (place === '') continue
    const matching = nominatives.filter((nominative) => nominative === place || mayBeLocative(place, nominative))
    if (!forms.some((form) => form.place === place && form.locative === locative)) {
      const fallback = locative ? nominatives : [place]
      addForm({
        place,
        locative,
        nominatives: matching.length > 0 ? matching : fallback,
        readings: former && matching.length === 0 ? [] : [...present]
      })
    }
    if (!former) continue
    // A former name applies to every form of its place.
    for (const form of forms)
      if (form.place === place || form.nominatives.some((nominative) => matching.includes(nominative)))
        form.readings.push(reading)
  }
  for (const place of distinct(otherPlaces)) {
    if (!nominatives.includes(place))
      addTo(inflectable, initials(place), addForm({ place, locative: false, nominatives: [place], readings: [] }))
  }
}

/** Returns the forms of the targets' places that the printed place may mean, the most certain first. */
export function findPlaces(printed: PrintedName, { places, inflectable, genitives }: PreparedTargets): PlaceForm[] {
  const { place, words } = printed
  const forms = (places.get(place) ?? []).filter(({ locative }) => caseAgrees(printed, locative))
  if (caseAgrees(printed, true))
    forms.push(...(inflectable.get(initials(place)) ?? []).filter((form) => mayBeLocative(place, form.place)))
  // A genitive is certain only if an adjective shows it ("Opola Lubelskiego"): "Łukowa" is another gmina than Łuków.
  if (!printed.locative && words.length > 1 && words.some((word) => /(ego|ej)$/.test(word)))
    forms.push(...(genitives.get(stems(place)) ?? []))
  return forms
}

/**
 * Returns whether the printed place can be in the grammatical case of the form. A bare name is a nominative and a name
 * after "w" a locative, because Borowie is one gmina and "w Borowie" means another (Borów). The ending decides if it
 * leaves no doubt.
 */
function caseAgrees(printed: PrintedName, locative: boolean): boolean {
  if (printed.locative === locative) return true
  return locative
    ? printed.words.some((word) => /(ach|ej|u|im|ym)$/.test(word))
    : !printed.words.every((word) => /(ach|ej|im|ym|[eiuy])$/.test(word))
}

function addTo<T>(index: Map<string, T[]>, key: string, value: T) {
  const list = index.get(key)
  if (list) list.push(value)
  else index.set(key, [value])
}

const distinct = (texts: string[]) => [...new Set(texts)].filter((text) => text !== '')
const stems = (place: string) => place.split(' ').map(stem).join(' ')
/** Returns the first letters of the words, which all grammatical cases of a place share. */
const initials = (place: string) => place.replace(/(\w)\w* ?/g, '$1')
