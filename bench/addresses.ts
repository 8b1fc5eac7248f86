// The requests of the benchmark: the same records, lists and searches for every contender, each under its own paths.
import type { Request } from 'autocannon'
import { run } from './database.ts'

/** One record, list or search, and its path at each contender. */
export interface Paths {
  ours: string
  naive: string
  platformatic: string
}

export type Contender = keyof Paths

/** Returns whose paths a process answers. */
export const pathsOf = (name: string): Contender => (name === 'naive' || name === 'platformatic' ? name : 'ours')

export interface RecordPaths extends Paths {
  /** Properties that platformatic requires in every update. */
  required: Record<string, unknown>
}

export interface Workload {
  records: RecordPaths[]
  lists: Paths[]
  searches: Paths[]
  /** Lists of about 200 kB, requested only from the service and the naive handler. */
  large: Paths[]
  /** The lists with the memberships, appointments and contacts of each organisation. */
  included: Paths[]
  /** Slugs of all records, for the writer. */
  slugs: string[]
}

const RECORDS = 200
const WORDS = 20
const LARGE_LIST_RECORDS = 215
const INCLUDED = ['memberships', 'appointments', 'contacts'] as const

/**
 * Chooses requests that fit the data: single records, pages of 50 of a voivodeship in Polish order, words with about
 * ten hits.
 */
export async function chooseWorkload(database: string): Promise<Workload> {
  return run(database, async (query) => {
    const records = await query(
      `select id::text, slug,
        jsonb_build_object('slug', slug, 'name', name, 'shortName', short_name, 'kind', kind,
          'searchText', search_text, 'version', version) as required
      from organisation order by md5(slug) limit ${RECORDS}`
    )
    const voivodeships = await query(
      `select left(territory_code, 2) as code, count(*)::int as count from organisation
      where territory_code is not null group by 1 having count(*) > 50 order by 1`
    )
    const words = await query(
      `select seat as word from organisation
      where seat !~ '[^[:alpha:]]' group by seat having count(*) between 8 and 14
      order by md5(seat) limit ${WORDS}`
    )
    const slugs = await query('select slug from organisation')
    const list = (code: unknown, limit: number): Paths => ({
      ours: `/v1/organisations?voivodeship=${code}&limit=${limit}`,
      naive: `/v1/organisations?voivodeship=${code}&limit=${limit}`,
      platformatic: `/organisation/?where.territoryCode.like=${code}%25&orderby.name=asc&limit=${limit}`
    })
    const lists = voivodeships.map(({ code }) => list(code, 50))
    return {
      records: records.map(({ id, slug, required }) => ({
        required: required as Record<string, unknown>,
        ours: `/v1/organisations/${slug}`,
        naive: `/v1/organisations/${slug}`,
        platformatic: `/organisation/${id}`
      })),
      lists,
      included: lists.map(withIncluded),
      searches: words.map(({ word }) => search(String(word))),
      large: voivodeships
        .filter(({ count }) => Number(count) >= LARGE_LIST_RECORDS)
        .map(({ code }) => list(code, LARGE_LIST_RECORDS)),
      slugs: slugs.map(({ slug }) => String(slug))
    }
  })
}

/** The same list with included records; platformatic cannot include them. */
const withIncluded = (list: Paths): Paths => ({
  ...list,
  ours: `${list.ours}&include=${INCLUDED}`,
  naive: `${list.naive}&include=${INCLUDED}`
})

/** Search for one word, sorted by name. */
export function search(word: string): Paths {
  const folded = word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll(/[łŁ]/g, 'l')
    .toLowerCase()
  return {
    ours: `/v1/organisations?q=${encodeURIComponent(word)}&limit=50`,
    naive: `/v1/organisations?q=${encodeURIComponent(word)}&limit=50`,
    platformatic: `/organisation/?where.searchText.like=${encodeURIComponent(`% ${folded}%`)}&orderby.name=asc&limit=50`
  }
}

export const requestsTo = (contender: Contender, targets: Paths[], headers?: Record<string, string>): Request[] =>
  targets.map((target) => ({ path: target[contender], ...(headers && { headers }) }))

/** Throws unless both contenders return the same records in the same order for every path. */
export async function assertSameRecords(targets: Paths[], ours: string, naive: string): Promise<void> {
  for (const { ours: path, naive: naivePath } of targets) {
    const [ourIds, naiveIds] = await Promise.all([idsAt(ours + path), idsAt(naive + naivePath)])
    if (ourIds !== naiveIds)
      throw new Error(`${path}: the naive handler returns other records than the service:\n${naiveIds}\n${ourIds}`)
  }
}

/** Returns the searches with the same records at both. Only the service finds inflected forms. */
export async function comparableSearches(searches: Paths[], ours: string, naive: string): Promise<Paths[]> {
  const comparable: Paths[] = []
  for (const target of searches)
    if ((await idsAt(ours + target.ours)) === (await idsAt(naive + target.naive))) comparable.push(target)
  if (comparable.length < searches.length / 4)
    throw new Error(`only ${comparable.length} of ${searches.length} searches return the same records at both`)
  return comparable
}

type Identified = { id: string }
type Organisation = Identified & Partial<Record<(typeof INCLUDED)[number], Identified[] | null>>

/** Returns the ids of the records of a response, each followed by those of its included records. */
async function idsAt(url: string): Promise<string> {
  const response = await fetch(url)
  const body = (await response.json()) as Organisation | { data: Organisation[] }
  if (response.status !== 200) throw new Error(`${url} returned ${response.status}: ${JSON.stringify(body)}`)
  const idsOf = (list: Identified[] | null | undefined) => (list ?? []).map(({ id }) => id).sort()
  return ('data' in body ? body.data : [body])
    .flatMap((one) => [one.id, ...INCLUDED.flatMap((name) => idsOf(one[name]))])
    .join(' ')
}
