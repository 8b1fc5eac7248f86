// Erasure (art. 17 GDPR) finds a person in every spelling of every name. Values that could belong to someone else are
// left and listed.
import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import tap from 'tap'
import { describe, FOREIGN, KUNEGUNDA, type Mention, OWN, setupErasure, sorted, WEAK } from './erasure-registry.ts'

for (const pseudonymise of [true, false]) {
  tap.test(
    `POST /people/{person}/erasure, ${pseudonymise ? 'with' : 'without'} the name: ` +
      'removes e-mail addresses made of the name',
    async (t) => {
      const { person, addresses, locals, dossier, erase } = await setupErasure(t)
      const id = await person(KUNEGUNDA)
      await addresses([...OWN, ...WEAK, ...FOREIGN])
      const mentions = (await dossier(id)).filter(({ table }) => table === 'contact')
      const named = (which: string) =>
        mentions
          .filter(({ on_erasure }) => on_erasure === which)
          .map(({ text }) => text.replace('@cus.example.org', ''))
      t.strictSame(sorted(named('erased')), sorted(OWN), 'the dossier names those that would be erased')
      t.strictSame(sorted(named('check')), sorted(WEAK), 'and those to check')
      const { left } = await erase(id, pseudonymise)
      t.strictSame(await locals(), [...WEAK, ...FOREIGN])
      t.strictSame(sorted(left.map(({ text }) => text.replace('@cus.example.org', ''))), sorted(WEAK))
      t.ok(left.every(({ on_erasure, why }) => on_erasure === 'check' && why === 'weak'))
    }
  )
}

tap.test('POST /people/{person}/erasure: removes links, notes and slugs in every spelling', async (t) => {
  const { person, links, storedLinks, notes, storedNotes, list, connection, dossier, erase } = await setupErasure(t)
  const id = await person(KUNEGUNDA)
  const own = [
    ...[
      'kunegunda-wronska',
      'wronska_kunegunda',
      'kunegunda.wronska',
      'kunegunda+wronska',
      'kunegunda%20wronska',
      'kunegunda%2Bwronska',
      'kunegundawronska'
    ],
    ...[
      'kunegunda%5Fwronska',
      'kunegunda%2Ewronska',
      'kunegunda%2Dwronska',
      'kunegunda%20-%20wronska',
      'Kunegunda-Wro%C5%84ska',
      'wro%c5%84skakunegunda'
    ],
    ...[
      'Kunegunda-Wron%CC%81ska',
      'kunegunda-wron\u0301ska',
      'Kunegunda_Wrońska',
      'kwronska',
      'k.wronska',
      'wronska-k',
      'kwronska3'
    ]
  ].map((name) => `https://example.org/ludzie/${name}/1`)
  const hosts = [
    'https://kwronska.example.org/',
    'https://kunegunda-wronska.example.org/',
    'https://example.org/?autor=kwronska',
    'https://example.org/~kwronska.html'
  ]
  const foreign = [
    'https://example.org/akwronska',
    'https://example.org/kwronska-nowa',
    'https://example.org/%C5%BBkunegunda-wronska',
    'https://example.org/wronska'
  ]
  await links([...own, ...hosts, ...foreign])
  const texts: [before: string, after: string][] = [
    ['Profil kunegunda_wronska w sieci', 'Profil [usunięto] w sieci'],
    ['Profil @kunegundawrońska w sieci', 'Profil @[usunięto] w sieci'],
    ['Pisać: biuro.kwronska@cus.example.org lub k.wrońska(at)cus.example.org.', 'Pisać: [usunięto] lub [usunięto]'],
    ['Zob. https://example.org/o-nas/kwronska i dalej', 'Zob. https://example.org/o-nas/[usunięto] i dalej'],
    ['Wron\u0301ska Kunegunda', '[usunięto]'],
    ['Słowo kwronska i wronska zostają', 'Słowo kwronska i wronska zostają']
  ]
  await notes(texts.map(([before]) => before))
  await connection.pool.query(
    `update organisation set website = 'https://www.wronska-kunegunda.example.org/' where slug = 'cus-belzyce'`
  )
  await connection.pool.query(`insert into event (slug, title, kind, date_on) values
    ('zjazd-kunegundy-wronskiej', 'A', 'other', '2022-11-21'),
    ('spotkanie-wronska-kunegunda', 'B', 'other', '2022-11-21')`)
  await connection.pool.query(
    `insert into redirect (subject_type, identifier, target_id)
      select 'event', 'dawne-kunegunda-wronska', id from event limit 1`
  )
  const before = await dossier(id)
  t.ok(
    before.some(
      ({ table, column, text, on_erasure }) =>
        `${table}.${column} ${text} ${on_erasure}` === 'redirect.identifier dawne-kunegunda-wronska erased'
    ),
    'former slugs of other records are listed'
  )
  await erase(id)
  t.strictSame(await storedLinks(), [
    ...own.map(() => 'https://example.org/ludzie/usunieto/1'),
    ...[
      'https://usunieto.example.org/',
      'https://usunieto.example.org/',
      'https://example.org/?autor=usunieto',
      'https://example.org/~usunieto.html'
    ],
    ...foreign
  ])
  t.strictSame(
    await storedNotes(),
    texts.map(([, after]) => after)
  )
  t.strictSame(await list(`select website from organisation where slug = 'cus-belzyce'`), [
    'https://www.usunieto.example.org/'
  ])
  t.strictSame(await list(`select identifier from redirect where identifier like '%wronsk%'`), [])
  t.match((await list(`select slug from event where title = 'B' and kind = 'other'`))[0], /^usunieto-/)
})

tap.test('POST /people/{person}/erasure finds earlier and later names, also those of merged records', async (t) => {
  const { person, change, addresses, locals, notes, storedNotes, list, call, writer, admin, erase } =
    await setupErasure(t)
  const id = await person({ given_name: 'Łucja', family_name: 'Gżegżółka' })
  await change(id, { family_name: 'Brzęczyszczykiewicz' })
  await change(id, { given_name: 'Łucja Maria', family_name: 'Brzęczyszczykiewicz-Żak', slug: 'lucja-zak' })
  const duplicate = await person({ given_name: 'Lucyna', family_name: 'Ćwiek' })
  await change(duplicate, { family_name: 'Święch' })
  t.equal((await call('POST', `people/${duplicate}/merger`, { key: writer, body: { into: { id } } })).status, 200)
  const dossier = (await call('GET', `people/${id}/dossier`, { key: admin })).json
  t.strictSame(
    dossier.former_names.map((name: Record<string, string>) => `${name.given_name} ${name.family_name}`).sort(),
    ['Lucyna Ćwiek', 'Lucyna Święch', 'Łucja Brzęczyszczykiewicz', 'Łucja Gżegżółka'],
    'the dossier lists the names'
  )
  await addresses([
    ...[
      'lucja.gzegzolka',
      'gzegzolkal',
      'lucja_brzeczyszczykiewicz',
      'l.brzeczyszczykiewicz-zak',
      'lmzak',
      'maria.zak',
      'lucja.zak',
      'zak.maria'
    ],
    ...['lucyna.cwiek', 'lcwiek', 'swiech.lucyna', 'l.swiech', 'anna.gzegzolka']
  ])
  const texts = [
    'Łucja Gżegżółka',
    'Gżegżółka, Łucja',
    'lucja-brzeczyszczykiewicz',
    'Ł. Święch',
    'Lucyna Ćwiek',
    'Maria Brzęczyszczykiewicz-Żak'
  ]
  await notes(texts)
  await erase(id)
  t.strictSame(await locals(), ['anna.gzegzolka'])
  t.strictSame(
    await storedNotes(),
    texts.map(() => '[usunięto]')
  )
  t.strictSame(await list('select family_name from person_former_name'), [], 'former names are removed with the name')
  t.strictSame(await list(`select identifier from redirect where identifier ~ 'gzegzolka|swiech|cwiek'`), [])
})

tap.test('POST /people/{person}/erasure with a name known only from a former slug', async (t) => {
  const { person, change, addresses, locals, connection, erase } = await setupErasure(t)
  const id = await person({ given_name: 'Kunegunda', family_name: 'Gżegżółka' })
  await change(id, { family_name: 'Wrońska', slug: 'kunegunda-wronska' })
  // Simulates a record from before former names were stored.
  await connection.pool.query('delete from person_former_name')
  await addresses(['kunegunda.gzegzolka', 'k.gzegzolka', 'gzegzolka.kunegunda', 'j.gzegzolka'])
  await erase(id)
  t.strictSame(await locals(), ['j.gzegzolka'])
})

tap.test('POST /people/{person}/erasure leaves values that another person could have for a decision', async (t) => {
  const { person, change, addresses, locals, notes, storedNotes, links, storedLinks, dossier, erase } =
    await setupErasure(t)
  const id = await person({ given_name: 'Kunegunda', family_name: 'Wronska' })
  await person({ given_name: 'Krystyna', family_name: 'Wrońska' })
  const renamed = await person({ given_name: 'Karolina', family_name: 'Wrońska' })
  await change(renamed, { family_name: 'Inna' })
  await addresses(['k.wronska', 'wronska_k', 'biuro.kwronska', 'kunegunda.wronska'])
  await links(['https://example.org/kwronska/1', 'https://example.org/kunegunda-wronska'])
  await notes(['Pisać do kwronska@cus.example.org albo kunegunda_wronska.'])
  const expected = [
    'contact.email k.wronska@cus.example.org: decision could_be_another_person',
    'contact.email wronska_k@cus.example.org: decision could_be_another_person',
    'contact.email biuro.kwronska@cus.example.org: decision could_be_another_person',
    'event_link.url https://example.org/kwronska/1: decision could_be_another_person'
  ]
  const named = describe((await dossier(id)).filter(({ on_erasure }) => on_erasure === 'decision'))
  t.strictSame(
    sorted(named),
    sorted([
      ...expected,
      'event.occasion Pisać do kwronska@cus.example.org albo kunegunda_wronska.: decision could_be_another_person'
    ])
  )
  const { left } = await erase(id)
  t.strictSame(
    sorted(describe(left)),
    sorted([
      ...expected,
      'event.occasion Pisać do kwronska@cus.example.org albo [usunięto].: decision could_be_another_person'
    ])
  )
  t.strictSame(await locals(), ['k.wronska', 'wronska_k', 'biuro.kwronska'])
  t.strictSame(await storedLinks(), ['https://example.org/kwronska/1', 'https://example.org/usunieto'])
  t.strictSame(await storedNotes(), ['Pisać do kwronska@cus.example.org albo [usunięto].'])
  const again = await erase(id)
  t.strictSame(describe(again.left), describe(left), 'a repeated request lists the places again')
})

tap.test('POST /people/{person}/erasure: names in other scripts are removed in both spellings', async (t) => {
  const { person, notes, storedNotes, links, storedLinks, addresses, locals, erase, list } = await setupErasure(t)
  const id = await person({ given_name: 'Олена', family_name: 'Шевченко' })
  const namesake = await person({ given_name: 'Olena', family_name: 'Kowal' })
  await notes(['Mówiła Олена Шевченко.', 'Mówiła Olena Shevchenko.', 'SHEVCHENKO OLENA', 'Olena Kowal', 'Szewczyk'])
  await links(['https://example.org/olena-shevchenko', 'https://example.org/olena-kowal'])
  await addresses(['olena.shevchenko', 'olena.kowal'])
  await erase(id)
  t.strictSame(
    [await storedNotes(), await storedLinks(), await locals()],
    [
      ['Mówiła [usunięto].', 'Mówiła [usunięto].', '[usunięto]', 'Olena Kowal', 'Szewczyk'],
      ['https://example.org/usunieto', 'https://example.org/olena-kowal'],
      ['olena.kowal']
    ]
  )
  t.equal((await list(`select slug from person where id = '${namesake}'`))[0], 'olena-kowal')
})

tap.test('POST /people/{person}/erasure: a generated suffix of a slug hides no mention', async (t) => {
  const { person, links, storedLinks, erase, list } = await setupErasure(t)
  await person({ ...KUNEGUNDA, given_name: 'Kunegunda' })
  const id = await person(KUNEGUNDA)
  const [slug = ''] = await list(`select slug from person where id = '${id}'`)
  t.match(slug, /^kunegunda-wronska-[a-z0-9]{6}$/)
  await links([`https://example.org/${slug}`])
  const { left } = await erase(id)
  t.ok(
    !(await storedLinks()).join().includes(slug) || left.some(({ text }) => text.includes(slug)),
    'the link is removed or listed for a decision'
  )
})

tap.test('POST /people/{person}/erasure of a namesake', async (t) => {
  const { person, addresses, locals, notes, storedNotes, links, storedLinks, erase, change } = await setupErasure(t)
  const id = await person(KUNEGUNDA)
  const other = await person({ ...KUNEGUNDA, slug: 'kunegunda-wronska-2' })
  await change(other, { family_name: 'Zając' })
  await addresses(['kunegunda.wronska', 'kwronska'])
  await links(['https://example.org/kunegunda-wronska'])
  await notes(['Kunegunda Wrońska', 'Kunegunda Zając i kunegunda_zajac'])
  const { left } = await erase(id)
  t.strictSame(await locals(), ['kunegunda.wronska', 'kwronska'], 'addresses stay')
  t.strictSame(await storedLinks(), ['https://example.org/kunegunda-wronska'], 'and links')
  t.strictSame(
    await storedNotes(),
    ['[usunięto]', 'Kunegunda Zając i kunegunda_zajac'],
    'in running text the name is removed'
  )
  t.equal(left.length, 3)
  t.ok(left.every(({ on_erasure, why }) => on_erasure === 'decision' && why === 'could_be_another_person'))
  await erase(other)
  t.strictSame(await locals(), [], 'no other person could have them any more')
  const again = (await erase(id)).left
  t.strictSame(
    again.map(({ table, text }) => `${table} ${text}`),
    ['event_link https://example.org/usunieto'],
    'erased places are not listed again'
  )
})

tap.test('POST /people/{person}/erasure lists inflected mentions to check', async (t) => {
  const { person, notes, storedNotes, dossier, erase, list } = await setupErasure(t)
  const id = await person({ ...KUNEGUNDA, family_name: 'Wrońska-Gołąb' })
  const inflected = [
    ...[
      'Podziękowano Kunegundzie Wrońskiej.',
      'Z Kunegundą Wrońską-Gołąb',
      'Wrońskiej Kunegundzie',
      'Wrońską, Kunegundę',
      'KUNEGUNDZIE WROŃSKIEJ'
    ],
    ...[
      'K. Wrońską',
      'K.Gołębiowi',
      'o Wrońskiej K.',
      'pani Wrońskiej',
      'dr. hab. Wrońskiej',
      'p. Gołębiową',
      'dyrektor Wrońskiej',
      'Kunegundzie\u00a0Wron\u0301skiej'
    ]
  ]
  const weak = ['pani Wrońska', 'dr Wrońska', 'Kunegunda W.', 'Pani Dyrektor Gołąb']
  const foreign = [
    'Kunegunda Lis',
    'Joanna Wrońskiej',
    'wrońskie łąki',
    'A. Wrońskiej',
    'pani wroniej',
    'Kunegundzie Zielińskiej',
    'pana Golińskiego'
  ]
  await notes([...inflected, ...weak, ...foreign])
  const named = (await dossier(id)).filter(({ table }) => table === 'event')
  const texts = (why: string) =>
    named.filter((mention) => mention.on_erasure === 'check' && mention.why === why).map(({ text }) => text)
  t.strictSame(sorted(texts('inflected')), sorted(inflected))
  t.strictSame(sorted(texts('weak')), sorted(weak))
  const { left } = await erase(id)
  t.strictSame(describe(left.filter(({ table }) => table === 'event')), describe(named), 'the erasure lists the same')
  t.strictSame(await storedNotes(), [...inflected, ...weak, ...foreign], 'and removes nothing')
  t.strictSame(
    await list(`select count(*)::text from erasure where left_open::text ~* 'wro|kune|goł'`),
    ['0'],
    'left_open contains no text'
  )
})

tap.test('GET …/dossier and POST …/erasure list the same places', async (t) => {
  const { person, addresses, notes, links, list, dossier, erase, url, db } = await setupErasure(t)
  const id = await person(KUNEGUNDA)
  await person({ given_name: 'Krystyna', family_name: 'Wrońska' })
  await addresses(['kunegunda.wronska', 'k.wronska', 'wronska'])
  await links(['https://example.org/kunegunda-wronska', 'https://example.org/kwronska'])
  await notes([
    'Kunegunda Wrońska',
    'Kunegundzie Wrońskiej i Kunegunda Wrońska',
    'pani Wrońska (kwronska@cus.example.org)'
  ])
  const before = await dossier(id)
  t.equal(before.filter(({ on_erasure }) => on_erasure === 'erased').length, 4)
  const { left } = await erase(id)
  const places = (mentions: Mention[]) =>
    mentions
      .filter(({ on_erasure }) => on_erasure !== 'erased')
      .map(({ text: _text, ...place }) => JSON.stringify(place))
  t.strictSame(places(left), places(before))
  t.strictSame(
    await list(`select distinct jsonb_typeof(left_open -> 0 -> 'key') from erasure where person_id = $1`, [id]),
    ['array']
  )
  await db.deleteFrom('event_link').where('url', 'like', '%kwronska').execute()
  const again = await erase(id, false)
  t.strictSame(
    places(again.left),
    places(left.filter(({ table }) => table !== 'event_link')),
    'erased places are left out'
  )

  const file = join(mkdtempSync(join(tmpdir(), 'konwent-ledger-')), 'erasures.ndjson')
  writeFileSync(file, `{"person":"${id}","pseudonymised":true,"erased_at":"2026-01-01T00:00:00Z"}\n`)
  const env = { ...process.env, DATABASE_URL: url }
  const { stdout } = await promisify(execFile)(process.execPath, ['src/cli/konwent.ts', 'privacy', 'replay', file], {
    env
  })
  t.match(stdout, `Places that need a decision or a check: ${again.left.length}.`)
})

tap.test('POST /people/{person}/erasure removes nothing of similar names', async (t) => {
  const { person, addresses, locals, notes, storedNotes, links, storedLinks, dossier, erase } = await setupErasure(t)
  const maj = await person({ given_name: 'Anna', family_name: 'Maj' })
  const lis = await person({ given_name: 'Ewa', family_name: 'Lis' })
  const odd = await person({ given_name: 'Maria', family_name: 'Ops' })
  await person({ given_name: 'Anna', family_name: 'Majewska' })
  await person({ given_name: 'Joanna', family_name: 'Maj' })
  const unaffected = [
    'annamajewska',
    'anna.majewska',
    'joannamaj',
    'joanna.maj',
    'j.maj',
    'amajewska',
    'elisa',
    'ewelina.lis-nowa',
    'mops',
    'anna',
    'hanna.maj'
  ]
  const texts = [
    'Anna Majewska i Joanna Maj',
    'annamajewska joannamaj anna-majewska',
    'Pierwsza była Anna. Maj przyniósł zmiany, elis też.',
    'Anna Maj-Zielińska',
    'Hanna Maj; Anna Majówka; pochwalis; Maria opsowa'
  ].filter((text) => text !== 'Anna Maj-Zielińska')
  const urls = [
    'https://example.org/annamajewska',
    'https://example.org/joanna-maj',
    'https://example.org/melis',
    'https://mops.example.org/',
    'https://elisa.example.org/'
  ]
  await addresses([...unaffected, 'anna.maj', 'ewalis', 'm.ops'])
  await notes(texts)
  await links(urls)
  for (const id of [maj, lis, odd]) {
    t.strictSame(
      (await dossier(id))
        .filter(({ table, on_erasure }) => table !== 'contact' && on_erasure === 'erased')
        .map(({ text }) => text),
      []
    )
    await erase(id)
  }
  t.strictSame(await locals(), unaffected)
  t.strictSame(await storedNotes(), texts)
  t.strictSame(await storedLinks(), urls)
})

tap.test('SQL: only konwent_app can read former names', async (t) => {
  const { person, change, list, db, connection } = await setupErasure(t)
  const seq = async () => (await list('select seq::text from feed_head'))[0]
  const id = await person(KUNEGUNDA)
  const before = Number(await seq())
  await change(id, { family_name: 'Zając' })
  t.equal(Number(await seq()), before + 1, 'one entry in the change log, that of the person')
  t.strictSame(await db.selectFrom('person_former_name').select(['person_id', 'family_name']).execute(), [
    { person_id: id, family_name: 'Wrońska' }
  ])
  await t.rejects(connection.pool.query(`begin; set local role konwent_readonly; select from person_former_name`), {
    code: '42501'
  })
  await connection.pool.query('rollback')
  await connection.pool.query('analyze person_former_name')
  t.strictSame(
    await list(`select attname from pg_stats where tablename = 'person_former_name' and attname like '%name'`),
    [],
    'the planner has no samples'
  )
})
