// Environment variables that look like a setting of the registry and are none. Settings have no common prefix, because
// HOST, PORT and DATABASE_URL are what tools expect. A misspelt one would be ignored in silence.
import { editDistance } from './edit-distance.ts'

export interface UnknownSetting {
  name: string
  /** The known name that differs least. */
  nearest: string
}

const PRODUCT = 'KONWENT_'
/** A name of this length with few other characters is no coincidence. HOME is near HOST and PORT, and is neither. */
const MIN_LENGTH = 8
const MAX_ERRORS = 2
/** Variables that Kubernetes and Docker set for a service named such as `database`. */
const SERVICE_LINK = /_SERVICE_(HOST|PORT)(_|$)|_PORT_\d+_(TCP|UDP|SCTP)(_|$)/
const SERVICE_URL = /^(tcp|udp|sctp):\/\//

/**
 * Finds variables that look like settings: a known name but for case and punctuation, a misspelt one, one that begins
 * like several known names (`DATABASE_…`), one with the name of the product, or `…_FILE` of a setting that is no secret.
 * `known` are the names of the settings with those of their files. Never returns a value.
 */
export function findUnknownSettings(env: NodeJS.ProcessEnv, known: readonly string[]): UnknownSetting[] {
  const families = familiesOf(known)
  const bare = new Set(known.map(bareOf))
  const looksKnown = (name: string) =>
    bare.has(bareOf(name)) ||
    bare.has(bareOf(name.replace(/_FILE$/i, ''))) ||
    name.startsWith(PRODUCT) ||
    families.some((family) => name.startsWith(family)) ||
    (name.length >= MIN_LENGTH && known.some((each) => editDistance(name, each, MAX_ERRORS) <= MAX_ERRORS))
  return Object.entries(env)
    .filter(([name, value]) => !known.includes(name) && !SERVICE_LINK.test(name) && !SERVICE_URL.test(value ?? ''))
    .filter(([name]) => looksKnown(name))
    .map(([name]) => ({ name, nearest: nearestOf(name, known) }))
}

/** Returns a name without punctuation, in capitals. */
const bareOf = (name: string): string => name.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** Returns the beginnings that several settings share, such as `WEBHOOK_`. */
function familiesOf(known: readonly string[]): string[] {
  const beginnings = known.filter((name) => !name.endsWith('_FILE')).map((name) => /^[A-Z]+_/.exec(name)?.[0])
  const isShared = (beginning: string | undefined, i: number): beginning is string =>
    beginning !== undefined && beginnings.indexOf(beginning) < i
  return [...new Set(beginnings.filter(isShared))]
}

function nearestOf(name: string, known: readonly string[]): string {
  const text = bareOf(name.startsWith(PRODUCT) ? name.slice(PRODUCT.length) : name)
  const distance = (each: string) => editDistance(text, bareOf(each), Math.max(text.length, each.length))
  return known.toSorted((a, b) => distance(a) - distance(b))[0] as string
}
