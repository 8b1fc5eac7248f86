import t from 'tap'
import { sql } from 'kysely'
import { withImports } from './imports.ts'
t.setTimeout(200000)
t.test('x', async (t) => {
  const { db, connection } = await withImports(t)
  const c = await connection.pool.connect()
  await c.query('begin')
  for (const n of [500, 500, 1000]) {
    const rows = Array.from({ length: n }, (_, i) => ({ id: null, slug: `s-${n}-${Math.random().toString(36).slice(2)}`, name: `Ośrodek ${i}`, short_name: `OPS ${i}`, kind: 'ops', territory_code: '060901' }))
    const s = performance.now()
    await c.query(`explain (analyze, costs off) insert into organisation (slug,name,short_name,kind,territory_code) select slug,name,short_name,kind,territory_code from jsonb_populate_recordset(null::organisation, $1::jsonb)`, [JSON.stringify(rows)]).then(({ rows }) => { for (const r of rows) t.comment(String(Object.values(r)[0])) })
    t.comment(`${n}: ${(performance.now() - s).toFixed(0)} ms`)
  }
  const s = performance.now()
  await c.query('commit')
  t.comment(`commit ${(performance.now() - s).toFixed(0)} ms`)
  c.release()
})
