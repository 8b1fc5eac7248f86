import t from 'tap'
import { withImports } from './imports.ts'
import pg from 'pg'
t.setTimeout(200000)
t.test('x', async (t) => {
  const { post, work } = await withImports(t)
  const rows = Array.from({ length: 10_000 }, (_, i) => `ops-${i},Ośrodek Pomocy Społecznej nr ${i},OPS ${i},ops,060901,umwl,2020-01-01`)
  await post('resource=organisations', `slug,name,short_name,kind,territory_code,part_of_slug,established_on\n${rows.join('\n')}\n`)
  const original = pg.Client.prototype.query
  const sums = new Map<string, number>()
  ;(pg.Client.prototype as any).query = function (...args: any[]) {
    const s = performance.now()
    const r = (original as any).apply(this, args)
    if (r?.then) r.then(() => { const k = String(args[0]?.text ?? args[0]).replace(/\s+/g, ' ').slice(0, 90); sums.set(k, (sums.get(k) ?? 0) + performance.now() - s) }, () => {})
    return r
  }
  const s = performance.now()
  await work()
  t.comment(`all ${(performance.now() - s).toFixed(0)}`)
  for (const [k, v] of [...sums].sort((a, b) => b[1] - a[1]).slice(0, 8)) t.comment(`${v.toFixed(0)} ${k}`)
})
