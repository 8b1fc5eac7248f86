// Remarks in Polish, with their English text beside them: in the data of the Konwent, and in requests.
import { readdir, readFile } from 'node:fs/promises'
import t from 'tap'
import { setup } from './helper.ts'

type Body = Record<string, unknown>

const { call, get, key } = await setup(t)
const staff = await key(['registry:write', 'declarations:decide'])

const names = ['note', 'tier_basis_note', 'rights', 'as_of_basis']

/** The remarks in a value of a data file, with their English text. */
const remarksIn = (value: unknown): [polish: unknown, english: unknown][] => {
  if (typeof value !== 'object' || value === null) return []
  const own = names
    .map((name): [unknown, unknown] => [(value as Body)[name], (value as Body)[`${name}_en`]])
    .filter((pair) => pair.some((text) => text !== undefined && text !== null))
  return [...own, ...Object.values(value).flatMap(remarksIn)]
}

t.test('data/konwent and data/terc: every remark is in Polish and in English', async (t) => {
  const folder = new URL('../data/', import.meta.url)
  const files = (await readdir(folder, { recursive: true })).filter((file) => /^(konwent|terc)\/.*\.json$/.test(file))
  let count = 0
  for (const file of files)
    for (const [polish, english] of remarksIn(JSON.parse(await readFile(new URL(file, folder), 'utf8')))) {
      count++
      const remark = `${file}: ${polish ?? english}`
      t.ok(polish && english, `${remark}: in both languages`)
      t.not(polish, english, `${remark}: translated`)
      t.notMatch(polish, /'|\b(the|of|is|and|that)\b/, `${remark}: Polish words and quotation marks`)
    }
  t.ok(count > 100)
})

t.test('GET returns each remark of the Konwent in both languages', async (t) => {
  const [membership] = (await get('organisations/cus-belzyce/memberships')).json.data
  t.match(membership, { tier_basis_note: /^Na liście „Członkowie/, tier_basis_note_en: /^Listed as/ })
  const { sources } = (await get('organisations/cus-belzyce?include=sources')).json
  const remark = { note: /^Jedyna gmina/, note_en: /^Only gmina/ }
  t.match(
    sources.filter(({ note }: Body) => note?.toString().startsWith('Jedyna')),
    [remark]
  )
  const rights = { rights: /za zgodą redakcji\.$/, rights_en: /the editors' consent\.$/ }
  t.match((await get('sources/s003')).json, rights)
  const { links } = (await get('events/konferencja-2022-11-21')).json
  t.match(links[0], rights)
  t.match((await get('assertions/19-jednostek')).json, { as_of_basis: /^Strona/, as_of_basis_en: /^The page/ })
})

t.test('PATCH /v1/appointments/{appointment} stores a remark and its English text', async (t) => {
  const [{ id }] = (await get('appointments?organisation=cus-belzyce')).json.data
  const patch = async (body: Body) =>
    call('PATCH', `appointments/${id}`, {
      key: staff,
      body,
      headers: { 'if-match': (await get(`appointments/${id}`)).headers.etag as string }
    })
  const remark = { note: 'Źródło nie podaje końca.', note_en: 'The end is not printed.' }
  const sources = [{ source: 's000', locator: '11', note: 'Jak w druku.', note_en: 'As printed.' }]
  t.match((await patch({ ...remark, sources })).json, remark)
  t.match((await get(`appointments/${id}?include=sources`)).json, { ...remark, sources })
  const blank = await patch({ note_en: ' ' })
  t.match([blank.status, blank.json.errors[0].pointer], [400, '/note_en'])
  t.match((await patch({ note_en: null })).json, { note: remark.note, note_en: null })
})

t.test(
  'A continued membership keeps its remark in both languages; a decided tier has a remark of its own',
  async (t) => {
    const basis = 'Uchwała nr 8/2026 Rady Konwentu'
    const [{ id, ...before }] = (await get('organisations/gops-krzywda/memberships')).json.data
    const transformed = await call('POST', 'organisations/gops-krzywda/transformation', {
      key: staff,
      body: {
        name: 'Centrum Usług Społecznych w Krzywdzie',
        short_name: 'CUS Krzywda',
        slug: 'cus-krzywda',
        happened: { on: '2026-03-01' },
        creation_mode: 'transformation_ops',
        new_record: true,
        sources: [{ source: 's000', locator: '99', note: 'Zapowiedź.', note_en: 'An announcement.' }]
      }
    })
    t.equal(transformed.status, 200, transformed.text.slice(0, 300))
    const successor = (await get('organisations/cus-krzywda?include=memberships,sources')).json
    const [continued] = successor.memberships
    t.match(continued, { continues: id, tier_basis_note: before.tier_basis_note })
    t.equal(continued.tier_basis_note_en, before.tier_basis_note_en)
    t.ok(before.tier_basis_note_en)
    t.match(
      successor.sources.find(({ locator }: Body) => locator === '99'),
      { note: 'Zapowiedź.', note_en: 'An announcement.' }
    )

    const changed = await call('POST', `memberships/${continued.id}/tier-change`, {
      key: staff,
      body: { effective_on: '2026-04-01', tier: 'supporting', basis, override: { reason: 'Próba.' } }
    })
    t.match([changed.status, changed.json], [200, { tier_basis_note: basis, tier_basis_note_en: null }])
  }
)
