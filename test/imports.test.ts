// Imports: what a file would do is told row by row, and it is done as a whole or not at all, whatever happens meanwhile.
import t from 'tap'
import { connect } from '../src/db/connect.ts'
import { workOffQueue } from '../src/features/imports/worker.ts'
import { setup, type Setup } from './helper.ts'

const quiet = { warn: () => {} }

/** The service, with a queue that is worked off when the test says so. */
async function withImports(t: Parameters<typeof setup>[0]) {
  const base = await setup(t)
  const worker = connect(base.url, { max: 2, patient: true, role: 'konwent_app' })
  t.teardown(worker.close)
  const key = await base.key(['imports', 'registry:write', 'contacts:read', 'audit:read'])
  const type = (body: string | Uint8Array) => (String(body).startsWith('{') ? 'application/x-ndjson' : 'text/csv')
  const post = (query: string, body: string | Uint8Array, headers = {}) => base.call('POST', `imports?${query}`, { body, key, headers: { 'content-type': type(body), ...headers } })
  const work = () => workOffQueue(worker, quiet)
  const get = (path: string) => base.call('GET', path, { key })
  const rowsOf = async (id: string, query = '') => (await get(`imports/${id}/rows${query}`)).json.data
  /** Sends a file and has it looked through. */
  const preview = async (query: string, body: string | Uint8Array) => {
    const sent = await post(query, body)
    if (sent.status !== 202) throw new Error(sent.text)
    await work()
    const { json } = await get(`imports/${sent.json.id}`)
    return { ...json, rows: await rowsOf(json.id, '?limit=500') }
  }
  const apply = async (id: string) => {
    const answer = await base.call('POST', `imports/${id}/application`, { key })
    await work()
    return { answer, import: (await get(`imports/${id}`)).json }
  }
  const one = async (statement: string) => Object.values((await base.connection.pool.query(statement)).rows[0] ?? {})[0]
  return { ...base, key, post, work, preview, apply, rowsOf, get, one }
}

t.test('POST /v1/imports looks a file through, POST …/application applies it', async (t) => {
  const { post, work, get, preview, apply, one, rowsOf } = await withImports(t)
  const sent = await post('resource=organisations&match_on=slug', 'slug,name,website\ncus-belzyce,Centrum Usług w Bełżycach,\ncus-nowy,,\ncus-kramsk,,x\n')
  t.equal(sent.status, 202, sent.text)
  t.equal(sent.headers.location, `/v1/imports/${sent.json.id}`)
  t.strictSame([sent.json.status, sent.json.dry_run, sent.json.progress], ['queued', true, { done: 0, total: 3 }])
  await work()
  const done = (await get(`imports/${sent.json.id}`)).json
  t.equal(done.status, 'previewed', JSON.stringify(done))
  t.comment(JSON.stringify(await rowsOf(done.id), null, 1))
})
