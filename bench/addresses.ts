// What is asked for: the same addresses for every contender, each in its own words.
import type { Request } from 'autocannon'
import { run } from './database.ts'

/** One question, and where each contender answers it. */
export interface Question {
  ours: string
  naive: string
  platformatic: string
}

export type Contender = keyof Question

export interface RecordQuestion extends Question {
  /** What platformatic wants to be sent along with every change. */
  required: Record<string, unknown>
}

export interface Questions {
  records: RecordQuestion[]
  lists: Question[]
  searches: Question[]
  /** Lists of about 200 kB; nobody else than the service and the naive handler is asked for them. */
  large: Question[]
  /** All records there are, for whoever changes some. */
  slugs: string[]
}

const RECORDS = 200
const WORDS = 20
const LARGE = 215

/** Questions about the data that is there: records by address, a voivodeship's page of 50 in Polish order, words with about ten hits. */
export async function chooseQuestions(database: string): Promise<Questions> {
  return run(database, async (query) => {
    const records =
      await query(`select id::text, slug, jsonb_build_object('slug', slug, 'name', name, 'shortName', short_name, 'kind', kind,
        'searchText', search_text, 'version', version) as required from organisation order by md5(slug) limit ${RECORDS}`)
    const voivodeships = await query(`select left(territory_code, 2) as code, count(*)::int as count from organisation
      where territory_code is not null group by 1 having count(*) > 50 order by 1`)
    const words =
      await query(`select seat as word from organisation where seat !~ '[^[:alpha:]]' group by seat having count(*) between 8 and 14
      order by md5(seat) limit ${WORDS}`)
    const slugs = await query('select slug from organisation')
    const list = (code: unknown, limit: number): Question => ({
      ours: `/v1/organisations?voivodeship=${code}&limit=${limit}`,
      naive: `/v1/organisations?voivodeship=${code}&limit=${limit}`,
      platformatic: `/organisation/?where.territoryCode.like=${code}%25&orderby.name=asc&limit=${limit}`
    })
    return {
      records: records.map(({ id, slug, required }) => ({
        required: required as Record<string, unknown>,
        ours: `/v1/organisations/${slug}`,
        naive: `/v1/organisations/${slug}`,
        platformatic: `/organisation/${id}`
      })),
      lists: voivodeships.map(({ code }) => list(code, 50)),
      searches: words.map(({ word }) => search(String(word))),
      large: voivodeships.filter(({ count }) => Number(count) >= LARGE).map(({ code }) => list(code, LARGE)),
      slugs: slugs.map(({ slug }) => String(slug))
    }
  })
}

/** Search for one word, the hits by name. */
export function search(word: string): Question {
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

export const asks = (questions: Question[], whom: Contender, headers?: Record<string, string>): Request[] =>
  questions.map((question) => ({ path: question[whom], ...(headers && { headers }) }))

/** Throws unless both answer every question with the same records in the same order. */
export async function compareAnswers(questions: Question[], ours: string, naive: string): Promise<void> {
  for (const { ours: path, naive: other } of questions) {
    const [mine, theirs] = await Promise.all([idsAt(ours + path), idsAt(naive + other)])
    if (mine !== theirs)
      throw new Error(`the naive handler answers ${path} with other records than the service:\n${theirs}\n${mine}`)
  }
}

/** The questions that both answer with the same records: a search that knows cases of nouns finds more than one that does not. */
export async function agreedQuestions(questions: Question[], ours: string, naive: string): Promise<Question[]> {
  const agreed: Question[] = []
  for (const question of questions)
    if ((await idsAt(ours + question.ours)) === (await idsAt(naive + question.naive))) agreed.push(question)
  if (agreed.length < questions.length / 4)
    throw new Error(`only ${agreed.length} of ${questions.length} searches find the same records everywhere`)
  return agreed
}

async function idsAt(url: string): Promise<string> {
  const response = await fetch(url)
  const answer = (await response.json()) as { id: string } | { data: { id: string }[] }
  if (response.status !== 200) throw new Error(`${url} answers ${response.status}: ${JSON.stringify(answer)}`)
  return ('data' in answer ? answer.data : [answer]).map(({ id }) => id).join(' ')
}
