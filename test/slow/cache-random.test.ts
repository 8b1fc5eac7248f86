import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'

import { addresses, type Replica, replicas } from '../replicas.ts'

t.test(
  'GET from two replicas under random writes: no response is older than a second or than the own writes',
  async (t) => {
    const { first, second, owner, send } = await replicas(t)
    const slugs = (
      await sql<{ slug: string }>`select slug from organisation order by slug limit 8`.execute(owner.db)
    ).rows.map(({ slug }) => slug)
    // Acknowledged numbers with their time: each was written before that time.
    const acknowledged = slugs.map(() => [] as { no: number; at: number; by: Replica }[])
    let going = true
    const faults: string[] = []
    const at = [first, second]
    const writer = async (lane: number) => {
      for (let no = 1; going; no++) {
        // Each record has one writer, so its numbers only increase.
        const i = lane * 2 + (no % 2)
        const by = at[Math.floor(Math.random() * 2)] as Replica
        const { status } = await send(by, 'PATCH', `organisations/${slugs[i]}`, { seat: `nr ${no}` })
        if (status !== 200) faults.push(`write ${status}`)
        acknowledged[i]?.push({ no, at: performance.now(), by })
        await sleep(Math.random() * 40)
      }
    }
    const numberOf = (text: string | null | undefined) => Number(/nr (\d+)/.exec(text ?? '')?.[1] ?? 0)
    let reads = 0
    const reader = async () => {
      while (going) {
        const from = at[Math.floor(Math.random() * 2)] as Replica
        const startedAt = performance.now()
        const i = Math.floor(Math.random() * slugs.length)
        const list = Math.random() < 0.3
        const least = (acknowledged[i] ?? [])
          .filter(({ at, by }) => at < startedAt - (by === from ? 0 : 1_000))
          .reduce((most, { no }) => Math.max(most, no), 0)
        const json = JSON.parse(
          await from.body(list ? 'organisations?limit=500&fields=slug,seat' : `organisations/${slugs[i]}`)
        )
        const record = list ? json.data.find(({ slug }: { slug: string }) => slug === slugs[i]) : json
        if (numberOf(record.seat) < least) faults.push(`${slugs[i]} was ${record.seat}, not ${least}`)
        reads++
      }
    }
    const work = [...Array.from({ length: 4 }, (_, lane) => writer(lane)), ...Array.from({ length: 4 }, reader)]
    const writes = () => acknowledged.flat().length
    const enough = () => reads > 100 && writes() > 50
    for (let waited = 0; (waited < 6_000 || !enough()) && faults.length === 0; waited += 100) await sleep(100)
    going = false
    await Promise.all(work)
    t.comment(`${reads} reads, ${writes()} writes`)
    t.same(faults.slice(0, 5), [])
  }
)

t.test('GET after a change in any table: cached responses equal computed ones', async (t) => {
  const { first, bare, owner } = await replicas(t)
  const paths = await addresses(first)
  t.comment(`${paths.length} addresses`)
  const { rows: columns } = await sql<{ table: string; column: string }>`
    select t.relname as table, a.attname as column from pg_class t join pg_attribute a on a.attrelid = t.oid
    where t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' and a.atttypid = 'text'::regtype
      and exists (
        select from pg_trigger g where g.tgrelid = t.oid and (g.tgname like 'track_%' or g.tgname like 'touch_%')
      ) order by 1, 2`.execute(owner.db)
  const tables = [...new Set(columns.map(({ table }) => table))]
  const attempts = [
    ...columns.map(
      ({ table, column }) =>
        `update ${table} set ${column} = ${column} || 'ż' where ctid =
          (select ctid from ${table} where ${column} is not null order by random() limit 1)`
    ),
    ...tables.map((table) => `delete from ${table} where ctid = (select ctid from ${table} order by random() limit 1)`)
  ]
  let done = 0
  const wrong = new Set<string>()
  for (const [i, attempt] of attempts.entries()) {
    const changed = await owner.pool.query(attempt).then(
      ({ rowCount }) => rowCount,
      () => 0
    )
    if (changed) done++
    if (!changed || (done % 8 !== 0 && i < attempts.length - 1)) continue
    await first.app.feed.sync()
    for (const path of paths) {
      const [cached, anew] = await Promise.all([first.get(path), bare.get(path)])
      if ((await cached.text()) !== (await anew.text()) && cached.status === 200) wrong.add(`${path} after ${attempt}`)
    }
  }
  t.comment(`${done} changes`)
  t.ok(done > 60)
  t.same([...wrong].slice(0, 10), [])
})

t.test('GET after random writes over HTTP: cached responses equal computed ones', async (t) => {
  const { first, second, bare, send } = await replicas(t)
  const paths = (await addresses(first)).filter((_, i) => i % 8 === 0)
  const text = fc
    .string({ unit: fc.constantFrom('a', 'Ł', 'ż', 'ó', ' ', '1'), minLength: 1, maxLength: 12 })
    .filter((value) => value.trim() === value)
  const write = fc.oneof(
    fc.tuple(fc.constant('PATCH'), fc.constant('organisations/cus-swidnik'), fc.record({ seat: text })),
    fc.tuple(fc.constant('PATCH'), fc.constant('events/konferencja-2022-11-21'), fc.record({ title: text })),
    fc.tuple(
      fc.constant('POST'),
      fc.constant('posts'),
      fc.record({ organisation: fc.constant({ slug: 'cus-swidnik' }), title: text })
    ),
    fc.tuple(fc.constant('POST'), fc.constant('people'), fc.record({ given_name: text, family_name: text }))
  )
  await fc.assert(
    fc.asyncProperty(write, fc.boolean(), async ([method, path, body], left) => {
      const saved = await send(left ? first : second, method, path, body)
      const position = saved.headers.get('registry-position') ?? '0'
      for (const read of paths) {
        for (const from of [first, second]) {
          const cached = await from.body(read, { 'registry-position': position })
          if (cached !== (await bare.body(read)))
            throw new Error(`${read} after ${method} ${path} ${JSON.stringify(body)}`)
        }
      }
    }),
    { numRuns: 6 }
  )
  t.pass('all responses are equal')
})
