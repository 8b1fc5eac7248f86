// If-Match behind compressing proxies: nginx weakens an ETag, Apache adds a suffix. Both still identify the version.
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { setup } from './helper.ts'
import { noNginx, startNginx } from './nginx.ts'

const { app, call, get, key } = await setup(t)
const writer = await key(['registry:write'])
const path = 'organisations/cus-belzyce'
let sent = 0
/** Changes the record with an If-Match. Returns the status. */
const patch = async (tag: string) =>
  (await call('PATCH', path, { key: writer, body: { street: `ul. Próbna ${++sent}` }, headers: { 'if-match': tag } }))
    .status
const current = async () => (await get(path)).headers.etag as string

t.test('PATCH accepts the present ETag weakened or with a suffix', async (t) => {
  const suffixed = (tag: string) => tag.replace(/"$/, '-gzip"')
  const shapes: [what: string, shape: (tag: string) => string][] = [
    ['weak', (tag) => `W/${tag}`],
    ['with the suffix of Apache', suffixed],
    ['weak and with a suffix', (tag) => `W/${suffixed(tag)}`],
    ['second of a list', (tag) => `"foreign", W/${tag}`],
    ['a list without spaces', (tag) => `W/"foreign",W/${tag},"v1-0"`],
    ['strong, unchanged', (tag) => tag]
  ]
  for (const [what, shape] of shapes) {
    const tag = await current()
    t.equal(await patch(shape(tag)), 200, what)
    t.equal(await patch(shape(tag)), 412, `${what}: stale`)
  }
  const before = await current()
  const other = (await get('organisations/cus-alwernia')).headers.etag as string
  const foreign = [
    'W/"foreign"',
    'W/"v1-"',
    `W/${other}`,
    'W/*',
    'W/',
    `w/${before}`,
    `W/ ${before}`,
    `W/W/${before}`,
    `W/${before.slice(1, -1)}`,
    'W/"foreign", W/"v9-0"'
  ]
  for (const tag of foreign) t.equal(await patch(tag), 412, tag)
  t.equal(await current(), before)
  t.equal(await patch('*'), 200)
})

t.test('PUT and DELETE accept a weakened ETag, too', async (t) => {
  const body = { slug: 'osoba-proba', given_name: 'Żaneta', family_name: 'Próba' }
  const weak = ({ headers }: { headers: Record<string, string | undefined> }) => ({ 'if-match': `W/${headers.etag}` })
  const made = await call('POST', 'people', { key: writer, body })
  const replaced = await call('PUT', 'people/osoba-proba', {
    key: writer,
    body: { ...body, family_name: 'Inna' },
    headers: weak(made)
  })
  t.equal(replaced.status, 200)
  t.equal((await call('DELETE', 'people/osoba-proba', { key: writer, headers: weak(made) })).status, 412)
  t.equal((await call('DELETE', 'people/osoba-proba', { key: writer, headers: weak(replaced) })).status, 204)
})

t.test('PATCH through nginx with gzip accepts its ETag', { skip: noNginx }, async (t) => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const send = await startNginx(t, (app.server.address() as AddressInfo).port, { gzip: true })
  const zipped = { 'accept-encoding': 'gzip' }
  const read = async (headers: Record<string, string> = zipped) => send('/v1/people/anna-ostasz', headers)
  const write = async (tag: string, givenName: string) => {
    const headers = {
      ...zipped,
      authorization: `Bearer ${writer}`,
      'content-type': 'application/merge-patch+json',
      'if-match': tag
    }
    return send('/v1/people/anna-ostasz', headers, 'PATCH', JSON.stringify({ given_name: givenName }))
  }
  const seen = await read()
  const tag = seen.headers.etag as string
  t.match(tag, /^W\/"v1-/, 'nginx has weakened the ETag')
  t.strictSame([seen.status, seen.headers['content-encoding']], [200, 'gzip'])
  t.equal(JSON.parse(gunzipSync(seen.body).toString()).slug, 'anna-ostasz')
  t.equal((await write('W/"foreign"', 'Obca')).status, 412)
  t.equal((await write(`"foreign", ${tag}`, 'Anna Maria')).status, 200)
  t.equal((await write(tag, 'Późna')).status, 412, 'stale')
  const changed = await write((await read()).headers.etag as string, 'Anna')
  t.equal(changed.status, 200)
  t.equal(
    (await write(changed.headers.etag as string, 'Anna Zofia')).status,
    200,
    'the ETag of a response to a write, too'
  )
  const again = await read({ ...zipped, 'if-none-match': (await read()).headers.etag as string })
  t.equal(again.status, 304)
})
