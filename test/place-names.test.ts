// Places found by name: as people write them, in filters of territories.
import { sql } from 'kysely'
import t from 'tap'
import type { Level } from '../src/features/territories/printed-unit.ts'
import { findUnitsByName } from '../src/features/territories/unit-names.ts'
import { setup } from './helper.ts'
import { tercUnits } from './terc-file.ts'

const { get, db } = await setup(t)
const codesOf = async (text: string, level: 'gmina' | 'powiat' | 'voivodeship' = 'gmina') =>
  (await findUnitsByName(db, text, level)).map(({ code }) => code)

t.test('A unit is found by its name as people write it', async (t) => {
  const cases: [text: string, ...codes: string[]][] = [
    ['Bełżyce', '060901'],
    ['BELZYCE', '060901'],
    ['w Bełżycach', '060901'],
    ['Bełżycach', '060901'],
    ['gmina Bełżyce', '060901'],
    ['gminy Bełżyce', '060901'],
    ['w gminie Bełżyce', '060901'],
    ['gm. Bełżyce', '060901'],
    ['miasto Bełżyce', '060901'],
    ['Bełżyce – miasto', '060901'],
    ['Bełżyce (gmina miejsko-wiejska)', '060901'],
    ['miasto i gmina Bełżyce', '060901'],
    ['Bełżyce – obszar wiejski', '060901'],
    ['gmina wiejska Bełżyce'],
    ['Opola Lubelskiego', '061205'],
    ['w Opolu Lubelskim', '061205'],
    ['we Wrocławiu', '026401'],
    ['m. st. Warszawa', '146501'],
    ['w Warszawie', '146501'],
    ['Sitno', '062009'],
    ['w Nowym Mieście', '142008'],
    ['Nowe Miasto', '142008'],
    ['w Starym Mieście', '301011'],
    ['Dębica', '180301', '180304'],
    ['miasto Dębica', '180301'],
    ['gmina miejska Dębica', '180301'],
    ['Dębica (miasto)', '180301'],
    ['gmina wiejska Dębica', '180304'],
    ['gmina Dębica', '180301', '180304'],
    ['w Dębicy', '180301', '180304'],
    ['Dębica gm. w.', '180304'],
    ['w Borowiu', '140303'],
    ['Słupsk', '221208', '226301'],
    ['w Redzikowie', '221208'],
    ['Józefów', '060207', '141701'],
    ['Józefów, powiat biłgorajski', '060207'],
    ['Józefów (pow. otwocki)', '141701'],
    ['w Józefowie w powiecie otwockim', '141701'],
    ['Józefów woj. lubelskie', '060207'],
    ['Józefów, powiat łukowski'],
    ['gmina'],
    ['w'],
    ['–'],
    ['Nigdziowo']
  ]
  for (const [text, ...codes] of cases) t.strictSame(await codesOf(text), codes, text)
})

t.test('Powiats and voivodeships too', async (t) => {
  const powiats: [text: string, ...codes: string[]][] = [
    ['łukowski', '0611'],
    ['powiat łukowski', '0611'],
    ['w powiecie łukowskim', '0611'],
    ['powiatu łukowskiego', '0611'],
    ['pow. łukowski', '0611'],
    ['opolski', '0612', '1609'],
    ['powiat opolski, województwo opolskie', '1609'],
    ['w powiecie opolskim', '0612', '1609'],
    ['Chełm', '0662'],
    ['miasto Chełm', '0662'],
    ['w Chełmie', '0662'],
    ['gmina Chełm'],
    ['lubelskie']
  ]
  for (const [text, ...codes] of powiats) t.strictSame(await codesOf(text, 'powiat'), codes, text)
  const voivodeships: [text: string, ...codes: string[]][] = [
    ['lubelskie', '06'],
    ['województwo lubelskie', '06'],
    ['w lubelskim', '06'],
    ['województwa warmińsko-mazurskiego', '28'],
    ['woj. śląskie', '24'],
    ['w województwie dolnośląskim', '02'],
    ['Mazowsze']
  ]
  for (const [text, ...codes] of voivodeships) t.strictSame(await codesOf(text, 'voivodeship'), codes, text)
})

t.test('The label of a candidate means exactly this unit', async (t) => {
  const units = tercUnits().filter((_, i) => i % 70 === 0)
  const { rows } = await sql<{ code: string; label: string; level: Level }>`
    select t.code, case length(t.code) when 6 then 'gmina' when 4 then 'powiat' else 'voivodeship' end as level,
      concat_ws(', ', case length(t.code) when 6 then 'gmina ' when 4 then 'powiat ' else 'województwo ' end || t.name
        || coalesce(case t.gmina_kind when 'urban' then ' (gmina miejska)' when 'rural' then ' (gmina wiejska)'
          when 'urban_rural' then ' (gmina miejsko-wiejska)' end, ''), 'powiat ' || p.name, 'województwo ' || v.name) as label
    from territory t left join territory p on p.code = left(t.code, 4) and length(t.code) = 6
    left join territory v on v.code = left(t.code, 2) and length(t.code) > 2
    where t.code = any(${units.map(({ code }) => code)}) order by 1`.execute(db)
  t.equal(rows.length, units.length)
  for (const { code, label, level } of rows) t.strictSame(await codesOf(label, level), [code], label)
})

t.test('GET with a filter by territory: one unit is used, several are candidates', async (t) => {
  const slugs = async (filter: string) =>
    (await get(`organisations?fields=slug&${filter}`)).json.data.map(({ slug }: { slug: string }) => slug)
  for (const value of ['w Bełżycach', 'gmina Bełżyce', 'Bełżyce – miasto'])
    t.strictSame(
      await slugs(`gmina=${encodeURIComponent(value)}`),
      await slugs('gmina=060901'),
      `${value} in a filter of a list`
    )
  t.strictSame(await slugs(`voivodeship=${encodeURIComponent('województwo lubelskie')}`), await slugs('voivodeship=06'))
  const several = await get(`organisations?gmina=${encodeURIComponent('Józefów')}`)
  t.equal(several.status, 400)
  t.strictSame(several.json.candidates, [
    {
      parameter: 'gmina',
      value: '060207',
      label: 'gmina Józefów (gmina miejsko-wiejska), powiat biłgorajski, województwo lubelskie'
    },
    {
      parameter: 'gmina',
      value: '141701',
      label: 'gmina Józefów (gmina miejska), powiat otwocki, województwo mazowieckie'
    }
  ])
  const statistics = await get(`statistics/memberships?gmina=${encodeURIComponent('w Bełżycach')}`)
  t.strictSame(statistics.json.total, (await get('statistics/memberships?gmina=060901')).json.total)
})

t.test('GET /v1/territories with q finds units by inflected names and by words for their level', async (t) => {
  const found = async (q: string) =>
    (await get(`territories?limit=500&fields=code&q=${encodeURIComponent(q)}`)).json.data.map(
      ({ code }: { code: string }) => code
    )
  t.strictSame(await found('w Bełżycach'), ['060901'])
  t.strictSame(await found('gmina Bełżyce'), ['060901'])
  t.strictSame(await found('Bełżyce – miasto'), ['060901'])
  t.strictSame(await found('powiat opolski'), ['0612', '1609'])
  t.strictSame(await found('województwo opolskie'), ['16'])
  t.strictSame(await found('gmina wiejska Dębica'), ['180304'])
  t.strictSame(await found('redzikowo'), ['221208'], 'by a present name')
  t.ok((await found('slupsk')).includes('221208'), 'and by a former one')
  await sql`update territory_name set name = 'Dawniejsze' where territory_code = '221208' and name = 'Słupsk'`.execute(
    db
  )
  t.strictSame(await found('dawniejsze'), ['221208'])
  t.notOk((await found('slupsk')).includes('221208'))
})
