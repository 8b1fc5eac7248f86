import t from 'tap'
import { withImports } from './imports.ts'
t.setTimeout(200000)
for (const mode of ['auto', 'force_custom_plan']) t.test('x', async (t) => {
  const { connection } = await withImports(t)
  const c = await connection.pool.connect()
  await c.query('begin')
  await c.query(`set local plan_cache_mode = ${mode}`)
  for (let n = 0; n < 12; n++) {
    const rows = Array.from({ length: 500 }, (_, i) => ({ id: null, slug: `s-${n}-${Math.random().toString(36).slice(2)}`, name: `Ośrodek ${i}`, short_name: `OPS ${i}`, kind: 'ops', territory_code: '060901' }))
    const s = performance.now()
    await c.query(`explain (analyze, costs off) insert into organisation (slug,name,short_name,kind,territory_code,part_of_id) select slug,name,short_name,kind,territory_code,(select id from organisation where slug='umwl') from jsonb_populate_recordset(null::organisation, $1::jsonb)`, [JSON.stringify(rows)]).then(({ rows }) => { if (n % 11 === 0) for (const r of rows) t.comment(String(Object.values(r)[0])) })
    t.comment(`${n}: ${(performance.now() - s).toFixed(0)} ms`)
  }
  const s = performance.now()
  await c.query('commit')
  t.comment(`commit ${(performance.now() - s).toFixed(0)} ms`)
  c.release()
})
