// Somebody deletes rows of the change log by hand. The feed has no gaps, so a copy is told to begin anew.
import { sql } from 'kysely'
import t from 'tap'
import { setup } from './helper.ts'

t.test('GET /v1/changes over a gap in the change log is 410, and a snapshot leads past the gap', async (t) => {
  const { get, call, db, key } = await setup(t)
  const remove = (seq: number) => sql`delete from change where seq = ${seq}`.execute(db)
  const { head } = (await get('changes?limit=1')).json.meta
  const from = async (limit: number) => (await get(`changes?limit=${limit}`)).json.meta.next_cursor as string
  const [before, at, after] = [await from(9), await from(10), await from(11)]
  await remove(10)
  for (const path of [
    'changes?limit=500',
    `changes?limit=500&after=${before}`,
    `changes?limit=500&after=${before}&types=organisation`,
    `changes?limit=500&after=${before}&types=post.created&wait=1`,
    `changes?limit=500&after=${before}&include=data`,
    `changes?after=${at}`
  ]) {
    const refused = await get(path)
    t.equal(refused.status, 410, path)
    t.equal(refused.json.code, 'cursor_expired')
    t.match(refused.headers.link, '</v1/snapshot>; rel="alternate"')
  }
  t.equal((await get('changes?limit=9')).status, 200, 'before the gap')
  t.equal((await get(`changes?limit=500&after=${after}`)).status, 200, 'after the gap')

  await remove(head)
  let end = after
  let page = await get(`changes?limit=500&after=${end}`)
  while (page.status === 200 && page.json.data.length > 0) {
    end = page.json.meta.next_cursor
    page = await get(`changes?limit=500&after=${end}`)
  }
  t.equal(page.status, 410, 'a gap at the end')
  const snapshot = await get('snapshot')
  t.equal(snapshot.status, 200)
  const link = /<([^>]+)>; rel="next"/.exec(snapshot.headers.link ?? '')?.[1] as string
  t.match(link, 'changes')
  const empty = await get(link)
  t.equal(empty.status, 200)
  t.strictSame(empty.json.data, [])
  const writer = await key(['registry:write'])
  const body = { slug: 'zrodlo-po-luce', kind: 'document', title: 'Źródło' }
  t.equal((await call('POST', 'sources', { key: writer, body })).status, 201)
  for (const path of [link, `/v1/changes?after=${empty.json.meta.next_cursor}`]) {
    const { status, json } = await get(path)
    t.equal(status, 200)
    t.strictSame(
      json.data.map((entry: { seq: number; type: string }) => [entry.seq, entry.type]),
      [[head + 1, 'source.created']]
    )
  }
})
