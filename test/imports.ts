// The service with imports that run when the test calls `work`.
import type { Test } from 'tap'
import { setup } from './helper.ts'
import { openJobs } from './jobs.ts'

/** Starts the service, with helpers to send, preview and apply imports. */
export async function withImports(t: Test) {
  const base = await setup(t)
  const jobs = openJobs(base.url)
  t.teardown(jobs.close)
  const key = await base.key(['imports', 'registry:write', 'declarations:decide', 'contacts:read', 'audit:read'])
  const type = (body: string | Uint8Array) => (String(body).startsWith('{') ? 'application/x-ndjson' : 'text/csv')
  const post = (query: string, body: string | Uint8Array, headers = {}) =>
    base.call('POST', `imports?${query}`, { body, key, headers: { 'content-type': type(body), ...headers } })
  const { work } = jobs
  const get = (path: string) => base.call('GET', path, { key })
  const rowsOf = async (id: string, query = '') => (await get(`imports/${id}/rows${query}`)).json.data
  /** Sends a file and runs its preview. Throws if the file is not accepted. */
  const preview = async (query: string, body: string | Uint8Array) => {
    const sent = await post(query, body)
    if (sent.status !== 202) throw new Error(sent.text)
    await work()
    const { json } = await get(`imports/${sent.json.id}`)
    return { ...json, rows: await rowsOf(json.id, '?limit=500') }
  }
  const apply = async (id: string) => {
    const response = await base.call('POST', `imports/${id}/application`, { key })
    await work()
    return { response, import: (await get(`imports/${id}`)).json }
  }
  const one = async (statement: string) => Object.values((await base.connection.pool.query(statement)).rows[0] ?? {})[0]
  return { ...base, key, makeKey: base.key, post, work, preview, apply, rowsOf, get, one }
}
