// A month of an office: its own sheet goes in, four lists are one request each, the workbook goes out and comes back
// edited, and a wrong edit is undone. docs/obserwatorium.md has the same steps with curl.
import { readFileSync } from 'node:fs'
import t from 'tap'
import { WORKBOOK_TYPE } from '../src/records/formats/workbook/parts.ts'
import { withImports } from './imports.ts'
import { editedByLibreOffice, noLibreOffice } from './libreoffice.ts'
import { allEntries, zipOf } from './workbook.ts'

const { call, get, key, preview, apply, work } = await withImports(t)
const post = (path: string, body: object) => call('POST', path, { key, body })
const linesOf = async (path: string) => (await get(path)).text.replace('\ufeff', '').trim().split('\r\n')

t.test('The sheet of an office is read with a report in Polish', async (t) => {
  const sheet = readFileSync(new URL('fixtures/imports/tytul.csv', import.meta.url))
  const seen = await preview('resource=organisations', sheet)
  t.strictSame(seen.counts, { create: 10, update: 0, unchanged: 0, error: 0 })
  const report = await linesOf(`imports/${seen.id}/rows?format=csv&dialect=excel-pl`)
  t.ok(report.some((line) => line.includes('941-277-24-26') && line.includes('9412772426')))
  t.notMatch(report.join('\n'), /[{[]"/, 'no JSON in a cell')
  t.equal((await apply(seen.id)).import.status, 'applied')
})

t.test('Four lists are one request each', async (t) => {
  const contact = {
    slug: 'sekretariat-gops-naleczow',
    organisation: { slug: 'gops-naleczow' },
    email: 'gops@example.pl',
    email_visibility: 'public',
    basis: 'public_task',
    basis_source: 'wykaz członków',
    review_on: '2099-01-01'
  }
  t.equal((await post('contacts', contact)).status, 201)
  const membership = {
    organisation: { slug: 'gops-naleczow' },
    tier: 'ordinary',
    tier_basis: 'decided',
    tier_basis_note: 'Uchwała nr 5/2026 Rady Konwentu',
    joined: { on: '2026-11-21' }
  }
  const joined = await post('memberships', membership)
  t.equal(joined.status, 201, joined.text)
  const table = 'format=csv&dialect=excel-pl'
  const mailing = await linesOf(`organisations?member=true&${table}&fields=name,main_contact.email`)
  t.ok(mailing.includes('Gminny Ośrodek Pomocy Społecznej w Nałęczowie;gops@example.pl'))
  const ministry = await linesOf(
    `organisations?member=true&sort=voivodeship&${table}&fields=voivodeship.name,name,current_membership.tier`
  )
  t.equal(ministry[0], 'voivodeship_name;name;current_membership_tier')
  const voivodeships = ministry.slice(1).map((line) => line.split(';')[0] as string)
  const known = voivodeships.filter((name) => name !== '')
  t.strictSame(known, [...known].sort(new Intl.Collator('pl').compare), 'by the Polish alphabet')
  t.strictSame(
    voivodeships.slice(known.length),
    Array(voivodeships.length - known.length).fill(''),
    'unknown ones last'
  )
  const attendance = await linesOf(
    `organisations?member=true&${table}&fields=current_head.person.display_name,current_head.post.title,name`
  )
  t.ok(attendance.some((line) => line.startsWith('Anna Ostasz;')))
  const unverified = await linesOf(
    `organisations?member=true&not_verified_since=2099-01-01&${table}&fields=name,verified_on`
  )
  t.equal(unverified.length, mailing.length, 'nobody was verified since that day')
})

/** Returns the workbook with another website, as an office suite saves it. */
async function edited(workbook: Buffer): Promise<Buffer> {
  if (!noLibreOffice) return editedByLibreOffice(workbook, { 'www.cusbelzyce.pl': 'www.pomylka.example' })
  const path = 'xl/worksheets/sheet1.xml'
  const parts = await allEntries(workbook)
  return zipOf({ ...parts, [path]: String(parts[path]).replace('>www.cusbelzyce.pl<', '>www.pomylka.example<') })
}

t.test('The workbook comes back with exactly the edit, and a wrong edit is undone', async (t) => {
  const { website } = (await get('organisations/cus-belzyce')).json
  if (website !== 'www.cusbelzyce.pl') {
    const headers = { 'if-match': '*' }
    await call('PATCH', 'organisations/cus-belzyce', { key, body: { website: 'www.cusbelzyce.pl' }, headers })
  }
  const workbook = (await get('organisations?member=true&format=xlsx')).bytes
  const headers = { 'content-type': WORKBOOK_TYPE }
  const sent = await call('POST', 'imports?resource=organisations', { key, body: await edited(workbook), headers })
  t.equal(sent.status, 202, sent.text)
  await work()
  const { counts } = (await get(`imports/${sent.json.id}`)).json
  t.match(counts, { create: 0, update: 1, error: 0 })
  t.equal((await apply(sent.json.id)).import.status, 'applied')
  const { version, website: wrong } = (await get('organisations/cus-belzyce')).json
  t.equal(wrong, 'www.pomylka.example')
  const [value] = (await get('previous-values?subject_type=organisation&limit=1')).json.data
  t.match(value, { field: 'website', before: 'www.cusbelzyce.pl', version })
  const undone = await post('organisations/cus-belzyce/reversal', { version })
  t.match([undone.status, undone.json.website], [200, 'www.cusbelzyce.pl'])
})
