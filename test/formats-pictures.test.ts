// Memberships as bars and members on the outline of Poland: well-formed SVG without external references, readable
// without colours and by screen readers.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import axe, { type AxeResults } from 'axe-core'
import fc from 'fast-check'
import t from 'tap'
import { chartOf } from '../src/features/statistics/chart.ts'
import { mapWriter } from '../src/records/formats/map.ts'
import { launchBrowser, noBrowser } from './browser.ts'
import { type Element, everyElement, parseXml } from './formats.ts'
import { setup } from './helper.ts'

// biome-ignore lint/suspicious/noExplicitAny: records have many shapes and were already validated against the contract
type Json = any

const { app, get, connection } = await setup(t)

/** Parses a picture. Throws if it has active content, external references, or no title and description. */
function read(svg: string): { title: string; description: string; elements: Element[]; texts: string[] } {
  const root = parseXml(svg)
  const elements = everyElement(root)
  const names = new Set(elements.map(({ name }) => name))
  for (const name of names)
    if (!['svg', 'title', 'desc', 'defs', 'pattern', 'rect', 'path', 'text'].includes(name))
      throw new Error(`<${name}>`)
  for (const { attributes } of elements) {
    for (const [name, value] of Object.entries(attributes)) {
      if (/^(on|style|class|href|xlink)/i.test(name)) throw new Error(`${name}="${value}"`)
      if (value.includes('url(') && !elements.some(({ attributes: { id } }) => value === `url(#${id})`))
        throw new Error(value)
    }
  }
  const [title, description] = root.children
  const { attributes } = root
  if (title?.name !== 'title' || description?.name !== 'desc') throw new Error('title and desc must come first')
  if (
    attributes.role !== 'img' ||
    attributes['aria-labelledby'] !== title.attributes.id ||
    attributes['aria-describedby'] !== description.attributes.id
  )
    throw new Error('aria-labelledby or aria-describedby is wrong')
  const [, , width = 0, height = 0] = (attributes.viewBox as string).split(' ').map(Number)
  for (const { name, attributes } of elements) {
    const [x, y] = [Number(attributes.x ?? 0), Number(attributes.y ?? 0)]
    if (['rect', 'text'].includes(name) && !(x >= 0 && y >= 0 && x <= width && y <= height))
      throw new Error(`${name} at ${x} ${y} of ${width} ${height}`)
    if (
      name === 'rect' &&
      attributes.width !== '100%' &&
      !(Number(attributes.width) >= 0 && x + Number(attributes.width) <= width)
    )
      throw new Error('too wide')
    if (/NaN|Infinity|undefined/.test(JSON.stringify(attributes))) throw new Error(JSON.stringify(attributes))
  }
  return {
    title: title.text,
    description: description.text,
    elements,
    texts: elements.filter(({ name }) => name === 'text').map(({ text }) => text)
  }
}

t.test(
  'GET /v1/statistics/memberships?format=svg draws certain members solid and possible ones hatched, and describes them',
  async (t) => {
    const received = await get('statistics/memberships?format=svg&as_of=2022-08-31')
    t.strictSame(
      [
        received.headers['content-type'],
        received.headers['content-disposition'],
        received.headers['content-security-policy']
      ],
      [
        'image/svg+xml; charset=utf-8',
        'inline; filename="memberships.svg"',
        "default-src 'none';frame-ancestors 'none'"
      ]
    )
    const { title, description, elements, texts } = read(received.text)
    t.equal(title, 'Członkostwa w Konwencie CUS, stan na 2022-08-31')
    t.equal(
      description,
      'razem: pewne 13, możliwe 26; członek zwyczajny: pewne 10, możliwe 23; ' +
        'członek wspierający: pewne 3, możliwe 3; członek honorowy: pewne 0, możliwe 0'
    )
    for (const phrase of description.split('; ')) t.ok(texts.includes(phrase), `${phrase} is also printed`)
    const hatching = elements.find(({ name }) => name === 'pattern')
    t.ok(hatching && hatching.children.length > 1, 'the hatching has lines')
    const bars = elements.filter(({ name, attributes }) => name === 'rect' && Number(attributes.y) > 100)
    const widths = (hatched: boolean) =>
      bars
        .filter(({ attributes }) => (attributes.fill === `url(#${hatching?.attributes.id})`) === hatched)
        .map(({ attributes }) => Number(attributes.width))
    const unit = 608 / 23
    t.strictSame(
      widths(false).map((width) => Math.round(width / unit)),
      [10, 3, 0]
    )
    t.strictSame(
      widths(true).map((width) => Math.round(width / unit)),
      [13, 0, 0]
    )

    const english = read(
      (await get('statistics/memberships?format=svg&lang=en&group_by=voivodeship&as_of=2022-08-31')).text
    )
    t.equal(english.title, 'Memberships of the Konwent CUS as of 2022-08-31')
    t.match(english.description, /^total: certain 13, possible 26; voivodeship lubelskie: certain 11, possible 12; /)
    const { status, headers } = await get('statistics/memberships?as_of=2022-08-31', {
      accept: 'image/svg+xml, application/json;q=0.5'
    })
    t.strictSame([status, headers['content-type']], [200, 'image/svg+xml; charset=utf-8'])
    t.match(headers.vary, /^Accept,/)
    read((await get('statistics/memberships?format=svg&kind=university&group_by=kind')).text)
  }
)

t.test('GET refuses parameters that do not apply to the format', async (t) => {
  for (const path of [
    'statistics/memberships?lang=en',
    'statistics/memberships?format=json&lang=pl',
    'memberships?lang=en',
    'memberships?format=csv&lang=en',
    'organisations/cus-belzyce/names?dialect=excel-pl'
  ]) {
    const { status, json } = await get(path)
    t.strictSame([status, json.errors[0].code], [400, 'conflicting_parameter'], path)
  }
  for (const path of [
    'statistics/memberships?format=geojson',
    'statistics/memberships?format=svg&lang=de',
    'people?format=svg',
    'memberships?format=svg&fields=id'
  ])
    t.equal((await get(path)).status, 400, path)
  t.equal((await get('statistics/memberships', { accept: 'application/geo+json' })).status, 406)
})

t.test(
  'GET /v1/memberships?format=svg shows the members on the outline of Poland, and counts those without coordinates',
  async (t) => {
    const memberships = (await get('memberships?limit=500&as_of=2022-08-31')).json.data as Json[]
    const places = new Map(
      ((await get('organisations?limit=500')).json.data as Json[]).map((organisation) => [
        organisation.id,
        organisation
      ])
    )
    const placed = memberships.filter(({ organisation }) => places.get(organisation.id).latitude !== null)
    const { title, description, elements, texts } = read((await get('memberships?format=svg&as_of=2022-08-31')).text)
    t.equal(title, 'Członkowie Konwentu CUS, stan na 2022-08-31')
    const [shown, unplaced, ...named] = description.split('; ')
    t.strictSame(
      [shown, unplaced],
      [`na mapie: ${placed.length}`, `bez znanych współrzędnych: ${memberships.length - placed.length}`]
    )
    t.ok(texts.includes(`${shown}; ${unplaced}`), 'also printed below the map')
    const certainties: Record<string, string> = { certain: 'pewne tego dnia', possible: 'tylko możliwe tego dnia' }
    t.strictSame(
      named.map((phrase) => phrase.replace(/^\d+\. /, '')),
      placed.map(
        ({ organisation, certainty }) => `${organisation.short_name}, członek zwyczajny, ${certainties[certainty]}`
      )
    )
    for (const phrase of named)
      t.ok(texts.includes(phrase.split(', ')[0] as string), `${phrase.split(', ')[0]} is in the list beside the map`)

    const paths = elements.filter(({ name, attributes }) => name === 'path' && attributes['stroke-width'] === '1.5')
    const hollow = paths.filter(({ attributes }) => attributes.fill === '#fff')
    // Two members at one place share one mark on the map, that of the first.
    const spots = new Map(
      placed
        .toReversed()
        .map(({ organisation: { id }, certainty }) => [
          `${places.get(id).latitude} ${places.get(id).longitude}`,
          certainty
        ])
    )
    const possible = (all: unknown[]) => all.filter((certainty) => certainty === 'possible').length
    const expected = possible([...spots.values()]) + possible(placed.map(({ certainty }) => certainty)) + 1
    t.equal(hollow.length, expected, 'hollow marks on the map, in the list and in the legend')
    for (const tier of ['członek zwyczajny', 'członek wspierający', 'członek honorowy'])
      t.ok(texts.includes(tier), `${tier} is in the legend`)
    t.equal(
      new Set(paths.map(({ attributes }) => (attributes.d as string).replace(/^M[\d. ]+/, ''))).size,
      3,
      'three shapes'
    )

    t.equal(read((await get('memberships?format=svg&lang=en')).text).title, 'Members of the Konwent CUS')
    t.equal(
      read((await get('organisations/cus-belzyce/memberships?format=svg')).text).description,
      'na mapie: 1; 1. CUS Bełżyce, członek zwyczajny'
    )
    t.equal(read((await get('organisations?format=svg&q=nobody')).text).description, 'na mapie: 0')
  }
)

t.test(
  'GET /v1/organisations?format=svg places the points correctly, one number per place, none outside the map',
  async (t) => {
    await connection.pool.query(`insert into organisation
      (slug, name, short_name, kind, latitude, longitude, coordinates_basis) values
    ('m-1', 'M', 'Północ', 'university', 54.83, 18.31, 'geonames-seat'),
    ('m-2', 'M', 'Południe', 'university', 49.02, 22.86, 'geonames-seat'),
    ('m-3', 'M', 'Zachód', 'university', 52.84, 14.13, 'geonames-seat'),
    ('m-4', 'M', 'Wschód', 'university', 50.87, 24.14, 'geonames-seat'),
    ('m-5', 'M', 'Środek', 'university', 52.06, 19.48, 'geonames-seat'),
    ('m-6', 'M', 'Środek 2', 'university', 52.06, 19.48, 'geonames-seat'),
    ('m-7', 'M', 'Chile', 'university', -33.5, -70.1, 'geonames-seat'),
    ('m-8', 'M', 'Nigdzie', 'university', null, null, null)`)
    const { description, elements } = read((await get('organisations?format=svg&kind=university&sort=short_name')).text)
    const [shown, unplaced, outside, ...named] = description.split('; ')
    t.strictSame([shown, unplaced, outside], ['na mapie: 6', 'bez znanych współrzędnych: 1', 'poza obszarem mapy: 1'])
    t.strictSame(named, ['1. Południe', '2. Północ', '3. Środek', '3. Środek 2', '4. Wschód', '5. Zachód'])
    const marks = elements
      .filter(({ name, attributes }) => name === 'path' && attributes['stroke-width'] === '1.5')
      .slice(0, 5)
    const [south, north, middle, east, west] = marks.map(
      ({ attributes }) =>
        (/^M([\d.]+) ([\d.]+)/.exec(attributes.d as string) ?? []).slice(1).map(Number) as [number, number]
    )
    const outline = elements.find(({ attributes }) => attributes.fill === '#e8edf2')?.attributes.d as string
    const points = [...outline.matchAll(/([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
    const close = (a: number | undefined, b: number) => Math.abs((a as number) - b) < 8
    t.ok(
      close(north?.[1], Math.min(...ys)) && close(south?.[1], Math.max(...ys)),
      'the northernmost and southernmost points of Poland'
    )
    t.ok(
      close((west?.[0] as number) + 5, Math.min(...xs)) && close((east?.[0] as number) + 5, Math.max(...xs)),
      'the westernmost and easternmost points'
    )
    t.ok(
      (middle?.[0] as number) > 200 &&
        (middle?.[0] as number) < 400 &&
        (middle?.[1] as number) > 200 &&
        (middle?.[1] as number) < 400,
      'the centre is in the middle'
    )
    t.ok(points.length > 300 && points.length < 600, 'an outline of a few hundred points')
  }
)

t.test('GET /v1/organisations?format=svg of a whole country has a bounded size', (t) => {
  const draw = (count: number) => {
    const { record, end } = mapWriter(
      { title: { pl: 'Mapa', en: 'Map' }, mark: ({ name }: { name: string }) => ({ name, certainty: null }) },
      {}
    )
    // Spread evenly over Poland and beyond (R2 sequence).
    for (let i = 0; i < count; i++) {
      const coordinates = [14 + ((i * 0.7548776662) % 1) * 10, 49 + ((i * 0.569840291) % 1) * 6]
      record(JSON.stringify({ geometry: { coordinates }, properties: { name: `Organizacja ${i}` } }), i === 0)
    }
    return end()
  }
  const [many, twice] = [draw(100_000), draw(200_000)]
  t.ok(twice.length < 1.02 * many.length && many.length < 3_000_000, `${many.length} ${twice.length}`)
  const { description, texts } = read(many)
  const shown = Number(/^na mapie: (\d+); /.exec(description)?.[1])
  t.ok(shown > 90_000, description.slice(0, 100))
  t.match(description, new RegExp(`; 1\\. Organizacja \\d+; 2\\. .*; oraz dalsze, w liczbie: ${shown - 200}$`))
  t.strictSame(texts, ['Mapa', description.split('; ').slice(0, 2).join('; ')], 'too many for the list')
  t.end()
})

t.test('GET as SVG escapes any text', (t) => {
  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ']]>',
          '<script>alert(1)</script>',
          '&',
          '&lt;',
          '"',
          "'",
          '\u0000',
          '\u000b',
          '\ud800',
          '\ufffe',
          'ł',
          '👩‍👩‍👧',
          '\u202e',
          '<!--'
        ),
        fc.string({ unit: 'binary' })
      ),
      { minLength: 1 }
    )
    .map((parts) => parts.join(''))
  // Characters that XML does not allow are replaced.
  const readable = (text: string) =>
    text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
  fc.assert(
    fc.property(hostile, hostile, (name, label) => {
      const feature = JSON.stringify({ geometry: { coordinates: [21, 52] }, properties: { name } })
      const { record, end } = mapWriter(
        { title: { pl: label, en: label }, mark: ({ name }: { name: string }) => ({ name, certainty: 'possible' }) },
        { as_of: '2022-08-31' }
      )
      record(feature, true)
      const map = read(end())
      t.equal(map.title, `${readable(label)}, stan na 2022-08-31`)
      t.equal(map.description, `na mapie: 1; 1. ${readable(name)}, tylko możliwe tego dnia`)
      const group = { key: name, label_pl: name, label_en: name, certain: 1, possible: 2 }
      const chart = read(
        chartOf(
          {
            as_of: '2022-08-31',
            group_by: 'tier',
            total: { certain: 1, possible: 2 },
            groups: [group],
            assertions: []
          },
          'pl'
        )
      )
      t.ok(chart.texts.includes(`${readable(name)}: pewne 1, możliwe 2`))
    }),
    { numRuns: 300 }
  )
  t.end()
})

t.test(
  'GET as SVG in a browser: an image with a name and a description, without further requests',
  { skip: noBrowser, timeout: 120_000 },
  async (t) => {
    const address = await app.listen({ host: '127.0.0.1', port: 0 })
    const browser = await launchBrowser(t)
    const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('')).listen(
      0,
      '127.0.0.1'
    )
    t.teardown(() => server.close())
    await once(server, 'listening')
    const portal = `http://localhost:${(server.address() as AddressInfo).port}/`
    for (const path of [
      'statistics/memberships?format=svg&as_of=2022-08-31',
      'memberships?format=svg&as_of=2022-08-31&lang=en',
      'organisations?format=svg'
    ]) {
      const url = `${address}/v1/${path}`
      const { title, description } = read((await get(path)).text)
      const page = await browser.newPage()
      const troubles: string[] = []
      page.on('request', (request) => {
        if (request.url() !== url) troubles.push(request.url())
      })
      page.on('console', (message) => troubles.push(message.text()))
      page.on('pageerror', (error) => troubles.push(error.message))
      await page.goto(url)
      t.equal(await page.evaluate('document.documentElement.nodeName'), 'svg', `${path} is rendered as a document`)
      t.equal(
        await page.getByRole('img', { name: title, exact: true, description, exactDescription: true } as never).count(),
        1,
        'found by role, name and description'
      )
      t.strictSame(troubles, [])
      // axe checks pages, so the picture is embedded as in a portal.
      await page.goto(portal)
      await page.setContent(
        '<!doctype html><html lang="pl"><title>Portal</title><main><h1>Portal</h1>' +
          `${(await get(path)).text}</main></html>`
      )
      await page.evaluate(axe.source)
      const { violations, passes } = await page.evaluate<AxeResults>(`axe.run({ resultTypes: ['violations'] })`)
      t.ok(
        passes.some(({ id }) => id === 'svg-img-alt'),
        'axe has checked the image'
      )
      t.strictSame(
        violations.map(({ id }) => id),
        []
      )
      const drawn = await page.evaluate<number>('document.querySelector("svg").getBoundingClientRect().width')
      t.ok(drawn > 500, `${drawn} wide`)
      const loaded = page.evaluate(
        'new Promise((done, fail) => ' +
          `Object.assign(new Image(), { onload: done, onerror: fail, src: ${JSON.stringify(url)} }))`
      )
      await t.resolves(loaded, 'works in <img> on another origin')
      await page.close()
    }
  }
)
