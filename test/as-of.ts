// Questions about a day, and random series of later events that must not change their answers.

import fc from 'fast-check'
import type { Test } from 'tap'
import { RefusedFile } from '../src/features/imports/file/refused-file.ts'
import { readTerc } from '../src/features/territories/terc.ts'
import { applyTerc } from '../src/features/territories/terc-queries.ts'
import { command, write } from '../src/records/write/transaction.ts'
import { type Setup, setup } from './helper.ts'
import { tercFile, tercLines } from './terc-file.ts'

// biome-ignore lint/suspicious/noExplicitAny: records of several resources; the contract has been checked against them
export type Json = any

export const DAY = '2021-09-16'

export async function registryWithKey(t: Test) {
  const registry = await setup(t)
  const key = await registry.key(['registry:write', 'declarations:decide'])
  const post = (path: string, body: object) => registry.call('POST', path, { key, body })
  return { ...registry, post }
}

const byId = (a: Json, b: Json) => (a.id < b.id ? -1 : 1)
const FILTERS = [
  ...['kind_family=ops', 'kind=cus', 'kind=gops,ops', 'gmina_kind=rural', 'gmina_kind=urban', 'tier=ordinary'],
  ...['voivodeship=06', 'q=nr', 'q=gminny', 'q=gm%20nr', 'founder=true', 'gmina_kind=rural&kind_family=cus']
]
const GROUPINGS = ['tier', 'kind', 'kind_family', 'voivodeship', 'powiat', 'gmina_kind']

/** The answers to questions about a day, without addresses and versions. */
export async function answersOn({ get }: Pick<Setup, 'get'>, day: string): Promise<Json> {
  const list = async (path: string, filter: string) =>
    (await get(`${path}?as_of=${day}&limit=500&${filter}`)).json.data.sort(byId)
  const found = async (path: string, filter: string) =>
    (await list(path, filter)).map(({ id, certainty }: Json) => `${id} ${certainty}`)
  const statistics = async (query: string) => {
    const { total, groups, assertions } = (await get(`statistics/memberships?as_of=${day}&${query}`)).json
    return { total, groups, assertions: assertions.map(({ slug, verdict }: Json) => `${slug} ${verdict}`) }
  }
  const memberships = await list('memberships', 'sort=joined_on')
  const members = memberships.filter(({ organisation }: Json) => organisation).slice(0, 5)
  const check = async (id: string) => {
    const { answer, organisation, memberships } = (await get(`membership-checks?organisation=${id}&as_of=${day}`)).json
    return {
      answer,
      name: organisation.name,
      kind: organisation.kind,
      tiers: memberships.map(({ tier }: Json) => tier)
    }
  }
  return {
    organisations: (await list('organisations', 'sort=name')).map(
      ({ id, name, short_name, kind, kind_family, status, territory, certainty }: Json) => ({
        ...{ id, name, short_name, kind, kind_family, status, territory, certainty }
      })
    ),
    memberships: memberships.map(({ id, tier, status, certainty, organisation }: Json) => ({
      ...{ id, tier, status, certainty, name: organisation?.name, kind: organisation?.kind }
    })),
    filters: await Promise.all(
      FILTERS.flatMap((filter) => [found('organisations', filter), found('memberships', filter)])
    ),
    statistics: await Promise.all([
      ...GROUPINGS.map((group_by) => statistics(`group_by=${group_by}`)),
      statistics('gmina_kind=rural'),
      statistics('kind_family=ops&group_by=gmina_kind')
    ]),
    checks: await Promise.all(members.map(({ organisation }: Json) => check(organisation.id)))
  }
}

/** A gmina whose change of name on 1 January 2024 is on record. */
export const RENAMED = '221208'

interface UnitChange {
  kind?: 'urban' | 'rural'
  name?: string
}

/** Applies full files of the TERC register with changed gminas. Earlier changes stay. */
export function openTerc({ db }: Pick<Setup, 'db'>) {
  const changes = new Map<string, UnitChange>()
  const lines = tercLines()
  // Without the state of the register, files of earlier days can be imported.
  const forgotten = db.deleteFrom('territory_register_state').execute()
  const change = async (day: string, units: Record<string, UnitChange>): Promise<void> => {
    await forgotten
    for (const [code, unit] of Object.entries(units)) changes.set(code, { ...changes.get(code), ...unit })
    const changed = lines.map((line) => {
      const { kind, name } = (line.gmi !== '' && changes.get(line.woj + line.pow + line.gmi)) || {}
      const symbol = { urban: { rodz: '1', dod: 'gmina miejska' }, rural: { rodz: '2', dod: 'gmina wiejska' } }
      const known = `${line.woj}${line.pow}${line.gmi}` === RENAMED && day < '2024-01-01' ? 'Słupsk' : line.nazwa
      return { ...line, ...(kind && symbol[kind]), nazwa: name ?? known }
    })
    await write(db, command, async (tx) => applyTerc(tx, await readTerc(tercFile(changed, day))))
  }
  return { change }
}

const BASIS = 'Uchwała nr 5/2026'
const EVENTS = [
  'transformation',
  'separation',
  'renaming',
  'suspension',
  'resumption',
  'end',
  'admission',
  'gmina'
] as const

/** Asserts for `runs` random series of events after DAY that the answers about DAY stay the same. */
export async function holds(t: Test, runs: number): Promise<void> {
  const registry = await registryWithKey(t)
  const { get, post } = registry
  const terc = openTerc(registry)
  await terc.change('2022-01-01', {})
  const centres = (await get('organisations?kind_family=ops&limit=50')).json.data
  const members = (await get('memberships?member_type=organisation&limit=100')).json.data
  const others = (await get('organisations?member=false&limit=100')).json.data
  const gminas = [
    ...new Set(
      (await get('organisations?gmina_kind=rural,urban&limit=500')).json.data.map(
        ({ territory }: Json) => territory.code
      )
    )
  ] as string[]
  const event = fc.record({
    kind: fc.constantFrom(...EVENTS),
    index: fc.nat({ max: 40 }),
    day: fc.integer({ min: 0, max: 1500 }).map((n) => new Date(Date.UTC(2022, 8, 1 + n)).toISOString().slice(0, 10)),
    known: fc.boolean(),
    urban: fc.boolean()
  })
  let [count, total, stated] = [0, 0, '2022-01-01']
  const happen = async ({ kind, index, day, known, urban }: Json): Promise<boolean> => {
    count++
    const centre = centres[index % centres.length]
    const member = members[index % members.length]
    const names = { name: `Centrum Usług Społecznych nr ${count}`, short_name: `CUS nr ${count}` }
    const happened = known ? { on: day } : { not_before: day }
    if (kind === 'gmina') {
      if (day > stated) stated = day
      const change = { kind: urban ? 'urban' : 'rural', ...(known && { name: `Gmina nr ${count}` }) } as const
      // A file that contradicts an earlier one is refused and changes nothing.
      await terc.change(stated, { [gminas[index % gminas.length] as string]: change }).catch((error: unknown) => {
        if (!(error instanceof RefusedFile)) throw error
      })
      return true
    }
    const requests: Record<Exclude<(typeof EVENTS)[number], 'gmina'>, [path: string, body: object]> = {
      transformation: [
        `organisations/${centre.id}/transformation`,
        { ...names, happened: { on: day }, creation_mode: 'transformation_ops' }
      ],
      separation: [
        `organisations/${centre.id}/transformation`,
        { ...names, happened: { on: day }, creation_mode: 'transformation_ops', new_record: true }
      ],
      renaming: [`organisations/${centre.id}/renaming`, { ...names, happened }],
      suspension: [`memberships/${member.id}/suspension`, { effective_on: day, basis: BASIS }],
      resumption: [`memberships/${member.id}/resumption`, { effective_on: day, basis: BASIS }],
      end: [`memberships/${member.id}/end`, { ended: { on: day }, basis: BASIS }],
      admission: [
        'memberships',
        {
          organisation: { id: others[index % others.length].id },
          tier: 'ordinary',
          tier_basis: 'decided',
          founder: false,
          founding_signatory: false,
          status: 'active',
          joined: { on: day }
        }
      ]
    }
    const [path, body] = requests[kind as keyof typeof requests]
    const { status, json } = await post(path, body)
    t.ok(status < 500, `${kind}: ${status} ${status < 300 ? '' : json.errors[0]?.code}`)
    return status < 300
  }
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 3, maxLength: 8 }), async (events) => {
      const before = await answersOn(registry, DAY)
      const done: string[] = []
      for (const each of events) if (await happen(each)) done.push(`${each.kind} ${each.day}`)
      t.strictSame(await answersOn(registry, DAY), before, done.join(', '))
      total += done.length
    }),
    { numRuns: runs, endOnFailure: true }
  )
  t.ok(total > 0, 'some events were accepted')
}
