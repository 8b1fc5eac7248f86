// Imports of the largest size: new and changed rows are previewed and applied with similar effort.
import t from 'tap'
import { withImports } from '../imports.ts'

const ROWS = 10_000

t.setTimeout(600_000)

const file = (name: string): string => {
  const rows = Array.from({ length: ROWS }, (_, i) => `ops-${i},${name} nr ${i},OPS ${i},ops,060901,umwl,2020-01-01`)
  return `slug,name,short_name,kind,territory_code,part_of_slug,established_on\n${rows.join('\n')}\n`
}

t.test('POST /v1/imports accepts 10,000 organisations, and then a new name for each', async (t) => {
  const { post, work, get, apply, one, connection } = await withImports(t)
  // The session has cached plans for tables that look empty.
  for (const table of ['pending_change', 'import_row']) await connection.pool.query(`vacuum ${table}`)
  for (const [name, outcome] of [
    ['Ośrodek Pomocy Społecznej', 'create'],
    ['Gminny Ośrodek Pomocy Społecznej', 'update']
  ] as const) {
    const startedAt = performance.now()
    const sent = await post('resource=organisations', file(name))
    await work()
    t.equal((await get(`imports/${sent.json.id}`)).json.counts[outcome], ROWS, `${outcome}: previewed`)
    const previewed = performance.now()
    const applied = await apply(sent.json.id)
    t.strictSame([applied.response.status, applied.import.status], [202, 'applied'], `${outcome}: applied`)
    t.equal(
      await one(`select count(*)::int from organisation where slug ~ '^ops-[0-9]+$' and name like '${name} nr %'`),
      ROWS
    )
    t.comment(
      `${outcome}: preview ${Math.round(previewed - startedAt)} ms, ` +
        `application ${Math.round(performance.now() - previewed)} ms`
    )
  }
  t.equal(await one('select count(*)::int from import_row where subject_id is null'), 0, 'each row has its record')
})
