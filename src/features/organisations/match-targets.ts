// The organisations that a printed name may mean, indexed by the names and the places under which they are found.
import { fold, mayBeLocative, stem } from '../../records/polish.ts'
import { KINDS, type PrintedName, type Qualifier, readPrintedName } from './printed-name.ts'

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

/** `service`: its kind is one that names tell. `kinds`: its own and those its present names tell; `qualifier` is what these say. */
export interface PreparedTarget {
  target: MatchTarget
  service: boolean
  kinds: string[]
  qualifier: Qualifier
}
type NameOrigin = 'name' | 'short_name' | 'other_name'
/** What one of the names says; `place` is "" where it tells no kind, for then its words may mean anything. */
export interface Reading {
  former: boolean
  kinds: string[]
  qualifier: Qualifier
  place: string
  locative: boolean
}
/** One form of a target's place. `nominatives` are the names it is a form of; no `readings`: a seat or a former name of the gmina. */
export interface PlaceForm {
  owner: PreparedTarget
  place: string
  locative: boolean
  nominatives: string[]
  readings: Reading[]
}

/** `places` are found as they stand, `inflectable` and `genitives` by what their cases share; `likely` is what a misprint is compared with. */
export interface PreparedTargets {
  names: Map<string, { owner: PreparedTarget; on: NameOrigin }[]>
  kinds: Map<string, PreparedTarget[]>
  places: Map<string, PlaceForm[]>
  inflectable: Map<string, PlaceForm[]>
  genitives: Map<string, PlaceForm[]>
  likely: { owner: PreparedTarget; text: string }[]
}

/** Takes the organisations, returns their names and places indexed for `matchName`: build once, match many. */
export function prepareTargets(organisations: readonly MatchTarget[]): PreparedTargets {
  const index: PreparedTargets = {
    names: new Map(),
    kinds: new Map(),
    places: new Map(),
    inflectable: new Map(),
    genitives: new Map(),
    likely: []
  }
  for (const target of organisations) {
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
    add(index.kinds, target.kind, owner)
    for (const { on, text } of names) {
      if (!index.names.get(text)?.some((known) => known.owner === owner)) add(index.names, text, { owner, on })
      if (!service) index.likely.push({ owner, text })
    }
    indexPlaces(owner, readings, index)
  }
  return index
}

function foldedNames({ name, short_name, other_names }: MatchTarget): { on: NameOrigin; text: string }[] {
  const others = other_names.map((other) => ({ on: 'other_name' as const, text: fold(other) }))
  return [
    { on: 'name' as const, text: fold(name) },
    { on: 'short_name' as const, text: fold(short_name) },
    ...others
  ].filter(({ text }) => text !== '')
}

/** `service` is the kind the registry keeps: the present names stand for it too, while a former name tells its own kind only. */
function readName(folded: string, former: boolean, service: string | undefined): Reading {
  const printed = readPrintedName(folded)
  const told = printed.leading && printed.kinds.length === 1 ? printed.kinds : []
  const kinds = former || !service ? told : [...new Set([...told, service])]
  const { qualifier, place, locative } = printed
  return { former, kinds, qualifier, place: kinds.length > 0 ? place : '', locative }
}

function indexPlaces(
  owner: PreparedTarget,
  readings: Reading[],
  { places, inflectable, genitives, likely }: PreparedTargets
) {
  const [home = '', ...elsewhere] = owner.target.places.map((place) => fold(place))
  const present = readings.filter(({ former }) => !former)
  const nominatives = distinct([home, ...present.filter(({ locative }) => !locative).map(({ place }) => place)])
  const locatives = distinct(readings.filter(({ locative }) => locative).map(({ place }) => place))
  if (owner.service) for (const text of distinct([...nominatives, ...locatives])) likely.push({ owner, text })

  const own: PlaceForm[] = []
  const put = (form: Omit<PlaceForm, 'owner'>) => {
    const created = { owner, ...form }
    own.push(created)
    add(places, form.place, created)
    return created
  }
  for (const place of nominatives) {
    const form = put({ place, locative: false, nominatives: [place], readings: [...present] })
    // A locative that a name of the target shows is better than what grammar would allow
    if (!locatives.some((shown) => mayBeLocative(shown, place))) add(inflectable, initials(place), form)
    if (place.includes(' ')) add(genitives, stems(place), form)
  }
  for (const reading of readings) {
    const { place, locative, former } = reading
    if (place === '') continue
    const same = nominatives.filter((nominative) => nominative === place || mayBeLocative(place, nominative))
    if (!own.some((form) => form.place === place && form.locative === locative)) {
      const known = same.length > 0 ? same : locative ? nominatives : [place]
      put({ place, locative, nominatives: known, readings: former && same.length === 0 ? [] : [...present] })
    }
    if (!former) continue
    // A former name can be read in every form of its place
    for (const form of own)
      if (form.place === place || form.nominatives.some((nominative) => same.includes(nominative)))
        form.readings.push(reading)
  }
  for (const place of distinct(elsewhere)) {
    if (!nominatives.includes(place))
      add(inflectable, initials(place), put({ place, locative: false, nominatives: [place], readings: [] }))
  }
}

/** Takes a printed name, returns the forms of the targets' places that its place may stand for, surest first. */
export function findPlaces(printed: PrintedName, { places, inflectable, genitives }: PreparedTargets): PlaceForm[] {
  const { place, words } = printed
  const forms = (places.get(place) ?? []).filter(({ locative }) => caseAgrees(printed, locative))
  if (caseAgrees(printed, true))
    forms.push(...(inflectable.get(initials(place)) ?? []).filter((form) => mayBeLocative(place, form.place)))
  // "Opola Lubelskiego": a genitive is sure only where the adjective shows it, for "Łukowa" is another gmina than Łuków
  if (!printed.locative && words.length > 1 && words.some((word) => /(ego|ej)$/.test(word)))
    forms.push(...(genitives.get(stems(place)) ?? []))
  return forms
}

// Borowie is a gmina and "w Borowie" is Borów: a bare name is a nominative, one after "w" a locative, unless its ending
// leaves no doubt which it is.
function caseAgrees(printed: PrintedName, locative: boolean): boolean {
  if (printed.locative === locative) return true
  return locative
    ? printed.words.some((word) => /(ach|ej|u|im|ym)$/.test(word))
    : !printed.words.every((word) => /(ach|ej|im|ym|[eiuy])$/.test(word))
}

function add<T>(index: Map<string, T[]>, key: string, value: T) {
  const list = index.get(key)
  if (list) list.push(value)
  else index.set(key, [value])
}

const distinct = (texts: string[]) => [...new Set(texts)].filter((text) => text !== '')
const stems = (place: string) => place.split(' ').map(stem).join(' ')
/** The first letters of its words: what every case of a place has in common. */
const initials = (place: string) => place.replace(/(\w)\w* ?/g, '$1')
