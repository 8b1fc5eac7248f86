// The contact for reports of vulnerabilities: RFC 9116, and the page for people.
import { readFileSync } from 'node:fs'
import t from 'tap'
import { info } from '../src/contract/info.ts'
import { securityText } from '../src/features/health/security-txt.ts'
import { setup } from './helper.ts'

const fieldsOf = (text: string) => new Map(text.split('\n').map((line) => line.split(/: (.*)/, 2) as [string, string]))

t.test('GET /.well-known/security.txt names the contact, and expires in the future', async (t) => {
  const { app } = await setup(t, { publicBaseUrl: 'https://rejestr.example.org' })
  const response = await app.inject('/.well-known/security.txt')
  t.equal(response.statusCode, 200)
  t.equal(response.headers['content-type'], 'text/plain; charset=utf-8')
  const fields = fieldsOf(response.body)
  t.equal(fields.get('Contact'), `mailto:${info.contact.email}`)
  t.equal(fields.get('Preferred-Languages'), 'pl, en')
  t.equal(fields.get('Canonical'), 'https://rejestr.example.org/.well-known/security.txt')
  const expires = Date.parse(fields.get('Expires') ?? '')
  t.ok(expires > Date.now() && expires < Date.now() + 365 * 86_400_000, 'within a year (2.5.5)')

  const held = { 'if-none-match': String(response.headers.etag) }
  const again = await app.inject({ url: '/.well-known/security.txt', headers: held })
  const isSame = again.headers.etag === response.headers.etag
  t.equal(again.statusCode, isSame ? 304 : 200, 'the text changes at midnight in UTC')
  t.equal((await app.inject({ method: 'POST', url: '/.well-known/security.txt' })).statusCode, 405)
  t.equal((await app.inject({ method: 'HEAD', url: '/.well-known/security.txt' })).body, '')
})

t.test('security.txt is the same for a day, and has no canonical address without https', async (t) => {
  const [morning, evening, next] = ['2026-12-01T00:00:00Z', '2026-12-01T23:59:59.999Z', '2026-12-02T00:00:00Z'].map(
    (time) => securityText('', Date.parse(time))
  )
  t.equal(morning, evening)
  t.equal(fieldsOf(morning ?? '').get('Expires'), '2027-05-30T00:00:00.000Z')
  t.equal(fieldsOf(next ?? '').get('Expires'), '2027-05-31T00:00:00.000Z')
  for (const base of ['', 'http://127.0.0.1:3000']) t.notMatch(securityText(base, Date.now()), 'Canonical', base)
  t.ok(morning?.endsWith('\n'))
})

t.test('SECURITY.md has the same contact', async (t) => {
  const page = readFileSync(new URL('../SECURITY.md', import.meta.url), 'utf8')
  const addresses = [...page.matchAll(/[\w.]+@[\w.]+\w/g)].map(([address]) => address)
  t.ok(addresses.length > 0)
  t.strictSame(new Set(addresses), new Set([info.contact.email]))
})
