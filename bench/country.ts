// The reads and writes on the whole country: 3,000 organisations.
import { randomBytes } from 'node:crypto'
import type { Request } from 'autocannon'
import {
  agreedQuestions,
  asks,
  type Contender,
  chooseQuestions,
  compareAnswers,
  type Question,
  type Questions,
  type RecordQuestion
} from './addresses.ts'
import { makeKey, startWriter, type Writer } from './changes.ts'
import { idleMemory, limit, naive, ours, platformatic, startAll, uncached } from './contenders.ts'
import type { Cluster } from './database.ts'
import type { Running } from './processes.ts'
import type { Entrant, Scenario } from './rounds.ts'

interface Field {
  limit: Running
  ours: Running
  twin: Running
  uncached: Running
  naive: Running
  platformatic: Running
}

export interface Country {
  scenarios: Scenario[]
  /** Memory of each before it was asked for anything. */
  idle: Record<string, number[]>
  stop: () => Promise<void>
}

/** Starts everybody and lays out the scenarios. */
export async function prepareCountry({ country }: Cluster, folder: string): Promise<Country> {
  const key = makeKey(country.ours)
  const programs = {
    ours: ours(country),
    twin: ours(country),
    uncached: uncached(country),
    naive: naive(country),
    platformatic: platformatic(country)
  }
  const others = await startAll(programs)
  const running: Running[] = Object.values(others)
  let writer: Writer | undefined
  const stop = async () => {
    await writer?.stop()
    await Promise.all(running.map((one) => one.stop()))
  }
  try {
    const idle = await idleMemory(others)
    const chosen = await chooseQuestions(country.ours)
    // Not ours itself, which is to have done no more than its twin.
    const origins = [others.uncached.origin, others.naive.origin] as const
    await compareAnswers([...chosen.records, ...chosen.lists, ...chosen.large], ...origins)
    const questions = { ...chosen, searches: await agreedQuestions(chosen.searches, ...origins) }
    const paths = [questions.records, questions.lists, questions.searches, questions.large]
      .flat()
      .map((question) => question.ours)
    const contenders = {
      limit: (await startAll({ limit: await limit(others.ours.origin, others.twin.origin, paths, folder) })).limit,
      ...others
    }
    running.push(contenders.limit)
    writer = startWriter(contenders.ours, key, questions.slugs)
    return { scenarios: await layOut(contenders, questions, writer, key), idle, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function layOut(
  contenders: Field,
  { records, lists, searches, large }: Questions,
  writer: Writer,
  key: string
): Promise<Scenario[]> {
  const enter = (name: keyof Field, requests: Request[], rest: Partial<Entrant> = {}): Entrant => ({
    name,
    pid: contenders[name].pid,
    origin: contenders[name].origin,
    requests,
    status: 200,
    ...rest
  })
  const words = (name: keyof Field): Contender => (name === 'naive' || name === 'platformatic' ? name : 'ours')
  const all = (questions: Question[], names: (keyof Field)[]) =>
    names.map((name) => enter(name, asks(questions, words(name))))
  const known = async (name: keyof Field) =>
    enter(name, await conditional(contenders[name].origin, asks(records, words(name))), { status: 304 })
  // The twin has to have been asked for as much as ours.
  await known('twin')
  const mixed = [...records, ...lists, ...searches]
  const codings = ['gzip', 'br', 'zstd'].map((coding) => ({ 'accept-encoding': coding }))
  return [
    { name: 'record', entrants: all(records, ['limit', 'ours', 'twin', 'uncached', 'naive', 'platformatic']) },
    { name: 'list', entrants: all(lists, ['limit', 'ours', 'uncached', 'naive', 'platformatic']) },
    { name: 'search', entrants: all(searches, ['limit', 'ours', 'naive', 'platformatic']) },
    { name: 'unchanged', entrants: [await known('limit'), await known('ours'), await known('naive')] },
    {
      name: 'compressed',
      entrants: [
        enter('limit', asks(large, 'ours')),
        enter(
          'ours',
          codings.flatMap((headers) => asks(large, 'ours', headers))
        ),
        enter(
          'naive',
          codings.flatMap((headers) =>
            asks(large, 'naive', headers).map((request) => ({ ...request, path: `/compressed${request.path}` }))
          )
        )
      ]
    },
    {
      name: 'changing',
      entrants: [
        enter('limit', asks(mixed, 'ours')),
        enter('ours', asks(mixed, 'ours'), { name: '1 a second', meanwhile: writer.at(1) }),
        enter('ours', asks(mixed, 'ours'), { name: '10 a second', meanwhile: writer.at(10) })
      ]
    },
    {
      name: 'write',
      entrants: [
        enter(
          'ours',
          patches(records, 'ours', {
            authorization: `Bearer ${key}`,
            'if-match': '*',
            'content-type': 'application/merge-patch+json'
          })
        ),
        enter('naive', patches(records, 'naive', { 'content-type': 'application/json' })),
        enter('platformatic', patches(records, 'platformatic', { 'content-type': 'application/json' }))
      ]
    }
  ]
}

/** The same requests by somebody who has the answers; throws when an answer has no ETag. */
async function conditional(origin: string, requests: Request[]): Promise<Request[]> {
  const answers = requests.map(async (request) => {
    const response = await fetch(origin + request.path, { headers: { 'accept-encoding': 'identity' } })
    await response.arrayBuffer()
    const etag = response.headers.get('etag')
    if (etag === null) throw new Error(`${origin}${request.path} has no ETag`)
    return { ...request, headers: { 'if-none-match': etag, 'accept-encoding': 'identity' } }
  })
  return Promise.all(answers)
}

/** Changes of one property, each to another value. */
const patches = (records: RecordQuestion[], whom: Contender, headers: Record<string, string>): Request[] =>
  Array.from({ length: 5 }, () => records)
    .flat()
    .map((record) => ({
      method: whom === 'platformatic' ? 'PUT' : 'PATCH',
      path: record[whom],
      headers,
      body: JSON.stringify({
        ...(whom === 'platformatic' && record.required),
        website: `www.${randomBytes(6).toString('hex')}.pl`
      })
    }))
